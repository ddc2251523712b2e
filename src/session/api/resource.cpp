// One device of an energy manager.

#include "energy_manager.hpp"

#include <s2/base/limits.hpp>

#include <algorithm>
#include <utility>

namespace s2 {
namespace {

using session::Answer;

// What was left out: ids are made, and a moment means now.
void fill_in(Message& message, const IdSource& ids, Time now) {
  std::visit(
      [&](auto& m) {
        if constexpr (requires { m.execution_time; }) {
          if (m.id.empty()) m.id = ids();
          if (m.execution_time == Time{}) m.execution_time = now;
        }
        if constexpr (requires { m.power_envelopes; }) {
          for (auto& envelope : m.power_envelopes) {
            if (envelope.id.empty()) envelope.id = ids();
          }
        }
      },
      message);
}

RevokableObjects revocable_of(Kind kind) {
  switch (kind) {
    case Kind::PebcInstruction:
      return RevokableObjects::pebc_instruction;
    case Kind::PpbcScheduleInstruction:
      return RevokableObjects::ppbc_scheduleinstruction;
    case Kind::PpbcStartInterruptionInstruction:
      return RevokableObjects::ppbc_startinterruptioninstruction;
    case Kind::PpbcEndInterruptionInstruction:
      return RevokableObjects::ppbc_endinterruptioninstruction;
    case Kind::OmbcInstruction:
      return RevokableObjects::ombc_instruction;
    case Kind::FrbcInstruction:
      return RevokableObjects::frbc_instruction;
    default:
      return RevokableObjects::ddbc_instruction;
  }
}

}  // namespace

void Resource::Seat::note(const Finding& finding) {
  if (const auto manager = owner.lock()) manager->on_note(Resource(shared_from_this()), finding);
}

void Resource::Seat::let_go(Dialogue::Talk&) {
  if (const auto manager = owner.lock()) std::erase(manager->seats, shared_from_this());
  for (const auto& state : open) state->silence();
  leave();
}

void Resource::Seat::hear(const Event& event, Dialogue::Talk&) {
  const auto manager = owner.lock();
  if (!manager) return;
  if (const auto* received = std::get_if<Received>(&event)) return take(received->message, *manager);
  if (const auto* changed = std::get_if<ControlTypeChanged>(&event)) {
    asked = changed->control_type;
    give_up_instructions();
    return manager->on_control_type(Resource(shared_from_this()), changed->control_type);
  }
  if (const auto* ended = std::get_if<Ended>(&event)) {
    std::erase(manager->seats, shared_from_this());
    leave();
    manager->on_ended(Resource(shared_from_this()), *ended);
  }
}

void Resource::Seat::take(const Message& message, EnergyManager::Parts& manager) {
  const auto self = shared_from_this();
  if (const auto* details = std::get_if<ResourceManagerDetails>(&message)) {
    select_preferred(*details, manager);
    manager.on_details(Resource(self), *details);
  }
  if (const auto* update = std::get_if<InstructionStatusUpdate>(&message)) follow(*update);
  manager.on_message[static_cast<std::size_t>(kind_of(message))](Resource(self), message);
}

void Resource::Seat::select_preferred(const ResourceManagerDetails& details, const EnergyManager::Parts& manager) {
  const auto& offered = details.available_control_types;
  for (const ControlType wanted : manager.preferred) {
    if (std::find(offered.begin(), offered.end(), wanted) == offered.end()) continue;
    if (wanted != asked) (void)select(wanted);
    return;
  }
}

void Resource::Seat::follow(const InstructionStatusUpdate& update) {
  const auto found = std::find_if(open.begin(), open.end(), [&](const auto& one) {
    return one->id == update.instruction_id || one->message_id == update.instruction_id;
  });
  if (found == open.end()) return;
  const auto state = *found;
  if (is_final(update.status_type)) open.erase(found);
  state->report(update.status_type);
}

// With its control type an instruction is over; what the RM says about it in the end does not matter (C.6).
void Resource::Seat::give_up_instructions() {
  for (const auto& state : std::exchange(open, {})) {
    state->advance(state->life == Life::sent ? Life::rejected : Life::aborted);
  }
}

void Resource::Seat::leave() {
  talk.reset();
  engine.reset();
  for (const auto& state : std::exchange(open, {})) state->advance(Life::lost);
}

Answer Resource::Seat::send(Message message) {
  const auto answer = std::make_shared<Acknowledgement::State>();
  if (talk) {
    talk->send(answer, std::move(message));
  } else {
    session::settle(answer, Delivery::lost, session::lost_with_session());
  }
  return answer;
}

Answer Resource::Seat::select(ControlType control_type) {
  asked = control_type;
  return send(SelectControlType{.message_id = {}, .control_type = control_type});
}

std::shared_ptr<Instructed::State> Resource::Seat::instruct(Message message) {
  auto state = std::make_shared<Instructed::State>();
  const auto manager = owner.lock();
  state->kind = kind_of(message);
  if (!talk || !manager) {
    session::settle(state, Delivery::lost, session::lost_with_session());
    return state;
  }
  fill_in(message, manager->around.ids, talk->now());
  state->id = *instruction_id_of(message);
  std::erase_if(open, [](const auto& one) { return one->is_over(); });
  if (open.size() >= Limits::open_instructions) {
    const auto oldest = open.front();
    open.erase(open.begin());
    oldest->advance(Life::lost);
  }
  open.push_back(state);
  talk->send(state, std::move(message));
  return state;
}

const std::string& Resource::name() const { return seat_->name; }

ResourceManagerDetails Resource::details() const {
  const auto* details = seat_->engine ? seat_->engine->details() : nullptr;
  return details ? *details : ResourceManagerDetails{};
}

ControlType Resource::control_type() const {
  return seat_->engine ? seat_->engine->control_type() : ControlType::no_selection;
}

const Registry* Resource::registry() const { return seat_->engine ? &seat_->engine->registry() : nullptr; }
bool Resource::connected() const { return seat_->talk != nullptr; }
Acknowledgement Resource::select(ControlType control_type) const {
  return Acknowledgement(seat_->select(control_type));
}
Instructed Resource::instruct(Message message) const { return Instructed(seat_->instruct(std::move(message))); }

Acknowledgement Resource::revoke(const Instructed& instruction) const {
  return Acknowledgement(seat_->send(
      RevokeObject{.message_id = {}, .object_type = revocable_of(instruction.kind()), .object_id = instruction.id()}));
}

void Resource::end(SessionRequestType request, const std::string& why) const {
  if (!seat_->talk) return;
  seat_->engine->end(request, why, seat_->talk->now());
  seat_->talk->said();
}

}  // namespace s2
