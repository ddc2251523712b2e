#pragma once
// FrameQueue: frames that wait, bounded in bytes.

#include <cstddef>
#include <deque>
#include <string>

namespace s2::transport {

/// Frames in the order they came, at most so many bytes of them.
class FrameQueue {
 public:
  explicit FrameQueue(std::size_t bound) : bound_(bound) {}

  /// Adds a frame; false, and nothing is added, when more bytes than the bound would wait.
  bool push(std::string frame);
  /// The oldest frame; only when not empty.
  const std::string& front() const { return frames_.front(); }
  /// Takes the oldest frame out; only when not empty.
  std::string pop();
  /// Drops everything.
  void clear();
  /// Drops everything but the oldest frame, which is being sent.
  void clear_behind_front();
  /// Whether nothing waits.
  bool empty() const { return frames_.empty(); }

 private:
  std::size_t bound_;
  std::size_t bytes_ = 0;
  std::deque<std::string> frames_;
};

}  // namespace s2::transport
