#pragma once
// HttpClient: sends the calls of the client engines of S2 Connect over HTTPS.

#include <s2/base/result.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/http.hpp>
#include <s2/transport/loop.hpp>
#include <s2/transport/resolver.hpp>
#include <s2/transport/tls.hpp>

#include <functional>
#include <memory>
#include <string>

namespace s2::transport {

/// What came of a call: the answer, and what TLS found out about the server that gave it.
struct Answered {
  connect::Response response;  ///< status, body, Retry-After
  connect::TlsFacts tls;       ///< its certificates
};

/// What a client of HTTPS needs to know of this machine.
struct HttpClientOptions {
  std::string authorities;               ///< authorities beside those this machine believes, PEM; for trials
  TlsVersion oldest = TlsVersion::v1_3;  ///< what is spoken (C-264)
  std::shared_ptr<Resolver> resolver{};  ///< from names to addresses (C-054); the system's when empty
};

/// Makes calls, each on a connection of its own: the name is looked up anew every time (C-054), no session of TLS is
/// resumed (C-285), redirects are not followed (C-021). Used on its loop's thread; when it is destroyed, what is under
/// way is dropped and nobody is called back.
class HttpClient {
 public:
  /// Called with the outcome, never from inside call().
  using Done = std::function<void(Result<Answered, connect::CallError>)>;

  /// Nothing is read or opened yet.
  explicit HttpClient(Loop& loop, HttpClientOptions options = {});
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Sends a call.
  void call(const connect::Call& call, Done done);

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

/// The client side of TLS for a check of S2 Connect, for calls and for the WebSocket that follows them. Fails with
/// "S2CPP-TLS".
Result<TlsClient> tls_client_for(const connect::TlsCheck& check, const HttpClientOptions& options = {});

}  // namespace s2::transport
