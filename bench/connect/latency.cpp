// Messages both ways through a session, by a schedule.

#include "aim.hpp"
#include "flow.hpp"
#include "must.hpp"
#include "plan.hpp"
#include "town.hpp"

#include <messages.hpp>

#include <s2/energy_manager.hpp>
#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>

#include <deque>
#include <functional>
#include <stdexcept>
#include <thread>

namespace s2::bench {
namespace {

using namespace connect;

constexpr double longest_ms = 20;
constexpr Duration tick{1};
constexpr std::chrono::seconds patience{60};  // for what is under way in the end

SessionOptions connected() { return {.start = Start::connected}; }

// Sends what is due, tick by tick. What the session does not take now, because too many wait for their answer, it takes
// later, and counts as late.
void keep_sending(Runner& runner, Flow& flow, const std::function<Acknowledgement(std::size_t)>& send) {
  while (flow.is_due() && send(flow.sent()).status() != Delivery::held_back) flow.count();
  if (!flow.is_complete()) runner.after(tick, [&runner, &flow, send] { keep_sending(runner, flow, send); });
}

// The energy manager, its endpoint and its thread.
class Manager {
 public:
  Manager(Flow& to_device, Flow& from_device) : to_device_(to_device), from_device_(from_device) {
    cem_.prefer({ControlType::fill_rate_based_control});
    cem_.on<frbc::StorageStatus>([this](const Resource&, const frbc::StorageStatus&) { from_device_.arrived(); });
    cem_.on<frbc::SystemDescription>(
        [this](const Resource& battery, const frbc::SystemDescription& can) { instruct(battery, can); });
    host::HostHandler handler;
    handler.on_session = [this](host::SessionOpened session) {
      runner_.adopt(cem_, std::move(session.connection), "battery");
    };
    host_ = must(host::EndpointHost::open(runner_.loop(), *store_, energy_manager_settings(0), std::move(handler)));
    must(host_->add_node({.description = energy_manager()}));
    url_ = *host_->facts().pairing_url;
    code_ = std::string(host_->static_code(energy_manager().id).value().reveal());
    thread_ = std::thread([this] { runner_.loop().run(); });
  }
  ~Manager() {
    runner_.loop().post([this] { runner_.loop().stop(); });
    thread_.join();
  }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  const BaseUrl& url() const { return url_; }
  const std::string& code() const { return code_; }

 private:
  void instruct(const Resource& battery, const frbc::SystemDescription& can) {
    const auto& actuator = can.actuators.front();
    to_device_.begin();
    keep_sending(runner_, to_device_,
                 [battery, id = actuator.id, mode = actuator.operation_modes.front().id](auto number) {
                   frbc::Instruction wish;
                   wish.actuator_id = id;
                   wish.operation_mode = mode;
                   wish.operation_mode_factor = static_cast<double>(number % 10) / 10;
                   return battery.instruct(wish);
                 });
  }

  Flow& to_device_;
  Flow& from_device_;
  Runner runner_;
  EnergyManager cem_{runner_.surroundings(connected())};
  std::unique_ptr<Store> store_ = make_memory_store();
  std::unique_ptr<host::EndpointHost> host_;
  BaseUrl url_;
  std::string code_;
  std::thread thread_;
};

// The device. It carries out what it is told at once.
class Battery {
 public:
  Battery(Flow& from_device, Flow& to_device) : from_device_(from_device), to_device_(to_device) {
    const auto can = decode(description(3), Profile::v1_0_0).value();
    rm_.describe(std::get<frbc::SystemDescription>(can.message));
    rm_.on<frbc::Instruction>([this](const frbc::Instruction&, const Order& order) {
      to_device_.arrived();
      done_.push_back(order);
      report();
    });
    rm_.on_control_type([this](ControlType now) {
      if (now != ControlType::fill_rate_based_control) return;
      from_device_.begin();
      keep_sending(runner_, from_device_, [this](auto) {
        report();
        return rm_.status(frbc::StorageStatus{{}, 50});
      });
    });
  }

  // Pairs, talks, and returns when everything has arrived.
  void live(const BaseUrl& url, const std::string& code, Duration span) {
    host::HostHandler handler;
    handler.on_session = [this](host::SessionOpened session) {
      runner_.adopt(rm_, std::move(session.connection), "energy manager");
    };
    const auto host = must(host::EndpointHost::open(runner_.loop(), *store_, device_settings(), std::move(handler)));
    must(host->add_node({.description = device(0)}));
    must(host->pair({.node = device(0).id, .url = url, .code = code}, {}));
    const auto end = std::chrono::steady_clock::now() + span + patience;
    while (!from_device_.has_arrived() || !to_device_.has_arrived()) {
      runner_.loop().run_one(Duration{10});
      if (std::chrono::steady_clock::now() > end) throw std::runtime_error("not every message has arrived");
    }
  }

 private:
  // As keep_sending(): what is not taken now is reported later.
  void report() {
    while (!done_.empty() && done_.front().succeeded().status() != Delivery::held_back) done_.pop_front();
  }

  Flow& from_device_;
  Flow& to_device_;
  std::deque<Order> done_;  // and not reported yet
  Runner runner_;
  ResourceManager rm_{battery(0), runner_.surroundings(connected())};
  std::unique_ptr<Store> store_ = make_memory_store();
};

void tell(const std::string& what, const Flow& flow, const Plan& plan) {
  Times took = flow.latencies();
  say(what + ", " + std::to_string(plan.per_second) + "/s, " + std::to_string(took.count()) + " messages: p50 " +
      text_of(took.share(0.5), 2) + " ms, p99 " + text_of(took.share(0.99), 2) + " ms, p99.9 " +
      text_of(took.share(0.999), 2) + " ms, longest " + text_of(took.share(1), 2) + " ms");
  judge("p99.9", took.share(0.999), longest_ms, "ms");
}

}  // namespace

void measure_latency(const Plan& plan) {
  const auto messages = static_cast<std::size_t>(plan.per_second * plan.span.count() / 1'000);
  Flow to_cem(messages, plan.per_second);
  Flow to_rm(messages, plan.per_second);
  {
    Manager manager(to_rm, to_cem);
    Battery(to_cem, to_rm).live(manager.url(), manager.code(), plan.span);
  }
  tell("RM to CEM, FRBC.StorageStatus", to_cem, plan);
  tell("CEM to RM, FRBC.Instruction", to_rm, plan);
}

}  // namespace s2::bench
