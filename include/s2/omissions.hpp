#pragma once
// Omissions: what should have happened in a conversation by now, and did not.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>
#include <s2/registry.hpp>

#include <memory>
#include <optional>
#include <vector>

namespace s2 {

/// How long things may take before they count as left undone. Source: rule catalogue, C.13; where it is silent, ours.
struct OmissionTimes {
  Duration answer{10'000};     ///< the ReceptionStatus of a message (REC-002)
  Duration handshake{30'000};  ///< the handshake (HS-015)
  Duration details{30'000};    ///< the first ResourceManagerDetails after it (RMD-015)
  Duration close{10'000};      ///< the end of the connection after a SessionRequest was acknowledged (SR-003)
  Duration retry{60'000};   ///< the repetition after TEMPORARY_ERROR (REC-008); ours: C.5 has the last one after 36 s
  Duration report{60'000};  ///< all that an RM has to tell: SEL-005, INST-006, INST-018, INST-019, REV-007, OM-025,
                            ///< OM-026, DDBC-005
  double factor = 0.01;     ///< a status shows a factor when it differs by no more (INST-018); ours
};

/// Something that was left undone.
struct Omission {
  Finding finding;              ///< rule, weight, what it is about (value), a sentence a person can act on
  EnergyManagementRole owes{};  ///< who had to do it
  std::optional<EnergyManagementRole> sender;  ///< of the message it is about; empty when it is about none
  std::optional<Kind> kind;                    ///< … its type, when that is known
  Id message_id;                               ///< … and its message_id; nil when that could not be read
  Time since;                                  ///< since when it was awaited
  Time due;                                    ///< when the time was over
};

/// Watches one conversation for what does not happen. Stands beside a Registry and is fed with the same messages, each
/// after it took effect there. Sans-IO: wake it at next_deadline() with overdue().
///
/// What is awaited is forgotten with the control type it belongs to (rule catalogue, C.6). At most Limits::awaited
/// things are awaited at once; further ones are not. Without anything awaited it holds no memory but itself, and a
/// status that changes nothing costs a few ns.
///
/// Instructions for one actuator count as too many (INST-017) when they are to be carried out at different moments
/// closer to each other than instruction_processing_delay: a plan may be sent all at once. What shares its
/// execution_time is INST-014.
class Omissions {
 public:
  /// A watcher of a conversation that has not begun.
  explicit Omissions(const OmissionTimes& times = {});
  ~Omissions();
  Omissions(Omissions&&) noexcept;
  Omissions& operator=(Omissions&&) noexcept;

  /// The connection is open: the handshake is awaited, or where there is none the details.
  void started(const Registry& registry, Time now);
  /// A message took effect; the registry contains it.
  void took(const Message& message, EnergyManagementRole sender, const Registry& registry, Time now);
  /// A message of `sender` that had taken effect was answered; the registry knows. Only an instruction that was
  /// answered with OK, or on which the RM reports, is waited for.
  void answered(const Id& message_id, Kind kind, EnergyManagementRole sender, ReceptionStatusValues status,
                const Registry& registry, Time now);
  /// A message of `sender` was refused and has no effect: if it repeats one that was turned away, that is done
  /// (REC-008).
  void refused(const Id& message_id, Kind kind, EnergyManagementRole sender);
  /// The connection is closed, or nobody knows any longer that it is open: SR-003 is settled.
  void closed();

  /// When something may be overdue next; empty when nothing is awaited.
  std::optional<Time> next_deadline() const;
  /// What is overdue: its time was over at or before `now`, and it was not returned before; earliest first. The
  /// registry has to be advanced to `now`. Holds until the next call. What arrives at the very moment of a deadline is
  /// in time: take it first.
  const std::vector<Omission>& overdue(const Registry& registry, Time now);

  /// How many things are awaited.
  std::size_t awaited() const;
  /// The times it was made with.
  const OmissionTimes& times() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// A message without ReceptionStatus for `waited`, as an omission (REC-002). Whoever keeps the account of unanswered
/// messages asks for it; Omissions does not keep one of its own.
Omission unanswered_omission(const Id& message_id, std::optional<Kind> kind, EnergyManagementRole sender, Time since,
                             Duration waited);

}  // namespace s2
