#pragma once
// QuantitySet: which commodity quantities a list speaks of.

#include <s2/model/common.hpp>

#include <cstdint>

namespace s2::rules {

/// A set of commodity quantities. Source of the phases: S2 JSON, schemas/CommodityQuantity.
class QuantitySet {
 public:
  /// The quantities of one commodity; hydrogen has none.
  static QuantitySet of(Commodity commodity);
  /// The quantities of the items of a list.
  template <class List>
  static QuantitySet in(const List& list) {
    QuantitySet set;
    for (const auto& item : list) set.add(item.commodity_quantity);
    return set;
  }

  /// Puts a quantity in; false when it is in already.
  bool add(CommodityQuantity quantity) {
    const unsigned before = bits_;
    bits_ |= bit(quantity);
    return bits_ != before;
  }
  /// Whether a quantity is in it.
  bool contains(CommodityQuantity quantity) const { return (bits_ & bit(quantity)) != 0; }
  /// Puts all of another set in.
  QuantitySet& operator|=(QuantitySet other) {
    bits_ |= other.bits_;
    return *this;
  }
  /// What is in both.
  friend QuantitySet operator&(QuantitySet a, QuantitySet b) { return QuantitySet(a.bits_ & b.bits_); }
  /// Whether nothing is in it.
  bool empty() const { return bits_ == 0; }
  /// Whether more than one quantity is in it.
  bool has_several() const { return (bits_ & (bits_ - 1)) != 0; }
  /// The same quantities.
  bool operator==(const QuantitySet&) const = default;

  /// Whether three equally loaded phases and single phases are in it; one excludes the other.
  bool mixes_phases() const { return contains(symmetric) && (bits_ & (bit(l1) | bit(l2) | bit(l3))) != 0; }
  /// Whether phase 2 or 3 is in it, but not phase 1, which a device with one phase should use.
  bool lacks_l1() const { return (bits_ & (bit(l2) | bit(l3))) != 0 && !contains(l1); }

  QuantitySet() = default;

 private:
  static constexpr auto l1 = CommodityQuantity::electric_power_l1;
  static constexpr auto l2 = CommodityQuantity::electric_power_l2;
  static constexpr auto l3 = CommodityQuantity::electric_power_l3;
  static constexpr auto symmetric = CommodityQuantity::electric_power_3_phase_symmetric;

  static constexpr unsigned bit(CommodityQuantity quantity) { return 1U << static_cast<unsigned>(quantity); }
  explicit QuantitySet(unsigned bits) : bits_(bits) {}

  unsigned bits_ = 0;
};

}  // namespace s2::rules
