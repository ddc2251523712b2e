// A store in a file keeps the contract of stores, and its file is safe.

#include "folder.hpp"

#include <connect/store_contract.hpp>
#include <s2/store.hpp>

#include <gmock/gmock.h>

#include <sys/stat.h>

namespace s2::tests {

using store::Folder;
using testing::HasSubstr;
using testing::Not;

const std::string key(32, 'k');

StoreCase in_file(const std::string& name, const store::FileOptions& options) {
  const auto folder = std::make_shared<std::unique_ptr<Folder>>();
  return {name,
          [=] {
            *folder = std::make_unique<Folder>();
            return store::open_file((*folder)->file(), options).value();
          },
          [=](auto& it) {
            it.reset();
            it = store::open_file((*folder)->file(), options).value();
          }};
}

INSTANTIATE_TEST_SUITE_P(File, StoreContract, testing::Values(in_file("plain", {}), in_file("sealed", {.key = key})),
                         testing::PrintToStringParamName());

namespace {

const auto cem = node(1, connect::Role::cem);
const auto rm = node(3, connect::Role::rm);

// C-296
TEST(FileStore, ItsFilesAreForTheirOwnerAlone) {
  const Folder folder;
  { std::ofstream(folder.file()) << ""; }
  ::chmod(folder.file().c_str(), 0644);
  const auto store = store::open_file(folder.file()).value();
  ASSERT_TRUE(store->set_value("a", "b"));
  for (const auto& one : std::filesystem::directory_iterator(folder.path)) {
    struct stat facts {};
    ASSERT_EQ(::stat(one.path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U) << one.path();
  }
}

TEST(FileStore, OneProgramAtATimeHasIt) {
  const Folder folder;
  auto first = store::open_file(folder.file());
  ASSERT_TRUE(first);
  const auto second = store::open_file(folder.file());
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().text, HasSubstr("another program has it open"));
  ASSERT_TRUE((*first)->set_value("a", "b")) << "the first is not disturbed";
  first = Result<std::unique_ptr<connect::Store>>(nullptr);
  EXPECT_TRUE(store::open_file(folder.file()));
}

TEST(FileStore, WhatCannotBeOpenedIsToldInASentence) {
  const Folder folder;
  EXPECT_THAT(store::open_file(folder.path + "/no/such.db").error().text, HasSubstr("No such file"));
  EXPECT_THAT(store::open_file(folder.write("text", std::string(5000, 'x'))).error().text, HasSubstr("it is no store"));
  EXPECT_THAT(store::open_file(folder.file(), {.key = "short"}).error().text,
              HasSubstr("has 32 bytes; this one has 5"));
}

// C-296
TEST(FileStore, SealedSecretsCannotBeReadFromItsFiles) {
  const auto pairing = as_client(rm, cem, "a-secret-token");
  const Folder plain;
  const Folder sealed;
  {
    const auto store = store::open_file(plain.file()).value();
    ASSERT_TRUE(store->put(pairing));
    EXPECT_THAT(plain.bytes(), HasSubstr("a-secret-token"));
  }
  {
    const auto store = store::open_file(sealed.file(), {.key = key}).value();
    ASSERT_TRUE(store->put(pairing));
    ASSERT_TRUE(store->set_value("ca key", "a-secret-key"));
    EXPECT_THAT(sealed.bytes(), Not(HasSubstr("a-secret")));
  }
  EXPECT_THAT(sealed.bytes(), Not(HasSubstr("a-secret")));
}

TEST(FileStore, ItKeepsToTheKeyItBeganWith) {
  const Folder sealed;
  ASSERT_TRUE(store::open_file(sealed.file(), {.key = key}));
  EXPECT_THAT(store::open_file(sealed.file()).error().text, HasSubstr("sealed; give its key"));
  EXPECT_THAT(store::open_file(sealed.file(), {.key = std::string(32, 'x')}).error().text, HasSubstr("another key"));
  const Folder plain;
  ASSERT_TRUE(store::open_file(plain.file()).value()->set_value("a", "b"));
  EXPECT_THAT(store::open_file(plain.file(), {.key = key}).error().text, HasSubstr("begun without a key"));
}

// C-263
TEST(FileStore, WhatIsTakenOutIsOverwritten) {
  const Folder folder;
  const auto pairing = as_client(rm, cem, "a-secret-token");
  {
    const auto store = store::open_file(folder.file()).value();
    ASSERT_TRUE(store->put(pairing));
    ASSERT_TRUE(store->remove(pairing.pair, std::nullopt));
  }
  EXPECT_THAT(folder.bytes(), Not(HasSubstr("a-secret-token")));
}

TEST(FileStore, ABackupIsMadeWhileItIsInUse) {
  const Folder folder;
  const auto pairing = as_client(rm, cem, "token");
  const auto store = store::open_file(folder.file()).value();
  ASSERT_TRUE(store->put(pairing));
  ASSERT_TRUE(store::back_up(folder.file(), folder.file("copy.db")));
  ASSERT_TRUE(store->put(as_client(rm, cem, "newer")));
  struct stat facts {};
  ASSERT_EQ(::stat(folder.file("copy.db").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  EXPECT_EQ(**store::open_file(folder.file("copy.db")).value()->find(pairing.pair), pairing);
  EXPECT_THAT(store::back_up(folder.file(), folder.file("copy.db")).error().text, HasSubstr("File exists"));
  EXPECT_FALSE(store::back_up(folder.file("missing.db"), folder.file("copy2.db")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("copy2.db"))) << "no half copy is left";
}

}  // namespace
}  // namespace s2::tests
