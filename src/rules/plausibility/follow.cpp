#include "follow.hpp"

#include "level.hpp"
#include "power.hpp"

namespace s2::rules {

void follow_plausibility(Registry& registry, const Message& message, Time now) {
  if (const auto* m = std::get_if<frbc::StorageStatus>(&message)) note_level(registry, m->present_fill_level, now);
  if (const auto* m = std::get_if<frbc::ActuatorStatus>(&message)) note_actuator(registry, *m, now);
  if (const auto* m = std::get_if<PowerMeasurement>(&message)) note_power(registry, *m);
}

}  // namespace s2::rules
