#pragma once
// What an Instructed stands for, and how its life goes on.

#include "acknowledgement.hpp"

#include <s2/model/message.hpp>
#include <s2/session/instructed.hpp>

#include <string>
#include <utility>
#include <vector>

namespace s2 {

struct Instructed::State : Acknowledgement::State {
  Id id;
  Kind kind{};
  Life life = Life::sent;
  std::vector<std::function<void(const Instructed&)>> changes;
  std::vector<std::pair<Life, std::function<void()>>> stages;

  bool is_over() const { return life >= Life::succeeded; }
  /// It has come so far; nothing happens when it is over already, or there already.
  void advance(Life to);
  /// The RM reported where it stands.
  void report(InstructionStatus status);
  void settled() override;
  void silence() override;
};

}  // namespace s2
