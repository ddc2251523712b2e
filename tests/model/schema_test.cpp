// The tables of the model are the official schemas: every type, property, order, requiredness, list size, reference,
// constant and enumeration value, in both profiles and both directions.

#include "official_schema.hpp"
#include "spec_dir.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

namespace s2 {
namespace {

using tests::Lines;
using tests::Schema;

std::filesystem::path folder_of(Profile profile) {
  return tests::spec_dir() / "s2-json" / ("v" + std::string(version_of(profile)));
}

// Where we deviate from an official file on purpose: profile, type and the line, with - for what only the official
// file says and + for what only we say. There is no deviation.
const Lines deviations = {};

Lines differences(Profile profile) {
  Lines found;
  const Schema official = tests::official_schema(folder_of(profile));
  const Schema ours = tests::our_schema(profile);
  const auto report = [&](const Schema& one, const Schema& other, const std::string& sign) {
    for (const auto& [name, lines] : one) {
      const auto counterpart = other.find(name);
      for (const auto& line : lines) {
        const bool known =
            counterpart != other.end() &&
            std::find(counterpart->second.begin(), counterpart->second.end(), line) != counterpart->second.end();
        if (!known) found.push_back(std::string(version_of(profile)) + ' ' + name + ' ' + sign + ' ' + line);
      }
    }
  };
  report(official, ours, "-");
  report(ours, official, "+");
  // The same lines in another order: we write members in the order of the official file.
  for (const auto& [name, lines] : official) {
    const auto counterpart = ours.find(name);
    if (found.empty() && counterpart != ours.end() && counterpart->second != lines) found.push_back(name + ": order");
  }
  return found;
}

class OfficialSchema : public tests::SpecTest {};

TEST_F(OfficialSchema, TheTablesOfBothProfilesSayWhatTheOfficialFilesSay) {
  Lines found;
  for (const Profile profile : all_profiles) {
    const auto more = differences(profile);
    found.insert(found.end(), more.begin(), more.end());
  }
  EXPECT_EQ(found, deviations);
}

TEST_F(OfficialSchema, EveryOfficialTypeIsThereAndNoneIsOursAlone) {
  for (const Profile profile : all_profiles) {
    const Schema official = tests::official_schema(folder_of(profile));
    EXPECT_EQ(official.size(), profile == Profile::v1_0_0 ? 77U : 76U);
    EXPECT_EQ(official.size(), tests::our_schema(profile).size());
  }
}

TEST_F(OfficialSchema, TheComparisonSeesWhatIsChanged) {
  // A test of the test: every single line that is missing or different on either side is a difference.
  const Schema official = tests::official_schema(folder_of(Profile::v1_0_0));
  Schema ours = tests::our_schema(Profile::v1_0_0);
  ASSERT_EQ(official, ours);
  std::size_t lines = 0;
  for (auto& [name, said] : ours) {
    for (auto& line : said) {
      line += '?';
      ASSERT_NE(official, ours) << name;
      line.pop_back();
      ++lines;
    }
  }
  // A line for each of 77 types, 310 properties and the values of 13 enumerations.
  EXPECT_GT(lines, 500U);
}

TEST_F(OfficialSchema, IdsAreLegalExactlyWhenThePublishedPatternIsFoundInThem) {
  const std::string said = tests::official_schema(folder_of(Profile::v1_0_0)).at("ID").front();
  const std::regex pattern(said.substr(said.find('[')));
  constexpr std::string_view letters = "aZ09-_:. \n{\xC3";
  // Every text of up to four of these characters.
  std::vector<std::string> texts = {""};
  for (std::size_t from = 0, length = 1; length <= 4; ++length) {
    const std::size_t to = texts.size();
    for (; from < to; ++from) {
      for (const char letter : letters) texts.push_back(texts[from] + letter);
    }
  }
  for (const auto& text : texts) ASSERT_EQ(is_legal_id(text), std::regex_search(text, pattern)) << text;
}

}  // namespace
}  // namespace s2
