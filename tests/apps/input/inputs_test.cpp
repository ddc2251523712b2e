// Operands, folders, and files that are not there.

#include <input/inputs.hpp>

#include <apps/string_console.hpp>
#include <apps/temporary_folder.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

TEST(Inputs, AFolderStandsForTheSortedFilesBelowIt) {
  const tests::TemporaryFolder folder;
  const std::string b = folder.write("b.json", "12345");
  const std::string a = folder.write("a/z.s2log", "123");
  const std::string c = folder.write("c.ndjson", "");
  const std::string d = folder.write("d.jsonl", "");
  folder.write("notes.txt", "no message");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "loop");
  const auto inputs = find_inputs({folder.path().string(), "-"});
  EXPECT_EQ(inputs.paths, (std::vector<std::string>{a, b, c, d, "-"}));
  EXPECT_EQ(inputs.bytes, 8U);
  EXPECT_TRUE(inputs.failures.empty());
}

TEST(Inputs, AFolderWithoutMessagesIsAFailure) {
  const tests::TemporaryFolder folder;
  folder.write("notes.txt", "");
  const auto inputs = find_inputs({folder.path().string()});
  ASSERT_EQ(inputs.failures.size(), 1U);
  EXPECT_TRUE(inputs.paths.empty());
}

TEST(Inputs, AFileThatIsNotThereSaysSo) {
  tests::StringConsole strings;
  const Input input("/no/such/file.json", strings.console);
  EXPECT_EQ(input.failure(), "cannot read /no/such/file.json: No such file or directory");
}

TEST(Inputs, AFileIsReadFromItsBeginning) {
  const tests::TemporaryFolder folder;
  tests::StringConsole strings;
  Input input(folder.write("x.json", "hello"), strings.console);
  std::string word;
  input.stream() >> word;
  EXPECT_EQ(word, "hello");
  EXPECT_EQ(input.failure(), "");
}

TEST(Inputs, ADashIsTheStandardInput) {
  tests::StringConsole strings;
  strings.in.str("hello");
  Input input("-", strings.console);
  std::string word;
  input.stream() >> word;
  EXPECT_EQ(word, "hello");
}

}  // namespace
}  // namespace s2::app
