// WebSockets at the communication server. Source: digest, C-218, C-236, C-246.

#include "server_engine.hpp"

namespace s2::connect {
namespace {

Unexpected<Finding> not_admitted() {
  return Unexpected{Finding{"C-236", Severity::error, "", "",
                            "this token opens no session: it is unknown, used, or older than 30 seconds; begin again "
                            "with initiateSession"}};
}

}  // namespace

Result<Admitted> SessionServer::Engine::admit(const std::optional<Secret>& token, std::string_view source, Time now) {
  const auto refuse = [&](std::optional<Pair> pair) {
    refused({}, Problem::token_refused, source, std::move(pair));
    return not_admitted();
  };
  if (!token || is_stopped) return refuse(std::nullopt);
  const Sha256 digest = token->digest(crypto_);
  const sessions::Grant* found = communication.find(digest, now);
  if (!found) return refuse(std::nullopt);
  const sessions::Grant grant = *found;
  communication.erase(digest);

  auto stored = store_.find(grant.pair);
  if (!stored) return Unexpected{std::move(stored).error()};
  if (!*stored || (*stored)->since != grant.paired) return refuse(grant.pair);
  if (const auto older = open_.find(grant.pair); older != open_.end()) {
    events.push_back(CloseSession{grant.pair, older->second, SessionEnding::replaced, false});
  }
  open_[grant.pair] = ++last_session_;
  return Admitted{grant.pair, grant.version, last_session_};
}

void SessionServer::Engine::ended(const Admitted& session) {
  const auto found = open_.find(session.pair);
  if (found != open_.end() && found->second == session.session) open_.erase(found);
}

}  // namespace s2::connect
