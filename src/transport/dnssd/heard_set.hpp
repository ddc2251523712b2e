#pragma once
// HeardSet: what is true in answer to one question, as heard over several interfaces.

#include "mdns.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace s2::transport::dnssd {

/// Records that were heard and are not gone, in the order they came.
class HeardSet {
 public:
  /// Most records that are kept in answer to one question; further ones are ignored.
  static constexpr std::size_t records_max = 32;

  /// Takes note; false when that changes nothing. Beyond records_max nothing more is taken.
  bool take(const Heard& heard) {
    const auto known = std::find_if(all_.begin(), all_.end(), [&](const Heard& one) { return one.is_about(heard); });
    if (known == all_.end()) {
      if (!heard.is_there || all_.size() >= records_max) return false;
      all_.push_back(heard);
      return true;
    }
    if (heard.is_there) return false;
    all_.erase(known);
    return true;
  }

  /// All of them.
  const std::vector<Heard>& all() const { return all_; }
  /// Whether there are none.
  bool empty() const { return all_.empty(); }
  /// What came last, which is what holds while an older one runs out; there is one.
  const Heard& latest() const { return all_.back(); }

 private:
  std::vector<Heard> all_;
};

}  // namespace s2::transport::dnssd
