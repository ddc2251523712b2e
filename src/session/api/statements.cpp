#include "statements.hpp"

#include <s2/base/limits.hpp>

#include <algorithm>
#include <utility>

namespace s2::session {
namespace {

IdDigest joined(const Id& first, const Id& second) {
  const IdDigest one = digest_of(first);
  const IdDigest two = digest_of(second);
  return {one.high * 31 + two.high, one.low * 31 + two.low};
}

// What a statement is about: there is one of each kind about each.
struct KeyOf {
  template <class T>
  IdDigest operator()(const T& m) const {
    if constexpr (requires { m.id; }) {
      return digest_of(m.id);
    } else if constexpr (requires { m.sequence_container_status; }) {
      return m.sequence_container_status.empty() ? IdDigest{}
                                                 : digest_of(m.sequence_container_status.front().power_profile_id);
    } else if constexpr (requires {
                           m.actuator_id;
                           m.timer_id;
                         }) {
      return joined(m.actuator_id, m.timer_id);
    } else if constexpr (requires { m.timer_id; }) {
      return digest_of(m.timer_id);
    } else if constexpr (requires { m.actuator_id; }) {
      return digest_of(m.actuator_id);
    } else {
      return {};
    }
  }
};

// From when and until when something holds, as far as it says so.
struct Span {
  std::optional<Time> from;
  std::optional<Time> until;
  bool has_successor = false;  // it holds until the next one, and does not say when that is
};

struct SpanOf {
  template <class T>
  Span operator()(const T& m) const {
    Span span;
    if constexpr (requires {
                    m.start_time;
                    m.elements;
                  }) {
      span.from = m.start_time;
      Duration length{};
      for (const auto& element : m.elements) length += element.duration;
      span.until = m.start_time + length;
    } else if constexpr (requires { m.end_time; }) {
      span.until = m.end_time;
    } else if constexpr (requires { m.valid_until; }) {
      span.from = m.valid_from;
      span.until = m.valid_until;
    } else if constexpr (requires { m.valid_from; }) {
      span.from = m.valid_from;
      span.has_successor = true;
    } else if constexpr (requires { m.finished_at; }) {
      span.until = m.finished_at;
    }
    return span;
  }
};

Span span_of(const Message& message) { return std::visit(SpanOf{}, message); }

// Whether the newer of two offers of power limits covers the older one wherever that would still count.
bool covers(const Span& newer, const Span& older, Time now) {
  return *newer.from <= std::max(now, *older.from) && (!newer.until || (older.until && *older.until <= *newer.until));
}

bool supersedes(const Statement& newer, const Statement& older, Time now) {
  if (newer.kind != older.kind) return false;
  const Span of_newer = span_of(newer.message);
  const Span of_older = span_of(older.message);
  if (of_newer.has_successor) {  // one in force, others scheduled
    return of_newer.from == of_older.from || (*of_newer.from <= now && *of_older.from <= now);
  }
  const bool is_forecast = of_newer.from && newer.key == IdDigest{};
  if (is_forecast)
    return *of_newer.from <= std::max(now, *of_older.from);  // it replaces earlier ones from its start on
  if (newer.key == older.key) return true;
  return newer.kind == Kind::PebcPowerConstraints && covers(of_newer, of_older, now);
}

}  // namespace

bool comes_first(Kind kind) {
  switch (kind) {
    case Kind::PebcPowerConstraints:
    case Kind::PpbcPowerProfileDefinition:
    case Kind::OmbcSystemDescription:
    case Kind::FrbcSystemDescription:
    case Kind::DdbcSystemDescription:
      return true;
    default:
      return false;
  }
}

Statement& Statements::put(Message message, Answer answer, Time now, std::vector<Answer>& overtaken) {
  Statement made{.serial = ++last_serial_,
                 .kind = kind_of(message),
                 .key = std::visit(KeyOf{}, message),
                 .message = std::move(message),
                 .answer = std::move(answer),
                 .stands = false,
                 .said_as = {}};
  const auto forget_if = [&](const auto& is_meant) {
    for (const Statement& one : all_) {
      if (is_meant(one) && one.answer->status == Delivery::kept) overtaken.push_back(one.answer);
    }
    std::erase_if(all_, is_meant);
  };
  forget_if([&](const Statement& one) { return supersedes(made, one, now); });
  const auto of_its_kind = [&](const Statement& one) { return one.kind == made.kind; };
  if (std::count_if(all_.begin(), all_.end(), of_its_kind) >= static_cast<std::ptrdiff_t>(Limits::held_objects)) {
    const std::uint64_t oldest = std::find_if(all_.begin(), all_.end(), of_its_kind)->serial;
    forget_if([&](const Statement& one) { return one.serial == oldest; });
  }
  return all_.emplace_back(std::move(made));
}

std::vector<Statement> Statements::take(Kind kind, const Id& id) {
  std::vector<Statement> taken;
  const auto is_meant = [&](const Statement& one) {
    return one.kind == kind && (id.empty() || one.key == digest_of(id) || one.said_as == id);
  };
  for (Statement& one : all_) {
    if (is_meant(one)) taken.push_back(one);
  }
  std::erase_if(all_, is_meant);
  return taken;
}

Statement* Statements::find(std::uint64_t serial) {
  const auto found = std::find_if(all_.begin(), all_.end(), [=](const Statement& one) { return one.serial == serial; });
  return found == all_.end() ? nullptr : &*found;
}

const Statement* Statements::find_like(const Message& message) const {
  const Kind kind = kind_of(message);
  const IdDigest key = std::visit(KeyOf{}, message);
  const auto found = std::find_if(all_.rbegin(), all_.rend(),
                                  [&](const Statement& one) { return one.kind == kind && one.key == key; });
  return found == all_.rend() ? nullptr : &*found;
}

bool Statements::is_over(const Statement& statement, Time now) const {
  if (const auto until = span_of(statement.message).until; until && *until <= now) return true;
  return std::any_of(all_.begin(), all_.end(), [&](const Statement& other) {
    if (other.serial > statement.serial && supersedes(other, statement, now)) return true;
    const bool is_newer_in_force = other.kind == statement.kind && span_of(other.message).has_successor &&
                                   *span_of(other.message).from <= now &&
                                   *span_of(other.message).from > *span_of(statement.message).from;
    return is_newer_in_force;
  });
}

std::vector<std::uint64_t> Statements::unsaid(std::optional<ControlType> control_type, Time now,
                                              std::vector<Answer>& overtaken) {
  std::vector<std::uint64_t> gone;
  for (const Statement& one : all_) {
    if (one.stands || !is_over(one, now)) continue;
    gone.push_back(one.serial);
    if (one.answer->status == Delivery::kept) overtaken.push_back(one.answer);
  }
  std::erase_if(all_,
                [&](const Statement& one) { return std::find(gone.begin(), gone.end(), one.serial) != gone.end(); });
  std::vector<std::uint64_t> serials;
  for (const bool first : {true, false}) {
    for (const Statement& one : all_) {
      const bool is_meant = message_type_of(one.kind).control_type == control_type;
      if (is_meant && !one.stands && comes_first(one.kind) == first) serials.push_back(one.serial);
    }
  }
  return serials;
}

void Statements::take_back(std::optional<ControlType> control_type) {
  for (Statement& one : all_) {
    if (!control_type || message_type_of(one.kind).control_type == control_type) one.stands = false;
  }
}

}  // namespace s2::session
