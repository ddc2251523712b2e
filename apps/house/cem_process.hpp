#pragma once
// CemProcess: an energy manager that runs until it is interrupted (`s2 cem`).

#include <house/address.hpp>
#include <house/paired_cem.hpp>
#include <house/process.hpp>

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>

namespace s2::house {

/// What an energy manager is told on the command line.
struct CemOptions {
  ProcessOptions process;                     ///< clock, versions, recording
  Address listen{"127.0.0.1", default_port};  ///< where to listen
  std::string price_file;                     ///< prices from a CSV file; empty for those of an embedded day
  std::string day;                            ///< that day, repeated; empty means the default
  double fuse_a = 25;                         ///< main fuse, A per phase of three at 230 V
  double grid_fee_ct = 16;                    ///< on top of the price for what is bought, ct/kWh
  std::optional<PairedCemOptions> paired;     ///< S2 Connect beside it; absent when it is not served
};

/// Serves devices until SIGINT or SIGTERM, then ends all sessions in good order. Pairing codes go to `show`. Returns a
/// ProcessExit.
int run_cem(const CemOptions& options, std::ostream& log, std::ostream& show);

}  // namespace s2::house
