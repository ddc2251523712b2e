#pragma once
// PlainGate: clients come by ws://, and the server is at a URL.

#include "proxy/gate.hpp"

#include <house/address.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace s2::app {

/// Listens for clients from here on. Fails when the address cannot be listened on. The loop outlives it.
Result<std::unique_ptr<Gate>> open_plain_gate(transport::Loop& loop, const house::Address& listen,
                                              const std::string& url, GateOwner owner);

/// Where a client's request goes: its path and query behind those of the URL of the server.
std::string url_for_path(const std::string& url, std::string_view path);

}  // namespace s2::app
