#pragma once
// The escapes of our test data: bytes and long repetitions in a line of text.

#include <string>
#include <string_view>

namespace s2::tests {

/// The text with \xHH as a byte, \n as a line break, \\ as a backslash and {{x*N}} as x repeated N times.
inline std::string expanded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      const char c = text[++i];
      if (c == 'n') {
        out += '\n';
      } else if (c == 'x') {
        out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
        i += 2;
      } else {
        out += c;
      }
    } else if (text.substr(i).starts_with("{{")) {
      const std::size_t end = text.find("}}", i);
      const std::string_view inside = text.substr(i + 2, end - i - 2);
      const std::size_t star = inside.rfind('*');
      const auto times = std::stoul(std::string(inside.substr(star + 1)));
      for (std::size_t k = 0; k < times; ++k) out += inside.substr(0, star);
      i = end + 1;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace s2::tests
