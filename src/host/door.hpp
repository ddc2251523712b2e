#pragma once
// Door: the port of an endpoint as one loop sees it: TLS, HTTP and WebSockets, and nothing that decides.

#include "interfaces.hpp"
#include "session_link.hpp"

#include <s2/connect/session_server.hpp>
#include <s2/host.hpp>
#include <s2/transport/http_service.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace s2::host {

/// What a door passes on. Called on its loop's thread.
struct DoorBell {
  std::function<void(connect::RequestId, connect::Request)> on_request;  ///< to be answered by Door::answer()
  std::function<void(connect::RequestId)> on_gone;                       ///< nobody waits for that any more
  /// Somebody wants to open a WebSocket; to be answered by Door::let_in() or Door::turn_away().
  std::function<void(std::uint64_t visit, std::optional<connect::Secret> token, const std::string& source)> on_visit;
  std::function<void(SessionOpened)> on_session;                         ///< it is open
  std::function<void(const connect::Admitted&, bool was_open)> on_over;  ///< it is gone
};

/// Where and how a door opens.
struct DoorPlan {
  std::string path;                            ///< of the base URL
  transport::TlsServer tls;                    ///< what it shows
  bool guards_subnet = false;                  ///< whether it finds out who is in a subnet of ours (C-096)
  transport::WebsocketOptions websocket = {};  ///< bounds of sessions
  transport::HttpOptions http = {};            ///< bounds of requests
};

/// One loop's part of a port. Everything it does is done on that loop's thread; the others post.
class Door : public std::enable_shared_from_this<Door> {
 public:
  Door(transport::Loop& loop, DoorBell bell) : loop_(loop), bell_(std::move(bell)) {}
  ~Door();

  /// Opens the port.
  Result<void> listen(const std::string& address, std::uint16_t port, const DoorPlan& plan);
  /// Opens the port that another door has.
  Result<void> share(const Door& other, const DoorPlan& plan);
  /// The port.
  std::uint16_t port() const { return server_->port(); }

  /// Answers a request.
  void answer(connect::RequestId request, const connect::Response& response) { http_->answer(request, response); }
  /// Lets a visitor in: `opened` lacks its connection yet.
  void let_in(std::uint64_t visit, const connect::Admitted& admitted, SessionOpened opened);
  /// Does not.
  void turn_away(std::uint64_t visit, transport::Refusal refusal);
  /// Ends a session, as SessionLink::end(); one that is about to open does not.
  void end(std::uint64_t session, std::optional<SessionRequestType> request, std::uint16_t code,
           const std::string& reason);
  /// Shows another identity to whoever comes from here on.
  void show(transport::TlsServer tls) { server_->set_tls(std::move(tls)); }
  /// Closes the port and lets all sessions go: the loop ends.
  void tear_down();

 private:
  class Ticket;
  // A session that was let in; its link comes when it is open.
  struct Guest {
    std::shared_ptr<SessionLink> link;
    bool is_unwanted = false;
  };

  transport::WebsocketService service(const DoorPlan& plan);
  void visit(const transport::WebsocketRequest& asked, std::function<void(transport::Verdict)> answer);
  void open(const std::shared_ptr<Ticket>& ticket, std::unique_ptr<transport::Connection> connection);
  void over(const connect::Admitted& admitted, bool was_open);

  transport::Loop& loop_;
  DoorBell bell_;
  Interfaces interfaces_;
  std::shared_ptr<transport::HttpService> http_;
  std::unique_ptr<transport::WebsocketServer> server_;
  std::uint64_t last_visit_ = 0;
  std::map<std::uint64_t, std::function<void(transport::Verdict)>> visits_;  // not decided yet
  std::map<std::uint64_t, Guest> guests_;                                    // by session
};

}  // namespace s2::host
