#pragma once
// SessionMailbox: sessions that others open, for somebody who dials.

#include <s2/transport.hpp>

#include <memory>
#include <optional>

namespace s2::house {

/// Joins a device, which asks for a connection whenever it has none, with an endpoint of S2 Connect, which opens
/// sessions when it is their time. Whoever is first waits; of several sessions the newest counts. For one thread.
class SessionMailbox {
 public:
  /// A session has opened.
  void put(std::unique_ptr<transport::Connection> session);
  /// Asks for the next session; an earlier wish is forgotten. Called back at once when one is there.
  void ask(transport::Connected asked);
  /// Neither side waits any more; a session that lies here is closed.
  void clear();

 private:
  std::unique_ptr<transport::Connection> session_;
  transport::Connected asked_;
};

}  // namespace s2::house
