#pragma once
// Bus: a connection to D-Bus's system bus, on our loop and without ever waiting for it, but for wait().

#include "bus_call.hpp"
#include "poll.hpp"

#include <s2/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

namespace s2::transport::dnssd {

/// How a call was refused.
struct BusError {
  std::string name;  ///< e.g. "org.freedesktop.Avahi.CollisionError"
  std::string text;  ///< a sentence of the other side
};

/// A connection to the system bus. None of those it calls back may destroy it, but for Handler::on_end.
class Bus {
 public:
  /// Most calls that wait for an answer or for their turn; further ones are refused at once.
  static constexpr std::size_t calls_max = 4096;
  /// Most calls that wait for an answer; further ones wait for their turn. The system bus grants a client 128.
  static constexpr std::size_t calls_at_once = 64;
  /// How long an answer may take.
  static constexpr Duration answer_patience{10'000};
  /// Most messages that are read before others on the loop have their turn.
  static constexpr int messages_a_turn = 64;

  /// Who is told what comes by itself.
  struct Handler {
    std::function<void(sd_bus_message*)> on_signal;        ///< whoever sent it
    std::function<void(const std::string& why)> on_end{};  ///< the connection is gone, and no answer comes any more
  };
  /// Called with an answer, which is read from its beginning, or with why there is none.
  using Answered = std::function<void(Result<sd_bus_message*, BusError>)>;

  /// Begins to connect. Fails with "S2CPP-DNSSD" when there is no bus.
  static Result<std::unique_ptr<Bus>> open(Loop& loop, Handler handler);
  Bus(const Bus&) = delete;
  Bus& operator=(const Bus&) = delete;
  ~Bus();

  /// Begins a call.
  BusCall call(const BusMethod& method) const { return {bus_.get(), method}; }
  /// Makes a call. Nobody is called from inside.
  void ask(BusCall call, Answered answered);
  /// Makes a call whose answer nobody wants.
  void tell(BusCall call);
  /// Lets nothing else happen until something is so; false when it is not so within a span. For beginnings, since the
  /// loop stands still.
  bool wait(Duration patience, const std::function<bool()>& so);

 private:
  struct Queued {
    BusMessage message;
    Answered answered;
  };
  struct Waiting;

  Bus(Loop& loop, sd_bus* bus, Handler handler);
  void process();
  void send_queued();
  void send(Queued one);
  void arrange();
  void end(int error);
  void refuse(Answered answered, const std::string& why);
  static int signal_came(sd_bus_message* message, void* user, sd_bus_error* error);
  static int answer_came(sd_bus_message* message, void* user, sd_bus_error* error);

  Loop& loop_;
  Handler handler_;
  Poll poll_;
  std::unique_ptr<sd_bus, Freed<&sd_bus_close_unref>> bus_;
  std::deque<Queued> queue_;
  std::unordered_map<Waiting*, std::unique_ptr<Waiting>> waiting_;
  AvahiWatch* watch_ = nullptr;
  std::uint64_t timer_ = 0;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace s2::transport::dnssd
