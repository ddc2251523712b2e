#pragma once
// PrivateBus: a D-Bus of the test's own in place of the system's.

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace s2::transport::dnssd {

/// Takes the place of the system bus for everything in this process that asks for it from now on.
class PrivateBus {
 public:
  /// Whether this machine can have one: the program dbus-daemon is installed.
  static bool is_possible();

  PrivateBus();
  PrivateBus(const PrivateBus&) = delete;
  PrivateBus& operator=(const PrivateBus&) = delete;
  ~PrivateBus();

  /// Runs it; it takes connections when this returns.
  void start();
  /// Ends it, and everybody's connection.
  void stop();
  /// As in DBUS_SYSTEM_BUS_ADDRESS.
  std::string address() const { return "unix:path=" + (folder_ / "bus").string(); }

 private:
  std::filesystem::path folder_;
  pid_t process_ = 0;
};

/// Ends a test that has no bus: skipped where dbus-daemon is not installed, failed where it has to be (as in CI).
/// Returns whether there is one.
bool has_bus();

}  // namespace s2::transport::dnssd
