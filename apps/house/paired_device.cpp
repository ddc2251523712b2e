#include "paired_device.hpp"

#include <paired/sentences.hpp>

#include <variant>

namespace s2::house {
namespace {

Unexpected<Finding> not_paired() {
  return {Finding{.rule = "S2CPP-NOT-PAIRED",
                  .severity = Severity::error,
                  .pointer = "",
                  .value = "",
                  .text =
                      "this device is paired with nobody yet; give the pairing URL and the code of an energy manager "
                      "(--connect https://…/ --pair CODE)"}};
}

}  // namespace

Result<std::unique_ptr<PairedDevice>> PairedDevice::open(Process& process, const std::string& name, std::string type,
                                                         const PairedDeviceOptions& options, Failed failed) {
  std::unique_ptr<PairedDevice> it(new PairedDevice(process, name, std::move(failed)));
  auto endpoint = paired::PairedEndpoint::open(process.loop(), options.endpoint, paired::Part::client, it->handler());
  if (!endpoint) return Unexpected{std::move(endpoint).error()};
  it->endpoint_ = std::move(*endpoint);
  if (auto begun = it->begin(std::move(type), options); !begun) return Unexpected{std::move(begun).error()};
  return it;
}

Result<void> PairedDevice::begin(std::string type, const PairedDeviceOptions& options) {
  const auto node = endpoint_->add_node(connect::Role::rm, name_, std::move(type));
  if (!node) return Unexpected{node.error()};
  const auto pairings = endpoint_->store().of(node->id);
  if (!pairings) return Unexpected{pairings.error()};
  for (const auto& pairing : *pairings) {
    if (pairing.state == connect::PairingState::unpairing) continue;
    process_.note(name_, "paired with " + paired::name_of(pairing.peer_node) + " since " +
                             format_time({pairing.since.seconds, 0}));
    return {};
  }
  return options.url.empty() || options.code.empty() ? Result<void>(not_paired()) : pair(node->id, options);
}

Result<void> PairedDevice::pair(const connect::NodeId& node, const PairedDeviceOptions& options) {
  auto url = connect::BaseUrl::parse(options.url);
  if (!url) return Unexpected{std::move(url).error()};
  process_.note(name_, "pairing with " + url->text());
  return endpoint_->host().pair({.node = node, .url = std::move(*url), .code = options.code},
                                [this](const connect::PairingEvent& event) {
                                  const auto told = paired::told(event);
                                  const std::string sentence = told ? paired::line_of(*told) : std::string();
                                  if (std::holds_alternative<connect::PairingFailed>(event)) return failed_(sentence);
                                  process_.note(name_, sentence);
                                });
}

Dial PairedDevice::dial() {
  return [this](transport::Connected connected) { mailbox_.ask(std::move(connected)); };
}

void PairedDevice::stop(std::function<void()> done) {
  mailbox_.clear();
  endpoint_->host().stop(std::move(done));
}

host::HostHandler PairedDevice::handler() {
  const auto note = [this](const auto& event) {
    if (const auto told = paired::told(event)) process_.note(name_, paired::line_of(*told));
  };
  host::HostHandler handler;
  handler.on_session = [this](host::SessionOpened opened) { mailbox_.put(std::move(opened.connection)); };
  handler.on_pairing = note;
  handler.on_server_event = note;
  handler.on_client_event = [note](const connect::SessionClientEvent& event) {
    if (!paired::is_end_of_session(event)) note(event);
  };
  handler.on_note = [this](const std::string& sentence) { process_.note(name_, sentence); };
  return handler;
}

}  // namespace s2::house
