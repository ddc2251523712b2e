// A row a check; each is a function of the facts alone.

#include "checks.hpp"

#include <s2/connect/api_version.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace s2::app {
namespace {

// From when on the end of a certificate is worth a word.
constexpr std::int64_t soon_s = 30LL * 24 * 3600;

// What a check says; its name is added by the table.
struct Says {
  Health health;
  std::string text;
  std::string remedy = {};
};
using Said = std::vector<Says>;

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const auto& one : all) text += (text.empty() ? "" : ", ") + one;
  return text;
}

// Interfaces that lead to other machines.
std::vector<const InterfaceFacts*> to_others(const MachineFacts& facts) {
  std::vector<const InterfaceFacts*> found;
  for (const auto& one : facts.interfaces) {
    if (one.interface.is_up && !one.interface.is_loopback && !one.interface.addresses.empty()) found.push_back(&one);
  }
  return found;
}

Said interfaces(const MachineFacts& facts) {
  const auto found = to_others(facts);
  if (found.empty()) {
    return {{Health::bad, "no network interface leads to other machines",
             "connect this machine to the network; programs on it alone hear each other all the same"}};
  }
  std::vector<std::string> names;
  for (const auto* one : found) names.push_back(one->interface.name + " (" + joined(one->interface.addresses) + ")");
  return {{Health::good, "connected by " + joined(names)}};
}

Said multicast(const MachineFacts& facts) {
  Said said;
  for (const auto* one : to_others(facts)) {
    const std::string& name = one->interface.name;
    if (one->no_multicast) {
      said.push_back({Health::bad, name + " takes no part in multicast: " + *one->no_multicast,
                      "switch multicast on (ip link set " + name + " multicast on), or use another interface"});
    } else if (!one->interface.can_multicast) {
      said.push_back(
          {Health::warning, name + " says that it does not multicast", "endpoints behind it are reached by their URL"});
    } else {
      said.push_back({Health::good, name + " takes part in multicast"});
    }
  }
  if (said.empty()) said.push_back({Health::not_tried, "there is no network interface to try"});
  return said;
}

Said bridge(const MachineFacts& facts) {
  const auto found = to_others(facts);
  std::vector<std::string> behind;
  for (const auto* one : found) {
    if (one->leads_to_containers) behind.push_back(one->interface.name);
  }
  if (!found.empty() && behind.size() == found.size()) {
    return {{Health::warning,
             "all that there is, " + joined(behind) + ", leads to a bridge of containers, where multicast ends",
             "give the container the network of its host (--network host), or type URLs instead of discovering"}};
  }
  if (!behind.empty()) return {{Health::good, joined(behind) + " is for containers; there are others"}};
  return {{Health::good, "no bridge of containers in between"}};
}

Said ipv6(const MachineFacts& facts) {
  std::vector<std::string> names;
  for (const auto* one : to_others(facts)) {
    const auto& addresses = one->interface.addresses;
    const bool has =
        std::any_of(addresses.begin(), addresses.end(), [](const auto& a) { return a.starts_with("fe80"); });
    if (has) names.push_back(one->interface.name);
  }
  if (!names.empty()) return {{Health::good, "IPv6 holds on the link of " + joined(names)}};
  return {{Health::warning, "no interface has a link-local address of IPv6",
           "switch IPv6 on (sysctl net.ipv6.conf.all.disable_ipv6=0) if endpoints use nothing else"}};
}

bool is_by_daemon(const MachineFacts& facts) { return facts.discovery == "avahi-daemon"; }

Said responder(const MachineFacts& facts) {
  if (facts.port_5353_taken && is_by_daemon(facts)) {
    return {{Health::good, "port 5353 of UDP is kept by avahi-daemon, which does service discovery for us"}};
  }
  if (facts.port_5353_taken) {
    return {{Health::bad, "port 5353 of UDP is not shared: " + *facts.port_5353_taken,
             "find who has it (ss -ulnp sport = 5353); avahi-daemon shares with disallow-other-stacks=no"}};
  }
  if (facts.no_discovery) return {{Health::bad, "service discovery cannot begin: " + *facts.no_discovery, ""}};
  const std::size_t own = facts.avahi_daemon ? 2 : 0;  // one socket for each family
  if (facts.sockets_on_5353 > own && facts.avahi_daemon) {
    return {{Health::warning,
             "avahi-daemon and other programs answer on port 5353; what is sent to one alone may reach the other",
             "let one of them do it; see ss -ulnp sport = 5353"}};
  }
  if (facts.avahi_daemon) return {{Health::good, "avahi-daemon runs and shares port 5353"}};
  if (facts.sockets_on_5353 > 0) return {{Health::good, "port 5353 is used by another program, which shares it"}};
  return {{Health::good, "port 5353 of UDP is free"}};
}

Said discovery(const MachineFacts& facts) {
  if (facts.no_discovery) return {{Health::not_tried, "service discovery does not work"}};
  if (is_by_daemon(facts)) return {{Health::good, "avahi-daemon does service discovery, asked over D-Bus"}};
  if (facts.avahi_daemon) {
    return {{Health::warning,
             "avahi-daemon runs and cannot be asked (" + facts.discovery_reason +
                 "); each program does service discovery itself, and what is sent to one alone may reach the other",
             "let D-Bus run, and avahi-daemon take part in it (enable-dbus=yes in avahi-daemon.conf)"}};
  }
  return {{Health::good, "each program does service discovery itself, since no avahi-daemon runs"}};
}

Said own_name(const MachineFacts& facts) {
  if (facts.no_discovery || facts.own_name.empty()) return {{Health::not_tried, "service discovery does not work"}};
  if (!facts.own_unresolved) return {{Health::good, facts.own_name + " is resolved"}};
  return {{Health::warning, "nobody answers for " + facts.own_name,
           "none is needed by endpoints, which publish names of their own; avahi-daemon would publish this one"}};
}

Said clock(const MachineFacts& facts) {
  if (facts.now < facts.program_from) {
    return {{Health::bad,
             "the clock stands at " + format_time(facts.now) + ", before this program was put here (" +
                 format_time(facts.program_from) + "); certificates will look as if they did not hold yet",
             "set the time (timedatectl set-ntp true)"}};
  }
  if (facts.synchronised && !*facts.synchronised) {
    return {{Health::warning, "the clock, " + format_time(facts.now) + ", is not kept in step with a time server",
             "switch that on (timedatectl set-ntp true)"}};
  }
  return {{Health::good, "the clock stands at " + format_time(facts.now)}};
}

Said tcp_port(const MachineFacts& facts) {
  const std::string port = facts.tcp_port == 0 ? "a port of TCP" : "port " + std::to_string(facts.tcp_port) + " of TCP";
  if (!facts.tcp_taken) return {{Health::good, port + " can be listened on"}};
  return {{Health::bad, port + " cannot be listened on: " + *facts.tcp_taken,
           "choose another port, or end the program that has it (ss -tlnp)"}};
}

Said tls(const MachineFacts& facts) {
  if (!facts.no_tls) return {{Health::good, "TLS 1.3 works with the library that is installed"}};
  return {{Health::bad, "TLS 1.3 does not work: " + *facts.no_tls,
           "install OpenSSL 3, and look at its configuration (openssl version -d)"}};
}

Said store(const MachineFacts& facts) {
  if (!facts.store) return {{Health::not_tried, "no store was looked at"}};
  const StoreFacts& store = *facts.store;
  if (!store.unreadable.empty()) {
    return {{Health::bad, (store.path.empty() ? "" : store.path + ": ") + store.unreadable,
             "does this user own the file, and is the key the one it was sealed with (--key-file)?"}};
  }
  if (!store.is_there) return {{Health::good, "nothing is paired yet; pairing makes " + store.path}};
  const std::string what =
      store.path + " holds " + (store.pairings == 1 ? "one pairing" : std::to_string(store.pairings) + " pairings");
  if (store.others_may_read) {
    return {{Health::bad, what + ", and other users of this machine may read its secrets", "chmod 600 " + store.path}};
  }
  return {{Health::good, what}};
}

Says of_certificate(const std::string& path, const transport::CertificateFacts& one, const Time& now) {
  const std::string what = path + ": the certificate of " + (one.names.empty() ? one.common_name : joined(one.names));
  if (now < one.valid_from) {
    return {Health::bad, what + " holds only from " + format_time(one.valid_from), "look at the clock first"};
  }
  if (one.valid_until < now) {
    return {
        Health::bad, what + " has ended on " + format_time(one.valid_until),
        one.is_authority ? "a new root means that all have to pair again" : "have a new one issued by the same root"};
  }
  if (one.valid_until.seconds - now.seconds < soon_s) {
    return {Health::warning, what + " ends on " + format_time(one.valid_until), "have it renewed"};
  }
  return {Health::good, what + " holds until " + format_time(one.valid_until)};
}

Said certificates(const MachineFacts& facts) {
  Said said;
  for (const auto& file : facts.certificates) {
    if (!file.unreadable.empty()) said.push_back({Health::bad, file.path + ": " + file.unreadable, ""});
    for (const auto& one : file.chain) said.push_back(of_certificate(file.path, one, facts.now));
  }
  if (said.empty()) said.push_back({Health::not_tried, "no certificate was named (--cert), and the store keeps none"});
  return said;
}

Said peer_name(const MachineFacts& facts) {
  const PeerFacts& peer = *facts.peer;
  if (!peer.addresses.empty()) return {{Health::good, peer.host + " is at " + joined(peer.addresses)}};
  return {{Health::bad, peer.unresolved, "is it switched on, in the same network, and spelled right?"}};
}

// What a failure of the call to a peer says about one of the steps: it, or one before or behind it, has failed.
enum class Step : std::uint8_t { connect, tls, certificate, index };

Step step_of(connect::CallFailure why) {
  using enum connect::CallFailure;
  switch (why) {
    case no_such_name:
    case unreachable:
    case timed_out:
      return Step::connect;
    case weak_cryptography:
      return Step::tls;
    case untrusted:
    case root_changed:
    case leaf_changed:
    case wrong_name:
    case expired:
    case not_yet_valid:
      return Step::certificate;
    case broken:
    case too_large:
    case redirected:
      return Step::index;
  }
  return Step::index;
}

// Good when the failure came later, bad when it came here.
Said step(const MachineFacts& facts, Step which, std::string good, std::string remedy) {
  const PeerFacts& peer = *facts.peer;
  if (peer.addresses.empty()) return {{Health::not_tried, "its name is not resolved"}};
  const Step failed = peer.failure ? step_of(peer.failure->why) : Step::index;
  if (!peer.failure || which < failed) return {{Health::good, std::move(good)}};
  if (which > failed) return {{Health::not_tried, "what comes before has failed"}};
  return {{Health::bad, peer.failure->text, std::move(remedy)}};
}

Said peer_port(const MachineFacts& facts) {
  return step(facts, Step::connect, "it takes connections",
              "is the endpoint running, the port right, and no firewall in between?");
}

Said peer_tls(const MachineFacts& facts) {
  return step(facts, Step::tls, "it speaks TLS 1.3",
              "S2 Connect asks for TLS 1.3 (C-264): the other side needs an update");
}

Said peer_certificate(const MachineFacts& facts) {
  return step(
      facts, Step::certificate, "its certificate is for this name, in date, and its chain is complete",
      "compare the clocks of both; the certificate has to be for the very name of the URL, and in a LAN the root "
      "belongs to the chain that is shown (C-272)");
}

// C-279: the root that was pinned at pairing.
Said peer_pin(const MachineFacts& facts) {
  const PeerFacts& peer = *facts.peer;
  const bool was_reached = !peer.failure && !peer.addresses.empty();
  if (!was_reached) return {{Health::not_tried, "no certificate was seen"}};
  if (!facts.store || facts.store->pins.empty()) {
    return {{Health::good, "nobody here has paired with " + peer.host + " in this network yet"}};
  }
  const auto& pins = facts.store->pins;
  if (std::any_of(pins.begin(), pins.end(), [&](const auto& pin) { return pin.root == peer.root; })) {
    return {{Health::good, "it shows the root certificate that was seen at pairing"}};
  }
  return {{Health::bad, "it does not show the root certificate that was seen at pairing",
           "if it was replaced or reset, pair again; otherwise somebody else answers in its place"}};
}

Said peer_index(const MachineFacts& facts) {
  const PeerFacts& peer = *facts.peer;
  if (peer.failure || peer.addresses.empty()) {
    return step(facts, Step::index, "", "is this the pairing URL, to the slash at its end?");
  }
  const std::string remedy = "is this the pairing URL? A base URL names no version; those of s2-kit do (X-07, X-28)";
  if (!peer.is_index) {
    return {{Health::bad, "the answer, HTTP " + std::to_string(peer.status) + ", is no list of versions", remedy}};
  }
  if (!connect::choose_api_version(peer.versions)) {
    return {{Health::bad, "it speaks " + joined(peer.versions) + ", and we do not", "one of the two needs an update"}};
  }
  return {{Health::good, "it serves S2 Connect " + joined(peer.versions)}};
}

struct Row {
  std::string_view name;
  Said (*check)(const MachineFacts&);
  bool of_peer = false;
};

constexpr std::array rows = {
    Row{"interfaces", interfaces},
    Row{"multicast", multicast},
    Row{"bridge", bridge},
    Row{"ipv6", ipv6},
    Row{"port-5353", responder},
    Row{"discovery", discovery},
    Row{"own-name", own_name},
    Row{"clock", clock},
    Row{"tcp-port", tcp_port},
    Row{"tls", tls},
    Row{"store", store},
    Row{"certificates", certificates},
    Row{"peer-name", peer_name, true},
    Row{"peer-port", peer_port, true},
    Row{"peer-tls", peer_tls, true},
    Row{"peer-certificate", peer_certificate, true},
    Row{"peer-index", peer_index, true},
    Row{"peer-pin", peer_pin, true},
};

}  // namespace

std::string_view word_of(Health health) {
  constexpr std::array<std::string_view, 4> words = {"ok", "warning", "bad", "not tried"};
  return words[static_cast<std::size_t>(health)];
}

std::vector<Verdict> examine(const MachineFacts& facts) {
  std::vector<Verdict> verdicts;
  for (const Row& row : rows) {
    if (row.of_peer && !facts.peer) continue;
    for (Says& said : row.check(facts)) {
      verdicts.push_back({row.name, said.health, std::move(said.text), std::move(said.remedy)});
    }
  }
  return verdicts;
}

bool is_any_bad(const std::vector<Verdict>& verdicts) {
  return std::any_of(verdicts.begin(), verdicts.end(), [](const auto& one) { return one.health == Health::bad; });
}

}  // namespace s2::app
