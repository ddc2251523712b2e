#pragma once
// Visit: joins a dialogue with a connection.

#include <s2/session/dialogue.hpp>
#include <s2/session/surroundings.hpp>
#include <s2/transport/connection.hpp>
#include <s2/transport/loop.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace s2::runner {

/// One connection from its opening to its close. Kept by the loop while it is called: whoever holds it may let it go in
/// any callback.
class Visit : public std::enable_shared_from_this<Visit> {
 public:
  /// Called when all is over, last, from the loop; with how the session ended.
  using Over = std::function<void(const std::optional<Ended>&)>;

  /// Joins the two; nothing moves before start().
  Visit(transport::Loop& loop, TimeSource clock, Dialogue dialogue, std::unique_ptr<transport::Connection> connection);
  ~Visit();

  /// Moves frames from here on.
  void start(Over over);
  /// Ends the session in good order.
  void end(const std::string& why);

 private:
  void pump();
  void pump_soon();
  void set_alarm();
  void on_closed();

  transport::Loop& loop_;
  TimeSource clock_;
  Dialogue dialogue_;
  std::unique_ptr<transport::Connection> connection_;
  Over over_;
  std::optional<std::uint64_t> alarm_;
  std::optional<Time> due_;
  bool pump_is_due_ = false;
  bool closing_ = false;
};

}  // namespace s2::runner
