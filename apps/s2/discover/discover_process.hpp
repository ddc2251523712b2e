#pragma once
// DiscoverProcess: looks around in the LAN and tells what it sees, until time is up or the user has seen enough.

#include "console.hpp"

#include <s2/transport/dnssd.hpp>

namespace s2::app {

/// What `s2 discover` is told.
struct DiscoverOptions {
  bool once = false;                   ///< one table at the end instead of what comes and goes
  bool json = false;                   ///< lines for machines
  Duration span{0};                    ///< how long to look; 0 until Ctrl-C
  transport::DnssdOptions dnssd = {};  ///< on which interfaces
};

/// Looks around; returns an ExitCode: refused when time is up and nobody was there.
int run_discover(const DiscoverOptions& options, transport::Loop& loop, transport::Dnssd& dnssd, Console& console);

}  // namespace s2::app
