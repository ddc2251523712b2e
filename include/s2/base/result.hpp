#pragma once
// Result<T, E>: a value, or the error that stands in its place.

#include <s2/base/finding.hpp>

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace s2 {

/// Wraps an error on its way into a Result, as std::unexpected does.
template <class E>
struct Unexpected {
  E error;  ///< what went wrong
};
template <class E>
Unexpected(E) -> Unexpected<E>;

/// A value of type T or an error of type E. Carries the member names of std::expected (C++23), so that it can become
/// an alias of it; asking for the side that is not there is a bug of the caller and asserts.
template <class T, class E = Finding>
class [[nodiscard]] Result {
 public:
  /// The successful outcome.
  Result(T value) : side_(std::in_place_index<0>, std::move(value)) {}
  /// The failed outcome.
  Result(Unexpected<E> failure) : side_(std::in_place_index<1>, std::move(failure.error)) {}

  /// Whether a value is there.
  bool has_value() const { return side_.index() == 0; }
  /// Whether a value is there.
  explicit operator bool() const { return has_value(); }

  /// The value; only when has_value().
  T& value() & { return assert(has_value()), *std::get_if<0>(&side_); }
  /// The value; only when has_value().
  const T& value() const& { return assert(has_value()), *std::get_if<0>(&side_); }
  /// The value, moved out; only when has_value().
  T&& value() && { return assert(has_value()), std::move(*std::get_if<0>(&side_)); }
  /// The value; only when has_value().
  T& operator*() & { return value(); }
  /// The value; only when has_value().
  const T& operator*() const& { return value(); }
  /// The value, moved out; only when has_value().
  T&& operator*() && { return std::move(*this).value(); }
  /// Access to the value; only when has_value().
  T* operator->() { return &value(); }
  /// Access to the value; only when has_value().
  const T* operator->() const { return &value(); }

  /// The error; only when not has_value().
  E& error() & { return assert(!has_value()), *std::get_if<1>(&side_); }
  /// The error; only when not has_value().
  const E& error() const& { return assert(!has_value()), *std::get_if<1>(&side_); }
  /// The error, moved out; only when not has_value().
  E&& error() && { return assert(!has_value()), std::move(*std::get_if<1>(&side_)); }

 private:
  std::variant<T, E> side_;
};

/// The outcome of something that yields nothing when it succeeds.
template <class E>
class [[nodiscard]] Result<void, E> {
 public:
  /// The successful outcome.
  Result() noexcept {}  // NOLINT(modernize-use-equals-default): leaves room for an error untouched, a default zeroes it
  /// The failed outcome.
  Result(Unexpected<E> failure) : error_(std::move(failure.error)) {}

  /// Whether it succeeded.
  bool has_value() const { return !error_.has_value(); }
  /// Whether it succeeded.
  explicit operator bool() const { return has_value(); }
  /// The error; only when not has_value().
  E& error() & { return assert(error_), *error_; }
  /// The error; only when not has_value().
  const E& error() const& { return assert(error_), *error_; }
  /// The error, moved out; only when not has_value().
  E&& error() && { return assert(error_), std::move(*error_); }

 private:
  std::optional<E> error_;
};

}  // namespace s2
