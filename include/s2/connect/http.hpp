#pragma once
// HTTP as the engines see it: requests and answers without sockets, headers cut down to those that mean something.

#include <s2/base/time.hpp>
#include <s2/connect/fingerprint.hpp>
#include <s2/connect/secret.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::connect {

/// What a request wants done. S2 Connect knows two.
enum class Method : std::uint8_t {
  get,    ///< GET
  post,   ///< POST
  other,  ///< anything else, which is never allowed here
};

/// Names a request until it is answered; chosen by the driver, unique among those that are open.
using RequestId = std::uint64_t;

/// A request as it reached a server. Everything in it but the last four members comes from the peer.
struct Request {
  Method method = Method::get;            ///< GET, POST
  std::string target{};                   ///< below the base URL, as sent: "v1/requestPairing", "v1/endpoint?cem=true",
                                          ///< empty for the version index
  std::optional<Secret> bearer{};         ///< of "Authorization: Bearer …"; absent without one
  std::string content_type{};             ///< Content-Type, empty when absent
  std::string body{};                     ///< at most Limits::request_bytes and one, so that too long can be seen
  std::string source{};                   ///< IP address of the peer, for limits per source and the audit trail
  std::optional<bool> is_same_subnet{};   ///< whether the peer is in a subnet of ours; absent when nobody knows (C-097)
  std::optional<LeafFingerprint> leaf{};  ///< certificate really served on this connection (C-087); absent in the WAN
  std::uint64_t connection = 0;           ///< which connection it came on
};

/// An answer. The driver adds "Cache-Control: no-store" to every one (C-019), and "Content-Type: application/json" when
/// there is a body.
struct Response {
  int status = 204;                       ///< HTTP status code
  std::string body = {};                  ///< JSON, or nothing
  std::optional<Duration> retry_after{};  ///< Retry-After, in whole seconds; of 503 (C-019)
  bool www_authenticate = false;          ///< "WWW-Authenticate: Bearer"; of 401 (C-019)
  std::string allow = {};                 ///< Allow, of 405
  bool close = false;                     ///< the connection ends behind it; of 413 (C-022)

  /// Member by member.
  bool operator==(const Response&) const = default;
};

/// The answer to a request, as it leaves an engine.
struct Answer {
  RequestId id = 0;   ///< which request
  Response response;  ///< what to send
};

/// The path of a target, without its query: "v1/endpoint".
std::string_view path_of(std::string_view target);

/// One parameter of a query, decoded.
struct QueryParameter {
  std::string name;   ///< before the equals sign
  std::string value;  ///< behind it; empty when there is none

  /// Member by member.
  bool operator==(const QueryParameter&) const = default;
};

/// The parameters of a target in their order; empty when an escape is wrong.
std::optional<std::vector<QueryParameter>> query_of(std::string_view target);

/// A text as it may stand in a path or in a parameter of a query.
std::string escaped(std::string_view text);

/// Whether a Content-Type says JSON: application/json in any case, with UTF-8 or no charset. An absent one does as well
/// (C-004, C-146).
bool is_json(std::string_view content_type);

/// The bearer of an Authorization header: the scheme in any case, the value byte by byte (C-012). Empty when the header
/// is of another kind, or its value is not one word.
std::optional<Secret> bearer_of(std::string_view authorization);

/// 401, with what C-019 demands.
Response unauthorized();

/// 503, to be tried again after a while (C-019).
Response unavailable(Duration retry_after);

}  // namespace s2::connect
