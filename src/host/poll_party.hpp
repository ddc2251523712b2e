#pragma once
// PollParty: one server that RMs of ours poll: its engine and its calls.

#include "alarm.hpp"
#include "world.hpp"

#include <s2/connect/poll_client.hpp>

#include <functional>
#include <memory>

namespace s2::host {

/// Long-polling at one service instance. Used on the host's loop.
class PollParty : public std::enable_shared_from_this<PollParty> {
 public:
  /// Told what the engine says.
  using Told = std::function<void(const connect::PollClientEvent&)>;

  PollParty(World& world, Told told);

  /// Its engine; pump() after every call to it.
  connect::PollClient& engine() { return engine_; }
  /// Does what the engine asks for.
  void pump();

 private:
  World& world_;
  Told told_;
  connect::PollClient engine_;
  Alarm alarm_;
};

}  // namespace s2::host
