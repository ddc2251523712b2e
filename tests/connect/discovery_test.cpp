// What is published, and what a browser makes of it.

#include <s2/connect/discovery.hpp>
#include <s2/connect/limits.hpp>

#include <gmock/gmock.h>

namespace s2::connect {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using Txt = std::vector<std::string>;

BaseUrl url(std::string_view text) { return BaseUrl::parse(text).value(); }

Advertisement charger() {
  return {.name = "EVSE1038",
          .logo_url = "https://example.com/logo.png",
          .pairing_url = url("https://EVSE1038.local:8443/pairing/"),
          .longpolling_url = url("https://evse1038.local:8443/pairing/"),
          .has_rm = true};
}

std::string refusal(const Txt& txt) {
  const auto read = read_txt(txt);
  return read ? "fine" : read.error().rule;
}

// C-040, C-041, C-042, C-044, C-045, C-046, C-047, C-048, C-053
TEST(Discovery, AnEndpointIsPublishedWithEverythingItSays) {
  const auto record = service_record(charger());
  ASSERT_TRUE(record) << record.error().text;
  EXPECT_EQ(service_type, "_s2connect._tcp");
  EXPECT_EQ(service_domain, "local");
  EXPECT_EQ(record->instance, "evse1038");
  EXPECT_EQ(record->host, "evse1038.local");
  EXPECT_EQ(record->port, 8443);
  EXPECT_THAT(record->subtypes, ElementsAre("_rm._sub._s2connect._tcp"));
  EXPECT_THAT(record->txt, ElementsAre("txtver=1", "e_name=EVSE1038", "e_logoUrl=https://example.com/logo.png",
                                       "pairingUrl=https://evse1038.local:8443/pairing/",
                                       "longpollingUrl=https://evse1038.local:8443/pairing/", "deployment=LAN"));
}

// C-041
TEST(Discovery, AnEndpointWithBothRolesHasBothSubtypes) {
  Advertisement both = charger();
  both.has_cem = true;
  EXPECT_THAT(service_record(both)->subtypes, ElementsAre(cem_subtype, rm_subtype));
}

// C-053
TEST(Discovery, TheKeyForOldBrowsersCanBeLeftOut) {
  EXPECT_THAT(service_record(charger(), {.deployment_key = false})->txt, Not(Contains(StartsWith("deployment"))));
}

// C-049
TEST(Discovery, WithoutUrlNothingIsPublishedAndNothingIsTaken) {
  Advertisement mute = charger();
  mute.pairing_url.reset();
  EXPECT_TRUE(service_record(mute));
  mute.longpolling_url.reset();
  EXPECT_EQ(service_record(mute).error().rule, "C-049");
  EXPECT_EQ(refusal({"txtver=1", "e_name=x"}), "C-049");
  EXPECT_EQ(refusal({"txtver=1", "pairingUrl=http://h.local/"}), "C-049");
}

// C-024
TEST(Discovery, OnlyLocalNamesArePublished) {
  Advertisement wan = charger();
  wan.longpolling_url = url("https://example.com/");
  EXPECT_EQ(service_record(wan).error().rule, "C-024");
  EXPECT_EQ(refusal({"txtver=1", "pairingUrl=https://example.com/"}), "C-049");
}

// C-050
TEST(Discovery, AStringOfATxtRecordHasAtMost255Bytes) {
  Advertisement named = charger();
  named.name = std::string(Limits::txt_string_bytes - 7, 'x');
  EXPECT_TRUE(service_record(named));
  *named.name += 'x';
  EXPECT_EQ(service_record(named).error().rule, "C-050");
  EXPECT_EQ(refusal({"txtver=1", "pairingUrl=https://h.local/" + std::string(300, 'x') + '/'}), "C-049");
}

// C-044
TEST(Discovery, TheVersionIsOneInEitherSpelling) {
  EXPECT_EQ(refusal({"txtver=1", "pairingUrl=https://h.local/"}), "fine");
  EXPECT_EQ(refusal({"txtvers=1", "pairingUrl=https://h.local/"}), "fine");
  EXPECT_EQ(refusal({"txtver=2", "pairingUrl=https://h.local/"}), "C-044");
  EXPECT_EQ(refusal({"txtver", "pairingUrl=https://h.local/"}), "C-044");
  EXPECT_EQ(refusal({"pairingUrl=https://h.local/"}), "C-044");
  EXPECT_EQ(refusal({}), "C-044");
}

// C-051
TEST(Discovery, KeysAreMatchedInAnyCaseAndTheFirstCounts) {
  const auto read = read_txt(Txt{"TXTVER=1", "PAIRINGURL=https://a.local/", "pairingUrl=https://b.local/", "e_name=A=B",
                                 "E_NAME=C", "later=1", "", "=", "flag"});
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->pairing_url->host(), "a.local");
  EXPECT_EQ(read->name, "A=B");
}

// C-047, C-048
TEST(Discovery, WhatIsPublishedIsReadBack) {
  Advertisement expected = charger();
  expected.has_rm = false;  // the subtype says that, not the TXT record
  EXPECT_EQ(read_txt(service_record(charger())->txt).value(), expected);
}

// C-304
TEST(Discovery, NamesOfStrangersAreReadable) {
  EXPECT_EQ(read_txt(Txt{"txtver=1", "pairingUrl=https://h.local/", "e_name=a\xFF"})->name, "a\xEF\xBF\xBD");
  EXPECT_EQ(read_txt(Txt{"txtver=1", "pairingUrl=https://h.local/", "e_name="})->name, std::nullopt);
}

TEST(Discovery, OnlySoManyStringsAreLookedAt) {
  Txt txt(Limits::txt_strings - 2, "x=y");
  txt.insert(txt.begin(), "txtver=1");
  txt.push_back("pairingUrl=https://h.local/");
  EXPECT_EQ(refusal(txt), "fine");
  txt.insert(txt.begin(), "x=y");
  EXPECT_EQ(refusal(txt), "C-049");
}

}  // namespace
}  // namespace s2::connect
