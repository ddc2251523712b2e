// Who is in our subnet.

#include <s2/connect/subnet.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace s2::connect {
namespace {

IpAddress ip(std::string_view text) { return parse_ip_address(text).value(); }

// A home network with both families on interface 2, a guest network on 3, a link without DHCP on 4.
const std::vector<InterfaceAddress> own = {
    {ip("127.0.0.1"), 8, 1}, {ip("::1"), 128, 1},      {ip("192.168.1.10"), 24, 2}, {ip("2001:db8:1::10"), 64, 2},
    {ip("fe80::10"), 64, 2}, {ip("10.20.0.1"), 22, 3}, {ip("fe80::20"), 64, 3},     {ip("169.254.7.7"), 16, 4},
};

bool near(std::string_view peer, std::string_view local) { return is_same_subnet(ip(peer), ip(local), own); }

// C-096, C-097
TEST(Subnet, APeerInThePrefixOfTheInterfaceItCameByIsNear) {
  EXPECT_TRUE(near("192.168.1.77", "192.168.1.10"));
  EXPECT_TRUE(near("2001:db8:1::77", "2001:db8:1::10"));
  EXPECT_TRUE(near("10.20.3.255", "10.20.0.1"));
  EXPECT_TRUE(near("169.254.200.1", "169.254.7.7"));
}

// C-096, C-097
TEST(Subnet, APeerElsewhereIsNot) {
  EXPECT_FALSE(near("192.168.2.77", "192.168.1.10"));
  EXPECT_FALSE(near("10.20.4.0", "10.20.0.1"));
  EXPECT_FALSE(near("203.0.113.5", "192.168.1.10"));
  EXPECT_FALSE(near("2001:db8:2::77", "2001:db8:1::10"));
}

// C-097
TEST(Subnet, ThePrefixOfAnotherInterfaceDoesNotCount) { EXPECT_FALSE(near("10.20.0.5", "192.168.1.10")); }

// C-097
TEST(Subnet, ALocalAddressOfNoInterfaceIsComparedWithAllOfItsFamily) {
  EXPECT_TRUE(near("10.20.0.5", "172.17.0.1"));
  EXPECT_FALSE(near("10.30.0.5", "172.17.0.1"));
  EXPECT_TRUE(is_same_subnet(ip("10.20.0.5"), std::nullopt, own));
  EXPECT_FALSE(is_same_subnet(ip("203.0.113.5"), std::nullopt, own));
}

// C-097
TEST(Subnet, LinkLocalPeersNeedTheSameInterface) {
  EXPECT_TRUE(near("fe80::77%2", "fe80::10%2"));
  EXPECT_TRUE(near("fe80::77", "fe80::10%2"));
  EXPECT_FALSE(near("fe80::77%3", "fe80::10%2"));
  EXPECT_FALSE(near("fe80::77%2", "2001:db8:1::10"));
}

// C-097
TEST(Subnet, AMappedAddressIsAnIpv4Address) {
  EXPECT_TRUE(near("::ffff:192.168.1.77", "192.168.1.10"));
  EXPECT_TRUE(near("::ffff:c0a8:14d", "::ffff:192.168.1.10"));
  EXPECT_FALSE(near("::ffff:192.168.2.77", "192.168.1.10"));
}

// C-097
TEST(Subnet, FamiliesNeverMatch) {
  EXPECT_FALSE(near("192.168.1.77", "2001:db8:1::10"));
  EXPECT_FALSE(near("2001:db8:1::77", "192.168.1.10"));
}

// C-097
TEST(Subnet, LoopbackIsNear) {
  EXPECT_TRUE(near("127.0.0.1", "127.0.0.1"));
  EXPECT_TRUE(near("::1", "::1"));
  EXPECT_TRUE(is_same_subnet(ip("::ffff:127.3.2.1"), std::nullopt, {}));
}

// C-097
TEST(Subnet, WhoIsNotKnownIsOutside) {
  EXPECT_FALSE(is_same_subnet(std::nullopt, ip("192.168.1.10"), own));
  EXPECT_FALSE(is_same_subnet(ip("192.168.1.77"), ip("192.168.1.10"), {}));
}

TEST(Subnet, PrefixesOfEveryLengthCountBitByBit) {
  for (int bits = 0; bits <= 32; ++bits) {
    const InterfaceAddress one{ip("170.170.170.170"), bits, 5};
    for (int flipped = 0; flipped < 32; ++flipped) {
      IpAddress peer = one.address;
      auto& byte = peer.bytes[static_cast<std::size_t>(flipped / 8)];
      byte = static_cast<std::uint8_t>(byte ^ (0x80 >> flipped % 8));
      EXPECT_EQ(is_same_subnet(peer, one.address, {&one, 1}), flipped >= bits) << bits << ' ' << flipped;
    }
  }
  const InterfaceAddress broken{ip("10.0.0.1"), -1, 5};
  EXPECT_FALSE(is_same_subnet(ip("10.0.0.2"), ip("10.0.0.1"), {&broken, 1}));
}

TEST(Subnet, AddressesAreReadInAllTheirForms) {
  EXPECT_EQ(ip("2001:db8::1"), ip("2001:0DB8:0:0:0:0:0:1"));
  EXPECT_EQ(ip("::"), ip("0:0:0:0:0:0:0:0"));
  EXPECT_EQ(ip("64:ff9b::192.0.2.33"), ip("64:ff9b::c000:221"));
  EXPECT_EQ(ip("1::"), ip("1:0:0:0:0:0:0:0"));
  EXPECT_EQ(ip("fe80::1%7").scope, 7U);
  EXPECT_EQ(ip("fe80::1%eth0").scope, 0U);
}

TEST(Subnet, WhatIsNoAddressIsNone) {
  for (const auto* text : {"",
                           "1.2.3",
                           "1.2.3.4.5",
                           "1.2.3.256",
                           "1.2.3.x",
                           "1..2.3",
                           "1.2.3.4 ",
                           ":",
                           ":::",
                           "1:2",
                           "1::2::3",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4:5:6:7:8::",
                           "12345::",
                           "g::",
                           "1:",
                           ":1:2:3:4:5:6:7:8",
                           "1.2.3.4::",
                           "::1.2.3",
                           "name.local",
                           "1:2:3:4:5:6:7:"}) {
    EXPECT_FALSE(parse_ip_address(text)) << text;
  }
}

}  // namespace
}  // namespace s2::connect
