#pragma once
// must: what has to go well for there to be anything to measure.

#include <s2/base/result.hpp>

#include <stdexcept>
#include <type_traits>
#include <utility>

namespace s2::bench {

/// The value of an outcome. Throws std::runtime_error with the sentence of its finding when there is none.
template <class T>
T must(Result<T> outcome) {
  if (!outcome) throw std::runtime_error(outcome.error().text);
  if constexpr (!std::is_void_v<T>) return *std::move(outcome);
}

}  // namespace s2::bench
