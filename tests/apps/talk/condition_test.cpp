#include "frbc_registry.hpp"

#include <talk/condition.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

bool holds(const Message& message, std::string_view word) {
  const auto condition = read_condition(word, message_type_of(kind_of(message)));
  EXPECT_TRUE(condition) << word << ": " << (condition ? "" : condition.error().text);
  return condition && fulfils(message, *condition, battery_registry());
}

std::string fault(Kind kind, std::string_view word) {
  const auto condition = read_condition(word, message_type_of(kind));
  return condition ? "" : condition.error().text;
}

TEST(Condition, NumbersAreComparedAsNumbers) {
  frbc::StorageStatus status;
  status.present_fill_level = 40;
  for (const auto* word : {"present_fill_level=40.0", "present_fill_level>9", "present_fill_level<=4e1",
                           "present_fill_level>=40", "present_fill_level!=41", "present_fill_level<100"}) {
    EXPECT_TRUE(holds(status, word)) << word;
  }
  for (const auto* word : {"present_fill_level>40", "present_fill_level=41", "present_fill_level=forty"}) {
    EXPECT_FALSE(holds(status, word)) << word;
  }
}

TEST(Condition, IdsAreKnownByTheirLabels) {
  const auto instruction = charge_instruction("aaaa");
  EXPECT_TRUE(holds(instruction, "operation_mode=charge"));
  EXPECT_TRUE(holds(instruction, "operation_mode!=idle"));
  EXPECT_TRUE(holds(instruction, "id=aaaa"));
  EXPECT_TRUE(holds(instruction, "abnormal_condition=false"));
  EXPECT_TRUE(holds(instruction, "execution_time>2024-06-21T11:59:59Z"));
}

TEST(Condition, APathLeadsIntoListsAndObjects) {
  const auto description = battery_description();
  EXPECT_TRUE(holds(description, "actuators.0.operation_modes.1.diagnostic_label=idle"));
  EXPECT_TRUE(holds(description, "storage.fill_level_range.end_of_range=100"));
  EXPECT_TRUE(holds(description, "actuators.0.supported_commodities.0=ELECTRICITY"));
  EXPECT_FALSE(holds(description, "actuators.1.id=x"));
}

TEST(Condition, AnAbsentFieldEqualsNothing) {
  InstructionStatusUpdate update;
  SessionRequest request;
  EXPECT_FALSE(holds(request, "diagnostic_label="));
  EXPECT_TRUE(holds(request, "diagnostic_label!=x"));
}

TEST(Condition, ARefusalNamesTheField) {
  EXPECT_EQ(fault(Kind::FrbcStorageStatus, "present_fil_level=1"),
            "FRBC.StorageStatus has no field 'present_fil_level'; did you mean present_fill_level?");
  EXPECT_EQ(fault(Kind::FrbcStorageStatus, "present_fill_level"),
            "'present_fill_level' is no condition, e.g. FIELD=VALUE");
  EXPECT_EQ(fault(Kind::PowerMeasurement, "values=1"), "values is a list; write values.0 for its first item");
  EXPECT_EQ(fault(Kind::PowerMeasurement, "values.0=1"), "values is a PowerValue; name a field of it");
  EXPECT_EQ(fault(Kind::FrbcStorageStatus, "present_fill_level.0=1"), "present_fill_level has no fields");
}

}  // namespace
}  // namespace s2::app
