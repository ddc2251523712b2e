// One device in one session.

#include "device.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace s2::planner {
namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

// What we can steer by, the best first. A producer is curtailed rather than filled.
constexpr ControlType for_producers[] = {ControlType::power_envelope_based_control,
                                         ControlType::fill_rate_based_control, ControlType::not_controllable};
constexpr ControlType for_others[] = {ControlType::fill_rate_based_control, ControlType::power_envelope_based_control,
                                      ControlType::not_controllable};

bool only_produces(const ResourceManagerDetails& details) {
  bool produces = false;
  for (const auto& role : details.roles) {
    if (role.commodity != Commodity::electricity) continue;
    if (role.role != RoleType::energy_producer) return false;
    produces = true;
  }
  return produces;
}

}  // namespace

void Device::on(const Event& event, Time now) {
  std::visit(Overloaded{
                 [&](const Initialised&) { *this = Device(); },
                 [&](const Received& received) { take(received.message, now); },
                 [&](const ControlTypeChanged& change) { activate(change.control_type); },
                 [&](const Answered& answer) {
                   each_lane([&](Lane& lane) { return lane.answered(answer.message_id, answer.status, now); });
                 },
                 [&](const Overdue& overdue) {
                   each_lane([&](Lane& lane) {
                     return lane.answered(overdue.message_id, ReceptionStatusValues::temporary_error, now);
                   });
                 },
                 [](const auto&) {},
             },
             event);
}

void Device::take(const Message& message, Time now) {
  std::visit(Overloaded{
                 [&](const ResourceManagerDetails& m) {
                   details_ = m;
                   power_.announce(m.provides_power_measurement_types);
                   changed_ = true;
                 },
                 [&](const PowerMeasurement& m) { power_.take(m, now); },
                 [&](const PowerForecast& m) { power_.take(m, now), changed_ = true; },
                 [&](const InstructionStatusUpdate& m) {
                   each_lane([&](Lane& lane) { return lane.reported(m.instruction_id, m.status_type, now); });
                 },
                 [&](const RevokeObject& m) { revoke(m); },
                 [&](const frbc::SystemDescription& m) { frbc_.take(m, now), changed_ = true; },
                 [&](const frbc::StorageStatus& m) { frbc_.take(m, now); },
                 [&](const frbc::ActuatorStatus& m) { frbc_.take(m, now); },
                 [&](const frbc::TimerStatus& m) { frbc_.take(m); },
                 [&](const frbc::LeakageBehaviour& m) { frbc_.take(m, now), changed_ = true; },
                 [&](const frbc::UsageForecast& m) { frbc_.take(m, now), changed_ = true; },
                 [&](const frbc::FillLevelTargetProfile& m) { frbc_.take(m, now), changed_ = true; },
                 [&](const pebc::PowerConstraints& m) { pebc_.take(m), changed_ = true; },
                 [](const auto&) {},  // belongs to a control type we do not select, or says nothing a plan could use
             },
             message);
}

// Everything of the old control type is dropped (rule catalogue, C.6), whichever came.
void Device::activate(ControlType control_type) {
  active_ = control_type;
  frbc_ = {};
  pebc_ = {};
  actuators.clear();
  envelope = {};
  changed_ = true;
}

void Device::revoke(const RevokeObject& message) {
  if (message.object_type == RevokableObjects::frbc_systemdescription) frbc_.revoke(message.object_id);
  if (message.object_type == RevokableObjects::pebc_powerconstraints) {
    pebc_.revoke(message.object_id);
    if (envelope.constraints == message.object_id) envelope.lane.drop();
  }
  changed_ = true;
}

void Device::settle(Time now) {
  if (frbc_.settle(now)) changed_ = true;
  each_lane([&](Lane& lane) {
    lane.give_up(now);
    return false;
  });
  // Orders to actuators that a new description no longer knows are history, and the room they take is bounded by it.
  const auto* description = frbc_.description();
  if (!description) return;
  std::erase_if(actuators, [&](const auto& order) {
    return std::none_of(description->actuators.begin(), description->actuators.end(),
                        [&](const auto& actuator) { return actuator.id == order.first; });
  });
}

template <class Use>
void Device::each_lane(Use use) {
  if (use(selection) || use(envelope.lane)) return;
  for (auto& [id, order] : actuators) {
    if (use(order.lane)) return;
  }
}

std::optional<ControlType> Device::wanted_control_type() const {
  if (!details_) return std::nullopt;
  const auto& offered = details_->available_control_types;
  for (const auto candidate : only_produces(*details_) ? for_producers : for_others) {
    if (std::count(offered.begin(), offered.end(), candidate) == 0) continue;
    return candidate == active_ ? std::nullopt : std::optional(candidate);
  }
  return std::nullopt;
}

std::string Device::name() const {
  if (details_ && details_->name && !details_->name->empty()) return *details_->name;
  if (is_storage()) return "the storage";
  return is_limited() ? "the production" : "the device";
}

bool Device::take_changed() { return std::exchange(changed_, false); }

}  // namespace s2::planner
