#pragma once
// JsonLine: one object of what the program prints for other programs.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace s2::app {

/// Writes a JSON object without blanks, member by member, in the order of the calls. Bytes of strangers that are no
/// UTF-8 become U+FFFD.
class JsonLine {
 public:
  /// A member that is a string.
  JsonLine& member(std::string_view name, std::string_view text);
  /// A member that is a string; null when there is none.
  JsonLine& member_or_null(std::string_view name, const std::optional<std::string_view>& text);
  /// A member that is a number.
  JsonLine& member(std::string_view name, std::uint64_t number);
  /// A member that is JSON already.
  JsonLine& raw(std::string_view name, std::string_view json);

  /// The object, closed.
  std::string str() const { return text_ + '}'; }

 private:
  void string(std::string_view text);
  void name(std::string_view name);

  std::string text_ = "{";
};

}  // namespace s2::app
