// Many Resource Managers and one energy manager on virtual time.

#include "town.hpp"

#include <algorithm>
#include <cstdio>

namespace s2::bench {
namespace {

constexpr Duration latency{20};
constexpr Duration minute{60'000};
constexpr int quarters = 4;

std::unique_ptr<devices::Device> make_appliance(std::size_t number, const devices::Day& day, Time now) {
  switch (number % 3) {
    case 0:
      return devices::make_battery({.initial_percent = static_cast<double>(20 + number % 60)}, now);
    case 1:
      return devices::make_pv({.available_w = day.pv_w, .seed = number}, now);
    default:
      return devices::make_load({.load_w = day.load_w, .forecast_w = day.load_forecast_w, .seed = number}, now);
  }
}

// A version 4 UUID for each number.
Id uuid(std::size_t number) {
  char text[40];
  std::snprintf(text, sizeof text, "5ca1ab1e-0000-4000-8000-%012zx", number);
  return Id(text);
}

}  // namespace

Town::Town(std::size_t appliances) {
  const devices::Day& day = devices::embedded_days().front();
  now_ = day.start;
  const IdSource ids = [this] { return uuid(++made_ids_); };
  homes_.resize(appliances);
  home_of_rm_.resize(appliances + 1);
  home_of_cem_.resize(appliances + 1);
  for (std::size_t i = 0; i < appliances; ++i) {
    Home& home = homes_[i];
    home.device = make_appliance(i, day, now_);
    const SessionOptions at_rm{.workbench = rms_.workbench()};
    const SessionOptions at_cem{.workbench = cems_.workbench()};
    home.rm = rms_.add(std::make_unique<RmSession>(at_rm, home.device->details(), ids, now_));
    home.cem = cems_.add(std::make_unique<CemSession>(at_cem, ids, now_));
    home_of_rm_[home.rm] = home_of_cem_[home.cem] = i;
    follow_rm(i);
    follow_cem(i);
  }
}

// The appliances take turns, so that each steps once a minute and the load is even.
void Town::run(Duration span) {
  const Time start = now_;
  const auto turns = static_cast<std::size_t>(span / minute) * homes_.size();
  for (std::size_t turn = 0; turn < turns; ++turn) {
    const auto ms = static_cast<std::int64_t>(turn) * minute.count() / static_cast<std::int64_t>(homes_.size());
    settle_until(start + Duration(ms));
    step(turn % homes_.size());
  }
  settle_until(start + span);
}

void Town::settle_until(Time until) {
  for (;;) {
    Time next = until;
    if (!wire_.empty()) next = std::min(next, wire_.front().arrives);
    for (const SessionSet* set : {&rms_, &cems_}) {
      if (const auto due = set->next_deadline()) next = std::min(next, *due);
    }
    if (next >= until) break;
    now_ = std::max(now_, next);
    rms_.wake(now_, [this](SessionSet::Key key, Session&) { follow_rm(home_of_rm_[key]); });
    cems_.wake(now_, [this](SessionSet::Key key, Session&) { follow_cem(home_of_cem_[key]); });
    while (!wire_.empty() && wire_.front().arrives <= now_) deliver();
  }
  now_ = until;
}

void Town::deliver() {
  std::string frame;
  frame.swap(wire_.front().frame);
  const std::size_t home = wire_.front().home;
  const bool to_cem = wire_.front().to_cem;
  wire_.pop();
  if (to_cem) {
    cems_.receive(homes_[home].cem, frame, now_);
    follow_cem(home);
  } else {
    rms_.receive(homes_[home].rm, frame, now_);
    follow_rm(home);
  }
}

void Town::step(std::size_t home) {
  homes_[home].device->step(now_);
  follow_rm(home);
  if (++stepped_ / homes_.size() % 60 == 5) plan(home);
}

void Town::send_frames(Session& from, std::size_t home, bool to_cem) {
  while (const auto frame = from.next_frame()) {
    Delivery& place = wire_.push();
    place.arrives = now_ + latency;
    place.home = home;
    place.to_cem = to_cem;
    place.frame.assign(*frame);
  }
}

void Town::follow_rm(std::size_t number) {
  Home& home = homes_[number];
  Session& session = *rms_.at(home.rm);
  while (const auto event = session.next_event()) home.device->on(*event, now_);
  for (auto& message : home.device->take_messages()) {
    if (session.phase() != Phase::negotiating) (void)session.send(std::move(message), now_);
  }
  send_frames(session, number, true);
  rms_.touched(home.rm);
}

void Town::follow_cem(std::size_t number) {
  Session& session = *cems_.at(homes_[number].cem);
  while (const auto event = session.next_event()) {
    const auto* received = std::get_if<Received>(&*event);
    if (received && kind_of(received->message) == Kind::ResourceManagerDetails) take_control(number, session);
  }
  send_frames(session, number, false);
  cems_.touched(homes_[number].cem);
}

void Town::take_control(std::size_t, Session& cem) {
  const ControlType first = cem.registry().details->available_control_types.front();
  (void)cem.send(SelectControlType{.message_id = {}, .control_type = first}, now_);
}

void Town::plan(std::size_t number) {
  Session& session = *cems_.at(homes_[number].cem);
  const Registry& known = session.registry();
  for (int quarter = 0; quarter < quarters; ++quarter) {
    const Time when = now_ + quarter * 15 * minute;
    wish_ = wish_ * 6364136223846793005U + 1442695040888963407U;
    const double share = static_cast<double>(wish_ >> 40U) / static_cast<double>(1U << 24U);
    if (const auto* description = known.frbc.descriptions.at(when)) {
      const auto& actuator = description->actuators.front();
      const auto& mode = actuator.operation_modes[(wish_ >> 33U) % actuator.operation_modes.size()];
      (void)session.send(frbc::Instruction{{}, uuid(++made_ids_), actuator.id, mode.id, share, when, false}, now_);
    } else if (const auto* offer = known.pebc.at(when)) {
      const auto& limits = offer->constraints.allowed_limit_ranges;
      const auto lower = std::find_if(limits.begin(), limits.end(), [](const pebc::AllowedLimitRange& range) {
        return range.limit_type == pebc::PowerEnvelopeLimitType::lower_limit;
      });
      pebc::Instruction message{{}, uuid(++made_ids_), when, false, offer->constraints.id, {}};
      const double limit = lower->range_boundary.start_of_range * share;
      message.power_envelopes = {{uuid(++made_ids_), lower->commodity_quantity, {{15 * minute, 0, limit}}}};
      (void)session.send(std::move(message), now_);
    }
  }
  follow_cem(number);
}

std::size_t Town::settled() const {
  return static_cast<std::size_t>(std::count_if(homes_.begin(), homes_.end(), [this](const Home& home) {
    return cems_.at(home.cem)->control_type() != ControlType::no_selection;
  }));
}

}  // namespace s2::bench
