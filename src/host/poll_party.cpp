// Long-polling at one service instance.

#include "poll_party.hpp"

#include <utility>

namespace s2::host {

PollParty::PollParty(World& world, Told told)
    : world_(world),
      told_(std::move(told)),
      engine_(world.endpoint, world.store, *world.crypto),
      alarm_(world.loop, [this] {
        engine_.wake(transport::system_now());
        pump();
      }) {}

// A call that is not waited for any more is left to its time: its answer is ignored, and the server answers it as soon
// as the next one has come (C-124).
void PollParty::pump() {
  const auto self = shared_from_this();
  while (engine_.next_cancelled()) {
  }
  while (auto event = engine_.next_event()) told_(*event);
  carry_calls(world_.client, self);
  alarm_.set(engine_.next_deadline());
}

}  // namespace s2::host
