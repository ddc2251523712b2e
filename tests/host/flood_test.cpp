// A flood of attempts to pair: ten thousand, by clients without the code, over real connections.

#include "../transport/attacks/raw_tls.hpp"
#include "party.hpp"

#include <s2/connect/body.hpp>
#include <s2/transport/crypto.hpp>

#include <gmock/gmock.h>

#include <deque>

#include <malloc.h>

namespace s2::host {
namespace {

using namespace connect;
using testing::HasSubstr;
using transport::RawTls;

constexpr std::size_t flood = 10'000;
constexpr std::size_t at_once = 100;       // connections; both ends of each are in this process
constexpr std::size_t for_each_one = 20;   // attempts on a connection, which is what one address may do at once
constexpr std::size_t mebibyte = 1 << 20;  // of memory, for each connection and its two ends

std::size_t memory_in_use() { return ::mallinfo2().uordblks; }

// Whoever tries to pair without the code: one attempt after the other, and a guess when one is opened.
class Stranger {
 public:
  Stranger(const NodeId& target, std::uint16_t port, const std::string& source, Crypto& crypto)
      : crypto_(crypto), target_(target), wire_(port, transport::Offer::modern, source) {}

  // What was answered since the last look.
  std::optional<transport::RawAnswer> answer() {
    if (wire_.received().empty()) return std::nullopt;
    auto answers = transport::answers_in(wire_.received());
    if (answers.empty()) return std::nullopt;
    wire_.forget();
    return std::move(answers.front());
  }
  void attempt() {
    RequestPairingRequest asked;
    asked.client_node_description = tests::node(200, connect::Role::rm);
    asked.client_node_description.id = make_node_id(crypto_);
    asked.client_endpoint_description = {.name = "stranger", .logo_url = {}, .deployment = Deployment::lan};
    asked.node_id = target_;
    asked.supported_communication_protocols = {CommunicationProtocol::web_socket};
    asked.supported_s2_message_versions = {"v1.0.0"};
    asked.supported_hmac_hashing_algorithms = {HmacHashingAlgorithm::sha256};
    asked.client_hmac_challenge = make_challenge(crypto_);
    ++tried_;
    wire_.say(transport::post("v1/requestPairing", encode(asked)));
  }
  void guess(const RequestPairingResponse& opened) {
    RequestConnectionDetailsRequest asked;
    asked.server_hmac_challenge_response = respond(crypto_, opened.server_hmac_challenge, Secret("guessed"), Domain{});
    tried_ = for_each_one;
    wire_.say(transport::post("v1/requestConnectionDetails", encode(asked), opened.pairing_attempt_id.reveal()));
  }
  // Whether it has had its attempts, or one that was opened.
  bool is_through() const { return tried_ == for_each_one; }
  bool hung_up() { return wire_.hung_up(); }

 private:
  Crypto& crypto_;
  NodeId target_;
  RawTls wire_;
  std::size_t tried_ = 0;
};

class FloodTest : public testing::Test {
 protected:
  void serve(std::size_t threads) {
    HostSettings settings = lan_server("hems");
    settings.threads = threads;
    host = EndpointHost::open(loop, *store, std::move(settings), {}).value();
    ASSERT_TRUE(host->add_node({.description = node}));
    code = std::string(host->static_code(node.id).value().reveal());
  }

  std::string next_source() {
    if (!from_everywhere) return "127.0.0.1";
    ++sources;
    return "127.1." + std::to_string(sources / 250) + '.' + std::to_string(1 + sources % 250);
  }
  // The next attempt at this place, by somebody new when whoever has it is through.
  void attempt(std::unique_ptr<Stranger>& place) {
    if (begun == flood) return place.reset();
    if (!place || place->is_through()) {
      place = std::make_unique<Stranger>(node.id, host->facts().pairing_url->port(), next_source(), *crypto);
    }
    ++begun;
    place->attempt();
  }
  void look_at(std::unique_ptr<Stranger>& place) {
    const auto answer = place->answer();
    if (!answer) {
      ASSERT_FALSE(place->hung_up()) << "nobody is dropped as long as there is room for his handshake";
      return;
    }
    ++statuses[answer->status];
    if (answer->status == 200) return place->guess(decode<RequestPairingResponse>(answer->body).value());
    if (answer->status == 503) {
      EXPECT_THAT(answer->head, HasSubstr("\r\nRetry-After: "));
    }
    attempt(place);
  }
  // Ten thousand attempts; how many seconds they took, rounded up.
  std::size_t pour() {
    const auto since = std::chrono::steady_clock::now();
    std::vector<std::unique_ptr<Stranger>> places(at_once);
    for (auto& place : places) attempt(place);
    EXPECT_TRUE(transport::until(loop, [&] {
      loop.poll();
      bool is_over = true;
      for (auto& place : places) {
        if (place) look_at(place);
        is_over = is_over && !place;
      }
      most_in_use = std::max(most_in_use, memory_in_use());
      return is_over || HasFatalFailure();
    }));
    const auto passed = std::chrono::steady_clock::now() - since;
    return static_cast<std::size_t>(std::chrono::ceil<std::chrono::seconds>(passed).count());
  }

  void expect_that_nobody_got_in(std::size_t seconds) {
    const std::size_t opened = statuses[200];
    EXPECT_LE(opened, seconds + 1) << "one attempt a second";
    EXPECT_EQ(statuses[503], flood - opened) << "all others have to come back later";
    EXPECT_EQ(statuses[401] + statuses[403], opened) << "each guess was wrong, or too late";
    EXPECT_EQ(statuses.size(), 4U) << "and there was no other answer";
    EXPECT_TRUE(store->all().value().empty());
  }
  void expect_that_the_owner_pairs() {
    Party rm(loop, lan_client("evse"), tests::node(2, connect::Role::rm));
    EXPECT_TRUE(std::holds_alternative<Paired>(rm.pair(*host->facts().pairing_url, code)));
    EXPECT_TRUE(rm.has_sessions(1));
  }

  transport::Loop loop;
  std::unique_ptr<Crypto> crypto = transport::make_crypto();
  std::unique_ptr<Store> store = make_memory_store();
  NodeDescription node = tests::node(1, connect::Role::cem);
  std::unique_ptr<EndpointHost> host;
  std::string code;

  bool from_everywhere = false;
  std::size_t sources = 0;
  std::size_t begun = 0;
  std::size_t most_in_use = 0;
  std::map<int, std::size_t> statuses;
};

// C-148, C-149, C-300
TEST_F(FloodTest, TenThousandAttemptsOfOneAddressOpenOneASecondAndTheOwnerPairsAfterwards) {
  serve(0);
  const std::size_t before = memory_in_use();
  expect_that_nobody_got_in(pour());
  EXPECT_LT(most_in_use, before + at_once * mebibyte);
  EXPECT_LT(memory_in_use(), before + 4 * mebibyte) << "nothing is left of it";
  expect_that_the_owner_pairs();
}

// Each asks no more often than a stranger may, so it is the queue of the node that turns them away; and two threads
// carry them.
// C-148, C-149, C-186
TEST_F(FloodTest, TenThousandAttemptsOfHundredsOfAddressesOpenOneASecondAsWell) {
  from_everywhere = true;
  serve(2);
  const std::size_t before = memory_in_use();
  expect_that_nobody_got_in(pour());
  EXPECT_LT(most_in_use, before + at_once * mebibyte);
  EXPECT_LT(memory_in_use(), before + 4 * mebibyte) << "nothing is left of it";
  expect_that_the_owner_pairs();
}

}  // namespace
}  // namespace s2::host
