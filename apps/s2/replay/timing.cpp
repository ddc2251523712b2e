#include "replay/timing.hpp"

#include <algorithm>

namespace s2::app {
namespace {

struct Stamp {
  std::optional<Time> operator()(const PowerMeasurement& message) const { return message.measurement_timestamp; }
  std::optional<Time> operator()(const InstructionStatusUpdate& message) const { return message.timestamp; }
  std::optional<Time> operator()(const ombc::Status& message) const { return message.transition_timestamp; }
  std::optional<Time> operator()(const frbc::ActuatorStatus& message) const { return message.transition_timestamp; }
  std::optional<Time> operator()(const ddbc::ActuatorStatus& message) const { return message.transition_timestamp; }
  template <class Other>
  std::optional<Time> operator()(const Other&) const {
    return std::nullopt;
  }
};

// The same id may name messages of several types, odd as that is.
IdDigest key_of(const Id& message_id, std::optional<Kind> kind) {
  IdDigest key = digest_of(message_id);
  key.low += kind ? static_cast<std::uint64_t>(*kind) + 1 : 0;
  return key;
}

// Whether more than an answer may be awaited of a message, and for longer.
bool is_lasting(std::optional<Kind> kind) {
  switch (kind.value_or(Kind::PowerMeasurement)) {
    case Kind::PowerMeasurement:
    case Kind::PowerForecast:
    case Kind::InstructionStatusUpdate:
    case Kind::PpbcPowerProfileStatus:
    case Kind::OmbcStatus:
    case Kind::OmbcTimerStatus:
    case Kind::FrbcStorageStatus:
    case Kind::FrbcActuatorStatus:
    case Kind::FrbcTimerStatus:
    case Kind::DdbcPresentDemandStatus:
    case Kind::DdbcActuatorStatus:
    case Kind::DdbcTimerStatus:
      return false;
    default:
      return true;
  }
}

Direction other(Direction direction) {
  return direction == Direction::cem_to_rm ? Direction::rm_to_cem : Direction::cem_to_rm;
}

}  // namespace

std::optional<Time> stamp_of(const Message& message) { return std::visit(Stamp{}, message); }

void LineBook::note(const Id& message_id, std::optional<Kind> kind, std::uint64_t line) {
  (is_lasting(kind) ? lasting_ : newest_).put(key_of(message_id, kind), line);
}

std::uint64_t LineBook::find(const Id& message_id, std::optional<Kind> kind) const {
  const std::uint64_t* line = (is_lasting(kind) ? lasting_ : newest_).find(key_of(message_id, kind));
  return line == nullptr ? 0 : *line;
}

void Timing::answered(const Observation& seen, Direction direction) {
  AnswerTimes& times = answers_[static_cast<std::size_t>(other(direction))];
  if (seen.answered_after) {
    ++times.count;
    times.total += *seen.answered_after;
    if (*seen.answered_after > times.slowest || times.count == 1) {
      times.slowest = *seen.answered_after;
      times.slowest_line = lines_.find(seen.message_id, seen.answered_kind);
      times.slowest_kind = seen.answered_kind;
    }
  }
}

void Timing::take(const Observation& seen, Direction direction, Time time, std::uint64_t line) {
  if (seen.kind == Kind::ReceptionStatus) return answered(seen, direction);
  lines_.note(seen.message_id, seen.kind, line);
  const auto stamp = seen.message == nullptr ? std::nullopt : stamp_of(*seen.message);
  if (!stamp) return;
  const Duration ahead = *stamp - time;
  skew_.newest = skew_.stamps == 0 ? ahead : std::max(skew_.newest, ahead);
  ++skew_.stamps;
  // A mode is reported again with the time of an old transition; that says nothing of the clock.
  if (seen.kind == Kind::PowerMeasurement || seen.kind == Kind::InstructionStatusUpdate) {
    skew_.oldest = std::min(skew_.oldest, ahead);
  }
}

}  // namespace s2::app
