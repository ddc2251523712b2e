// Limiting devices under power envelope based control.
//
// While feeding in costs money, production may supply the load and whatever the storages would take, and no more; when
// even drawing is paid for, it may supply nothing. A device is also limited when a fuse could not bear what it might
// do. Energy constraints are not looked at: nothing else is ever limited, and never for longer than it has to be.

#include "bounds.hpp"
#include "envelope.hpp"
#include "situation.hpp"
#include "words.hpp"

#include <algorithm>
#include <cmath>

namespace s2::planner {
namespace {

// A limit that only a fuse asks for is renewed after this time.
constexpr Duration fuse_limit{15 * 60'000};

// A device that can be limited now.
struct Limited {
  DeviceKey key;
  Device* device;
  const pebc::PowerConstraints* constraints;
  PowerLimits widest;
  Wiring wiring;

  double producing_w() const { return std::max(0.0, -widest.lower); }
};

// What one of them shall be limited to; `why` is empty when it need not be limited.
struct Limit {
  PowerLimits wanted;
  Time until;
  std::string why;
  bool urgent = false;
};

Wiring wiring_of(const pebc::PowerConstraints& constraints) {
  std::vector<PowerRange> ranges;
  for (const auto& envelope : envelopes(constraints, {0, 0}, Duration{0})) {
    ranges.push_back({0, 1, envelope.commodity_quantity});
  }
  return planner::wiring_of(ranges);
}

std::vector<Limited> limited_devices(Situation& situation) {
  std::vector<Limited> all;
  for (auto& [key, device] : situation.devices) {
    const auto* constraints = device.is_limited() ? device.pebc().in_force(situation.now) : nullptr;
    const auto widest = constraints ? widest_limits(*constraints) : std::nullopt;
    if (widest) all.push_back({key, &device, constraints, *widest, wiring_of(*constraints)});
  }
  return all;
}

bool holds(const EnvelopeOrder& order, Time now) { return order.limits && order.lane.stands() && now < order.until; }

// What the device may do at worst if nobody limits it.
PowerLimits may_reach(const Limited& limited, Time now) {
  if (holds(limited.device->envelope, now)) return limited.widest;
  const Flow flow = present_flow(*limited.device, now);
  const Flow forecast = limited.device->power().forecast(now).value_or(flow);
  return {std::min(flow.total, forecast.total), std::max(flow.total, forecast.total)};
}

// Whether production comes near enough to what the home can use for a limit to make a difference; one that holds is
// kept until production is far below it, so that it does not come and go.
bool presses(const Limited& limited, double usable, const Situation& situation) {
  const double measured = -present_flow(*limited.device, situation.now).total;
  double possible = measured;
  for (const Time moment : {situation.now, situation.now + situation.look_ahead}) {
    if (const auto forecast = limited.device->power().forecast(moment)) possible = std::max(possible, -forecast->total);
  }
  if (holds(limited.device->envelope, situation.now)) return possible >= 0.5 * usable;
  return possible > std::max(Threshold::power_w, 0.8 * usable);
}

// The limit that prices ask for: an equal part, by size, of what the home can use.
std::optional<Limit> limit_by_price(const Situation& situation, const Limited& limited, double usable_w,
                                    double all_producing_w) {
  if (situation.sell() >= 0 || limited.producing_w() <= 0) return std::nullopt;
  const bool paid_to_draw = situation.buy() < 0;
  const double usable = paid_to_draw ? 0 : usable_w * limited.producing_w() / all_producing_w;
  if (usable >= limited.producing_w() || !presses(limited, usable, situation)) return std::nullopt;
  const std::string reason =
      paid_to_draw ? "drawing earns " + cents(-situation.buy()) : "feed-in costs " + cents(-situation.sell());
  return Limit{{-usable, limited.widest.upper}, situation.tariff.feed_in_costs_until(situation.now), reason};
}

void limit_by_fuse(const Situation& situation, const Limited& limited, const Flow& rest, Limit& limit) {
  const double most = situation.fuse.most(rest, limited.wiring), least = situation.fuse.least(rest, limited.wiring);
  const PowerLimits worst = may_reach(limited, situation.now);
  const bool needed = std::max(worst.lower, limit.wanted.lower) < least || worst.upper > most;
  if (!needed) return;
  limit.urgent = !holds(limited.device->envelope, situation.now);
  limit.wanted.lower = std::max(limit.wanted.lower, std::min(0.0, least));
  limit.wanted.upper = std::min(limit.wanted.upper, std::max(0.0, most));
  if (limit.why.empty()) limit.until = situation.now + fuse_limit;
  limit.why = "keeps the fuse of " + watts(situation.fuse.total_w());
}

bool matters(const EnvelopeOrder& order, const Limited& limited, const PowerLimits& next, Time soon) {
  if (!order.lane.stands() || !order.limits || order.until <= soon) return true;
  if (order.constraints != limited.constraints->id) return true;
  const double rating = std::max(std::abs(limited.widest.lower), std::abs(limited.widest.upper));
  const double least = smallest_step_w(rating);
  return std::abs(next.lower - order.lower) >= least || std::abs(next.upper - order.upper) >= least;
}

void send(Situation& situation, Limited& limited, std::vector<pebc::PowerEnvelope> all, Time until, bool limits,
          std::string why, std::vector<Order>& orders) {
  EnvelopeOrder& order = limited.device->envelope;
  const PowerLimits set = limits_of(all);
  for (auto& envelope : all) envelope.id = situation.ids();
  pebc::Instruction message{.message_id = situation.ids(),
                            .id = situation.ids(),
                            .execution_time = situation.now,
                            .abnormal_condition = false,
                            .power_constraints_id = limited.constraints->id,
                            .power_envelopes = std::move(all)};
  order.constraints = limited.constraints->id;
  order.lower = set.lower;
  order.upper = set.upper;
  order.until = until;
  order.limits = limits;
  order.lane.sent(message.message_id, message.id, situation.now);
  orders.push_back({limited.key, std::move(message), std::move(why)});
}

// How long an envelope may last at most.
Duration length(const Situation& situation, const Limited& limited, Time until) {
  if (limited.constraints->valid_until) until = std::min(until, *limited.constraints->valid_until);
  return until - situation.now;
}

void apply(Situation& situation, Limited& limited, const Limit& limit, std::vector<Order>& orders) {
  EnvelopeOrder& order = limited.device->envelope;
  const bool open = limit.urgent ? order.lane.open(situation.now) : order.lane.open_for_correction(situation.now);
  const bool release = limit.why.empty();
  if (!open || (release && !holds(order, situation.now))) return;
  // A released device stays free until the limit it is released from would have ended.
  const Time until = release ? order.until : limit.until;
  const Duration duration = length(situation, limited, until);
  if (duration <= Duration{0}) return;
  auto all = envelopes(*limited.constraints, release ? limited.widest : limit.wanted, duration);
  if (all.empty()) return;
  const PowerLimits set = limits_of(all);
  if (!release && !matters(order, limited, set, situation.now + std::min(situation.look_ahead, duration / 2))) return;
  std::string why = release ? "free to run again" : limit.why;
  const bool feeds_less = limit.wanted.lower > limited.widest.lower;
  if (!release) why += (feeds_less ? ": curtailed to " + watts(set.lower) : ": held to " + watts(set.upper));
  send(situation, limited, std::move(all), situation.now + duration, !release, std::move(why), orders);
}

}  // namespace

void limit_power(Situation& situation, const StoragesTogether& storages, std::vector<Order>& orders) {
  auto all = limited_devices(situation);
  Flow rest = storages.flow;
  double usable = storages.absorb_w, producing = 0;
  for (const auto& [key, device] : situation.devices) {
    const Flow flow = present_flow(device, situation.now);
    const auto limited = std::find_if(all.begin(), all.end(), [k = key](const Limited& l) { return l.key == k; });
    const bool steered = is_steerable(device, situation.now) && situation.plan.at(key, situation.now);
    if (!steered) rest += flow;
    if (!steered && (limited == all.end() || limited->producing_w() <= 0)) usable += flow.total;
    if (limited != all.end()) producing += limited->producing_w();
  }
  for (auto& limited : all) {
    const Flow own = present_flow(*limited.device, situation.now);
    auto limit = limit_by_price(situation, limited, std::max(0.0, usable), producing)
                     .value_or(Limit{limited.widest, situation.now, {}});
    limit_by_fuse(situation, limited, rest - own, limit);
    apply(situation, limited, limit, orders);
  }
}

}  // namespace s2::planner
