// A party of the tests of hosts.

#include "party.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace s2::host {

using namespace connect;

HostSettings lan_client(const std::string& name) {
  HostSettings settings;
  settings.description = {.name = name, .logo_url = {}, .deployment = Deployment::lan};
  return settings;
}

HostSettings lan_server(const std::string& name) {
  HostSettings settings = lan_client(name);
  settings.serving = Serving{.name = "localhost"};
  return settings;
}

Party::Party(transport::Loop& its_loop, HostSettings settings, NodeDescription its_node, Store* its_store)
    : loop(its_loop),
      node(std::move(its_node)),
      own_store(its_store ? nullptr : make_memory_store()),
      store(its_store ? *its_store : *own_store) {
  auto opened = EndpointHost::open(loop, store, std::move(settings), handler());
  if (!opened) throw std::runtime_error(opened.error().text);
  host = std::move(*opened);
  const auto added = host->add_node({.description = node});
  EXPECT_TRUE(added) << added.error().text;
}

HostHandler Party::handler() {
  HostHandler handler;
  handler.on_session = [this](SessionOpened opened) {
    talks.push_back(std::make_unique<Talk>());
    talk().session = std::move(opened);
    talk().session.connection->handle(talk().notes.handler());
  };
  handler.on_pairing = [this](const PairingEvent& event) { pairing.push_back(event); };
  handler.on_polling_node = [this](const PollServerEvent& event) { polling.push_back(event); };
  handler.on_server_event = [this](const SessionServerEvent& event) { server.push_back(event); };
  handler.on_client_event = [this](const SessionClientEvent& event) { client.push_back(event); };
  handler.on_poll_event = [this](const PollClientEvent& event) { polls.push_back(event); };
  handler.on_note = [this](const std::string& sentence) { notes.push_back(sentence); };
  return handler;
}

Result<void> Party::wish(const BaseUrl& url, const std::string& code) {
  outcome.reset();
  return host->pair({.node = node.id, .url = url, .code = code},
                    [this](const PairingEvent& event) { outcome = event; });
}

PairingEvent Party::pair(const BaseUrl& url, const std::string& code) {
  const auto begun = wish(url, code);
  EXPECT_TRUE(begun) << begun.error().text;
  EXPECT_TRUE(transport::until(loop, [&] { return outcome.has_value(); }));
  return outcome.value_or(PairingFailed{});
}

bool Party::has_sessions(std::size_t count) {
  return transport::until(loop, [&] { return talks.size() >= count; });
}

void Home::pair() {
  const auto outcome = rm.pair(cem.url(), cem.code());
  if (const auto* failed = std::get_if<PairingFailed>(&outcome)) {
    FAIL() << finding_of(failed->why, failed->detail).text;
  }
  ASSERT_TRUE(rm.has_sessions(1) && cem.has_sessions(1));
}

}  // namespace s2::host
