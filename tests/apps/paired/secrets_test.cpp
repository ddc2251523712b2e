// No secret gets into what an endpoint writes down: everything that goes over the wire is noted at the other side, and
// looked for in the audit trail, in notes and in sentences.

#include <apps/temporary_folder.hpp>
#include <connect/people.hpp>
#include <paired/endpoint.hpp>
#include <paired/sentences.hpp>
#include <s2/transport/crypto.hpp>
#include <s2/transport/system.hpp>

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <variant>

namespace s2::paired {
namespace {

using namespace connect;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

// A device that is made of engines, and notes down every secret that it sees.
class Witness {
 public:
  explicit Witness(transport::Loop& loop) : loop_(loop), client_(loop) {
    EXPECT_TRUE(endpoint_.host({.description = node_}));
  }

  PairingEvent pair(const BaseUrl& url, const std::string& code) {
    endpoint_.type_in(node_.id, Secret(code), std::nullopt, transport::system_now() + connect::Limits::token_life);
    PairingClient engine(endpoint_, *store_, *crypto_, {.url = url, .node = node_.id, .token = Secret(code)});
    EXPECT_TRUE(engine.start(transport::system_now()));
    carry(engine);
    std::optional<PairingEvent> last;
    until([&] {
      while (auto event = engine.next_event()) last = std::move(event);
      return last && (std::holds_alternative<Paired>(*last) || std::holds_alternative<PairingFailed>(*last));
    });
    return last.value_or(PairingFailed{});
  }

  // Asks for a session, or ends the pairing.
  void visit(bool to_unpair) {
    const auto pairing = store_->all().value().at(0);
    SessionClient engine(endpoint_, *store_, *crypto_, pairing.pair);
    if (to_unpair)
      EXPECT_TRUE(engine.unpair(transport::system_now()));
    else
      engine.start(transport::system_now());
    carry(engine);
    bool done = false;
    until([&] {
      while (auto event = engine.next_event()) {
        if (const auto* ready = std::get_if<SessionReady>(&*event)) secrets.emplace(ready->token.reveal());
        done = done || std::holds_alternative<SessionReady>(*event) || std::holds_alternative<Unpaired>(*event);
      }
      return done;
    });
    EXPECT_TRUE(done);
  }

  // Sends a request of nobody.
  void knock(Call call) {
    bool done = false;
    note(call);
    client_.call(call, [&](auto) { done = true; });
    until([&] { return done; });
  }

  std::set<std::string> secrets;

 private:
  void until(const std::function<bool()>& done) {
    for (int i = 0; i < 4000 && !done(); ++i) loop_.run_one(Duration(5));
  }

  void note(const Call& call) {
    if (call.bearer) secrets.emplace(call.bearer->reveal());
    note(call.body);
  }

  void note(const std::string& body) {
    static const std::regex member(
        R"re("(accessToken|websocketToken|pairingAttemptId|\w*[cC]hallenge|\w*[cC]hallengeResponse)":"([^"]+)")re");
    for (std::sregex_iterator found(body.begin(), body.end(), member), end; found != end; ++found) {
      secrets.insert((*found)[2].str());
    }
  }

  template <class Engine>
  void carry(Engine& engine) {
    while (auto call = engine.next_call()) {
      note(*call);
      client_.call(*call, [this, &engine, id = call->id](Result<transport::Answered, CallError> outcome) {
        if (outcome) {
          note(outcome->response.body);
          engine.answered(id, outcome->response, outcome->tls, transport::system_now());
        } else {
          engine.failed(id, outcome.error(), transport::system_now());
        }
        carry(engine);
      });
    }
  }

  transport::Loop& loop_;
  NodeDescription node_ = tests::node(2, connect::Role::rm);
  std::unique_ptr<Crypto> crypto_ = transport::make_crypto();
  std::unique_ptr<Store> store_ = make_memory_store();
  Endpoint endpoint_{EndpointFacts{.description = {.name = "witness", .logo_url = {}, .deployment = Deployment::lan}}};
  transport::HttpClient client_;
};

// C-302
TEST(Secrets, StandInNoAuditTrailNoNoteAndNoSentence) {
  const tests::TemporaryFolder folder;
  transport::Loop loop;
  std::string said;
  host::HostHandler handler;
  const auto say = [&](const auto& event) {
    if (const auto one = told(event)) said += line_of(*one) + '\n';
  };
  handler.on_pairing = say;
  handler.on_server_event = say;
  handler.on_note = [&](const std::string& sentence) { said += sentence + '\n'; };
  EndpointOptions options;
  options.store.file = (folder.path() / "cem.db").string();
  options.audit = (folder.path() / "audit").string();
  options.port = 0;
  options.discovery = false;
  const auto cem = PairedEndpoint::open(loop, options, Part::server, handler);
  ASSERT_TRUE(cem) << cem.error().text;
  const auto node = (*cem)->add_node(connect::Role::cem, "cem", "energy manager");
  ASSERT_TRUE(node);
  const BaseUrl url = *(*cem)->host().facts().pairing_url;

  Witness witness(loop);
  const std::string code((*cem)->host().issue_code(node->id).value().reveal());
  EXPECT_TRUE(std::holds_alternative<PairingFailed>(witness.pair(url, "ZZZZ234567")));
  EXPECT_TRUE(std::holds_alternative<Paired>(witness.pair(url, code)));
  witness.visit(false);
  witness.visit(false);
  Call stranger;
  stranger.method = Method::post;
  stranger.base = url;
  stranger.target = "v1/finalizePairing";
  stranger.bearer = Secret("a bearer that a stranger has made up himself");
  stranger.body = "{\"success\":true}";
  stranger.tls.trust = Trust::unpinned_lan;
  witness.knock(stranger);
  witness.visit(true);
  for (int i = 0; i < 100; ++i) loop.run_one(Duration(1));

  std::ifstream file(options.audit);
  const std::string audit(std::istreambuf_iterator<char>(file), {});
  EXPECT_THAT(audit, HasSubstr("\"event\":\"paired\""));
  EXPECT_THAT(audit, HasSubstr("\"event\":\"pairing-failed\""));
  EXPECT_THAT(audit, HasSubstr("\"event\":\"unpaired\""));
  EXPECT_THAT(said, HasSubstr("paired with "));
  witness.secrets.insert({code, "ZZZZ234567"});
  // Two attempts with an id, two challenges and two answers each, three access tokens, two communication tokens, …
  EXPECT_THAT(witness.secrets, SizeIs(testing::Ge(15U)));
  for (const auto& secret : witness.secrets) {
    EXPECT_THAT(audit, Not(HasSubstr(secret)));
    EXPECT_THAT(said, Not(HasSubstr(secret)));
  }
}

}  // namespace
}  // namespace s2::paired
