// The files that s2 schema writes; what it prints is in the transcripts.

#include "shell.hpp"
#include "temporary_folder.hpp"

#include <console.hpp>
#include <s2/schema.hpp>
#include <spec_dir.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

TEST(SchemaVerb, WritesTheFilesOfAVersion) {
  for (const Profile profile : all_profiles) {
    const tests::TemporaryFolder folder;
    const auto ran =
        tests::run_in(folder.path(), "s2 schema --out made/here --profile " + std::string(version_of(profile)));
    EXPECT_EQ(ran.exit_code, app::done) << ran.output;
    for (const SchemaFile& file : json_schema_files(profile)) {
      EXPECT_EQ(tests::text_of(folder.path() / "made/here" / file.path), file.text);
    }
  }
}

TEST(SchemaVerb, ReplacesWhatIsThere) {
  const tests::TemporaryFolder folder;
  folder.write("schemas/ID.schema.json", std::string(100'000, ' '));
  EXPECT_EQ(tests::run_in(folder.path(), "s2 schema --out .").exit_code, app::done);
  EXPECT_LT(tests::text_of(folder.path() / "schemas/ID.schema.json").size(), 1'000U);
}

TEST(SchemaVerb, SaysWhichFileCannotBeWritten) {
  const tests::TemporaryFolder folder;
  folder.write("messages", "a file where a folder should be");
  const auto ran = tests::run_in(folder.path(), "s2 schema --out .");
  EXPECT_EQ(ran.exit_code, app::could_not_run);
  EXPECT_EQ(ran.output, "s2: cannot write ./messages/Handshake.schema.json: Not a directory\n");
}

}  // namespace
}  // namespace s2
