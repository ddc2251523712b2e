#include "private_bus.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

namespace s2::transport::dnssd {
namespace {

constexpr const char* program = "/usr/bin/dbus-daemon";

constexpr const char* configuration = R"(<busconfig>
  <listen>ADDRESS</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

}  // namespace

PrivateBus::PrivateBus() {
  std::string name = (std::filesystem::temp_directory_path() / "s2-bus-XXXXXX").string();
  EXPECT_NE(mkdtemp(name.data()), nullptr);
  folder_ = name;
  std::string text = configuration;
  text.replace(text.find("ADDRESS"), std::string("ADDRESS").size(), address());
  std::ofstream(folder_ / "bus.conf") << text;
  setenv("DBUS_SYSTEM_BUS_ADDRESS", address().c_str(), 1);
  start();
}

PrivateBus::~PrivateBus() {
  stop();
  unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

// It writes its address once it listens.
void PrivateBus::start() {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::string config = "--config-file=" + (folder_ / "bus.conf").string();
  process_ = fork();
  ASSERT_GE(process_, 0);
  if (process_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // it does not outlive the test, however that ends
    dup2(ends[1], STDOUT_FILENO);
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);  // it would like to have more rights than it needs
    close(ends[0]);
    close(ends[1]);
    execl(program, program, config.c_str(), "--nofork", "--nopidfile", "--print-address", nullptr);
    _exit(127);
  }
  close(ends[1]);
  char first = 0;
  EXPECT_EQ(read(ends[0], &first, 1), 1) << "dbus-daemon did not begin";
  close(ends[0]);
}

void PrivateBus::stop() {
  if (process_ <= 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = 0;
  std::error_code ignored;
  std::filesystem::remove(folder_ / "bus", ignored);
}

bool has_program(const char* path, const char* package) {
  if (access(path, X_OK) == 0) return true;
  const char* required = std::getenv("S2_REQUIRE_DAEMON");
  const bool is_required = required != nullptr && std::string(required) == "1";
  const std::string why = std::string("there is no ") + path + " (Debian: " + package + ")";
  [&] {
    if (is_required) FAIL() << why;
    GTEST_SKIP() << why;
  }();
  return false;
}

bool has_bus() { return has_program(program, "dbus-daemon"); }

}  // namespace s2::transport::dnssd
