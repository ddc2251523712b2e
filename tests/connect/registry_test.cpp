// Records and queries of the registry.

#include "registry_records.hpp"

#include <s2/connect/limits.hpp>
#include <s2/connect/pairing_code.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using tests::record;

std::string wrong(void (*spoil)(EndpointRecord&)) {
  EndpointRecord one = record(1);
  spoil(one);
  const auto finding = check_record(one);
  return finding ? finding->rule + ' ' + finding->pointer : "fine";
}

// C-060
TEST(RegistryRecord, HasTheFormOfTheSpecification) {
  EXPECT_EQ(wrong([](auto&) {}), "fine");
  EXPECT_EQ(wrong([](auto& one) { one.name.clear(); }), "C-060 /name");
  EXPECT_EQ(wrong([](auto& one) { one.icon128 = "128.png"; }), "C-060 /icon128");
  EXPECT_EQ(wrong([](auto& one) { one.regions.clear(); }), "C-060 /regions");
  EXPECT_EQ(wrong([](auto& one) { one.pairing_url = "http://example.com/"; }), "C-060 /pairingUrl");
  EXPECT_EQ(wrong([](auto& one) { one.pairing_url = "https://example.com/v1/"; }), "C-060 /pairingUrl");
  EXPECT_EQ(wrong([](auto& one) { one.pairing_url = "https://evse.local/"; }), "C-060 /pairingUrl");
}

// C-060
TEST(RegistryRecord, LengthsAreCountedInCharacters) {
  const auto repeated = [](std::string_view text, std::size_t times) {
    std::string all;
    for (; times > 0; --times) all += text;
    return all;
  };
  EndpointRecord one = record(1);
  one.name = repeated("\u00e9", Limits::registry_name_characters);
  one.description = repeated("\u00e9", Limits::registry_description_characters);
  EXPECT_FALSE(check_record(one));
  one.description += 'x';
  EXPECT_EQ(check_record(one)->pointer, "/description");
  one.name += 'x';
  EXPECT_EQ(check_record(one)->pointer, "/name");
}

// C-058
TEST(RegistryQuery, IsWrittenAndReadBack) {
  const RegistryQuery all{.regions = {{"NL"}, {"BE"}, {"LU"}},
                          .status = EndpointStatus::testing,
                          .cem = true,
                          .rm = false,
                          .limit = 10,
                          .offset = 20};
  EXPECT_EQ(target_of(all), "v1/endpoint?region=NL,BE,LU&status=testing&cem=true&rm=false&limit=10&offset=20");
  EXPECT_EQ(read_registry_query(target_of(all)).value(), all);
  EXPECT_EQ(target_of({}), "v1/endpoint");
  EXPECT_EQ(read_registry_query("v1/endpoint").value(), RegistryQuery{});
}

// C-058
TEST(RegistryQuery, AValueThatIsNoneIsRefused) {
  for (const auto* query :
       {"region=", "region=nl", "region=NL,", "region=NLD", "status=PUBLIC", "status=", "cem=1", "cem=", "rm=True",
        "limit=0", "limit=-1", "limit=x", "limit=", "limit=99999999999999999999999", "offset=-1", "offset=1.5",
        "cem=true&cem=true", "region=%"}) {
    EXPECT_FALSE(read_registry_query(std::string("v1/endpoint?") + query)) << query;
  }
  EXPECT_TRUE(read_registry_query("v1/endpoint?later=x&offset=0&limit=1&region=NL%2CBE"));
}

// C-058
TEST(RegistryQuery, WantsWhatFitsAllFilters) {
  EndpointRecord one = record(1, {"NL", "BE"});
  one.cem = true;
  EXPECT_TRUE(RegistryQuery{}.wants(one));
  EXPECT_TRUE((RegistryQuery{.regions = {{"LU"}, {"BE"}}}.wants(one)));
  EXPECT_FALSE((RegistryQuery{.regions = {{"LU"}}}.wants(one)));
  EXPECT_TRUE((RegistryQuery{.cem = true, .rm = false}.wants(one)));
  EXPECT_FALSE((RegistryQuery{.cem = false}.wants(one)));
  EXPECT_FALSE((RegistryQuery{.rm = true}.wants(one)));
  one.status = EndpointStatus::testing;
  EXPECT_FALSE(RegistryQuery{}.wants(one));
  EXPECT_TRUE((RegistryQuery{.status = EndpointStatus::testing}.wants(one)));
}

}  // namespace
}  // namespace s2::connect
