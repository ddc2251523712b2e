// Figures, printed.

#include "aim.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace s2::bench {

double Times::share(double of_all) {
  if (ms_.empty()) return 0;
  std::sort(ms_.begin(), ms_.end());
  const auto rank = static_cast<std::size_t>(std::ceil(of_all * static_cast<double>(ms_.size())));
  return ms_[std::max<std::size_t>(rank, 1) - 1];
}

void say(const std::string& line) {
  std::printf("  %s\n", line.c_str());
  std::fflush(stdout);
}

void judge(const std::string& what, double measured, double at_most, const std::string& unit) {
  const std::string verdict = measured <= at_most ? "ok" : "MISSED";
  say("aim: " + what + " at most " + text_of(at_most, 0) + ' ' + unit + ": " + text_of(measured) + ' ' + unit + ", " +
      verdict);
}

std::string text_of(double number, int digits) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, number);
  return text.data();
}

}  // namespace s2::bench
