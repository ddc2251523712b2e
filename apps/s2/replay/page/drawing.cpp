#include "replay/page/drawing.hpp"

#include "replay/describe.hpp"
#include "replay/page/markup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace s2::app {
namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

// Steps of a clock between which people can reckon.
constexpr std::int64_t steps[] = {1,           10,   100,      second,   5 * second, 15 * second, minute,   5 * minute,
                                  15 * minute, hour, 2 * hour, 6 * hour, day,        7 * day,     30 * day, 365 * day};
constexpr std::int64_t wanted_ticks = 13;

std::string tick_text(Time time, std::int64_t step) {
  const std::string text = format_time(time);
  if (step >= day) return text.substr(0, 10);
  if (step >= minute) return text.substr(11, 5);
  return step >= second ? text.substr(11, 8) : text.substr(11, text.size() - 12);
}

}  // namespace

std::string place_text(double value) {
  const double tenths = std::round(value * 10) / 10;
  return fmt::format("{}", tenths == 0 ? 0.0 : tenths);
}

Drawing::Drawing(Time from, Time until) : from_(from), until_(std::max(until, from + Duration(1))) {}

double Drawing::x(Time time) const {
  const auto span = static_cast<double>((until_ - from_).count());
  const double part = static_cast<double>((std::clamp(time, from_, until_) - from_).count()) / span;
  return left + part * (right - left);
}

void Drawing::heading(std::string_view title, std::string_view legend) {
  top_ += 18;
  body_ +=
      fmt::format("<text class=\"h\" x=\"{}\" y=\"{}\">{}{}</text>\n", 4, place_text(top_ - 5), html(title), legend);
}

Axis Drawing::panel(double low, double high, double height) {
  top_ += 4;
  if (!(high > low)) {
    const double room = std::max(std::abs(low) * 0.1, 1.0);
    low -= room;
    high += room;
  }
  const auto ticks = house::round_ticks(low, high, 4);
  const Axis axis{ticks.front(), ticks.back(), top_ + height - 4, top_ + 4};
  for (const double tick : ticks) {
    rules_ += fmt::format(
        "<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/><text class=\"v\" x=\"{}\" y=\"{}\">{}</text>\n",
        tick == 0 ? "zero" : "rule", left, place_text(axis.at(tick)), right, place_text(axis.at(tick)), left - 6,
        place_text(axis.at(tick) + 4), number_text(tick));
  }
  top_ += height;
  return axis;
}

void Drawing::time_axis() {
  const std::int64_t span = (until_ - from_).count();
  std::int64_t step = steps[0];
  for (const std::int64_t candidate : steps) {
    step = candidate;
    if (span / candidate <= wanted_ticks) break;
  }
  const Time epoch{};
  const std::int64_t begin = (from_ - epoch).count();
  const std::int64_t beyond = ((begin % step) + step) % step;  // since the last full step
  for (std::int64_t at = beyond == 0 ? begin : begin - beyond + step; at <= begin + span; at += step) {
    const Time time = epoch + Duration(at);
    const std::string place = place_text(x(time));
    rules_ += fmt::format("<line class=\"rule\" x1=\"{0}\" y1=\"4\" x2=\"{0}\" y2=\"{1}\"/>", place, place_text(top_));
    body_ += fmt::format("<text class=\"t\" x=\"{}\" y=\"{}\">{}</text>\n", place, place_text(top_ + 15),
                         tick_text(time, step));
  }
  top_ += 22;
}

void Drawing::line(std::string_view css_class, const std::vector<Point>& points) {
  std::string places;
  for (const Point& point : points) places += place_text(point.x) + ',' + place_text(point.y) + ' ';
  body_ += fmt::format("<polyline class=\"{}\" points=\"{}\"/>\n", css_class, places);
}

void Drawing::area(std::string_view css_class, const std::vector<Point>& points) {
  std::string places;
  for (const Point& point : points) places += place_text(point.x) + ',' + place_text(point.y) + ' ';
  body_ += fmt::format("<polygon class=\"{}\" points=\"{}\"/>\n", css_class, places);
}

std::string Drawing::finish(std::string_view title) const {
  return fmt::format("<svg class=\"timeline\" viewBox=\"0 0 {} {}\" role=\"img\"><title>{}</title>\n{}{}</svg>\n",
                     width, place_text(top_), html(title), rules_, body_);
}

}  // namespace s2::app
