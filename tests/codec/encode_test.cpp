// Encoding: the bytes, and what is not written.

#include <s2/base/limits.hpp>
#include <s2/codec.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace s2 {
namespace {

frbc::StorageStatus status(double level) { return {.message_id = Id("m1"), .present_fill_level = level}; }

std::string rule_of(const Message& message, Profile profile = Profile::v1_0_0) {
  const auto outcome = encode(message, profile);
  return outcome ? "none" : outcome.error().rule + ' ' + outcome.error().pointer;
}

TEST(Encode, TheTypeComesFirstAndNothingStandsBetween) {
  EXPECT_EQ(encode(status(41.5), Profile::v1_0_0).value(),
            R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":41.5})");
}

TEST(Encode, WhatIsAppendedToABufferIsTakenBackOnFailure) {
  std::string out = "before";
  EXPECT_FALSE(encode_to(out, status(std::numeric_limits<double>::quiet_NaN()), Profile::v1_0_0));
  EXPECT_EQ(out, "before");
}

TEST(Encode, TextsOfEveryLengthComeOutWhole) {
  // The writer works in blocks of a thousand bytes; every place of a text and of what follows it is met.
  const std::string start = R"({"message_type":"ReceptionStatus","subject_message_id":")";
  for (std::size_t length = 2; length < 2'200; ++length) {
    const std::string id(length, 'i');
    const ReceptionStatus message{Id(id), ReceptionStatusValues::ok, std::string(length, 'l')};
    std::string out = "before";
    ASSERT_TRUE(encode_to(out, message, Profile::v1_0_0));
    ASSERT_EQ(out,
              "before" + start + id + R"(","status":"OK","diagnostic_label":")" + *message.diagnostic_label + "\"}");
  }
}

TEST(Encode, AMessageOfManyBlocksIsTakenBackOnFailure) {
  PowerMeasurement message{.message_id = Id("m1"), .measurement_timestamp = {}, .values = {}};
  message.values.resize(10);
  std::string out = "before";
  EXPECT_TRUE(encode_to(out, message, Profile::v1_0_0));
  message.message_id = Id(std::string(3'000, 'i'));
  message.values.back().value = std::numeric_limits<double>::infinity();
  out = "before";
  EXPECT_FALSE(encode_to(out, message, Profile::v1_0_0));
  EXPECT_EQ(out, "before");
  EXPECT_FALSE(encode_pretty_to(out, message, Profile::v1_0_0));
  EXPECT_EQ(out, "before");
}

TEST(Encode, WhatNoPeerCouldReadIsNotWritten) {
  EXPECT_EQ(rule_of(status(std::numeric_limits<double>::infinity())), "NUM-001 /present_fill_level");
  EXPECT_EQ(rule_of(frbc::StorageStatus{}), "ID-001 /message_id");
  EXPECT_EQ(rule_of(PowerMeasurement{.message_id = Id("m1"), .measurement_timestamp = {}, .values = {}}),
            "GEN-011 /values");
  EXPECT_EQ(rule_of(ddbc::PresentDemandStatus{.message_id = Id("m1"), .present_demand_rate = {}}, Profile::v0_0_2_beta),
            "GEN-006 ");
  EXPECT_EQ(rule_of(ReceptionStatus{Id("m1"), ReceptionStatusValues::ok, "\xFF"}), "GEN-001 /diagnostic_label");
  const PowerForecast forecast{.message_id = Id("m1"),
                               .start_time = {},
                               .elements = {{.duration = Duration(-1), .power_values = {PowerForecastValue{}}}}};
  EXPECT_EQ(rule_of(forecast), "NUM-002 /elements/0/duration");
  PowerForecast late = forecast;
  late.start_time = last_time + Duration(1);
  EXPECT_EQ(rule_of(late), "TIME-001 /start_time");
  PowerForecast longest = forecast;
  longest.elements[0].duration = Duration(Limits::duration_ms);
  EXPECT_EQ(rule_of(longest), "none");
  longest.elements[0].duration += Duration(1);
  EXPECT_EQ(rule_of(longest), "NUM-003 /elements/0/duration");
}

TEST(Encode, PrettyTextIsTheSameMessage) {
  std::string out;
  ASSERT_TRUE(encode_pretty_to(out, status(1), Profile::v1_0_0));
  EXPECT_EQ(
      out, "{\n  \"message_type\": \"FRBC.StorageStatus\",\n  \"message_id\": \"m1\",\n  \"present_fill_level\": 1\n}");
}

}  // namespace
}  // namespace s2
