// A registry over TLS, both sides ours.

#include <connect/registry_records.hpp>
#include <registry/registry_service.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

struct Scene {
  transport::Certificate root =
      transport::make_certificate({.names = {}, .common_name = "registry tests", .is_authority = true}).value();
  transport::Certificate leaf = transport::make_certificate({}, &root).value();
  transport::Loop loop;
  std::unique_ptr<RegistryService> service;

  explicit Scene(unsigned count) {
    connect::RegistryServer records;
    for (unsigned n = 0; n < count; ++n) EXPECT_TRUE(records.put(tests::record(n, {n % 2 == 0 ? "NL" : "BE"})));
    service = RegistryService::open(loop, std::move(records), {"127.0.0.1", 0},
                                    {.certificates = leaf.certificate + root.certificate, .key = leaf.key})
                  .value();
  }

  Result<connect::RegistryRecords> search(const connect::RegistryQuery& query, bool trusts = true,
                                          const std::string& path = "/registry/") {
    const auto url = "https://localhost:" + std::to_string(service->port()) + path;
    return search_registry(loop, connect::BaseUrl::parse(url).value(), query,
                           {.authorities = trusts ? root.certificate : ""});
  }
};

// C-057, C-058
TEST(RegistryService, AnswersASearchWithAllItsPages) {
  Scene scene(250);
  const auto all = scene.search({});
  ASSERT_TRUE(all) << all.error().text;
  EXPECT_THAT(all->records, SizeIs(250));
  const auto some = scene.search({.regions = {{"BE"}}});
  ASSERT_TRUE(some);
  EXPECT_THAT(some->records, SizeIs(125));
  EXPECT_THAT(scene.search({.status = connect::EndpointStatus::testing})->records, SizeIs(0));
}

TEST(RegistryService, AFailureHasASentenceAndAnId) {
  Scene scene(1);
  EXPECT_EQ(scene.search({}, false).error().rule, "S2CPP-CERT-UNTRUSTED");
  EXPECT_EQ(scene.search({}, true, "/elsewhere/").error().rule, "S2CPP-NO-SUCH-SERVICE");
  const auto wrong = RegistryService::open(scene.loop, {}, {"127.0.0.1", 0}, {});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().rule, "S2CPP-TLS");
}

}  // namespace
}  // namespace s2::app
