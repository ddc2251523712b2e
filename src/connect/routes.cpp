// The table of operations.

#include <s2/connect/routes.hpp>

namespace s2::connect {
namespace {

using enum Operation;
using enum Method;

constexpr bool bearer = true;
constexpr bool lan = true;
constexpr bool json = true;
constexpr bool no = false;

constexpr Route table[] = {
    {"", get, versions, Api::index, no, no, no},

    {"v1/requestPairing", post, request_pairing, Api::pairing, no, no, json},
    {"v1/requestConnectionDetails", post, request_connection_details, Api::pairing, bearer, no, json},
    {"v1/postConnectionDetails", post, post_connection_details, Api::pairing, bearer, no, json},
    {"v1/finalizePairing", post, finalize_pairing, Api::pairing, bearer, no, json},

    {"v1/endpoint", get, endpoint, Api::pairing, no, lan, no},
    {"v1/nodes", get, nodes, Api::pairing, no, lan, no},
    {"v1/preparePairing", post, prepare_pairing, Api::pairing, no, lan, json},
    {"v1/cancelPreparePairing", post, cancel_prepare_pairing, Api::pairing, no, lan, json},
    {"v1/waitForPairing", post, wait_for_pairing, Api::polling, no, lan, json},

    {"v1/initiateSession", post, initiate_session, Api::sessions, bearer, no, json},
    {"v1/confirmAccessToken", post, confirm_access_token, Api::sessions, bearer, no, no},
    {"v1/unpair", post, unpair, Api::sessions, bearer, no, json},
};

}  // namespace

std::span<const Route> routes() { return table; }

const Route* find_route(Method method, std::string_view path) {
  for (const Route& route : table) {
    if (route.target == path && route.method == method) return &route;
  }
  return nullptr;
}

std::string_view allowed_methods(std::string_view path) {
  for (const Route& route : table) {
    if (route.target == path) return route.method == get ? "GET" : "POST";
  }
  return {};
}

bool is_reached_in_lan(const Endpoint& endpoint) {
  return endpoint.deployment() == Deployment::lan && !endpoint.facts().stands_in;
}

}  // namespace s2::connect
