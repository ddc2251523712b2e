#pragma once
// Batch: records judged together, the piece of work of `s2 validate`.

#include "judgement/report.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace s2::app {

/// How judgements are written.
enum class Output { for_people, for_programs };

/// Numbers that add up over all inputs.
struct Tally {
  std::uint64_t messages = 0;  ///< frames that somebody sent
  std::uint64_t refused = 0;   ///< of these, those with an error
  std::uint64_t troubles = 0;  ///< places of files that could not be read as messages
  std::uint64_t errors = 0;    ///< findings
  std::uint64_t warnings = 0;  ///< findings

  /// Adds another tally.
  Tally& operator+=(const Tally& other);
};

/// A record and the S2 JSON version it is held against.
struct BatchItem {
  Record record;
  Profile profile;
};

/// Consecutive records of one input.
struct Batch {
  std::string source;         ///< the input, as it was named
  bool in_recording = false;  ///< whether the records are lines of a recording
  std::vector<BatchItem> items;
  std::uint64_t bytes = 0;  ///< text in the records
};

/// What became of a batch.
struct BatchOutcome {
  std::string text;  ///< to be written
  Tally tally;
};

/// Judges a batch. Called from several threads at once.
BatchOutcome judge_batch(const Batch& batch, const Measure& measure, Output output, const Console& console);

}  // namespace s2::app
