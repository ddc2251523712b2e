#include "frbc_registry.hpp"

#include <talk/command_words.hpp>
#include <talk/compose.hpp>

#include <s2/codec.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using testing::HasSubstr;

// "TYPE FIELD=VALUE…" as JSON, or the sentence why not.
std::string composed(std::string_view line, Profile profile = Profile::v1_0_0) {
  const auto words = command_words(line);
  const Registry registry = battery_registry();
  int number = 0;
  const IdSource ids = [&] { return Id("30000000-0000-4000-8000-00000000000" + std::to_string(++number)); };
  const auto message = compose(*find_message_type(words[0]), std::span(words).subspan(1),
                               {.profile = profile, .now = noon, .ids = ids, .registry = registry});
  if (!message) return message.error().text;
  return *encode(*message, profile);
}

TEST(Compose, FieldsThatAreNotGivenGetWhatIsUsual) {
  EXPECT_EQ(composed("FRBC.StorageStatus present_fill_level=0.4"),
            R"({"message_type":"FRBC.StorageStatus","message_id":"30000000-0000-4000-8000-000000000001",)"
            R"("present_fill_level":0.4})");
  EXPECT_EQ(composed("FRBC.Instruction operation_mode=charge operation_mode_factor=1"),
            R"({"message_type":"FRBC.Instruction","message_id":"30000000-0000-4000-8000-000000000001",)"
            R"("id":"30000000-0000-4000-8000-000000000002","actuator_id":"20000000-0000-4000-8000-000000000001",)"
            R"("operation_mode":"20000000-0000-4000-8000-000000000002","operation_mode_factor":1,)"
            R"("execution_time":"2024-06-21T12:00:00Z","abnormal_condition":false})");
}

TEST(Compose, ValuesMayBeShorterThanJson) {
  EXPECT_THAT(composed("PowerMeasurement values=ELECTRIC.POWER.L1:500,electric.power.l2:-3"),
              HasSubstr(R"("values":[{"commodity_quantity":"ELECTRIC.POWER.L1","value":500},)"
                        R"({"commodity_quantity":"ELECTRIC.POWER.L2","value":-3}])"));
  EXPECT_THAT(composed("FRBC.TimerStatus timer_id=t1 finished_at=now+15min"),
              HasSubstr(R"("finished_at":"2024-06-21T12:15:00Z")"));
  EXPECT_THAT(composed("DDBC.PresentDemandStatus present_demand_rate=10:20"),
              HasSubstr(R"("present_demand_rate":{"start_of_range":10,"end_of_range":20})"));
  EXPECT_THAT(composed("FRBC.UsageForecast start_time=now elements=15min:2"),
              HasSubstr(R"("elements":[{"duration":900000,"usage_rate_expected":2}])"));
}

TEST(Compose, ValuesMayBeJson) {
  EXPECT_THAT(composed(R"(PowerMeasurement values=[{"commodity_quantity": "ELECTRIC.POWER.L1", "value": 5e2}])"),
              HasSubstr(R"("value":500)"));
  EXPECT_THAT(composed(R"(SessionRequest request=RECONNECT diagnostic_label="two words")"),
              HasSubstr(R"("diagnostic_label":"two words")"));
  EXPECT_THAT(composed(R"(RevokeObject object_type="FRBC.Instruction" object_id="i1")"),
              HasSubstr(R"("object_type":"FRBC.Instruction")"));
  EXPECT_THAT(composed(R"(FRBC.TimerStatus timer_id=t1 finished_at="2024-06-21T12:00:30Z")"),
              HasSubstr(R"("finished_at":"2024-06-21T12:00:30Z")"));
  EXPECT_THAT(composed(R"(FRBC.TimerStatus timer_id=t1 finished_at="noon")"), HasSubstr("finished_at"));
}

TEST(Compose, ARefusalNamesTheField) {
  EXPECT_EQ(composed("FRBC.StorageStatus"),
            "present_fill_level is missing: a number (fill-level unit), present fill level");
  EXPECT_EQ(composed("FRBC.StorageStatus present_fill_level=full"),
            "present_fill_level: 'full' is not a number (fill-level unit)");
  EXPECT_EQ(composed("FRBC.StorageStatus present_fil_level=1"),
            "FRBC.StorageStatus has no field 'present_fil_level'; did you mean present_fill_level?");
  EXPECT_EQ(composed("FRBC.StorageStatus 40"), "'40' is not FIELD=VALUE");
  EXPECT_THAT(composed("InstructionStatusUpdate instruction_id=aa status_type=STARTD"),
              HasSubstr("status_type: 'STARTD' is not one of NEW, ACCEPTED"));
  EXPECT_THAT(composed("InstructionStatusUpdate instruction_id=aa status_type=STARTD"),
              HasSubstr("did you mean STARTED?"));
  EXPECT_THAT(composed("PowerMeasurement values=ELECTRIC.POWER.L1:500:3"), HasSubstr("values: "));
  EXPECT_THAT(composed("PowerMeasurement values=[{}]"), HasSubstr("values/0"));
}

TEST(Compose, EveryFieldHasWords) {
  for (const MessageType& type : message_types()) {
    for (const Field& field : type.type().fields) EXPECT_FALSE(field_words(field).empty()) << field.name;
  }
}

}  // namespace
}  // namespace s2::app
