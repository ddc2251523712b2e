#pragma once
// Room in a list of held objects.

#include <algorithm>
#include <utility>
#include <vector>

namespace s2::rules {

/// Takes one object out of a list that is full: the first that counts no longer, or else the oldest.
template <class T, class IsOver>
T make_room(std::vector<T>& all, IsOver is_over) {
  auto victim = std::find_if(all.begin(), all.end(), is_over);
  if (victim == all.end()) victim = all.begin();
  T gone = std::move(*victim);
  all.erase(victim);
  return gone;
}

}  // namespace s2::rules
