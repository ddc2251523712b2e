#pragma once
// Party: the CEM or RM of a node, whose conversation is one instruction long.

#include <s2/connect.hpp>
#include <s2/runner.hpp>

#include <functional>
#include <memory>

namespace s2::deployments {

/// One side of a conversation that is over once an instruction was carried out.
class Party {
 public:
  virtual ~Party() = default;
  /// Opens its dialogues.
  virtual Opener opener() = 0;
};

/// Called when a session has ended in which the instruction was carried out.
using Over = std::function<void()>;

/// A boiler with two steps that does as it is told, and says "instruction …".
std::unique_ptr<Party> make_boiler(const Runner& runner, Over over);
/// An energy manager that switches a boiler on, says "status …", and ends the session.
std::unique_ptr<Party> make_manager(const Runner& runner, Over over);

}  // namespace s2::deployments
