// Certificates in a store, by `s2 cert`.

#include "shell.hpp"
#include "temporary_folder.hpp"

#include <s2/host/lan_identity.hpp>
#include <s2/store.hpp>
#include <s2/transport/certificate.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using testing::HasSubstr;

class CertProcess : public testing::Test {
 protected:
  tests::Ran cert(const std::string& arguments) {
    return tests::run_in(folder_.path(), "s2 cert --store a.db " + arguments);
  }
  host::LanIdentity kept() {
    const auto store = store::open_file((folder_.path() / "a.db").string()).value();
    return host::kept_identity(*store)->value();
  }

  tests::TemporaryFolder folder_;
};

TEST_F(CertProcess, ThereIsNoneBeforeItIsMade) {
  EXPECT_THAT(cert("").output, HasSubstr("there is no store a.db yet"));
  EXPECT_EQ(cert("renew").exit_code, 2) << "for whom?";
  const auto made = cert("renew --name evse.local");
  EXPECT_EQ(made.exit_code, 0);
  EXPECT_THAT(made.output, HasSubstr("host name  evse.local\n"));
  EXPECT_EQ(cert("").output, made.output);
}

TEST_F(CertProcess, TheLeafIsRenewedAndTheRootReplaced) {
  ASSERT_EQ(cert("renew --name evse.local").exit_code, 0);
  const auto first = kept();
  ASSERT_EQ(cert("renew").exit_code, 0);
  const auto second = kept();
  EXPECT_EQ(second.root, first.root);
  EXPECT_NE(second.leaf, first.leaf);
  const auto asked = cert("replace");
  EXPECT_EQ(asked.exit_code, 2);
  EXPECT_THAT(asked.output, HasSubstr("has to pair again"));
  EXPECT_EQ(kept().root, first.root);
  EXPECT_EQ(cert("replace --force").exit_code, 0);
  EXPECT_NE(kept().root, first.root);
  EXPECT_EQ(kept().name, "evse.local");
}

TEST_F(CertProcess, TheRootIsGivenOutAndNoKeyIs) {
  ASSERT_EQ(cert("renew --name evse.local").exit_code, 0);
  const auto pem = cert("--pem");
  EXPECT_EQ(transport::read_certificates(pem.output)->front().fingerprint, kept().root.bytes);
  EXPECT_EQ(pem.output.find("PRIVATE"), std::string::npos);
  EXPECT_THAT(cert("--json").output, HasSubstr("\"root_sha256\":\"" + connect::fingerprint_text(kept().root.bytes)));
}

}  // namespace
}  // namespace s2::app
