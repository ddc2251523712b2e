// The tables themselves: names, texts, access to members, and the list of message types.

#include "random_message.hpp"

#include <s2/model/message.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace s2 {
namespace {

void each_type(const std::function<void(const Type&)>& visit) {
  std::set<const Type*> seen;
  std::vector<const Type*> todo;
  for (const auto& message : message_types()) todo.push_back(&message.type());
  while (!todo.empty()) {
    const Type& type = *todo.back();
    todo.pop_back();
    if (!seen.insert(&type).second) continue;
    visit(type);
    for (const Field& field : type.fields) todo.push_back(&field.type());
  }
}

TEST(Table, EveryTypeAndEveryFieldIsExplained) {
  each_type([](const Type& type) {
    EXPECT_FALSE(type.name.empty());
    EXPECT_FALSE(type.text.empty()) << type.name;
    for (const Field& field : type.fields) EXPECT_FALSE(field.text.empty()) << type.name << '/' << field.name;
    for (const EnumValue& value : type.values) EXPECT_FALSE(value.name.empty()) << type.name;
  });
}

TEST(Table, NoNameStandsTwiceInATable) {
  each_type([](const Type& type) {
    std::set<std::string_view> names;
    for (const Field& field : type.fields) EXPECT_TRUE(names.insert(field.name).second) << type.name << field.name;
    for (const EnumValue& value : type.values) EXPECT_TRUE(names.insert(value.name).second) << type.name << value.name;
  });
}

TEST(Table, WhatMayBeAbsentCanBeClearedAndMadeAgain) {
  tests::RandomMessage random(11);
  for (const auto& type : message_types()) {
    Message message = random.make(type.kind, type.only.value_or(Profile::v1_0_0));
    void* object = object_of(message);
    for (const Field& field : type.type().fields) {
      EXPECT_EQ(field.clear != nullptr, field.may_be_absent) << type.name() << '/' << field.name;
      if (!field.clear) continue;
      field.clear(object);
      EXPECT_EQ(field.read(object), nullptr) << type.name() << '/' << field.name;
      void* slot = field.write(object);
      ASSERT_NE(slot, nullptr);
      if (field.list) field.list->resize(slot, 1);
      EXPECT_EQ(field.read(object), slot) << type.name() << '/' << field.name;
    }
  }
}

TEST(MessageTypes, AreFoundByNameAndByKind) {
  for (const auto& type : message_types()) {
    EXPECT_EQ(find_message_type(type.name()), &type);
    EXPECT_EQ(&message_type_of(type.kind), &type);
    Message message;
    EXPECT_EQ(type.emplace(message), object_of(message));
    EXPECT_EQ(kind_of(message), type.kind) << type.name();
  }
  EXPECT_EQ(find_message_type("frbc.instruction"), nullptr);
  EXPECT_EQ(find_message_type(""), nullptr);
}

TEST(MessageTypes, AllButReceptionStatusHaveAMessageId) {
  for (const auto& type : message_types()) {
    Message message;
    type.emplace(message);
    set_message_id(message, Id("some-id"));
    const Id* id = message_id_of(message);
    EXPECT_EQ(id == nullptr, type.kind == Kind::ReceptionStatus) << type.name();
    EXPECT_TRUE(id == nullptr || *id == Id("some-id")) << type.name();
  }
}

TEST(MessageTypes, SevenAreInstructionsAndOnlyTheCemSendsThem) {
  std::size_t count = 0;
  for (const auto& type : message_types()) {
    Message message;
    type.emplace(message);
    EXPECT_EQ(instruction_id_of(message) != nullptr, type.is_instruction) << type.name();
    if (!type.is_instruction) continue;
    ++count;
    EXPECT_TRUE(type.senders.cem && !type.senders.rm) << type.name();
    EXPECT_TRUE(type.control_type) << type.name();
  }
  EXPECT_EQ(count, 7U);
}

TEST(MessageTypes, BelongToTheControlTypeTheirNameBeginsWith) {
  for (const auto& type : message_types()) {
    const auto dot = type.name().find('.');
    EXPECT_EQ(type.control_type.has_value(), dot != std::string_view::npos) << type.name();
    if (!type.control_type) continue;
    const auto values = type_of<ControlType>().values;
    EXPECT_EQ(type.name().substr(0, dot), values[static_cast<std::size_t>(*type.control_type)].text);
  }
}

TEST(Profile, IsNamedByItsVersionWithOrWithoutV) {
  for (const Profile profile : all_profiles) {
    const std::string version(version_of(profile));
    EXPECT_EQ(profile_of(version), profile);
    EXPECT_EQ(profile_of("v" + version), profile);
    EXPECT_FALSE(profile_of("vv" + version));
    EXPECT_FALSE(profile_of("V" + version));
    EXPECT_FALSE(profile_of(version + " "));
  }
  for (const auto* other : {"", "v", "1.0", "v1", "1.0.0-beta", "1", "0.0.2"}) EXPECT_FALSE(profile_of(other)) << other;
}

TEST(Enumeration, NamesAndValuesLeadToEachOther) {
  for (const auto& value : type_of<Currency>().values) {
    EXPECT_EQ(name_of(from_name<Currency>(value.name).value()), value.name);
  }
  EXPECT_EQ(from_name<ControlType>("NOT_CONTROLABLE"), ControlType::not_controllable);
  EXPECT_FALSE(from_name<ControlType>("NOT_CONTROLLABLE"));
  EXPECT_FALSE(from_name<Currency>("eur"));
}

}  // namespace
}  // namespace s2
