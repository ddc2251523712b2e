// The schemas we export say what the official ones say, in both profiles, and hang together.

#include <s2/schema.hpp>

#include <apps/temporary_folder.hpp>
#include <model/official_schema.hpp>
#include <s2/model/message.hpp>
#include <spec_dir.hpp>

#include <simdjson.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace s2 {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;
using testing::HasSubstr;

using Names = std::set<std::string, std::less<>>;

std::filesystem::path folder_of(Profile profile) {
  return tests::spec_dir() / "s2-json" / ("v" + std::string(version_of(profile)));
}

void write_files(const tests::TemporaryFolder& folder, Profile profile) {
  for (const SchemaFile& file : json_schema_files(profile)) folder.write(file.path, file.text);
}

Names files_in(const std::filesystem::path& folder) {
  Names names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = std::filesystem::relative(entry.path(), folder).string();
    if (name.ends_with(".schema.json")) names.insert(name);
  }
  return names;
}

// Every value of "$ref" anywhere in a schema.
void collect_references(element json, Names& references) {
  if (json.type() == element_type::ARRAY) {
    const simdjson::dom::array items = json.get_array().value();
    for (const element item : items) collect_references(item, references);
  } else if (json.type() == element_type::OBJECT) {
    const object members = json.get_object().value();
    for (const auto& [name, value] : members) {
      if (name == "$ref") references.emplace(value.get_string().value());
      collect_references(value, references);
    }
  }
}

Names references_in(element json) {
  Names references;
  collect_references(json, references);
  return references;
}

// The references that the definitions of a schema answer.
Names definitions_in(element json) {
  Names names;
  object definitions;
  if (json["$defs"].get(definitions)) return names;
  for (const auto& field : definitions) names.insert("#/$defs/" + std::string(field.key));
  return names;
}

std::string schema_of(const Type& type, Profile profile) {
  auto text = json_schema(type, profile);
  EXPECT_TRUE(text) << type.name;
  return text ? *std::move(text) : std::string();
}

class OfficialSchemaFiles : public tests::SpecTest {};

TEST_F(OfficialSchemaFiles, OursSayTheSameInBothProfiles) {
  for (const Profile profile : all_profiles) {
    const tests::TemporaryFolder folder;
    write_files(folder, profile);
    const tests::Schema official = tests::official_schema(folder_of(profile));
    const tests::Schema ours = tests::official_schema(folder.path());
    EXPECT_EQ(official.size(), ours.size());
    for (const auto& [name, lines] : official) {
      ASSERT_TRUE(ours.contains(name)) << name;
      EXPECT_EQ(ours.at(name), lines) << name;
    }
  }
}

TEST_F(OfficialSchemaFiles, OursLieWhereTheyLie) {
  for (const Profile profile : all_profiles) {
    const tests::TemporaryFolder folder;
    write_files(folder, profile);
    EXPECT_EQ(files_in(folder.path()), files_in(folder_of(profile)));
  }
}

TEST(SchemaFiles, ReferToEachOtherAndToNothingElse) {
  simdjson::dom::parser parser;
  for (const Profile profile : all_profiles) {
    const auto files = json_schema_files(profile);
    Names paths;
    for (const SchemaFile& file : files) EXPECT_TRUE(paths.insert("../" + file.path).second) << file.path;
    for (const SchemaFile& file : files) {
      for (const auto& reference : references_in(parser.parse(file.text).value())) {
        EXPECT_TRUE(paths.contains(reference)) << file.path << ' ' << reference;
      }
    }
  }
}

TEST(SchemaFiles, MessagesAndComponentsAreObjectsInSoManyWords) {
  // The official files leave it out, so that they hold for the text "3" as well (GEN-008).
  simdjson::dom::parser parser;
  for (const SchemaFile& file : json_schema_files(Profile::v1_0_0)) {
    const element json = parser.parse(file.text).value();
    std::string_view type;
    ASSERT_FALSE(json["type"].get(type)) << file.path;
    element ignored;
    EXPECT_EQ(type == "object", !json["properties"].get(ignored)) << file.path;
  }
}

TEST(Schema, OfAMessageCarriesAllItRefersToAndNoMore) {
  simdjson::dom::parser parser;
  for (const Profile profile : all_profiles) {
    for (const MessageType& message : message_types()) {
      if (!message.exists_in(profile)) continue;
      const std::string text = schema_of(message.type(), profile);
      const element json = parser.parse(text).value();
      EXPECT_EQ(references_in(json), definitions_in(json)) << message.name();
      EXPECT_EQ(json["$schema"].get_string().value(), json_schema_dialect);
    }
  }
}

TEST(Schema, OfAllMessagesOffersEachOnce) {
  simdjson::dom::parser parser;
  for (const Profile profile : all_profiles) {
    const std::string text = json_schema(profile);
    const element json = parser.parse(text).value();
    EXPECT_EQ(references_in(json), definitions_in(json));
    EXPECT_EQ(definitions_in(json).size(), json_schema_files(profile).size());
    Names offered;
    const simdjson::dom::array choices = json["oneOf"].get_array().value();
    for (const element one : choices) offered.emplace(one["$ref"].get_string().value());
    Names wanted;
    for (const MessageType& message : message_types()) {
      if (message.exists_in(profile)) wanted.insert("#/$defs/" + std::string(message.name()));
    }
    EXPECT_EQ(offered, wanted);
  }
}

TEST(Schema, TellsUnitsRangesAndTheMeaningOfValues) {
  EXPECT_THAT(schema_of(type_of<frbc::StorageStatus>(), Profile::v1_0_0),
              HasSubstr("present fill level (fill-level unit)"));
  EXPECT_THAT(schema_of(type_of<frbc::ActuatorStatus>(), Profile::v1_0_0), HasSubstr("ranges of the mode (0 to 1)"));
  EXPECT_THAT(schema_of(type_of<Timer>(), Profile::v1_0_0), HasSubstr("(ms)"));
  EXPECT_THAT(schema_of(type_of<RoleType>(), Profile::v1_0_0), HasSubstr(R"(\nENERGY_PRODUCER: produces\n)"));
}

TEST(Schema, OfAScalarWithANameStandsAlone) {
  EXPECT_THAT(schema_of(type_of<Id>(), Profile::v1_0_0), HasSubstr(R"("pattern": "[a-zA-Z0-9\\-_:]{2,64}")"));
  const std::string duration = schema_of(type_of<Duration>(), Profile::v0_0_2_beta);
  EXPECT_THAT(duration, HasSubstr("\"type\": \"integer\",\n  \"minimum\": 0\n}\n"));
  EXPECT_EQ(duration.find("$defs"), std::string::npos);
}

TEST(Schema, OfATypeTheProfileLacksIsRefused) {
  const auto refused = json_schema(type_of<ddbc::PresentDemandStatus>(), Profile::v0_0_2_beta);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().rule, "GEN-006");
  EXPECT_EQ(refused.error().text, "DDBC.PresentDemandStatus does not exist in S2 JSON 0.0.2-beta");
  EXPECT_FALSE(json_schema(type_of<double>(), Profile::v1_0_0));
}

}  // namespace
}  // namespace s2
