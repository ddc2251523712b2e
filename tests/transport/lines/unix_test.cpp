// Unix domain sockets: listening and connecting.

#include "../peers.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace s2::transport {
namespace {

using testing::HasSubstr;

std::string free_path() {
  static int count = 0;
  return "/tmp/s2-unix-" + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".sock";
}

// Connects, and waits until it is done.
Result<std::unique_ptr<Connection>> dial_unix(Loop& loop, const std::string& path) {
  std::optional<Result<std::unique_ptr<Connection>>> outcome;
  connect_unix(loop, path, [&](auto result) { outcome.emplace(std::move(result)); });
  EXPECT_FALSE(outcome.has_value()) << "called back from inside the call";
  EXPECT_TRUE(until(loop, [&] { return outcome.has_value(); }));
  return std::move(*outcome);
}

// A socket file whose process has died.
void leave_behind(const std::string& path) {
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  EXPECT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(socket);
}

TEST(UnixServer, KnowsItsPathAndRemovesIt) {
  Loop loop;
  const std::string path = free_path();
  std::unique_ptr<Connection> guest;
  auto server = UnixServer::listen(loop, path, [&](auto one) { guest = std::move(one); }).value();
  auto client = dial_unix(loop, path).value();
  EXPECT_EQ(client->peer(), "unix:" + path);
  ASSERT_TRUE(until(loop, [&] { return guest != nullptr; }));
  server.reset();
  EXPECT_FALSE(std::filesystem::exists(path));
  Notes told;
  guest->handle(told.handler());
  client->send("still here");
  ASSERT_TRUE(until(loop, [&] { return !told.frames.empty(); }));
}

TEST(UnixServer, ReplacesWhatADeadProcessLeft) {
  Loop loop;
  const std::string path = free_path();
  leave_behind(path);
  EXPECT_THAT(dial_unix(loop, path).error().text, HasSubstr("nothing listens there"));
  const auto server = UnixServer::listen(loop, path, [](auto) {});
  EXPECT_TRUE(server.has_value()) << server.error().text;
}

TEST(UnixServer, APathThatIsTakenIsExplained) {
  Loop loop;
  const std::string path = free_path();
  const auto server = UnixServer::listen(loop, path, [](auto) {});
  const auto second = UnixServer::listen(loop, path, [](auto) {});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().rule, "S2CPP-LISTEN");
  EXPECT_THAT(second.error().text, HasSubstr("another program listens there"));
  const std::string file = free_path();
  std::ofstream(file) << "precious";
  EXPECT_THAT(UnixServer::listen(loop, file, [](auto) {}).error().text, HasSubstr("in the way"));
  EXPECT_EQ(std::filesystem::file_size(file), 8U) << "a file that is no socket is left alone";
  std::filesystem::remove(file);
}

TEST(UnixServer, APathThatIsNoneIsExplained) {
  Loop loop;
  for (const std::string& path : {std::string(), "/tmp/" + std::string(103, 'x'), std::string("/tmp/a\0b", 8)}) {
    EXPECT_THAT(UnixServer::listen(loop, path, [](auto) {}).error().text, HasSubstr("the path"));
    const auto refused = dial_unix(loop, path);
    EXPECT_EQ(refused.error().rule, "S2CPP-CONNECT");
    EXPECT_THAT(refused.error().text, HasSubstr("the path"));
  }
  EXPECT_FALSE(UnixServer::listen(loop, "/nowhere/at/all.sock", [](auto) {}).has_value());
  EXPECT_THAT(dial_unix(loop, "/nowhere/at/all.sock").error().text, HasSubstr("nothing listens there"));
}

TEST(UnixServer, WhoIsOneTooManyIsToldAndFreesNothing) {
  Loop loop;
  const std::string path = free_path();
  LocalOptions options;
  options.connections = 1;
  std::vector<std::unique_ptr<Connection>> guests;
  const auto server = UnixServer::listen(
      loop, path, [&](auto one) { guests.push_back(std::move(one)); }, options);
  auto one = dial_unix(loop, path).value();
  ASSERT_TRUE(until(loop, [&] { return guests.size() == 1; }));
  auto two = dial_unix(loop, path).value();
  Notes told;
  two->handle(told.handler());
  ASSERT_TRUE(until(loop, [&] { return told.end().has_value(); }));
  EXPECT_EQ(told.end()->code, 1013);
  EXPECT_EQ(guests.size(), 1U);
  guests[0]->handle({.on_frame = nullptr, .on_closed = nullptr});
  one.reset();
  std::unique_ptr<Connection> three;
  ASSERT_TRUE(until(loop, [&] {
    three = dial_unix(loop, path).value();
    return guests.size() == 2;
  }));
}

TEST(UnixServer, MayBeDestroyedWhileItAccepts) {
  Loop loop;
  const std::string path = free_path();
  std::unique_ptr<UnixServer> server;
  std::unique_ptr<Connection> guest;
  server = UnixServer::listen(loop, path, [&, token = std::make_shared<int>(1)](auto one) {
             server.reset();
             if (*token == 1) guest = std::move(one);
           }).value();
  const auto client = dial_unix(loop, path);
  ASSERT_TRUE(until(loop, [&] { return guest != nullptr; }));
}

}  // namespace
}  // namespace s2::transport
