#pragma once
// Two talkers joined in memory, on virtual time: a CEM that is under test, and an RM.

#include "frbc_registry.hpp"

#include <talk/command.hpp>
#include <talk/talk_process.hpp>

#include <apps/string_console.hpp>
#include <house/seeded.hpp>
#include <house/virtual_clock.hpp>

#include <memory>
#include <optional>
#include <string>

namespace s2::app {

struct TwoTalkers {
  TwoTalkers() {
    auto [cem_end, rm_end] = transport::connect_in_memory(loop);
    rm_connection = std::move(rm_end);
    cem_connection = std::move(cem_end);
    TalkerOptions as_cem;
    as_cem.role = EnergyManagementRole::cem;
    cem = std::make_unique<Talker>(as_cem, End::server, std::move(cem_connection), clock, house::seeded_ids(1, "cem"),
                                   Talker::Owner{.on_heard =
                                                     [this](const Heard& heard) {
                                                       const bool ours = heard.direction == Direction::cem_to_rm;
                                                       state.journal.add(heard, ours, "line\n");
                                                       if (changed) changed();
                                                     },
                                                 .on_missed = [this](const Missed&) { ++missed; },
                                                 .on_event =
                                                     [this](const Event&) {
                                                       if (changed) changed();
                                                     },
                                                 .on_closed =
                                                     [this](const transport::Closed&) {
                                                       if (changed) changed();
                                                     }});
    TalkerOptions as_rm;
    as_rm.role = EnergyManagementRole::rm;
    as_rm.details = usual_details(house::seeded_ids(1, "details"));
    rm = std::make_unique<Talker>(as_rm, End::client, std::move(rm_connection), clock, house::seeded_ids(1, "rm"),
                                  Talker::Owner{.on_heard = [](const Heard&) {},
                                                .on_missed = [](const Missed&) {},
                                                .on_event = [](const Event&) {},
                                                .on_closed = [](const transport::Closed&) {}});
  }

  // The two meet.
  void connect() {
    state.talker = cem.get();
    cem->start();
    rm->start();
    run();
  }
  void run() {
    while (loop.poll() > 0) {
    }
  }
  // Lets time pass, alarm by alarm.
  void pass(Duration span) {
    reached = reached + span;
    while (clock.next() && *clock.next() <= reached) {
      clock.ring_next();
      run();
    }
  }
  void rm_sends(Message message) {
    const auto sent = rm->send(std::move(message));
    if (!sent) printed += "(" + sent.error().rule + ": " + sent.error().text + ")";
    run();
  }
  void select_frbc() {
    (void)cem->select(ControlType::fill_rate_based_control);
    run();
    rm_sends(battery_description());
  }

  tests::StringConsole console;
  transport::Loop loop;
  house::VirtualClock clock{noon};
  Time reached = noon;  // the clock itself stands at its last alarm
  std::string printed;
  int missed = 0;  // told to the CEM
  std::function<void()> changed;
  TalkState state{.console = console.console,
                  .clock = clock,
                  .ids = house::seeded_ids(1, "state"),
                  .say = [this](const std::string& text) { printed += text; },
                  .record = [](const std::string&) { return Result<void>(); },
                  .journal = {},
                  .last_sent = {}};
  std::unique_ptr<transport::Connection> cem_connection, rm_connection;
  std::unique_ptr<Talker> cem, rm;
};

}  // namespace s2::app
