#pragma once
// Street: devices that were paired in an earlier life, and come back.

#include "aim.hpp"
#include "town.hpp"

#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

namespace s2::bench {

/// Devices of a town on one thread, each an endpoint with a store and a Resource Manager of its own, as if it stood in
/// a house of its own: they wait for nothing but their own delays.
class Street {
 public:
  /// Nobody yet; the energy manager serves at this URL.
  Street(const Town& town, std::string url);
  ~Street();
  Street(const Street&) = delete;
  Street& operator=(const Street&) = delete;

  /// The next so many devices of the town move in and begin sessions, as soon as await_all() lets them.
  void move_in(std::uint32_t count);
  /// Runs until everybody is in session; how long each took. Throws std::runtime_error when that does not come about or
  /// somebody is not accepted any more.
  Times await_all();
  /// Runs until everybody has lost his session, because the server is gone.
  void await_loss();

  /// Attempts that failed so far.
  std::size_t failures() const { return failures_; }

 private:
  struct Device {
    std::unique_ptr<connect::Store> store;
    ResourceManager rm;
    std::unique_ptr<host::EndpointHost> host;
  };
  host::HostHandler handler(Device& device);
  void on_event(const connect::SessionClientEvent& event);
  void run_until(bool (*so)(const Street&));

  const Town& town_;
  std::string url_;
  Runner runner_;
  std::shared_ptr<Workbench> workbench_ = std::make_shared<Workbench>();
  std::deque<Device> devices_;
  std::chrono::steady_clock::time_point began_;
  Times took_;
  std::size_t in_session_ = 0;
  std::size_t failures_ = 0;
  std::string surprise_;
};

}  // namespace s2::bench
