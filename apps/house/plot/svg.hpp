#pragma once
// Svg: a drawing in Scalable Vector Graphics, written element by element.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s2::house {

/// A place on the drawing, px from the upper left corner.
struct Point {
  double x;  ///< to the right
  double y;  ///< downwards
};

/// Collects the elements of a drawing. What they look like is said by their classes; the style sheet is the caller's.
class Svg {
 public:
  /// A drawing of this size, in px, with a title for screen readers and a style sheet.
  Svg(double width, double height, std::string_view title, std::string_view style);

  /// A rectangle; `radius` rounds its corners.
  void rectangle(std::string_view css_class, Point corner, double width, double height, double radius = 0);
  /// A straight line.
  void line(std::string_view css_class, Point from, Point to);
  /// An open line through points.
  void polyline(std::string_view css_class, const std::vector<Point>& points);
  /// A filled area around points.
  void polygon(std::string_view css_class, const std::vector<Point>& points);
  /// A text; its class says how it is anchored.
  void text(std::string_view css_class, Point where, std::string_view text);

  /// The whole drawing.
  std::string finish() &&;

 private:
  std::string body_;
};

/// The text with what XML would misunderstand escaped.
std::string xml_escaped(std::string_view text);

}  // namespace s2::house
