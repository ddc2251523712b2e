#pragma once
// Demo: the demonstration from the command line to the last line of its report.

#include <house/dashboard.hpp>
#include <house/day_report.hpp>
#include <house/paired_wiring.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>

namespace s2::house {

/// What was asked for on the command line.
struct DemoOptions {
  std::string day;               ///< name of an embedded day; empty means the default
  std::optional<double> speed;   ///< simulated seconds per second; 0 as fast as possible; empty decides by itself
  std::uint64_t seed = 1;        ///< decides ids and the errors of forecasts
  bool headless = false;         ///< no display while it runs
  bool json = false;             ///< a JSON object instead of the report
  bool calm = false;             ///< nothing goes wrong on purpose
  bool plain = false;            ///< unencrypted WebSockets (ws://), and nobody pairs
  bool fresh = false;            ///< pairings of earlier runs are forgotten
  OpenDiscovery discovery = {};  ///< how devices find the energy manager; none: they are told its URL
  std::string out = "demo-out";  ///< folder for recording, plot, page and pairings; made when it is not there
  std::string made_by = "s2";    ///< program and version, for the recording
  std::string command = "s2";    ///< the program as one would type it, for suggestions
  /// Judges the finished recording as a whole and writes its page; none means that nobody does. What is excused is not
  /// counted.
  std::function<Replayed(const std::string& recording, const std::string& page, const Tally::Excuse& excuse)> replay;
};

/// Where a demonstration is shown.
struct DemoStage {
  std::ostream& out;              ///< display and report
  std::ostream& err;              ///< complaints
  bool is_terminal = false;       ///< whether `out` is one
  Painter paint = paint_nothing;  ///< colours of `out`
};

/// Simulated seconds per second on a terminal, unless told otherwise: a day in 24 s.
inline constexpr double demo_speed = 3600;

/// The days there are, one per line.
std::string demo_days();

/// Lives through a day and reports. 0 when all was well; 1 when something was found, or recording, plot or page are
/// incomplete; 2 when it could not run; 130 when it was interrupted.
int run_demo(const DemoOptions& options, const DemoStage& stage);

}  // namespace s2::house
