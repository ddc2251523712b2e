// The registry's answers.

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/registry.hpp>

#include <algorithm>

namespace s2::connect {
namespace {

constexpr std::string_view endpoint = "v1/endpoint";

auto same_id(const NodeId& id) {
  return [&id](const EndpointRecord& record) { return record.id == id; };
}

}  // namespace

Result<void> RegistryServer::put(EndpointRecord record) {
  if (auto finding = check_record(record)) return Unexpected{*std::move(finding)};
  const auto found = std::find_if(records_.begin(), records_.end(), same_id(record.id));
  if (found == records_.end()) {
    records_.push_back(std::move(record));
  } else {
    *found = std::move(record);
  }
  return {};
}

bool RegistryServer::remove(const NodeId& id) { return std::erase_if(records_, same_id(id)) > 0; }

Response RegistryServer::answer(const Request& request) const {
  const std::string_view path = path_of(request.target);
  const bool is_one_record = path.starts_with(endpoint) && path.substr(endpoint.size()).starts_with('/');
  if (!path.empty() && path != endpoint && !is_one_record) return {.status = 404};
  if (request.method != Method::get) return {.status = 405, .allow = "GET"};
  if (path.empty()) return {.status = 200, .body = encode_versions(our_api_versions)};
  return is_one_record ? record(path.substr(endpoint.size() + 1)) : query(request.target);
}

Response RegistryServer::query(std::string_view target) const {
  const auto query = read_registry_query(target);
  if (!query) return {.status = 400};
  const std::size_t most = std::min(query->limit.value_or(Limits::registry_page), Limits::registry_page);
  std::vector<EndpointRecord> page;
  std::size_t passed = 0;
  for (const auto& record : records_) {
    if (page.size() == most) break;
    if (query->wants(record) && passed++ >= query->offset) page.push_back(record);
  }
  return {.status = 200, .body = encode_list(page)};
}

Response RegistryServer::record(std::string_view id) const {
  const auto wanted = parse_node_id(id);
  const auto found = wanted ? std::find_if(records_.begin(), records_.end(), same_id(*wanted)) : records_.end();
  if (found == records_.end()) return {.status = 404};
  return {.status = 200, .body = encode(*found)};
}

}  // namespace s2::connect
