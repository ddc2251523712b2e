// Branch and connection details.

#include "common.hpp"

#include <s2/connect/limits.hpp>

namespace s2::connect {
Branch branch_of(Role server, Deployment server_deployment, Deployment client_deployment) {
  const bool is_cem = server == Role::cem;
  const Role sessions = is_cem ? communication_server(server_deployment, client_deployment)
                               : communication_server(client_deployment, server_deployment);
  return sessions == server ? Branch::request_details : Branch::post_details;
}

Result<BaseUrl> session_url_of(const ConnectionDetails& details, const UrlOptions& options) {
  return BaseUrl::parse(details.initiate_session_url, options);
}

ConnectionDetails make_details(const EndpointFacts& facts, Crypto& crypto) {
  ConnectionDetails details;
  if (facts.session_url) details.initiate_session_url = facts.session_url->text();
  details.access_token = make_secret(crypto, Limits::token_random_bytes);
  if (facts.root) details.certificate_fingerprint = CertificateFingerprint{facts.root};
  return details;
}

}  // namespace s2::connect
