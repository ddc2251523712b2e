// What is found on the machine that runs the tests, as far as every machine has it, and visits to a peer of our own.

#include "../temporary_folder.hpp"

#include <doctor/look_around.hpp>

#include <s2/host/lan_identity.hpp>
#include <s2/transport.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace s2::tests {
namespace {

using app::MachineFacts;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(LookAround, SocketsAreCountedByTheirLocalPort) {
  const std::string table =
      "  sl  local_address rem_address   st tx_queue rx_queue\n"
      "  12: 00000000:14E9 00000000:0000 07 00000000:00000000\n"
      "  13: 00000000:14E8 00000000:14E9 07 00000000:00000000\n"
      "  14: 00000000000000000000000000000000:14E9 00000000000000000000000000000000:0000 07\n"
      "nonsense\n";
  EXPECT_EQ(app::sockets_on(table, 5353), 2U);
  EXPECT_EQ(app::sockets_on("", 5353), 0U);
}

TEST(LookAround, AFileOfCertificatesIsReadOrItIsSaidWhyNot) {
  const TemporaryFolder folder;
  const auto made = transport::make_certificate({}).value();
  std::ofstream(folder.path() / "leaf.pem") << made.certificate;
  std::ofstream(folder.path() / "text.pem") << "hello";
  EXPECT_EQ(app::read_file(folder.path() / "leaf.pem").chain.size(), 1U);
  EXPECT_THAT(app::read_file(folder.path() / "text.pem").unreadable, testing::Not(testing::IsEmpty()));
  EXPECT_THAT(app::read_file(folder.path() / "none.pem").unreadable, HasSubstr("cannot be read"));
}

TEST(LookAround, TheStoreIsLookedIntoWithoutTouchingIt) {
  const TemporaryFolder folder;
  const paired::StorePlace place{.file = folder.path() / "pairings.db", .key_file = {}};
  MachineFacts facts;
  app::look_into_store(place, "hems.local", facts);
  EXPECT_FALSE(facts.store->is_there);
  EXPECT_FALSE(std::filesystem::exists(place.file)) << "doctor made one";
  {
    const auto store = paired::open_store(place).value();
    ASSERT_TRUE(host::lan_identity(*store, "evse.local", transport::system_now()));
    app::look_into_store(place, "hems.local", facts);  // while it is open
  }
  EXPECT_EQ(facts.store->unreadable, "");
  EXPECT_FALSE(facts.store->others_may_read);
  EXPECT_EQ(facts.store->pairings, 0U);
  ASSERT_EQ(facts.certificates.size(), 1U);
  EXPECT_THAT(facts.certificates[0].chain.front().names, ElementsAre("evse.local"));
  std::filesystem::permissions(place.file, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  app::look_into_store(place, "hems.local", facts);
  EXPECT_TRUE(facts.store->others_may_read);
}

TEST(LookAround, AFileThatIsNoStoreIsToldAndNothingElseStops) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "pairings.db") << "hello";
  MachineFacts facts;
  app::look_into_store({.file = folder.path() / "pairings.db", .key_file = {}}, "", facts);
  EXPECT_THAT(facts.store->unreadable, testing::Not(testing::IsEmpty()));
}

// A server with a version index, and a visit to it.
struct Peer {
  transport::Loop loop;
  std::string body = "[\"v1\"]";
  std::shared_ptr<transport::HttpService> service;
  std::unique_ptr<transport::WebsocketServer> server;

  Peer() {
    std::vector<transport::HttpMount> mounts;
    mounts.push_back({.path = "/pairing/",
                      .on_request =
                          [this](connect::RequestId id, const connect::Request&) {
                            connect::Response answer;
                            answer.status = 200;
                            answer.body = body;
                            service->answer(id, answer);
                          },
                      .on_gone = nullptr});
    service = std::make_shared<transport::HttpService>(std::move(mounts));
    const auto root = transport::make_certificate({.names = {}, .common_name = "root", .is_authority = true}).value();
    const auto leaf = transport::make_certificate({}, &root).value();
    transport::WebsocketService all;
    all.tls =
        transport::TlsServer::make({.certificates = leaf.certificate + root.certificate, .key = leaf.key}).value();
    all.http = service;
    server = transport::WebsocketServer::listen(
                 loop, "127.0.0.1", 0, [](auto) {}, {}, std::move(all))
                 .value();
  }
  app::PeerFacts visited(const std::string& host) {
    return app::visit("https://" + host + ":" + std::to_string(server->port()) + "/pairing/", loop,
                      transport::system_resolver(loop));
  }
};

TEST(LookAround, APeerIsVisitedFromItsNameToItsVersions) {
  Peer peer;
  const auto facts = peer.visited("localhost");
  EXPECT_EQ(facts.failure, std::nullopt) << facts.failure->text;
  EXPECT_EQ(facts.host, "localhost");
  EXPECT_THAT(facts.addresses, testing::Contains("127.0.0.1"));
  EXPECT_TRUE(facts.is_index);
  EXPECT_THAT(facts.versions, ElementsAre("v1"));
  peer.body = "<html>";
  EXPECT_FALSE(peer.visited("127.0.0.1").is_index);
}

TEST(LookAround, WhereAVisitEndsIsNoted) {
  Peer peer;
  EXPECT_THAT(app::visit("http://localhost/", peer.loop, transport::system_resolver(peer.loop)).unresolved,
              HasSubstr("https"));
  EXPECT_THAT(peer.visited("no-such-host.invalid").unresolved, HasSubstr("no-such-host.invalid"));
  EXPECT_EQ(peer.visited("127.0.0.2").failure->why, connect::CallFailure::unreachable);
}

}  // namespace
}  // namespace s2::tests
