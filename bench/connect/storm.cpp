// Everybody at once.

#include "aim.hpp"
#include "plan.hpp"
#include "served.hpp"
#include "street.hpp"

#include <memory>
#include <stdexcept>

#include <sys/resource.h>

namespace s2::bench {
namespace {

constexpr std::uint32_t published = 5'000;
constexpr double longest_s = 60;
constexpr double most_kib = 256;  // of the server, for each session and whatever it took to open it

// A call and a WebSocket that is about to close may overlap.
void check_descriptors(std::size_t devices) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < 2 * devices + 100) {
    throw std::runtime_error("not so many file descriptors; raise the hard limit (ulimit -Hn) or take --count");
  }
}

// Lets everybody come, and tells what that took.
void come(const std::string& what, Street& street, const Child& server, double empty_kib) {
  const std::size_t failures = street.failures();
  const double before_s = server.cpu_s();
  Times took = street.await_all();
  const auto sessions = static_cast<double>(took.count());
  say(what + ": " + std::to_string(took.count()) + " sessions, all after " + text_of(took.share(1) / 1e3) +
      " s, half after " + text_of(took.share(0.5) / 1e3) + " s; " + text_of(server.cpu_s() - before_s) +
      " s of the server's processor; " + std::to_string(street.failures() - failures) + " attempts failed on the way");
  const double peak_kib = server.peak_kib();
  say(what + ": memory of the server " + text_of(empty_kib / 1024) + " MiB before, " +
      text_of(server.resident_kib() / 1024) + " MiB after, " + text_of(peak_kib / 1024) + " MiB at most");
  judge("all in session again after", took.share(1) / 1e3, longest_s, "s");
  judge("memory a session, at the peak,", (peak_kib - empty_kib) / sessions, most_kib, "KiB");
}

}  // namespace

void measure_storm(const Plan& plan) {
  const std::uint32_t devices = plan.count > 0 ? plan.count : published;
  check_descriptors(devices);
  const Town town(devices);
  auto server = std::make_unique<Served>(plan, town, std::uint16_t{0}, std::size_t{2} * devices);
  const double empty_kib = server->process().resident_kib();
  const std::uint16_t port = server->url().port();
  Street street(town, server->url().text());
  street.move_in(devices);
  come("at once", street, server->process(), empty_kib);

  server.reset();
  street.await_loss();
  server = std::make_unique<Served>(plan, town, port, std::size_t{2} * devices);
  come("after a restart", street, server->process(), empty_kib);
}

}  // namespace s2::bench
