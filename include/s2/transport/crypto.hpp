#pragma once
// The cryptography that S2 Connect needs, by OpenSSL.

#include <s2/connect/crypto.hpp>

#include <memory>

namespace s2::transport {

/// SHA-256, HMAC and the secure generator of OpenSSL. Keeps no state, so that threads may share it; throws
/// std::runtime_error when OpenSSL fails, which no peer can cause.
std::unique_ptr<connect::Crypto> make_crypto();

}  // namespace s2::transport
