#include "input/text_window.hpp"

namespace s2::app {
namespace {

constexpr std::size_t piece = 1 << 16;

}  // namespace

std::string_view TextWindow::view(std::size_t length) {
  if (length > 0) has(length - 1);
  return std::string_view(buffer_).substr(from_, length);
}

std::size_t TextWindow::find(char byte, std::size_t start, std::size_t limit) {
  while (start < limit && has(start)) {
    const std::size_t found = buffer_.find(byte, from_ + start);
    if (found != buffer_.npos) return found - from_ < limit ? found - from_ : buffer_.npos;
    start = buffer_.size() - from_;
  }
  return buffer_.npos;
}

void TextWindow::advance(std::size_t length) {
  std::string_view over = std::string_view(buffer_).substr(from_, length);
  from_ += over.size();
  passed_ += over.size();
  for (std::size_t end = over.find('\n'); end != over.npos; end = over.find('\n')) {
    over.remove_prefix(end + 1);
    ++line_;
    line_start_ = passed_ - over.size();
    indent_ = 0;
    only_blanks_so_far_ = true;
  }
  for (std::size_t i = 0; only_blanks_so_far_ && i < over.size(); ++i) {
    only_blanks_so_far_ = over[i] == ' ' || over[i] == '\t';
    if (only_blanks_so_far_) ++indent_;
  }
}

bool TextWindow::fill(std::size_t index) {
  buffer_.erase(0, from_);
  from_ = 0;
  while (index >= buffer_.size() && in_) {
    const std::size_t before = buffer_.size();
    buffer_.resize(before + piece);
    in_.read(buffer_.data() + before, piece);
    buffer_.resize(before + static_cast<std::size_t>(in_.gcount()));
  }
  return index < buffer_.size();
}

}  // namespace s2::app
