#pragma once
// PairingParty: one attempt to pair as client: its engine and its calls.

#include "alarm.hpp"
#include "world.hpp"

#include <s2/connect/pairing_client.hpp>

#include <functional>
#include <memory>

namespace s2::host {

/// Whether an event is the last one of an attempt.
bool is_outcome(const connect::PairingEvent& event);

/// One attempt. Used on the host's loop.
class PairingParty : public std::enable_shared_from_this<PairingParty> {
 public:
  /// Told what the engine says; the last is an outcome.
  using Told = std::function<void(const connect::PairingEvent&)>;

  PairingParty(World& world, connect::PairingGoal goal, Told told);

  /// Begins. Fails when something is missing that an attempt needs.
  Result<void> start();
  /// Its engine.
  connect::PairingClient& engine() { return engine_; }
  /// Does what the engine asks for.
  void pump();

 private:
  World& world_;
  Told told_;
  connect::PairingClient engine_;
  Alarm alarm_;
};

}  // namespace s2::host
