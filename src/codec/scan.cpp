// The plain reader that knows why a frame is no message at all.

#include "scan.hpp"

#include "cursor.hpp"
#include "report.hpp"
#include "text.hpp"
#include "utf8.hpp"

#include <s2/base/limits.hpp>
#include <s2/codec.hpp>

namespace s2::codec {
namespace {

Finding finding(std::string_view rule, std::string_view pointer, std::string_view value, std::string text) {
  return {std::string(rule), Severity::error, std::string(pointer), excerpt(value), std::move(text)};
}

class Scanner {
 public:
  // `what` is the word for the text: "frame" …
  Scanner(std::string_view frame, std::string_view what) : frame_(frame), what_(what), cursor_(frame) {}

  std::optional<Finding> run_json() {
    is_json();
    return std::move(result_.finding);
  }

  Scan run() {
    if (!is_json()) return std::move(result_);
    if (first_ != '{') {
      fail("GEN-002", "", frame_, "a message is a JSON object; this is a JSON value of another kind");
    } else if (message_ids_ > 1) {
      fail("GEN-012", "/message_id", "", "message_id occurs twice, so nobody can know which one counts");
    } else if (!result_.message_id && result_.message_type != "ReceptionStatus") {
      fail("GEN-003", "/message_id", message_id_text_,
           message_ids_ == 0 ? "message_id is missing; every message but ReceptionStatus has one"
                             : "message_id is no identifier: a string with two characters in a row out of letters, "
                               "digits, '-', '_' and ':'");
    }
    return std::move(result_);
  }

 private:
  bool fail(std::string_view rule, std::string_view pointer, std::string_view value, std::string text) {
    result_.finding = finding(rule, pointer, value, std::move(text));
    result_.position = cursor_.position();
    return false;
  }
  std::string the(std::string_view rest) const { return "the " + std::string(what_) + std::string(rest); }
  bool not_json(std::string_view why) {
    return fail("GEN-001", "", frame_.substr(cursor_.position()),
                the(" is no JSON: ") + std::string(why) + " at byte " + std::to_string(cursor_.position()));
  }

  bool is_json() {
    if (!frame_is_readable()) return false;
    cursor_.blank();
    first_ = cursor_.next();
    return value() && ends();
  }

  bool frame_is_readable() {
    if (frame_.size() > Limits::frame_bytes) {
      return fail(
          "GEN-013", "", "",
          the(" has ") + std::to_string(frame_.size()) + " bytes; the limit is " + std::to_string(Limits::frame_bytes));
    }
    if (const std::size_t valid = valid_utf8_prefix(frame_); valid != frame_.size()) {
      fail("GEN-001", "", "", the(" is not UTF-8: byte ") + std::to_string(valid) + " begins no character");
      return result_.position = valid, false;
    }
    if (frame_.starts_with("\xEF\xBB\xBF"))
      return fail("GEN-001", "", "", the(" begins with a byte order mark, which JSON text does not have"));
    return true;
  }

  bool value() {
    switch (cursor_.next()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string().has_value();
      default:
        return cursor_.scalar() || not_json(cursor_.at_end() ? "the text ends too early" : "a value is expected");
    }
  }

  bool deeper() {
    if (depth_ == Limits::json_depth) {
      return fail("GEN-013", "", "",
                  "arrays and objects are nested deeper than " + std::to_string(Limits::json_depth) + " levels");
    }
    return ++depth_, true;
  }

  bool array() {
    if (!deeper()) return false;
    cursor_.take('[');
    cursor_.blank();
    if (!cursor_.take(']')) {
      do {
        cursor_.blank();
        if (!value()) return false;
        cursor_.blank();
      } while (cursor_.take(','));
      if (!cursor_.take(']')) return not_json("',' or ']' is expected");
    }
    return --depth_, true;
  }

  bool object() {
    if (!deeper()) return false;
    cursor_.take('{');
    cursor_.blank();
    if (!cursor_.take('}')) {
      do {
        cursor_.blank();
        if (!member()) return false;
        cursor_.blank();
      } while (cursor_.take(','));
      if (!cursor_.take('}')) return not_json("',' or '}' is expected");
    }
    return --depth_, true;
  }

  bool member() {
    if (cursor_.next() != '"') return not_json("a member name is expected");
    const auto name = string();
    if (!name) return false;
    cursor_.blank();
    if (!cursor_.take(':')) return not_json("':' is expected");
    cursor_.blank();
    const std::size_t from = cursor_.position();
    if (!value()) return false;
    if (depth_ == 1) remember(*name, frame_.substr(from, cursor_.position() - from));
    return true;
  }

  std::optional<std::string> string() {
    const std::size_t from = cursor_.position();
    StringToken token;
    if (!cursor_.string(token)) {
      not_json("a string does not end, or holds a raw control character,");
      return std::nullopt;
    }
    auto text = unescaped(token.inside);
    if (!text) {
      fail("GEN-001", "", frame_.substr(from),
           the(" is no JSON: a string with a wrong escape or half a surrogate pair at byte ") + std::to_string(from));
    }
    return text;
  }

  void remember(std::string_view name, std::string_view value) {
    const auto text = [value]() -> std::optional<std::string> {
      if (!value.starts_with('"')) return std::nullopt;
      return unescaped(value.substr(1, value.size() - 2));
    };
    if (name == "message_id") {
      ++message_ids_;
      message_id_text_ = value;
      if (const auto id = text(); id && is_legal_id(*id)) result_.message_id = Id(*id);
    } else if (name == "message_type") {
      result_.has_message_type = true;
      if (!result_.message_type) result_.message_type = text();
    }
  }

  bool ends() {
    cursor_.blank();
    return cursor_.at_end() || not_json("something follows the value");
  }

  std::string_view frame_;
  std::string_view what_;
  Cursor cursor_;
  char first_ = '\0';
  Scan result_;
  std::size_t depth_ = 0;
  std::size_t message_ids_ = 0;
  std::string_view message_id_text_;
};

}  // namespace

Scan scan_frame(std::string_view frame) { return Scanner(frame, "frame").run(); }

std::optional<Finding> scan_json(std::string_view text, std::string_view what) {
  return Scanner(text, what).run_json();
}

}  // namespace s2::codec

namespace s2 {

std::optional<Finding> scan(std::string_view frame) { return codec::scan_frame(frame).finding; }

}  // namespace s2
