// A search in the registry, call by call.

#include <s2/connect/api_version.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/registry.hpp>

#include <codec/cursor.hpp>

#include <algorithm>

namespace s2::connect {
namespace {

// How many items a list has that was read before, valid ones and others.
std::size_t items_in(std::string_view list) {
  codec::Cursor cursor(list);
  cursor.blank();
  cursor.take('[');
  cursor.blank();
  std::size_t count = 0;
  while (!cursor.at_end() && cursor.next() != ']' && cursor.skip()) {
    ++count;
    cursor.blank();
    cursor.take(',');
    cursor.blank();
  }
  return count;
}

}  // namespace

void RegistryClient::search(RegistryQuery query) {
  wanted_ = std::move(query);
  begin();
}

void RegistryClient::look_up(const NodeId& id) {
  wanted_ = id;
  begin();
}

std::optional<Call> RegistryClient::next_call() { return std::exchange(call_, std::nullopt); }

std::optional<RegistryOutcome> RegistryClient::next_outcome() { return std::exchange(outcome_, std::nullopt); }

// The index comes before anything else (C-034, C-057).
void RegistryClient::begin() {
  found_ = {};
  outcome_.reset();
  ask(Step::index, "");
}

void RegistryClient::ask(Step step, std::string target) {
  step_ = step;
  call_ = Call{.id = ++last_call_, .base = base_, .target = std::move(target)};
}

void RegistryClient::answered(CallId id, const Response& response) {
  if (id != last_call_ || step_ == Step::idle) return;
  if (step_ == Step::record && response.status == 404) return end(std::move(found_));
  if (response.status == 503) return end(Problem::busy);
  if (response.status == 404) return end(Problem::no_such_service);
  if (response.status != 200) return end(Problem::refused_there, "HTTP status " + std::to_string(response.status));
  switch (step_) {
    case Step::index:
      return take_index(response);
    case Step::page:
      return take_page(response);
    case Step::record:
      return take_record(response);
    case Step::idle:
      return;
  }
}

void RegistryClient::failed(CallId id, const CallError& error) {
  if (id == last_call_ && step_ != Step::idle) end(problem_of(error.why), error.text);
}

void RegistryClient::take_index(const Response& response) {
  const auto versions = decode_versions(response.body);
  if (!versions) return end(Problem::not_understood_here, versions.error().finding.text);
  const auto version = choose_api_version(*versions);
  if (!version) return end(Problem::api_versions);
  version_ = *version;
  if (const auto* id = std::get_if<NodeId>(&wanted_)) return ask(Step::record, version_ + "/endpoint/" + id->text());
  ask_for_page();
}

void RegistryClient::ask_for_page() { ask(Step::page, target_of(std::get<RegistryQuery>(wanted_), version_)); }

void RegistryClient::take_page(const Response& response) {
  auto page = decode_list<EndpointRecord>(response.body, {.skip_bad_items = true});
  if (!page) return end(Problem::not_understood_here, page.error().finding.text);
  const std::size_t items = items_in(response.body);
  std::size_t fresh = 0;
  for (auto& record : *page) {
    const bool is_known = std::any_of(found_.records.begin(), found_.records.end(),
                                      [&](const EndpointRecord& one) { return one.id == record.id; });
    if (is_known || check_record(record)) continue;
    found_.records.push_back(std::move(record));
    if (found_.records.size() == Limits::registry_records) return end(std::move(found_));
    ++fresh;
  }
  found_.skipped += items - fresh;
  // A server may give less than it has and less than was asked for, so only an empty page, or one with nothing new, is
  // the last.
  auto& query = std::get<RegistryQuery>(wanted_);
  if (query.limit || fresh == 0) return end(std::move(found_));
  query.offset += items;
  ask_for_page();
}

void RegistryClient::take_record(const Response& response) {
  auto record = decode<EndpointRecord>(response.body);
  if (!record) return end(Problem::not_understood_here, record.error().finding.text);
  if (auto finding = check_record(*record)) return end(Problem::not_understood_here, finding->text);
  found_.records.push_back(*std::move(record));
  end(std::move(found_));
}

void RegistryClient::end(RegistryOutcome outcome) {
  step_ = Step::idle;
  call_.reset();
  outcome_ = std::move(outcome);
  found_ = {};
}

void RegistryClient::end(Problem problem, std::string_view detail) {
  end(RegistryFailure{finding_of(problem, detail)});
}

}  // namespace s2::connect
