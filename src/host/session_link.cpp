// A session between host and application.

#include "session_link.hpp"

#include <s2/codec.hpp>
#include <s2/transport/system.hpp>

#include <utility>

namespace s2::host {
namespace {

using connect::SessionEnd;

// SessionRequest is the same in every profile.
constexpr Profile any_profile = Profile::v1_0_0;

// What a frame says about the end of its session; empty for all others, which are looked at no further than their type.
std::optional<SessionEnd> end_in(std::string_view frame) {
  const auto peeked = peek(frame);
  if (!peeked || peeked->kind != Kind::SessionRequest) return std::nullopt;
  const auto decoded = decode(frame, any_profile);
  if (!decoded) return std::nullopt;
  const auto& request = std::get<SessionRequest>(decoded->message);
  return request.request == SessionRequestType::reconnect ? SessionEnd::reconnect : SessionEnd::terminated;
}

}  // namespace

class SessionLink::ApplicationEnd final : public transport::Connection {
 public:
  explicit ApplicationEnd(std::shared_ptr<SessionLink> link) : link_(std::move(link)) {}
  ~ApplicationEnd() override { link_->let_go(); }
  ApplicationEnd(const ApplicationEnd&) = delete;
  ApplicationEnd& operator=(const ApplicationEnd&) = delete;

  void handle(transport::ConnectionHandler handler) override { link_->handle(std::move(handler)); }
  void send(std::string frame) override { link_->send(std::move(frame)); }
  void close(std::uint16_t code, std::string_view reason) override {
    if (link_->inner_) link_->inner_->close(code, reason);
  }
  std::string peer() const override { return link_->peer_; }
  std::string path() const override { return link_->path_; }

 private:
  std::shared_ptr<SessionLink> link_;
};

SessionLink::SessionLink(std::unique_ptr<transport::Connection> inner, Over over)
    : inner_(std::move(inner)), peer_(inner_->peer()), path_(inner_->path()), over_(std::move(over)) {}

std::unique_ptr<transport::Connection> SessionLink::for_application() {
  return std::make_unique<ApplicationEnd>(shared_from_this());
}

// The connection keeps its promises about handlers for the one it is given here, and so for the application's in it.
void SessionLink::handle(transport::ConnectionHandler handler) {
  if (!inner_) return;
  handler_ = std::make_shared<const transport::ConnectionHandler>(std::move(handler));
  inner_->handle({.on_frame =
                      [self = weak_from_this(), told = handler_](std::string_view frame) {
                        if (const auto link = self.lock()) link->watch(frame);
                        if (told->on_frame) told->on_frame(frame);
                      },
                  .on_closed =
                      [self = weak_from_this(), told = handler_](const transport::Closed& closed) {
                        if (const auto link = self.lock()) link->closed();
                        if (told->on_closed) told->on_closed(closed);
                      }});
}

void SessionLink::send(std::string frame) {
  if (!inner_) return;
  watch(frame);
  inner_->send(std::move(frame));
}

void SessionLink::watch(std::string_view frame) {
  if (const auto end = end_in(frame)) how_ = *end;
}

// Nobody waits for the answer to the request: the connection ends behind it (C-261).
void SessionLink::end(std::optional<SessionRequestType> request, std::uint16_t code, std::string_view reason) {
  if (!inner_) return;
  if (request) {
    const SessionRequest message{
        .message_id = transport::random_ids()(), .request = *request, .diagnostic_label = std::string(reason)};
    if (auto frame = encode(message, any_profile)) send(std::move(*frame));
  }
  inner_->close(code, reason);
  // Without a handler nothing is read, and so nobody would hear of the end.
  if (!handler_) handle({});
}

// What is left of the connection goes now, since the application may keep its end for longer than the loop lasts.
void SessionLink::closed() {
  inner_.reset();
  finish();
}

void SessionLink::tear_down() {
  const auto self = shared_from_this();
  if (!inner_) return;
  inner_.reset();
  finish();
  const auto told = std::exchange(handler_, nullptr);
  if (told && told->on_closed) told->on_closed({.code = 1001, .text = "the endpoint has ended", .by_peer = false});
}

void SessionLink::let_go() {
  inner_.reset();
  handler_.reset();
  finish();
}

void SessionLink::finish() {
  if (const auto over = std::exchange(over_, nullptr)) over(how_);
}

}  // namespace s2::host
