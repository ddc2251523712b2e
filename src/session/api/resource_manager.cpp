#include "resource_manager.hpp"

#include <algorithm>
#include <utility>

namespace s2 {

// --- The sessions it lives through ---

Dialogue ResourceManager::Parts::open() {
  if (talk) {  // the connection before is replaced (C.12)
    const auto before = talk;
    leave();
    before->engine->disconnected(before->now());
    before->said();
  }
  engine = std::make_shared<RmSession>(around.session, details, around.ids, around.now());
  talk = std::make_shared<Dialogue::Talk>(engine, around.now, weak_from_this());
  return Dialogue(talk);
}

void ResourceManager::Parts::leave() {
  for (const auto& order : std::exchange(orders, {})) order->over = true;
  alarms.clear();
  statements.take_back({});
  talk.reset();
  engine.reset();
  initialised = false;
  lease_agreed = false;
  published = ControlType::no_selection;
}

void ResourceManager::Parts::hear(const Event& event, Dialogue::Talk& from) {
  const auto* ended = std::get_if<Ended>(&event);
  if (&from != talk.get()) {  // one that was replaced
    if (ended) on_ended(*ended);
    return;
  }
  if (std::holds_alternative<Initialised>(event)) {
    initialised = true;
    return publish({});
  }
  if (const auto* changed = std::get_if<ControlTypeChanged>(&event)) {
    published = ControlType::no_selection;
    const auto present = talk;
    on_control_type(changed->control_type);
    if (talk != present) return;
    published = changed->control_type;
    statements.take_back(published);
    publish(published);
    return agree_on_lease();
  }
  if (const auto* received = std::get_if<Received>(&event)) return take(received->message);
  if (const auto* over = std::get_if<InstructionEnded>(&event)) return stop(*over);
  if (const auto* silent = std::get_if<FellBack>(&event)) return fall_back(*silent);
  if (const auto* back = std::get_if<Recovered>(&event)) {
    return on_note({"S2CPP-RECOVERED", Severity::warning, "", "",
                    "the CEM is back after " + std::to_string(back->silent.count()) + " ms of silence"});
  }
  if (!ended) return;
  const bool was_active = engine->control_type() != ControlType::no_selection;
  leave();
  if (was_active) on_control_type(ControlType::no_selection);
  on_ended(*ended);
}

void ResourceManager::Parts::let_go(Dialogue::Talk& from) {
  if (&from == talk.get()) leave();
}

std::optional<Time> ResourceManager::Parts::next_deadline() const {
  std::optional<Time> next;
  for (const Alarm& alarm : alarms) {
    if (!next || alarm.order->means.begins < *next) next = alarm.order->means.begins;
  }
  return next;
}

bool ResourceManager::Parts::act(Time moment) {
  std::erase_if(alarms, [](const Alarm& one) { return one.order->over; });
  const auto due =
      std::find_if(alarms.begin(), alarms.end(), [=](const Alarm& one) { return one.order->means.begins <= moment; });
  if (due == alarms.end()) return false;
  const Alarm alarm = std::move(*due);
  alarms.erase(due);
  alarm.callback();
  return true;
}

// --- What the application sees ---

ResourceManager::ResourceManager(ResourceManagerDetails details, Surroundings surroundings)
    : parts_(std::make_shared<Parts>(std::move(details), std::move(surroundings))) {}

ResourceManager::ResourceManager(ResourceManager&&) noexcept = default;

ResourceManager& ResourceManager::operator=(ResourceManager&& other) noexcept {
  const ResourceManager before(std::move(*this));
  parts_ = std::move(other.parts_);
  return *this;
}

ResourceManager::~ResourceManager() {
  if (parts_ && parts_->talk) parts_->talk->orphan();
}

Acknowledgement ResourceManager::state(Message message) { return Acknowledgement(parts_->state(std::move(message))); }
Acknowledgement ResourceManager::withdraw(Kind kind, const Id& id) {
  return Acknowledgement(parts_->withdraw(kind, id));
}

void ResourceManager::fail_safe(std::optional<FailSafe> plan) {
  parts_->fail_safe = std::move(plan);
  if (parts_->lease_agreed) (void)parts_->engine->fail_safe({}, parts_->now());
  parts_->lease_agreed = false;
  parts_->agree_on_lease();
}

void ResourceManager::on_instruction(Kind kind, std::function<void(const Order&)> handler) {
  parts_->on_instruction[static_cast<std::size_t>(kind)] = std::move(handler);
}
void ResourceManager::on_stop(std::function<void(Order, InstructionStatus)> handler) {
  parts_->on_stop = std::move(handler);
}
void ResourceManager::on_withdrawn(std::function<void(Order)> handler) { parts_->on_withdrawn = std::move(handler); }
void ResourceManager::on_control_type(std::function<void(ControlType)> handler) {
  parts_->on_control_type = std::move(handler);
}
void ResourceManager::on_ended(std::function<void(const Ended&)> handler) { parts_->on_ended = std::move(handler); }
void ResourceManager::on_note(std::function<void(const Finding&)> handler) { parts_->on_note = std::move(handler); }

ControlType ResourceManager::control_type() const {
  return parts_->engine ? parts_->engine->control_type() : ControlType::no_selection;
}
bool ResourceManager::connected() const { return parts_->initialised; }

void ResourceManager::end(const std::string& why) {
  if (!parts_->talk) return;
  parts_->engine->end(SessionRequestType::terminate, why, parts_->now());
  parts_->talk->said();
}

Dialogue ResourceManager::open() { return parts_->open(); }

Opener ResourceManager::opener() {
  return [weak = std::weak_ptr<Parts>(parts_)](const std::string&) -> std::optional<Dialogue> {
    const auto parts = weak.lock();
    return parts ? std::optional(parts->open()) : std::nullopt;
  };
}

}  // namespace s2
