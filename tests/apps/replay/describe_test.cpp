// Messages in a few words.

#include <replay/describe.hpp>

#include <s2/codec.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

std::string described(const std::string& frame, const Registry& registry = Registry()) {
  const auto decoded = decode(frame, Profile::v1_0_0);
  return decoded ? describe(decoded->message, registry) : "not decoded";
}

TEST(Describe, NumbersHaveAsManyDigitsAsPeopleWant) {
  EXPECT_EQ(number_text(0.892273), "0.8923");
  EXPECT_EQ(number_text(5000), "5000");
  EXPECT_EQ(number_text(-0.00001), "0");
  EXPECT_EQ(number_text(1e300), "1e+300");
}

TEST(Describe, AMeasurementIsItsValues) {
  EXPECT_EQ(described(R"({"message_type":"PowerMeasurement","message_id":"m1","measurement_timestamp":)"
                      R"("2024-06-21T12:00:00Z","values":[{"commodity_quantity":"ELECTRIC.POWER.L1","value":-12.5}]})"),
            "-12.5 W");
}

TEST(Describe, AnEnvelopeIsItsWidestLimits) {
  EXPECT_EQ(described(R"({"message_type":"PEBC.Instruction","message_id":"m1","id":"i1","execution_time":)"
                      R"("2024-06-21T12:00:00Z","abnormal_condition":false,"power_constraints_id":"c1",)"
                      R"("power_envelopes":[{"id":"e1","commodity_quantity":"ELECTRIC.POWER.L1",)"
                      R"("power_envelope_elements":[{"duration":1000,"upper_limit":0,"lower_limit":-2000},)"
                      R"({"duration":1000,"upper_limit":10,"lower_limit":-1000}]}]})"),
            "-2000 … 10 W");
}

TEST(Describe, AnAnswerGivesItsReason) {
  EXPECT_EQ(described(R"({"message_type":"ReceptionStatus","subject_message_id":"m1","status":"INVALID_DATA",)"
                      R"("diagnostic_label":"no idea"})"),
            "INVALID_DATA: no idea");
}

TEST(Describe, AModeNobodyDescribedHasItsId) {
  EXPECT_EQ(described(R"({"message_type":"OMBC.Status","message_id":"m1","active_operation_mode_id":"mode-1",)"
                      R"("operation_mode_factor":0.5})"),
            "mode-1, factor 0.5");
  EXPECT_EQ(mode_label(Registry(), Id(), Id("550e8400-e29b-41d4-a716-446655440000")), "550e8400…");
}

TEST(Describe, EveryQuantityHasWords) {
  for (std::size_t i = 0; i < type_of<CommodityQuantity>().values.size(); ++i) {
    EXPECT_FALSE(words_for(static_cast<CommodityQuantity>(i)).empty());
  }
}

}  // namespace
}  // namespace s2::app
