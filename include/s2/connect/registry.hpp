#pragma once
// The registry of WAN endpoints: a list of pairing URLs that a user chooses from, so that a code is all there is to
// type. Specified, and operated by nobody yet: whoever uses it names its base URL (C-056).

#include <s2/base/result.hpp>
#include <s2/connect/base_url.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/messages.hpp>
#include <s2/connect/problem.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace s2::connect {

/// What a record of the registry must be beyond its types: lengths, URLs, at least one region (C-060). Says C-060 and
/// what is wrong; empty when the record is fine.
std::optional<Finding> check_record(const EndpointRecord& record);

/// Which records are wanted (C-058).
struct RegistryQuery {
  std::vector<CountryCode> regions{};               ///< working in at least one of them; empty for all
  EndpointStatus status = EndpointStatus::public_;  ///< of this status
  std::optional<bool> cem{};                        ///< with or without CEMs; absent for both
  std::optional<bool> rm{};                         ///< with or without RMs; absent for both
  std::optional<std::size_t> limit{};               ///< at most so many, at least 1
  std::size_t offset = 0;                           ///< without the first so many

  /// Whether a record is wanted, limit and offset aside.
  bool wants(const EndpointRecord& record) const;
  /// Member by member.
  bool operator==(const RegistryQuery&) const = default;
};

/// The target of a query, "v1/endpoint?region=NL,BE&status=testing"; what has its default is left out.
std::string target_of(const RegistryQuery& query, std::string_view api_version = "v1");

/// Reads the query of a target. Parameters that nobody knows are ignored; fails with C-058 for a value that is none.
Result<RegistryQuery> read_registry_query(std::string_view target);

/// The server side: answers at once, from what it holds.
class RegistryServer {
 public:
  /// Adds a record, or replaces the one with its id. Fails with C-060 and leaves all as it is.
  Result<void> put(EndpointRecord record);
  /// Takes a record out; false when there is none with this id.
  bool remove(const NodeId& id);
  /// All records, in the order they were added.
  const std::vector<EndpointRecord>& records() const { return records_; }
  /// Answers a request: index, query, one record (C-057 to C-059). At most Limits::registry_page records at once.
  Response answer(const Request& request) const;

 private:
  Response query(std::string_view target) const;
  Response record(std::string_view id) const;

  std::vector<EndpointRecord> records_;
};

/// What came of a search.
struct RegistryRecords {
  std::vector<EndpointRecord> records;  ///< valid ones
  std::size_t skipped = 0;              ///< how many were left out because they are not (C-060)
};

/// Why a search ended without records.
struct RegistryFailure {
  Finding finding;  ///< id and sentence of a Problem
};

/// How a search ended. A record that is not there is an empty list.
using RegistryOutcome = std::variant<RegistryRecords, RegistryFailure>;

/// The client side: one search at a time, all of its pages, at most Limits::registry_records records.
class RegistryClient {
 public:
  /// For the registry at this URL.
  explicit RegistryClient(BaseUrl base) : base_(std::move(base)) {}

  /// Begins a search, and forgets one that is under way. Without a limit all pages are fetched.
  void search(RegistryQuery query);
  /// Begins to look for one record.
  void look_up(const NodeId& id);

  /// What is to be asked next.
  std::optional<Call> next_call();
  /// The answer to a call; others than the last are ignored.
  void answered(CallId id, const Response& response);
  /// A call got no answer.
  void failed(CallId id, const CallError& error);
  /// How the search ended, once.
  std::optional<RegistryOutcome> next_outcome();

 private:
  enum class Step : std::uint8_t { idle, index, page, record };

  void begin();
  void ask(Step step, std::string target);
  void take_index(const Response& response);
  void take_page(const Response& response);
  void take_record(const Response& response);
  void ask_for_page();
  void end(RegistryOutcome outcome);
  void end(Problem problem, std::string_view detail = {});

  BaseUrl base_;
  Step step_ = Step::idle;
  CallId last_call_ = 0;
  std::optional<Call> call_;
  std::optional<RegistryOutcome> outcome_;
  std::string version_;
  std::variant<RegistryQuery, NodeId> wanted_;
  RegistryRecords found_;
};

}  // namespace s2::connect
