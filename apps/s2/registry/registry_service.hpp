#pragma once
// RegistryService: a registry on HTTPS, and a search in one.

#include "registry_file.hpp"

#include <house/address.hpp>

#include <s2/transport.hpp>
#include <s2/transport/http_client.hpp>
#include <s2/transport/http_service.hpp>
#include <s2/transport/tls.hpp>
#include <s2/transport/websocket.hpp>

#include <memory>
#include <string>

namespace s2::app {

/// A registry that is served below "/registry/" until it is destroyed. The loop outlives it.
class RegistryService {
 public:
  /// Serves these records. Fails with "S2CPP-TLS" or "S2CPP-LISTEN".
  static Result<std::unique_ptr<RegistryService>> open(transport::Loop& loop, connect::RegistryServer records,
                                                       const house::Address& address,
                                                       const transport::TlsIdentity& identity);
  /// The port it listens on.
  std::uint16_t port() const { return server_->port(); }

 private:
  explicit RegistryService(connect::RegistryServer records) : records_(std::move(records)) {}

  connect::RegistryServer records_;
  std::shared_ptr<transport::HttpService> http_;
  std::unique_ptr<transport::WebsocketServer> server_;
};

/// Searches a registry; runs the loop until the outcome is there, or the process is interrupted.
Result<connect::RegistryRecords> search_registry(transport::Loop& loop, connect::BaseUrl base,
                                                 const connect::RegistryQuery& query,
                                                 const transport::HttpClientOptions& options);

}  // namespace s2::app
