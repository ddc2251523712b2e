// Blanks out everything in a C++ text that is not code.

#include "outline.hpp"

#include <cctype>

namespace s2::tidy {
namespace {

class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  bool next_is(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  void keep() { out_ += text_[at_++]; }
  void blank() {
    out_ += text_[at_] == '\n' ? '\n' : ' ';
    ++at_;
  }
  void blank_until(std::size_t end) {
    while (at_ < end && at_ < text_.size()) blank();
  }
  std::size_t end_of(std::string_view mark, std::size_t from) const {
    const auto found = text_.find(mark, from);
    return found == text_.npos ? text_.size() : found + mark.size();
  }

  void step() {
    const bool line_begins = out_.find_last_not_of(' ') == out_.npos || out_[out_.find_last_not_of(' ')] == '\n';
    if (next_is("//")) {
      blank_until(text_.find('\n', at_));
    } else if (next_is("/*")) {
      blank_until(end_of("*/", at_ + 2));
    } else if (next_is("R\"")) {
      raw_string();
    } else if (text_[at_] == '"') {
      literal('"');
    } else if (text_[at_] == '\'' && !(at_ > 0 && std::isalnum(static_cast<unsigned char>(text_[at_ - 1])))) {
      literal('\'');  // and not the separator in 1'000
    } else if (text_[at_] == '#' && line_begins) {
      directive();
    } else {
      keep();
    }
  }

  void raw_string() {
    const auto open = text_.find('(', at_);
    const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const auto end = end_of(close, open);
    out_ += '"';
    ++at_;
    blank_until(end - 1);
    out_ += '"';
    ++at_;
  }

  void literal(char quote) {
    keep();
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      if (text_[at_] == '\\') blank();
      if (at_ < text_.size()) blank();
    }
    if (at_ < text_.size()) keep();
  }

  void directive() {
    do {
      const auto end = text_.find('\n', at_);
      const bool goes_on = end != text_.npos && end > 0 && text_[end - 1] == '\\';
      blank_until(end);
      if (!goes_on) return;
      blank();
    } while (at_ < text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string code_of(std::string_view text) { return Blanker(text).run(); }

}  // namespace s2::tidy
