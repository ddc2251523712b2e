#include "proxy/paired_gate.hpp"

#include <house/named_end.hpp>
#include <house/pairing_sign.hpp>
#include <paired/sentences.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace s2::app {
namespace {

using connect::Pairing;
using connect::Role;

Finding fault(std::string text) {
  return {.rule = "S2CPP-NOT-PAIRED", .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)};
}

// Tells that it goes.
class Farewell {
 public:
  explicit Farewell(std::function<void()> gone) : gone_(std::move(gone)) {}
  Farewell(const Farewell&) = delete;
  Farewell& operator=(const Farewell&) = delete;
  ~Farewell() { gone_(); }

 private:
  std::function<void()> gone_;
};

// A session with the energy manager that tells when the proxy has let go of it: bases go in the order of the list,
// backwards, so the connection is gone by then.
class ManagerEnd : private Farewell, public house::NamedEnd {
 public:
  ManagerEnd(std::unique_ptr<transport::Connection> inner, std::function<void()> gone)
      : Farewell(std::move(gone)), NamedEnd(std::move(inner), "/") {}
};

class PairedGate : public Gate {
 public:
  PairedGate(transport::Loop& loop, GateOwner owner, Profile profile)
      : loop_(loop), owner_(std::move(owner)), profile_(profile) {}

  Result<void> open(const ProxyPairing& told) {
    paired::EndpointOptions options = told.endpoint;
    options.begins_sessions = false;  // with the energy manager when a device has come
    options.websocket = bounded<transport::WebsocketOptions>();
    auto endpoint = paired::PairedEndpoint::open(loop_, options, paired::Part::server, handler());
    if (!endpoint) return Unexpected{std::move(endpoint).error()};
    endpoint_ = std::move(*endpoint);
    if (auto begun = begin(manager_, told.manager, false); !begun) return begun;
    return begin(device_, told.device, told.show_code);
  }

  std::string from() const override { return paired::pairing_url(endpoint_->host()); }
  std::string to() const override { return to("/"); }
  std::string to(std::string_view) const override {
    const auto pairing = manager();
    return pairing ? pairing->session_url : "an energy manager to be paired";
  }

  void dial(const std::string&, transport::Connected connected) override {
    if (dialled_) answer(Unexpected{fault("the device has come anew")});
    dialled_ = std::move(connected);
    call_manager();
  }

  void shut() override { is_shut_ = true; }

  void stop(std::function<void()> done) override {
    for (Side* side : {&manager_, &device_}) {
      side->sign.reset();
      side->approach.reset();
    }
    endpoint_->host().stop(std::move(done));
  }

 private:
  // The proxy as one of the two sees it.
  struct Side {
    Role own;          // what it is to it
    const char* whom;  // who that is
    const char* type;  // what it says it is
    const char* alias;
    paired::OwnNode node = {};
    std::unique_ptr<house::PairingSign> sign = {};
    std::unique_ptr<paired::Approach> approach = {};
  };

  // Whoever is not paired is approached, or shown a code.
  Result<void> begin(Side& side, const paired::Approached& whom, bool show_code) {
    auto node =
        endpoint_->add_node(side.own, "proxy", side.type,
                            {.alias = connect::NodeIdAlias{side.alias}, .versions = paired::versions_of(profile_)});
    if (!node) return Unexpected{std::move(node).error()};
    side.node = std::move(*node);
    side.sign = std::make_unique<house::PairingSign>(loop_, *endpoint_, side.node.id, owner_.on_code,
                                                     std::string("for the ") + side.whom);
    if (!whom.target.empty()) return approach(side, whom);
    return pairings_of(side).empty() || show_code ? side.sign->show() : Result<void>();
  }

  Result<void> approach(Side& side, const paired::Approached& whom) {
    auto begun = paired::Approach::begin(
        loop_, *endpoint_, side.node.id, whom,
        {.on_note = owner_.on_note, .on_outcome = [this](const Result<connect::PairingEvent>& outcome) {
           const auto end = paired::end_of(outcome);
           if (!end.pairing) return owner_.on_failed(end.sentence);
           owner_.on_note(end.sentence);
           on_paired(*end.pairing);
         }});
    if (!begun) return Unexpected{std::move(begun).error()};
    side.approach = std::move(*begun);
    return {};
  }

  std::vector<Pairing> pairings_of(const Side& side) const {
    std::vector<Pairing> alive;
    const auto all = endpoint_->store().of(side.node.id);
    for (const auto& pairing : all ? *all : std::vector<Pairing>()) {
      if (pairing.state != connect::PairingState::unpairing) alive.push_back(pairing);
    }
    return alive;
  }

  // An RM has one.
  std::optional<Pairing> manager() const {
    const auto all = pairings_of(manager_);
    return all.empty() ? std::nullopt : std::optional(all.back());
  }

  Side& side_of(const connect::NodeId& own) { return own == manager_.node.id ? manager_ : device_; }

  void on_paired(const Pairing& pairing) {
    Side& side = side_of(pairing.pair.own);
    side.sign->put_away();
    if (&side == &manager_) barred_.reset();
    if (&side == &device_ && pairing.communicates_as == connect::CommunicationRole::client) {
      owner_.on_failed("a device in the internet serves its sessions itself; the proxy waits for devices that call it");
    }
  }

  // Without effect while a session before has not ended: whoever ends it comes here again.
  void call_manager() {
    const auto pairing = manager();
    if (barred_) return answer(Unexpected{*barred_});
    if (!pairing) return answer(Unexpected{fault("the proxy is paired with no energy manager yet")});
    endpoint_->host().reconnect(pairing->pair);
  }

  // Not from inside a call: whoever dials is told later.
  void answer(Result<std::unique_ptr<transport::Connection>> outcome) {
    auto told = std::make_shared<Result<std::unique_ptr<transport::Connection>>>(std::move(outcome));
    loop_.post([dialled = std::exchange(dialled_, nullptr), told] { dialled(std::move(*told)); });
  }

  host::HostHandler handler() {
    host::HostHandler handler;
    handler.on_session = [this](host::SessionOpened opened) { on_session(std::move(opened)); };
    handler.on_pairing = [this](const connect::PairingEvent& event) {
      note(event);
      if (const auto* paired = std::get_if<connect::Paired>(&event)) on_paired(paired->pairing);
      if (const auto* wanted = std::get_if<connect::CodeRequested>(&event)) show_code(side_of(wanted->node));
    };
    handler.on_server_event = [this](const connect::SessionServerEvent& event) {
      note(event);
      if (std::holds_alternative<connect::Unpaired>(event) && pairings_of(device_).empty()) show_code(device_);
    };
    handler.on_client_event = [this](const connect::SessionClientEvent& event) { on_client_event(event); };
    handler.on_note = owner_.on_note;
    return handler;
  }

  void show_code(Side& side) {
    if (!is_shut_ && side.sign && !side.sign->is_shown()) static_cast<void>(side.sign->show());
  }

  template <class Event>
  void note(const Event& event) const {
    if (const auto told = paired::told(event)) owner_.on_note(paired::line_of(*told));
  }

  void on_session(host::SessionOpened opened) {
    if (opened.pair.own == manager_.node.id) return on_manager(std::move(opened));
    if (is_shut_) return opened.connection->close(1001, "the proxy was stopped");
    if (is_another_here(opened.pair)) return opened.connection->close(1013, "another device is here already");
    owner_.on_client({.connection = std::make_unique<house::NamedEnd>(std::move(opened.connection),
                                                                      '/' + paired::name_of(opened.peer)),
                      .agreed = profile_});
  }

  void on_manager(host::SessionOpened opened) {
    if (!dialled_) return opened.connection->close(1013, "no device is here");
    std::unique_ptr<transport::Connection> end =
        std::make_unique<ManagerEnd>(std::move(opened.connection), [this, weak = std::weak_ptr(alive_)] {
          if (!weak.expired()) redial();
        });
    answer(std::move(end));
  }

  // The energy manager sees one device.
  bool is_another_here(const connect::Pair& pair) const {
    for (const auto& pairing : pairings_of(device_)) {
      if (pairing.pair != pair && endpoint_->host().is_in_session(pairing.pair)) return true;
    }
    return false;
  }

  void on_client_event(const connect::SessionClientEvent& event) {
    if (paired::is_end_of_session(event)) return redial();
    if (!paired::is_obstacle(event)) return note(event);
    const paired::Told told = paired::told(event).value();
    Finding why = fault(paired::line_of(told));
    why.rule = told.id;
    if (!std::holds_alternative<connect::SessionDelayed>(event)) barred_ = why;
    if (std::holds_alternative<connect::Unpaired>(event)) show_code(manager_);
    if (!dialled_) return owner_.on_note(why.text);
    answer(Unexpected{why});  // which tells it
  }

  // A session with the energy manager is over, or nearly so; the device of the next one may have come already.
  void redial() {
    loop_.post([this, weak = std::weak_ptr(alive_)] {
      if (!weak.expired() && dialled_) call_manager();
    });
  }

  transport::Loop& loop_;
  GateOwner owner_;
  Profile profile_;
  std::unique_ptr<paired::PairedEndpoint> endpoint_;
  Side manager_{.own = Role::rm, .whom = "energy manager", .type = "device", .alias = "rm"};
  Side device_{.own = Role::cem, .whom = "device", .type = "energy manager", .alias = "cem"};
  transport::Connected dialled_;   // until there is an answer
  std::optional<Finding> barred_;  // why it is of no use to call the energy manager
  bool is_shut_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace

Result<std::unique_ptr<Gate>> open_paired_gate(transport::Loop& loop, const ProxyPairing& told, GateOwner owner) {
  auto gate = std::make_unique<PairedGate>(loop, std::move(owner), told.profile);
  if (auto opened = gate->open(told); !opened) return Unexpected{std::move(opened).error()};
  return std::unique_ptr<Gate>(std::move(gate));
}

}  // namespace s2::app
