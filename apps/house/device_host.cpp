#include "device_host.hpp"

#include <s2/session/come_back.hpp>

#include <fmt/format.h>

namespace s2::house {
namespace {

std::string in_seconds(Duration delay) {
  return delay == Duration(0) ? "at once" : fmt::format("in {:.1f} s", static_cast<double>(delay.count()) / 1000);
}

}  // namespace

DeviceHost::DeviceHost(std::unique_ptr<devices::Device> device, Dial dial, Clock& clock, IdSource ids, Chance chance,
                       Watcher& watcher, DeviceHostOptions options)
    : device_(std::move(device)),
      dial_(std::move(dial)),
      clock_(clock),
      ids_(std::move(ids)),
      chance_(std::move(chance)),
      watcher_(watcher),
      options_(std::move(options)),
      next_step_(clock),
      next_attempt_(clock) {}

void DeviceHost::start() {
  step();
  connect();
}

void DeviceHost::stop(const std::string& why) {
  stopping_ = true;
  next_step_.clear();
  next_attempt_.clear();
  if (!link_ || closed_) return finish();
  session_->end(SessionRequestType::terminate, why, clock_.now());  // nothing happens when it closes already
  link_->pump();
}

void DeviceHost::connect() {
  dial_([this, alive = std::weak_ptr(alive_)](auto outcome) {
    if (!alive.expired()) connected(std::move(outcome));
  });
}

void DeviceHost::connected(Result<std::unique_ptr<transport::Connection>> outcome) {
  if (stopping_) return;
  if (!outcome) {
    if (outcome.error().rule == "S2CPP-URL") return give_up(std::move(outcome).error().text);
    const Duration delay = backoff_.next(chance_());
    note(fmt::format("{}{} trying again {}", outcome.error().text, outcome.error().text.ends_with('?') ? "" : ";",
                     in_seconds(delay)));
    return retry(delay);
  }
  const Time now = clock_.now();
  note("connected to the energy manager at " + (*outcome)->peer());
  closed_ = false;
  last_end_.reset();
  session_.emplace(
      options_.session, device_->details(), [this] { return ids_(); }, now);
  link_.emplace(*session_, std::move(*outcome), clock_, watcher_, options_.name,
                Link::Owner{.on_event = [this](const Event& event) { on_event(event); },
                            .on_closed = [this](const transport::Closed&) { on_closed(); }});
  link_->start();
}

void DeviceHost::on_event(const Event& event) {
  if (const auto* ended = std::get_if<Ended>(&event)) last_end_ = *ended;
  device_->on(event, clock_.now());
  speak();
}

// Everything goes through alarms: the link that calls us must not be destroyed before it returns.
void DeviceHost::on_closed() {
  closed_ = true;
  if (stopping_) return finish();
  if (last_end_ && is_hopeless(last_end_->reason)) return give_up(last_end_->text);
  if (options_.is_paired) return retry(Duration(0));
  const double chance = chance_();
  const Duration delay = last_end_ ? delay_before_return(*last_end_, backoff_, chance) : backoff_.next(chance);
  note("connecting again " + in_seconds(delay));
  retry(delay);
}

// Some mistakes no patience can mend: somebody has to change the configuration.
void DeviceHost::give_up(std::string why) {
  gave_up_ = std::move(why);
  stopping_ = true;
  next_step_.clear();
  finish();
}

void DeviceHost::finish() {
  next_attempt_.set(clock_.now(), [this] {
    link_.reset();
    session_.reset();
    if (stopped_) stopped_();
  });
}

void DeviceHost::retry(Duration delay) {
  next_attempt_.set(clock_.now() + delay, [this] {
    link_.reset();
    session_.reset();
    connect();
  });
}

void DeviceHost::step() {
  const Time now = clock_.now();
  device_->step(now);
  speak();
  next_step_.set(now + options_.step, [this] { step(); });
}

// What an appliance says while nobody listens is not kept: with the next session it starts over anyway.
void DeviceHost::speak() {
  auto messages = device_->take_messages();
  if (!link_ || session_->ended() || session_->phase() == Phase::negotiating) return;
  const Time now = clock_.now();
  for (auto& message : messages) {
    const Kind kind = kind_of(message);
    if (auto sent = session_->send(std::move(message), now); !sent) {
      Finding finding = std::move(sent).error();
      finding.text = fmt::format("{} was not sent: {}", message_type_of(kind).name(), finding.text);
      watcher_.on_event(EnergyManagementRole::rm, options_.name, Noticed{std::move(finding)}, now);
    }
  }
  link_->pump();
}

void DeviceHost::note(const std::string& sentence) { watcher_.on_note(options_.name, sentence, clock_.now()); }

}  // namespace s2::house
