#pragma once
// Plays a conversation on virtual time: one engine against the text, or two engines over a link.

#include "conversation_engine.hpp"
#include "conversation_link.hpp"

#include <s2/session/come_back.hpp>
#include <transport/websocket/keep_alive.hpp>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::tests {

/// Plays one conversation.
class Player {
 public:
  /// Everything up to the first line.
  explicit Player(const Conversation& conversation);
  /// Plays it; what went otherwise than the text says.
  std::vector<std::string> play();

 private:
  struct Output {
    Time at;
    std::string verb;
    std::string text;
  };
  using KeepAlive = transport::websocket::KeepAlive;

  // An engine, what it said that no line has spoken of, the wire towards it, and what its WebSocket does by itself.
  struct Seat {
    Engine engine;
    std::deque<Output> outputs = {};
    Way incoming = {};
    std::optional<KeepAlive> keep_alive = {};
  };

  bool is_pair() const { return seats_.size() == 2; }
  Seat* seat_of(const std::string& side);
  Seat& other(const Seat& seat) { return seats_[&seat == &seats_[0] ? 1 : 0]; }

  void begin_controlled();
  void settle();
  void say_as_peer(std::string_view what);
  void follow(const Step& step);
  void expect(const Step& step, Seat& seat);
  void expect_nothing_more(const std::string& when, Time before);

  void advance(Time to);
  std::optional<Time> next_happening();
  void happen();
  bool deliver(Seat& seat);
  void keep_alive(Seat& seat);
  void open_wire();
  void drain(Seat& seat);
  void ended(Seat& seat, const Ended& event);
  void link(const std::string& command, std::string_view rest);
  void cut();
  void connect();

  const Conversation& conversation_;
  Time now_ = conversation_start;
  std::deque<Seat> seats_;
  bool is_down_ = false;
  Backoff backoff_;
  std::optional<Time> return_at_;
  std::vector<std::string> complaints_;
};

}  // namespace s2::tests
