#pragma once
// Subject: an implementation that is measured.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::bench {

/// An operation on a frame that was prepared, ready to run again and again.
using Operation = std::function<void()>;

/// An implementation that is measured.
class Subject {
 public:
  virtual ~Subject() = default;
  /// Prepares an operation on a frame; empty when there is no such operation. The frame outlives it.
  virtual std::optional<Operation> prepare(std::string_view operation, const std::string& frame) = 0;
  /// Writes a message by name; empty when there is none.
  virtual std::optional<std::string> make(std::string_view name) = 0;
};

/// This library.
std::unique_ptr<Subject> ours();
/// simdjson alone: it visits every value and unescapes every text, but keeps and checks nothing. What a reader that
/// builds on it can at best come near to. The frame lies in a padded buffer already.
std::unique_ptr<Subject> walk();

/// Keeps the compiler from leaving out the computation of a value.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

}  // namespace s2::bench
