#pragma once
// Parts of an EnergyManager: its devices, each on a seat, and whom it tells.

#include "handler.hpp"
#include "instructed.hpp"
#include "talk.hpp"

#include <s2/energy_manager.hpp>

#include <array>
#include <memory>
#include <vector>

namespace s2 {

struct EnergyManager::Parts : std::enable_shared_from_this<Parts> {
  Surroundings around;
  std::vector<ControlType> preferred;
  std::array<session::Handler<const Resource&, const Message&>, kind_count> on_message;
  session::Handler<Resource, const ResourceManagerDetails&> on_details;
  session::Handler<Resource, ControlType> on_control_type;
  session::Handler<Resource, const Ended&> on_ended;
  session::Handler<Resource, const Finding&> on_note;
  std::vector<std::shared_ptr<Resource::Seat>> seats;

  explicit Parts(Surroundings surroundings) : around(std::move(surroundings)) {}

  Dialogue open(std::string name);
};

struct Resource::Seat : session::Audience, std::enable_shared_from_this<Seat> {
  std::string name;
  std::weak_ptr<EnergyManager::Parts> owner;
  std::shared_ptr<Dialogue::Talk> talk;  // null when the connection is gone
  std::shared_ptr<CemSession> engine;
  ControlType asked = ControlType::no_selection;
  std::vector<std::shared_ptr<Instructed::State>> open;  // at most Limits::open_instructions

  void hear(const Event& event, Dialogue::Talk& from) override;
  void note(const Finding& finding) override;
  void let_go(Dialogue::Talk& from) override;

  session::Answer select(ControlType control_type);
  std::shared_ptr<Instructed::State> instruct(Message message);
  session::Answer send(Message message);
  void leave();

 private:
  void take(const Message& message, EnergyManager::Parts& manager);
  void select_preferred(const ResourceManagerDetails& details, const EnergyManager::Parts& manager);
  void follow(const InstructionStatusUpdate& update);
  void give_up_instructions();
};

}  // namespace s2
