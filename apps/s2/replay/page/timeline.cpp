#include "replay/page/timeline.hpp"

#include "replay/describe.hpp"
#include "replay/page/drawing.hpp"
#include "replay/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace s2::app {
namespace {

// Short conversations are drawn with what they announce for this long.
constexpr Duration short_conversation = std::chrono::hours(1);
constexpr Duration announced = std::chrono::hours(24);
// Colours of modes, in the order of their labels; the style sheet has one for each.
constexpr std::size_t mode_colors = 8;
// Marks closer than this share one, px.
constexpr double mark_distance = 1.5;
// Pixels a letter of a small text takes.
constexpr double letter_width = 6.2;

// The lowest and highest of many values.
struct Extent {
  double low = INFINITY;
  double high = -INFINITY;

  void take(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  void take(const Curve& curve) {
    for (const Sample& sample : curve.samples()) take(sample.value);
  }
  void take(const Course& course, const Drawing& drawing) {
    for (const Piece& piece : course.pieces()) {
      if (!drawing.holds(piece.from) && !drawing.holds(piece.until)) continue;
      take(piece.low);
      take(piece.high);
    }
  }
  bool empty() const { return low > high; }
};

Time end_of(const Course& course) { return course.pieces().empty() ? Time{} : course.pieces().back().until; }

Time last_moment(const ConversationReport& one) {
  if (one.last - one.first >= short_conversation) return one.last;
  Time last = std::max(one.last, end_of(one.chart.targets()));
  for (const auto& [quantity, track] : one.chart.quantities()) {
    last = std::max({last, end_of(track.forecast), end_of(track.limits)});
  }
  return std::min(last, one.last + announced);
}

class Timeline {
 public:
  explicit Timeline(const Shown& shown)
      : shown_(shown), one_(shown.one), chart_(shown.one.chart), drawing_(one_.first, last_moment(one_)) {}

  std::string draw() {
    findings();
    fill_level();
    for (const auto& [quantity, track] : chart_.quantities()) power(quantity, track);
    demand();
    modes();
    instructions();
    drawing_.time_axis();
    return drawing_.finish("Timeline of " + one_.beginning.rm);
  }

 private:
  static std::string swatch(std::string_view css_class, std::string_view text) {
    return fmt::format("<tspan class=\"key {}\" dx=\"14\">■</tspan><tspan class=\"keytext\" dx=\"4\">{}</tspan>",
                       css_class, html(text));
  }

  // Held until the next sample, as a status holds until the next one.
  std::vector<Point> steps(const Curve& curve, const Axis& axis, bool to_the_end) const {
    std::vector<Point> points;
    for (const Sample& sample : curve.samples()) {
      const double x = drawing_.x(sample.time);
      const double y = axis.at(sample.value);
      if (!points.empty() && !curve.thinned()) points.push_back({x, points.back().y});
      points.push_back({x, y});
    }
    if (to_the_end && !points.empty()) points.push_back({drawing_.x(one_.last), points.back().y});
    return points;
  }

  // The pieces of a course as runs without gaps.
  std::vector<std::vector<Piece>> runs(const Course& course) const {
    std::vector<std::vector<Piece>> runs;
    for (const Piece& piece : course.pieces()) {
      if (!drawing_.holds(piece.from) && !drawing_.holds(piece.until)) continue;
      if (runs.empty() || runs.back().back().until != piece.from) runs.emplace_back();
      runs.back().push_back(piece);
    }
    return runs;
  }

  std::vector<Point> edge(const std::vector<Piece>& run, const Axis& axis, double Piece::*end) const {
    std::vector<Point> points;
    for (const Piece& piece : run) {
      const double y = std::clamp(axis.at(piece.*end), axis.at_high, axis.at_low);
      points.push_back({drawing_.x(piece.from), y});
      points.push_back({drawing_.x(piece.until), y});
    }
    return points;
  }

  void band(std::string_view css_class, const Course& course, const Axis& axis) {
    for (const auto& run : runs(course)) {
      auto points = edge(run, axis, &Piece::high);
      const auto back = edge(run, axis, &Piece::low);
      points.insert(points.end(), back.rbegin(), back.rend());
      drawing_.area(css_class, points);
    }
  }

  // A line needs two samples; a single one is a dot.
  void draw(std::string_view name, const Curve& curve, const Axis& axis, bool to_the_end) {
    const auto points = steps(curve, axis, to_the_end);
    if (points.size() > 1) return drawing_.line(name, points);
    for (const Point& point : points) {
      drawing_.add(fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"2.5\"/>\n", name, place_text(point.x),
                               place_text(point.y)));
    }
  }

  void fill_level() {
    if (chart_.fill_level().empty() && chart_.targets().pieces().empty()) return;
    Extent extent;
    extent.take(chart_.fill_level());
    extent.take(chart_.targets(), drawing_);
    const auto& range = chart_.fill_range();
    if (range) {
      extent.take(range->start_of_range);
      extent.take(range->end_of_range);
    }
    if (extent.empty()) return;
    std::string legend = swatch("k-level", "reported");
    if (range) legend += swatch("k-range", "range of the storage");
    if (!chart_.targets().pieces().empty()) legend += swatch("k-target", "target");
    const std::string title = chart_.fill_label().empty() ? "Fill level" : "Fill level, " + chart_.fill_label();
    drawing_.heading(title, legend);
    const Axis axis = drawing_.panel(extent.low, extent.high, 120);
    if (range) {
      drawing_.area("range", {{Drawing::left, axis.at(range->start_of_range)},
                              {Drawing::right, axis.at(range->start_of_range)},
                              {Drawing::right, axis.at(range->end_of_range)},
                              {Drawing::left, axis.at(range->end_of_range)}});
    }
    band("target", chart_.targets(), axis);
    draw("level", chart_.fill_level(), axis, true);
  }

  void power(CommodityQuantity quantity, const QuantityTrack& track) {
    Extent extent;
    extent.take(0);
    extent.take(track.measured);
    extent.take(track.forecast, drawing_);
    extent.take(track.limits, drawing_);
    std::string legend;
    if (!track.measured.empty()) legend += swatch("k-power", "measured");
    if (!track.forecast.pieces().empty()) legend += swatch("k-forecast", "forecast");
    if (!track.limits.pieces().empty()) legend += swatch("k-limits", "envelope in force");
    std::string title(words_for(quantity));
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
    drawing_.heading(fmt::format("{}, {}", title, unit_of(quantity)), legend);
    const Axis axis = drawing_.panel(extent.low, extent.high, 150);
    band("limits", track.limits, axis);
    for (const auto& run : runs(track.forecast)) drawing_.line("forecast", edge(run, axis, &Piece::high));
    draw("power", track.measured, axis, false);
  }

  void demand() {
    if (chart_.demand_high().empty()) return;
    Extent extent;
    extent.take(0);
    extent.take(chart_.demand_low());
    extent.take(chart_.demand_high());
    drawing_.heading("Present demand rate", swatch("k-level", "upper and lower end"));
    const Axis axis = drawing_.panel(extent.low, extent.high, 100);
    draw("level", chart_.demand_low(), axis, true);
    draw("level", chart_.demand_high(), axis, true);
  }

  void modes() {
    for (const ModeLane& lane : chart_.modes()) {
      std::string legend;
      for (std::size_t i = 0; i < lane.labels.size() && i < mode_colors; ++i) {
        legend += swatch(fmt::format("k-mode{}", i), lane.labels[i]);
      }
      drawing_.heading(lane.actuator.empty() ? "Operation mode" : "Mode of " + lane.actuator, legend);
      spans(lane);
      drawing_.skip(26);
    }
  }

  void spans(const ModeLane& lane) {
    double drawn = Drawing::left;  // narrower spans than a pixel would only make the page longer
    for (std::size_t i = 0; i < lane.spans.size(); ++i) {
      const bool is_last = i + 1 == lane.spans.size();
      const Time until = is_last ? one_.last : lane.spans[i + 1].from;
      const double from = std::max(drawn, drawing_.x(lane.spans[i].from));
      const double to = std::max(drawing_.x(until), is_last ? from + 1 : from);
      if (to - from < 0.4) continue;
      drawn = to;
      const std::string& label = lane.labels[lane.spans[i].label];
      drawing_.add(
          fmt::format("<rect class=\"mode mode{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\"><title>{} from {}"
                      "</title></rect>\n",
                      lane.spans[i].label % mode_colors, place_text(from), place_text(drawing_.top()),
                      place_text(to - from), html(label), clock_text(lane.spans[i].from)));
      if (static_cast<double>(label.size()) * letter_width + 8 > to - from) continue;
      drawing_.add(fmt::format("<text class=\"inmode\" x=\"{}\" y=\"{}\">{}</text>\n", place_text(from + 5),
                               place_text(drawing_.top() + 14), html(label)));
    }
  }

  static std::string_view color_of(const Lifecycle& cycle) {
    const auto status = cycle.status();
    if (cycle.end() == "refused" || status == InstructionStatus::rejected || status == InstructionStatus::aborted) {
      return "bad";
    }
    if (status == InstructionStatus::succeeded) return "good";
    return "open";
  }

  void instructions() {
    const auto& all = one_.instructions.kept_ones();
    if (all.empty()) return;
    drawing_.heading("Instructions, at their execution time", swatch("k-good", "succeeded") +
                                                                  swatch("k-bad", "refused, rejected or aborted") +
                                                                  swatch("k-open", "anything else"));
    std::optional<double> last[3];
    for (const Lifecycle& cycle : all) {
      if (!drawing_.holds(cycle.execution_time)) continue;
      const std::string_view color = color_of(cycle);
      const double x = drawing_.x(cycle.execution_time);
      auto& before = last[color == "good" ? 0 : color == "bad" ? 1 : 2];
      if (before && x - *before < mark_distance && x >= *before) continue;
      before = x;
      const std::string mark = fmt::format(
          "<line class=\"mark {0}\" x1=\"{1}\" y1=\"{2}\" x2=\"{1}\" y2=\"{3}\"><title>{4} {5}, {6}</title></line>",
          color, place_text(x), place_text(drawing_.top() + 2), place_text(drawing_.top() + 18), clock_text(cycle.time),
          html(cycle.wish), html(cycle.end()));
      drawing_.add(shown_.link(cycle.line, mark) + '\n');
    }
    drawing_.skip(24);
  }

  void findings() {
    const auto& spotted = one_.findings.spotted();
    if (spotted.empty()) return;
    drawing_.heading("Findings", swatch("k-bad", "error") + swatch("k-warn", "warning"));
    std::optional<double> last[2];
    for (const Spotted& one : spotted) {
      const bool is_error = one.finding.severity == Severity::error;
      const double x = drawing_.x(one.time);
      auto& before = last[is_error ? 0 : 1];
      if (before && x - *before < mark_distance && x >= *before) continue;
      before = x;
      const double y = drawing_.top() + (is_error ? 3 : 13);
      const std::string mark = fmt::format(
          "<circle class=\"dot {}\" cx=\"{}\" cy=\"{}\" r=\"4\"><title>{} {}</title></circle>",
          is_error ? "bad" : "warn", place_text(x), place_text(y), html(one.finding.rule), html(one.finding.text));
      drawing_.add(shown_.link(one.line, mark) + '\n');
    }
    drawing_.skip(20);
  }

  const Shown& shown_;
  const ConversationReport& one_;
  const Chart& chart_;
  Drawing drawing_;
};

}  // namespace

std::string timeline(const Shown& shown) {
  const bool nothing = shown.one.chart.empty() && shown.one.instructions.kept_ones().empty();
  return nothing ? std::string() : Timeline(shown).draw();
}

}  // namespace s2::app
