#pragma once
// ProxyLog: what the proxy tells while it runs.

#include "console.hpp"
#include "live/heard.hpp"
#include "live/tally.hpp"

#include <s2/transport.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace s2::app {

/// How the proxy tells.
enum class ProxyForm : std::uint8_t {
  text,   ///< a line for each frame, for people
  quiet,  ///< the same, only frames with findings
  json,   ///< JSON Lines, a promise (docs/reference/proxy.md)
};

/// One connection through the proxy, for the log.
struct ProxyLine {
  std::size_t number = 0;  ///< from 1, in the order in which clients came
  std::string rm;          ///< what its resource manager is called
  std::string client;      ///< address of the client
  std::string url;         ///< where the server is
};

/// Told of everything that happens. Each call is written out at once.
class ProxyLog {
 public:
  virtual ~ProxyLog() = default;
  /// Clients may come; `from` is where to.
  virtual void on_listening(const std::string& from, const std::string& to) = 0;
  /// A client came and the server was reached.
  virtual void on_opened(const ProxyLine& line, Time now) = 0;
  /// A frame, judged.
  virtual void on_frame(const Heard& heard) = 0;
  /// Something did not happen.
  virtual void on_missed(const Missed& missed) = 0;
  /// One end is gone; the other is being closed.
  virtual void on_closed(const ProxyLine& line, End by, const transport::Closed& closed, Time now) = 0;
  /// Something that a person should know.
  virtual void on_note(std::string_view sentence, Time now) = 0;
  /// All is over.
  virtual void on_end(const LiveTally& tally) = 0;
};

/// A log in one of the forms. The console outlives it.
std::unique_ptr<ProxyLog> make_proxy_log(ProxyForm form, Console& console);

}  // namespace s2::app
