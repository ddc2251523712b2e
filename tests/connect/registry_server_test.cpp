// What a registry answers.

#include "registry_records.hpp"

#include <s2/connect/body.hpp>
#include <s2/connect/limits.hpp>

#include <gmock/gmock.h>

namespace s2::connect {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::record;
using tests::record_id;

// Ten records; even ones have CEMs, every third is in Belgium as well, the last is for testing.
RegistryServer ten() {
  RegistryServer server;
  for (unsigned n = 0; n < 10; ++n) {
    EndpointRecord one = record(n, n % 3 == 0 ? std::vector<std::string>{"NL", "BE"} : std::vector<std::string>{"NL"});
    one.cem = n % 2 == 0;
    one.rm = n % 2 == 1;
    if (n == 9) one.status = EndpointStatus::testing;
    EXPECT_TRUE(server.put(one));
  }
  return server;
}

Response get(const RegistryServer& server, std::string target) { return server.answer({.target = std::move(target)}); }

std::vector<int> found(const RegistryServer& server, const std::string& query) {
  std::vector<int> numbers;
  const auto records = decode_list<EndpointRecord>(get(server, "v1/endpoint" + query).body);
  for (const auto& one : records.value()) numbers.push_back(one.id.uuid[15]);
  return numbers;
}

// C-032, C-057
TEST(RegistryServer, HasAVersionIndex) {
  const Response index = get(ten(), "");
  EXPECT_EQ(index.status, 200);
  EXPECT_EQ(index.body, R"(["v1"])");
}

// C-058
TEST(RegistryServer, FiltersAndPages) {
  const RegistryServer server = ten();
  EXPECT_THAT(found(server, ""), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_THAT(found(server, "?status=testing"), ElementsAre(9));
  EXPECT_THAT(found(server, "?region=BE,LU"), ElementsAre(0, 3, 6));
  EXPECT_THAT(found(server, "?cem=true&region=BE"), ElementsAre(0, 6));
  EXPECT_THAT(found(server, "?rm=true"), ElementsAre(1, 3, 5, 7));
  EXPECT_THAT(found(server, "?rm=true&cem=true"), IsEmpty());
  EXPECT_THAT(found(server, "?limit=2&offset=3"), ElementsAre(3, 4));
  EXPECT_THAT(found(server, "?limit=5&offset=7"), ElementsAre(7, 8));
  EXPECT_THAT(found(server, "?offset=9"), IsEmpty());
}

// C-058
TEST(RegistryServer, AnInvalidQueryIsABadRequest) {
  EXPECT_EQ(get(ten(), "v1/endpoint?limit=0").status, 400);
  EXPECT_EQ(get(ten(), "v1/endpoint?region=Netherlands").status, 400);
}

TEST(RegistryServer, APageHasALargestSizeWhateverIsAsked) {
  RegistryServer server;
  for (unsigned n = 0; n <= Limits::registry_page; ++n) EXPECT_TRUE(server.put(record(n)));
  EXPECT_EQ(found(server, "").size(), Limits::registry_page);
  EXPECT_EQ(found(server, "?limit=1000000").size(), Limits::registry_page);
  EXPECT_EQ(found(server, "?offset=100").size(), 1U);
}

// C-059
TEST(RegistryServer, GivesOneRecordOrNone) {
  const RegistryServer server = ten();
  const Response one = get(server, "v1/endpoint/" + record_id(3).text());
  EXPECT_EQ(one.status, 200);
  EXPECT_EQ(decode<EndpointRecord>(one.body).value(), server.records()[3]);
  EXPECT_EQ(get(server, "v1/endpoint/" + record_id(77).text()).status, 404);
  EXPECT_EQ(get(server, "v1/endpoint/nonsense").status, 404);
  EXPECT_EQ(get(server, "v1/endpoint/").status, 404);
}

TEST(RegistryServer, AnythingElseIsNotThere) {
  for (const auto* target :
       {"v1", "v1/", "v2/endpoint", "v1/endpoints", "v1/endpointx/1", "endpoint", "/v1/endpoint"}) {
    EXPECT_EQ(get(ten(), target).status, 404) << target;
  }
  EXPECT_EQ(ten().answer({.method = Method::post, .target = "v1/endpoint"}).status, 405);
  EXPECT_EQ(ten().answer({.method = Method::other, .target = ""}).allow, "GET");
}

// C-060
TEST(RegistryServer, TakesValidRecordsOnly) {
  RegistryServer server;
  EndpointRecord bad = record(1);
  bad.regions.clear();
  EXPECT_EQ(server.put(bad).error().rule, "C-060");
  EXPECT_THAT(server.records(), IsEmpty());
}

TEST(RegistryServer, ARecordIsReplacedAndRemovedByItsId) {
  RegistryServer server = ten();
  EndpointRecord other = record(3);
  other.name = "Another name";
  EXPECT_TRUE(server.put(other));
  EXPECT_EQ(server.records().size(), 10U);
  EXPECT_EQ(server.records()[3].name, "Another name");
  EXPECT_TRUE(server.remove(record_id(3)));
  EXPECT_FALSE(server.remove(record_id(3)));
  EXPECT_EQ(get(server, "v1/endpoint/" + record_id(3).text()).status, 404);
}

}  // namespace
}  // namespace s2::connect
