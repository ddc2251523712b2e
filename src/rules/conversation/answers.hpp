#pragma once
// Answers: what became of the messages of one side, so that a repeated one is known (GEN-019).

#include <s2/base/limits.hpp>
#include <s2/base/recent.hpp>
#include <s2/model/session_messages.hpp>

#include <cstdint>

namespace s2::rules {

/// An earlier message.
struct Answer {
  std::uint64_t content = 0;       ///< digest of what it says
  ReceptionStatusValues status{};  ///< what it was answered with, or deserves while it is not answered
};

/// The newest messages of one side, up to Limits::remembered_answers, under their ids.
using Answers = Recent<Answer>;

}  // namespace s2::rules
