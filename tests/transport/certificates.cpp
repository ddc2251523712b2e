#include "certificates.hpp"

namespace s2::transport {

const Papers& papers() {
  static const Papers all = [] {
    Papers made;
    made.authority = make_certificate({.names = {}, .common_name = "s2-cpp tests", .is_authority = true}).value();
    made.server = make_certificate({}, &made.authority).value();
    return made;
  }();
  return all;
}

Certificate issued(const CertificateWish& wish) { return make_certificate(wish, &papers().authority).value(); }

std::optional<TlsServer> tls_server() {
  return TlsServer::make({.certificates = papers().chain(), .key = papers().server.key}).value();
}

std::optional<TlsClient> trusting_client() {
  return TlsClient::make(
             {.system_store = false, .authorities = papers().authority.certificate, .pinned_sha256 = {}, .name = {}})
      .value();
}

}  // namespace s2::transport
