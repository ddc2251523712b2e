#pragma once
// ResourceManager: a device that speaks S2, in a few lines.
//
//     ResourceManager rm(details, runner.surroundings());
//     rm.describe(frbc::SystemDescription{…});                                  // what is true, said when it counts
//     rm.status(frbc::StorageStatus{.message_id = {}, .present_fill_level = 52});
//     rm.on<frbc::Instruction>([&](const frbc::Instruction&, Order order) {     // judged, and with its meaning
//       order.started();
//       battery.run_at(*order.power());
//       order.succeeded();
//     });

#include <s2/session/acknowledgement.hpp>
#include <s2/session/dialogue.hpp>
#include <s2/session/order.hpp>
#include <s2/session/surroundings.hpp>
#include <s2/session/typed.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace s2 {

/// The Resource Manager of one device. It outlives its connections: each has a session of its own, which starts from
/// nothing (C.12), and in each the object says again whatever you stated, as soon as it may be said. One CEM at a time:
/// a connection takes the place of the one before. For one thread; without I/O, see Dialogue.
class ResourceManager {
 public:
  /// A device with these details.
  ResourceManager(ResourceManagerDetails details, Surroundings surroundings);
  ~ResourceManager();
  ResourceManager(ResourceManager&&) noexcept;
  ResourceManager& operator=(ResourceManager&&) noexcept;

  // --- What is true ---

  /// States what the device can do or expects. It takes the place of the last statement of its kind (by `id` where it
  /// has one), is said now or when its control type becomes active, and again in every session. A valid_from that is
  /// not set means now. Statements that have expired are forgotten.
  template <Describing T>
  Acknowledgement describe(T description) {
    return state(Message(std::move(description)));
  }
  /// States how things are; as describe(), the last one of each actuator and timer. Measurements are said in every
  /// state; a measurement_timestamp that is not set means now. The mode before, and when it was left, are filled in.
  template <Reporting T>
  Acknowledgement status(T status) {
    return state(Message(std::move(status)));
  }
  /// Takes back what was described: it is not said again, and revoked when S2 can revoke it. `id` names it where it has
  /// one.
  template <Describing T>
  Acknowledgement withdraw(const Id& id = {}) {
    return withdraw(kind_for<T>, id);
  }
  /// What to do when the CEM is silent for so long (see FailSafe): then the orders of the plan are given to the
  /// handlers of their type, as Order::is_fail_safe. Holds for the control type of its instructions, in every session;
  /// an empty plan ends it. What a plan breaks goes to on_note when it would have begun to count.
  void fail_safe(std::optional<FailSafe> plan);

  // --- What happens ---

  /// Called with every instruction of a type. It was judged: nothing impossible comes here. Without a handler of its
  /// type an instruction is rejected.
  template <Instructing T>
  void on(std::function<void(const T&, Order)> handler) {
    on_instruction(kind_for<T>, [handler = std::move(handler)](const Order& order) {
      handler(*std::get_if<T>(&order.message()), order);
    });
  }
  /// Called when an order ended without your doing: revoked, replaced, its basis gone, the control type left. Stop
  /// carrying it out; the CEM was told.
  void on_stop(std::function<void(Order, InstructionStatus)> handler);
  /// Called when the CEM withdrew an order that is being carried out: finish it, or stop it and report revoked().
  void on_withdrawn(std::function<void(Order)> handler);
  /// Called when another control type is active, before what was stated for it is said; no_selection when the device is
  /// on its own again, also when the connection is gone.
  void on_control_type(std::function<void(ControlType)> handler);
  /// Called when a session has ended.
  void on_ended(std::function<void(const Ended&)> handler);
  /// Called with whatever is worth a line in the log: refusals of either side, warnings, silence.
  void on_note(std::function<void(const Finding&)> handler);

  // --- How it stands ---

  /// The active control type; no_selection when there is none.
  ControlType control_type() const;
  /// Whether there is an initialised session.
  bool connected() const;
  /// Ends the present session in good order.
  void end(const std::string& why);

  // --- Connections ---

  /// A connection to a CEM was made. The ResourceManager and the dialogue may go in any order.
  Dialogue open();
  /// Opens dialogues for as long as this object lives, and may outlive it.
  Opener opener();

  /// See ResourceManager; for the engine.
  struct Parts;

 private:
  Acknowledgement state(Message message);
  Acknowledgement withdraw(Kind kind, const Id& id);
  void on_instruction(Kind kind, std::function<void(const Order&)> handler);

  std::shared_ptr<Parts> parts_;
};

}  // namespace s2
