// The server that is measured: an energy manager, or an echo on the same transport.
//
//   s2_transport_server cem|echo CERTIFICATE KEY CONNECTIONS
//
// Prints its URL and serves until it is ended.

#include "cem_service.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using s2::transport::Connection;

// Sends every frame back.
class EchoService {
 public:
  void welcome(std::unique_ptr<Connection> connection) {
    Connection& it = *connection;
    connections_.emplace(&it, std::move(connection));
    it.handle({.on_frame = [&it](std::string_view frame) { it.send(std::string(frame)); },
               .on_closed = [this, &it](const s2::transport::Closed&) { connections_.erase(&it); }});
  }

 private:
  std::unordered_map<Connection*, std::unique_ptr<Connection>> connections_;
};

int fail(const s2::Finding& finding) {
  std::fprintf(stderr, "s2_transport_server: %s\n", finding.text.c_str());
  return 1;
}

int serve(const std::string& what, const s2::transport::TlsServer& tls, std::size_t connections) {
  s2::transport::Loop loop;
  s2::bench::CemService cem(loop);
  EchoService echo;
  s2::transport::ListenOptions options;
  options.websocket.connections = connections;
  options.service.tls = tls;
  const auto listening = s2::transport::listen(
      loop, "wss://127.0.0.1:0",
      [&](std::unique_ptr<Connection> one) {
        if (what == "cem") return cem.welcome(std::move(one));
        echo.welcome(std::move(one));
      },
      options);
  if (!listening) return fail(listening.error());
  std::printf("%s\n", (*listening)->url().c_str());
  std::fflush(stdout);
  loop.run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "s2_transport_server cem|echo CERTIFICATE KEY CONNECTIONS\n");
    return 2;
  }
  const auto identity = s2::transport::TlsIdentity::from_files(argv[2], argv[3]);
  if (!identity) return fail(identity.error());
  const auto tls = s2::transport::TlsServer::make(*identity);
  if (!tls) return fail(tls.error());
  return serve(argv[1], *tls, std::strtoull(argv[4], nullptr, 10));
}
