// The decoder: reuse, limits, peeking.

#include <s2/base/limits.hpp>
#include <s2/codec.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

constexpr std::string_view status =
    R"({"message_type":"FRBC.ActuatorStatus","message_id":"m1","actuator_id":"a1","active_operation_mode_id":"o1",)"
    R"("operation_mode_factor":0.5,"previous_operation_mode_id":"o2","transition_timestamp":"2024-08-24T14:15:22Z"})";

TEST(Decoder, AReusedMessageKeepsNothingOfTheOneBefore) {
  Decoder decoder;
  Message message;
  std::vector<Finding> notes;
  ASSERT_TRUE(decoder.decode_into(message, notes, status, Profile::v1_0_0));
  ASSERT_TRUE(std::get<frbc::ActuatorStatus>(message).previous_operation_mode_id.has_value());
  constexpr std::string_view shorter =
      R"({"message_type":"FRBC.ActuatorStatus","message_id":"m2","actuator_id":"a1","active_operation_mode_id":"o1",)"
      R"("operation_mode_factor":0})";
  ASSERT_TRUE(decoder.decode_into(message, notes, shorter, Profile::v1_0_0));
  EXPECT_EQ(message, decode(shorter, Profile::v1_0_0)->message);
}

TEST(Decoder, AReusedListShrinks) {
  Decoder decoder;
  Message message;
  std::vector<Finding> notes;
  const auto measurement = [](int values) {
    std::string text = R"({"message_type":"PowerMeasurement","message_id":"m1","measurement_timestamp":)"
                       R"("2024-08-24T14:15:22Z","values":[)";
    for (int i = 0; i < values; ++i) {
      if (i > 0) text += ',';
      text += R"({"commodity_quantity":"ELECTRIC.POWER.L1","value":)" + std::to_string(i) + '}';
    }
    return text + "]}";
  };
  ASSERT_TRUE(decoder.decode_into(message, notes, measurement(3), Profile::v1_0_0));
  ASSERT_TRUE(decoder.decode_into(message, notes, measurement(1), Profile::v1_0_0));
  EXPECT_EQ(std::get<PowerMeasurement>(message).values.size(), 1U);
}

TEST(Decoder, FindingsBeyondTheLimitAreCountedNotKept) {
  std::string frame = R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":1)";
  for (std::size_t i = 0; i < Limits::findings + 5; ++i) frame += ",\"x" + std::to_string(i) + "\":0";
  const auto outcome = decode(frame + '}', Profile::v1_0_0);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().findings.size(), Limits::findings);
  EXPECT_NE(outcome.error().findings.back().text.find("5 more"), std::string::npos);
}

TEST(Decoder, AnOffendingValueIsCutForPeople) {
  const std::string frame = R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":")" +
                            std::string(5000, 'x') + "\"}";
  const auto outcome = decode(frame, Profile::v1_0_0);
  ASSERT_FALSE(outcome);
  EXPECT_LE(outcome.error().findings[0].value.size(), Limits::finding_value_bytes);
  EXPECT_TRUE(outcome.error().findings[0].value.ends_with("…"));
}

TEST(Decoder, TheOffendingValueIsShownWhole) {
  const auto outcome =
      decode(R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":{"a":[1, 2]} , "x":1})",
             Profile::v1_0_0);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().findings[0].value, R"({"a":[1, 2]})");
}

TEST(Decoder, MalformedStatusesSayWhatTheyWereMeantToBe) {
  const auto outcome = decode(R"({"message_type":"ReceptionStatus","status":"OK"})", Profile::v1_0_0);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Kind::ReceptionStatus);
}

TEST(Peek, TypeAndIdAreFoundWithoutReadingTheRest) {
  const auto peeked = peek(R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":garbage)");
  ASSERT_TRUE(peeked);
  EXPECT_EQ(peeked->kind, Kind::FrbcStorageStatus);
  EXPECT_EQ(peeked->message_id, Id("m1"));
}

TEST(Peek, TheOrderOfMembersIsFree) {
  const auto peeked =
      peek(R"({"values":[{"message_type":"x"}],"message_\u0069d":"m1","message_type":"PowerMeasurement"})");
  ASSERT_TRUE(peeked);
  EXPECT_EQ(peeked->kind, Kind::PowerMeasurement);
  EXPECT_EQ(peeked->message_id, Id("m1"));
}

TEST(Peek, TheFirstOfTwoTypesCounts) {
  const auto peeked =
      peek(R"({"message_type":"FRBC.StorageStatus","message_type":"PowerMeasurement","message_id":"m1"})");
  ASSERT_TRUE(peeked);
  EXPECT_EQ(peeked->message_type, "FRBC.StorageStatus");
  EXPECT_EQ(peeked->kind, Kind::FrbcStorageStatus);
}

TEST(Peek, UnknownTypesAreNamed) {
  const auto peeked = peek(R"({"message_type":"Hello","message_id":"m1"})");
  ASSERT_TRUE(peeked);
  EXPECT_EQ(peeked->message_type, "Hello");
  EXPECT_FALSE(peeked->kind);
}

TEST(Peek, TextThatIsNoObjectHasNothingToSee) {
  for (const auto* text : {"", "[]", "5", "nonsense", "{\"message_type\"", "{\"a\":"}) EXPECT_FALSE(peek(text)) << text;
  EXPECT_TRUE(peek("{}"));
}

}  // namespace
}  // namespace s2
