#include "energy_manager.hpp"

#include <utility>

namespace s2 {

Dialogue EnergyManager::Parts::open(std::string name) {
  const auto seat = std::make_shared<Resource::Seat>();
  seat->name = std::move(name);
  seat->owner = weak_from_this();
  seat->engine = std::make_shared<CemSession>(around.session, around.ids, around.now());
  seat->talk = std::make_shared<Dialogue::Talk>(seat->engine, around.now, seat);
  seats.push_back(seat);
  return Dialogue(seat->talk);
}

EnergyManager::EnergyManager(Surroundings surroundings) : parts_(std::make_shared<Parts>(std::move(surroundings))) {}

EnergyManager::EnergyManager(EnergyManager&&) noexcept = default;

EnergyManager& EnergyManager::operator=(EnergyManager&& other) noexcept {
  const EnergyManager before(std::move(*this));
  parts_ = std::move(other.parts_);
  return *this;
}

EnergyManager::~EnergyManager() {
  if (!parts_) return;
  for (const auto& seat : std::exchange(parts_->seats, {})) {
    const auto talk = seat->talk;
    seat->let_go(*talk);
    talk->orphan();
  }
}

void EnergyManager::prefer(std::vector<ControlType> control_types) { parts_->preferred = std::move(control_types); }

void EnergyManager::on_details(std::function<void(Resource, const ResourceManagerDetails&)> handler) {
  parts_->on_details = std::move(handler);
}
void EnergyManager::on_message(Kind kind, std::function<void(const Resource&, const Message&)> handler) {
  parts_->on_message[static_cast<std::size_t>(kind)] = std::move(handler);
}
void EnergyManager::on_control_type(std::function<void(Resource, ControlType)> handler) {
  parts_->on_control_type = std::move(handler);
}
void EnergyManager::on_ended(std::function<void(Resource, const Ended&)> handler) {
  parts_->on_ended = std::move(handler);
}
void EnergyManager::on_note(std::function<void(Resource, const Finding&)> handler) {
  parts_->on_note = std::move(handler);
}

std::vector<Resource> EnergyManager::resources() const {
  std::vector<Resource> all;
  for (const auto& seat : parts_->seats) all.emplace_back(seat);
  return all;
}

Dialogue EnergyManager::open(std::string name) { return parts_->open(std::move(name)); }

Opener EnergyManager::opener() {
  return [weak = std::weak_ptr<Parts>(parts_)](const std::string& name) -> std::optional<Dialogue> {
    const auto parts = weak.lock();
    return parts ? std::optional(parts->open(name)) : std::nullopt;
  };
}

}  // namespace s2
