#include "proxy/pair.hpp"

#include <utility>

namespace s2::app {

transport::Closed passed_on(const transport::Closed& closed) {
  constexpr std::uint16_t lost = 1006;  // stands for what happened and cannot be sent
  constexpr std::uint16_t going_away = 1001;
  if (closed.code != lost) return closed;
  return {.code = going_away, .text = "the connection to the other side was lost", .by_peer = closed.by_peer};
}

Pair::Pair(std::unique_ptr<transport::Connection> client, std::unique_ptr<transport::Connection> server, Owner owner)
    : connections_{std::move(client), std::move(server)}, owner_(std::move(owner)) {}

void Pair::start() {
  listen(End::client);
  listen(End::server);
}

void Pair::listen(End end) {
  at(end).handle({.on_frame = [this, end](std::string_view frame) { on_frame(end, frame); },
                  .on_closed = [this, end](const transport::Closed& closed) { on_closed(end, closed); }});
}

void Pair::inject(End to, std::string frame, bool waiting) {
  injected_to(to).put_in(frame, waiting);
  at(to).send(frame);
  owner_.on_frame(other(to), frame, Passage::injected);
}

void Pair::close(std::uint16_t code, std::string_view reason) {
  closing_ = true;
  for (const End end : {End::client, End::server}) at(end).close(code, reason);
}

void Pair::on_frame(End from, std::string_view frame) {
  if (injected_to(from).answered_by(frame)) return owner_.on_frame(from, frame, Passage::kept);
  const End to = other(from);
  injected_to(to).passed(frame);
  at(to).send(std::string(frame));
  owner_.on_frame(from, frame, Passage::passed);
}

void Pair::on_closed(End end, const transport::Closed& closed) {
  if (!std::exchange(closing_, true)) {
    const auto onward = passed_on(closed);
    at(other(end)).close(onward.code, onward.text);
    owner_.on_closing(end, closed);
  }
  if (++gone_ == 2) owner_.on_over();
}

}  // namespace s2::app
