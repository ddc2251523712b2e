// Our sessions as something that is measured.

#include "ours_session.hpp"

#include <messages.hpp>
#include <session_ids.hpp>

#include <s2/session.hpp>

namespace s2::bench {
namespace {

constexpr Time now{1'750'000'000, 0};

ResourceManagerDetails battery() {
  ResourceManagerDetails details;
  details.resource_id = Id("6a5b6f2a-7d1c-4be4-9c0e-5a2f5a6b7c00");
  details.name = "Home battery";
  details.roles = {{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::fill_rate_based_control};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_3_phase_symmetric};
  return details;
}

// Hands everything over until neither has anything left, and lets nobody hear of it.
void pump(Session& a, Session& b) {
  for (bool moved = true; moved;) {
    moved = false;
    while (const auto frame = a.next_frame()) b.receive(*frame, now), moved = true;
    while (const auto frame = b.next_frame()) a.receive(*frame, now), moved = true;
    while (a.next_event()) continue;
    while (b.next_event()) continue;
  }
}

struct Controlled {
  explicit Controlled(const std::shared_ptr<Workbench>& workbench)
      : rm(options(workbench), battery(), counted_ids(1), now), cem(options(workbench), counted_ids(2), now) {
    pump(rm, cem);
    (void)cem.select(ControlType::fill_rate_based_control, now);
    pump(cem, rm);
    auto system = decode(description(3), Profile::v1_0_0);
    (void)rm.send(std::move(system->message), now);
    pump(rm, cem);
  }
  static SessionOptions options(const std::shared_ptr<Workbench>& workbench) {
    SessionOptions options;
    options.workbench = workbench;
    return options;
  }

  RmSession rm;
  CemSession cem;
};

}  // namespace

Operation receive_status(const std::string& frame) {
  const auto sessions = std::make_shared<Controlled>(std::make_shared<Workbench>());
  return [sessions, text = frame, at = frame.find("\"message_id\":\"") + 14, number = 0U]() mutable {
    count_up(text, at, ++number);
    sessions->cem.receive(text, now);
    while (const auto answer = sessions->cem.next_frame()) keep(answer->data());
    while (sessions->cem.next_event()) continue;
  };
}

Operation open_sessions() {
  return [workbench = std::make_shared<Workbench>()] {
    const auto options = Controlled::options(workbench);
    RmSession rm(options, battery(), counted_ids(1), now);
    CemSession cem(options, counted_ids(2), now);
    pump(rm, cem);
    keep(cem.details());
  };
}

}  // namespace s2::bench
