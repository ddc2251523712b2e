// The server that is measured: an energy manager of S2 Connect in the LAN.
//
//   s2_connect_server STORE PORT THREADS SESSIONS
//
// STORE is a file, THREADS are those beside the one that decides. Prints its URL, a pairing code that never expires and
// how many ms it took to open, and serves until it is ended.

#include "town.hpp"

#include <s2/host.hpp>
#include <s2/store.hpp>
#include <transport/cem_service.hpp>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>

namespace {

using s2::bench::CemService;
using s2::host::EndpointHost;

struct Call {
  std::string store;
  std::uint16_t port;
  std::size_t threads;
  std::size_t sessions;
};

// An energy manager for each thread that has sessions.
class Services {
 public:
  void welcome(s2::host::SessionOpened session) {
    CemService* its_own = nullptr;
    {
      const std::lock_guard lock(mutex_);
      auto& service = services_[session.loop];
      if (!service) service = std::make_unique<CemService>(*session.loop, s2::Start::connected);
      its_own = service.get();
    }
    its_own->welcome(std::move(session.connection));
  }

 private:
  std::mutex mutex_;
  std::map<s2::transport::Loop*, std::unique_ptr<CemService>> services_;
};

int fail(const s2::Finding& finding) {
  std::fprintf(stderr, "s2_connect_server: %s\n", finding.text.c_str());
  return 1;
}

int serve(const Call& call) {
  const auto since = std::chrono::steady_clock::now();
  auto store = s2::store::open_file(call.store);
  if (!store) return fail(store.error());
  s2::transport::Loop loop;
  Services services;
  auto settings = s2::bench::energy_manager_settings(call.port);
  settings.threads = call.threads;
  settings.websocket.connections = call.sessions;
  s2::host::HostHandler handler;
  handler.on_session = [&](s2::host::SessionOpened session) { services.welcome(std::move(session)); };
  const auto host = EndpointHost::open(loop, **store, std::move(settings), std::move(handler));
  if (!host) return fail(host.error());
  const auto node = s2::bench::energy_manager();
  if (const auto added = (*host)->add_node({.description = node}); !added) return fail(added.error());
  const auto code = (*host)->static_code(node.id);
  if (!code) return fail(code.error());
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - since;
  std::printf("%s %s %.1f\n", (*host)->facts().pairing_url->text().c_str(), std::string(code->reveal()).c_str(),
              took.count());
  std::fflush(stdout);
  loop.run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "s2_connect_server STORE PORT THREADS SESSIONS\n");
    return 2;
  }
  const auto number = [&](int at) { return std::strtoull(argv[at], nullptr, 10); };
  return serve(
      {.store = argv[1], .port = static_cast<std::uint16_t>(number(2)), .threads = number(3), .sessions = number(4)});
}
