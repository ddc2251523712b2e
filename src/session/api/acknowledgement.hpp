#pragma once
// What an Acknowledgement stands for, and how it is settled.

#include <s2/session/acknowledgement.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace s2 {

struct Acknowledgement::State : std::enable_shared_from_this<State> {
  Delivery status = Delivery::kept;
  Id message_id;
  Finding why;
  std::vector<std::function<void(const Acknowledgement&)>> callbacks;

  virtual ~State() = default;
  /// Told when it is settled, before the callbacks are.
  virtual void settled() {}
  /// Nobody is to be called any more.
  virtual void silence() { callbacks.clear(); }
};

}  // namespace s2

namespace s2::session {

using Answer = std::shared_ptr<Acknowledgement::State>;

/// Settles an answer and calls back. What was undecided may be settled again; nobody is called then. Takes its own
/// copy: a callback may destroy what holds the answer.
void settle(Answer answer, Delivery delivery, Finding why = {});

/// The session is over and its owner gone: the answer is lost and nobody is called.
void settle_silently(const Answer& answer);

/// A finding of our own.
Finding reason(std::string_view rule, std::string text);

/// The reason of what is lost.
Finding lost_with_session();

}  // namespace s2::session
