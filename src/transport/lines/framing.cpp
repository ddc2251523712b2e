#include "framing.hpp"

#include <codec/utf8.hpp>

#include <algorithm>
#include <charconv>

namespace s2::transport::lines {
namespace {

using codec::cut_utf8;

constexpr std::string_view close_word = "# close";
constexpr std::size_t reason_bytes = 123;  // as in a WebSocket
constexpr std::size_t idle_bytes = 4 * 1024;

bool is_break(char c) { return c == '\n' || c == '\r'; }

}  // namespace

std::string frame_line(std::string frame) {
  std::replace_if(frame.begin(), frame.end(), is_break, ' ');
  if (frame.starts_with('#')) frame.insert(frame.begin(), ' ');
  frame += '\n';
  return frame;
}

std::string close_line(std::uint16_t code, std::string_view reason) {
  std::string line = std::string(close_word) + ' ' + std::to_string(code);
  if (!reason.empty()) line += ' ' + std::string(cut_utf8(reason, reason_bytes));
  std::replace_if(line.begin(), line.end(), is_break, ' ');
  return line + '\n';
}

Line read_line(std::string_view line) {
  if (!line.starts_with('#')) return {.kind = Line::Kind::frame, .text = line};
  if (!line.starts_with(close_word)) return {};
  line.remove_prefix(close_word.size());
  if (!line.empty() && line.front() != ' ') return {};  // "# closely related"
  Line close{.kind = Line::Kind::close, .text = {}};
  if (line.empty()) return close;
  line.remove_prefix(1);
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), close.code);
  if (error != std::errc()) return {.kind = Line::Kind::close, .text = line};
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  if (line.starts_with(' ')) line.remove_prefix(1);
  close.text = cut_utf8(line, reason_bytes);
  return close;
}

std::optional<std::string_view> Splitter::next(std::string_view& bytes) {
  if (std::exchange(complete_, false)) {
    line_.clear();
    if (line_.capacity() > idle_bytes) line_.shrink_to_fit();
  }
  const std::size_t end = bytes.find('\n');
  const std::string_view part = bytes.substr(0, end);
  // One byte more than fits may be the carriage return of a line that fits.
  too_long_ = too_long_ || part.size() + line_.size() > most_ + 1;
  if (too_long_) return std::nullopt;
  line_ += part;
  bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
  if (end == bytes.npos) return std::nullopt;
  if (line_.ends_with('\r')) line_.pop_back();
  too_long_ = line_.size() > most_;
  if (too_long_) return std::nullopt;
  complete_ = true;
  return line_;
}

}  // namespace s2::transport::lines
