// What peers and the system say is harmless to a terminal before it gets there.

#include "report.hpp"

#include "json_line.hpp"
#include "text_layout.hpp"

#include <algorithm>

namespace s2::app {
namespace {

constexpr std::size_t check_column = 11;
constexpr std::size_t text_column = 31;

Ink ink_of(Health health) {
  switch (health) {
    case Health::good:
      return Ink::good;
    case Health::warning:
      return Ink::warning;
    case Health::bad:
      return Ink::error;
    case Health::not_tried:
      return Ink::faint;
  }
  return Ink::plain;
}

std::string padded(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(text.size() < width ? width - text.size() : 0, ' ');
}

std::string summary(const std::vector<Verdict>& verdicts) {
  const auto count = [&](Health health) {
    return std::count_if(verdicts.begin(), verdicts.end(), [=](const auto& one) { return one.health == health; });
  };
  const auto bad = count(Health::bad);
  const auto warnings = count(Health::warning);
  if (bad == 0 && warnings == 0) return "All is well.";
  return std::to_string(bad) + " bad, " + std::to_string(warnings) + (warnings == 1 ? " warning." : " warnings.");
}

}  // namespace

std::string text_report(const std::vector<Verdict>& verdicts, const Console& console) {
  std::string report;
  for (const Verdict& one : verdicts) {
    const std::string word = padded(word_of(one.health), check_column);
    const std::string check(one.check);
    report += entry(word + check, harmless(one.text), text_column, console.width,
                    console.paint(ink_of(one.health), word) + check);
    if (!one.remedy.empty()) report += wrapped("-> " + one.remedy, console.width, text_column);
  }
  return report + "\n" + summary(verdicts) + "\n";
}

std::string json_report(const std::vector<Verdict>& verdicts) {
  std::string report;
  for (const Verdict& one : verdicts) {
    const auto remedy = one.remedy.empty() ? std::nullopt : std::optional<std::string_view>(one.remedy);
    report += JsonLine()
                  .member("check", one.check)
                  .member("verdict", word_of(one.health))
                  .member("text", one.text)
                  .member_or_null("remedy", remedy)
                  .str() +
              "\n";
  }
  return report;
}

}  // namespace s2::app
