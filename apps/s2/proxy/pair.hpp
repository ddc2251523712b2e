#pragma once
// Pair: two connections joined: what one end sends, the other is given.

#include "live/heard.hpp"
#include "proxy/injected.hpp"

#include <s2/transport.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::app {

/// Joins the connection to a client and the one to the server. Text messages go across unchanged and in order, and so
/// does the end: whoever closes, the other end is closed with the same code and reason, after everything that was
/// under way. The end across from a lost connection is closed with 1001. What waits for an end that does not read is
/// bounded by WebsocketOptions::queue_bytes.
class Pair {
 public:
  /// Who is told.
  struct Owner {
    std::function<void(End from, std::string_view frame, Passage passage)> on_frame;  ///< a frame went across, or not
    std::function<void(End by, const transport::Closed&)> on_closing;                 ///< one end is gone; called once
    std::function<void()> on_over;  ///< both are gone; called once, last. Must not destroy the pair at once
  };

  /// Joins them; nothing moves before start().
  Pair(std::unique_ptr<transport::Connection> client, std::unique_ptr<transport::Connection> server, Owner owner);

  /// From here on frames go across.
  void start();
  /// Gives one end a frame as if the other had sent it. Its answer does not go across. `waiting` tells whether a
  /// message of the other end with the same message_id waits for an answer.
  void inject(End to, std::string frame, bool waiting);
  /// Closes both ends.
  void close(std::uint16_t code, std::string_view reason);
  /// Whether one end is gone, so that nothing goes across any more.
  bool closing() const { return closing_; }

 private:
  transport::Connection& at(End end) { return *connections_[static_cast<std::size_t>(end)]; }
  Injected& injected_to(End end) { return injected_[static_cast<std::size_t>(end)]; }
  void listen(End end);
  void on_frame(End from, std::string_view frame);
  void on_closed(End end, const transport::Closed& closed);

  std::unique_ptr<transport::Connection> connections_[2];
  Injected injected_[2];
  Owner owner_;
  bool closing_ = false;
  int gone_ = 0;
};

/// The close that tells one end how the other ended.
transport::Closed passed_on(const transport::Closed& closed);

}  // namespace s2::app
