#include "json_line.hpp"

#include <codec/text.hpp>
#include <codec/utf8.hpp>

namespace s2::app {

JsonLine& JsonLine::member(std::string_view name, std::string_view text) {
  this->name(name);
  string(text);
  return *this;
}

JsonLine& JsonLine::member_or_null(std::string_view name, const std::optional<std::string_view>& text) {
  return text ? member(name, *text) : raw(name, "null");
}

JsonLine& JsonLine::member(std::string_view name, std::uint64_t number) { return raw(name, std::to_string(number)); }

JsonLine& JsonLine::raw(std::string_view name, std::string_view json) {
  this->name(name);
  text_ += json;
  return *this;
}

void JsonLine::string(std::string_view text) {
  if (!codec::append_quoted(text_, text)) codec::append_quoted(text_, codec::mended_utf8(text));
}

void JsonLine::name(std::string_view name) {
  if (text_.back() != '{') text_ += ',';
  string(name);
  text_ += ':';
}

}  // namespace s2::app
