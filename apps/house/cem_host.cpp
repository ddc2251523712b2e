#include "cem_host.hpp"

#include <house/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace s2::house {

// One device and the session with it.
struct CemHost::Guest {
  Guest(planner::DeviceKey its_key, std::string its_name, CemSession its_session, Clock& clock)
      : key(its_key), name(std::move(its_name)), session(std::move(its_session)), farewell(clock) {}

  planner::DeviceKey key;
  std::string name;
  CemSession session;
  std::optional<Link> link;
  std::optional<Id> resource_id;
  bool retired = false;  // the manager was told to forget it
  Alarm farewell;
};

CemHost::CemHost(planner::Home home, Clock& clock, IdFactory ids, SessionOptions session, Watcher& watcher)
    : manager_(std::move(home), ids("manager")),
      clock_(clock),
      ids_(std::move(ids)),
      session_(std::move(session)),
      watcher_(watcher),
      next_plan_(clock),
      next_order_(clock) {}

CemHost::~CemHost() = default;

void CemHost::adopt(std::unique_ptr<transport::Connection> connection) {
  std::string name = free_name(connection->path());
  take_in(std::move(connection), std::move(name), session_);
}

void CemHost::adopt_paired(std::unique_ptr<transport::Connection> connection, const std::string& name) {
  take_in(std::move(connection), free_name(name), paired_session(session_));
}

void CemHost::take_in(std::unique_ptr<transport::Connection> connection, std::string name,
                      const SessionOptions& session) {
  const Time now = clock_.now();
  const planner::DeviceKey key = ++last_key_;
  watcher_.on_note(name, "connected from " + connection->peer(), now);
  auto guest = std::make_unique<Guest>(key, name, CemSession(session, ids_("cem " + name), now), clock_);
  Guest& it = *guest;
  guests_.emplace(key, std::move(guest));
  it.link.emplace(it.session, std::move(connection), clock_, watcher_, name,
                  Link::Owner{.on_event = [this, &it](const Event& event) { on_event(it, event); },
                              .on_closed = [this, key](const transport::Closed&) { on_closed(key); }});
  it.link->start();
  plan_soon();
}

void CemHost::end(SessionRequestType request, const std::string& why, std::function<void()> gone) {
  next_order_.clear();
  orders_.clear();
  gone_ = std::move(gone);
  if (guests_.empty())
    next_plan_.set(clock_.now(), gone_);
  else
    next_plan_.clear();
  for (auto& [key, guest] : guests_) {
    guest->session.end(request, why, clock_.now());
    guest->link->pump();
  }
}

const Session* CemHost::session(const std::string& name) const {
  const auto found =
      std::find_if(guests_.begin(), guests_.end(), [&](const auto& entry) { return entry.second->name == name; });
  return found == guests_.end() ? nullptr : &found->second->session;
}

// The path a device connects to is its name here; a name that is taken gets a number.
std::string CemHost::free_name(std::string_view path) const {
  while (path.starts_with('/')) path.remove_prefix(1);
  const std::string wish = path.empty() ? "device" : printable(path, name_bytes);
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(guests_.begin(), guests_.end(), [&](const auto& entry) { return entry.second->name == name; });
  };
  std::string name = wish;
  for (int number = 2; is_taken(name); ++number) name = fmt::format("{}-{}", wish, number);
  return name;
}

void CemHost::on_event(Guest& guest, const Event& event) {
  if (guest.retired) return;
  if (const auto* ended = std::get_if<Ended>(&event)) {
    retire(guest, *ended);
  } else {
    if (const auto* received = std::get_if<Received>(&event)) {
      if (const auto* details = std::get_if<ResourceManagerDetails>(&received->message)) {
        guest.resource_id = details->resource_id;
        replace_older(guest);
      }
    }
    manager_.on(guest.key, event, clock_.now());
  }
  plan_soon();
}

void CemHost::on_closed(planner::DeviceKey key) {
  Guest& guest = *guests_.at(key);
  watcher_.on_note(guest.name, "disconnected", clock_.now());
  // The link that calls us must not be destroyed before it returns.
  guest.farewell.set(clock_.now(), [this, key] { forget(key); });
}

void CemHost::forget(planner::DeviceKey key) {
  auto guest = guests_.extract(key);  // the alarm that called us lives in it
  if (guests_.empty() && gone_) next_plan_.set(clock_.now(), gone_);
}

// A device that lost its connection comes back before we notice the loss. A resource has one session: the newest.
void CemHost::replace_older(const Guest& newest) {
  for (auto& [key, guest] : guests_) {
    if (guest.get() == &newest || guest->retired || guest->resource_id != newest.resource_id) continue;
    const std::string why = fmt::format("{} connected anew as {}; a resource has one session at a time",
                                        printable(newest.resource_id->text(), name_bytes), newest.name);
    retire(*guest, Ended{EndReason::asked_by_us, SessionRequestType::terminate, why});
    guest->session.end(SessionRequestType::terminate, why, clock_.now());
    guest->link->pump();
    watcher_.on_note(guest->name, why, clock_.now());
  }
}

void CemHost::retire(Guest& guest, const Event& last) {
  guest.retired = true;
  std::erase_if(orders_, [&](const planner::Order& order) { return order.device == guest.key; });
  manager_.on(guest.key, last, clock_.now());
}

void CemHost::plan_soon() {
  if (gone_) return;
  const Time due = std::max(clock_.now(), last_plan_ + plan_pause);
  if (!next_plan_.due() || *next_plan_.due() > due) next_plan_.set(due, [this] { plan(); });
}

void CemHost::plan() {
  last_plan_ = clock_.now();
  for (auto& order : manager_.plan(last_plan_)) orders_.push_back(std::move(order));
  if (!orders_.empty()) next_order_.set(last_plan_, [this] { send_next_order(); });
  // On the full minute, where prices change.
  next_plan_.set(Time{last_plan_.seconds - last_plan_.seconds % 60, 0} + plan_interval, [this] { plan(); });
}

// One order per alarm: a virtual clock lets the conversation about it end before the next one begins.
void CemHost::send_next_order() {
  if (orders_.empty()) return;  // the device they were for has gone
  const Time now = clock_.now();
  const planner::Order order = std::move(orders_.front());
  orders_.pop_front();
  if (!orders_.empty()) next_order_.set(now, [this] { send_next_order(); });
  const auto found = guests_.find(order.device);
  if (found == guests_.end() || found->second->retired) return;
  Guest& guest = *found->second;
  if (auto sent = guest.session.send(order.message, now); !sent) {
    Finding finding = std::move(sent).error();
    finding.text = fmt::format("{} was not sent: {}", message_type_of(kind_of(order.message)).name(), finding.text);
    watcher_.on_event(EnergyManagementRole::cem, guest.name, Noticed{std::move(finding)}, now);
    manager_.not_sent(order, now);
    return;
  }
  watcher_.on_order(guest.name, order, now);
  guest.link->pump();
}

}  // namespace s2::house
