#pragma once
// Outline: what a C++ file declares, found by reading braces and semicolons rather than the language. It knows our
// formatting (clang-format) and no more; what it cannot tell apart it treats leniently.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace s2::tidy {

/// What kind of thing is declared.
enum class DeclarationKind {
  type,        ///< class, struct, union or enum with its body
  function,    ///< with a body
  enumerator,  ///< value of an enum
  other,       ///< anything that ends with a semicolon: members, constants, aliases, functions without body
};

/// One declaration at the level of a namespace, a class or an enum.
struct Declaration {
  DeclarationKind kind;      ///< what it is
  std::string text;          ///< from its first word up to the brace or semicolon, blanks collapsed
  std::string name;          ///< name of a type or function, as well as it could be found
  std::string inside;        ///< name of the type it is a member of; empty at the level of a namespace
  bool is_public;            ///< whether users of the header see it
  std::size_t first_line;    ///< line of its first word, from 1
  std::size_t last_line;     ///< line of the brace or semicolon that ends the text
  std::size_t body_end = 0;  ///< line of the closing brace; 0 without body
  bool documented = false;   ///< a `///` line stands above it, or a `///<` beside it

  /// Lines of a function from first word to closing brace.
  std::size_t length() const { return body_end < first_line ? 0 : body_end - first_line + 1; }
};

/// The declarations of a C++ text, in order.
std::vector<Declaration> outline(std::string_view text);

/// The text with comments, the inside of literals and preprocessor lines blanked out; line breaks stay.
std::string code_of(std::string_view text);

}  // namespace s2::tidy
