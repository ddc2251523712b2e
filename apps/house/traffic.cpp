#include "traffic.hpp"

namespace s2::house {

struct Traffic::Flight {
  int ends = 0;               // watched so far
  int gone = 0;               // of these, closed or destroyed
  bool closing = false;       // an end has asked for it, or is gone
  std::size_t under_way = 0;  // frames sent and not delivered

  bool quiet() const {
    if (ends < 2) return false;
    return closing ? gone == ends : under_way == 0;
  }
};

namespace {

// One end: counts, and leaves everything else to the connection it stands before.
class WatchedEnd : public transport::Connection {
 public:
  WatchedEnd(std::unique_ptr<transport::Connection> inner, std::shared_ptr<Traffic::Flight> flight)
      : inner_(std::move(inner)), flight_(std::move(flight)) {}
  ~WatchedEnd() override { leave(*flight_, here_); }

  void handle(transport::ConnectionHandler handler) override {
    // The callbacks may outlive neither counter nor flag, though they may outlive this object.
    inner_->handle({.on_frame =
                        [flight = flight_, tell = std::move(handler.on_frame)](std::string_view frame) {
                          if (flight->under_way > 0) --flight->under_way;
                          tell(frame);
                        },
                    .on_closed =
                        [flight = flight_, here = here_, tell = std::move(handler.on_closed)](const auto& closed) {
                          leave(*flight, here);
                          tell(closed);
                        }});
  }

  void send(std::string frame) override {
    ++flight_->under_way;
    inner_->send(std::move(frame));
  }

  void close(std::uint16_t code, std::string_view reason) override {
    flight_->closing = true;
    inner_->close(code, reason);
  }

  std::string peer() const override { return inner_->peer(); }
  std::string path() const override { return inner_->path(); }

 private:
  static void leave(Traffic::Flight& flight, const std::shared_ptr<bool>& here) {
    if (!std::exchange(*here, false)) return;
    flight.closing = true;
    ++flight.gone;
  }

  std::unique_ptr<transport::Connection> inner_;
  std::shared_ptr<Traffic::Flight> flight_;
  std::shared_ptr<bool> here_ = std::make_shared<bool>(true);
};

}  // namespace

Traffic::Traffic() = default;
Traffic::~Traffic() = default;

void Traffic::opening(const std::string& path) { flights_[path] = std::make_shared<Flight>(); }

void Traffic::failed(const std::string& path) { flights_.erase(path); }

std::unique_ptr<transport::Connection> Traffic::watch(std::unique_ptr<transport::Connection> end) {
  auto& flight = flights_[end->path()];
  if (!flight) flight = std::make_shared<Flight>();
  ++flight->ends;
  return std::make_unique<WatchedEnd>(std::move(end), flight);
}

bool Traffic::quiet() const {
  for (const auto& [path, flight] : flights_) {
    if (!flight->quiet()) return false;
  }
  return true;
}

bool Traffic::settle(transport::Loop& loop, Duration patience) {
  for (;;) {
    while (loop.poll() > 0) {
    }
    if (quiet()) return true;
    if (!loop.run_one(patience)) return false;
  }
}

}  // namespace s2::house
