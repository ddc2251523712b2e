// One attempt to pair as client.

#include "pairing_party.hpp"

#include <utility>
#include <variant>

namespace s2::host {

using namespace connect;

bool is_outcome(const PairingEvent& event) {
  return std::holds_alternative<Paired>(event) || std::holds_alternative<PairingFailed>(event) ||
         std::holds_alternative<PairingUndecided>(event);
}

PairingParty::PairingParty(World& world, PairingGoal goal, Told told)
    : world_(world),
      told_(std::move(told)),
      engine_(world.endpoint, world.store, *world.crypto, std::move(goal),
              {.url = world.settings.url, .assume_v1 = world.settings.assume_v1}),
      alarm_(world.loop, [this] {
        engine_.wake(transport::system_now());
        pump();
      }) {}

Result<void> PairingParty::start() {
  auto started = engine_.start(transport::system_now());
  if (started) pump();
  return started;
}

void PairingParty::pump() {
  const auto self = shared_from_this();  // with its outcome it is let go
  while (auto event = engine_.next_event()) told_(*event);
  carry_calls(world_.client, self);
  alarm_.set(engine_.next_deadline());
}

}  // namespace s2::host
