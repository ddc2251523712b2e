#pragma once
// EnergyManager: a Customer Energy Manager that speaks S2 with many devices, in a few lines.
//
//     EnergyManager cem(runner.surroundings());
//     cem.prefer({ControlType::fill_rate_based_control});
//     cem.on<frbc::SystemDescription>([](Resource battery, const frbc::SystemDescription& can) {
//       battery.instruct(charge(can)).on_rejected([](const std::string& why) { std::cout << why << '\n'; });
//     });

#include <s2/registry.hpp>
#include <s2/session/acknowledgement.hpp>
#include <s2/session/dialogue.hpp>
#include <s2/session/instructed.hpp>
#include <s2/session/surroundings.hpp>
#include <s2/session/typed.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace s2 {

/// What an EnergyManager hears from its devices.
template <class T>
concept Heard = Describing<T> || Reporting<T> || OneOf<T, InstructionStatusUpdate, RevokeObject>;

/// One device, for as long as its connection lasts. Copies are the same device and may be kept; when the connection is
/// gone, what is sent is lost and says so.
class Resource {
 public:
  /// The name of its connection, e.g. the path it connected to.
  const std::string& name() const;
  /// What it said about itself; empty before it did.
  ResourceManagerDetails details() const;
  /// The active control type; no_selection when there is none, or the connection is gone.
  ControlType control_type() const;
  /// What both sides have told each other; nullptr when the connection is gone. Holds until the handler returns.
  const Registry* registry() const;
  /// Whether its connection lasts.
  bool connected() const;

  /// Asks it to activate a control type; EnergyManager::on_control_type tells when it is active.
  Acknowledgement select(ControlType control_type) const;
  /// Instructs it. An `id` that is not set is made, as are those of power envelopes; an execution_time that is not set
  /// means now.
  template <Instructing T>
  Instructed instruct(T instruction) const {
    return instruct(Message(std::move(instruction)));
  }
  /// Withdraws an instruction.
  Acknowledgement revoke(const Instructed& instruction) const;
  /// Ends its session in good order.
  void end(SessionRequestType request, const std::string& why) const;

  /// The same device.
  bool operator==(const Resource& other) const = default;

  /// See Resource; for the engine.
  struct Seat;
  /// The device that a seat stands for.
  explicit Resource(std::shared_ptr<Seat> seat) : seat_(std::move(seat)) {}

 private:
  Instructed instruct(Message message) const;

  std::shared_ptr<Seat> seat_;
};

/// A Customer Energy Manager of many devices. Each connection is a device that starts from nothing. For one thread;
/// without I/O, see Dialogue.
class EnergyManager {
 public:
  /// An energy manager without devices.
  explicit EnergyManager(Surroundings surroundings);
  ~EnergyManager();
  EnergyManager(EnergyManager&&) noexcept;
  EnergyManager& operator=(EnergyManager&&) noexcept;

  /// Selects by itself, for every device, the first of these that the device offers; again when its details change.
  /// With none, the default, selecting is up to you: Resource::select.
  void prefer(std::vector<ControlType> control_types);

  /// Called when a device says who it is, after a control type was selected for it.
  void on_details(std::function<void(Resource, const ResourceManagerDetails&)> handler);
  /// Called with every message of a type.
  template <Heard T>
  void on(std::function<void(Resource, const T&)> handler) {
    on_message(kind_for<T>, [handler = std::move(handler)](const Resource& resource, const Message& message) {
      handler(resource, *std::get_if<T>(&message));
    });
  }
  /// Called when another control type is active at a device.
  void on_control_type(std::function<void(Resource, ControlType)> handler);
  /// Called when the session with a device has ended.
  void on_ended(std::function<void(Resource, const Ended&)> handler);
  /// Called with whatever is worth a line in the log: refusals of either side, warnings, silence.
  void on_note(std::function<void(Resource, const Finding&)> handler);

  /// The devices that are connected, in the order in which they came.
  std::vector<Resource> resources() const;

  /// A connection to a device was made. The EnergyManager and the dialogue may go in any order.
  Dialogue open(std::string name = {});
  /// Opens dialogues for as long as this object lives, and may outlive it.
  Opener opener();

  /// See EnergyManager; for the engine.
  struct Parts;

 private:
  void on_message(Kind kind, std::function<void(const Resource&, const Message&)> handler);

  std::shared_ptr<Parts> parts_;
};

}  // namespace s2
