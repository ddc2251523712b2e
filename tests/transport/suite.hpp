#pragma once
// The transports that the suite runs over, and the two connected ends each of its tests has.

#include "peers.hpp"

#include <memory>
#include <string>
#include <utility>

namespace s2::transport {

/// Two connections joined to each other.
using Pair = std::pair<std::unique_ptr<Connection>, std::unique_ptr<Connection>>;

/// Most bytes that wait to be sent on a connection of the suite.
inline constexpr std::size_t suite_queue_bytes = 4 * 1024 * 1024;

/// One transport: how two ends come about.
struct Transport {
  std::string name;
  /// Connects. What has to outlive the ends, e.g. a server, is left in `keep`.
  Pair (*connect)(Loop& loop, std::shared_ptr<void>& keep);
};

/// All of them.
const std::vector<Transport>& transports();

/// The two connected ends, and what each of them was told.
struct Ends {
  explicit Ends(const Transport& transport);
  /// Both have handlers from here on.
  void handle();
  bool until_closed();

  Loop loop;
  std::shared_ptr<void> keep;
  Notes told_one, told_other;
  std::unique_ptr<Connection> one, other;
};

}  // namespace s2::transport
