// How long it takes to judge a message, and to observe a conversation.

#include "messages.hpp"

#include <s2/conversation.hpp>

#include <benchmark/benchmark.h>

#include <vector>

namespace s2::bench {
namespace {

constexpr Time now{1'750'000'000, 0};
constexpr EnergyManagementRole cem = EnergyManagementRole::cem;
constexpr EnergyManagementRole rm = EnergyManagementRole::rm;

Message read(const std::string& text) { return decode(text, Profile::v1_0_0)->message; }

ResourceManagerDetails battery() {
  ResourceManagerDetails details;
  details.message_id = numbered_id(3, 1);
  details.resource_id = numbered_id(3, 2);
  details.roles = {{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::fill_rate_based_control};
  details.currency = Currency::eur;
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_3_phase_symmetric};
  return details;
}

frbc::ActuatorStatus mode_status() {
  frbc::ActuatorStatus status;
  status.message_id = numbered_id(3, 5);
  status.actuator_id = Id("6a5b6f2a-7d1c-4be4-9c0e-5a2f5a6b7c01");
  status.active_operation_mode_id = numbered_id(1, 0);
  return status;
}

// What a battery has said before its everyday messages.
std::vector<Message> beginning(int modes) {
  return {battery(), SelectControlType{numbered_id(3, 3), ControlType::fill_rate_based_control},
          read(description(modes)), mode_status()};
}

EnergyManagementRole sender_of(const Message& message) {
  return std::holds_alternative<SelectControlType>(message) ? cem : rm;
}

void judge_message(benchmark::State& state, const Message& message, int modes) {
  Registry registry(Start::connected);
  for (const Message& earlier : beginning(modes)) {
    registry.take(earlier, sender_of(earlier), now);
    registry.answered(*message_id_of(earlier), kind_of(earlier), ReceptionStatusValues::ok, now);
  }
  Judge judge;
  std::size_t findings = 0;
  for (auto _ : state) {
    const auto found = judge.judge(message, registry, rm, now);
    findings = found.size();
    benchmark::DoNotOptimize(found.data());
  }
  state.counters["findings"] = static_cast<double>(findings);
}

// A status and the answer to it, from bytes to findings; counted as two messages.
void observe_status(benchmark::State& state) {
  Conversation conversation;
  const auto say = [&conversation](const Message& message, EnergyManagementRole sender) {
    const auto text = encode(message, Profile::v1_0_0).value();
    const Observation seen = conversation.observe({sender, text, now});
    if (seen.answer) {
      const auto answer = encode(ReceptionStatus{seen.message_id, *seen.answer, {}}, Profile::v1_0_0).value();
      conversation.observe({sender == rm ? cem : rm, answer, now});
    }
  };
  for (const Message& message : beginning(4)) say(message, sender_of(message));

  std::vector<std::string> statuses;
  std::vector<std::string> answers;
  for (int i = 0; i < 10'000; ++i) {
    statuses.push_back(encode(frbc::StorageStatus{numbered_id(9, i), 47.5}, Profile::v1_0_0).value());
    answers.push_back(
        encode(ReceptionStatus{numbered_id(9, i), ReceptionStatusValues::ok, {}}, Profile::v1_0_0).value());
  }
  std::size_t next = 0;
  Time time = now;
  for (auto _ : state) {
    time = time + Duration(1000);
    const Observation& seen = conversation.observe({rm, statuses[next], time});
    if (!seen.findings.empty()) state.SkipWithError("a status was found at fault");
    const Observation& answered = conversation.observe({cem, answers[next], time});
    if (!answered.findings.empty()) state.SkipWithError("an answer was found at fault");
    next = next + 1 == statuses.size() ? 0 : next + 1;
  }
  state.SetItemsProcessed(2 * state.iterations());
}

BENCHMARK_CAPTURE(judge_message, status, read(status), 4);
BENCHMARK_CAPTURE(judge_message, mode_status, mode_status(), 4);
BENCHMARK_CAPTURE(judge_message, description_4_modes, read(description(4)), 4);
BENCHMARK_CAPTURE(judge_message, description_10_modes, read(description(10)), 10);
BENCHMARK(observe_status);

}  // namespace
}  // namespace s2::bench

BENCHMARK_MAIN();
