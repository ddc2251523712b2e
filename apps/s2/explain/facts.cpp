#include "explain/facts.hpp"

#include "explain/words.hpp"
#include "text_layout.hpp"

#include <codec/number.hpp>

#include <algorithm>

namespace s2::app {
namespace {

// Items of a list that people see.
constexpr std::size_t shown_items = 24;

std::string quoted(std::string_view text) {
  const std::string object = JsonLine().member("", text).str();
  return object.substr(4, object.size() - 5);  // {"":"…"}
}

}  // namespace

std::string number_json(double value) {
  std::string text;
  codec::append_number(text, value);
  return text;
}

void Facts::say(std::string_view name, std::string_view text) {
  facts_.push_back({std::string(name), {harmless(text)}, quoted(text)});
}

void Facts::named(std::string_view name, const std::optional<std::string>& label, const Id& id) {
  const JsonLine json = JsonLine().member("id", id.text()).member("label", label.value_or(""));
  facts_.push_back({std::string(name), {named_words(label, id)}, json.str()});
}

void Facts::number(std::string_view name, double value, std::string_view unit) {
  const std::string text = unit.empty() ? number_words(value) : quantity_words(value, unit);
  facts_.push_back({std::string(name), {text}, number_json(value)});
}

void Facts::time(std::string_view name, Time time) { say(name, format_time(time)); }

void Facts::span(std::string_view name, Duration span) {
  facts_.push_back({std::string(name), {span_words(span)}, std::to_string(span.count())});
}

void Facts::list(std::string_view name, std::vector<FactItem> items) {
  if (items.empty()) return;
  Fact fact{std::string(name), {}, "["};
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i < shown_items) fact.lines.push_back(harmless(items[i].text));
    fact.json += (i == 0 ? "" : ",") + items[i].json.str();
  }
  if (items.size() > shown_items) fact.lines.push_back("… and " + std::to_string(items.size() - shown_items) + " more");
  fact.json += ']';
  facts_.push_back(std::move(fact));
}

std::string to_json(const Facts& facts) {
  JsonLine object;
  for (const Fact& fact : facts.all()) {
    std::string name = fact.name;
    std::replace(name.begin(), name.end(), ' ', '_');
    object.raw(name, fact.json);
  }
  return object.str();
}

}  // namespace s2::app
