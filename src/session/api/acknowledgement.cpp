#include "acknowledgement.hpp"

#include <iterator>
#include <utility>

namespace s2 {
namespace {

constexpr std::string_view names[] = {"kept",      "waiting",   "accepted", "refused",
                                      "held back", "undecided", "lost",     "overtaken"};

bool is_settled(Delivery delivery) { return delivery != Delivery::kept && delivery != Delivery::waiting; }

}  // namespace

std::string_view name_of(Delivery delivery) { return names[static_cast<std::size_t>(delivery)]; }

Acknowledgement::Acknowledgement() : state_(std::make_shared<State>()) { state_->status = Delivery::held_back; }

Delivery Acknowledgement::status() const { return state_->status; }
bool Acknowledgement::settled() const { return is_settled(state_->status); }
const Id& Acknowledgement::message_id() const { return state_->message_id; }
const Finding& Acknowledgement::why() const { return state_->why; }

const Acknowledgement& Acknowledgement::then(std::function<void(const Acknowledgement&)> callback) const {
  if (settled()) {
    const Acknowledgement kept_alive = *this;
    callback(kept_alive);
  } else {
    state_->callbacks.push_back(std::move(callback));
  }
  return *this;
}

namespace session {

void settle(Answer answer, Delivery delivery, Finding why) {
  answer->status = delivery;
  answer->why = std::move(why);
  answer->settled();
  const auto callbacks = std::exchange(answer->callbacks, {});
  for (const auto& callback : callbacks) callback(Acknowledgement(answer));
}

void settle_silently(const Answer& answer) {
  answer->silence();
  settle(answer, Delivery::lost, lost_with_session());
}

Finding reason(std::string_view rule, std::string text) {
  return {std::string(rule), Severity::error, "", "", std::move(text)};
}

Finding lost_with_session() {
  return reason("S2CPP-LOST", "the session ended before the answer came; the peer may or may not have heard it");
}

}  // namespace session
}  // namespace s2
