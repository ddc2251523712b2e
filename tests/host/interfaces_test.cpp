// The addresses of this machine.

#include <host/interfaces.hpp>

#include <gtest/gtest.h>

namespace s2::host {
namespace {

using connect::parse_ip_address;

// C-096, C-097
TEST(Interfaces, ThisMachineIsInItsOwnSubnet) {
  Interfaces interfaces;
  const auto loopback = parse_ip_address("127.0.0.1");
  EXPECT_TRUE(interfaces.is_same_subnet(loopback, loopback));
  EXPECT_FALSE(interfaces.is_same_subnet(parse_ip_address("192.0.2.1"), loopback));
  EXPECT_FALSE(interfaces.is_same_subnet(std::nullopt, loopback));
}

}  // namespace
}  // namespace s2::host
