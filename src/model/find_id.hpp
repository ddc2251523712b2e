#pragma once
// find_id: the item of a list that an id names.

#include <s2/base/id.hpp>

#include <algorithm>
#include <iterator>

namespace s2 {

/// The first item of a list whose member `id` is this; nullptr when there is none.
template <class Items>
auto* find_id(const Items& items, const Id& id) {
  const auto found =
      std::find_if(std::begin(items), std::end(items), [&id](const auto& item) { return item.id == id; });
  return found == std::end(items) ? nullptr : &*found;
}

}  // namespace s2
