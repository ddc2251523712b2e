#pragma once
// Acknowledgement: what became of a message of ours, as a value that cannot be waited for.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace s2 {

/// How far a message of ours has come.
enum class Delivery : std::uint8_t {
  kept,       ///< it is not its time: it is said when there is a session, and its control type is active in it
  waiting,    ///< sent; the peer has not answered
  accepted,   ///< the peer answered OK
  refused,    ///< the peer answered something else
  held_back,  ///< not sent, because it breaks a rule or nobody could receive it
  undecided,  ///< the peer did not answer in time (REC-002); a late answer still counts
  lost,       ///< the session ended before the answer came
  overtaken,  ///< never sent: something newer took its place first
};

/// Name of a delivery for people, e.g. "held back".
std::string_view name_of(Delivery delivery);

/// The answer to come to one message. Copies are the same answer. There is nothing that waits for it: ask for status()
/// at any time, or leave with then() what is to be done when it comes. So a handler that sends and wants to go on with
/// the answer blocks nobody.
class Acknowledgement {
 public:
  /// The answer to nothing; held back.
  Acknowledgement();

  /// How far it has come.
  Delivery status() const;
  /// Whether the peer answered OK.
  bool ok() const { return status() == Delivery::accepted; }
  /// Whether it is over: neither kept nor waiting.
  bool settled() const;
  /// The id the message was sent with; empty before.
  const Id& message_id() const;
  /// Why it was not accepted: our rule, or the peer's words. Nothing in it when there is no reason (yet).
  const Finding& why() const;

  /// Calls back once, as soon as it is over, however it ends: answered, held back, undecided, lost or overtaken. At
  /// once when that is known already. Dropped without a call when the ResourceManager or EnergyManager is destroyed
  /// first.
  const Acknowledgement& then(std::function<void(const Acknowledgement&)> callback) const;

  /// See Acknowledgement; for the engine.
  struct State;
  /// The answer that a state stands for.
  explicit Acknowledgement(std::shared_ptr<State> state) : state_(std::move(state)) {}

 private:
  std::shared_ptr<State> state_;
};

}  // namespace s2
