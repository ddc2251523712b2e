// The clients of S2 Connect and a server that answers anything. The first byte chooses the client; each line is the
// answer to what was asked last, whose first byte chooses the status and whose rest is the body; or it begins with a
// sign:
//   +     a wait of as many seconds as the line is long       &   the clock goes on to the next deadline
//   !     writes to the store fail, or no longer              ?   reads fail, or no longer
//   -     no answer, for the reason that the next byte says   ^   the application does the obvious
//   @     the server shows another certificate from here on   ~   the user gives up, or unpairs
// In a body, \x01 stands for the right response to our challenge, \x02 and \x03 for the ids of the server's node and of
// ours. Without \x01 nobody may be paired, and our own response may not leave.

#include "expect.hpp"
#include "toy_crypto.hpp"

#include <connect/flaky_store.hpp>
#include <connect/people.hpp>
#include <s2/connect.hpp>

#include <algorithm>
#include <functional>

namespace s2::fuzz {
namespace {

using namespace connect;

constexpr std::string_view code = "ABCD234567";
constexpr int statuses[] = {200, 204, 400, 401, 403, 404, 405, 413, 429, 500, 503, 302, 100, 201, 0, 999};

// One client, behind functions so that the script is the same for all.
struct Client {
  std::function<std::optional<Call>()> next_call;
  std::function<void(CallId, const Response&, const TlsFacts&)> answered;
  std::function<void(CallId, const CallError&)> failed;
  std::function<void()> wake = [] {};
  std::function<std::optional<Time>()> next_deadline = [] { return std::optional<Time>(); };
  std::function<void()> drain;
  std::function<void()> act = [] {};
  std::function<void()> give_up = [] {};
};

class Scene {
 public:
  explicit Scene(unsigned char choice) : choice_(choice) {
    (void)endpoint_.host({.description = own_});
    endpoint_.set_static(own_.id, Secret(code));
    constexpr void (Scene::*makers[])() = {&Scene::pair, &Scene::open_sessions, &Scene::poll, &Scene::look,
                                           &Scene::search};
    (this->*makers[choice % std::size(makers)])();
    drain();
  }

  void line(std::string_view line) {
    if (line.empty()) return;
    switch (line[0]) {
      case '+':
        return pass(std::chrono::seconds(line.size()));
      case '&':
        return to_deadline();
      case '!':
        store_.writes_fail = !store_.writes_fail;
        return;
      case '?':
        store_.reads_fail = !store_.reads_fail;
        return;
      case '^':
        client_.act();
        return drain();
      case '~':
        client_.give_up();
        return drain();
      case '@':
        ++tls_.leaf.bytes[0];
        return;
      case '-':
        return fail(line.size() > 1 ? static_cast<unsigned char>(line[1]) : 0U);
      default:
        return answer(line);
    }
  }

  // Whatever was said, when nobody answers any more the client waits for something or has come to an end.
  void end() {
    store_.writes_fail = store_.reads_fail = false;
    for (int i = 0; i < 200; ++i) {
      if (asked_) fail(2);
      to_deadline();
    }
    expect(!pairing_ || pairing_->step() >= PairingStep::done, "an attempt that never ends");
  }

 private:
  template <class Engine>
  void drive(Engine& engine) {
    client_.next_call = [&engine] { return engine.next_call(); };
    if constexpr (requires { engine.wake(Time{}); }) {
      client_.answered = [&](CallId id, const Response& response, const TlsFacts& tls) {
        engine.answered(id, response, tls, now_);
      };
      client_.failed = [&](CallId id, const CallError& error) { engine.failed(id, error, now_); };
      client_.wake = [&] { engine.wake(now_); };
      client_.next_deadline = [&engine] { return engine.next_deadline(); };
    } else {
      client_.answered = [&engine](CallId id, const Response& response, const TlsFacts&) {
        engine.answered(id, response);
      };
      client_.failed = [&engine](CallId id, const CallError& error) { engine.failed(id, error); };
    }
  }

  BaseUrl url() const {
    return BaseUrl::parse((choice_ & 0x40) ? "https://hub.example.com/s2/" : "https://hub.local/s2/").value();
  }

  void pair() {
    pairing_.emplace(endpoint_, store_, crypto_,
                     PairingGoal{.url = url(), .node = own_.id, .token = Secret(code), .force = (choice_ & 0x20) != 0});
    drive(*pairing_);
    client_.drain = [this] {
      while (const auto event = pairing_->next_event()) {
        const bool is_pairing =
            std::holds_alternative<Paired>(*event) || std::holds_alternative<PairingUndecided>(*event);
        expect(!is_pairing || was_proven_, "paired with somebody who does not know the code");
      }
    };
    client_.give_up = [this] { pairing_->cancel(now_); };
    (void)pairing_->start(now_);
  }

  void open_sessions() {
    (void)memory_->put(tests::as_client(own_, peer_, "token"));
    sessions_.emplace(endpoint_, store_, crypto_, Pair{own_.id, peer_.id});
    drive(*sessions_);
    client_.drain = [this] {
      while (const auto event = sessions_->next_event()) {
        const auto* ready = std::get_if<SessionReady>(&*event);
        if (ready) expect(ready->url.starts_with("wss://") && !ready->token.empty(), "a session that leads nowhere");
      }
    };
    client_.act = [this] {
      if (sessions_->stage() == SessionStage::connecting) return sessions_->connected(now_);
      if (sessions_->stage() == SessionStage::connected) sessions_->session_ended(SessionEnd::reconnect, now_);
    };
    client_.give_up = [this] { (void)sessions_->unpair(now_); };
    sessions_->start(now_);
  }

  void poll() {
    polling_.emplace(endpoint_, store_, crypto_);
    drive(*polling_);
    client_.drain = [this] {
      while (polling_->next_event()) {
      }
      while (polling_->next_cancelled()) {
      }
    };
    client_.act = [this] { polling_->advertised(url(), now_); };
    client_.give_up = [this] { polling_->withdrawn(now_); };
    polling_->advertised(url(), now_);
  }

  void look() {
    lan_.emplace(endpoint_, store_, url());
    drive(*lan_);
    client_.drain = [this] {
      while (lan_->next_event()) {
      }
    };
    client_.act = [this] { lan_->prepare(own_.id, peer_.id); };
    client_.give_up = [this] { lan_->cancel(own_.id, peer_.id); };
    lan_->look();
  }

  void search() {
    registry_.emplace(url());
    drive(*registry_);
    client_.drain = [this] {
      while (const auto outcome = registry_->next_outcome()) {
        const auto* found = std::get_if<RegistryRecords>(&*outcome);
        if (!found) continue;
        expect(found->records.size() <= Limits::registry_records, "too many records");
        for (const auto& record : found->records) expect(!check_record(record), "a record that is none");
      }
    };
    client_.act = [this] { registry_->search({.limit = 3}); };
    client_.give_up = [this] { registry_->look_up(peer_.id); };
    registry_->search({});
  }

  void drain() {
    client_.drain();
    while (auto call = client_.next_call()) {
      check(*call);
      asked_ = std::move(*call);
      client_.drain();
    }
  }

  // What leaves us.
  void check(const Call& call) {
    expect(call.target.find(code) == call.target.npos && call.body.find(code) == call.body.npos, "the code leaves");
    expect(call.body.size() <= Limits::request_bytes, "we ask too much");
    const bool proves = call.target.ends_with("ConnectionDetails");
    expect(!proves || was_proven_, "our response leaves though the other side has proven nothing");
    if (!call.target.ends_with("requestPairing")) return;
    const auto body = decode<RequestPairingRequest>(call.body);
    expect(body.has_value(), "a request that we do not read ourselves");
    challenge_ = body->client_hmac_challenge;
  }

  void answer(std::string_view line) {
    if (!asked_) return;
    const Call call = *std::exchange(asked_, std::nullopt);
    Response response;
    response.status = statuses[static_cast<unsigned char>(line[0]) % std::size(statuses)];
    response.body = body(line.substr(1), call);
    if (line[0] & 0x20) response.retry_after = Duration(1'000 * static_cast<int>(line.size()));
    client_.answered(call.id, response, tls_);
    drain();
  }

  std::string body(std::string_view text, const Call& call) {
    std::string made;
    for (const char c : text) {
      if (c == '\x01') {
        was_proven_ = true;
        made += to_base64(respond(crypto_, challenge_, Secret(code), binding_for(call.base, tls_.leaf)).bytes);
      } else if (c == '\x02' || c == '\x03') {
        made += (c == '\x02' ? peer_ : own_).id.text();
      } else {
        made += c;
      }
    }
    return made;
  }

  void fail(unsigned why) {
    if (!asked_) return;
    const CallId id = std::exchange(asked_, std::nullopt)->id;
    constexpr unsigned reasons = static_cast<unsigned>(CallFailure::weak_cryptography) + 1;
    client_.failed(id, {static_cast<CallFailure>(why % reasons), "why"});
    drain();
  }

  void pass(Duration span) {
    now_ = now_ + span;
    client_.wake();
    drain();
    const auto next = client_.next_deadline();
    expect(!next || *next > now_, "a deadline that passed is still waited for");
  }

  void to_deadline() {
    const auto next = client_.next_deadline();
    pass(next ? std::max(*next - now_, Duration{0}) : Duration{1'000});
  }

  unsigned char choice_;
  NodeDescription own_ = tests::node(1, connect::Role::rm);
  NodeDescription peer_ = tests::node(2, connect::Role::cem);
  ToyCrypto crypto_;
  std::unique_ptr<Store> memory_ = make_memory_store();
  tests::FlakyStore store_{*memory_};
  Endpoint endpoint_{tests::lan_endpoint("evse.local")};
  Time now_ = tests::start;
  TlsFacts tls_{};
  Challenge challenge_;
  std::optional<Call> asked_;
  bool was_proven_ = false;
  Client client_;
  std::optional<PairingClient> pairing_;
  std::optional<SessionClient> sessions_;
  std::optional<PollClient> polling_;
  std::optional<LanClient> lan_;
  std::optional<RegistryClient> registry_;
};

}  // namespace
}  // namespace s2::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace s2;
  if (size == 0) return 0;
  const auto script = fuzz::text_of(data, size).substr(1);
  fuzz::Scene scene(data[0]);
  fuzz::each_line(script, [&](std::string_view line) { scene.line(line); });
  scene.end();
  return 0;
}
