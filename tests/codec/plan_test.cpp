// Plans say what the tables say.

#include <codec/plan.hpp>

#include <gtest/gtest.h>

namespace s2::codec {
namespace {

void compare(const Plan& plan, const Type& type) {
  ASSERT_EQ(plan.type, &type);
  ASSERT_EQ(plan.rows.size(), type.fields.size());
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const PlanRow& row = plan.rows[i];
    const Field& field = type.fields[i];
    EXPECT_EQ(row.field, &field);
    EXPECT_EQ(row.key, '"' + std::string(field.name) + "\":");
    EXPECT_EQ(row.next_key, ',' + std::string(row.key));
    EXPECT_EQ(row.shape, field.type().shape);
    EXPECT_EQ(row.bit, std::uint64_t{1} << i);
    for (const Profile profile : all_profiles) {
      EXPECT_EQ((row.required_in & bit_of(profile)) != 0, field.presence(profile) == Presence::required);
      EXPECT_EQ((row.absent_in & bit_of(profile)) != 0, field.presence(profile) == Presence::forbidden);
    }
    if (row.inner != nullptr) compare(*row.inner, field.type());
  }
}

TEST(Plan, EveryMessageTypeHasOneThatFollowsItsTable) {
  for (const MessageType& type : message_types()) compare(plan_of(type.kind), type.type());
}

TEST(Plan, AMemberIsReachedAsTheTableReachesIt) {
  for (const MessageType& type : message_types()) {
    Message message;
    void* object = type.emplace(message);
    for (const PlanRow& row : plan_of(type.kind).rows) {
      EXPECT_EQ(row.read(object), row.field->read(object)) << type.name() << ' ' << row.field->name;
      EXPECT_EQ(row.write(object), row.field->write(object)) << type.name() << ' ' << row.field->name;
    }
  }
}

TEST(Plan, AKeyIsFoundOnlyWhereAllOfItStands) {
  for (const MessageType& type : message_types()) {
    for (const PlanRow& row : plan_of(type.kind).rows) {
      std::string text = std::string(row.key) + std::string(64, '\0');
      EXPECT_TRUE(row.is_at(text.data()));
      for (std::size_t i = 0; i < row.key.size(); ++i) {
        text[i] ^= 1;
        EXPECT_FALSE(row.is_at(text.data())) << row.key << ' ' << i;
        text[i] ^= 1;
      }
    }
  }
}

}  // namespace
}  // namespace s2::codec
