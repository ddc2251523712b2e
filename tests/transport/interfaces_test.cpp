// The interfaces of this machine: it has a loopback at least.

#include <s2/transport/interfaces.hpp>

#include <gmock/gmock.h>

#include <algorithm>

namespace s2::transport {
namespace {

TEST(Interfaces, TheLoopbackIsOneOfThem) {
  const auto all = network_interfaces();
  const auto loopback = std::find_if(all.begin(), all.end(), [](const auto& one) { return one.is_loopback; });
  ASSERT_NE(loopback, all.end());
  EXPECT_GT(loopback->index, 0);
  EXPECT_EQ(interface_name(loopback->index), loopback->name);
  EXPECT_TRUE(is_loopback(loopback->index));
  if (loopback->is_up) {
    EXPECT_THAT(loopback->addresses, testing::Contains("127.0.0.1"));
  }
}

TEST(Interfaces, ALinkLocalAddressHasItsScope) {
  for (const auto& one : network_interfaces()) {
    for (const auto& address : one.addresses) {
      EXPECT_EQ(address.starts_with("fe80:"), address.ends_with("%" + one.name)) << address;
    }
  }
}

TEST(Interfaces, AddressesComeWithTheirPrefix) {
  const auto all = interface_addresses();
  const auto loopback = std::find_if(all.begin(), all.end(),
                                     [](const auto& one) { return !one.address.is_v6 && one.address.is_loopback(); });
  ASSERT_NE(loopback, all.end());
  EXPECT_EQ(loopback->prefix_bits, 8);
  EXPECT_GT(loopback->index, 0U);
}

TEST(Interfaces, OneThatIsGoneHasItsNumberForAName) {
  EXPECT_EQ(interface_name(999999), "#999999");
  EXPECT_EQ(interface_name(-1), "#-1");
  EXPECT_FALSE(is_loopback(999999));
}

}  // namespace
}  // namespace s2::transport
