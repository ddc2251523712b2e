#pragma once
// Order: an instruction an RM was given, with what it means, and the way to report on it.

#include <s2/base/time.hpp>
#include <s2/resolve.hpp>
#include <s2/session/acknowledgement.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace s2 {

/// An instruction. Copies are the same order and may be kept; when its session is over, reports are lost and say so.
/// Reports that cannot follow what was reported before are held back with INST-004 or INST-005; any may be left out,
/// but the last should not be (C.8).
class Order {
 public:
  /// Its id.
  const Id& id() const;
  /// As it came.
  const Message& message() const;
  /// What it means, in numbers.
  const Resolution& means() const;
  /// Its meaning when it is for an operation mode (OMBC, FRBC, DDBC), else nullptr.
  const ModeResolution* mode() const { return std::get_if<ModeResolution>(&means().means); }
  /// Its meaning when it limits power (PEBC), else nullptr.
  const EnvelopeResolution* envelope() const { return std::get_if<EnvelopeResolution>(&means().means); }
  /// Its meaning when it schedules a sequence (PPBC), else nullptr.
  const SequenceResolution* sequence() const { return std::get_if<SequenceResolution>(&means().means); }
  /// Its meaning when it begins or ends a pause (PPBC), else nullptr.
  const PauseResolution* pause() const { return std::get_if<PauseResolution>(&means().means); }
  /// Electric power it asks for, W, all phases together: of the mode at the present fill level, or of the first element
  /// of the sequence. Empty when it asks for none, as an envelope does, or nothing in it is electric.
  std::optional<double> power() const;
  /// Earliest moment to carry it out.
  Time begins() const { return means().begins; }
  /// Whether it comes from the fail-safe plan and not from the CEM; reports on it go nowhere.
  bool is_fail_safe() const;
  /// Whether it is over: reported to its end, ended by the session, or its session is over.
  bool is_over() const;

  /// It will be carried out.
  Acknowledgement accept() const;
  /// It will not be carried out. S2 carries no reason; `why` goes to ResourceManager::on_note.
  Acknowledgement reject(const std::string& why) const;
  /// It is being carried out. Ends what was instructed for the same actuator before.
  Acknowledgement started() const;
  /// It was carried out.
  Acknowledgement succeeded() const;
  /// It was accepted or begun and will not be completed. `why` goes to ResourceManager::on_note.
  Acknowledgement abort(const std::string& why) const;
  /// The CEM withdrew it while it ran, and it was stopped.
  Acknowledgement revoked() const;

  /// Calls back once when begins() has come, unless the order is over by then.
  const Order& at_begin(std::function<void()> callback) const;

  /// See Order; for the engine.
  struct State;
  /// The order that a state stands for.
  explicit Order(std::shared_ptr<State> state) : state_(std::move(state)) {}

 private:
  Acknowledgement report(InstructionStatus status) const;

  std::shared_ptr<State> state_;
};

}  // namespace s2
