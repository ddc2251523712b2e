// Certificates of an endpoint in the LAN over the years.

#include <s2/connect/store.hpp>
#include <s2/host/lan_identity.hpp>
#include <s2/transport/certificate.hpp>
#include <s2/transport/system.hpp>

#include <gmock/gmock.h>

namespace s2::host {
namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Duration day = hours(24);
constexpr Time noon{1'800'000'000, 0};

std::vector<transport::CertificateFacts> chain(const LanIdentity& identity) {
  return transport::read_certificates(identity.tls.certificates).value();
}

class LanIdentityTest : public testing::Test {
 protected:
  LanIdentity at(Time now, const std::string& name = "hems.local") {
    auto identity = lan_identity(*store_, name, now);
    EXPECT_TRUE(identity) << identity.error().text;
    return std::move(*identity);
  }
  std::string fault(Time now) {
    const auto identity = lan_identity(*store_, "hems.local", now);
    return identity ? "" : identity.error().rule + " " + identity.error().text;
  }

  std::unique_ptr<connect::Store> store_ = connect::make_memory_store();
};

// C-271, C-272, C-273
TEST_F(LanIdentityTest, IsALeafAndARootOfItsOwnThatIsShownToo) {
  const auto identity = at(noon);
  const auto shown = chain(identity);
  ASSERT_EQ(shown.size(), 2U);
  EXPECT_THAT(shown[0].names, ElementsAre("hems.local"));
  EXPECT_TRUE(shown[1].is_authority && shown[1].is_self_signed);
  EXPECT_EQ(shown[1].common_name, "hems.local S2 Connect CA");
  EXPECT_TRUE(transport::is_issued_by(shown[0], shown[1]));
  EXPECT_EQ(shown[0].fingerprint, identity.leaf.bytes);
  EXPECT_EQ(shown[1].fingerprint, identity.root.bytes);
  EXPECT_EQ(shown[1].valid_until, noon + hours(24 * 365 * 25)) << "the expected life of a device, and more";
  EXPECT_TRUE(transport::TlsServer::make(identity.tls)) << "the key is the leaf's";
}

// C-289
TEST_F(LanIdentityTest, SurvivesARestart) {
  const auto first = at(noon);
  const auto second = at(noon + day);
  EXPECT_EQ(first.tls.certificates, second.tls.certificates);
  EXPECT_EQ(first.tls.key, second.tls.key);
}

// C-274
TEST_F(LanIdentityTest, TheLeafIsRenewedAtTwoThirdsByTheSameRoot) {
  const auto first = at(noon);
  EXPECT_LE(chain(first)[0].valid_until - chain(first)[0].valid_from, 180 * day);
  EXPECT_EQ(first.renew_at, chain(first)[0].valid_from + 120 * day);
  EXPECT_EQ(at(first.renew_at - Duration(1)).leaf, first.leaf);
  const auto second = at(first.renew_at);
  EXPECT_NE(second.leaf, first.leaf);
  EXPECT_EQ(second.root, first.root) << "nobody has to pair again";
  EXPECT_EQ(at(first.renew_at + day).leaf, second.leaf);
}

TEST_F(LanIdentityTest, TheLeafIsRenewedWhenAsked) {
  const auto first = at(noon);
  const auto second = renew_leaf(*store_, "hems.local", noon + day);
  ASSERT_TRUE(second);
  EXPECT_NE(second->leaf, first.leaf);
  EXPECT_EQ(second->root, first.root);
  EXPECT_EQ(at(noon + 2 * day).leaf, second->leaf);
}

TEST_F(LanIdentityTest, CanBeLookedAtWithoutBeingMade) {
  EXPECT_FALSE(kept_identity(*store_)->has_value());
  const auto made = at(noon);
  const auto kept = kept_identity(*store_).value();
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->name, "hems.local");
  EXPECT_EQ(kept->leaf, made.leaf);
  EXPECT_EQ(kept->root_until, made.root_until);
}

TEST_F(LanIdentityTest, AnotherNameTakesAnotherLeaf) {
  const auto first = at(noon);
  const auto second = at(noon, "evse.local");
  EXPECT_THAT(chain(second)[0].names, ElementsAre("evse.local"));
  EXPECT_EQ(second.root, first.root);
}

// C-275
TEST_F(LanIdentityTest, AnEndedRootIsReplacedOnlyOnRequest) {
  const auto first = at(noon);
  EXPECT_THAT(fault(first.root_until + day), HasSubstr("S2CPP-TLS the root certificate of this endpoint ended on 20"));
  const auto second = replace_root(*store_, "hems.local", first.root_until + day);
  ASSERT_TRUE(second);
  EXPECT_NE(second->root, first.root);
  EXPECT_TRUE(transport::is_issued_by(chain(*second)[0], chain(*second)[1]));
  EXPECT_EQ(at(first.root_until + 2 * day).root, second->root);
}

// C-275
TEST_F(LanIdentityTest, NoLeafOutlivesItsRoot) {
  const auto first = at(noon);
  const auto last = at(first.root_until - day);
  EXPECT_EQ(last.leaf_until, first.root_until);
}

TEST_F(LanIdentityTest, ALeafOfAnotherRootIsReplaced) {
  const auto first = at(noon);
  const auto old_leaf = store_->value("lan.leaf").value().value();
  ASSERT_TRUE(replace_root(*store_, "hems.local", noon));
  ASSERT_TRUE(store_->set_value("lan.leaf", old_leaf));  // as if power had gone between the two
  const auto second = at(noon);
  EXPECT_NE(second.root, first.root);
  EXPECT_TRUE(transport::is_issued_by(chain(second)[0], chain(second)[1]));
}

TEST_F(LanIdentityTest, AStoredLeafThatCannotBeReadIsReplaced) {
  const auto first = at(noon);
  ASSERT_TRUE(store_->set_value("lan.leaf", "garbage"));
  EXPECT_EQ(at(noon).root, first.root);
}

TEST_F(LanIdentityTest, AStoredRootThatCannotBeReadIsNotThrownAwaySilently) {
  at(noon);
  const auto root = store_->value("lan.root").value().value();
  const auto leaf = store_->value("lan.leaf").value().value();
  const auto key = root.find("-----BEGIN PRIVATE");
  for (const std::string& broken : {std::string("garbage"), std::string(), root.substr(0, key), leaf,
                                    root.substr(0, key) + leaf.substr(leaf.find("-----BEGIN PRIVATE"))}) {
    ASSERT_TRUE(store_->set_value("lan.root", broken));
    EXPECT_THAT(fault(noon), HasSubstr("cannot be read; replace it"));
    EXPECT_EQ(store_->value("lan.root").value().value(), broken);
  }
  EXPECT_TRUE(replace_root(*store_, "hems.local", noon));
}

// C-288
TEST_F(LanIdentityTest, AClockThatWasNeverSetMakesNothing) {
  constexpr Time unset{3600, 0};
  EXPECT_THAT(fault(unset), HasSubstr("the clock of this machine stands at 1970-01-01T01:00:00Z; set the time first"));
  const auto identity = at(noon);
  EXPECT_EQ(at(unset).leaf, identity.leaf) << "what is there is shown; renewing it would make it worse";
}

// C-288
TEST_F(LanIdentityTest, ARootHoldsFromAPastThatNoClockIsBefore) {
  const auto identity = at(Time{4'000'000'000, 0});  // a clock that was ahead by decades …
  EXPECT_EQ(format_time(chain(identity)[1].valid_from), "2025-01-01T00:00:00Z");
  const auto later = at(noon);  // … and was set right
  EXPECT_EQ(later.root, identity.root);
  EXPECT_LE(chain(later)[0].valid_from, noon) << "a leaf that does not hold yet is renewed";
  EXPECT_GE(chain(later)[0].valid_until, noon + day);
}

}  // namespace
}  // namespace s2::host
