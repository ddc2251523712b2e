// What this machine lets a program do.

#include "private_network.hpp"

#include <s2/transport/probe.hpp>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace s2::transport {
namespace {

TEST(Probe, TheLoopbackTakesPartInMulticast) {
  in_private_network([] {
    for (const auto& one : network_interfaces()) {
      if (one.is_loopback) {
        EXPECT_TRUE(probe_multicast(one));
      }
    }
  });
}

TEST(Probe, AnInterfaceThatIsNoneDoesNot) {
  const auto joined = probe_multicast({.index = 999999, .name = "gone0"});
  ASSERT_FALSE(joined);
  EXPECT_EQ(joined.error().rule, "S2CPP-DNSSD");
  EXPECT_EQ(joined.error().value, "gone0");
}

// A socket on a port of UDP, which others may or may not share.
struct Bound {
  explicit Bound(bool shares) {
    socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    if (shares) {
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
      setsockopt(socket, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    EXPECT_EQ(bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    socklen_t size = sizeof address;
    getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
  }
  ~Bound() { close(socket); }
  Bound(const Bound&) = delete;
  Bound& operator=(const Bound&) = delete;
  int socket = -1;
  std::uint16_t port = 0;
};

TEST(Probe, APortIsSharedOrItIsNot) {
  const Bound generous(true);
  EXPECT_TRUE(probe_shared_port(generous.port));
  const Bound greedy(false);
  const auto taken = probe_shared_port(greedy.port);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().value, std::to_string(greedy.port));
}

}  // namespace
}  // namespace s2::transport
