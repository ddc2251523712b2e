#pragma once
// ProxyProcess: the proxy that runs until it is interrupted (`s2 proxy`).

#include "console.hpp"
#include "live/live_judge.hpp"
#include "proxy/paired_gate.hpp"
#include "proxy/proxy_log.hpp"

#include <house/address.hpp>

#include <optional>
#include <string>

namespace s2::app {

/// What the proxy is told on the command line.
struct ProxyOptions {
  house::Address listen{"127.0.0.1", 8764};  ///< where clients come to
  std::string url;                           ///< where the server is
  std::optional<ProxyPairing> paired = {};   ///< S2 Connect on both sides; then neither of the above
  std::string record;                        ///< recording to append to; empty for none
  std::string made_by = "s2";                ///< program and version, for the recording
  LiveJudgeOptions judge;                    ///< how the frames are judged
  ProxyForm form = ProxyForm::text;          ///< how it tells what it hears
  bool once = false;                         ///< end when the first client has gone
  int input = 0;                             ///< descriptor from which control lines are read
};

/// Runs the proxy until SIGINT, SIGTERM or "quit"; returns an ExitCode: `refused` when a finding of weight error was
/// made or the recording is not complete.
int run_proxy(const ProxyOptions& options, Console& console);

}  // namespace s2::app
