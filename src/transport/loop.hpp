#pragma once
// Loop::Parts: the inside of the loop, for the transports.

#include <s2/transport/loop.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <unordered_map>

namespace s2::transport {

struct Loop::Parts {
  struct Timer {
    boost::asio::steady_timer clock;
    std::function<void()> callback;
  };

  /// Timers that were neither called nor cancelled. Outlives the context, whose last handlers may ask for a cancel().
  std::unordered_map<std::uint64_t, Timer> timers;
  /// Handle of the youngest timer.
  std::uint64_t last_timer = 0;

  /// Handlers of cancelled timers that ran since it was last asked; they are not something that happened.
  std::size_t nothings = 0;
  /// What runs it all.
  boost::asio::io_context context{1};

  /// Waits for signals while `interrupted` is set.
  boost::asio::signal_set signals{context};
  /// Whom to tell of a signal.
  std::function<void()> interrupted;

  /// Whether run() is to return.
  bool stopping = false;
};

}  // namespace s2::transport
