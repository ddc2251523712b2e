#pragma once
// Recent: the newest things that were noted under an id, up to a number; the oldest are forgotten.

#include <s2/base/id_digest.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace s2 {

/// A map from ids to values that remembers the `limit` that were put last. Every step takes constant time. Memory grows
/// with what is noted, up to the limit; from there on none is taken or given back. Pointers to values hold until the
/// next put or erase.
template <class Value>
class Recent {
 public:
  /// Remembers up to this many values; at least one.
  explicit Recent(std::size_t limit) : limit_(limit) {}

  /// The value noted under this id; nullptr when there is none, or it is forgotten.
  Value* find(const IdDigest& id) {
    const std::uint32_t item = table_.empty() ? none : table_[slot_of(id)];
    return item == none ? nullptr : &items_[item].value;
  }
  /// As above, to read.
  const Value* find(const IdDigest& id) const { return const_cast<Recent*>(this)->find(id); }

  /// Notes a value as the newest, in place of an earlier one with the same id.
  void put(const IdDigest& id, Value value) {
    erase(id);
    if (size_ == limit_) erase(IdDigest(items_[oldest_].id));
    make_room();
    std::uint32_t item = free_;
    if (item == none) {
      item = static_cast<std::uint32_t>(items_.size());
      items_.push_back({id, std::move(value), none, none});
    } else {
      free_ = items_[item].newer;
      items_[item] = {id, std::move(value), none, none};
    }
    append(item);
    table_[slot_of(id)] = item;
    ++size_;
  }

  /// Forgets the value noted under this id, if any.
  void erase(const IdDigest& id) {
    if (table_.empty()) return;
    const std::size_t slot = slot_of(id);
    const std::uint32_t item = table_[slot];
    if (item == none) return;
    unlink(item);
    close_gap(slot);
    [[maybe_unused]] const Value gone = std::move(items_[item].value);
    items_[item].newer = free_;
    free_ = item;
    --size_;
  }

  /// How many values are remembered.
  std::size_t size() const { return size_; }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  struct Item {
    IdDigest id;
    Value value;
    std::uint32_t older;
    std::uint32_t newer;  // of an item without value: the next such item
  };

  // Where an id stands in the table, or the free slot where it belongs: open addressing, one slot after the other.
  std::size_t slot_of(const IdDigest& id) const {
    const std::size_t mask = table_.size() - 1;
    std::size_t slot = home_of(id);
    while (table_[slot] != none && items_[table_[slot]].id != id) slot = (slot + 1) & mask;
    return slot;
  }
  std::size_t home_of(const IdDigest& id) const { return IdDigestHash{}(id) & (table_.size() - 1); }

  // Takes a slot out of its run: what stands behind it moves up as far as its home allows.
  void close_gap(std::size_t gap) {
    const std::size_t mask = table_.size() - 1;
    for (std::size_t slot = (gap + 1) & mask; table_[slot] != none; slot = (slot + 1) & mask) {
      const std::size_t home = home_of(items_[table_[slot]].id);
      if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
      table_[gap] = table_[slot];
      gap = slot;
    }
    table_[gap] = none;
  }

  // At most half of the table is in use.
  void make_room() {
    if (2 * (size_ + 1) <= table_.size()) return;
    table_.assign(table_.empty() ? 8 : 2 * table_.size(), none);
    items_.reserve(std::min(limit_, table_.size() / 2));
    for (std::uint32_t item = oldest_; item != none; item = items_[item].newer) table_[slot_of(items_[item].id)] = item;
  }

  void append(std::uint32_t item) {
    items_[item].older = newest_;
    (newest_ == none ? oldest_ : items_[newest_].newer) = item;
    newest_ = item;
  }
  void unlink(std::uint32_t item) {
    const auto [older, newer] = std::pair(items_[item].older, items_[item].newer);
    (older == none ? oldest_ : items_[older].newer) = newer;
    (newer == none ? newest_ : items_[newer].older) = older;
  }

  std::size_t limit_;
  std::size_t size_ = 0;
  std::vector<Item> items_;
  std::vector<std::uint32_t> table_;  // places in items_
  std::uint32_t oldest_ = none;
  std::uint32_t newest_ = none;
  std::uint32_t free_ = none;
};

}  // namespace s2
