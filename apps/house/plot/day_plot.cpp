#include "day_plot.hpp"

#include <house/plot/axis.hpp>
#include <house/plot/svg.hpp>
#include <house/quantities.hpp>
#include <house/text.hpp>

#include "text_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace s2::house {
namespace {

constexpr double width = 960;
constexpr double height = 660;
constexpr double left = 64;
constexpr double right = 924;

constexpr std::string_view style = R"(
text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", Arial, sans-serif; font-size: 13px; fill: #1f2328 }
.page { fill: #ffffff; stroke: #d0d7de }
.title { font-size: 20px; font-weight: 600 }
.faint { fill: #59636e }
.panel { font-weight: 600 }
.tick { fill: #59636e; text-anchor: end }
.hour { fill: #59636e; text-anchor: middle }
.rule { stroke: #e4e8ec; stroke-width: 1 }
.zero { stroke: #8c959f; stroke-width: 1 }
.load { fill: #0072b2; fill-opacity: .75 }
.pv { fill: #e69f00; fill-opacity: .85 }
.battery { fill: #009e73; fill-opacity: .8 }
.grid { fill: none; stroke: #1f2328; stroke-width: 1.8; stroke-linejoin: round }
.free { fill: none; stroke: #59636e; stroke-width: 1.2; stroke-dasharray: 4 4; stroke-linejoin: round }
.price { fill: none; stroke: #d55e00; stroke-width: 2 }
.level { fill: none; stroke: #009e73; stroke-width: 2; stroke-linejoin: round }
.under { fill: #009e73; fill-opacity: .15 }
.below { fill: #d55e00; fill-opacity: .15 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.page { fill: #0d1117; stroke: #30363d }
.faint, .tick, .hour { fill: #9198a1 }
.rule { stroke: #21262d }
.zero { stroke: #6e7681 }
.load { fill: #56b4e9 }
.pv { fill: #f0b429 }
.battery, .under { fill: #2bc48a }
.grid { stroke: #f0f6fc }
.free { stroke: #9198a1 }
.price { stroke: #ff8a4c }
.below { fill: #ff8a4c }
.level { stroke: #2bc48a }
}
)";

using Value = std::function<double(const Slot&)>;

// The drawing while it is made: all panels share the hours.
struct Drawing {
  Svg svg;
  const DayTrack& track;
  Axis hours{0, 24, left, right};

  double hour(double slots) const { return hours.at(slots * static_cast<double>(track.slot().count()) / 3'600'000); }
  // One point per slot, in its middle.
  std::vector<Point> curve(const Axis& axis, const Value& value) const {
    std::vector<Point> points;
    for (std::size_t i = 0; i < track.slots().size(); ++i) {
      points.push_back({hour(static_cast<double>(i) + 0.5), axis.at(value(track.slots()[i]))});
    }
    return points;
  }
  // The values as they held: level over each slot.
  std::vector<Point> steps(const Axis& axis, const Value& value) const {
    std::vector<Point> points;
    for (std::size_t i = 0; i < track.slots().size(); ++i) {
      const double y = axis.at(value(track.slots()[i]));
      if (!points.empty() && points.back().y == y) {
        points.back().x = hour(static_cast<double>(i) + 1);
        continue;
      }
      points.push_back({hour(static_cast<double>(i)), y});
      points.push_back({hour(static_cast<double>(i) + 1), y});
    }
    return points;
  }
  // The area between two curves.
  void band(std::string_view css_class, std::vector<Point> points, const std::vector<Point>& back) {
    points.insert(points.end(), back.rbegin(), back.rend());
    svg.polygon(css_class, points);
  }
};

// With a true minus sign, which is as wide as a digit.
std::string tick_text(double value) { return (value < 0 ? "\u2212" : "") + fmt::format("{:g}", std::abs(value)); }

// Caption, rules, numbers and hours of one panel.
Axis frame(Drawing& drawing, std::string_view caption, double top, double bottom, const std::vector<double>& ticks) {
  const Axis axis{ticks.front(), ticks.back(), bottom, top};
  drawing.svg.text("panel", {left, top - 10}, caption);
  for (const double tick : ticks) {
    drawing.svg.line("rule", {left, axis.at(tick)}, {right, axis.at(tick)});
    drawing.svg.text("tick", {left - 8, axis.at(tick) + 4.5}, tick_text(tick));
  }
  for (int hour = 0; hour <= 24; hour += 3) {
    drawing.svg.line("rule", {drawing.hours.at(hour), top}, {drawing.hours.at(hour), bottom});
  }
  return axis;
}

// Consumption is stacked upwards from zero, production downwards.
struct Stack {
  static double load(const Slot& slot) { return slot.powers.load / 1000; }
  static double charging(const Slot& slot) { return load(slot) + std::max(0.0, slot.powers.battery) / 1000; }
  static double pv(const Slot& slot) { return slot.powers.pv / 1000; }
  static double discharging(const Slot& slot) { return pv(slot) + std::min(0.0, slot.powers.battery) / 1000; }
  static double grid(const Slot& slot) { return slot.powers.grid() / 1000; }
  static double grid_without(const Slot& slot) { return (slot.powers.load + slot.powers.pv_free) / 1000; }
  static double zero(const Slot&) { return 0; }
};

void draw_power(Drawing& drawing, double top, double bottom) {
  double low = -0.5;
  double high = 0.5;
  for (const auto& slot : drawing.track.slots()) {
    low = std::min({low, Stack::discharging(slot), Stack::grid_without(slot)});
    high = std::max({high, Stack::charging(slot), Stack::grid_without(slot)});
  }
  const Axis axis = frame(drawing, "Power, kW", top, bottom, round_ticks(low, high, 7));
  const auto zero = drawing.curve(axis, Stack::zero);
  const auto load = drawing.curve(axis, Stack::load);
  const auto pv = drawing.curve(axis, Stack::pv);
  drawing.band("load", load, zero);
  drawing.band("pv", pv, zero);
  drawing.band("battery", drawing.curve(axis, Stack::charging), load);
  drawing.band("battery", drawing.curve(axis, Stack::discharging), pv);
  drawing.svg.line("zero", {left, axis.at(0)}, {right, axis.at(0)});
  drawing.svg.polyline("free", drawing.curve(axis, Stack::grid_without));
  drawing.svg.polyline("grid", drawing.curve(axis, Stack::grid));
}

void draw_price(Drawing& drawing, double top, double bottom) {
  const auto price = [](const Slot& slot) { return slot.price_eur_kwh * 100; };
  double low = 0;
  double high = 1;
  for (const auto& slot : drawing.track.slots()) {
    low = std::min(low, price(slot));
    high = std::max(high, price(slot));
  }
  const Axis axis = frame(drawing, "Market price, ct/kWh", top, bottom, round_ticks(low, high, 4));
  const auto negative = [&](const Slot& slot) { return std::min(0.0, price(slot)); };
  drawing.band("below", drawing.steps(axis, negative), {{left, axis.at(0)}, {right, axis.at(0)}});
  drawing.svg.line("zero", {left, axis.at(0)}, {right, axis.at(0)});
  drawing.svg.polyline("price", drawing.steps(axis, price));
}

void draw_level(Drawing& drawing, double top, double bottom) {
  const Axis axis = frame(drawing, "Battery, %", top, bottom, {0, 50, 100});
  const auto level = drawing.curve(axis, [](const Slot& slot) { return slot.fill_percent; });
  if (level.empty()) return;
  drawing.band("under", level, {{level.front().x, axis.at(0)}, {level.back().x, axis.at(0)}});
  drawing.svg.line("zero", {left, axis.at(0)}, {right, axis.at(0)});
  drawing.svg.polyline("level", level);
}

void draw_hours(Drawing& drawing, double y) {
  for (int hour = 0; hour <= 24; hour += 3) {
    drawing.svg.text("hour", {drawing.hours.at(hour), y}, fmt::format("{:02}:00", hour));
  }
}

void draw_legend(Drawing& drawing, double y) {
  struct Entry {
    std::string_view css_class;
    std::string_view text;
    bool is_line;
  };
  constexpr Entry entries[] = {{"load", "household", false},
                               {"pv", "photovoltaics", false},
                               {"battery", "battery (up: charging, down: discharging)", false},
                               {"grid", "grid", true},
                               {"free", "grid without control", true}};
  double x = left;
  for (const auto& entry : entries) {
    if (entry.is_line) {
      drawing.svg.line(entry.css_class, {x, y - 4.5}, {x + 22, y - 4.5});
    } else {
      drawing.svg.rectangle(entry.css_class, {x, y - 11}, 14, 14, 2);
    }
    x += entry.is_line ? 30 : 22;
    drawing.svg.text("faint", {x, y}, entry.text);
    // Wide enough for the widest of the fonts named above.
    x += 7.2 * static_cast<double>(app::columns_of(entry.text)) + 18;
  }
}

}  // namespace

std::string day_plot(const devices::Day& day, const DayTrack& track, const Bill& bill) {
  const std::string title = fmt::format("A home steered through {}", day.name);
  Drawing drawing{Svg(width, height, title, style), track};
  drawing.svg.rectangle("page", {0.5, 0.5}, width - 1, height - 1, 8);
  drawing.svg.text("title", {left, 38}, title);
  drawing.svg.text("faint", {left, 60},
                   fmt::format("{} · the day costs {} instead of {}", day.text,
                               euros(bill.with().cost_eur() - bill.stored_eur()), euros(bill.without().cost_eur())));
  draw_legend(drawing, 88);
  draw_power(drawing, 128, 368);
  draw_price(drawing, 412, 502);
  draw_level(drawing, 546, 616);
  draw_hours(drawing, 638);
  return std::move(drawing.svg).finish();
}

}  // namespace s2::house
