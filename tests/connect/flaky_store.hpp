#pragma once
// A store that fails on demand, for tests of engines.

#include <s2/connect/problem.hpp>
#include <s2/connect/store.hpp>

#include <functional>

namespace s2::tests {

/// Hands every call on to another store, unless it shall fail.
class FlakyStore final : public connect::Store {
 public:
  explicit FlakyStore(connect::Store& inner) : inner_(inner) {}

  bool writes_fail = false;  ///< whatever changes something fails
  bool reads_fail = false;   ///< whatever looks something up fails
  /// Called before every change, where it may still set writes_fail, and after it, if it did not fail. It may throw, as
  /// a power cut would.
  std::function<void()> around_write = [] {};

  Result<void> put(const connect::Pairing& pairing) override {
    return write([&] { return inner_.put(pairing); });
  }
  Result<void> replace(const connect::Pairing& pairing, const connect::Pair& old, bool tombstone) override {
    return write([&] { return inner_.replace(pairing, old, tombstone); });
  }
  Result<void> remove(const connect::Pair& pair, std::optional<connect::Tombstone> tombstone) override {
    return write([&] { return inner_.remove(pair, tombstone); });
  }
  Result<void> drop_provisional(const connect::Pair& pair) override {
    return write([&] { return inner_.drop_provisional(pair); });
  }
  Result<std::optional<connect::Pairing>> find(const connect::Pair& pair) override {
    if (reads_fail) return failure();
    return inner_.find(pair);
  }
  Result<std::optional<connect::Pairing>> provisional(const connect::Pair& pair) override {
    if (reads_fail) return failure();
    return inner_.provisional(pair);
  }
  Result<std::vector<connect::Pairing>> of(const connect::NodeId& own) override {
    if (reads_fail) return failure();
    return inner_.of(own);
  }
  Result<std::vector<connect::Pairing>> all() override {
    if (reads_fail) return failure();
    return inner_.all();
  }
  Result<std::vector<connect::Pair>> begun_by(const connect::NodeId& own) override {
    if (reads_fail) return failure();
    return inner_.begun_by(own);
  }
  Result<std::vector<connect::Pin>> pins_of(const std::string& host) override {
    if (reads_fail) return failure();
    return inner_.pins_of(host);
  }
  Result<bool> is_unpaired(const connect::Pair& pair) override {
    if (reads_fail) return failure();
    return inner_.is_unpaired(pair);
  }
  Result<void> forget_tombstones(Time before) override {
    return write([&] { return inner_.forget_tombstones(before); });
  }
  Result<std::optional<std::string>> value(const std::string& name) override {
    if (reads_fail) return failure();
    return inner_.value(name);
  }
  Result<void> set_value(const std::string& name, std::string_view value) override {
    return write([&] { return inner_.set_value(name, value); });
  }

 private:
  static Unexpected<Finding> failure() { return Unexpected{finding_of(connect::Problem::store_failed_here)}; }

  template <class Change>
  Result<void> write(Change change) {
    around_write();
    if (writes_fail) return failure();
    auto outcome = change();
    around_write();
    return outcome;
  }

  connect::Store& inner_;
};

}  // namespace s2::tests
