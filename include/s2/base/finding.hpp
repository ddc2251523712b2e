#pragma once
// Finding: what is wrong, where, and by which rule.

#include <cstdint>
#include <string>

namespace s2 {

/// How much a finding weighs (rule catalogue, "Severity").
enum class Severity : std::uint8_t {
  error,    ///< the message is refused and has no effect
  warning,  ///< the message takes effect; the finding goes to the log or the report
};

/// One thing that is wrong with a message, a conversation, a configuration or a request to us.
struct Finding {
  /// Id of the rule that was broken; frozen, e.g. "NUM-004". Ours outside the catalogue start with "S2CPP-".
  std::string rule;
  /// Weight of the finding.
  Severity severity = Severity::error;
  /// JSON pointer (RFC 6901) to the offending place, relative to the message; empty means the message itself.
  std::string pointer;
  /// The offending value as it stands in the message, cut to Limits::finding_value_bytes; empty when there is none.
  std::string value;
  /// One sentence a person can act on.
  std::string text;

  /// Member by member.
  bool operator==(const Finding&) const = default;
};

}  // namespace s2
