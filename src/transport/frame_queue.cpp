// Frames that wait.

#include "frame_queue.hpp"

#include <utility>

namespace s2::transport {

bool FrameQueue::push(std::string frame) {
  if (frame.size() > bound_ - bytes_) return false;
  bytes_ += frame.size();
  frames_.push_back(std::move(frame));
  return true;
}

std::string FrameQueue::pop() {
  std::string frame = std::move(frames_.front());
  frames_.pop_front();
  bytes_ -= frame.size();
  return frame;
}

void FrameQueue::clear() {
  frames_.clear();
  bytes_ = 0;
}

void FrameQueue::clear_behind_front() {
  frames_.resize(1);
  bytes_ = frames_.front().size();
}

}  // namespace s2::transport
