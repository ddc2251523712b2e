// Records as strangers send them.

#include <s2/connect/limits.hpp>
#include <transport/dnssd/record.hpp>

#include <gmock/gmock.h>

namespace s2::transport::dnssd {
namespace {

using testing::ElementsAre;
using std::string_literals::operator""s;

TEST(Record, ANameIsReadLabelByLabel) {
  EXPECT_THAT(read_name("\x04"
                        "evse\x05local\0"s)
                  .value(),
              ElementsAre("evse", "local"));
  EXPECT_THAT(read_name("\x0Bgarage.left\0"s).value(), ElementsAre("garage.left"));
}

TEST(Record, WhatIsNoNameIsNone) {
  for (const std::string& data : {""s, "\0"s,
                                  "\x04"
                                  "evs"s,
                                  "\x04"
                                  "evse"s,
                                  "\x04"
                                  "evse\0more"s,
                                  "\xC0\x0C"s, "\x40"s + std::string(64, 'a') + "\0"s}) {
    EXPECT_FALSE(read_name(data)) << testing::PrintToString(data);
  }
}

TEST(Record, ANameMayBeAsLongAsNamesMayBeAndNotAByteLonger) {
  std::string label(1 + label_bytes, 'a');
  label[0] = static_cast<char>(label_bytes);
  std::string longest = label + label + label + std::string(1, '\x3D') + std::string(0x3D, 'b') + "\0"s;
  ASSERT_EQ(longest.size(), name_bytes);
  EXPECT_TRUE(read_name(longest));
  EXPECT_FALSE(
      read_name("\x01"
                "a" +
                longest));
}

TEST(Record, ANameIsEscapedForAvahi) {
  EXPECT_EQ(escaped({"My EVSE. No\\1", "_s2connect", "_tcp", "local"}),
            "My\\032EVSE\\046\\032No\\0921._s2connect._tcp.local");
  EXPECT_EQ(escaped({"\xC3\xA9"}), "\\195\\169");
}

TEST(Record, AServiceHasAHostAndAPort) {
  const auto service = read_service(
      "\0\0\0\0\x20\xFB\x04"
      "evse\x05local\0"s);
  ASSERT_TRUE(service);
  EXPECT_EQ(service->port, 0x20FB);
  EXPECT_THAT(service->host, ElementsAre("evse", "local"));
  EXPECT_FALSE(read_service("\0\0\0\0\x20\xFB"s));
  EXPECT_FALSE(read_service("\0\0\0"s));
}

TEST(Record, StringsAreReadAsFarAsTheyAreWhole) {
  EXPECT_THAT(read_strings("\x08txtver=1\0\x03"
                           "a=b"s),
              ElementsAre("txtver=1", "", "a=b"));
  EXPECT_THAT(read_strings("\x01"
                           "a\x05"
                           "b"s),
              ElementsAre("a"));
  EXPECT_THAT(read_strings(""), ElementsAre());
  EXPECT_EQ(read_strings(std::string(connect::Limits::txt_strings, '\0')).size(), connect::Limits::txt_strings);
  EXPECT_EQ(read_strings(std::string(connect::Limits::txt_strings + 1, '\0')).size(), connect::Limits::txt_strings);
}

TEST(Record, AnAddressIsThatOfANeighbour) {
  const std::string link_local = "\xFE\x80"s + std::string(13, '\0') + "\x01";
  const std::string loopback = std::string(15, '\0') + "\x01";
  EXPECT_EQ(read_address(RecordType::a, "\xC0\xA8\x01\x02", "eth0", false), "192.168.1.2");
  EXPECT_EQ(read_address(RecordType::aaaa, link_local, "eth0", false), "fe80::1%eth0");
  EXPECT_EQ(read_address(RecordType::a, "\x7F\0\0\x01"s, "eth0", false), std::nullopt) << "that would be us";
  EXPECT_EQ(read_address(RecordType::a, "\x7F\0\0\x01"s, "lo", true), "127.0.0.1");
  EXPECT_EQ(read_address(RecordType::aaaa, loopback, "eth0", false), std::nullopt);
  EXPECT_EQ(read_address(RecordType::a, "\0\0\0\0"s, "eth0", false), std::nullopt);
  EXPECT_EQ(read_address(RecordType::a, "\xE0\0\0\xFB"s, "eth0", false), std::nullopt);
  EXPECT_EQ(read_address(RecordType::aaaa, std::string(10, '\0') + "\xFF\xFF\x7F\0\0\x01"s, "eth0", false),
            std::nullopt);
  EXPECT_EQ(read_address(RecordType::a, "\x01\x02\x03", "eth0", false), std::nullopt);
  EXPECT_EQ(read_address(RecordType::aaaa, "\xC0\xA8\x01\x02", "eth0", false), std::nullopt);
}

}  // namespace
}  // namespace s2::transport::dnssd
