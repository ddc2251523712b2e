// Where pairings live.

#include <connect/people.hpp>
#include <paired/store_file.hpp>

#include <gmock/gmock.h>
#include <apps/temporary_folder.hpp>

#include <cstdlib>
#include <filesystem>

namespace s2::paired {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;

// An environment of its own; the present one comes back with its end.
class StoreFile : public testing::Test {
 protected:
  static constexpr const char* names[] = {"XDG_STATE_HOME", "HOME", "CREDENTIALS_DIRECTORY"};
  void SetUp() override {
    for (const char* name : names) {
      const char* value = std::getenv(name);
      before_.push_back(value ? std::optional<std::string>(value) : std::nullopt);
      ::unsetenv(name);
    }
  }
  void TearDown() override {
    for (std::size_t i = 0; i < std::size(names); ++i) {
      if (before_[i]) {
        ::setenv(names[i], before_[i]->c_str(), 1);
      } else {
        ::unsetenv(names[i]);
      }
    }
  }
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  tests::TemporaryFolder folder_;
  std::vector<std::optional<std::string>> before_;
};

TEST_F(StoreFile, IsWhereTheStateOfUsersIs) {
  EXPECT_THAT(file_of({}).error().text, HasSubstr("--store FILE"));
  ::setenv("HOME", "/people/ada", 1);
  EXPECT_EQ(file_of({}).value(), "/people/ada/.local/state/s2/pairings.db");
  ::setenv("XDG_STATE_HOME", "/state", 1);
  EXPECT_EQ(file_of({}).value(), "/state/s2/pairings.db");
  EXPECT_EQ(file_of({.file = "here.db", .key_file = ""}).value(), "here.db");
  EXPECT_EQ(file_of({.file = "", .key_file = "", .usual = "talk.db"}).value(), "/state/s2/talk.db");
}

TEST_F(StoreFile, TheUsualFolderIsMadeForItsOwnerAlone) {
  ::setenv("XDG_STATE_HOME", path("state").c_str(), 1);
  const auto store = open_store({});
  ASSERT_TRUE(store) << store.error().text;
  EXPECT_EQ(fs::status(path("state/s2")).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(path("state/s2/pairings.db")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(StoreFile, OtherFoldersAreNot) {
  EXPECT_FALSE(open_store({.file = path("missing/pairings.db"), .key_file = ""}));
  EXPECT_FALSE(fs::exists(path("missing")));
}

TEST_F(StoreFile, IsSealedWithTheKeyThatIsTold) {
  const auto key = folder_.write("key", std::string(64, '7'));
  const StorePlace sealed{.file = path("a.db"), .key_file = key};
  ASSERT_TRUE(open_store(sealed).value()->set_value("name", "value"));
  EXPECT_FALSE(open_store({.file = path("a.db"), .key_file = ""}));
  EXPECT_EQ(open_store(sealed).value()->value("name").value(), "value");
  EXPECT_THAT(open_store({.file = path("b.db"), .key_file = path("no key")}).error().text, HasSubstr("No such file"));
}

TEST_F(StoreFile, IsSealedWithTheCredentialOfTheServiceManager) {
  folder_.write("credentials/s2-store-key", std::string(32, 'k'));
  ::setenv("CREDENTIALS_DIRECTORY", path("credentials").c_str(), 1);
  ASSERT_TRUE(open_store({.file = path("a.db"), .key_file = ""}).value()->set_value("name", "value"));
  ::unsetenv("CREDENTIALS_DIRECTORY");
  EXPECT_FALSE(open_store({.file = path("a.db"), .key_file = ""}));
}

TEST_F(StoreFile, ACopyCanBeLookedAtWhileTheStoreIsOpen) {
  const StorePlace place{.file = path("a.db"), .key_file = ""};
  EXPECT_THAT(StoreCopy::open(place).error().text, HasSubstr("there is no store"));
  EXPECT_FALSE(fs::exists(place.file)) << "looking makes nothing";
  const auto store = open_store(place);
  ASSERT_TRUE((*store)->set_value("name", "value"));
  {
    auto copy = StoreCopy::open(place);
    ASSERT_TRUE(copy) << copy.error().text;
    const auto moved = std::move(*copy);
    EXPECT_EQ(moved.store().value("name").value(), "value");
    EXPECT_TRUE(moved.store().set_value("name", "other"));
  }
  EXPECT_EQ((*store)->value("name").value(), "value");
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    EXPECT_EQ(entry.path().filename().string().find(".copy-"), std::string::npos) << "the copy is gone";
  }
}

}  // namespace
}  // namespace s2::paired
