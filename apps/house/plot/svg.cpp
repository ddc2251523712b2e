#include "svg.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace s2::house {
namespace {

// A tenth of a pixel is more than anybody sees; more digits would only make the file longer.
std::string number(double value) {
  const double tenths = std::round(value * 10) / 10;
  return fmt::format("{}", tenths == 0 ? 0.0 : tenths);
}

std::string listed(const std::vector<Point>& points) {
  std::string list;
  for (const auto& point : points) {
    if (!list.empty()) list += ' ';
    list += number(point.x) + ',' + number(point.y);
  }
  return list;
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    switch (letter) {
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '&':
        escaped += "&amp;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += letter;
    }
  }
  return escaped;
}

Svg::Svg(double width, double height, std::string_view title, std::string_view style) {
  body_ = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\">\n"
      "<title>{2}</title>\n<style>{3}</style>\n",
      number(width), number(height), xml_escaped(title), style);
}

void Svg::rectangle(std::string_view css_class, Point corner, double width, double height, double radius) {
  fmt::format_to(std::back_inserter(body_),
                 "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>\n", css_class,
                 number(corner.x), number(corner.y), number(width), number(height), number(radius));
}

void Svg::line(std::string_view css_class, Point from, Point to) {
  fmt::format_to(std::back_inserter(body_), "<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n", css_class,
                 number(from.x), number(from.y), number(to.x), number(to.y));
}

void Svg::polyline(std::string_view css_class, const std::vector<Point>& points) {
  fmt::format_to(std::back_inserter(body_), "<polyline class=\"{}\" points=\"{}\"/>\n", css_class, listed(points));
}

void Svg::polygon(std::string_view css_class, const std::vector<Point>& points) {
  fmt::format_to(std::back_inserter(body_), "<polygon class=\"{}\" points=\"{}\"/>\n", css_class, listed(points));
}

void Svg::text(std::string_view css_class, Point where, std::string_view text) {
  fmt::format_to(std::back_inserter(body_), "<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>\n", css_class,
                 number(where.x), number(where.y), xml_escaped(text));
}

std::string Svg::finish() && { return std::move(body_) + "</svg>\n"; }

}  // namespace s2::house
