// The positions of ids in a list.

#include "id_index.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace s2::rules {
namespace {

auto order_of(const IdDigest& id) { return std::tie(id.high, id.low); }

}  // namespace

void IdIndex::clear() {
  ids_.clear();
  sorted_.clear();
}

void IdIndex::close() {
  if (ids_.size() <= short_list) return;
  sorted_.resize(ids_.size());
  std::iota(sorted_.begin(), sorted_.end(), std::uint32_t{0});
  std::sort(sorted_.begin(), sorted_.end(), [this](std::uint32_t a, std::uint32_t b) {
    return std::tie(ids_[a].high, ids_[a].low, a) < std::tie(ids_[b].high, ids_[b].low, b);
  });
}

std::uint32_t IdIndex::find(const IdDigest& id) const {
  if (sorted_.empty()) {
    const auto found = std::find(ids_.begin(), ids_.end(), id);
    return found == ids_.end() ? none : static_cast<std::uint32_t>(found - ids_.begin());
  }
  const auto found = std::lower_bound(
      sorted_.begin(), sorted_.end(), id,
      [this](std::uint32_t position, const IdDigest& wanted) { return order_of(ids_[position]) < order_of(wanted); });
  return found != sorted_.end() && ids_[*found] == id ? *found : none;
}

}  // namespace s2::rules
