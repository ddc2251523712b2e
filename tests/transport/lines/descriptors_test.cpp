// Descriptors as a connection: files, pipes, and what is left of them.

#include "../peers.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

namespace s2::transport {
namespace {

using testing::ElementsAre;

TEST(Descriptors, AScriptInAFileIsReadToItsEnd) {
  const std::string path = testing::TempDir() + "s2-script-" + std::to_string(::getpid());
  std::ofstream(path) << "# a script\n{\"one\": 1}\n{\"two\": 2}\n# close 1000 done\n";
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  Loop loop;
  Notes told;
  const auto connection = connect_descriptors(loop, file, nowhere).value();
  connection->handle(told.handler());
  ASSERT_TRUE(until(loop, [&] { return told.end().has_value(); }));
  EXPECT_THAT(told.frames, ElementsAre("{\"one\": 1}", "{\"two\": 2}"));
  EXPECT_EQ(told.end()->text, "done");
  ::close(file);
  ::close(nowhere);
  std::filesystem::remove(path);
}

TEST(Descriptors, AreLeftAsTheyWere) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  {
    Loop loop;
    Notes told;
    const auto connection = connect_descriptors(loop, ends[0], ends[1]).value();
    connection->handle(told.handler());
    connection->send("to myself");
    ASSERT_TRUE(until(loop, [&] { return told.frames.size() == 1; }));
    EXPECT_NE(::fcntl(ends[0], F_GETFL) & O_NONBLOCK, 0);
  }
  EXPECT_EQ(::fcntl(ends[0], F_GETFL) & O_NONBLOCK, 0);
  EXPECT_EQ(::fcntl(ends[1], F_GETFL) & O_NONBLOCK, 0);
  EXPECT_EQ(::write(ends[1], "x", 1), 1) << "they are still open";
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(Descriptors, AReaderThatIsGoneEndsTheConnectionAndNotTheProcess) {
  int there[2], back[2];
  ASSERT_EQ(::pipe(there), 0);
  ASSERT_EQ(::pipe(back), 0);
  Loop loop;
  Notes told;
  const auto connection = connect_descriptors(loop, back[0], there[1]).value();
  connection->handle(told.handler());
  ::close(there[0]);
  connection->send("nobody reads this");
  ASSERT_TRUE(until(loop, [&] { return told.end().has_value(); }));
  EXPECT_EQ(told.end()->code, 1006);
  for (const int end : {there[1], back[0], back[1]}) ::close(end);
}

TEST(Descriptors, OneThatIsNotOpenIsExplained) {
  Loop loop;
  const auto refused = connect_descriptors(loop, 4711, 4712);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().rule, "S2CPP-CONNECT");
  EXPECT_THAT(refused.error().text, testing::HasSubstr("cannot use stdio"));
}

}  // namespace
}  // namespace s2::transport
