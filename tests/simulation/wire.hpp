#pragma once
// Wire: one direction of a connection on virtual time.

#include "chance.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace s2::tests {

/// What happens to frames. S2 promises its users order and no loss (WebSocket); the rest is for safety.
struct Conditions {
  Duration longest_delay{2'000};  ///< a frame takes up to so long
  bool doubles = false;           ///< some frames arrive twice
  bool loses = false;             ///< some frames do not arrive
  bool reorders = false;          ///< frames overtake each other
  bool cuts = false;              ///< connections break
  bool busy = false;              ///< applications are busy at times

  /// Whether every frame arrives, in the order in which it was sent.
  bool keeps_order() const { return !loses && !reorders; }
};

/// The frames under way to one side. Its last word is the end of the connection, which no wire loses.
class Wire {
 public:
  /// What arrives: a frame, or, without text, the end of the connection.
  using Arrival = std::optional<std::string>;

  /// Sends a frame.
  void send(std::string text, const Conditions& conditions, Chance& chance, Time now) {
    if (closed_ || (conditions.loses && chance.one_in(12))) return;
    const int copies = conditions.doubles && chance.one_in(10) ? 2 : 1;
    for (int i = 0; i < copies; ++i) put(text, conditions, chance, now);
  }

  /// Ends the connection behind the frames that are under way.
  void close(const Conditions& conditions, Chance& chance, Time now) {
    if (!closed_) put(std::nullopt, conditions, chance, now);
    closed_ = true;
  }

  /// Loses everything under way; the receiver notices after a while.
  void cut(Duration notice, Time now) {
    under_way_.clear();
    under_way_.push_back({now + notice, std::nullopt});
    closed_ = true;
  }

  /// When the next one arrives.
  std::optional<Time> next() const {
    if (under_way_.empty()) return std::nullopt;
    return under_way_.front().arrives;
  }

  /// Takes out what arrives next.
  Arrival take() {
    Arrival arrival = std::move(under_way_.front().text);
    under_way_.erase(under_way_.begin());
    return arrival;
  }

 private:
  struct Item {
    Time arrives;
    Arrival text;
  };

  void put(Arrival text, const Conditions& conditions, Chance& chance, Time now) {
    Time arrives = now + chance.between(Duration(1), conditions.longest_delay);
    if (!conditions.reorders && !under_way_.empty()) arrives = std::max(arrives, under_way_.back().arrives);
    const auto place = std::upper_bound(under_way_.begin(), under_way_.end(), arrives,
                                        [](Time when, const Item& item) { return when < item.arrives; });
    under_way_.insert(place, {arrives, std::move(text)});
  }

  std::vector<Item> under_way_;  // by arrival
  bool closed_ = false;
};

}  // namespace s2::tests
