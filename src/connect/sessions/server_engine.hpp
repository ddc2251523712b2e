#pragma once
// What SessionServer is made of. server.cpp has its life and the table of operations; initiate.cpp, confirm.cpp and
// unpair.cpp have an operation each; upgrade.cpp has the WebSockets.

#include "grants.hpp"

#include <s2/connect/limits.hpp>
#include <s2/connect/messages.hpp>
#include <s2/connect/session_server.hpp>

#include <deque>
#include <map>
#include <utility>

namespace s2::connect {

class SessionServer::Engine {
 public:
  Engine(const Endpoint& endpoint, Store& store, Crypto& crypto)
      : endpoint_(endpoint), store_(store), crypto_(crypto) {}

  Response answer_to(const Request& request, Time now);
  Result<Admitted> admit(const std::optional<Secret>& token, std::string_view source, Time now);
  void ended(const Admitted& session);
  Result<void> unpair(const Pair& pair, Time now);
  void settled(const Pair& pair, const Settled& settled);

  std::deque<Answer> answers;
  std::deque<SessionServerEvent> events;
  sessions::Grants pending{Limits::pending_token_life, Limits::pending_tokens};
  sessions::Grants communication{Limits::communication_token_life, Limits::communication_tokens};
  bool is_stopped = false;

 private:
  struct Asked;
  struct Check;
  struct Operation;
  static const Operation operations[];
  static const Check checks[];

  // Operations.
  Response index(const Request& request, Time now);
  Response initiate_session(const Request& request, Time now);
  Response confirm_access_token(const Request& request, Time now);
  Response unpair(const Request& request, Time now);

  // Steps of initiateSession.
  Result<void> look_up(Asked& asked);
  std::optional<Response> refusal(Asked& asked, const Request& request);
  Result<void> store(Asked& asked);
  Response grant(const Asked& asked, Time now);

  // The pairing that these two have with ours as communication server and that this token opens; a provisional one
  // first, since it is the newer. Empty when there is none.
  Result<std::optional<Pairing>> opened_by(const Pair& pair, const Secret& token);
  Sha256 active_digest(const Pairing& pairing);
  void close(const Pair& pair, SessionEnding why, bool ask_to_return);
  Response refused(Response response, Problem why, std::string_view source, std::optional<Pair> pair);
  Result<void> take_out(const Pair& pair, Time now);

  const Endpoint& endpoint_;
  Store& store_;
  Crypto& crypto_;
  std::map<Pair, std::uint64_t> open_;
  std::uint64_t last_session_ = 0;
  std::size_t waiting_refusals_ = 0;

 public:
  // An event was taken.
  void took(const SessionServerEvent& event);
};

namespace sessions {

/// 400 with its reason.
Response bad_request(SessionError error, std::string_view info = {});
/// 500: a store failed (C-209, C-258).
Response store_failed();

}  // namespace sessions
}  // namespace s2::connect
