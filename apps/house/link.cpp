#include "link.hpp"

#include <utility>

namespace s2::house {

SessionOptions paired_session(SessionOptions session) {
  session.start = Start::connected;
  session.profile = Profile::v1_0_0;
  return session;
}

Link::Link(Session& session, std::unique_ptr<transport::Connection> connection, Clock& clock, Watcher& watcher,
           std::string rm, Owner owner)
    : session_(session),
      connection_(std::move(connection)),
      clock_(clock),
      watcher_(watcher),
      rm_(std::move(rm)),
      owner_(std::move(owner)),
      deadline_(clock) {}

void Link::start() {
  connection_->handle({.on_frame = [this](std::string_view frame) { on_frame(frame); },
                       .on_closed = [this](const transport::Closed& closed) { on_closed(closed); }});
  pump();
}

void Link::on_frame(std::string_view frame) {
  const bool ours_is_cem = session_.role() == EnergyManagementRole::cem;
  watch_frame(frame, ours_is_cem ? EnergyManagementRole::rm : EnergyManagementRole::cem);
  session_.receive(frame, clock_.now());
  pump();
}

void Link::on_closed(const transport::Closed& closed) {
  closing_ = true;
  session_.disconnected(clock_.now());
  pump();
  owner_.on_closed(closed);
}

void Link::pump() {
  if (draining_) return;  // the owner answers an event; what it sent goes out when we are back in the loop below
  draining_ = true;
  drain();
  draining_ = false;

  if (session_.ended() && !closing_) {
    closing_ = true;
    connection_->close(1000, "the session has ended");
  }
  if (const auto due = session_.next_deadline(); !due) {
    deadline_.clear();
  } else if (due != deadline_.due()) {
    deadline_.set(*due, [this] {
      session_.wake(clock_.now());
      pump();
    });
  }
}

// Answers first: none waits for what the owner makes of the message.
void Link::drain() {
  for (;;) {
    if (auto frame = session_.next_frame()) {
      watch_frame(*frame, session_.role());
      connection_->send(std::string(*frame));
    } else if (const auto event = session_.next_event()) {
      watcher_.on_event(session_.role(), rm_, *event, clock_.now());
      owner_.on_event(*event);
    } else {
      return;
    }
  }
}

void Link::watch_frame(std::string_view frame, EnergyManagementRole sender) {
  const auto direction = sender == EnergyManagementRole::cem ? Direction::cem_to_rm : Direction::rm_to_cem;
  const bool opens = !std::exchange(opened_, true);
  watcher_.on_frame(
      {.time = clock_.now(), .direction = direction, .rm = rm_, .frame = std::string(frame), .opens = opens});
}

}  // namespace s2::house
