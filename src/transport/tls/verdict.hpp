#pragma once
// Verdicts: why TLS did not come about, in sentences a person can act on.

#include "openssl.hpp"

#include <s2/connect/call.hpp>

#include <string>

namespace s2::transport::tls {

/// Why a server's certificate did not convince a client that wanted to reach `name`: `error` is X509_V_ERR_…, `pinned`
/// says whether it looked for one certificate only.
std::string certificate_verdict(const X509& certificate, int error, const std::string& name, bool pinned);

/// The same as a kind of failure.
connect::CallFailure certificate_failure(int error, bool pinned);

/// What an error of OpenSSL says about the peer.
std::string error_verdict(unsigned long error);

/// The same as a kind of failure.
connect::CallFailure error_failure(unsigned long error);

/// Whether the error means that the peer spoke HTTP.
bool is_plain_http(unsigned long error);

}  // namespace s2::transport::tls
