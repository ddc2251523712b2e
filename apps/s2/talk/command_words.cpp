#include "talk/command_words.hpp"

#include <charconv>
#include <cmath>
#include <string>
#include <utility>

namespace s2::app {
namespace {

constexpr std::string_view blanks = " \t\r";
constexpr double longest_span_ms = 366.0 * 24 * 3600 * 1000;

// The end of the word that begins at `begin`.
std::size_t word_end(std::string_view line, std::size_t begin) {
  std::size_t depth = 0;
  bool quoted = false;
  std::size_t at = begin;
  for (; at < line.size(); ++at) {
    const char c = line[at];
    if (quoted) {
      if (c == '\\') ++at;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      depth -= depth > 0 ? 1 : 0;
    } else if (depth == 0 && blanks.find(c) != blanks.npos) {
      return at;
    }
  }
  return line.size();
}

}  // namespace

std::vector<std::string_view> command_words(std::string_view line) {
  std::vector<std::string_view> words;
  std::size_t at = line.find_first_not_of(blanks);
  while (at != line.npos) {
    const std::size_t end = word_end(line, at);
    if (words.empty() && line[at] == '#') return words;
    words.push_back(line.substr(at, end - at));
    at = line.find_first_not_of(blanks, end);
  }
  return words;
}

std::string_view after_first_word(std::string_view line) {
  const auto begin = line.find_first_not_of(blanks);
  if (begin == line.npos) return {};
  const auto rest = line.find_first_not_of(blanks, word_end(line, begin));
  if (rest == line.npos) return {};
  return line.substr(rest, line.find_last_not_of(blanks) - rest + 1);
}

std::optional<double> parse_number(std::string_view word) {
  double number = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
  if (read.ec != std::errc() || read.ptr != word.data() + word.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<Duration> parse_span(std::string_view word) {
  constexpr std::pair<std::string_view, double> units[] = {{"ms", 1}, {"s", 1e3}, {"min", 60e3}, {"h", 3600e3}};
  const auto unit_at = word.find_first_not_of("0123456789.");
  if (unit_at == word.npos) return std::nullopt;
  const auto number = parse_number(word.substr(0, unit_at));
  for (const auto& [unit, ms] : units) {
    if (word.substr(unit_at) != unit || !number) continue;
    const double span = *number * ms;
    if (span > longest_span_ms) return std::nullopt;
    return Duration(std::llround(span));
  }
  return std::nullopt;
}

std::optional<Time> parse_moment(std::string_view word, Time now) {
  if (word == "now") return now;
  if (word.starts_with("now+") || word.starts_with("now-")) {
    const auto span = parse_span(word.substr(4));
    if (!span) return std::nullopt;
    return word[3] == '+' ? now + *span : now - *span;
  }
  const auto parsed = parse_time(word);
  if (!parsed) return std::nullopt;
  return parsed->time;
}

Unexpected<Finding> not_understood(std::string sentence) {
  return {{"S2CPP-LINE", Severity::error, "", "", std::move(sentence)}};
}

}  // namespace s2::app
