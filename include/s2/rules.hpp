#pragma once
// The rules: which message may be sent when, and what a well-shaped message may say.

#include <s2/base/finding.hpp>
#include <s2/codec.hpp>
#include <s2/model/message.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace s2 {

/// State of a conversation. Source: S2 Connect, "State of communication"; rule catalogue, C.3.
enum class Phase : std::uint8_t {
  negotiating,  ///< bare sessions until the versions are agreed
  connected,    ///< no control type active; also while NOT_CONTROLABLE is
  pebc,         ///< Power Envelope Based Control active
  ppbc,         ///< Power Profile Based Control active
  ombc,         ///< Operation Mode Based Control active
  frbc,         ///< Fill Rate Based Control active
  ddbc,         ///< Demand Driven Based Control active
};

/// Number of phases.
inline constexpr std::size_t phase_count = 7;

/// Name of a phase for people, e.g. "FRBC".
std::string_view name_of(Phase phase);

/// The phase a conversation is in while a control type is active; connected for NOT_CONTROLABLE and NO_SELECTION.
Phase phase_of(ControlType control_type);

/// What the state table says about a message.
enum class Verdict : std::uint8_t {
  allowed,             ///< may be sent
  wrong_role,          ///< never sent by this side (STATE-002); judged first
  not_yet,             ///< the handshake is not complete (HS-001)
  handshake_over,      ///< Handshake or HandshakeResponse after the start of the session (HS-005)
  other_control_type,  ///< belongs to a control type that is not active (STATE-003)
  wrong_phase,         ///< not allowed in this state for another reason (STATE-001)
};

/// Looks a message up in the state table, the same for both sides.
Verdict judge(Phase phase, EnergyManagementRole sender, Kind kind);

/// The finding for a verdict other than allowed.
Finding finding_of(Verdict verdict, Phase phase, EnergyManagementRole sender, Kind kind);

/// Whether an instruction may go from one reported status to another; `from` is empty before the first report.
/// Source: rule catalogue, C.8.
bool may_follow(std::optional<InstructionStatus> from, InstructionStatus to);

/// Whether a status ends the life of an instruction.
bool is_final(InstructionStatus status);

/// What a rule needs in order to be judged. Source: rule catalogue, 0.3.
enum class Scope : std::uint8_t { message, session, engine };

/// What a rule makes of the message that breaks it. Source: rule catalogue, 0.5.
enum class Effect : std::uint8_t {
  none,             ///< nothing can be answered: a ReceptionStatus, a timeout, our own side
  noted,            ///< answered with OK; the finding goes to the log or the report
  invalid_data,     ///< INVALID_DATA
  invalid_message,  ///< INVALID_MESSAGE
  invalid_content,  ///< INVALID_CONTENT
  lifecycle,        ///< INVALID_CONTENT, or OK followed by InstructionStatusUpdate REJECTED (rule catalogue, C.9)
  temporary_error,  ///< TEMPORARY_ERROR
  permanent_error,  ///< PERMANENT_ERROR
  as_before,        ///< the answer that was given before
};

/// One rule of the catalogue.
struct Rule {
  std::string_view id;     ///< frozen id, e.g. "NUM-007"
  Severity severity;       ///< weight at the normal level
  Scope scope;             ///< what it needs
  Effect effect;           ///< what becomes of the message
  std::string_view cites;  ///< document and section
  std::string_view says;   ///< one sentence: what a right message does
};

/// Every rule, in catalogue order.
std::span<const Rule> all_rules();

/// A rule by id; nullptr when there is none.
const Rule* find_rule(std::string_view id);

/// The weight of a rule at a level of strictness. Source: rule catalogue, 0.8.
Severity severity_of(const Rule& rule, Strictness strictness);

/// Judges a decoded message by itself: rule catalogue layer 4. In catalogue order, at most Limits::findings.
std::vector<Finding> check(const Message& message, Strictness strictness = Strictness::normal);

/// Judges decoded messages by themselves, one after the other. Keeps its memory, so that neither a message without
/// findings nor one with the same findings again is judged with an allocation. For one thread at a time.
class Checker {
 public:
  /// A checker at one level of strictness.
  explicit Checker(Strictness strictness = Strictness::normal);
  ~Checker();
  Checker(Checker&&) noexcept;
  Checker& operator=(Checker&&) noexcept;

  /// As the function above. The findings hold until the next call.
  std::span<const Finding> check(const Message& message);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Whether any finding is an error.
bool has_error(std::span<const Finding> findings);

/// What a message with these findings is answered with: what the first error calls for, OK when there is none. Source:
/// rule catalogue, 0.5.
ReceptionStatusValues answer_to(std::span<const Finding> findings);

}  // namespace s2
