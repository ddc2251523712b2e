#pragma once
// The wire between two engines of a conversation, with the mishaps the text names. Frames keep their order.

#include <s2/base/time.hpp>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace s2::tests {

/// What a wire carries.
enum class Carried : std::uint8_t {
  frame,   ///< text
  closed,  ///< the other side has closed
  ping,    ///< of the WebSocket
  pong,    ///< the answer to it
};

/// One direction.
class Way {
 public:
  /// What arrives.
  struct Arrival {
    Time at;           ///< when
    Carried what{};    ///< what it is
    std::string text;  ///< of a frame
  };

  /// How long a frame takes.
  void set_latency(Duration latency) { latency_ = latency; }
  /// What becomes of the next frame: lose, double, or delay with a number of seconds. Nothing else happens.
  void mishap(const std::string& what, Duration longer) {
    lose_ += what == "lose" ? 1 : 0;
    double_ += what == "double" ? 1 : 0;
    if (what == "delay") longer_ = longer;
  }
  /// Nothing arrives any more, and nobody is told; or it does again.
  void set_silent(bool silent) {
    silent_ = silent;
    flying_.clear();
  }
  /// Something goes on the wire.
  void put(Carried what, std::string text, Time now) {
    if (silent_) return;
    const bool is_frame = what == Carried::frame;
    if (is_frame && lose_ > 0) {
      --lose_;
      return;
    }
    Time at = now + latency_ + std::exchange(longer_, Duration(0));
    if (!flying_.empty()) at = std::max(at, flying_.back().at);
    const bool twice = is_frame && double_ > 0;
    if (twice) --double_;
    if (twice) flying_.push_back({at, what, text});
    flying_.push_back({at, what, std::move(text)});
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
  bool silent_ = false;
  std::deque<Arrival> flying_;
};

}  // namespace s2::tests
