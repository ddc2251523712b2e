#pragma once
// PrivateBus: a D-Bus of the test's own in place of the system's.

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace s2::transport::dnssd {

/// Takes the place of the system bus for everything in this process that asks for it from now on.
class PrivateBus {
 public:
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

/// Whether a program that a test needs is there. Where it is not the test ends: it is skipped, or fails when
/// S2_REQUIRE_DAEMON=1 says that the packages of the group check are installed.
bool has_program(const char* path, const char* package);
/// The same for what PrivateBus needs.
bool has_bus();

}  // namespace s2::transport::dnssd
