#pragma once
// What TLS checks at a server in the LAN that may be pinned already.

#include <s2/connect/base_url.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/store.hpp>

namespace s2::connect {

/// The pin of a host, when a pairing has one; else any self-signed root will do (C-277, C-281).
TlsCheck lan_check(Store& store, const BaseUrl& url);

}  // namespace s2::connect
