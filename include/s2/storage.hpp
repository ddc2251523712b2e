#pragma once
// Storage: how the fill level moves along the clock. Source: rule catalogue, D.3.

#include <s2/base/time.hpp>
#include <s2/model/frbc.hpp>

#include <optional>
#include <vector>

namespace s2 {

class Registry;

/// An actuator at work.
struct FillingMode {
  const frbc::OperationMode* mode = nullptr;  ///< the mode it is in
  double factor = 0;                          ///< operation_mode_factor, 0 to 1
};

/// What moves a fill level. Refers to descriptions, does not own them.
struct StorageFlow {
  std::vector<FillingMode> actuators;               ///< all that are at work
  const frbc::LeakageBehaviour* leakage = nullptr;  ///< nullptr: none
  const frbc::UsageForecast* usage = nullptr;       ///< nullptr: none; the value that is expected counts
};

/// A while in which nothing but the level changes, and that in a straight line.
struct StoragePiece {
  double from_s = 0;              ///< its begin, s after the start
  double until_s = 0;             ///< its end, s after the start
  double level_from = 0;          ///< fill level at its begin
  double level_until = 0;         ///< fill level at its end
  std::vector<PowerValue> power;  ///< of all actuators together, per quantity
};

/// The course of the fill level over a span, piece by piece: a piece ends at the border of a band of a mode or of the
/// leakage, and with an element of the usage. Outside all bands of a mode the nearest band counts; the storage range
/// stops nothing. A level that both sides of a border drive towards it stays there. At most Limits::storage_pieces.
std::vector<StoragePiece> storage_course(const StorageFlow& flow, double level, Time start, Duration span);

/// The fill level after a span.
double level_after(const StorageFlow& flow, double level, Time start, Duration span);

/// How long it takes until the level is reached, s; empty when it is not reached within `longest`.
std::optional<double> seconds_to_level(const StorageFlow& flow, double level, double wanted, Time start,
                                       Duration longest = std::chrono::hours(24 * 366));

/// What moves the storage of a conversation: reported modes, leakage and usage in force. Actuators whose mode is
/// unknown are left out. With an instruction, its actuator is taken to be in the mode it asks for.
StorageFlow storage_flow(const Registry& registry, Time now, const frbc::Instruction* obeyed = nullptr);

}  // namespace s2
