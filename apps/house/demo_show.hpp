#pragma once
// DemoShow: paces a demonstration and shows it while it runs.

#include <house/demo.hpp>
#include <house/demo_house.hpp>
#include <house/screen.hpp>
#include <house/tally.hpp>

#include <chrono>
#include <optional>

namespace s2::house {

/// Lets the day pass at its speed, and shows it: in place about ten times a second on a terminal, otherwise a line per
/// hour of the day. Ends it early when the process is interrupted.
class DemoShow {
 public:
  /// A show of this house; it outlives the show.
  DemoShow(DemoHouse& house, const Tally& tally, const DemoOptions& options, const DemoStage& stage);

  /// Waits until the moment has come, and shows what there is to be shown; false once interrupted.
  bool wait_for(Time next);

  /// Whether it was interrupted.
  bool interrupted() const { return interrupted_; }

 private:
  using RealClock = std::chrono::steady_clock;

  void paint();
  void print_progress(Time next);
  HomeView view() const;

  DemoHouse& house_;
  const Tally& tally_;
  const DemoStage& stage_;
  double speed_;  // 0: as fast as possible
  bool prints_;
  std::optional<Screen> screen_;
  std::optional<Time> begin_;
  RealClock::time_point real_begin_;
  RealClock::time_point last_paint_;
  std::optional<Time> next_line_;
  bool interrupted_ = false;
};

}  // namespace s2::house
