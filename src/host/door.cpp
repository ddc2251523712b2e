// One loop's part of a port.

#include "door.hpp"

#include <s2/connect/http.hpp>

#include <utility>

namespace s2::host {

// The right to open one session. When the client is lost on the way, the session is over before it began.
class Door::Ticket {
 public:
  Ticket(std::weak_ptr<Door> door, const connect::Admitted& who, SessionOpened session)
      : admitted(who), opened(std::move(session)), door_(std::move(door)) {}
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() {
    const auto door = door_.lock();
    if (door && !is_used) door->over(admitted, false);
  }

  const connect::Admitted admitted;
  SessionOpened opened;
  bool is_used = false;

 private:
  std::weak_ptr<Door> door_;
};

Door::~Door() { visits_.clear(); }

transport::WebsocketService Door::service(const DoorPlan& plan) {
  const std::weak_ptr<Door> weak = weak_from_this();
  transport::HttpMount mount{.path = plan.path, .on_request = bell_.on_request, .on_gone = bell_.on_gone};
  if (plan.guards_subnet) {
    mount.is_same_subnet = [weak](const auto& peer, const auto& local) {
      const auto self = weak.lock();
      return self && self->interfaces_.is_same_subnet(peer, local);
    };
  }
  http_ = std::make_shared<transport::HttpService>(std::vector{std::move(mount)}, plan.http);
  transport::WebsocketService service;
  service.tls = plan.tls;
  service.http = http_;
  service.doorkeeper = [weak](const transport::WebsocketRequest& asked, auto answer) {
    if (const auto self = weak.lock()) self->visit(asked, std::move(answer));
  };
  return service;
}

Result<void> Door::listen(const std::string& address, std::uint16_t port, const DoorPlan& plan) {
  auto server = transport::WebsocketServer::listen(loop_, address, port, nullptr, plan.websocket, service(plan));
  if (!server) return Unexpected{std::move(server).error()};
  server_ = std::move(*server);
  return {};
}

Result<void> Door::share(const Door& other, const DoorPlan& plan) {
  auto server = other.server_->share(loop_, nullptr, plan.websocket, service(plan));
  if (!server) return Unexpected{std::move(server).error()};
  server_ = std::move(*server);
  return {};
}

void Door::visit(const transport::WebsocketRequest& asked, std::function<void(transport::Verdict)> answer) {
  visits_.emplace(++last_visit_, std::move(answer));
  bell_.on_visit(last_visit_, connect::bearer_of(asked.header("Authorization")), asked.address);
}

void Door::let_in(std::uint64_t visit, const connect::Admitted& admitted, SessionOpened opened) {
  const auto found = visits_.extract(visit);
  opened.loop = &loop_;
  const auto ticket = std::make_shared<Ticket>(weak_from_this(), admitted, std::move(opened));
  guests_.try_emplace(admitted.session);
  if (found.empty()) return;
  found.mapped()(
      transport::Accept([weak = weak_from_this(), ticket](std::unique_ptr<transport::Connection> connection) {
        if (const auto self = weak.lock()) self->open(ticket, std::move(connection));
      }));
}

void Door::turn_away(std::uint64_t visit, transport::Refusal refusal) {
  const auto found = visits_.extract(visit);
  if (!found.empty()) found.mapped()(Unexpected{std::move(refusal)});
}

void Door::open(const std::shared_ptr<Ticket>& ticket, std::unique_ptr<transport::Connection> connection) {
  ticket->is_used = true;
  const auto admitted = ticket->admitted;
  auto& guest = guests_[admitted.session];
  guest.link = std::make_shared<SessionLink>(std::move(connection), [weak = weak_from_this(), admitted](auto) {
    if (const auto self = weak.lock()) self->over(admitted, true);
  });
  const auto link = guest.link;
  if (guest.is_unwanted) return link->end(std::nullopt, 1000, "the session is not wanted any more");
  ticket->opened.connection = link->for_application();
  bell_.on_session(std::move(ticket->opened));
}

void Door::end(std::uint64_t session, std::optional<SessionRequestType> request, std::uint16_t code,
               const std::string& reason) {
  const auto found = guests_.find(session);
  if (found == guests_.end()) return;
  found->second.is_unwanted = true;
  const auto link = found->second.link;
  if (link) link->end(request, code, reason);
}

void Door::over(const connect::Admitted& admitted, bool was_open) {
  // The link is in the middle of its last call.
  const auto gone = guests_.extract(admitted.session);
  bell_.on_over(admitted, was_open);
}

void Door::tear_down() {
  const auto self = shared_from_this();
  server_.reset();
  http_.reset();
  visits_.clear();
  const auto guests = std::exchange(guests_, {});
  for (const auto& [session, guest] : guests) {
    if (guest.link) guest.link->tear_down();
  }
}

}  // namespace s2::host
