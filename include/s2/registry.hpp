#pragma once
// Registry: what the two sides of a conversation have told each other. Rules judge against it, replay shows it.

#include <s2/base/limits.hpp>
#include <s2/registry/actuators.hpp>
#include <s2/registry/instructions.hpp>
#include <s2/registry/objects.hpp>
#include <s2/registry/plausibility.hpp>
#include <s2/registry/standing.hpp>
#include <s2/registry/windows.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace s2 {

/// Times and tolerances that rules are judged with. Source of the defaults: rule catalogue, C.13.
struct Tolerances {
  Duration skew{30'000};                               ///< how far two clocks may be apart
  Duration grace{10'000};                              ///< what crossed a selection is forgiven that long
  Duration late{60'000};                               ///< an instruction further in the past is noted (INST-016)
  Duration far_future = std::chrono::hours(24 * 366);  ///< what lies further ahead is noted (TIME-006)
  double factor = 1e-9;                                ///< rounding of an operation_mode_factor
  double sign_w = 100;                                 ///< power against the role of its commodity, W (PM-005)
  Plausibility plausibility;                           ///< how far a device may be from what it says (PLAUS)
};

/// Power envelopes on offer. Source: rule catalogue, C.7 and D.5.
struct PebcState {
  /// An offer of limits.
  struct Offer {
    pebc::PowerConstraints constraints;  ///< as it was sent
    bool revoked = false;                ///< withdrawn; kept until another one takes its place in the list
  };
  std::vector<Offer> offers;                   ///< in the order of reception; at most Limits::held_objects
  std::vector<pebc::EnergyConstraint> energy;  ///< not revoked, in the order of reception; bounded as offers

  /// The newest received offer with this id; nullptr when there is none.
  const Offer* find(const Id& id) const;
  /// The offer that counts at a moment: the newest received whose window holds it and that is not revoked.
  const Offer* at(Time when) const;
};

/// Tasks whose time can be shifted. Source: rule catalogue, C.7 and D.6.
struct PpbcState {
  /// How one container of a task stands.
  struct Container {
    IdDigest id;                                               ///< of its id in the profile
    std::optional<ppbc::PowerSequenceContainerStatus> status;  ///< last reported
    Time reported;                                             ///< … and when that was received
    bool was_interrupted = false;                              ///< INTERRUPTED was reported since it began
    std::optional<Id> scheduled;                               ///< sequence of the last accepted ScheduleInstruction
    std::optional<Time> start;                                 ///< … and its execution_time, not before reception
  };
  /// A task.
  struct Task {
    ppbc::PowerProfileDefinition profile;  ///< as it was sent
    bool revoked = false;                  ///< withdrawn
    std::vector<Container> containers;     ///< one for each container of the profile, in its order
  };
  std::vector<Task> tasks;  ///< in the order of reception; at most Limits::held_objects

  /// The newest received task with this id, revoked or not; nullptr when there is none.
  const Task* find(const Id& id) const;
  /// As above, to change.
  Task* find(const Id& id) { return const_cast<Task*>(std::as_const(*this).find(id)); }
};

/// A device with operation modes.
struct OmbcState {
  Windows<ombc::SystemDescription> descriptions;  ///< in force and to come
  ActuatorStates states;                          ///< mode and timers of the device; actuator is empty
};

/// A storage with its actuators.
struct FrbcState {
  Windows<frbc::SystemDescription> descriptions;  ///< in force and to come
  ActuatorStates states;                          ///< modes and timers
  std::optional<double> fill_level;               ///< last reported present_fill_level, fill-level unit
  std::optional<Time> fill_level_time;            ///< when that was received
  Windows<frbc::LeakageBehaviour> leakage;        ///< in force and to come
  Courses<frbc::UsageForecast> usage;             ///< what will be taken out
  Courses<frbc::FillLevelTargetProfile> targets;  ///< where the fill level should be
};

/// A demand with the actuators that can meet it.
struct DdbcState {
  Windows<ddbc::SystemDescription> descriptions;       ///< in force and to come
  ActuatorStates states;                               ///< modes and timers
  std::optional<NumberRange> demand;                   ///< last DDBC.PresentDemandStatus (1.0.0), rate unit
  Courses<ddbc::AverageDemandRateForecast> forecasts;  ///< demand to come

  /// The present demand: the last status, or in 0.0.2-beta that of the description in force. Empty when unknown.
  std::optional<NumberRange> present_demand() const;
};

/// The last measured value of a quantity.
struct Measured {
  PowerValue value;  ///< quantity and value
  Time time;         ///< measurement_timestamp
};

/// Everything that is in force, to come, open or remembered in one conversation. Bounded by Limits.
///
/// Feed it with accepted messages only, in the order in which they passed; it does not judge. A message takes effect
/// when take() is called; answered() settles what waits for the answer of the other side: a selection, and the ids of
/// instructions.
class Registry {
 public:
  /// An empty registry; `profile` is the agreed version of a conversation that begins connected.
  explicit Registry(Start start = Start::bare, Profile profile = Profile::v1_0_0, Tolerances tolerances = {});

  /// Lets scheduled objects come into force and expired ones go. Called by take(); call it before reading as well.
  void advance(Time now);
  /// A message of one side was accepted.
  void take(const Message& message, EnergyManagementRole sender, Time now);
  /// The other side answered a message that was taken.
  void answered(const Id& message_id, Kind kind, ReceptionStatusValues status, Time now);

  Tolerances tolerances;                          ///< what it was made with
  Standing standing;                              ///< handshake, version, control type, end
  std::optional<ResourceManagerDetails> details;  ///< newest
  std::vector<Measured> measured;                 ///< by quantity, the newest value; at most one per quantity
  Courses<PowerForecast> forecasts;               ///< of the resource as a whole
  PebcState pebc;                                 ///< under PEBC; empty otherwise, as are the four below
  PpbcState ppbc;                                 ///< under PPBC
  OmbcState ombc;                                 ///< under OMBC
  FrbcState frbc;                                 ///< under FRBC
  DdbcState ddbc;                                 ///< under DDBC
  Instructions instructions;                      ///< of all control types
  Objects objects;                                ///< published ids
  LevelTrack level_track;                         ///< FRBC: what the fill level can be (PLAUS)
  PowerTrack power_track;                         ///< what was measured lately (PLAUS)
};

}  // namespace s2
