#pragma once
// Listener: the handler of a connection, and the promises made about calling it.

#include <s2/transport/connection.hpp>
#include <s2/transport/loop.hpp>

#include <memory>
#include <optional>
#include <string_view>

namespace s2::transport {

/// Tells a ConnectionHandler what happens. Keeps the promises that every connection makes: on_closed comes once, last
/// and never from inside a call to the connection, also when the handler comes late; a handler that is replaced, or
/// whose connection is destroyed while it is being called, lives until it returns.
class Listener {
 public:
  explicit Listener(Loop& loop);

  /// Sets or replaces the handler. When the connection is closed already, on_closed follows.
  void set(ConnectionHandler handler);
  /// Whether there is a handler.
  bool is_set() const { return state_->handler != nullptr; }
  /// Delivers a frame. Only for callers that run from the loop; after closed() or forget() it does nothing.
  void frame(std::string_view frame);
  /// Tells, soon, that the connection is gone. Only the first call counts.
  void closed(Closed closed);
  /// The connection was destroyed: nobody is told anything any more.
  void forget();

 private:
  struct State {
    std::shared_ptr<const ConnectionHandler> handler;
    std::optional<Closed> closed;
    bool told = false;
  };
  void tell_soon();

  Loop& loop_;
  std::shared_ptr<State> state_;
};

}  // namespace s2::transport
