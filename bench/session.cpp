// How long a session takes for a message, answer included.

#include "messages.hpp"

#include <s2/session.hpp>

#include <benchmark/benchmark.h>

namespace s2::bench {
namespace {

constexpr Time now{1'750'000'000, 0};

IdSource numbered(std::string name) {
  return [name, n = 0]() mutable { return Id(name + "-" + std::to_string(++n)); };
}

ResourceManagerDetails battery() {
  ResourceManagerDetails details;
  details.resource_id = Id("battery");
  details.roles = {{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::fill_rate_based_control};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_3_phase_symmetric};
  return details;
}

void pass_on(Session& from, Session& to) {
  while (const auto frame = from.next_frame()) to.receive(*frame, now);
}

void exchange(RmSession& rm, CemSession& cem) {
  for (int i = 0; i < 4; ++i) {
    pass_on(rm, cem);
    pass_on(cem, rm);
  }
  while (rm.next_event()) continue;
  while (cem.next_event()) continue;
}

// From two new sessions to fill rate based control.
void open_conversation(benchmark::State& state) {
  for (auto _ : state) {
    RmSession rm({}, battery(), numbered("rm"), now);
    CemSession cem({}, numbered("cem"), now);
    exchange(rm, cem);
    (void)cem.select(ControlType::fill_rate_based_control, now);
    exchange(rm, cem);
    if (rm.phase() != Phase::frbc) state.SkipWithError("the control type was not activated");
  }
}

// A status goes from RM to CEM, its ReceptionStatus back.
void status_and_answer(benchmark::State& state) {
  RmSession rm({}, battery(), numbered("rm"), now);
  CemSession cem({}, numbered("cem"), now);
  exchange(rm, cem);
  (void)cem.select(ControlType::fill_rate_based_control, now);
  exchange(rm, cem);
  frbc::StorageStatus message;
  for (auto _ : state) {
    message.present_fill_level += 0.001;
    if (!rm.send(message, now)) state.SkipWithError("not sent");
    pass_on(rm, cem);
    pass_on(cem, rm);
    while (rm.next_event()) continue;
    while (cem.next_event()) continue;
  }
}

BENCHMARK(open_conversation);
BENCHMARK(status_and_answer);

}  // namespace
}  // namespace s2::bench

BENCHMARK_MAIN();
