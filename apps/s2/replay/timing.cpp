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

Direction other(Direction direction) {
  return direction == Direction::cem_to_rm ? Direction::rm_to_cem : Direction::cem_to_rm;
}

}  // namespace

std::optional<Time> stamp_of(const Message& message) { return std::visit(Stamp{}, message); }

void Timing::answered(const Observation& seen, Direction direction) {
  const IdDigest id = digest_of(seen.message_id);
  const std::uint64_t* line = lines_.find(id);
  AnswerTimes& times = answers_[static_cast<std::size_t>(other(direction))];
  if (seen.answered_after) {
    ++times.count;
    times.total += *seen.answered_after;
    if (*seen.answered_after > times.slowest || times.count == 1) {
      times.slowest = *seen.answered_after;
      times.slowest_line = line == nullptr ? 0 : *line;
      times.slowest_kind = seen.answered_kind;
    }
  }
  lines_.erase(id);
}

void Timing::take(const Observation& seen, Direction direction, Time time, std::uint64_t line) {
  if (seen.kind == Kind::ReceptionStatus) return answered(seen, direction);
  if (!seen.message_id.empty()) lines_.put(digest_of(seen.message_id), line);
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

std::uint64_t Timing::line_of(const Id& message_id) const {
  const std::uint64_t* line = lines_.find(digest_of(message_id));
  return line == nullptr ? 0 : *line;
}

}  // namespace s2::app
