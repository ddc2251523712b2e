#pragma once
// Ring: a queue whose places are used again, so that what its items hold in memory is used again as well.

#include <cstddef>
#include <utility>
#include <vector>

namespace s2 {

/// A queue that grows as needed and takes no memory once it is large enough. A place that is taken anew still holds
/// what was in it: assign to all of it. References hold until the next push().
template <class T>
class Ring {
 public:
  /// How many items there are.
  std::size_t size() const { return size_; }
  /// Whether there is none.
  bool empty() const { return size_ == 0; }
  /// An item, the oldest first.
  T& operator[](std::size_t index) { return places_[place(index)]; }
  /// An item, the oldest first.
  const T& operator[](std::size_t index) const { return places_[place(index)]; }
  /// The oldest.
  T& front() { return (*this)[0]; }
  /// The newest.
  T& back() { return (*this)[size_ - 1]; }

  /// Adds a place at the end.
  T& push() {
    if (size_ == places_.size()) grow();
    ++size_;
    return back();
  }
  /// Gives up the oldest; what it holds stays until its place is taken anew.
  void pop() {
    first_ = place(1);
    --size_;
  }
  /// Gives up the newest.
  void pop_back() { --size_; }
  /// Gives up one in the middle; those on the shorter side move up.
  void erase(std::size_t index) {
    using std::swap;
    if (index < size_ / 2) {
      for (std::size_t i = index; i > 0; --i) swap((*this)[i], (*this)[i - 1]);
      pop();
    } else {
      for (std::size_t i = index; i + 1 < size_; ++i) swap((*this)[i], (*this)[i + 1]);
      pop_back();
    }
  }

 private:
  std::size_t place(std::size_t index) const { return (first_ + index) & (places_.size() - 1); }
  // Many hold one or two items at most, and some of these are large.
  std::size_t next_size() const {
    if (places_.empty()) return sizeof(T) > 64 ? 2 : 4;
    return 2 * places_.size();
  }
  void grow() {
    std::vector<T> larger(next_size());
    for (std::size_t i = 0; i < size_; ++i) larger[i] = std::move((*this)[i]);
    places_ = std::move(larger);
    first_ = 0;
  }

  std::vector<T> places_;  // as many as a power of two
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace s2
