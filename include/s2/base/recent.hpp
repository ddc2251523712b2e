#pragma once
// Recent: the newest things that were noted under an id, up to a number; the oldest are forgotten.

#include <s2/base/id_digest.hpp>

#include <cstddef>
#include <list>
#include <unordered_map>
#include <utility>

namespace s2 {

/// A map from ids to values that remembers the `limit` that were put last. Every step takes constant time.
template <class Value>
class Recent {
 public:
  /// Remembers up to this many values; at least one.
  explicit Recent(std::size_t limit) : limit_(limit) {}

  /// The value noted under this id; nullptr when there is none, or it is forgotten.
  Value* find(const IdDigest& id) {
    const auto found = items_.find(id);
    return found == items_.end() ? nullptr : &found->second.value;
  }
  /// As above, to read.
  const Value* find(const IdDigest& id) const { return const_cast<Recent*>(this)->find(id); }

  /// Notes a value as the newest, in place of an earlier one with the same id.
  void put(const IdDigest& id, Value value) {
    erase(id);
    if (order_.size() == limit_) erase(IdDigest(order_.front()));
    order_.push_back(id);
    items_.emplace(id, Item{std::move(value), std::prev(order_.end())});
  }

  /// Forgets the value noted under this id, if any.
  void erase(const IdDigest& id) {
    const auto found = items_.find(id);
    if (found == items_.end()) return;
    order_.erase(found->second.place);
    items_.erase(found);
  }

  /// How many values are remembered.
  std::size_t size() const { return items_.size(); }

 private:
  struct Item {
    Value value;
    std::list<IdDigest>::iterator place;
  };

  std::size_t limit_;
  std::unordered_map<IdDigest, Item, IdDigestHash> items_;
  std::list<IdDigest> order_;  // oldest first
};

}  // namespace s2
