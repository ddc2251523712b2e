#pragma once
// CertificateFacts: what a certificate says, for whoever keeps certificates or shows them to people.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/crypto.hpp>

#include <string>
#include <vector>

namespace s2::transport {

/// What stands in a certificate. Nothing of it is proven by reading it.
struct CertificateFacts {
  std::vector<std::string> names;  ///< host names and IP addresses it is for; empty for an authority
  std::string common_name;         ///< who it is, for people
  Time valid_from;                 ///< from when it holds
  Time valid_until;                ///< until when, this second included
  bool is_authority = false;       ///< whether it may issue others
  bool is_self_signed = false;     ///< whether it says that it issued itself
  connect::Sha256 fingerprint{};   ///< SHA-256 of its DER
  std::string der;                 ///< all of it
};

/// Reads certificates in PEM, in their order; what stands between them, such as a key, is skipped. Fails with
/// "S2CPP-TLS" when there is none.
Result<std::vector<CertificateFacts>> read_certificates(const std::string& pem);

/// Whether one was issued by another: names, key identifiers and the signature.
bool is_issued_by(const CertificateFacts& one, const CertificateFacts& issuer);

}  // namespace s2::transport
