// A search, against the server and against servers that misbehave.

#include "registry_records.hpp"

#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>

#include <gmock/gmock.h>

#include <functional>

namespace s2::connect {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::record;
using tests::record_id;
using Answer = std::function<Response(const std::string& target)>;

RegistryClient client() { return RegistryClient(BaseUrl::parse("https://registry.example.com/").value()); }

Answer answer_of(const RegistryServer& server) {
  return [&server](const std::string& target) { return server.answer({.target = target}); };
}

// Index as it should be, then the same for everything.
Answer always(Response response) {
  return [response](const std::string& target) {
    return target.empty() ? Response{.status = 200, .body = R"(["v1"])"} : response;
  };
}

// Lets calls and answers run to the end; the targets that were asked for.
std::vector<std::string> run(RegistryClient& client, const Answer& answer) {
  std::vector<std::string> targets;
  while (const auto call = client.next_call()) {
    targets.push_back(call->target);
    EXPECT_EQ(call->tls.trust, Trust::public_authorities);
    EXPECT_EQ(call->method, Method::get);
    if (targets.size() > 1'000) ADD_FAILURE() << "the search does not end";
    if (targets.size() > 1'000) break;
    client.answered(call->id, answer(call->target));
  }
  return targets;
}

RegistryRecords records(RegistryClient& client) {
  const auto outcome = client.next_outcome();
  EXPECT_TRUE(outcome.has_value());
  if (const auto* failure = outcome ? std::get_if<RegistryFailure>(&*outcome) : nullptr) {
    ADD_FAILURE() << failure->finding.text;
    return {};
  }
  return outcome ? std::get<RegistryRecords>(*outcome) : RegistryRecords{};
}

std::string failure(const Answer& answer) {
  RegistryClient one = client();
  one.search({});
  run(one, answer);
  const auto outcome = one.next_outcome();
  const auto* failed = outcome ? std::get_if<RegistryFailure>(&*outcome) : nullptr;
  return failed ? failed->finding.rule : "no failure";
}

// C-056
TEST(RegistryClient, NeedsABaseUrl) { static_assert(!std::is_default_constructible_v<RegistryClient>); }

// C-034, C-057
TEST(RegistryClient, AsksForTheIndexFirst) {
  RegistryServer server;
  ASSERT_TRUE(server.put(record(1)));
  RegistryClient one = client();
  one.search({});
  EXPECT_THAT(run(one, answer_of(server)), ElementsAre("", "v1/endpoint", "v1/endpoint?offset=1"));
  EXPECT_EQ(records(one).records.size(), 1U);
  EXPECT_FALSE(one.next_outcome());
}

// C-058
TEST(RegistryClient, FetchesAllPagesOfASearch) {
  RegistryServer server;
  for (unsigned n = 0; n < 250; ++n) ASSERT_TRUE(server.put(record(n)));
  RegistryClient one = client();
  one.search({.regions = {{"NL"}}});
  EXPECT_EQ(run(one, answer_of(server)).size(), 5U);
  EXPECT_EQ(records(one).records, server.records());
}

// C-058
TEST(RegistryClient, WithALimitFetchesOnePage) {
  RegistryServer server;
  for (unsigned n = 0; n < 9; ++n) ASSERT_TRUE(server.put(record(n)));
  RegistryClient one = client();
  one.search({.limit = 3, .offset = 2});
  EXPECT_THAT(run(one, answer_of(server)), ElementsAre("", "v1/endpoint?limit=3&offset=2"));
  EXPECT_EQ(records(one).records.size(), 3U);
}

// C-059
TEST(RegistryClient, LooksForOneRecord) {
  RegistryServer server;
  ASSERT_TRUE(server.put(record(7)));
  RegistryClient one = client();
  one.look_up(record_id(7));
  EXPECT_THAT(run(one, answer_of(server)), ElementsAre("", "v1/endpoint/" + record_id(7).text()));
  EXPECT_EQ(records(one).records, server.records());
  one.look_up(record_id(8));
  run(one, answer_of(server));
  EXPECT_THAT(records(one).records, IsEmpty());
}

// C-060
TEST(RegistryClient, SkipsRecordsThatAreNotValid) {
  EndpointRecord local = record(2);
  local.pairing_url = "https://evse.local/";
  const std::string good = encode_list(std::vector<EndpointRecord>{record(1), local});
  const std::string list = "[{\"id\":17},null," + good.substr(1);
  RegistryClient one = client();
  one.search({.limit = 10});
  run(one, always({.status = 200, .body = list}));
  const RegistryRecords found = records(one);
  EXPECT_THAT(found.records, ElementsAre(record(1)));
  EXPECT_EQ(found.skipped, 3U);
}

TEST(RegistryClient, AServerThatRepeatsItselfDoesNotKeepUsBusy) {
  RegistryClient one = client();
  one.search({});
  EXPECT_EQ(run(one, always({.status = 200, .body = encode_list(std::vector<EndpointRecord>{record(1)})})).size(), 3U);
  EXPECT_EQ(records(one).records.size(), 1U);
}

TEST(RegistryClient, TakesOnlySoManyRecords) {
  unsigned next = 0;
  RegistryClient one = client();
  one.search({});
  run(one, [&](const std::string& target) {
    if (target.empty()) return Response{.status = 200, .body = R"(["v1"])"};
    std::vector<EndpointRecord> page;
    for (int i = 0; i < 300; ++i) page.push_back(record(next++));
    return Response{.status = 200, .body = encode_list(page)};
  });
  EXPECT_EQ(records(one).records.size(), Limits::registry_records);
}

// C-036
TEST(RegistryClient, SaysWhyItFails) {
  EXPECT_EQ(failure([](const auto&) { return Response{.status = 200, .body = R"(["v2"])"}; }), "S2CPP-API-VERSIONS");
  EXPECT_EQ(failure([](const auto&) { return Response{.status = 404}; }), "S2CPP-NO-SUCH-SERVICE");
  EXPECT_EQ(failure([](const auto&) { return Response{.status = 200, .body = "<html>"}; }), "S2CPP-NOT-UNDERSTOOD");
  EXPECT_EQ(failure(always({.status = 400})), "S2CPP-REFUSED");
  EXPECT_EQ(failure(always({.status = 503})), "S2CPP-BUSY");
  EXPECT_EQ(failure(always({.status = 200, .body = "{}"})), "S2CPP-NOT-UNDERSTOOD");
}

TEST(RegistryClient, ACallWithoutAnswerEndsTheSearch) {
  RegistryClient one = client();
  one.search({});
  one.failed(one.next_call()->id, {CallFailure::expired, "yesterday"});
  EXPECT_EQ(std::get<RegistryFailure>(*one.next_outcome()).finding.rule, "S2CPP-CERT-EXPIRED");
}

TEST(RegistryClient, AnswersToCallsOfBeforeAreIgnored) {
  RegistryClient one = client();
  one.search({});
  const CallId old = one.next_call()->id;
  one.look_up(record_id(1));
  one.answered(old, {.status = 500});
  one.failed(old, {});
  EXPECT_FALSE(one.next_outcome());
  EXPECT_TRUE(one.next_call());
  one.answered(999, {.status = 500});
  EXPECT_FALSE(one.next_outcome());
}

}  // namespace
}  // namespace s2::connect
