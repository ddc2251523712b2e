#pragma once
// Report: judgements as people and programs read them.

#include "console.hpp"
#include "judgement/judgement.hpp"

#include <string>
#include <string_view>

namespace s2::app {

/// A record with all that became of it.
struct Judged {
  std::string_view source;  ///< the input, as it was named
  const Record& record;     ///< what was read
  const Frame& frame;       ///< the message in it
  const Judgement& judgement;
};

/// Appends the findings like a compiler does: place, sentence and rule, the line with the place underlined, where in
/// which message, a hint. Nothing when there are no findings.
void append_for_people(std::string& out, const Judged& judged, const Console& console);

/// Appends one line of JSON, whatever was found (docs/reference/validate.md).
void append_for_programs(std::string& out, const Judged& judged);

}  // namespace s2::app
