// The load generator of S2 Connect.
//
//   s2_connect_load latency|pairing|storm|crowd SERVER [--count N] [--per-second N] [--seconds N] [--threads N]
//
// SERVER is the program s2_connect_server; `latency` has both sides in this process and does without.

#include "plan.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <optional>
#include <string>

#include <sys/resource.h>

namespace {

using s2::bench::Plan;
using Measure = void (*)(const Plan&);

const std::map<std::string, Measure> measures = {{"latency", s2::bench::measure_latency},
                                                 {"pairing", s2::bench::measure_pairing},
                                                 {"storm", s2::bench::measure_storm},
                                                 {"crowd", s2::bench::measure_crowd}};

std::optional<Plan> read(int argc, char** argv) {
  if (argc < 3 || !measures.contains(argv[1])) return std::nullopt;
  Plan plan;
  plan.server = argv[2];
  for (int at = 3; at + 1 < argc; at += 2) {
    const std::string option = argv[at];
    const auto number = static_cast<std::uint32_t>(std::strtoul(argv[at + 1], nullptr, 10));
    if (option == "--count") {
      plan.count = number;
    } else if (option == "--per-second") {
      plan.per_second = number;
    } else if (option == "--seconds") {
      plan.span = std::chrono::seconds(number);
    } else if (option == "--threads") {
      plan.threads = number;
    } else {
      return std::nullopt;
    }
  }
  if (argc % 2 == 0 || plan.per_second == 0) return std::nullopt;
  return plan;
}

// The server inherits it.
void take_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  const auto plan = read(argc, argv);
  if (!plan) {
    std::fprintf(stderr,
                 "s2_connect_load latency|pairing|storm|crowd SERVER [--count N] [--per-second N] [--seconds N] "
                 "[--threads N]\n");
    return 2;
  }
  try {
    take_descriptors();
    measures.at(argv[1])(*plan);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "s2_connect_load: %s\n", error.what());
    return 1;
  }
}
