#pragma once
// Transports: what carries frames between sessions, and the real clock. Everything below s2/transport/ at once.

#include <s2/transport/connection.hpp>
#include <s2/transport/endpoint.hpp>
#include <s2/transport/http_client.hpp>
#include <s2/transport/http_service.hpp>
#include <s2/transport/local.hpp>
#include <s2/transport/loop.hpp>
#include <s2/transport/memory.hpp>
#include <s2/transport/resolver.hpp>
#include <s2/transport/system.hpp>
#include <s2/transport/tls.hpp>
#include <s2/transport/websocket.hpp>
