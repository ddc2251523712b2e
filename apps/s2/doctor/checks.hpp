#pragma once
// Checks: from facts to verdicts, each with a remedy.

#include "facts.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace s2::app {

/// How something is.
enum class Health : std::uint8_t {
  good,
  warning,    ///< it may do, in some networks or for some time
  bad,        ///< something of S2 Connect will not work
  not_tried,  ///< it was not asked for, or something before it failed
};

/// The word for it: "ok", "warning", "bad", "not tried".
std::string_view word_of(Health health);

/// What came of a check.
struct Verdict {
  std::string_view check;   ///< stable name, e.g. "multicast"
  Health health{};          ///< how it is
  std::string text;         ///< a sentence
  std::string remedy = {};  ///< what to do; empty when there is nothing to be done
};

/// Carries out all checks, in the order of a network from the cable up. Those of a peer only when there is one.
std::vector<Verdict> examine(const MachineFacts& facts);

/// Whether anything is bad.
bool is_any_bad(const std::vector<Verdict>& verdicts);

}  // namespace s2::app
