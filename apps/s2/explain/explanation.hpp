#pragma once
// Explanation: all that can be said of one message of a file, for people and for programs.

#include "console.hpp"
#include "explain/facts.hpp"

#include <s2/base/finding.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>

#include <optional>
#include <string>
#include <vector>

namespace s2::app {

/// A message and what it means.
struct Explanation {
  std::string source;                           ///< the file, as it was named
  std::uint64_t line = 1;                       ///< where it begins
  std::optional<Time> time;                     ///< when it passed; empty without a conversation
  std::optional<EnergyManagementRole> sender;   ///< who sent it; empty without a conversation
  std::string rm;                               ///< the resource manager, as the recording names it
  std::optional<Kind> kind;                     ///< its type, when that could be read
  std::string message_id;                       ///< its message_id; empty when there is none
  std::optional<ReceptionStatusValues> answer;  ///< what it deserves
  std::string remark;                           ///< why it has no effect, when that is so
  std::vector<Finding> findings;                ///< what is wrong with it
  Facts meaning;                                ///< what it means; empty when it could not be read
};

/// As text, laid out for the terminal.
std::string explanation_page(const Explanation& explanation, const Console& console);

/// As one line of JSON, without line feed (docs/reference/explain.md).
std::string explanation_json(const Explanation& explanation);

}  // namespace s2::app
