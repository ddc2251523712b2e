#pragma once
// Drawing: a stack of panels in SVG over one axis of time.

#include <house/plot/axis.hpp>
#include <house/plot/svg.hpp>

#include <s2/base/time.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s2::app {

using house::Axis;
using house::Point;

/// Grows downwards, panel by panel.
class Drawing {
 public:
  static constexpr double width = 1000;  ///< px
  static constexpr double left = 64;     ///< where the axis of time begins, px
  static constexpr double right = 962;   ///< where it ends, px

  /// Between two moments, the second of which is later.
  Drawing(Time from, Time until);

  /// The place of a moment, within the axis.
  double x(Time time) const;
  /// Whether a moment is on the axis.
  bool holds(Time time) const { return time >= from_ && time <= until_; }
  /// The upper edge of what comes next.
  double top() const { return top_; }
  /// Moves on.
  void skip(double height) { top_ += height; }

  /// A heading over a panel; `legend` is markup (SVG tspans) beside it.
  void heading(std::string_view title, std::string_view legend = {});
  /// Opens a panel of values with rules and numbers at its left side, and moves below it.
  Axis panel(double low, double high, double height);
  /// The rules and names of the moments, below everything.
  void time_axis();

  /// Adds markup that stands for itself.
  void add(std::string markup) { body_ += markup; }
  /// A line through points.
  void line(std::string_view css_class, const std::vector<Point>& points);
  /// A filled area.
  void area(std::string_view css_class, const std::vector<Point>& points);

  /// The whole drawing.
  std::string finish(std::string_view title) const;

 private:
  Time from_;
  Time until_;
  double top_ = 4;
  std::string rules_;
  std::string body_;
};

/// A number of a place, with one digit behind the point at most.
std::string place_text(double value);

}  // namespace s2::app
