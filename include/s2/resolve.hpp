#pragma once
// resolve: what an instruction means, in numbers, or why it cannot be carried out. Source: rule catalogue, D.

#include <s2/base/result.hpp>
#include <s2/registry.hpp>

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace s2 {

/// What an operation mode does at a factor: everywhere (OMBC, DDBC) or in one band of the fill level (FRBC).
/// Source: rule catalogue, D.2 and D.3.
struct Operation {
  std::optional<NumberRange> fill_levels;    ///< FRBC: the band, fill-level unit
  std::vector<PowerValue> power;             ///< per quantity, in its unit; positive = consumption
  std::optional<double> fill_rate;           ///< FRBC: change of the fill level by this actuator, fill-level unit/s
  std::optional<double> supply_rate;         ///< DDBC: what is supplied, demand-rate unit
  std::optional<NumberRange> running_costs;  ///< low and high, currency/s; the factor has no influence
};

/// A timer and its end.
struct TimerEnd {
  Id timer;           ///< its id
  std::string label;  ///< its diagnostic_label; empty when there is none
  Time until;         ///< it runs until then
};

/// The way from one operation mode to another. Source: rule catalogue, C.11.
struct Move {
  Id from;                            ///< the mode before
  std::string from_label;             ///< its diagnostic_label; empty when there is none
  std::optional<Id> transition;       ///< the transition that is used; empty when none leads there (INST-013)
  std::optional<double> costs;        ///< transition_costs, currency
  Duration duration{};                ///< transition_duration; 0 when it is not stated
  std::vector<TimerEnd> started;      ///< the timers it starts
  std::optional<TimerEnd> held_back;  ///< the last of the timers that delay its begin (INST-012)
};

/// An instruction for an operation mode. Source: rule catalogue, D.2 to D.4, D.7, D.8.
struct ModeResolution {
  Id actuator;                         ///< empty under OMBC
  std::string actuator_label;          ///< diagnostic_label of the actuator; empty when there is none
  Id mode;                             ///< the mode that is asked for
  std::string mode_label;              ///< its diagnostic_label; empty when there is none
  double factor = 0;                   ///< operation_mode_factor
  std::vector<Operation> operations;   ///< by band of the fill level, ascending; otherwise exactly one
  std::optional<std::size_t> present;  ///< the operation at the last reported fill level; empty when none applies
  std::optional<Id> before;            ///< the mode that is expected before; empty when it was never reported
  std::optional<Move> move;            ///< how to get there; empty when nobody knows from where, or the mode stays
};

/// Limits of one quantity for a while.
struct EnvelopePiece {
  CommodityQuantity quantity{};  ///< what is limited
  Time from;                     ///< they begin to hold
  Time until;                    ///< … and end
  double lower = 0;              ///< power stays at or above, in the unit of the quantity
  double upper = 0;              ///< power stays at or below, in the unit of the quantity
};

/// An instruction that limits power. Source: rule catalogue, D.5.
struct EnvelopeResolution {
  Id constraints;                                    ///< the offer it is based on
  pebc::PowerEnvelopeConsequenceType consequence{};  ///< what becomes of energy that a limit prevents
  std::vector<EnvelopePiece> pieces;                 ///< by quantity and time; what has passed by is left out
};

/// Expected power for a while.
struct SequencePiece {
  Time from;                              ///< it begins
  Time until;                             ///< … and ends
  std::vector<PowerForecastValue> power;  ///< per quantity, in its unit
};

/// An instruction that starts a sequence. Source: rule catalogue, D.6.
struct SequenceResolution {
  Id profile;                             ///< the task
  Id container;                           ///< the step of the task
  Id sequence;                            ///< the alternative that was chosen
  std::vector<SequencePiece> pieces;      ///< the elements on the clock, if there is no pause
  std::optional<double> energy_kwh;       ///< expected electric energy; empty when nothing in it is electric
  std::optional<Duration> longest_pause;  ///< max_pause_before of the sequence
  bool may_be_interrupted = false;        ///< is_interruptible
};

/// An instruction that begins or ends a pause of a sequence. Source: rule catalogue, D.6.
struct PauseResolution {
  Id profile;                          ///< the task
  Id container;                        ///< the step of the task
  Id sequence;                         ///< the sequence that is paused
  bool ends = false;                   ///< whether the pause ends; otherwise it begins
  std::optional<Time> sequence_began;  ///< begin of the sequence, when that is known
  std::optional<Time> pause_began;     ///< begin of the pause that ends, when that is known
  std::optional<Time> sequence_ends;   ///< end of the sequence with this pause, when all that is known
};

/// What an instruction means.
struct Resolution {
  ControlType control_type{};  ///< it belongs to
  Id instruction;              ///< its id
  Time begins;                 ///< earliest begin: not before now, execution_time, and the end of blocking timers
  Time effective;              ///< what was asked for is reached: begins + transition_duration
  Time ends;                   ///< the last limit or element has passed; last_time for modes, which stay
  std::variant<ModeResolution, EnvelopeResolution, SequenceResolution, PauseResolution> means;  ///< by control type
  std::vector<Finding> doubts;  ///< warnings: why the device may not do so, or not at once
};

/// From where the elements of an envelope are counted that was received after its execution_time (rule catalogue, D.5).
enum class EnvelopeAnchor : std::uint8_t {
  execution_time,  ///< the part that has passed by is skipped
  reception,       ///< nothing is skipped
};

/// What an instruction means in a conversation; errors that name rules when it cannot be carried out: unknown id,
/// abnormal condition, outside what was offered, or outside its time. The registry has to be advanced to `now`; it may
/// contain the instruction already. A message that is no instruction fails with "S2CPP-RESOLVE".
Result<Resolution, std::vector<Finding>> resolve(const Message& instruction, const Registry& registry, Time now,
                                                 EnvelopeAnchor anchor = EnvelopeAnchor::execution_time);

/// The factor at which a mode has a power of one quantity, exact at the ends of the range; the nearest end for a power
/// outside. Empty when no range is of that quantity. Source: rule catalogue, D.2.
std::optional<double> factor_for_power(std::span<const PowerRange> ranges, CommodityQuantity quantity, double wanted);

/// The factor at which a mode has a total electric power, W, whatever its phases; exact at the ends. Empty when no
/// range is electric.
std::optional<double> factor_for_electric_power(std::span<const PowerRange> ranges, double wanted);

/// Energy of a constant power, kWh for W and ms. Source: rule catalogue, D.11.
double energy_kwh(double power, Duration span);

/// Low and high cost of running for a while after a transition, currency; what is not stated counts as 0. Energy is
/// not contained. Source: rule catalogue, D.9.
NumberRange costs_of(const std::optional<NumberRange>& running_costs, Duration span,
                     std::optional<double> transition_costs = {});

}  // namespace s2
