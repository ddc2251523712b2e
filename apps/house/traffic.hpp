#pragma once
// Traffic: what is under way on the sockets of one process, so that a virtual clock can wait until nothing is.

#include <s2/transport.hpp>

#include <map>
#include <memory>
#include <string>

namespace s2::house {

/// Counts the frames between the two ends of every connection when both ends are in this process. A connection is known
/// by its path; on one path there is one at a time.
class Traffic {
 public:
  Traffic();
  ~Traffic();

  /// A connection with this path is being opened; not quiet until both ends are watched or it failed.
  void opening(const std::string& path);
  /// Opening it failed.
  void failed(const std::string& path);
  /// The same connection, watched. Call once for either end.
  std::unique_ptr<transport::Connection> watch(std::unique_ptr<transport::Connection> end);

  /// Whether nothing is under way: every frame sent was delivered, and no connection is half open or half closed.
  bool quiet() const;
  /// Runs the loop until all is quiet and nothing is ready; false when nothing moved for `patience` of real time.
  bool settle(transport::Loop& loop, Duration patience);

  /// What is known of one connection.
  struct Flight;

 private:
  std::map<std::string, std::shared_ptr<Flight>> flights_;
};

}  // namespace s2::house
