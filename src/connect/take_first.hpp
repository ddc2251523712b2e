#pragma once
// How what waits in an engine is handed out.

#include <deque>
#include <optional>
#include <utility>

namespace s2::connect {

/// Takes the first item out of a queue; empty when there is none.
template <class T>
std::optional<T> take_first(std::deque<T>& queue) {
  if (queue.empty()) return std::nullopt;
  std::optional<T> first(std::move(queue.front()));
  queue.pop_front();
  return first;
}

}  // namespace s2::connect
