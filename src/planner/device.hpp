#pragma once
// Device: everything known of one device for as long as its session lasts.

#include "frbc_book.hpp"
#include "lane.hpp"
#include "pebc_book.hpp"
#include "power_view.hpp"

#include <s2/session.hpp>

#include <map>
#include <optional>
#include <string>

namespace s2::planner {

/// What an actuator was last told.
struct ActuatorOrder {
  Lane lane;          ///< what became of it
  Id mode;            ///< operation mode
  double factor = 0;  ///< factor
};

/// What limits a device was last given.
struct EnvelopeOrder {
  Lane lane;            ///< what became of it
  Id constraints;       ///< the constraints it is based on
  double lower = 0;     ///< W
  double upper = 0;     ///< W
  Time until;           ///< when it ends
  bool limits = false;  ///< whether it holds the device back, or lets it free again
};

/// One device in one session.
class Device {
 public:
  /// Something happened in the session.
  void on(const Event& event, Time now);
  /// Lets time pass: what was scheduled comes into force, what was not answered is given up.
  void settle(Time now);

  /// Whether fill rate based control is active.
  bool is_storage() const { return active_ == ControlType::fill_rate_based_control; }
  /// Whether power envelope based control is active.
  bool is_limited() const { return active_ == ControlType::power_envelope_based_control; }
  /// The control type to ask for now; empty when the active one is right or nothing on offer is of use.
  std::optional<ControlType> wanted_control_type() const;
  /// The active control type.
  ControlType active() const { return active_; }
  /// The name its user gave it, or what it is.
  std::string name() const;
  /// What it said about itself; empty before it did.
  const std::optional<ResourceManagerDetails>& details() const { return details_; }
  /// How long it takes to carry out an instruction.
  Duration delay() const { return details_ ? details_->instruction_processing_delay : Duration{0}; }

  /// Its power.
  const PowerView& power() const { return power_; }
  /// What it said as a storage.
  const FrbcBook& frbc() const { return frbc_; }
  /// What it offers to be limited to.
  const PebcBook& pebc() const { return pebc_; }
  /// True once after something changed that a plan rests on.
  bool take_changed();

  Lane selection;                         ///< selections of a control type
  std::map<Id, ActuatorOrder> actuators;  ///< instructions, by actuator
  EnvelopeOrder envelope;                 ///< limits

 private:
  void take(const Message& message, Time now);
  void activate(ControlType control_type);
  void revoke(const RevokeObject& message);
  template <class Use>
  void each_lane(Use use);

  std::optional<ResourceManagerDetails> details_;
  ControlType active_ = ControlType::no_selection;
  PowerView power_;
  FrbcBook frbc_;
  PebcBook pebc_;
  bool changed_ = true;
};

}  // namespace s2::planner
