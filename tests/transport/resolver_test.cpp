// What this machine resolves by itself.

#include "peers.hpp"

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using testing::AnyOf;
using testing::Each;
using testing::HasSubstr;

using Found = Result<std::vector<std::string>>;

Found look_up(Loop& loop, Resolver& resolver, const std::string& host) {
  std::optional<Found> found;
  resolver.look_up(host, [&](Found came) { found.emplace(std::move(came)); });
  EXPECT_FALSE(found) << "nobody is called back from inside the call";
  EXPECT_TRUE(until(loop, [&] { return found.has_value(); }));
  return std::move(*found);
}

TEST(Resolver, TheSystemKnowsThisMachine) {
  Loop loop;
  const auto found = look_up(loop, *system_resolver(loop), "localhost");
  ASSERT_TRUE(found) << found.error().text;
  EXPECT_FALSE(found->empty());
  EXPECT_THAT(*found, Each(AnyOf("127.0.0.1", "::1")));
}

TEST(Resolver, ANameThatDoesNotExistIsToldInASentence) {
  Loop loop;
  // ".invalid" is reserved for names that do not exist (RFC 6761, 6.4).
  const auto found = look_up(loop, *system_resolver(loop), "no-such-host.invalid");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().rule, "S2CPP-RESOLVE");
  EXPECT_EQ(found.error().value, "no-such-host.invalid");
  EXPECT_THAT(found.error().text, HasSubstr("no host named 'no-such-host.invalid' is known"));
}

TEST(Resolver, ItsEndEndsItsLookUps) {
  Loop loop;
  bool called = false;
  system_resolver(loop)->look_up("localhost", [&](const Found&) { called = true; });
  loop.run();
  EXPECT_FALSE(called);
}

}  // namespace
}  // namespace s2::transport
