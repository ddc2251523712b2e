#include "yaml.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

namespace s2::tests {
namespace {

struct Line {
  std::size_t indent;
  std::string text;
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \r") - first + 1);
}

// Lines with something in them; a quoted text that goes on in the next line is made one, literal blocks are left out.
std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::optional<std::size_t> literal;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view raw = text.substr(from, end - from);
    from = end + 1;
    const std::string_view said = trimmed(raw);
    if (said.empty() || said.starts_with('#')) continue;
    const std::size_t indent = raw.find_first_not_of(' ');
    if (literal && indent > *literal) continue;
    literal.reset();
    if (!lines.empty() && lines.back().text.ends_with('\\')) {
      lines.back().text.pop_back();
      lines.back().text += said;
      continue;
    }
    lines.push_back({indent, std::string(said)});
    if (said.ends_with(": |")) {
      literal = indent;
      lines.back().text.pop_back();
    }
  }
  return lines;
}

std::string unquoted(std::string_view text) {
  text = trimmed(text);
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

Yaml scalar_or_flow(std::string_view text) {
  Yaml value;
  if (!text.starts_with('[')) return value.scalar = unquoted(text), value;
  for (std::string_view rest = text.substr(1, text.size() - 2); !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    value.items.push_back({unquoted(rest.substr(0, comma))});
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return value;
}

// Where the key of "key: value" ends; npos when the text is no such thing.
std::size_t end_of_key(std::string_view text) {
  const char quote = text.front();
  const std::size_t from = quote == '"' || quote == '\'' ? text.find(quote, 1) + 1 : 0;
  const std::size_t colon = text.find(": ", from);
  if (colon != text.npos) return colon;
  return text.ends_with(':') ? text.size() - 1 : text.npos;
}

bool is_item(std::string_view text) { return text == "-" || text.starts_with("- "); }

class Reader {
 public:
  explicit Reader(std::vector<Line> lines) : lines_(std::move(lines)) {}

  Yaml value() {
    if (at_ == lines_.size()) return {};
    const std::size_t indent = lines_[at_].indent;
    if (is_item(lines_[at_].text)) return list(indent);
    if (end_of_key(lines_[at_].text) != std::string::npos) return map(indent);
    return scalar_or_flow(lines_[at_++].text);
  }

 private:
  bool goes_on(std::size_t indent) const { return at_ < lines_.size() && lines_[at_].indent == indent; }

  // An item's first line is a line of its own, further to the right.
  Yaml list(std::size_t indent) {
    Yaml list;
    while (goes_on(indent) && is_item(lines_[at_].text)) {
      Line& line = lines_[at_];
      const std::size_t inside = line.text.find_first_not_of(' ', 1);
      line.indent += inside;
      line.text.erase(0, inside);
      list.items.push_back(value());
    }
    return list;
  }

  Yaml map(std::size_t indent) {
    Yaml map;
    while (goes_on(indent) && !is_item(lines_[at_].text)) {
      const std::string text = lines_[at_++].text;
      const std::size_t colon = end_of_key(text);
      if (colon == text.npos) {
        ADD_FAILURE() << "no YAML of ours: " << text;
        return map;
      }
      const std::string_view rest = trimmed(std::string_view(text).substr(colon + 1));
      // A list may stand as far to the left as its key.
      const bool is_below = at_ < lines_.size() && (lines_[at_].indent > indent ||
                                                    (lines_[at_].indent == indent && is_item(lines_[at_].text)));
      const bool is_inline = !rest.empty() || !is_below;
      map.members.emplace_back(unquoted(std::string_view(text).substr(0, colon)),
                               is_inline ? scalar_or_flow(rest) : value());
    }
    return map;
  }

  std::vector<Line> lines_;
  std::size_t at_ = 0;
};

}  // namespace

const Yaml* Yaml::find(std::string_view name) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& one) { return one.first == name; });
  return found == members.end() ? nullptr : &found->second;
}

const Yaml& Yaml::at(std::string_view name) const {
  static const Yaml nothing;
  const Yaml* found = find(name);
  EXPECT_NE(found, nullptr) << "no member " << name;
  return found ? *found : nothing;
}

const Yaml& Yaml::at(std::initializer_list<std::string_view> path) const {
  const Yaml* place = this;
  for (const auto name : path) place = &place->at(name);
  return *place;
}

Yaml read_yaml(std::string_view text) { return Reader(lines_of(text)).value(); }

}  // namespace s2::tests
