// Whatever a stranger says to the port of S2 Connect, as it comes off TLS: HTTP requests one after the other, right or
// wrong in line, fields and body, on every route, and requests for a WebSocket. The first byte of the input says what
// the endpoint is (1 in the WAN, 2 without long-polling, 4 in another subnet), the second how many bytes come at once
// (0 for all). The rest is said. A pair of Unix sockets stands for the connection, so that nothing depends on the
// machine. Nobody is let in, paired or told a secret; everything that is answered is HTTP; nothing is left of who has
// gone.

#include "expect.hpp"
#include "toy_crypto.hpp"

#include <connect/people.hpp>
#include <s2/connect.hpp>
#include <s2/transport/http_service.hpp>
#include <transport/loop.hpp>
#include <transport/websocket/upgrade.hpp>

#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>

#include <sys/socket.h>
#include <unistd.h>

namespace s2::fuzz {
namespace {

using namespace connect;
using boost::asio::ip::tcp;

constexpr std::string_view code = "ABCD234567";
constexpr std::string_view end_of_header = "\r\n\r\n";

EndpointFacts facts_of(Deployment deployment) {
  const std::string host = deployment == Deployment::lan ? "hub.local" : "pairing.example.com";
  EndpointFacts facts = tests::lan_endpoint(host);
  facts.description.deployment = deployment;
  facts.pairing_url = BaseUrl::parse("https://" + host + "/pairing/").value();
  facts.root = RootFingerprint{};
  return facts;
}

ServerOptions options_of(bool polls) {
  ServerOptions options;
  options.offers_polling = polls;
  return options;
}

// The text of a number that begins here; 0 when none does.
std::size_t number_at(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Takes one answer off the front of what was heard, and returns its status.
int take_answer(std::string_view& heard) {
  expect(heard.starts_with("HTTP/1.1 "), "what was answered is no HTTP");
  const auto end = heard.find(end_of_header);
  expect(end != heard.npos, "an answer without an end");
  const std::string_view header = heard.substr(0, end + 2);
  const int status = static_cast<int>(number_at(header.substr(9)));
  constexpr std::string_view length = "\r\nContent-Length: ";
  const auto at = header.find(length);
  const std::size_t body = at == header.npos ? 0 : number_at(header.substr(at + length.size()));
  expect(heard.size() >= end + end_of_header.size() + body, "an answer that is shorter than it says");
  heard.remove_prefix(end + end_of_header.size() + body);
  return status;
}

class Scene {
 public:
  Scene(Deployment deployment, bool polls, bool is_same_subnet)
      : endpoint_(facts_of(deployment)), server_(endpoint_, *store_, crypto_, options_of(polls)) {
    (void)endpoint_.host({.description = cem_, .alias = NodeIdAlias{"C1"}});
    (void)endpoint_.host({.description = rm_, .alias = NodeIdAlias{"R1"}});
    endpoint_.set_static(cem_.id, Secret(code));
    endpoint_.set_static(rm_.id, Secret(code));
    HttpMountList mounts;
    mounts.push_back({.path = "/pairing/",
                      .on_request = [this](RequestId id, Request request) { ask(id, std::move(request)); },
                      .on_gone =
                          [this](RequestId id) {
                            waiting_.erase(id);
                            server_.closed(id);
                          },
                      .is_same_subnet = [=](const auto&, const auto&) { return is_same_subnet; }});
    http_ = std::make_shared<transport::HttpService>(std::move(mounts));
    transport::WebsocketService service;
    service.http = http_;
    service.admission = [this](const transport::WebsocketRequest& asked) { return admit(asked); };
    const auto let_in = [](auto) { expect(false, "a WebSocket was opened for a stranger"); };
    reception_ = std::make_shared<transport::websocket::Reception>(
        transport::websocket::Reception{.loop = loop_, .options = {}, .service = std::move(service), .accept = let_in});
    connect_stranger();
  }
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;
  ~Scene() { hang_up(); }

  void say(std::string_view bytes) {
    said_ += bytes.size();
    while (!bytes.empty()) {
      const ssize_t went = ::send(stranger_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      settle();
      if (went <= 0 && has_left_) return;
      bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(went, 0)));
    }
  }

  // Everybody who still waits is answered, and then the stranger goes.
  void end() {
    for (int i = 0; i < 1'000 && !waiting_.empty(); ++i) {
      const auto next = server_.next_deadline();
      now_ = next ? std::max(*next, now_) : now_ + Duration{1'000};
      server_.wake(now_);
      drain();
      settle();
    }
    expect(waiting_.empty(), "a request is never answered");
    judge();
    hang_up();
    settle();
    expect(http_->connections() == 0, "a connection outlives its client");
    expect(*reception_->connections == 0, "a place for a WebSocket outlives its client");
    expect(store_->all().value().empty(), "something was stored for a stranger");
  }

 private:
  using HttpMountList = std::vector<transport::HttpMount>;

  void connect_stranger() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw std::runtime_error("no sockets");
    stranger_ = ends[0];
    tcp::socket socket(loop_.parts().context);
    socket.assign(tcp::v4(), ends[1]);
    transport::websocket::receive(reception_, std::move(socket));
  }

  void hang_up() {
    if (stranger_ >= 0) ::close(stranger_);
    stranger_ = -1;
  }

  // Until nothing moves any more without time.
  void settle() {
    while (loop_.poll() > 0) {
    }
    if (stranger_ < 0) return;
    char bytes[4096];
    ssize_t came = 0;
    while ((came = ::recv(stranger_, bytes, sizeof bytes, MSG_DONTWAIT)) > 0) {
      heard_.append(bytes, static_cast<std::size_t>(came));
    }
    has_left_ = has_left_ || came == 0;
  }

  std::optional<transport::Refusal> admit(const transport::WebsocketRequest& asked) {
    const auto session = server_.sessions().admit(bearer_of(asked.header("Authorization")), "192.0.2.1", now_);
    drain();
    expect(!session, "a session of nobody");
    return transport::Refusal{.status = 401, .text = session.error().text};
  }

  void ask(RequestId id, Request request) {
    constexpr std::size_t shortest = std::string_view("GET / HTTP/1.1\r\n\r\n").size();
    expect(++requests_ * shortest <= said_, "more requests than can have been said");
    expect(request.body.size() <= connect::Limits::request_bytes, "a body beyond its bound");
    const auto is_odd = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; };
    expect(std::none_of(request.target.begin(), request.target.end(), is_odd), "a target that is none");
    if (requests_ == 1) source_ = request.source;
    expect(request.source == source_, "a request says where it comes from");
    request.leaf = LeafFingerprint{};
    waiting_.insert(id);
    server_.receive(id, request, now_);
    drain();
  }

  void drain() {
    while (const auto event = server_.next_pairing_event()) {
      expect(!std::holds_alternative<Paired>(*event), "somebody was paired who does not know the code");
    }
    while (const auto event = server_.next_session_event()) {
      expect(std::holds_alternative<SessionRefused>(*event), "news of a pairing that never was");
    }
    while (server_.next_poll_event()) {
    }
    while (const auto answer = server_.next_answer()) {
      expect(waiting_.erase(answer->id) == 1, "an answer to nothing");
      http_->answer(answer->id, answer->response);
    }
  }

  void judge() const {
    expect(heard_.find(code) == heard_.npos, "the code was told");
    constexpr int known[] = {100, 200, 204, 400, 401, 403, 404, 405, 413, 426, 431, 503};
    for (std::string_view rest = heard_; !rest.empty();) {
      const int status = take_answer(rest);
      expect(std::find(std::begin(known), std::end(known), status) != std::end(known), "a strange status");
    }
  }

  NodeDescription cem_ = tests::node(1, connect::Role::cem);
  NodeDescription rm_ = tests::node(2, connect::Role::rm);
  ToyCrypto crypto_;
  std::unique_ptr<Store> store_ = make_memory_store();
  Endpoint endpoint_;
  Server server_;
  Time now_ = tests::start;
  std::set<RequestId> waiting_;
  std::string source_;
  std::string heard_;
  std::size_t said_ = 0;
  std::size_t requests_ = 0;
  bool has_left_ = false;
  int stranger_ = -1;
  transport::Loop loop_;
  std::shared_ptr<transport::HttpService> http_;
  std::shared_ptr<transport::websocket::Reception> reception_;
};

}  // namespace
}  // namespace s2::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace s2;
  if (size < 2) return 0;
  fuzz::Scene scene((data[0] & 1) ? connect::Deployment::wan : connect::Deployment::lan, (data[0] & 2) == 0,
                    (data[0] & 4) == 0);
  std::string_view said = fuzz::text_of(data, size).substr(2);
  const std::size_t at_once = data[1] == 0 ? said.size() : data[1];
  while (!said.empty()) {
    scene.say(said.substr(0, at_once));
    said.remove_prefix(std::min(at_once, said.size()));
  }
  scene.end();
  return 0;
}
