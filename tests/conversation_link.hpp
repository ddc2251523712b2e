#pragma once
// The wire between two engines of a conversation, with the mishaps the text names. Frames keep their order.

#include <s2/base/time.hpp>

#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace s2::tests {

/// One direction.
class Way {
 public:
  /// What arrives: a frame, or the end of the connection.
  struct Arrival {
    Time at;                          ///< when
    std::optional<std::string> text;  ///< the frame; empty: the other side has closed
  };

  /// How long a frame takes.
  void set_latency(Duration latency) { latency_ = latency; }
  /// What becomes of the next frame: lose, double, or delay with a number of seconds. Nothing else happens.
  void mishap(const std::string& what, Duration longer) {
    lose_ += what == "lose" ? 1 : 0;
    double_ += what == "double" ? 1 : 0;
    if (what == "delay") longer_ = longer;
  }
  /// A frame, or without text the end of the connection, goes on the wire.
  void put(std::optional<std::string> text, Time now) {
    if (text && lose_ > 0) {
      --lose_;
      return;
    }
    Time at = now + latency_ + std::exchange(longer_, Duration(0));
    if (!flying_.empty()) at = std::max(at, flying_.back().at);
    const bool twice = text && double_ > 0;
    if (twice) --double_;
    if (twice) flying_.push_back({at, text});
    flying_.push_back({at, std::move(text)});
  }
  /// When something arrives next.
  std::optional<Time> next() const { return flying_.empty() ? std::nullopt : std::optional(flying_.front().at); }
  /// Takes out what arrives next.
  Arrival take() {
    Arrival first = std::move(flying_.front());
    flying_.pop_front();
    return first;
  }
  /// What is on the wire is lost.
  void clear() { flying_.clear(); }

 private:
  Duration latency_{0};
  Duration longer_{0};
  int lose_ = 0;
  int double_ = 0;
  std::deque<Arrival> flying_;
};

}  // namespace s2::tests
