#pragma once
// TalkProcess: a talk from the first connection to the last line (`s2 talk`).

#include "console.hpp"
#include "talk/talk_endpoint.hpp"
#include "talk/talker.hpp"

#include <house/address.hpp>

#include <optional>
#include <string>

namespace s2::app {

/// What a talk is told on the command line.
struct TalkOptions {
  std::string url;                         ///< the peer to connect to; empty to listen
  std::optional<house::Address> listen;    ///< where to wait for a peer
  std::optional<TalkPairing> paired = {};  ///< how to come to a session of S2 Connect; then neither of the above
  TalkerOptions talker;                    ///< who we are
  std::string script;                      ///< file with lines; empty for the standard input
  std::string record;                      ///< recording to append to; empty for none
  std::string made_by = "s2";              ///< program and version, for the recording
  int input = 0;                           ///< descriptor of the standard input
};

/// Runs a talk until its last line, "quit", the end of the input or Ctrl-C. Returns an ExitCode: `refused` when a line
/// of a script failed or the recording is not complete.
int run_talk(const TalkOptions& options, Console& console);

/// What `s2 talk` says about itself as a Resource Manager, unless told otherwise: a storage of electricity that offers
/// all control types.
ResourceManagerDetails usual_details(IdSource ids);

}  // namespace s2::app
