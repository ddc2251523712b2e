// Pairings by code.

#include "aim.hpp"
#include "must.hpp"
#include "plan.hpp"
#include "served.hpp"

#include <s2/connect/problem.hpp>

#include <chrono>
#include <optional>
#include <stdexcept>
#include <variant>

namespace s2::bench {
namespace {

using namespace connect;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t published = 20;
constexpr double longest_ms = 1'100;  // the mandatory second (C-147) and a tenth

// What the device's user waits for: from the code to the pairing. The device knows nothing of the server before, and
// so pins its root.
double pair(const Served& server, std::uint32_t number) {
  transport::Loop loop;
  const auto store = make_memory_store();
  const auto node = device(number);
  const auto host = must(host::EndpointHost::open(loop, *store, device_settings(), {}));
  must(host->add_node({.description = node}));
  std::optional<PairingEvent> outcome;
  const auto since = Clock::now();
  const auto begun = host->pair({.node = node.id, .url = server.url(), .code = server.code()},
                                [&](const PairingEvent& event) { outcome = event; });
  if (!begun) throw std::runtime_error(begun.error().text);
  while (!outcome) loop.run_one(Duration{100});
  const std::chrono::duration<double, std::milli> took = Clock::now() - since;
  if (const auto* failed = std::get_if<PairingFailed>(&*outcome)) {
    throw std::runtime_error(finding_of(failed->why, failed->detail).text);
  }
  if (!std::holds_alternative<Paired>(*outcome)) throw std::runtime_error("nobody knows whether they are paired");
  return took.count();
}

}  // namespace

void measure_pairing(const Plan& plan) {
  const Town town(0);
  const std::uint32_t pairings = plan.count > 0 ? plan.count : published;
  const Served server(plan, town, 0, pairings);
  Times took;
  for (std::uint32_t i = 0; i < pairings; ++i) took.add(pair(server, i));
  say(std::to_string(pairings) + " pairings by code: p50 " + text_of(took.share(0.5)) + " ms, longest " +
      text_of(took.share(1)) + " ms");
  judge("the longest", took.share(1), longest_ms, "ms");
}

}  // namespace s2::bench
