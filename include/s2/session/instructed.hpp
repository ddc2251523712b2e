#pragma once
// Instructed: an instruction a CEM gave, its acknowledgement and its life.

#include <s2/model/message.hpp>
#include <s2/session/acknowledgement.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace s2 {

/// How far an instruction has come, as its CEM knows. A refusal at reception and a REJECTED later are the same (C.9).
enum class Life : std::uint8_t {
  sent,       ///< nothing was reported
  accepted,   ///< it will be carried out
  started,    ///< it is being carried out
  succeeded,  ///< it was carried out (final)
  rejected,   ///< it was not sent, refused or rejected (final)
  revoked,    ///< it, or its basis, was withdrawn (final)
  aborted,    ///< it will not be completed (final)
  lost,       ///< its session ended; nobody will hear of it any more (final)
};

/// Name of a stage of life for people, e.g. "succeeded".
std::string_view name_of(Life life);

/// An instruction that was given: the answer to its message, and what becomes of it. Copies are the same instruction.
class Instructed : public Acknowledgement {
 public:
  /// Its id, filled in if it had none.
  const Id& id() const;
  /// Its type.
  Kind kind() const;
  /// How far it has come.
  Life life() const;

  /// Calls back with every step of its life from here on; at once when it is over already.
  const Instructed& on_change(std::function<void(const Instructed&)> callback) const;
  /// Calls back when it has come so far (at once when it has already). A stage that is left out is not called back.
  const Instructed& on(Life life, std::function<void()> callback) const;
  /// Calls back when it will be carried out.
  const Instructed& on_accepted(std::function<void()> callback) const {
    return on(Life::accepted, std::move(callback));
  }
  /// Calls back when it is being carried out.
  const Instructed& on_started(std::function<void()> callback) const { return on(Life::started, std::move(callback)); }
  /// Calls back when it was carried out.
  const Instructed& on_succeeded(std::function<void()> callback) const {
    return on(Life::succeeded, std::move(callback));
  }
  /// Calls back with the reason, as far as it is known, when it was not sent, refused or rejected.
  const Instructed& on_rejected(std::function<void(const std::string& why)> callback) const;

  /// See Instructed; for the engine.
  struct State;
  /// The instruction that a state stands for.
  explicit Instructed(std::shared_ptr<State> state);

 private:
  std::shared_ptr<State> state_;
};

}  // namespace s2
