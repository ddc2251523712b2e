#pragma once
// ProxyProcess: the proxy that runs until it is interrupted (`s2 proxy`).

#include "console.hpp"
#include "live/live_judge.hpp"
#include "proxy/proxy_log.hpp"

#include <house/address.hpp>

#include <string>
#include <string_view>

namespace s2::app {

/// What the proxy is told on the command line.
struct ProxyOptions {
  house::Address listen{"127.0.0.1", 8764};  ///< where clients come to
  std::string url;                           ///< where the server is
  std::string record;                        ///< recording to append to; empty for none
  std::string made_by = "s2";                ///< program and version, for the recording
  LiveJudgeOptions judge;                    ///< how the frames are judged
  ProxyForm form = ProxyForm::text;          ///< how it tells what it hears
  bool once = false;                         ///< end when the first client has gone
  int input = 0;                             ///< descriptor from which control lines are read
};

/// Bounds of one connection through the proxy: larger than what S2 allows, so that what breaks the limit of S2 gets
/// through to be judged, and small enough for all together.
struct ProxyLimits {
  static constexpr std::size_t frame_bytes = std::size_t{4} * 1024 * 1024;   ///< largest message
  static constexpr std::size_t queue_bytes = std::size_t{16} * 1024 * 1024;  ///< most that waits for one end
  static constexpr std::size_t connections = 64;                             ///< clients at once
};

/// Runs the proxy until SIGINT, SIGTERM or "quit"; returns an ExitCode: `refused` when a finding of weight error was
/// made or the recording is not complete.
int run_proxy(const ProxyOptions& options, Console& console);

/// Where a client's request goes: its path and query behind those of the URL of the server.
std::string url_for_path(const std::string& url, std::string_view path);

}  // namespace s2::app
