// What a handshake of TLS agrees on, seen from a client that is made by hand.

#include "../certificates.hpp"
#include "../peers.hpp"

#include <transport/tls/context.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace s2::transport {
namespace {

// Does what blocks in a thread of its own, while the loop serves.
template <class What>
void beside(Loop& loop, What what) {
  std::atomic<bool> done = false;
  std::thread thread([&] {
    what();
    done = true;
  });
  EXPECT_TRUE(until(loop, [&] { return done.load(); }));
  thread.join();
}

// One connection of a client that takes whatever it is shown.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    SSL_set_fd(ssl.get(), socket_);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(socket_); }

  // Offers application protocols, each with its length before it.
  void offer(std::string_view protocols) {
    SSL_set_alpn_protos(ssl.get(), reinterpret_cast<const unsigned char*>(protocols.data()),
                        static_cast<unsigned>(protocols.size()));
  }
  bool shake_hands() { return SSL_connect(ssl.get()) == 1; }
  std::string_view protocol() const {
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl.get(), &chosen, &size);
    return {reinterpret_cast<const char*>(chosen), size};
  }
  // Asks for something, so that whatever the server wants to hand over has come.
  void ask() {
    constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    SSL_write(ssl.get(), request.data(), static_cast<int>(request.size()));
    char answer[512];
    while (SSL_read(ssl.get(), answer, sizeof answer) > 0) {
    }
  }

  tls::Owned<SSL_CTX> context{SSL_CTX_new(TLS_client_method())};
  tls::Owned<SSL> ssl{SSL_new(context.get())};

 private:
  int socket_;
};

struct Scene {
  Loop loop;
  House house{loop, {}, {.tls = tls_server(), .admission = nullptr}};
};

// C-232
TEST(TlsHandshake, AgreesOnHttp1AndOnNothingElse) {
  Scene scene;
  Client both(scene.house.server->port());
  both.offer("\x02h2\x08http/1.1");
  beside(scene.loop, [&] { EXPECT_TRUE(both.shake_hands()); });
  EXPECT_EQ(both.protocol(), "http/1.1");
  Client newer(scene.house.server->port());
  newer.offer("\x02h2");
  beside(scene.loop, [&] { EXPECT_FALSE(newer.shake_hands()); });
}

// C-285, C-286
TEST(TlsHandshake, GivesNothingToResumeAndTakesNoEarlyData) {
  Scene scene;
  Client client(scene.house.server->port());
  beside(scene.loop, [&] {
    EXPECT_TRUE(client.shake_hands());
    client.ask();
  });
  SSL_SESSION* session = SSL_get0_session(client.ssl.get());
  ASSERT_TRUE(session);
  EXPECT_EQ(SSL_SESSION_is_resumable(session), 0);
  EXPECT_EQ(SSL_SESSION_get_max_early_data(session), 0U);
}

// C-287
TEST(TlsHandshake, AClientOfOursSaysWhomItWants) {
  Loop loop;
  std::string wanted;
  const auto server = tls_server();
  SSL_CTX* context = server->parts()->context.get();
  SSL_CTX_set_tlsext_servername_callback(
      context, +[](SSL* ssl, int*, void* into) {
        const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
        *static_cast<std::string*>(into) = name ? name : "";
        return SSL_TLSEXT_ERR_OK;
      });
  SSL_CTX_set_tlsext_servername_arg(context, &wanted);
  const House house(loop, {}, {.tls = server, .admission = nullptr});
  const std::string url = "wss://localhost:" + std::to_string(house.server->port()) + "/";
  WebsocketVisit visit;
  visit.tls = trusting_client();
  EXPECT_TRUE(dial(loop, url, {}, visit));
  EXPECT_EQ(wanted, "localhost");
}

}  // namespace
}  // namespace s2::transport
