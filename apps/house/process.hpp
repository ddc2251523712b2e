#pragma once
// Process: what `s2 cem` and `s2 device` have in common: a loop, a wall clock, a log, and perhaps a recording.

#include <house/house_log.hpp>
#include <house/recorder.hpp>
#include <house/wall_clock.hpp>

#include <s2/session.hpp>
#include <s2/transport.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace s2::house {

/// How a process of a house ends.
enum ProcessExit : int {
  ended_well = 0,    ///< after SIGINT or SIGTERM, in good order
  log_torn = 1,      ///< the same, but the recording is not complete
  cannot_start = 2,  ///< it could not run, or could never be of use
};

/// Where an energy manager listens and devices look for it, unless told otherwise.
inline constexpr std::uint16_t default_port = 8765;

/// What both are told on the command line.
struct ProcessOptions {
  std::vector<std::string> versions = SessionOptions{}.versions;  ///< S2 JSON versions offered, best first
  double speed = 1;                                               ///< of the clock; see WallClock
  std::string record;                                             ///< recording to append to; empty for none
  std::string made_by = "s2";                                     ///< program and version, for the recording
};

/// The session options that follow: at a fast clock, patience stays what it is in real time.
SessionOptions session_options(const ProcessOptions& options);

/// Loop, clock, log and recording of one process.
class Process {
 public:
  /// A process whose log goes to `log`, in which its name introduces complaints.
  Process(std::string name, const ProcessOptions& options, std::ostream& log);

  /// Opens the recording, when there is to be one. Fails as Recorder does.
  Result<void> begin_recording();

  /// Writes a complaint about something that keeps it from running and returns cannot_start.
  int fail(std::string_view sentence);

  /// The exit code after a good end.
  int good_end() const { return recorder_ && !recorder_->complete() ? log_torn : ended_well; }

  /// What the process runs in.
  transport::Loop& loop() { return loop_; }
  /// Its time.
  Clock& clock() { return clock_; }
  /// Log and recording.
  Watcher& watcher() { return watchers_; }
  /// A line in the log.
  void note(const std::string& rm, const std::string& sentence) { log_.on_note(rm, sentence, clock_.now()); }

 private:
  struct RecorderSlot;

  std::string name_;
  ProcessOptions options_;
  std::ostream& out_;
  transport::Loop loop_;
  WallClock clock_;
  HouseLog log_;
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<Watcher> slot_;
  Watchers watchers_;
};

}  // namespace s2::house
