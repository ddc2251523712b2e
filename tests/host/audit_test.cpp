// The audit trail.

#include <s2/host/audit.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace s2::host {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

constexpr Time noon{1'800'000'000, 0};

struct Folder {
  Folder() {
    std::string name = testing::TempDir() + "s2-audit-XXXXXX";
    path = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const std::string& name = "audit") const { return path + "/" + name; }
  std::string text(const std::string& name = "audit") const {
    std::ifstream in(file(name));
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string path;
};

TEST(AuditLine, IsOneObjectOfWhatIsKnown) {
  connect::Pair pair;
  pair.own = connect::parse_node_id("11111111-2222-4333-8444-555555555555").value();
  pair.peer = connect::parse_node_id("66666666-7777-4888-8999-aaaaaaaaaaaa").value();
  EXPECT_EQ(audit_line({.time = noon,
                        .event = "pairing-failed",
                        .pair = pair,
                        .source = "192.168.1.7",
                        .why = "C-141",
                        .text = "the code is wrong"}),
            "{\"time\":\"2027-01-15T08:00:00Z\",\"event\":\"pairing-failed\","
            "\"own\":\"11111111-2222-4333-8444-555555555555\",\"peer\":\"66666666-7777-4888-8999-aaaaaaaaaaaa\","
            "\"source\":\"192.168.1.7\",\"why\":\"C-141\",\"text\":\"the code is wrong\"}\n");
  EXPECT_EQ(audit_line({.time = noon, .event = "paired"}),
            "{\"time\":\"2027-01-15T08:00:00Z\",\"event\":\"paired\"}\n");
}

TEST(AuditLine, StaysOneLineWhateverStrangersAreCalled) {
  const auto line = audit_line({.time = noon, .event = "paired", .text = "a \"b\"\n\xFF" + std::string(5000, 'x')});
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_THAT(line, HasSubstr(R"(a \"b\"\n)"));
  EXPECT_LT(line.size(), 1200U);
}

TEST(AuditFile, IsForItsOwnerAndGrowsLineByLine) {
  const Folder folder;
  for (int run = 0; run < 2; ++run) {
    const auto audit = open_audit(folder.file());
    ASSERT_TRUE(audit);
    (*audit)->note({.time = noon, .event = "paired"});
    (*audit)->note({.time = noon, .event = "unpaired"});
  }
  const auto text = folder.text();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
  EXPECT_THAT(text, EndsWith("\"event\":\"unpaired\"}\n"));
  EXPECT_EQ(std::filesystem::status(folder.file()).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(AuditFile, BeginsAnewWhenItIsFull) {
  const Folder folder;
  const std::size_t line = audit_line({.time = noon, .event = "paired"}).size();
  const auto audit = open_audit(folder.file(), 3 * line);
  ASSERT_TRUE(audit);
  for (int i = 0; i < 3; ++i) (*audit)->note({.time = noon, .event = "paired"});
  EXPECT_EQ(folder.text().size(), 3 * line);
  EXPECT_FALSE(std::filesystem::exists(folder.file("audit.1")));
  (*audit)->note({.time = noon, .event = "paired"});
  EXPECT_EQ(folder.text().size(), line);
  EXPECT_EQ(folder.text("audit.1").size(), 3 * line);
  for (int i = 0; i < 3; ++i) (*audit)->note({.time = noon, .event = "paired"});
  EXPECT_EQ(folder.text("audit.1").size(), 3 * line) << "the one before is gone";
}

TEST(AuditFile, SaysWhyItCannotBeWritten) {
  const auto audit = open_audit("/nowhere/audit");
  ASSERT_FALSE(audit);
  EXPECT_EQ(audit.error().rule, "S2CPP-AUDIT");
  EXPECT_THAT(audit.error().text, HasSubstr("/nowhere/audit: cannot be written: No such file"));
}

}  // namespace
}  // namespace s2::host
