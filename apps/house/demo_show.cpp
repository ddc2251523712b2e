#include "demo_show.hpp"

#include <algorithm>

namespace s2::house {
namespace {

using std::chrono::duration_cast;

constexpr std::chrono::milliseconds frame_interval{100};
constexpr Duration line_interval{3600 * 1000};

double speed_of(const DemoOptions& options, const DemoStage& stage) {
  if (options.speed) return *options.speed;
  return stage.is_terminal && !options.headless ? demo_speed : 0;
}

}  // namespace

DemoShow::DemoShow(DemoHouse& house, const Tally& tally, const DemoOptions& options, const DemoStage& stage)
    : house_(house),
      tally_(tally),
      stage_(stage),
      speed_(speed_of(options, stage)),
      prints_(!options.headless && !options.json && !stage.is_terminal) {
  house_.loop().on_interrupt([this] { interrupted_ = true; });
  if (stage.is_terminal && !options.headless && !options.json) screen_.emplace(stage.out);
}

bool DemoShow::wait_for(Time next) {
  if (!begin_) {
    begin_ = next;
    next_line_ = next;
    real_begin_ = RealClock::now();
  }
  if (prints_) print_progress(next);
  const double passed_ms = speed_ > 0 ? static_cast<double>((next - *begin_).count()) / speed_ : 0;
  const auto due =
      real_begin_ + duration_cast<RealClock::duration>(std::chrono::duration<double, std::milli>(passed_ms));
  while (!interrupted_) {
    paint();
    const auto left = duration_cast<Duration>(due - RealClock::now());
    if (left <= Duration(0)) break;
    house_.loop().run_one(std::min<Duration>(left, frame_interval));
  }
  return !interrupted_;
}

void DemoShow::paint() {
  const auto now = RealClock::now();
  if (!screen_ || now - last_paint_ < frame_interval) return;
  last_paint_ = now;
  const ScreenSize size = screen_size();
  screen_->show(dashboard(view(), size.columns, stage_.paint), size.rows);
}

void DemoShow::print_progress(Time next) {
  if (next < *next_line_) return;
  next_line_ = *next_line_ + line_interval;
  stage_.out << progress_line(view()) << '\n' << std::flush;
}

HomeView DemoShow::view() const {
  HomeView view = house_.view();
  view.messages = tally_.messages();
  view.findings = tally_.findings();
  return view;
}

}  // namespace s2::house
