#pragma once
// Client: keeps a party connected.

#include "visit.hpp"

#include <s2/base/backoff.hpp>
#include <s2/transport/endpoint.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace s2::runner {

/// Connects, and connects again.
class Client : public std::enable_shared_from_this<Client> {
 public:
  /// What it needs of its surroundings.
  struct World {
    transport::Loop& loop;                         ///< outlives it
    TimeSource clock;                              ///< the time
    std::function<double()> chance;                ///< evenly between 0 and 1
    std::function<void(const std::string&)> note;  ///< told what happens
  };

  Client(World world, Opener opener, std::string url, transport::ConnectOptions options);
  ~Client();

  /// Sets who is told, from the loop, when it has stopped for good.
  void when_over(std::function<void(bool gave_up)> over) { over_ = std::move(over); }
  /// Begins.
  void start();
  /// Ends in good order.
  void stop(const std::string& why);

 private:
  void connect();
  void connected(Result<std::unique_ptr<transport::Connection>> outcome);
  void on_over(const std::optional<Ended>& ended);
  void retry(Duration delay, const std::string& because);
  void finish(bool gave_up);

  World world_;
  std::function<void(bool gave_up)> over_;
  Opener opener_;
  std::string url_;
  transport::ConnectOptions options_;
  Backoff backoff_;
  std::shared_ptr<Visit> visit_;
  std::optional<std::uint64_t> next_attempt_;
  bool stopping_ = false;
  bool finished_ = false;
};

}  // namespace s2::runner
