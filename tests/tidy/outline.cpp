// Reads the outline of a C++ text: a stack of scopes, and the words since the last brace or semicolon.

#include "outline.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace s2::tidy {
namespace {

enum class Scope { space, type, enumeration, function, initializer };

struct Open {
  Scope scope;
  std::string name;         // of a type
  bool is_public;           // access at this point
  std::size_t declaration;  // which one it is the body of; npos when it is none
  std::string head;         // words before an initializer, which go on behind it
  std::size_t head_line;
  int parentheses;
};

constexpr std::size_t npos = static_cast<std::size_t>(-1);

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \n");
  if (from == text.npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \n") - from + 1));
}

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  return trimmed(out);
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !is_word(text[word.size()]));
}

// The text behind `template <…>`, which may occur twice.
std::string_view behind_template(std::string_view text) {
  while (begins_with_word(text, "template")) {
    int depth = 0;
    std::size_t i = text.find('<');
    for (; i < text.size(); ++i) {
      if (text[i] == '<') ++depth;
      if (text[i] == '>' && --depth == 0) break;
    }
    text = text.substr(std::min(i + 1, text.size()));
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return text;
}

// The text without what stands in parentheses and without operator names, in which '=' and '<' mean nothing special.
std::string surface(std::string_view text) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (depth == 0 && text.substr(i).starts_with("operator") && (i == 0 || !is_word(text[i - 1]))) {
      out += "operator";
      i += 8;
      while (i < text.size() && text[i] != '(') ++i;
      if (text.substr(i).starts_with("()")) i += 2;
    }
    if (i >= text.size()) break;
    if (text[i] == ')') --depth;
    if (depth == 0) out += text[i];
    if (text[i] == '(') ++depth;
  }
  return out;
}

std::string last_word(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !is_word(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return std::string(text.substr(begin, end - begin));
}

std::string type_name(std::string_view text) {
  std::string_view rest = text;
  if (const auto base = surface(rest).find(" : "); base != std::string::npos) rest = rest.substr(0, rest.find(" : "));
  if (rest.ends_with('>')) rest = rest.substr(0, rest.find('<'));
  if (rest.ends_with(" final")) rest.remove_suffix(6);
  return last_word(rest);
}

std::string function_name(std::string_view text) {
  if (text.starts_with("TEST")) return std::string(text.substr(0, text.find(')') + 1));
  const std::size_t open = text.find('(', text.find("operator(") == text.npos ? 0 : text.find("operator(") + 9);
  std::size_t begin = std::min(open, text.size());
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '&' && text[begin - 1] != '*') --begin;
  return std::string(text.substr(begin, open - begin));
}

// Whether '{' behind this head begins the value of a member in a constructor's list: `Foo(int x) : a_`.
bool is_member_initializer(std::string_view head) {
  static constexpr std::string_view before_body[] = {"const", "noexcept", "override", "final", "mutable", "try"};
  const std::string top = surface(head);
  if (top.find(") :") == top.npos || !is_word(head.back())) return false;
  const std::string word = last_word(head);
  return std::find(std::begin(before_body), std::end(before_body), word) == std::end(before_body);
}

Scope scope_of(std::string_view head) {
  const std::string_view text = behind_template(head);
  if (begins_with_word(text, "namespace") || text.starts_with("inline namespace") || text.starts_with("extern \"")) {
    return Scope::space;
  }
  if (begins_with_word(text, "enum")) return Scope::enumeration;
  const std::string top = surface(text);
  const bool has_parameters = top.find('(') != top.npos;
  for (const auto* word : {"class", "struct", "union"}) {
    if (begins_with_word(text, word) && !has_parameters) return Scope::type;
  }
  if (!has_parameters || top.find('=') != top.npos || is_member_initializer(text)) return Scope::initializer;
  return Scope::function;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : code_(code_of(text)) {
    std::istringstream stream{std::string(text)};
    for (std::string line; std::getline(stream, line);) lines_.push_back(line);
    open_.push_back({Scope::space, "", true, npos, "", 0, 0});
  }

  std::vector<Declaration> run() {
    for (const char c : code_) {
      take(c);
      if (c == '\n') ++line_;
    }
    return std::move(found_);
  }

 private:
  bool in_declarations() const { return open_.back().scope == Scope::space || open_.back().scope == Scope::type; }
  bool in(Scope scope) const { return open_.back().scope == scope; }

  void take(char c) {
    if (c == '{') return enter();
    if (c == '}') return leave();
    if (c == '(') ++parentheses_;
    if (c == ')') --parentheses_;
    const bool top = parentheses_ == 0;
    if (c == ';' && top && in_declarations()) return static_cast<void>(finish(DeclarationKind::other));
    if (c == ',' && top && in(Scope::enumeration)) return static_cast<void>(finish(DeclarationKind::enumerator));
    if (c == ':' && in(Scope::type) && access()) return;
    if (trimmed(head_).empty() && c != ' ' && c != '\n') head_line_ = line_;
    head_ += c;
  }

  bool access() {
    const std::string word = trimmed(head_);
    if (word != "public" && word != "private" && word != "protected") return false;
    open_.back().is_public = word == "public";
    head_.clear();
    return true;
  }

  void enter() {
    const std::string head = collapsed(head_);
    Scope scope = parentheses_ > 0 || !in_declarations() ? Scope::initializer : scope_of(head);
    if (in(Scope::function)) scope = Scope::function;
    Open next{scope, open_.back().name, true, npos, head_, head_line_, parentheses_};
    if (in_declarations() && scope == Scope::function) {
      next.declaration = finish(DeclarationKind::function);
    } else if (scope == Scope::type || scope == Scope::enumeration) {
      next.name = type_name(behind_template(head));
      next.is_public = scope == Scope::enumeration || !begins_with_word(behind_template(head), "class");
      next.declaration = finish(DeclarationKind::type);
    } else if (scope == Scope::space) {
      hidden_ += head == "namespace" ? 1 : 0;
      next.is_public = head != "namespace";
    }
    open_.push_back(std::move(next));
    head_.clear();
    parentheses_ = 0;
  }

  void leave() {
    if (in(Scope::enumeration)) finish(DeclarationKind::enumerator);
    if (open_.size() == 1) return;  // a brace too many: not our C++
    Open last = std::move(open_.back());
    open_.pop_back();
    head_.clear();
    parentheses_ = last.parentheses;
    if (last.declaration != npos) found_[last.declaration].body_end = line_;
    if (last.scope == Scope::space && !last.is_public) --hidden_;
    if (last.scope != Scope::initializer) return;
    head_ = last.head + "{}";
    head_line_ = last.head_line;
  }

  std::size_t finish(DeclarationKind kind) {
    const std::string text = collapsed(head_);
    head_.clear();
    if (text.empty()) return npos;
    Declaration next{kind, text, "", "", hidden_ == 0, head_line_, line_, 0, is_documented()};
    const std::string_view bare = behind_template(text);
    if (kind == DeclarationKind::function) next.name = function_name(bare);
    if (kind == DeclarationKind::type) next.name = type_name(bare);
    for (const auto& scope : open_) {
      next.is_public = next.is_public && scope.is_public;
      if (scope.scope == Scope::type || scope.scope == Scope::enumeration) next.inside = scope.name;
    }
    found_.push_back(std::move(next));
    return found_.size() - 1;
  }

  bool is_documented() const {
    if (head_line_ >= 2) {
      const std::string above = trimmed(lines_[head_line_ - 2]);
      if (above.starts_with("///") && !above.starts_with("///<")) return true;
    }
    for (std::size_t i = head_line_; i <= line_ && i <= lines_.size(); ++i) {
      if (lines_[i - 1].find("///<") != std::string::npos) return true;
    }
    return false;
  }

  std::string code_;
  std::vector<std::string> lines_;
  std::vector<Open> open_;
  std::vector<Declaration> found_;
  std::string head_;
  std::size_t head_line_ = 1;
  std::size_t line_ = 1;
  int parentheses_ = 0;
  int hidden_ = 0;  // unnamed namespaces around
};

}  // namespace

std::vector<Declaration> outline(std::string_view text) { return Reader(text).run(); }

}  // namespace s2::tidy
