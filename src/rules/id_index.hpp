#pragma once
// IdIndex: the positions of ids in a list.

#include <s2/base/id_digest.hpp>

#include <cstdint>
#include <vector>

namespace s2::rules {

/// Finds ids, or whatever else 128 bits stand for, by their position in a list. Short lists are searched one by one,
/// long ones are sorted, so that no list of a peer takes quadratic time. Keeps its memory when it is cleared.
class IdIndex {
 public:
  /// "Not in the list."
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  /// Up to this many ids are searched one by one.
  static constexpr std::size_t short_list = 32;

  /// Forgets the list.
  void clear();
  /// Appends an id.
  void add(const IdDigest& id) { ids_.push_back(id); }
  /// As above.
  void add(const Id& id) { ids_.push_back(digest_of(id)); }
  /// Ends the list; to be called before anything is looked for.
  void close();

  /// Length of the list.
  std::uint32_t size() const { return static_cast<std::uint32_t>(ids_.size()); }
  /// The first position of an id, or none.
  std::uint32_t find(const IdDigest& id) const;
  /// Whether the item at a position equals an earlier one.
  bool repeats(std::uint32_t position) const { return find(ids_[position]) != position; }

 private:
  std::vector<IdDigest> ids_;          // by position
  std::vector<std::uint32_t> sorted_;  // positions, by id and then by position; only of long lists
};

}  // namespace s2::rules
