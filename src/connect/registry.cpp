// Records and queries of the registry.

#include <s2/connect/registry.hpp>

#include "letters.hpp"
#include "punycode.hpp"

#include <s2/connect/limits.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace s2::connect {
namespace {

Finding finding(std::string_view rule, std::string pointer, std::string text) {
  return {std::string(rule), Severity::error, std::move(pointer), "", std::move(text)};
}

bool has_at_most(std::string_view text, std::size_t characters) {
  const auto points = code_points(text);
  return points && points->size() <= characters;
}

bool is_web_url(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

std::optional<bool> boolean(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || text.empty()) return std::nullopt;
  return value;
}

std::optional<std::vector<CountryCode>> countries(std::string_view text) {
  std::vector<CountryCode> codes;
  while (true) {
    const auto comma = std::min(text.find(','), text.size());
    const std::string_view code = text.substr(0, comma);
    if (!is_country_code(code) || codes.size() == Limits::list_items) return std::nullopt;
    codes.push_back({std::string(code)});
    if (comma == text.size()) return codes;
    text.remove_prefix(comma + 1);
  }
}

// Sets a member from a parameter; false when its value is none.
template <class Member, class Value>
bool set(Member& member, Value&& value) {
  if (!value) return false;
  member = *std::forward<Value>(value);
  return true;
}

bool set_parameter(RegistryQuery& query, const QueryParameter& parameter) {
  const auto& [name, value] = parameter;
  if (name == "region") return set(query.regions, countries(value));
  if (name == "status") return set(query.status, from_name<EndpointStatus>(value));
  if (name == "cem") return set(query.cem, boolean(value));
  if (name == "rm") return set(query.rm, boolean(value));
  if (name == "limit") return set(query.limit, number(value)) && *query.limit > 0;
  if (name == "offset") return set(query.offset, number(value));
  return true;
}

}  // namespace

std::optional<Finding> check_record(const EndpointRecord& record) {
  if (record.name.empty() || !has_at_most(record.name, Limits::registry_name_characters)) {
    return finding("C-060", "/name", "the name has 1 to 50 characters");
  }
  if (!has_at_most(record.description, Limits::registry_description_characters)) {
    return finding("C-060", "/description", "the description has at most 500 characters");
  }
  for (const auto& [pointer, icon] : {std::pair("/icon32", &record.icon32), std::pair("/icon128", &record.icon128),
                                      std::pair("/icon512", &record.icon512)}) {
    if (!is_web_url(*icon)) return finding("C-060", pointer, "the icon is no URL of a picture");
  }
  const auto url = BaseUrl::parse(record.pairing_url);
  if (!url) return finding("C-060", "/pairingUrl", url.error().text);
  if (url->is_local()) return finding("C-060", "/pairingUrl", "an endpoint of the registry has a public name");
  if (record.regions.empty()) return finding("C-060", "/regions", "an endpoint works in at least one country");
  return std::nullopt;
}

bool RegistryQuery::wants(const EndpointRecord& record) const {
  const auto has_region = [&] {
    return std::any_of(regions.begin(), regions.end(), [&](const auto& region) {
      return std::find(record.regions.begin(), record.regions.end(), region) != record.regions.end();
    });
  };
  return record.status == status && (!cem || record.cem == *cem) && (!rm || record.rm == *rm) &&
         (regions.empty() || has_region());
}

std::string target_of(const RegistryQuery& query, std::string_view api_version) {
  std::string target = std::string(api_version) + "/endpoint";
  char separator = '?';
  const auto add = [&](std::string_view name, std::string_view value) {
    target.append(1, separator).append(name).append("=").append(value);
    separator = '&';
  };
  std::string list;
  for (const auto& region : query.regions) list += (list.empty() ? "" : ",") + region.text;
  if (!list.empty()) add("region", list);
  if (query.status != EndpointStatus::public_) add("status", name_of(query.status));
  if (query.cem) add("cem", *query.cem ? "true" : "false");
  if (query.rm) add("rm", *query.rm ? "true" : "false");
  if (query.limit) add("limit", std::to_string(*query.limit));
  if (query.offset > 0) add("offset", std::to_string(query.offset));
  return target;
}

Result<RegistryQuery> read_registry_query(std::string_view target) {
  const auto parameters = query_of(target);
  if (!parameters) return Unexpected{finding("C-058", "", "the query is malformed")};
  RegistryQuery query;
  std::set<std::string_view> seen;
  for (const auto& parameter : *parameters) {
    if (!seen.insert(parameter.name).second || !set_parameter(query, parameter)) {
      return Unexpected{finding("C-058", "", "a parameter of the query has no valid value, or stands twice")};
    }
  }
  return query;
}

}  // namespace s2::connect
