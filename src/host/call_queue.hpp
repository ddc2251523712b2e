#pragma once
// CallQueue: calls that wait for their turn, so that thousands of pairings do not open thousands of connections at
// once.

#include <s2/transport/http_client.hpp>

#include <cstddef>
#include <deque>
#include <memory>
#include <utility>

namespace s2::host {

/// Sends calls in the order they come, a bounded number at once. Used on the host's loop.
class CallQueue {
 public:
  /// Calls under way at once.
  static constexpr std::size_t at_once = 64;

  explicit CallQueue(transport::HttpClient& client) : parts_(std::make_shared<Parts>(Parts{client, {}, 0})) {}

  /// Sends a call, now or in its turn.
  void call(connect::Call call, transport::HttpClient::Done done) {
    parts_->waiting.emplace_back(std::move(call), std::move(done));
    next(parts_);
  }
  /// Calls that wait.
  std::size_t waiting() const { return parts_->waiting.size(); }

 private:
  struct Parts {
    transport::HttpClient& client;
    std::deque<std::pair<connect::Call, transport::HttpClient::Done>> waiting;
    std::size_t under_way;
  };

  static void next(const std::shared_ptr<Parts>& parts) {
    while (parts->under_way < at_once && !parts->waiting.empty()) {
      auto [call, done] = std::move(parts->waiting.front());
      parts->waiting.pop_front();
      ++parts->under_way;
      parts->client.call(call, [weak = std::weak_ptr(parts), done = std::move(done)](auto outcome) {
        if (const auto self = weak.lock()) {
          --self->under_way;
          done(std::move(outcome));
          next(self);
        }
      });
    }
  }

  std::shared_ptr<Parts> parts_;
};

}  // namespace s2::host
