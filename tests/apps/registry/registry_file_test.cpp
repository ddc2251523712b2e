// A registry in a file.

#include <connect/registry_records.hpp>
#include <registry/registry_file.hpp>

#include <gmock/gmock.h>
#include <apps/temporary_folder.hpp>

namespace s2::app {
namespace {

using testing::HasSubstr;

TEST(RegistryFile, IsWrittenAsItIsRead) {
  const tests::TemporaryFolder folder;
  const auto file = (folder.path() / "registry.json").string();
  for (const std::size_t count : {0U, 1U, 3U}) {
    std::vector<connect::EndpointRecord> records;
    for (unsigned n = 0; n < count; ++n) records.push_back(tests::record(n));
    ASSERT_TRUE(write_registry(file, records));
    const auto read = read_registry(file);
    ASSERT_TRUE(read) << read.error().text;
    EXPECT_EQ(read->records(), records);
  }
  EXPECT_FALSE(std::filesystem::exists(file + ".new"));
}

TEST(RegistryFile, SaysWhatIsWrongWithIt) {
  const tests::TemporaryFolder folder;
  EXPECT_THAT(read_registry("/nowhere/registry.json").error().text, HasSubstr("No such file"));
  EXPECT_THAT(read_registry(folder.write("a.json", "[")).error().text, HasSubstr("a.json: "));
  EXPECT_FALSE(read_registry(folder.write("b.json", "{}")));
  auto local = tests::record(1);
  local.pairing_url = "https://evse.local/";
  ASSERT_TRUE(write_registry(folder.write("c.json", ""), {local}));
  EXPECT_THAT(read_registry((folder.path() / "c.json").string()).error().text,
              HasSubstr("the record 'Endpoint 1': an endpoint of the registry has a public name"));
  EXPECT_THAT(write_registry("/nowhere/registry.json", {}).error().text, HasSubstr("cannot be written"));
}

}  // namespace
}  // namespace s2::app
