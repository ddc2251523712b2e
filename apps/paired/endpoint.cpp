#include "endpoint.hpp"

#include <utility>

namespace s2::paired {
namespace {

bool is_local_alone(const EndpointOptions& options) { return options.host_name == "localhost"; }

std::string address_of(const EndpointOptions& options) {
  if (!options.address.empty()) return options.address;
  return is_local_alone(options) ? "127.0.0.1" : "::";
}

Result<host::Serving> serving(const EndpointOptions& options) {
  host::Serving serving;
  serving.name = options.host_name;
  serving.address = address_of(options);
  serving.port = options.port;
  if (options.certificates.empty()) return serving;
  auto identity = transport::TlsIdentity::from_files(options.certificates, options.key);
  if (!identity) return Unexpected{std::move(identity).error()};
  serving.identity = std::move(*identity);
  return serving;
}

Result<host::HostSettings> settings_for(const EndpointOptions& options, Part part) {
  host::HostSettings settings;
  settings.description.name = "s2 at " + options.host_name;
  settings.description.deployment = options.certificates.empty() ? connect::Deployment::lan : connect::Deployment::wan;
  settings.assume_v1 = options.assume_v1;
  settings.begins_sessions = options.begins_sessions;
  settings.websocket = options.websocket;
  if (!options.authorities.empty()) {
    auto trust = transport::TlsTrust::from_file(options.authorities);
    if (!trust) return Unexpected{std::move(trust).error()};
    settings.client.authorities = std::move(trust->authorities);
  }
  if (part == Part::client) return settings;
  auto how = serving(options);
  if (!how) return Unexpected{std::move(how).error()};
  settings.serving = std::move(*how);
  return settings;
}

// A name that only this machine knows, or the whole internet, needs none.
std::unique_ptr<transport::Dnssd> discovery_for(transport::Loop& loop, const EndpointOptions& options, Part part,
                                                const host::HostHandler& handler) {
  const bool is_published = options.certificates.empty() && !is_local_alone(options);
  if (!options.discovery || (part == Part::server && !is_published)) return nullptr;
  auto opened = transport::open_dnssd(loop);
  if (opened) {
    if (handler.on_note) handler.on_note("service discovery: " + (*opened)->backend());
    return std::move(*opened);
  }
  if (handler.on_note) handler.on_note("nobody is found by name in this network: " + opened.error().text);
  return nullptr;
}

}  // namespace

Result<std::unique_ptr<PairedEndpoint>> PairedEndpoint::open(transport::Loop& loop, const EndpointOptions& options,
                                                             Part part, host::HostHandler handler) {
  auto settings = settings_for(options, part);
  if (!settings) return Unexpected{std::move(settings).error()};
  std::unique_ptr<PairedEndpoint> it(new PairedEndpoint);
  it->assumes_v1_ = options.assume_v1;
  auto store = open_store(options.store);
  if (!store) return Unexpected{std::move(store).error()};
  it->store_ = std::move(*store);
  if (!options.audit.empty()) {
    auto audit = host::open_audit(options.audit);
    if (!audit) return Unexpected{std::move(audit).error()};
    it->audit_ = std::move(*audit);
    settings->audit = it->audit_.get();
  }
  it->discovery_ = discovery_for(loop, options, part, handler);
  settings->discovery = it->discovery_.get();
  auto opened = host::EndpointHost::open(loop, *it->store_, std::move(*settings), std::move(handler));
  if (!opened) return Unexpected{std::move(opened).error()};
  it->host_ = std::move(*opened);
  return it;
}

Result<OwnNode> PairedEndpoint::add_node(connect::Role role, const std::string& name, std::string type,
                                         Hosting hosting) {
  auto node = own_node(*store_, role, name);
  if (!node) return node;
  if (auto added = host_->add_node({.description = described(*node, std::move(type)),
                                    .alias = std::move(hosting.alias),
                                    .versions = std::move(hosting.versions)});
      !added) {
    return Unexpected{std::move(added).error()};
  }
  return node;
}

std::vector<std::string> versions_of(Profile profile) { return {'v' + std::string(version_of(profile))}; }

std::string pairing_url(const host::EndpointHost& host) {
  const auto& url = host.facts().pairing_url;
  return url ? url->text() : std::string();
}

}  // namespace s2::paired
