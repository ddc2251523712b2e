// A store in memory.

#include <s2/connect/limits.hpp>
#include <s2/connect/store.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace s2::connect {
namespace {

// A provisional pairing stands behind the other one of the same two.
struct Key {
  Pair pair;
  bool is_provisional = false;
  auto operator<=>(const Key&) const = default;
};

Key key_of(const Pairing& pairing) { return {pairing.pair, pairing.state == PairingState::provisional}; }

class MemoryStore final : public Store {
 public:
  Result<void> put(const Pairing& pairing) override {
    if (pairing.state != PairingState::provisional) {
      pairings_.erase({pairing.pair, true});
      tombstones_.erase(pairing.pair);
    }
    pairings_.insert_or_assign(key_of(pairing), pairing);
    return {};
  }

  Result<void> replace(const Pairing& pairing, const Pair& old, bool tombstone) override {
    if (tombstone) {
      bury({old, pairing.since});
    } else if (const auto found = pairings_.find({old, false}); found != pairings_.end()) {
      found->second.state = PairingState::unpairing;
    }
    return put(pairing);
  }

  Result<void> remove(const Pair& pair, std::optional<Tombstone> tombstone) override {
    take_out(pair);
    if (tombstone) bury(*tombstone);
    return {};
  }

  Result<void> drop_provisional(const Pair& pair) override {
    pairings_.erase({pair, true});
    return {};
  }

  Result<std::optional<Pairing>> find(const Pair& pair) override { return look_up({pair, false}); }

  Result<std::optional<Pairing>> provisional(const Pair& pair) override { return look_up({pair, true}); }

  Result<std::vector<Pairing>> of(const NodeId& own) override {
    std::vector<Pairing> found;
    for (auto one = pairings_.lower_bound({{own, {}}, false}); one != pairings_.end(); ++one) {
      if (one->first.pair.own != own) break;
      found.push_back(one->second);
    }
    return found;
  }

  Result<std::vector<Pairing>> all() override {
    std::vector<Pairing> found;
    for (const auto& [key, pairing] : pairings_) found.push_back(pairing);
    return found;
  }

  Result<std::vector<Pair>> begun_by(const NodeId& own) override {
    std::vector<Pair> found;
    for (auto one = pairings_.lower_bound({{own, {}}, false}); one != pairings_.end(); ++one) {
      const auto& [key, pairing] = *one;
      if (key.pair.own != own) break;
      const bool is_known = !found.empty() && found.back() == key.pair;
      if (pairing.communicates_as == CommunicationRole::client && !is_known) found.push_back(key.pair);
    }
    return found;
  }

  Result<std::vector<Pin>> pins_of(const std::string& host) override {
    std::vector<Pin> found;
    for (const auto& [key, pairing] : pairings_) {
      if (pairing.pin && pairing.pin->host == host) found.push_back(*pairing.pin);
    }
    return found;
  }

  Result<bool> is_unpaired(const Pair& pair) override { return tombstones_.contains(pair); }

  Result<void> forget_tombstones(Time before) override {
    std::erase_if(tombstones_, [&](const auto& entry) { return entry.second < before; });
    return {};
  }

  Result<std::optional<std::string>> value(const std::string& name) override {
    const auto found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
  }

  Result<void> set_value(const std::string& name, std::string_view value) override {
    values_.insert_or_assign(name, std::string(value));
    return {};
  }

 private:
  Result<std::optional<Pairing>> look_up(const Key& key) const {
    const auto found = pairings_.find(key);
    return found == pairings_.end() ? std::nullopt : std::optional(found->second);
  }

  void take_out(const Pair& pair) {
    pairings_.erase({pair, false});
    pairings_.erase({pair, true});
  }

  void bury(const Tombstone& tombstone) {
    take_out(tombstone.pair);
    tombstones_.insert_or_assign(tombstone.pair, tombstone.since);
    if (tombstones_.size() <= Limits::tombstones) return;
    const auto since = [](const auto& one, const auto& other) { return one.second < other.second; };
    tombstones_.erase(std::min_element(tombstones_.begin(), tombstones_.end(), since));
  }

  std::map<Key, Pairing> pairings_;
  std::map<Pair, Time> tombstones_;
  std::map<std::string, std::string> values_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace s2::connect
