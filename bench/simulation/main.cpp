// Many homes on virtual time: how long a simulated day of theirs takes on one core, and how much memory.
//
//   s2_simulation [appliances] [hours]

#include "town.hpp"

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace {

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t appliances = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000;
  const int hours = argc > 2 ? std::atoi(argv[2]) : 24;
  s2::bench::Town town(appliances);
  const double began = cpu_seconds();
  town.run(std::chrono::hours(hours));
  const double took = cpu_seconds() - began;
  const auto rm = town.rm_counters();
  const auto cem = town.cem_counters();
  const double messages = static_cast<double>(rm.sent + cem.sent);
  std::printf("%zu appliances, %d h: %.1f s of one core; %zu settled\n", appliances, hours, took, town.settled());
  std::printf("%.0f messages (%.0f of the RMs, %.0f of the CEM), %.0f frames, %.0f MB; %.0f messages a second\n",
              messages, static_cast<double>(rm.sent), static_cast<double>(cem.sent),
              static_cast<double>(rm.frames_in + cem.frames_in), static_cast<double>(rm.bytes_in + cem.bytes_in) / 1e6,
              messages / took);
  std::printf("%.1f days of a session a second; peak memory %.1f MiB, %.1f KiB an appliance\n",
              static_cast<double>(appliances) * hours / 24 / took, peak_mib(),
              peak_mib() * 1024 / static_cast<double>(appliances));
  std::printf("refused %llu, held back %llu, overdue %llu, unanswered at the peer %llu\n",
              static_cast<unsigned long long>(rm.refused + cem.refused),
              static_cast<unsigned long long>(rm.held_back + cem.held_back),
              static_cast<unsigned long long>(rm.overdue + cem.overdue),
              static_cast<unsigned long long>(rm.sent + cem.sent - rm.answered - cem.answered));
  return town.settled() == appliances && rm.refused + cem.refused == 0 ? 0 : 1;
}
