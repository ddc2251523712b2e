// The server of S2 Connect and a stranger, in the LAN or the WAN. Each line of the input is a request, whose first byte
// chooses the route (A is the first one), whose second byte the bearer (- none, 0 to 9 one that an answer told, the
// newest first), and whose rest is the body; or it begins with a sign:
//   +     a wait of as many seconds as the line is long       &   the clock goes on to the next deadline
//   !     writes to the store fail, or no longer              ?   reads fail, or no longer
//   <     the user issues the code                            >   the user types it
//   ^     a WebSocket is opened with bearer 0 to 9            ~   the user unpairs
//   %     whoever sent the last request hangs up              *   a node that polls is told to pair
// In a body, \x01 stands for the right response to the last challenge, \x02 and \x03 for the ids of our CEM and RM,
// \x04 for that of the stranger. Nobody may be paired unless \x01 was used: the code is known by nothing else.

#include "expect.hpp"
#include "toy_crypto.hpp"

#include <connect/flaky_store.hpp>
#include <connect/people.hpp>
#include <s2/connect.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace s2::fuzz {
namespace {

using namespace connect;

constexpr std::string_view code = "ABCD234567";
constexpr std::string_view host = "pairing.example.com";
constexpr std::string_view signs = "+&!?<>^~%*";
constexpr std::size_t learned_bearers = 10;

EndpointFacts facts_of(Deployment deployment) {
  EndpointFacts facts = tests::lan_endpoint(deployment == Deployment::lan ? "hub.local" : std::string(host));
  facts.description.deployment = deployment;
  facts.pairing_url = BaseUrl::parse("https://" + std::string(host) + "/pairing/").value();
  if (deployment == Deployment::lan) facts.pairing_url = BaseUrl::parse("https://hub.local/pairing/").value();
  facts.root = RootFingerprint{};
  return facts;
}

class Scene {
 public:
  Scene(Deployment deployment, bool polls)
      : endpoint_(facts_of(deployment)), server_(endpoint_, store_, crypto_, options(polls)) {
    (void)endpoint_.host({.description = cem_, .alias = NodeIdAlias{"C1"}});
    (void)endpoint_.host({.description = rm_, .alias = NodeIdAlias{"R1"}});
    binding_ = deployment == Deployment::lan ? Binding{LeafFingerprint{}} : Binding{Domain{std::string(host)}};
  }

  void line(std::string_view line) {
    if (line.empty()) return;
    if (signs.find(line[0]) != signs.npos) {
      act(line);
    } else if (line.size() >= 2) {
      ask(line);
    }
    drain();
  }

  // Everybody who still waits is answered in the end.
  void end() {
    for (int i = 0; i < 1'000 && !waiting_.empty(); ++i) to_deadline();
    expect(waiting_.empty(), "a request is never answered");
    server_.stop();
    drain();
  }

 private:
  static ServerOptions options(bool polls) {
    ServerOptions options;
    options.offers_polling = polls;
    return options;
  }

  void ask(std::string_view line) {
    const auto all = routes();
    const Route& route = all[static_cast<unsigned char>(line[0]) % all.size()];
    Request request{.method = line[0] & 0x20 && line[0] > 'm' ? Method::other : route.method,
                    .target = std::string(route.target),
                    .bearer = bearer(line[1]),
                    .content_type = "application/json",
                    .body = body(line.substr(2)),
                    .source = "192.0.2.1",
                    .is_same_subnet = true,
                    .leaf = LeafFingerprint{}};
    last_ = ++last_id_;
    waiting_.emplace(last_, route.operation);
    server_.receive(last_, request, now_);
  }

  std::optional<Secret> bearer(char which) const {
    const std::size_t back = static_cast<unsigned char>(which) - '0';
    if (which < '0' || back >= learned_.size()) return std::nullopt;
    return learned_[learned_.size() - 1 - back];
  }

  std::string body(std::string_view text) {
    std::string made;
    for (const char c : text) {
      if (c == '\x01') {
        knows_code_ = true;
        made += to_base64(respond(crypto_, challenge_, Secret(code), binding_).bytes);
      } else if (c >= '\x02' && c <= '\x04') {
        made += (c == '\x02' ? cem_ : c == '\x03' ? rm_ : stranger_).id.text();
      } else {
        made += c;
      }
    }
    return made;
  }

  void act(std::string_view line) {
    const NodeId& own = line.size() % 2 == 0 ? cem_.id : rm_.id;
    const Time until = now_ + Duration(300'000);
    switch (line[0]) {
      case '+':
        return pass(std::chrono::seconds(line.size()));
      case '&':
        return to_deadline();
      case '!':
        store_.writes_fail = !store_.writes_fail;
        has_failed_ = true;
        return;
      case '?':
        store_.reads_fail = !store_.reads_fail;
        has_failed_ = true;
        return;
      case '<':
        return endpoint_.issue(own, Secret(code), until);
      case '>':
        return endpoint_.type_in(own, Secret(code), std::nullopt, until);
      case '^':
        return open(line.size() > 1 ? line[1] : '0');
      case '~':
        return (void)server_.sessions().unpair({own, stranger_.id}, now_);
      case '%':
        return hang_up();
      default:
        return call_out(own);
    }
  }

  void open(char which) {
    const auto admitted = server_.sessions().admit(bearer(which), "192.0.2.1", now_);
    if (!admitted) return;
    expect(admitted->pair.peer == stranger_.id || is_paired_, "a session of nobody");
    expect(is_paired_, "a session without a pairing");
    if (which % 2 == 0) server_.sessions().ended(*admitted);
  }

  void hang_up() {
    server_.closed(last_);
    waiting_.erase(last_);
  }

  void call_out(const NodeId& own) {
    for (const auto& node : server_.polling_nodes()) {
      server_.prepare(node.id, true);
      server_.request_pairing(node.id, own, now_);
    }
  }

  void pass(Duration span) {
    now_ = now_ + span;
    server_.wake(now_);
    const auto next = server_.next_deadline();
    expect(!next || *next > now_, "a deadline that passed is still waited for");
  }

  void to_deadline() {
    const auto next = server_.next_deadline();
    pass(next ? std::max(*next - now_, Duration{0}) : Duration{1'000});
    drain();
  }

  void drain() {
    while (const auto event = server_.next_pairing_event()) note(*event);
    while (const auto event = server_.next_session_event()) {
      expect(is_paired_ || std::holds_alternative<SessionRefused>(*event), "news of a pairing that never was");
    }
    while (server_.next_poll_event()) {
    }
    while (const auto answer = server_.next_answer()) take(*answer);
    const std::size_t pairs = is_paired_ ? peers_.size() * 2 : 0;
    expect(server_.sessions().pending_tokens() <= pairs * Limits::pending_tokens, "too many pending tokens");
    expect(server_.sessions().communication_tokens() <= pairs * Limits::communication_tokens, "too many tokens");
  }

  void note(const PairingEvent& event) {
    const auto* paired = std::get_if<Paired>(&event);
    if (!paired) return;
    expect(knows_code_, "somebody was paired who does not know the code");
    is_paired_ = true;
    peers_.insert(paired->pairing.pair.peer);
  }

  void take(const Answer& answer) {
    const auto found = waiting_.find(answer.id);
    expect(found != waiting_.end(), "an answer to nothing");
    const Operation operation = found->second;
    waiting_.erase(found);
    constexpr int known[] = {200, 204, 400, 401, 403, 404, 405, 413, 500, 503};
    const Response& response = answer.response;
    expect(std::find(std::begin(known), std::end(known), response.status) != std::end(known), "a strange status");
    expect(response.status != 500 || has_failed_, "500 though nothing failed");
    expect(response.status != 204 || response.body.empty(), "no content has some");
    if (response.status == 200) learn(operation, response.body);
  }

  template <class T>
  static T read(const std::string& body) {
    auto read = decode<T>(body);
    expect(read.has_value(), "an answer that we do not read ourselves");
    return *std::move(read);
  }

  void learn(Operation operation, const std::string& body) {
    if (operation == Operation::request_pairing) {
      auto response = read<RequestPairingResponse>(body);
      challenge_ = response.server_hmac_challenge;
      learn(response.pairing_attempt_id);
    } else if (operation == Operation::request_connection_details) {
      learn(read<ConnectionDetails>(body).access_token);
    } else if (operation == Operation::initiate_session) {
      learn(read<InitiateSessionResponse>(body).access_token);
    } else if (operation == Operation::confirm_access_token) {
      learn(read<WebSocketCommunicationDetails>(body).websocket_token);
    } else if (operation == Operation::wait_for_pairing) {
      expect(decode_list<WaitForPairingResponseItem>(body).has_value(), "a list that we do not read ourselves");
    }
  }

  void learn(const Secret& bearer) {
    learned_.push_back(bearer);
    if (learned_.size() > learned_bearers) learned_.erase(learned_.begin());
  }

  NodeDescription cem_ = tests::node(1, connect::Role::cem);
  NodeDescription rm_ = tests::node(2, connect::Role::rm);
  NodeDescription stranger_ = tests::node(3, connect::Role::rm);
  ToyCrypto crypto_;
  std::unique_ptr<Store> memory_ = make_memory_store();
  tests::FlakyStore store_{*memory_};
  Endpoint endpoint_;
  Server server_;
  Binding binding_;
  Time now_ = tests::start;
  Challenge challenge_;
  std::vector<Secret> learned_;
  std::map<RequestId, Operation> waiting_;
  std::set<NodeId> peers_;
  RequestId last_id_ = 0;
  RequestId last_ = 0;
  bool knows_code_ = false;
  bool is_paired_ = false;
  bool has_failed_ = false;
};

}  // namespace
}  // namespace s2::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace s2;
  if (size == 0) return 0;
  const auto script = fuzz::text_of(data, size).substr(1);
  fuzz::Scene scene((data[0] & 1) ? connect::Deployment::wan : connect::Deployment::lan, (data[0] & 2) == 0);
  fuzz::each_line(script, [&](std::string_view line) { scene.line(line); });
  scene.end();
  return 0;
}
