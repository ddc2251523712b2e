#pragma once
// S2 Connect: everything of it at once.

#include <s2/connect/api_version.hpp>
#include <s2/connect/base64.hpp>
#include <s2/connect/base_url.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/bytes.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/challenge.hpp>
#include <s2/connect/crypto.hpp>
#include <s2/connect/discovery.hpp>
#include <s2/connect/endpoint.hpp>
#include <s2/connect/fingerprint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/messages.hpp>
#include <s2/connect/node_id.hpp>
#include <s2/connect/pairing_code.hpp>
#include <s2/connect/problem.hpp>
#include <s2/connect/registry.hpp>
#include <s2/connect/secret.hpp>
#include <s2/connect/session_client.hpp>
#include <s2/connect/session_events.hpp>
#include <s2/connect/session_server.hpp>
#include <s2/connect/settle.hpp>
#include <s2/connect/store.hpp>
#include <s2/connect/subnet.hpp>
