// sd-bus says what it waits for, and until when; the loop does the waiting.

#include "bus.hpp"

#include "mdns.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

namespace s2::transport::dnssd {
namespace {

std::string words_of(int error) { return std::generic_category().message(-error); }

// sd-bus counts by the same clock.
std::chrono::microseconds now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

std::uint64_t micros(Duration span) {
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(span).count());
}

using Slot = std::unique_ptr<sd_bus_slot, Freed<&sd_bus_slot_unref>>;

}  // namespace

// A call without an answer so far.
struct Bus::Waiting {
  Bus& bus;
  Answered answered;
  Slot slot;
};

Result<std::unique_ptr<Bus>> Bus::open(Loop& loop, Handler handler) {
  sd_bus* opened = nullptr;
  if (const int error = sd_bus_open_system(&opened); error < 0) {
    return Unexpected{trouble("D-Bus's system bus, by which avahi-daemon is spoken to, cannot be reached: " +
                              words_of(error) + ". Is the package dbus installed, and does it run?")};
  }
  return std::unique_ptr<Bus>(new Bus(loop, opened, std::move(handler)));
}

Bus::Bus(Loop& loop, sd_bus* bus, Handler handler) : loop_(loop), handler_(std::move(handler)), poll_(loop), bus_(bus) {
  sd_bus_add_filter(bus, nullptr, &signal_came, this);
  const auto look = [](AvahiWatch*, int, AvahiWatchEvent, void* user) { static_cast<Bus*>(user)->process(); };
  watch_ = poll_.api()->watch_new(poll_.api(), sd_bus_get_fd(bus), AVAHI_WATCH_IN, look, this);
  arrange();
}

Bus::~Bus() {
  loop_.cancel(timer_);
  if (watch_ != nullptr) poll_.api()->watch_free(watch_);
}

void Bus::ask(BusCall call, Answered answered) {
  BusMessage message = std::move(call).take();
  if (!message) return refuse(std::move(answered), "something of it cannot be said over D-Bus");
  if (waiting_.size() + queue_.size() >= calls_max) {
    return refuse(std::move(answered), "too many calls wait for an answer");
  }
  queue_.push_back({.message = std::move(message), .answered = std::move(answered)});
  send_queued();
  arrange();
}

void Bus::send_queued() {
  while (waiting_.size() < calls_at_once && !queue_.empty()) {
    Queued next = std::move(queue_.front());
    queue_.pop_front();
    send(std::move(next));
  }
}

void Bus::send(Queued one) {
  auto waiting = std::make_unique<Waiting>(Waiting{*this, std::move(one.answered), nullptr});
  sd_bus_slot* slot = nullptr;
  const int error =
      sd_bus_call_async(bus_.get(), &slot, one.message.get(), &answer_came, waiting.get(), micros(answer_patience));
  if (error < 0) return refuse(std::move(waiting->answered), words_of(error));
  waiting->slot.reset(slot);
  waiting_.emplace(waiting.get(), std::move(waiting));
}

void Bus::tell(BusCall call) {
  const BusMessage message = std::move(call).take();
  if (!message) return;
  sd_bus_message_set_expect_reply(message.get(), 0);
  sd_bus_send(bus_.get(), message.get(), nullptr);
  arrange();
}

void Bus::refuse(Answered answered, const std::string& why) {
  loop_.post([alive = std::weak_ptr(alive_), answered = std::move(answered), why] {
    if (!alive.expired()) answered(Unexpected{BusError{.name = "", .text = why}});
  });
}

bool Bus::wait(Duration patience, const std::function<bool()>& so) {
  const auto deadline = now() + patience;
  while (!so()) {
    const auto left = deadline - now();
    const int done = left.count() > 0 ? sd_bus_process(bus_.get(), nullptr) : -ETIME;
    if (done < 0) return false;
    if (done == 0) sd_bus_wait(bus_.get(), static_cast<std::uint64_t>(left.count()));
  }
  arrange();
  return true;
}

void Bus::process() {
  for (int i = 0; i < messages_a_turn; ++i) {
    const int done = sd_bus_process(bus_.get(), nullptr);
    if (done < 0) return end(done);
    if (done == 0) break;
  }
  arrange();
}

// What is left to be done at once is a deadline that has passed.
void Bus::arrange() {
  if (watch_ == nullptr) return;
  std::uint64_t until = std::numeric_limits<std::uint64_t>::max();
  const int events = sd_bus_get_events(bus_.get());
  const int error = events < 0 ? events : sd_bus_get_timeout(bus_.get(), &until);
  if (error < 0) return end(error);
  poll_.api()->watch_update(watch_, static_cast<AvahiWatchEvent>(events));
  loop_.cancel(std::exchange(timer_, 0));
  if (until == std::numeric_limits<std::uint64_t>::max()) return;
  const auto left = std::chrono::microseconds(until) - now();
  timer_ = loop_.after(std::max(std::chrono::ceil<Duration>(left), Duration{0}), [this] {
    timer_ = 0;
    process();
  });
}

void Bus::end(int error) {
  if (watch_ == nullptr) return;
  poll_.api()->watch_free(std::exchange(watch_, nullptr));
  loop_.cancel(std::exchange(timer_, 0));
  loop_.post([alive = std::weak_ptr(alive_), told = handler_.on_end, why = words_of(error)] {
    if (!alive.expired() && told) told(why);
  });
}

int Bus::signal_came(sd_bus_message* message, void* user, sd_bus_error*) {
  std::uint8_t type = 0;
  sd_bus_message_get_type(message, &type);
  if (type == SD_BUS_MESSAGE_SIGNAL) static_cast<Bus*>(user)->handler_.on_signal(message);
  return 0;
}

int Bus::answer_came(sd_bus_message* message, void* user, sd_bus_error*) {
  auto* waiting = static_cast<Waiting*>(user);
  Bus& bus = waiting->bus;
  const auto taken = std::move(bus.waiting_.extract(waiting).mapped());
  if (sd_bus_is_open(bus.bus_.get()) <= 0) return 0;  // it is the end of the connection, which is told by itself
  if (const sd_bus_error* error = sd_bus_message_get_error(message)) {
    const auto text = [](const char* said) { return std::string(said == nullptr ? "" : said); };
    taken->answered(Unexpected{BusError{.name = text(error->name), .text = text(error->message)}});
  } else {
    taken->answered(message);
  }
  bus.send_queued();
  return 0;
}

}  // namespace s2::transport::dnssd
