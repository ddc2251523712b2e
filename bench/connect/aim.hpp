#pragma once
// Aims: what is hoped for, and whether it came true; and times, many of a kind.

#include <string>
#include <vector>

namespace s2::bench {

/// How long something took, many times over, in ms.
class Times {
 public:
  /// One more.
  void add(double ms) { ms_.push_back(ms); }
  /// How many.
  std::size_t count() const { return ms_.size(); }
  /// The value that this share of all do not exceed, e.g. 0.999; 0 when there is none.
  double share(double of_all);

 private:
  std::vector<double> ms_;
};

/// Prints a line of figures.
void say(const std::string& line);
/// Prints an aim with what it was measured by and a verdict: "ok" when it is met, else "MISSED".
void judge(const std::string& what, double measured, double at_most, const std::string& unit);
/// A number with so many digits behind the point.
std::string text_of(double number, int digits = 1);

}  // namespace s2::bench
