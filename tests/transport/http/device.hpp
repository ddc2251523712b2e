#pragma once
// A device over real sockets for tests: the client engines of S2 Connect, for pairing and for sessions.

#include "../peers.hpp"
#include "hub.hpp"

#include <s2/transport/http_client.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace s2::transport {

/// An RM in the LAN that pairs with hubs and opens sessions there.
struct Device {
  explicit Device(Loop& its_loop, HttpClientOptions options = {});

  /// Makes the calls of an engine and gives it what comes of them.
  template <class Engine>
  void carry(Engine& engine) {
    while (auto call = engine.next_call()) {
      client.call(*call, [this, &engine, id = call->id](Result<Answered, connect::CallError> outcome) {
        if (outcome) {
          engine.answered(id, outcome->response, outcome->tls, system_now());
        } else {
          problem = outcome.error().text;
          engine.failed(id, outcome.error(), system_now());
        }
        carry(engine);
      });
    }
  }

  /// Pairs with a code, with this node if there are several, and tells how that ended.
  std::optional<connect::PairingEvent> pair(const std::string& url, std::string_view token = hub_code,
                                            std::optional<connect::NodeId> peer = {});
  /// Asks for a session with a hub it is paired with; empty when there is none.
  std::optional<connect::SessionReady> ask_for_session(connect::SessionClient& sessions);

  Loop& loop;
  connect::NodeDescription node = tests::node(2, connect::Role::rm);
  std::unique_ptr<connect::Crypto> crypto = make_crypto();
  std::unique_ptr<connect::Store> store = connect::make_memory_store();
  connect::Endpoint endpoint{connect::EndpointFacts{.description = described("device", connect::Deployment::lan)}};
  HttpClient client;
  std::string problem;  ///< what the last call that failed said
};

/// How to open the WebSocket of a session.
WebsocketVisit visit_of(const connect::SessionReady& ready);

}  // namespace s2::transport
