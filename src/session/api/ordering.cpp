// What the CEM wants of a device: from the instruction to its order, and to its end.

#include "resource_manager.hpp"

#include <algorithm>
#include <utility>

namespace s2 {
namespace {

// Messages a device hears that are nothing but talk between the engines.
Finding unheard(const Message& message) {
  return {
      "S2CPP-NO-HANDLER", Severity::warning, "", "",
      std::string(message_type_of(kind_of(message)).name()) + " was rejected: the application has no handler for it"};
}

void reject(const std::shared_ptr<Order::State>& order, ResourceManager::Parts& parts, Finding why) {
  if (parts.talk) parts.talk->note(std::move(why));
  (void)Order(order).reject("");
}

}  // namespace

void ResourceManager::Parts::take(const Message& message) {
  if (const auto* revocation = std::get_if<RevokeObject>(&message)) return take_revocation(*revocation);
  if (instruction_id_of(message)) take_instruction(message);
}

void ResourceManager::Parts::take_instruction(const Message& message) {
  const Id id = *instruction_id_of(message);
  auto order = std::make_shared<Order::State>();
  order->message = message;
  order->id = id;
  order->talk = talk;
  order->owner = weak_from_this();
  auto means = resolve(message, engine->registry(), talk->now());
  if (!means) {
    // It may have lost its basis since it was judged: then the session has ended it already.
    if (engine->registry().instructions.open(id)) reject(order, *this, means.error().front());
    return;
  }
  order->means = std::move(means).value();
  for (const Finding& doubt : order->means.doubts) talk->note(doubt);
  give(std::move(order));
}

void ResourceManager::Parts::give(std::shared_ptr<Order::State> order) {
  const auto& handler = on_instruction[static_cast<std::size_t>(kind_of(order->message))];
  if (!handler) return reject(order, *this, unheard(order->message));
  forget_orders_that_are_over();
  orders.push_back(order);
  handler(Order(order));
}

// What had not begun, or was an envelope, was ended by the session.
void ResourceManager::Parts::take_revocation(const RevokeObject& message) {
  const auto found = std::find_if(orders.begin(), orders.end(), [&](const auto& one) {
    return one->id == message.object_id || *message_id_of(one->message) == message.object_id;
  });
  if (found == orders.end() || (*found)->over) return;
  if (engine->registry().instructions.open((*found)->id)) on_withdrawn(Order(*found));
}

void ResourceManager::Parts::stop(const InstructionEnded& event) {
  const auto found = std::find_if(orders.begin(), orders.end(),
                                  [&](const auto& one) { return one->id == event.instruction_id && !one->fail_safe; });
  if (found == orders.end()) return;
  const auto order = *found;
  orders.erase(found);
  order->over = true;
  on_stop(Order(order), event.status);
}

void ResourceManager::Parts::fall_back(const FellBack& event) {
  on_note({"S2CPP-FAIL-SAFE", Severity::warning, "", "",
           "the CEM has been silent for " + std::to_string(event.silent.count()) + " ms; the fail-safe plan holds"});
  const auto present = talk;
  for (const Message& message : event.behaviour) {
    if (talk != present) return;
    auto means = resolve(message, engine->registry(), talk->now());
    if (!means) {
      talk->note(means.error().front());
      continue;
    }
    auto order = std::make_shared<Order::State>();
    order->message = message;
    order->id = *instruction_id_of(message);
    order->means = std::move(means).value();
    order->talk = talk;
    order->owner = weak_from_this();
    order->fail_safe = true;
    give(std::move(order));
  }
}

void ResourceManager::Parts::forget_orders_that_are_over() {
  std::erase_if(orders, [](const auto& one) { return Order(one).is_over(); });
}

// --- The order itself ---

const Id& Order::id() const { return state_->id; }
const Message& Order::message() const { return state_->message; }
const Resolution& Order::means() const { return state_->means; }
bool Order::is_fail_safe() const { return state_->fail_safe; }

namespace {

bool is_electric(CommodityQuantity quantity) { return quantity <= CommodityQuantity::electric_power_3_phase_symmetric; }

void add(std::optional<double>& sum, CommodityQuantity quantity, double value) {
  if (is_electric(quantity)) sum = sum.value_or(0) + value;
}

}  // namespace

std::optional<double> Order::power() const {
  std::optional<double> sum;
  if (const auto* m = mode(); m && !m->operations.empty()) {
    for (const PowerValue& one : m->operations[m->present.value_or(0)].power) {
      add(sum, one.commodity_quantity, one.value);
    }
  } else if (const auto* s = sequence(); s && !s->pieces.empty()) {
    for (const auto& one : s->pieces.front().power) add(sum, one.commodity_quantity, one.value_expected);
  }
  return sum;
}

bool Order::is_over() const {
  const auto talk = state_->talk.lock();
  return state_->over || !talk || talk->engine->ended();
}

Acknowledgement Order::report(InstructionStatus status) const {
  const auto answer = std::make_shared<Acknowledgement::State>();
  const auto talk = state_->talk.lock();
  if (state_->fail_safe) {
    session::settle(answer, Delivery::accepted);
  } else if (!talk) {
    session::settle(answer, Delivery::lost, session::lost_with_session());
  } else {
    talk->send(answer,
               InstructionStatusUpdate{
                   .message_id = {}, .instruction_id = state_->id, .status_type = status, .timestamp = talk->now()});
  }
  if (is_final(status) && answer->status != Delivery::held_back) state_->over = true;
  return Acknowledgement(answer);
}

Acknowledgement Order::accept() const { return report(InstructionStatus::accepted); }
Acknowledgement Order::started() const { return report(InstructionStatus::started); }
Acknowledgement Order::succeeded() const { return report(InstructionStatus::succeeded); }
Acknowledgement Order::revoked() const { return report(InstructionStatus::revoked); }

namespace {

void say_why(const std::weak_ptr<Dialogue::Talk>& to, const Id& id, std::string_view what, const std::string& why) {
  const auto talk = to.lock();
  if (!talk || why.empty()) return;
  talk->note({"S2CPP-REJECTED", Severity::warning, "", id.str(),
              "instruction " + id.str() + " was " + std::string(what) + ": " + why});
}

}  // namespace

Acknowledgement Order::reject(const std::string& why) const {
  say_why(state_->talk, state_->id, "rejected", why);
  return report(InstructionStatus::rejected);
}

Acknowledgement Order::abort(const std::string& why) const {
  say_why(state_->talk, state_->id, "aborted", why);
  return report(InstructionStatus::aborted);
}

const Order& Order::at_begin(std::function<void()> callback) const {
  const auto owner = state_->owner.lock();
  if (!owner || is_over()) return *this;
  owner->alarms.push_back({state_, std::move(callback)});
  if (owner->talk) owner->talk->said();
  return *this;
}

}  // namespace s2
