#include "day_track.hpp"

namespace s2::house {
namespace {

double mixed(double mean, double weight, double sample, double more) {
  return (mean * weight + sample * more) / (weight + more);
}

}  // namespace

void DayTrack::add(Time now, Duration span, const Powers& powers, double price_eur_kwh, double fill_percent) {
  if (span == Duration(0)) return;
  const auto index = static_cast<std::size_t>((now - span - start_) / slot_);
  if (index >= slots_.size()) {
    slots_.resize(index + 1);
    weight_ = 0;
  }
  Slot& slot = slots_.back();
  const auto more = static_cast<double>(span.count());
  slot.powers = {.load = mixed(slot.powers.load, weight_, powers.load, more),
                 .pv = mixed(slot.powers.pv, weight_, powers.pv, more),
                 .pv_free = mixed(slot.powers.pv_free, weight_, powers.pv_free, more),
                 .battery = mixed(slot.powers.battery, weight_, powers.battery, more)};
  slot.price_eur_kwh = mixed(slot.price_eur_kwh, weight_, price_eur_kwh, more);
  slot.fill_percent = fill_percent;
  weight_ += more;
}

}  // namespace s2::house
