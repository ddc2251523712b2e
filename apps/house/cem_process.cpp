#include "cem_process.hpp"

#include <house/cem_host.hpp>
#include <house/day.hpp>
#include <house/price_file.hpp>

#include <fmt/format.h>

#include <fstream>

namespace s2::house {
namespace {

// How long an embedded day is repeated for.
constexpr int repeated_days = 400;

Finding prices_fault(std::string text) { return {"S2CPP-PRICES", Severity::error, "", "", std::move(text)}; }

Result<std::vector<planner::Price>> prices_from_file(const std::string& path, Time now) {
  std::ifstream file(path);
  if (!file) return Unexpected{prices_fault("cannot read the price file " + path)};
  auto prices = read_prices(file, path);
  // The last price holds for an hour.
  if (prices && prices->back().from + Duration(3600 * 1000) <= now) {
    return Unexpected{
        prices_fault(fmt::format("the last price in {} is from {}, which has passed; without --price-file "
                                 "the prices of an embedded day are repeated",
                                 path, format_time(prices->back().from)))};
  }
  return prices;
}

Result<std::vector<planner::Price>> prices_from_day(const std::string& name, Time now) {
  const auto day = find_day(name);
  if (!day) return Unexpected{day.error()};
  return prices_of(repeated_from(*day, now, repeated_days));
}

Result<planner::Home> home_of(const CemOptions& options, Time now) {
  auto prices =
      options.price_file.empty() ? prices_from_day(options.day, now) : prices_from_file(options.price_file, now);
  if (!prices) return Unexpected{std::move(prices).error()};
  planner::Home home;
  home.fuse_w = 3 * options.fuse_a * 230;
  home.grid_fee_eur_kwh = options.grid_fee_ct / 100;
  home.prices = std::move(*prices);
  return home;
}

}  // namespace

int run_cem(const CemOptions& options, std::ostream& log, std::ostream& show) {
  Process process("cem", options.process, log);
  auto home = home_of(options, process.clock().now());
  if (!home) return process.fail(home.error().text);
  if (auto begun = process.begin_recording(); !begun) return process.fail(begun.error().text);

  CemHost cem(
      std::move(*home), process.clock(), [](const std::string&) { return transport::random_ids(); },
      session_options(options.process), process.watcher());
  auto server = transport::WebsocketServer::listen(
      process.loop(), options.listen.host, options.listen.port,
      [&cem](std::unique_ptr<transport::Connection> connection) { cem.adopt(std::move(connection)); });
  if (!server) return process.fail(server.error().text);
  std::unique_ptr<PairedCem> paired;
  if (options.paired) {
    auto opened = PairedCem::open(process, cem, *options.paired, show);
    if (!opened) return process.fail(opened.error().text);
    paired = std::move(*opened);
  }
  process.note("cem",
               fmt::format("listening on {}; Ctrl-C ends it", websocket_url({options.listen.host, (*server)->port()})));

  const auto stop = [&] { process.loop().stop(); };
  process.loop().on_interrupt([&] {
    process.note("cem", "ending all sessions");
    server->reset();
    cem.end(SessionRequestType::terminate, "the energy manager was stopped",
            [&] { paired ? paired->stop(stop) : stop(); });
  });
  process.loop().run();
  process.note("cem", "ended");
  return process.good_end();
}

}  // namespace s2::house
