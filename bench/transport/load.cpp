// The load generator: so many Resource Managers against servers that it starts, and what that cost these.
//
//   s2_transport_load [--sessions N] [--per-second N] [--seconds N] [--rounds N] [--smoke] echo|cem:PROGRAM …
//
// A program is called with `echo` or `cem`, CERTIFICATE, KEY and CONNECTIONS, and prints its URL. Several servers take
// turns round by round, so that what disturbs the machine disturbs all of them; each has so many sessions.

#include "subject.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <stdexcept>

#include <sys/resource.h>

namespace {

using s2::bench::Fleet;
using s2::bench::Latencies;
using s2::bench::Subject;
using Subjects = std::vector<std::unique_ptr<Subject>>;

constexpr std::size_t dialled_at_a_time = 64;

struct Plan {
  std::size_t sessions = 10'000;  // of each server
  double per_second = 10'000;     // statuses of all sessions of one server, when paced
  s2::Duration round{4'000};
  int rounds = 3;
  std::vector<std::string> servers;
};

// What a server did in its best round: the one that cost least, because nothing disturbed it.
struct Best {
  double us = 0;
  double per_s = 0;
  Latencies latencies;
};

using Phase = Latencies (*)(Fleet&, const Plan&);

void run_round(Subject& subject, const Plan& plan, Phase phase, Best& best) {
  const double before = subject.cpu_s();
  Latencies latencies = phase(subject.fleet(), plan);
  const auto messages = static_cast<double>(latencies.ms.size());
  if (messages == 0) throw std::runtime_error(subject.name() + " answers nothing");
  const double us = 1e6 * (subject.cpu_s() - before) / messages;
  best.per_s = std::max(best.per_s, 1e3 * messages / static_cast<double>(plan.round.count()));
  if (best.us > 0 && us >= best.us) return;
  best.us = us;
  best.latencies = std::move(latencies);
}

void measure(const char* what, Subjects& subjects, const Plan& plan, Phase phase) {
  std::vector<Best> bests(subjects.size());
  for (int round = 0; round < plan.rounds; ++round) {
    for (std::size_t i = 0; i < subjects.size(); ++i) run_round(*subjects[i], plan, phase, bests[i]);
  }
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    Best& best = bests[i];
    std::printf("%-28s %-6s %6.0f messages/s, %5.2f us of CPU each (x %.2f), p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms\n",
                subjects[i]->name().c_str(), what, best.per_s, best.us, best.us / bests.front().us,
                best.latencies.share(0.5), best.latencies.share(0.99), best.latencies.share(0.999));
  }
  std::fflush(stdout);
}

// Until all are connected, from nothing or after a cut.
void connect_all(const char* what, Subject& subject, Latencies (*phase)(Fleet&)) {
  const std::size_t losses = subject.fleet().losses();
  const double before = subject.cpu_s();
  Latencies latencies = phase(subject.fleet());
  std::printf("%-28s %-6s all in %.2f s, half in %.2f s, %.2f s of CPU, %zu tried again; %.1f KiB a session\n",
              subject.name().c_str(), what, latencies.share(1) / 1e3, latencies.share(0.5) / 1e3,
              subject.cpu_s() - before, subject.fleet().losses() - losses, subject.kib_a_session());
  std::fflush(stdout);
}

void run(const Plan& plan) {
  const s2::bench::Papers papers;
  Subjects subjects;
  for (const auto& call : plan.servers) subjects.push_back(std::make_unique<Subject>(call, plan.sessions, papers));
  for (auto& one : subjects) connect_all("open", *one, [](Fleet& fleet) { return fleet.open(dialled_at_a_time); });
  measure("paced", subjects, plan, [](Fleet& fleet, const Plan& how) { return fleet.pace(how.per_second, how.round); });
  measure("rush", subjects, plan, [](Fleet& fleet, const Plan& how) { return fleet.rush(how.round); });
  for (auto& one : subjects) {
    std::printf("%-28s %-6s %.1f KiB a session, %.1f MiB without any\n", one->name().c_str(), "after",
                one->kib_a_session(), one->empty_kib() / 1024);
    connect_all("storm", *one, [](Fleet& fleet) { return fleet.storm(); });
  }
}

// Both ends of a connection count, in processes of their own.
void take_descriptors(std::size_t sessions) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < sessions + 100) throw std::runtime_error("not so many file descriptors (ulimit -n)");
}

Plan read(int argc, char** argv) {
  Plan plan;
  int at = 1;
  const auto is = [&](const char* word) { return std::strcmp(argv[at], word) == 0; };
  const auto number = [&] { return at + 1 < argc ? std::strtoull(argv[++at], nullptr, 10) : 0; };
  for (; at < argc && std::strncmp(argv[at], "--", 2) == 0; ++at) {
    if (is("--sessions")) {
      plan.sessions = number();
    } else if (is("--per-second")) {
      plan.per_second = static_cast<double>(number());
    } else if (is("--seconds")) {
      plan.round = std::chrono::seconds(number());
    } else if (is("--rounds")) {
      plan.rounds = static_cast<int>(number());
    } else if (is("--smoke")) {
      plan = {.sessions = 50, .per_second = 500, .round = s2::Duration{200}, .rounds = 1, .servers = {}};
    } else {
      return {};
    }
  }
  plan.servers.assign(argv + at, argv + argc);
  return plan;
}

}  // namespace

int main(int argc, char** argv) {
  const Plan plan = read(argc, argv);
  if (plan.servers.empty() || plan.sessions == 0 || plan.per_second <= 0 || plan.rounds < 1) {
    std::fprintf(stderr,
                 "s2_transport_load [--sessions N] [--per-second N] [--seconds N] [--rounds N] [--smoke] "
                 "echo|cem:PROGRAM ...\n");
    return 2;
  }
  try {
    take_descriptors(plan.sessions * plan.servers.size());
    run(plan);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "s2_transport_load: %s\n", error.what());
    return 1;
  }
}
