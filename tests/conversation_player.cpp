#include "conversation_player.hpp"

#include "conversation_texts.hpp"
#include "named_ids.hpp"

#include <algorithm>
#include <stdexcept>

namespace s2::tests {
namespace {

transport::websocket::Moment moment_of(Time time) {
  return transport::websocket::Moment(std::chrono::seconds(time.seconds) + std::chrono::nanoseconds(time.nanoseconds));
}

Time time_of(transport::websocket::Moment moment) {
  return Time{} + std::chrono::duration_cast<Duration>(moment.time_since_epoch());
}

}  // namespace

Player::Player(const Conversation& conversation) : conversation_(conversation) {
  if (conversation.we == "both") {
    for (const char* side : {"rm", "cem"}) seats_.push_back({Engine(conversation, side, side)});
  } else {
    seats_.push_back({Engine(conversation, conversation.we, "we")});
  }
  for (Seat& seat : seats_) seat.engine.begin(now_);
  const bool is_controlled = conversation.start != "bare" && conversation.start != "connected";
  if (is_controlled) begin_controlled();
  for (Seat& seat : seats_) seat.incoming.set_latency(Duration(conversation.latency_ms));
  open_wire();
  for (Seat& seat : seats_) {
    drain(seat);
    if (is_controlled) seat.outputs.clear();
  }
}

Player::Seat* Player::seat_of(const std::string& side) {
  const auto found = std::find_if(seats_.begin(), seats_.end(), [&](Seat& seat) { return seat.engine.side() == side; });
  return found == seats_.end() ? nullptr : &*found;
}

// --- Before the first line: details, selection and, under FRBC, a description; nothing of it is compared ---

void Player::begin_controlled() {
  const auto control_type = from_name<ControlType>(conversation_.start);
  if (!control_type) throw std::invalid_argument("no way to start: " + conversation_.start);
  const bool is_frbc = control_type == ControlType::fill_rate_based_control;
  Seat* rm = seat_of("rm");
  Seat* cem = seat_of("cem");
  settle();
  if (!rm) {
    ResourceManagerDetails details = conversation_resource(conversation_.start);
    details.message_id = Id(with_uuids("p-1"));
    cem->engine.session().receive(encode(details, *cem->engine.session().profile()).value(), now_);
  } else if (!cem) {
    say_as_peer("ReceptionStatus OK we-1");
    say_as_peer(R"(SelectControlType {"message_id":"p-1","control_type":")" + conversation_.start + "\"}");
  }
  if (cem) (void)static_cast<CemSession&>(cem->engine.session()).select(*control_type, now_);
  settle();
  if (!rm) say_as_peer("ReceptionStatus OK we-1");
  if (!is_frbc) return settle();
  if (rm) {
    (void)rm->engine.session().send(conversation_description(), now_);
  } else {
    cem->engine.session().receive(encode(conversation_description(), Profile::v1_0_0).value(), now_);
  }
  settle();
  if (!cem) say_as_peer("ReceptionStatus OK d-1");
}

void Player::settle() {
  for (Seat& seat : seats_) drain(seat);
  for (bool more = is_pair(); more;) {
    more = false;
    for (Seat& seat : seats_) more = deliver(seat) || more;
  }
}

void Player::say_as_peer(std::string_view what) {
  seats_[0].engine.session().receive(with_uuids(frame_of(what)), now_);
}

// --- Lines ---

std::vector<std::string> Player::play() {
  for (const Step& step : conversation_.steps) {
    const Time at = conversation_start + Duration(step.at_ms);
    advance(at);
    expect_nothing_more("before line " + std::to_string(step.line), at);
    follow(step);
  }
  advance(now_);
  expect_nothing_more("at the end", now_ + Duration(1));
  return std::move(complaints_);
}

void Player::follow(const Step& step) {
  Seat* seat = seat_of(step.side);
  const bool is_ours = step.verb != "do" && step.verb != "link" && seat;
  if (is_ours) return expect(step, *seat);
  // With one engine nothing it said may be left over before the peer goes on.
  if (!is_pair()) expect_nothing_more("before line " + std::to_string(step.line), now_ + Duration(1));
  if (step.verb == "link") {
    link(step.side, step.what);
  } else if (step.verb == ">") {
    say_as_peer(step.what);
  } else if (auto refused = seat->engine.command(with_uuids(step.what), now_)) {
    drain(*seat);
    seat->outputs.push_back({now_, "refused", *refused});
  }
  for (Seat& any : seats_) drain(any);
}

void Player::expect(const Step& step, Seat& seat) {
  const std::string wanted = std::to_string(step.line) + ": " + step.verb + ' ' + step.what;
  if (seat.outputs.empty()) return complaints_.push_back(wanted + " did not happen");
  const Output output = std::move(seat.outputs.front());
  seat.outputs.pop_front();
  const bool same = output.verb == step.verb && output.at == now_ &&
                    (step.verb == ">" ? matches(output.text, step.what) : output.text == step.what);
  if (!same) complaints_.push_back(wanted + "\n  instead " + output.verb + ' ' + output.text);
}

void Player::expect_nothing_more(const std::string& when, Time before) {
  for (Seat& seat : seats_) {
    while (!seat.outputs.empty() && seat.outputs.front().at < before) {
      const Output output = std::move(seat.outputs.front());
      seat.outputs.pop_front();
      const double seconds = static_cast<double>((output.at - conversation_start).count()) / 1000;
      complaints_.push_back(when + ", not expected: " + std::to_string(seconds) + ' ' + seat.engine.side() + ' ' +
                            output.verb + ' ' + output.text);
    }
  }
}

// --- Time passes ---

void Player::advance(Time to) {
  for (int happenings = 0;; ++happenings) {
    const auto next = next_happening();
    if (!next || *next > to) break;
    if (happenings == 10'000) return complaints_.push_back("a session wants to be woken for ever");
    now_ = std::max(now_, *next);
    happen();
  }
  now_ = to;
}

std::optional<Time> Player::next_happening() {
  std::optional<Time> next = return_at_;
  const auto consider = [&next](const std::optional<Time>& at) {
    if (at && (!next || *at < *next)) next = at;
  };
  for (Seat& seat : seats_) {
    consider(seat.incoming.next());
    consider(seat.engine.session().next_deadline());
    const auto check = seat.keep_alive ? seat.keep_alive->next() : std::nullopt;
    if (check) consider(time_of(*check));
  }
  return next;
}

// What arrives comes before what is too late.
void Player::happen() {
  for (Seat& seat : seats_) {
    if (deliver(seat)) return;
  }
  if (return_at_ && *return_at_ <= now_) return connect();
  for (Seat& seat : seats_) {
    keep_alive(seat);
    seat.engine.session().wake(now_);
    drain(seat);
  }
}

// A WebSocket pings by itself, and leaves a peer of which nothing is heard (C.12).
void Player::keep_alive(Seat& seat) {
  const auto step = seat.keep_alive ? seat.keep_alive->wake(moment_of(now_)) : KeepAlive::Step::wait;
  if (step == KeepAlive::Step::wait) return;
  const bool pings = step == KeepAlive::Step::ping;
  seat.outputs.push_back({now_, pings ? "pings" : "leaves", ""});
  if (pings) return other(seat).incoming.put(Carried::ping, {}, now_);
  seat.keep_alive.reset();
  seat.engine.session().disconnected(now_);
}

// A connection begins.
void Player::open_wire() {
  if (conversation_.ping_interval_ms == 0) return;
  for (Seat& seat : seats_) {
    seat.keep_alive.emplace(Duration(conversation_.ping_interval_ms), Duration(conversation_.peer_timeout_ms),
                            moment_of(now_));
  }
}

bool Player::deliver(Seat& seat) {
  const auto next = seat.incoming.next();
  if (!next || *next > now_) return false;
  const auto arrival = seat.incoming.take();
  Session& session = seat.engine.session();
  if (seat.keep_alive) seat.keep_alive->heard(moment_of(now_));
  switch (arrival.what) {
    case Carried::frame:
      session.receive(arrival.text, now_);
      break;
    case Carried::closed:
      seat.keep_alive.reset();
      session.disconnected(now_);
      break;
    case Carried::ping:
      other(seat).incoming.put(Carried::pong, {}, now_);
      break;
    case Carried::pong:
      break;
  }
  drain(seat);
  return true;
}

void Player::drain(Seat& seat) {
  Session& session = seat.engine.session();
  while (const auto frame = session.next_frame()) {
    seat.outputs.push_back({now_, ">", with_names(*frame)});
    if (is_pair()) other(seat).incoming.put(Carried::frame, std::string(*frame), now_);
  }
  while (const auto event = session.next_event()) {
    seat.outputs.push_back({now_, "event", with_names(text_of(*event))});
    if (const auto* end = std::get_if<Ended>(&*event)) ended(seat, *end);
  }
}

// --- The link ---

// Its owner closes the connection, and comes back if it is the one who opened it.
void Player::ended(Seat& seat, const Ended& event) {
  if (!is_pair()) return;
  seat.keep_alive.reset();
  other(seat).incoming.put(Carried::closed, {}, now_);
  if (seat.engine.side() != conversation_.client) return;
  return_at_ = now_ + Duration(conversation_.latency_ms) + delay_before_return(event, backoff_, 1.0);
}

void Player::link(const std::string& command, std::string_view rest) {
  if (command == "cut" || command == "down") {
    is_down_ = command == "down";
    return cut();
  }
  if (command == "up" || command == "silent") {
    is_down_ = command == "silent";
    for (Seat& seat : seats_) seat.incoming.set_silent(is_down_);
    return;
  }
  Seat* sender = seat_of(word(rest));
  if (!sender) throw std::invalid_argument("whose frame is to be lost or late?");
  const Duration longer(rest.empty() ? 0 : static_cast<std::int64_t>(std::stod(word(rest)) * 1000));
  other(*sender).incoming.mishap(command, longer);
}

void Player::cut() {
  for (Seat& seat : seats_) seat.incoming.clear();
  for (Seat& seat : seats_) {
    seat.keep_alive.reset();
    seat.engine.session().disconnected(now_);
    drain(seat);
  }
}

// Nothing of the connection before survives (STATE-007): both sides begin a session.
void Player::connect() {
  return_at_.reset();
  Seat& client = *seat_of(conversation_.client);
  if (is_down_) {
    client.outputs.push_back({now_, "tries", ""});
    return_at_ = now_ + backoff_.next(1.0);
    return;
  }
  Seat& server = other(client);
  server.engine.session().disconnected(now_);
  drain(server);
  client.outputs.push_back({now_, "connects", ""});
  for (Seat& seat : seats_) seat.incoming.clear();
  for (Seat& seat : seats_) seat.engine.begin(now_);
  open_wire();
  for (Seat& seat : seats_) drain(seat);
}

}  // namespace s2::tests
