#include "node.hpp"

#include "hand_over.hpp"
#include "say.hpp"

#include <s2/store.hpp>

#include <fstream>
#include <iterator>
#include <utility>
#include <variant>

namespace s2::deployments {
namespace {

std::string text_of_file(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string_view name_of(connect::CommunicationRole role) {
  return role == connect::CommunicationRole::server ? "server" : "client";
}

void say_finding(const Finding& finding) { say("problem ", finding.rule, ' ', finding.text); }

void say_problem(connect::Problem why, const std::string& detail) { say_finding(connect::finding_of(why, detail)); }

}  // namespace

Node::Node(Options options, std::string code) : options_(std::move(options)), code_(std::move(code)) {
  const auto over = [this] { finish(0); };
  party_ = options_.role == connect::Role::cem ? make_manager(runner_, over) : make_boiler(runner_, over);
}

Node::~Node() = default;

int Node::run() {
  if (const auto begun = begin(); !begun) {
    say_finding(begun.error());
    return 1;
  }
  const int failed = runner_.run();
  return failed ? failed : status_;
}

Result<void> Node::begin() {
  auto store = store::open_file(options_.store);
  if (!store) return Unexpected{store.error()};
  store_ = std::move(*store);
  if (!options_.take_over.empty()) {
    if (auto taken = take_over_pairings(options_.take_over, *store_); !taken) return taken;
  }
  auto how = settings();
  if (!how) return Unexpected{how.error()};
  auto opened = host::EndpointHost::open(runner_.loop(), *store_, std::move(*how), handler());
  if (!opened) return Unexpected{opened.error()};
  host_ = std::move(*opened);
  const auto& url = host_->facts().pairing_url;
  say("ready url=", url ? url->text() : "none");
  if (auto added = host_->add_node({.description = description()}); !added) return added;
  return begin_pairing();
}

connect::NodeDescription Node::description() const {
  const bool is_cem = options_.role == connect::Role::cem;
  connect::NodeDescription described;
  described.id = options_.id;
  described.brand = "Example";
  described.type = is_cem ? "energy manager" : "boiler";
  described.model_name = is_cem ? "Manager" : "Boiler";
  described.role = options_.role;
  return described;
}

Result<host::HostSettings> Node::settings() {
  host::HostSettings settings;
  settings.description = {.name = description().model_name, .logo_url = {}, .deployment = options_.deployment};
  if (!options_.authorities.empty()) settings.client.authorities = text_of_file(options_.authorities);
  if (options_.discovers) {
    const auto backend = options_.by_daemon ? transport::DnssdBackend::daemon : transport::DnssdBackend::built_in;
    auto discovery = transport::open_dnssd(runner_.loop(), {.backend = backend});
    if (!discovery) return Unexpected{discovery.error()};
    discovery_ = std::move(*discovery);
    settings.discovery = discovery_.get();
  }
  if (options_.serve.empty()) return settings;
  auto serves = serving();
  if (!serves) return Unexpected{serves.error()};
  settings.serving = std::move(*serves);
  return settings;
}

Result<host::Serving> Node::serving() const {
  host::Serving serving;
  serving.name = options_.serve;
  serving.address = "::";
  serving.port = options_.port;
  serving.stands_in = !options_.stand_in.empty();
  if (options_.certificate.empty()) return serving;
  auto identity = transport::TlsIdentity::from_files(options_.certificate, options_.key);
  if (!identity) return Unexpected{identity.error()};
  serving.identity = std::move(*identity);
  return serving;
}

host::HostHandler Node::handler() {
  host::HostHandler handler;
  handler.on_session = [this](host::SessionOpened opened) { on_session(std::move(opened)); };
  handler.on_pairing = [this](const connect::PairingEvent& event) { on_pairing(event); };
  handler.on_polling_node = [this](const connect::PollServerEvent& event) { on_polling_node(event); };
  handler.on_client_event = [](const connect::SessionClientEvent& event) {
    if (const auto* delayed = std::get_if<connect::SessionDelayed>(&event)) say_problem(delayed->why, delayed->detail);
  };
  handler.on_note = [](const std::string& text) { say("note ", text); };
  return handler;
}

Result<void> Node::begin_pairing() {
  switch (options_.begins) {
    case Begins::by_responder:
      return show_code();
    case Begins::by_discovery:
      look_for_server();
      return {};
    case Begins::by_url: {
      const auto url = connect::BaseUrl::parse(options_.target);
      return url ? pair(*url) : Result<void>(Unexpected{url.error()});
    }
    case Begins::by_polling:  // on_polling_node() goes on
    case Begins::not_at_all:
      break;
  }
  return {};
}

Result<void> Node::show_code() {
  const auto code = host_->issue_code(options_.id);
  if (!code) return Unexpected{code.error()};
  say("code text=", code->reveal());  // what a person would read on a display
  return {};
}

void Node::look_for_server() {
  transport::BrowseHandler handler;
  handler.on_found = [this](const transport::ServiceFound& found) {
    if (found.instance != options_.target || !found.says.pairing_url || std::exchange(is_pairing_, true)) return;
    say("found instance=", found.instance, " url=", found.says.pairing_url->text());
    if (const auto begun = pair(*found.says.pairing_url); !begun) say_finding(begun.error());
  };
  handler.on_trouble = say_finding;
  browser_ = discovery_->browse(std::move(handler));
}

Result<void> Node::pair(const connect::BaseUrl& url) {
  return host_->pair({.node = options_.id, .url = url, .code = code_},
                     [this](const connect::PairingEvent& event) { on_pairing(event); });
}

void Node::on_polling_node(const connect::PollServerEvent& event) {
  const auto* seen = std::get_if<connect::PollingNodeSeen>(&event);
  if (!seen || !seen->node.description || options_.begins != Begins::by_polling) return;
  if (seen->node.id.text() != options_.target || std::exchange(is_pairing_, true)) return;
  say("found polling=", options_.target);
  const auto begun = host_->pair_polling(seen->node.id, options_.id, code_);
  if (!begun) say_finding(begun.error());
}

void Node::on_pairing(const connect::PairingEvent& event) {
  if (const auto* paired = std::get_if<connect::Paired>(&event)) return on_paired(*paired);
  if (const auto* failed = std::get_if<connect::PairingFailed>(&event)) return say_problem(failed->why, failed->detail);
  if (const auto* refused = std::get_if<connect::PairingRefused>(&event)) say("problem refused ", refused->detail);
  if (const auto* undecided = std::get_if<connect::PairingUndecided>(&event)) say_problem(undecided->why, {});
}

void Node::on_paired(const connect::Paired& paired) {
  say("paired as=", name_of(paired.pairing.communicates_as), " peer=", paired.pairing.pair.peer.text());
  if (!paired.hand_over) return;
  const auto left = hand_over(paired.pairing, options_.stand_in);
  if (!left) say_finding(left.error());
  finish(left ? 0 : 1);
}

void Node::on_session(host::SessionOpened opened) {
  say("session as=", name_of(opened.role), " version=", opened.version, " peer=", opened.connection->peer());
  runner_.adopt(party_->opener(), std::move(opened.connection), opened.pair.peer.text());
}

void Node::finish(int status) {
  status_ = status;
  // Not from inside the handler that brought us here.
  runner_.loop().post([this] {
    browser_.reset();
    host_->stop([this] {
      say("done");
      runner_.stop();
    });
  });
}

}  // namespace s2::deployments
