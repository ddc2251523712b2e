// One thing that a server in the LAN is asked.

#include "look_party.hpp"

#include <utility>

namespace s2::host {

// What is under way keeps it alive.
void LookParty::pump() {
  while (auto call = engine_.next_call()) {
    world_.client.call(
        *call, [self = shared_from_this(), id = call->id](Result<transport::Answered, connect::CallError> outcome) {
          if (outcome) {
            self->engine_.answered(id, outcome->response);
          } else {
            self->engine_.failed(id, outcome.error());
          }
          self->pump();
        });
  }
  while (auto event = engine_.next_event()) told_(*event);
}

}  // namespace s2::host
