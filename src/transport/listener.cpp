// Calling the handler of a connection.

#include "listener.hpp"

#include <utility>

namespace s2::transport {

Listener::Listener(Loop& loop) : loop_(loop), state_(std::make_shared<State>()) {}

void Listener::set(ConnectionHandler handler) {
  state_->handler = std::make_shared<const ConnectionHandler>(std::move(handler));
  if (state_->closed) tell_soon();
}

void Listener::frame(std::string_view frame) {
  if (state_->closed) return;
  const auto handler = state_->handler;  // keeps it alive while it is called
  if (handler && handler->on_frame) handler->on_frame(frame);
}

void Listener::closed(Closed closed) {
  if (state_->closed) return;
  state_->closed = std::move(closed);
  if (state_->handler) tell_soon();
}

void Listener::forget() { state_->handler = nullptr; }

void Listener::tell_soon() {
  loop_.post([state = state_] {
    const auto handler = state->handler;
    if (!handler || std::exchange(state->told, true)) return;
    if (handler->on_closed) handler->on_closed(*state->closed);
  });
}

}  // namespace s2::transport
