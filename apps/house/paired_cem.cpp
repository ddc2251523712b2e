#include "paired_cem.hpp"

#include <paired/sentences.hpp>

#include <variant>

namespace s2::house {

Result<std::unique_ptr<PairedCem>> PairedCem::open(Process& process, CemHost& cem, const PairedCemOptions& options,
                                                   std::ostream& show) {
  std::unique_ptr<PairedCem> it(new PairedCem(process, cem));
  auto endpoint = paired::PairedEndpoint::open(process.loop(), options.endpoint, paired::Part::server, it->handler());
  if (!endpoint) return Unexpected{std::move(endpoint).error()};
  it->endpoint_ = std::move(*endpoint);
  if (auto begun = it->begin(options, show); !begun) return Unexpected{std::move(begun).error()};
  return it;
}

Result<void> PairedCem::begin(const PairedCemOptions& options, std::ostream& show) {
  const auto node = endpoint_->add_node(connect::Role::cem, options.node, "energy manager");
  if (!node) return Unexpected{node.error()};
  process_.note("cem", "pairing at " + paired::pairing_url(endpoint_->host()) + " as " + node->name);
  sign_ = std::make_unique<PairingSign>(process_.loop(), *endpoint_, node->id,
                                        [&show](const std::string& text) { show << text << std::flush; });
  const auto pairings = endpoint_->store().of(node->id);
  if (!pairings) return Unexpected{pairings.error()};
  return options.pair || pairings->empty() ? sign_->show() : Result<void>();
}

void PairedCem::stop(std::function<void()> done) {
  sign_->put_away();
  endpoint_->host().stop(std::move(done));
}

host::HostHandler PairedCem::handler() {
  const auto note = [this](const auto& event) {
    if (const auto told = paired::told(event)) process_.note("cem", paired::line_of(*told));
  };
  host::HostHandler handler;
  handler.on_session = [this](host::SessionOpened opened) {
    cem_.adopt_paired(std::move(opened.connection), paired::name_of(opened.peer));
  };
  handler.on_pairing = [this, note](const connect::PairingEvent& event) {
    note(event);
    on_pairing(event);
  };
  handler.on_server_event = note;
  handler.on_client_event = note;
  handler.on_note = [this](const std::string& sentence) { process_.note("cem", sentence); };
  return handler;
}

void PairedCem::on_pairing(const connect::PairingEvent& event) {
  if (!sign_) return;
  if (std::holds_alternative<connect::Paired>(event)) sign_->put_away();
  if (std::holds_alternative<connect::CodeRequested>(event) && !sign_->is_shown()) static_cast<void>(sign_->show());
}

}  // namespace s2::house
