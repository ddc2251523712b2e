// A server with very many pairings beside one with few.

#include "aim.hpp"
#include "plan.hpp"
#include "served.hpp"
#include "street.hpp"

#include <algorithm>

namespace s2::bench {
namespace {

constexpr std::uint32_t published = 100'000;
constexpr std::uint32_t visitors = 20;  // one after the other
constexpr double longest_opening_ms = 1'000;
constexpr double most_factor = 2;

// How long a session took, in the middle.
double visit(const Plan& plan, std::uint32_t paired) {
  const Town town(paired);
  const Served server(plan, town, 0, visitors);
  const double empty_kib = server.process().resident_kib();
  Street street(town, server.url().text());
  Times took;
  for (std::uint32_t i = 0; i < std::min(visitors, paired); ++i) {
    street.move_in(1);
    took.add(street.await_all().share(1));
  }
  say(std::to_string(paired) + " pairings: opened in " + text_of(server.opened_ms()) + " ms with " +
      text_of(empty_kib / 1024) + " MiB; a session opened in " + text_of(took.share(0.5)) + " ms (p50), " +
      text_of(took.share(1)) + " ms (longest); then " + text_of(server.process().resident_kib() / 1024) + " MiB");
  if (paired > visitors) judge("opening", server.opened_ms(), longest_opening_ms, "ms");
  return took.share(0.5);
}

}  // namespace

void measure_crowd(const Plan& plan) {
  const double few_ms = visit(plan, visitors);
  const double many_ms = visit(plan, plan.count > 0 ? plan.count : published);
  judge("a session, compared with few pairings,", many_ms / few_ms, most_factor, "times as long");
}

}  // namespace s2::bench
