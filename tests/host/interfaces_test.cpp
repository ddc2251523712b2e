// The addresses of this machine.

#include <host/interfaces.hpp>

#include <gtest/gtest.h>

#include <algorithm>

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

TEST(Interfaces, AddressesComeWithTheirPrefix) {
  const auto all = interface_addresses();
  const auto loopback = std::find_if(all.begin(), all.end(),
                                     [](const auto& one) { return !one.address.is_v6 && one.address.is_loopback(); });
  ASSERT_NE(loopback, all.end());
  EXPECT_EQ(loopback->prefix_bits, 8);
  EXPECT_GT(loopback->index, 0U);
}

}  // namespace
}  // namespace s2::host
