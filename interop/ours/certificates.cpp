#include "certificates.hpp"

#include <fstream>
#include <string>

namespace s2::interop {
namespace {

constexpr auto authority = "authority.pem";
constexpr auto server = "server.pem";
constexpr auto key = "server.key";

Result<void> write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream out(path);
  if (out << text << std::flush) return {};
  return Unexpected{Finding{"S2CPP-FILE", Severity::error, "", path.string(), "It cannot be written."}};
}

}  // namespace

Result<void> write_certificates(const std::filesystem::path& folder) {
  const auto root = transport::make_certificate({.common_name = "interop authority", .is_authority = true});
  if (!root) return Unexpected{root.error()};
  const auto leaf = transport::make_certificate({.common_name = "interop server"}, &*root);
  if (!leaf) return Unexpected{leaf.error()};
  if (auto written = write(folder / authority, root->certificate); !written) return written;
  if (auto written = write(folder / server, leaf->certificate + root->certificate); !written) return written;
  return write(folder / key, leaf->key);
}

Result<transport::TlsServer> server_of(const std::filesystem::path& folder) {
  const auto identity = transport::TlsIdentity::from_files((folder / server).string(), (folder / key).string());
  if (!identity) return Unexpected{identity.error()};
  return transport::TlsServer::make(*identity);
}

Result<transport::TlsClient> client_of(const std::filesystem::path& folder) {
  const auto trust = transport::TlsTrust::from_file((folder / authority).string());
  if (!trust) return Unexpected{trust.error()};
  return transport::TlsClient::make(*trust);
}

}  // namespace s2::interop
