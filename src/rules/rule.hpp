#pragma once
// How a rule is written: an entry with its sentence and the checks that enforce it. Included by the families only.

#include "finder.hpp"

#include <s2/rules.hpp>

#include <array>

namespace s2::rules {

/// One check: what it looks at, and how. It runs for every value of the type inside a message, the message included.
struct Check {
  const Type& (*type)() = nullptr;              ///< the type looked at
  void (*run)(const void*, Finder&) = nullptr;  ///< reports through the finder what is wrong with the value
};

/// A check of every T inside a message.
template <class T, auto F>
constexpr Check each() {
  return {&type_of<T>, [](const void* value, Finder& find) { F(*static_cast<const T*>(value), find); }};
}

/// A rule with its checks; none when it is enforced elsewhere (the codec, the state table, a session engine).
struct Entry {
  Rule rule;                      ///< what the catalogue says
  std::array<Check, 8> checks{};  ///< the checks in use, then empty ones
};

/// The entries of one family, in catalogue order.
using Family = std::span<const Entry>;

// The families. Listed once more, in order, by catalogue.cpp.
Family frames();
Family numbers();
Family times();
Family handshake();
Family states();
Family instructions();
Family session_requests();

}  // namespace s2::rules
