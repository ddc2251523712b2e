#include "party.hpp"

#include "say.hpp"

#include <s2/energy_manager.hpp>
#include <s2/resource_manager.hpp>

#include <utility>

namespace s2::deployments {
namespace {

constexpr auto power = CommodityQuantity::electric_power_l1;

// What was agreed before the session opened (C-222).
SessionOptions over_connect() { return {.start = Start::connected, .profile = Profile::v1_0_0}; }

ResourceManagerDetails details(const Id& id) {
  ResourceManagerDetails details;
  details.resource_id = id;
  details.roles = {{RoleType::energy_consumer, Commodity::electricity}};
  details.available_control_types = {ControlType::operation_mode_based_control};
  details.provides_power_measurement_types = {power};
  return details;
}

ombc::OperationMode step(const Id& id, double watts) {
  ombc::OperationMode mode;
  mode.id = id;
  mode.power_ranges = {{watts, watts, power}};
  return mode;
}

Transition move(const Id& id, const Id& from, const Id& to) {
  Transition transition;
  transition.id = id;
  transition.from = from;
  transition.to = to;
  return transition;
}

// Off first, then on.
ombc::SystemDescription steps(const IdSource& ids) {
  const Id off = ids();
  const Id on = ids();
  ombc::SystemDescription steps;
  steps.operation_modes = {step(off, 0), step(on, 2000)};
  steps.transitions = {move(ids(), off, on), move(ids(), on, off)};
  return steps;
}

ombc::Status running(const Id& mode) {
  ombc::Status status;
  status.active_operation_mode_id = mode;
  return status;
}

class Boiler : public Party {
 public:
  Boiler(const Surroundings& surroundings, Over over) : rm_(details(surroundings.ids()), surroundings) {
    const ombc::SystemDescription can = steps(surroundings.ids);
    rm_.describe(can);
    rm_.status(running(can.operation_modes.front().id));
    rm_.on<ombc::Instruction>([this](const ombc::Instruction& wish, Order order) {
      order.at_begin([this, order, mode = wish.operation_mode_id] { carry_out(order, mode); });
    });
    rm_.on_ended([this, over = std::move(over)](const Ended& ended) {
      say("ended ", ended.text);
      if (done_) over();
    });
    rm_.on_note([](const Finding& finding) { say("note ", finding.rule, ' ', finding.text); });
  }

  Opener opener() override { return rm_.opener(); }

 private:
  void carry_out(const Order& order, const Id& mode) {
    order.started();
    rm_.status(running(mode));
    order.succeeded();
    say("instruction watts=", order.power().value_or(0));
    done_ = true;
  }

  ResourceManager rm_;
  bool done_ = false;
};

class Manager : public Party {
 public:
  Manager(const Surroundings& surroundings, Over over) : cem_(surroundings) {
    cem_.prefer({ControlType::operation_mode_based_control});
    cem_.on<ombc::SystemDescription>([this](Resource boiler, const ombc::SystemDescription& can) {
      const Instructed wish = boiler.instruct(ombc::Instruction{{}, {}, {}, can.operation_modes.at(1).id, 1, false});
      wish.on_succeeded([this, boiler] { end(boiler); });
      wish.on_rejected([](const std::string& why) { say("rejected ", why); });
    });
    cem_.on_ended([this, over = std::move(over)](const Resource&, const Ended& ended) {
      say("ended ", ended.text);
      if (done_) over();
    });
    cem_.on_note([](const Resource&, const Finding& finding) { say("note ", finding.rule, ' ', finding.text); });
  }

  Opener opener() override { return cem_.opener(); }

 private:
  void end(const Resource& boiler) {
    say("status succeeded");
    done_ = true;
    boiler.end(SessionRequestType::terminate, "that was all");
  }

  EnergyManager cem_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Party> make_boiler(const Runner& runner, Over over) {
  return std::make_unique<Boiler>(runner.surroundings(over_connect()), std::move(over));
}

std::unique_ptr<Party> make_manager(const Runner& runner, Over over) {
  return std::make_unique<Manager>(runner.surroundings(over_connect()), std::move(over));
}

}  // namespace s2::deployments
