#pragma once
// Parts of a ResourceManager: what it states, what it was ordered, and whom it tells.

#include "handler.hpp"
#include "statements.hpp"
#include "talk.hpp"

#include <s2/resource_manager.hpp>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace s2 {

struct Order::State {
  Message message;
  Id id;
  Resolution means;
  std::weak_ptr<Dialogue::Talk> talk;
  std::weak_ptr<ResourceManager::Parts> owner;
  bool over = false;
  bool fail_safe = false;
};

struct ResourceManager::Parts : session::Audience, std::enable_shared_from_this<Parts> {
  // Something to be done when an order begins.
  struct Alarm {
    std::shared_ptr<Order::State> order;
    std::function<void()> callback;
  };

  ResourceManagerDetails details;
  Surroundings around;
  session::Statements statements;
  std::optional<FailSafe> fail_safe;

  std::array<session::Handler<const Order&>, kind_count> on_instruction;
  session::Handler<Order, InstructionStatus> on_stop;
  session::Handler<Order> on_withdrawn;
  session::Handler<ControlType> on_control_type;
  session::Handler<const Ended&> on_ended;
  session::Handler<const Finding&> on_note;

  // The present session.
  std::shared_ptr<Dialogue::Talk> talk;
  std::shared_ptr<RmSession> engine;
  bool initialised = false;
  ControlType published = ControlType::no_selection;  // whose statements were said
  bool lease_agreed = false;                          // the session knows the fail-safe plan
  std::vector<std::shared_ptr<Order::State>> orders;
  std::vector<Alarm> alarms;

  Parts(ResourceManagerDetails described, Surroundings surroundings)
      : details(std::move(described)), around(std::move(surroundings)) {}

  // --- resource_manager.cpp ---
  Dialogue open();
  void leave();
  void hear(const Event& event, Dialogue::Talk& from) override;
  void note(const Finding& finding) override { on_note(finding); }
  void let_go(Dialogue::Talk& from) override;
  std::optional<Time> next_deadline() const override;
  bool act(Time now) override;

  // --- stating.cpp: what is true, said when it counts ---
  Time now() { return talk ? talk->now() : around.now(); }
  session::Answer state(Message message);
  session::Answer withdraw(Kind kind, const Id& id);
  void publish(std::optional<ControlType> control_type);
  void say(std::uint64_t serial, const session::Answer& answer);
  bool counts(Kind kind) const;
  void agree_on_lease();

  // --- ordering.cpp: what the CEM wants ---
  void take(const Message& message);
  void take_instruction(const Message& message);
  void give(std::shared_ptr<Order::State> order);
  void take_revocation(const RevokeObject& message);
  void stop(const InstructionEnded& event);
  void fall_back(const FellBack& event);
  void forget_orders_that_are_over();
};

}  // namespace s2
