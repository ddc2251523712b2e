// The server side of a host.

#include "front.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>
#include <variant>

namespace s2::host {
namespace {

using namespace connect;

// Most threads, so that a request's number can carry that of its door.
constexpr std::size_t most_threads = 64;
constexpr RequestId gates_per_id = 128;

}  // namespace

// Answers that wait until sessions are closed: a peer hears of the end of a pairing when its session has ended (C-255).
// They go when the last close has been carried out, whichever thread that is on.
class Front::Batch {
 public:
  Batch(transport::Loop& loop, std::weak_ptr<Front> front) : loop_(loop), front_(std::move(front)) {}
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  ~Batch() {
    if (answers.empty()) return;
    loop_.post([front = std::move(front_), answers = std::move(answers)] {
      if (const auto self = front.lock()) send(*self, answers);
    });
  }

  static void send(const Front& front, const std::deque<Answer>& answers) {
    for (const Answer& one : answers) {
      const RequestId at_door = one.id / gates_per_id;
      front.at(one.id % gates_per_id,
               [at_door, response = one.response](Door& door) { door.answer(at_door, response); });
    }
  }

  std::deque<Answer> answers;

 private:
  transport::Loop& loop_;
  std::weak_ptr<Front> front_;
};

Front::Front(World& world, const ServerOptions& options, FrontEvents events)
    : world_(world),
      events_(std::move(events)),
      server_(world.endpoint, world.store, *world.crypto, options),
      alarm_(world.loop, [this] {
        server_.wake(transport::system_now());
        pump();
      }) {}

// All threads end before the first loop does: until then they may post to each other.
Front::~Front() {
  for (const auto& one : workers_) one->stop();
}

std::shared_ptr<Door> Front::add_door(transport::Loop& loop) {
  auto door = std::make_shared<Door>(loop, bell(gates_.size()));
  gates_.push_back({&loop, door});
  return door;
}

Result<std::uint16_t> Front::open(const DoorPlan& plan) {
  const auto& serving = *world_.settings.serving;
  const std::size_t threads = std::min(world_.settings.threads, most_threads);
  std::vector<std::shared_ptr<Door>> doors;
  for (std::size_t i = 0; i < threads; ++i) {
    workers_.push_back(std::make_unique<Worker>());
    doors.push_back(add_door(workers_.back()->loop()));
  }
  if (doors.empty()) doors.push_back(own_door_ = add_door(world_.loop));
  for (const auto& door : doors) {
    auto opened =
        door == doors.front() ? door->listen(serving.address, serving.port, plan) : door->share(*doors.front(), plan);
    if (!opened) return Unexpected{std::move(opened).error()};
  }
  const std::uint16_t port = doors.front()->port();
  for (std::size_t i = 0; i < threads; ++i) workers_[i]->start(std::move(doors[i]));
  return port;
}

// Everything is posted: the door may stand on another thread.
DoorBell Front::bell(std::size_t gate) {
  const auto post = [&loop = world_.loop, weak = weak_from_this()](auto what) {
    loop.post([weak, what = std::move(what)] {
      if (const auto self = weak.lock()) what(*self);
    });
  };
  DoorBell bell;
  bell.on_request = [post, gate](RequestId id, Request request) {
    request.connection = request.connection * gates_per_id + gate;
    post([id = id * gates_per_id + gate, request = std::move(request)](Front& front) {
      front.server_.receive(id, request, transport::system_now());
      front.pump();
    });
  };
  bell.on_gone = [post, gate](RequestId id) {
    post([id = id * gates_per_id + gate](Front& front) { front.server_.closed(id); });
  };
  bell.on_visit = [post, gate](std::uint64_t visit, std::optional<Secret> token, const std::string& source) {
    post([=](Front& front) { front.admit(gate, visit, token, source); });
  };
  bell.on_session = [teller = std::weak_ptr(world_.teller)](SessionOpened session) {
    if (const auto told = teller.lock()) told->hand_over(std::move(session));
  };
  bell.on_over = [post](const Admitted& admitted, bool was_open) {
    post([=](Front& front) { front.over(admitted, was_open); });
  };
  return bell;
}

void Front::at(std::size_t gate, std::function<void(Door&)> what) const {
  gates_[gate].loop->post([door = gates_[gate].door, what = std::move(what)] {
    if (const auto self = door.lock()) what(*self);
  });
}

void Front::pump() {
  const auto batch = std::make_shared<Batch>(world_.loop, weak_from_this());
  while (auto event = server_.next_pairing_event()) events_.on_pairing(*event);
  while (auto event = server_.next_poll_event()) events_.on_polling(*event);
  while (auto event = server_.next_session_event()) {
    if (const auto* wish = std::get_if<CloseSession>(&*event)) {
      close(*wish, batch);
    } else {
      events_.on_session(*event);
    }
  }
  while (auto answer = server_.next_answer()) batch->answers.push_back(*std::move(answer));
  if (batch.use_count() == 1) Batch::send(*this, std::exchange(batch->answers, {}));
  alarm_.set(server_.next_deadline());
}

// An older session of the pair is closed before the new one takes its seat (C-246).
void Front::admit(std::size_t gate, std::uint64_t visit, const std::optional<Secret>& token,
                  const std::string& source) {
  auto admitted = server_.sessions().admit(token, source, transport::system_now());
  pump();
  if (!admitted || is_stopping_) {
    const bool is_ours = !admitted && admitted.error().rule == "S2CPP-STORE";
    const unsigned status = is_stopping_ ? 503 : is_ours ? 500 : 401;
    const std::string text = is_stopping_ ? "this endpoint is stopping; come back later" : admitted.error().text;
    return at(gate, [=](Door& door) { door.turn_away(visit, {.status = status, .text = text}); });
  }
  const auto found = world_.store.find(admitted->pair);
  auto opened = std::make_shared<SessionOpened>();  // what is posted has to be copied
  opened->pair = admitted->pair;
  opened->role = CommunicationRole::server;
  opened->version = admitted->version;
  if (found && *found) opened->peer = (*found)->peer_node;
  seats_[admitted->pair] = {admitted->session, gate};
  world_.audit("session-opened", admitted->pair, "a session was opened", source);
  at(gate, [=, admitted = *admitted](Door& door) { door.let_in(visit, admitted, std::move(*opened)); });
}

void Front::over(const Admitted& admitted, bool was_open) {
  server_.sessions().ended(admitted);
  const auto seat = seats_.find(admitted.pair);
  if (seat != seats_.end() && seat->second.session == admitted.session) seats_.erase(seat);
  if (was_open) world_.audit("session-ended", admitted.pair, "a session has ended");
  pump();
  if (is_stopping_ && seats_.empty()) events_.on_empty();
}

void Front::end(const Seat& seat, std::optional<SessionRequestType> request, std::uint16_t code, std::string reason,
                std::shared_ptr<Batch> batch) const {
  at(seat.gate,
     [=, session = seat.session, batch = std::move(batch)](Door& door) { door.end(session, request, code, reason); });
}

void Front::close(const CloseSession& wish, const std::shared_ptr<Batch>& batch) {
  const auto seat = seats_.find(wish.pair);
  if (seat == seats_.end() || seat->second.session != wish.session) return;
  constexpr std::array reasons = {"a newer session took its place", "paired anew", "unpaired",
                                  "paired with another CEM"};
  const auto request = wish.ask_to_return ? std::optional(SessionRequestType::reconnect) : std::nullopt;
  end(seat->second, request, 1000, reasons[static_cast<std::size_t>(wish.why)], batch);
  seats_.erase(seat);
}

void Front::end_sessions(const NodeId& node) {
  for (auto one = seats_.lower_bound({node, {}}); one != seats_.end() && one->first.own == node; ++one) {
    end(one->second, SessionRequestType::reconnect, 1001, "the node is not here any more");
  }
}

void Front::show(const transport::TlsServer& tls) {
  for (std::size_t gate = 0; gate < gates_.size(); ++gate) {
    at(gate, [tls](Door& door) { door.show(tls); });
  }
}

void Front::stop() {
  is_stopping_ = true;
  server_.stop();
  pump();
  for (const auto& [pair, seat] : seats_) {
    end(seat, SessionRequestType::terminate, 1001, "this endpoint stops");
  }
  if (seats_.empty()) events_.on_empty();
}

}  // namespace s2::host
