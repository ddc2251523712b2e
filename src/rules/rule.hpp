#pragma once
// How a rule is written: an entry with its sentence and the checks that enforce it. Included by the families only.

#include "finder.hpp"

#include <s2/registry.hpp>
#include <s2/rules.hpp>

#include <array>
#include <cstdint>
#include <optional>

namespace s2::rules {

enum class LevelFault : std::uint8_t;
enum class PowerFault : std::uint8_t;

/// What several rules ask about one message, worked out when the first of them does.
struct Memo {
  std::optional<LevelFault> level;  ///< what is odd about the fill level it tells
  std::optional<PowerFault> power;  ///< what is odd about the power it tells
};

/// What a message is judged against: the conversation so far.
struct Context {
  const Registry& registry;     ///< what both sides have told each other before this message; advanced to `now`
  EnergyManagementRole sender;  ///< who sends it
  Time now;                     ///< when it is received
  const Id* message_id;         ///< of the message; nullptr for a ReceptionStatus
  mutable Memo memo = {};       ///< for the checks

  /// Times and tolerances.
  const Tolerances& tolerances() const { return registry.tolerances; }
};

/// One check: what it looks at, and how. It runs for every value of the type inside a message, the message included.
struct Check {
  /// Reports through the finder what is wrong with the value. The context is nullptr when a message is judged by
  /// itself, which only checks of message scope are asked to do.
  using Run = void (*)(const void*, const Context*, Finder&);
  /// Says of most values, quickly, that there is nothing wrong with them.
  using Ordinary = bool (*)(const void*);

  const Type& (*type)() = nullptr;  ///< the type looked at
  Run run = nullptr;                ///< how it is looked at
  Ordinary ordinary = nullptr;      ///< shared by all checks of a frequent small type; nullptr when there is none
  Ordinary usual = nullptr;         ///< tells values that are looked at by `run_usual` instead of by `run`
  Run run_usual = nullptr;          ///< nullptr when there is nothing wrong with such a value
};

/// A check of every T inside a message, by itself: F(value, finder).
template <class T, auto F>
constexpr Check each() {
  return {&type_of<T>, [](const void* value, const Context*, Finder& find) { F(*static_cast<const T*>(value), find); }};
}

/// A predicate as a check holds it. One function for each predicate, so that checks that share one are seen to.
template <class T, bool (*Plain)(const T&)>
bool is_plain(const void* value) {
  return Plain(*static_cast<const T*>(value));
}

/// As each(), but not of those T of which `Plain` says at a glance that no check of T has anything to say.
template <class T, auto F, bool (*Plain)(const T&)>
constexpr Check each_unless() {
  return {&type_of<T>, each<T, F>().run, &is_plain<T, Plain>};
}

/// As each_unless(), and not of those T either of which `Usual` says at a glance that this check has nothing to say.
template <class T, auto F, bool (*Plain)(const T&), bool (*Usual)(const T&)>
constexpr Check each_unless() {
  return {&type_of<T>, each<T, F>().run, &is_plain<T, Plain>, &is_plain<T, Usual>};
}

/// As above, but of those T of which `Usual` says so the check says what G(value, finder) does.
template <class T, auto F, bool (*Plain)(const T&), bool (*Usual)(const T&), auto G>
constexpr Check each_unless() {
  return {&type_of<T>, each<T, F>().run, &is_plain<T, Plain>, &is_plain<T, Usual>, each<T, G>().run};
}

/// A check of every T inside a message, against the conversation: F(value, context, finder).
template <class T, auto F>
constexpr Check in_session() {
  return {&type_of<T>, [](const void* value, const Context* context, Finder& find) {
            F(*static_cast<const T*>(value), *context, find);
          }};
}

/// A rule with its checks; none when it is enforced elsewhere (the codec, the state table, a session engine).
struct Entry {
  Rule rule;                       ///< what the catalogue says
  std::array<Check, 16> checks{};  ///< the checks in use, then empty ones
};

/// The entries of one family, in catalogue order.
using Family = std::span<const Entry>;

// The families: the rules of message scope in <family>.cpp, those of session and engine scope in <family>_session.cpp.
// Listed once more by catalogue.cpp, which puts all entries into catalogue order.
Family frames();
Family frames_session();
Family ids();
Family numbers();
Family times();
Family times_session();
Family handshake();
Family handshake_session();
Family reception();
Family reception_session();
Family states_session();
Family selection_session();
Family details_session();
Family measurements_session();
Family forecasts_session();
Family revocation_session();
Family instructions_session();
Family mode_instructions_session();
Family mode_reports_session();
Family mode_descriptions_session();
Family details();
Family measurements();
Family forecasts();
Family revocation();
Family operation_modes();
Family operation_mode_powers();
Family storage();
Family envelopes();
Family profiles();
Family ids_session();
Family ombc_session();
Family frbc_session();
Family ddbc_session();
Family pebc_session();
Family pebc_constraints_session();
Family ppbc_session();
Family ppbc_status_session();
Family plausibility_session();
Family session_requests();

}  // namespace s2::rules
