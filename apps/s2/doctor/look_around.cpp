// Each fact is found where the system keeps it, or by trying.

#include "look_around.hpp"

#include <s2/connect/body.hpp>
#include <s2/host/lan_identity.hpp>
#include <s2/transport/http_client.hpp>
#include <s2/transport/probe.hpp>
#include <s2/transport/system.hpp>
#include <s2/transport/tls.hpp>
#include <s2/transport/websocket.hpp>

#include <sys/stat.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace s2::app {
namespace {

constexpr std::uint16_t mdns_port = 5353;

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// A container's end of a cable has its other end, of another number, on the host.
bool leads_to_containers(const transport::NetworkInterface& one) {
  const std::filesystem::path folder = "/sys/class/net/" + one.name;
  std::error_code ignored;
  if (std::filesystem::exists(folder / "bridge", ignored)) return true;
  const std::string link = contents(folder / "iflink");
  return !link.empty() && link != contents(folder / "ifindex");
}

std::vector<InterfaceFacts> interfaces() {
  std::vector<InterfaceFacts> all;
  for (auto& one : transport::network_interfaces()) {
    InterfaceFacts facts{.interface = std::move(one)};
    const auto& interface = facts.interface;
    if (interface.is_up && !interface.is_loopback && !interface.addresses.empty()) {
      if (const auto joined = transport::probe_multicast(interface); !joined) facts.no_multicast = joined.error().text;
      facts.leads_to_containers = leads_to_containers(interface);
    }
    all.push_back(std::move(facts));
  }
  return all;
}

bool avahi_daemon_runs() {
  const std::string text = contents("/run/avahi-daemon/pid");
  pid_t process = 0;
  std::from_chars(text.data(), text.data() + text.size(), process);
  return process > 0 && (::kill(process, 0) == 0 || errno == EPERM);
}

std::string own_name() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0) return "";
  const std::string text = name.data();
  return text.substr(0, text.find('.')) + ".local";
}

// When this program was put here; it is not older than that, whatever the clock says.
Time program_from() {
  struct stat status {};
  if (stat("/proc/self/exe", &status) != 0) return {};
  return Time{status.st_mtim.tv_sec, 0};
}

std::optional<bool> synchronised() {
  timex state{};
  const int clock = adjtimex(&state);
  if (clock < 0) return std::nullopt;
  return clock != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

std::optional<std::string> tls_fault() {
  const auto made = transport::make_certificate({});
  if (!made) return made.error().text;
  const auto server = transport::TlsServer::make({.certificates = made->certificate, .key = made->key});
  if (!server) return server.error().text;
  const auto client = transport::TlsClient::make({.system_store = false, .authorities = made->certificate});
  return client ? std::nullopt : std::optional(client.error().text);
}

std::optional<std::string> tcp_fault(transport::Loop& loop, std::uint16_t port) {
  const auto server = transport::WebsocketServer::listen(loop, "0.0.0.0", port, [](auto) {});
  return server ? std::nullopt : std::optional(server.error().text);
}

using Addresses = Result<std::vector<std::string>>;

Addresses resolved(const std::string& host, transport::Loop& loop, transport::Resolver& resolver) {
  std::optional<Addresses> found;
  resolver.look_up(host, [&](Addresses came) {
    found.emplace(std::move(came));
    loop.stop();
  });
  while (!found) loop.run();
  return std::move(*found);
}

}  // namespace

std::size_t sockets_on(std::string_view table, std::uint16_t port) {
  constexpr std::array digits = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
  std::string wanted = ":";
  for (int shift = 12; shift >= 0; shift -= 4) wanted += digits[(port >> shift) & 0xF];
  std::istringstream lines{std::string(table)};
  std::size_t found = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string number;
    std::string local;
    if (words >> number >> local && local.ends_with(wanted)) ++found;
  }
  return found;
}

void look_into_store(const paired::StorePlace& place, const std::string& host, MachineFacts& facts) {
  StoreFacts& store = facts.store.emplace();
  const auto path = paired::file_of(place);
  if (!path) {
    store.unreadable = path.error().text;
    return;
  }
  store.path = *path;
  struct stat status {};
  store.is_there = stat(path->c_str(), &status) == 0;
  if (!store.is_there) return;
  store.others_may_read = (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  const auto copy = paired::StoreCopy::open(place);
  const auto pairings = copy ? copy->store().all() : Unexpected{copy.error()};
  const auto identity = copy ? host::kept_identity(copy->store()) : Unexpected{copy.error()};
  if (!pairings || !identity) {
    store.unreadable = pairings ? identity.error().text : pairings.error().text;
    return;
  }
  store.pairings = static_cast<std::size_t>(std::count_if(
      pairings->begin(), pairings->end(), [](const auto& one) { return one.state == connect::PairingState::paired; }));
  if (auto pins = copy->store().pins_of(host); pins) store.pins = std::move(*pins);
  if (!identity->has_value()) return;
  CertificateFacts own{.path = "the store", .unreadable = {}, .chain = {}};
  if (auto chain = transport::read_certificates((*identity)->tls.certificates); chain) own.chain = std::move(*chain);
  facts.certificates.push_back(std::move(own));
}

CertificateFacts read_file(const std::string& path) {
  CertificateFacts facts{.path = path, .unreadable = {}, .chain = {}};
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    facts.unreadable = "it cannot be read";
    return facts;
  }
  auto chain = transport::read_certificates(text.str());
  if (chain) {
    facts.chain = std::move(*chain);
  } else {
    facts.unreadable = chain.error().text;
  }
  return facts;
}

MachineFacts look_around(const DoctorOptions& options, transport::Loop& loop) {
  MachineFacts facts;
  facts.interfaces = interfaces();
  facts.avahi_daemon = avahi_daemon_runs();
  facts.sockets_on_5353 =
      sockets_on(contents("/proc/net/udp"), mdns_port) + sockets_on(contents("/proc/net/udp6"), mdns_port);
  if (const auto shared = transport::probe_shared_port(mdns_port); !shared) facts.port_5353_taken = shared.error().text;
  facts.now = Time{transport::system_now().seconds, 0};
  facts.program_from = program_from();
  facts.synchronised = synchronised();
  facts.tcp_port = options.port;
  facts.tcp_taken = tcp_fault(loop, options.port);
  facts.no_tls = tls_fault();

  const auto dnssd = transport::open_dnssd(loop);
  if (dnssd) {
    facts.discovery = (*dnssd)->backend();
    facts.discovery_reason = (*dnssd)->reason();
  } else {
    facts.no_discovery = dnssd.error().text;
  }
  const auto resolver = dnssd ? (*dnssd)->resolver() : transport::system_resolver(loop);
  facts.own_name = own_name();
  if (dnssd && !facts.own_name.empty()) {
    if (const auto found = resolved(facts.own_name, loop, *resolver); !found) facts.own_unresolved = found.error().text;
  }
  if (!options.url.empty()) facts.peer = visit(options.url, loop, resolver);
  look_into_store(options.store, facts.peer ? facts.peer->host : "", facts);
  for (const auto& path : options.certificates) facts.certificates.push_back(read_file(path));
  return facts;
}

PeerFacts visit(const std::string& url, transport::Loop& loop, const std::shared_ptr<transport::Resolver>& resolver) {
  PeerFacts facts;
  facts.url = url;
  const auto base = connect::BaseUrl::parse(url, {.ip_literals = true});
  if (!base) {
    facts.unresolved = base.error().text;
    return facts;
  }
  facts.host = base->host();
  if (base->is_ip_address()) {
    facts.addresses = {base->host()};
  } else if (auto found = resolved(base->host(), loop, *resolver); found) {
    facts.addresses = std::move(*found);
  } else {
    facts.unresolved = found.error().text;
    return facts;
  }
  transport::HttpClientOptions options;
  options.resolver = resolver;
  transport::HttpClient client(loop, options);
  connect::Call call;
  call.base = *base;
  call.tls.trust = base->is_local() ? connect::Trust::unpinned_lan : connect::Trust::public_authorities;
  bool is_over = false;
  client.call(call, [&](Result<transport::Answered, connect::CallError> came) {
    is_over = true;
    loop.stop();
    if (!came) {
      facts.failure = std::move(came).error();
      return;
    }
    facts.status = came->response.status;
    facts.root = came->tls.root;
    const auto versions = connect::decode_versions(came->response.body);
    facts.is_index = facts.status == 200 && versions.has_value();
    if (facts.is_index) facts.versions = *versions;
  });
  while (!is_over) loop.run();
  return facts;
}

}  // namespace s2::app
