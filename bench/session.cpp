// How long a session takes for a message, answer included, and for its opening.

#include "messages.hpp"
#include "session_ids.hpp"

#include <s2/session.hpp>

#include <benchmark/benchmark.h>

namespace s2::bench {
namespace {

constexpr Time now{1'750'000'000, 0};

ResourceManagerDetails battery() {
  ResourceManagerDetails details;
  details.resource_id = Id("6a5b6f2a-7d1c-4be4-9c0e-5a2f5a6b7c00");
  details.roles = {{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::fill_rate_based_control};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_3_phase_symmetric};
  return details;
}

SessionOptions sharing(const std::shared_ptr<Workbench>& workbench) {
  SessionOptions options;
  options.workbench = workbench;
  return options;
}

void pass_on(Session& from, Session& to) {
  while (const auto frame = from.next_frame()) to.receive(*frame, now);
  while (to.next_event()) continue;
}

void exchange(RmSession& rm, CemSession& cem) {
  for (int i = 0; i < 4; ++i) {
    pass_on(rm, cem);
    pass_on(cem, rm);
  }
}

// Two sessions with fill rate based control, and what the battery can do.
struct Controlled {
  std::shared_ptr<Workbench> workbench = std::make_shared<Workbench>();
  RmSession rm{sharing(workbench), battery(), counted_ids(1), now};
  CemSession cem{sharing(workbench), counted_ids(2), now};

  Controlled() {
    exchange(rm, cem);
    (void)cem.select(ControlType::fill_rate_based_control, now);
    exchange(rm, cem);
    (void)rm.send(decode(description(3), Profile::v1_0_0)->message, now);
    exchange(rm, cem);
  }
};

// From two new sessions to acknowledged details.
void open_sessions(benchmark::State& state) {
  const auto options = sharing(std::make_shared<Workbench>());
  for (auto _ : state) {
    RmSession rm(options, battery(), counted_ids(1), now);
    CemSession cem(options, counted_ids(2), now);
    exchange(rm, cem);
    if (!cem.details()) state.SkipWithError("the details did not arrive");
  }
}

// A frame is read, judged, registered and answered.
void receive_status(benchmark::State& state) {
  Controlled sessions;
  std::string frame = status;
  const std::size_t at = frame.find("\"message_id\":\"") + 14;
  unsigned number = 0;
  for (auto _ : state) {
    count_up(frame, at, ++number);
    sessions.cem.receive(frame, now);
    if (!sessions.cem.next_frame()) state.SkipWithError("not answered");
    while (sessions.cem.next_event()) continue;
  }
}

// A status goes from RM to CEM, its ReceptionStatus back.
void status_and_answer(benchmark::State& state) {
  Controlled sessions;
  frbc::StorageStatus message;
  message.present_fill_level = 47.5;
  for (auto _ : state) {
    if (!sessions.rm.send(message, now)) state.SkipWithError("not sent");
    pass_on(sessions.rm, sessions.cem);
    pass_on(sessions.cem, sessions.rm);
  }
}

BENCHMARK(open_sessions);
BENCHMARK(receive_status);
BENCHMARK(status_and_answer);

}  // namespace
}  // namespace s2::bench

BENCHMARK_MAIN();
