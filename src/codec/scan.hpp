#pragma once
// Scan: layer 1 of the rule catalogue, without any knowledge of message types.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace s2::codec {

/// What layer 1 says about a frame.
struct Scan {
  std::optional<Finding> finding;           ///< GEN-001, GEN-002, GEN-003, GEN-012 or GEN-013
  std::size_t position = 0;                 ///< byte at which the finding was made, or 0
  std::optional<Id> message_id;             ///< message_id, when present and legal
  std::optional<std::string> message_type;  ///< message_type, when it is a string
  bool has_message_type = false;            ///< whether the member is there at all
};

/// Reads a whole frame by the book.
Scan scan_frame(std::string_view frame);

/// Decides whether a text is one JSON value within Limits, whatever it means: GEN-001, GEN-013. `what` is the word for
/// it in the sentence: "body" …
std::optional<Finding> scan_json(std::string_view text, std::string_view what);

}  // namespace s2::codec
