#include "private_network.hpp"

#include <gtest/gtest.h>

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

namespace s2::transport {
namespace {

constexpr int not_permitted = 77;
constexpr unsigned seconds_at_most = 120;

// Root needs no user of its own, and keeps its rights.
bool leave() { return unshare(geteuid() == 0 ? CLONE_NEWNET | CLONE_NEWNS : CLONE_NEWNET | CLONE_NEWUSER) == 0; }

bool switch_on_loopback() {
  const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  ifreq request{};
  std::strncpy(request.ifr_name, "lo", IFNAMSIZ - 1);
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  const bool is_on = ioctl(socket, SIOCSIFFLAGS, &request) == 0;
  close(socket);
  return is_on;
}

}  // namespace

void in_private_network(const std::function<void()>& body) {
  std::fflush(nullptr);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    alarm(seconds_at_most);
    if (!leave() || !switch_on_loopback()) _exit(not_permitted);
    body();
    std::fflush(nullptr);
    _exit(testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status)) << "it was ended by signal " << WTERMSIG(status);
  if (WEXITSTATUS(status) == not_permitted) GTEST_SKIP() << "this machine gives out no network namespaces";
  EXPECT_EQ(WEXITSTATUS(status), 0) << "see above";
}

}  // namespace s2::transport
