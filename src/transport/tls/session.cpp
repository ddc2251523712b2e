#include "session.hpp"

#include "verdict.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include <sys/socket.h>

namespace s2::transport::tls {
namespace {

// --- The socket as OpenSSL sees it. Its own kind of it would raise SIGPIPE. ---

int socket_of(BIO* bio) { return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio))); }

int retry_or_fail(BIO* bio, int flag) {
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) BIO_set_flags(bio, flag | BIO_FLAGS_SHOULD_RETRY);
  return -1;
}

int write_socket(BIO* bio, const char* bytes, int size) {
  BIO_clear_retry_flags(bio);
  const auto sent = ::send(socket_of(bio), bytes, static_cast<std::size_t>(size), MSG_DONTWAIT | MSG_NOSIGNAL);
  return sent >= 0 ? static_cast<int>(sent) : retry_or_fail(bio, BIO_FLAGS_WRITE);
}

int read_socket(BIO* bio, char* bytes, int size) {
  BIO_clear_retry_flags(bio);
  const auto got = ::recv(socket_of(bio), bytes, static_cast<std::size_t>(size), MSG_DONTWAIT);
  if (got == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  return got >= 0 ? static_cast<int>(got) : retry_or_fail(bio, BIO_FLAGS_READ);
}

long control_socket(BIO* bio, int command, long, void*) {
  if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF);
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

const BIO_METHOD* socket_method() {
  static const auto method = [] {
    std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> made(
        BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket without signals"), BIO_meth_free);
    BIO_meth_set_write(made.get(), write_socket);
    BIO_meth_set_read(made.get(), read_socket);
    BIO_meth_set_ctrl(made.get(), control_socket);
    return made;
  }();
  return method.get();
}

BIO* open_socket(int socket) {
  BIO* bio = BIO_new(socket_method());
  BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(socket)));
  BIO_set_init(bio, 1);
  return bio;
}

// The name or address that the certificate has to carry.
void expect_name(SSL& ssl, const std::string& name) {
  if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(&ssl), name.c_str()) == 1) return;
  ERR_clear_error();
  SSL_set_hostflags(&ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  SSL_set1_host(&ssl, name.c_str());
}

bool is_address(const std::string& host) {
  ASN1_OCTET_STRING* address = a2i_IPADDRESS(host.c_str());
  ASN1_OCTET_STRING_free(address);
  ERR_clear_error();
  return address != nullptr;
}

}  // namespace

TlsSession::TlsSession(SSL_CTX& context, int socket) : ssl_(SSL_new(&context)) {
  if (!ssl_) throw std::bad_alloc();
  BIO* bio = open_socket(socket);
  SSL_set_bio(ssl_.get(), bio, bio);
}

std::unique_ptr<TlsSession> TlsSession::client(const TlsClient& client, int socket, const std::string& host) {
  const auto& parts = *client.parts();
  std::unique_ptr<TlsSession> session(new TlsSession(*parts.context, socket));
  session->visit_.name = parts.name.empty() ? host : parts.name;
  SSL_set_app_data(session->ssl_.get(), &session->visit_);
  expect_name(*session->ssl_, session->visit_.name);
  if (!is_address(host)) SSL_set_tlsext_host_name(session->ssl_.get(), host.c_str());
  SSL_set_connect_state(session->ssl_.get());
  return session;
}

std::unique_ptr<TlsSession> TlsSession::server(const TlsServer& server, int socket) {
  std::unique_ptr<TlsSession> session(new TlsSession(*server.parts()->context, socket));
  SSL_set_accept_state(session->ssl_.get());
  return session;
}

Step TlsSession::shake_hands() {
  ERR_clear_error();
  return outcome(SSL_do_handshake(ssl_.get()));
}

Moved TlsSession::read(void* bytes, std::size_t most) {
  ERR_clear_error();
  std::size_t got = 0;
  const int returned = SSL_read_ex(ssl_.get(), bytes, most, &got);
  return {returned == 1 ? Step::done : outcome(returned), got};
}

Moved TlsSession::write(const void* bytes, std::size_t most) {
  ERR_clear_error();
  std::size_t put = 0;
  const int returned = SSL_write_ex(ssl_.get(), bytes, most, &put);
  return {returned == 1 ? Step::done : outcome(returned), put};
}

void TlsSession::say_goodbye() {
  if (!fault_.empty() || SSL_in_init(ssl_.get())) return;
  SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

bool TlsSession::holds_input() const { return SSL_has_pending(ssl_.get()) == 1; }

connect::CallFailure TlsSession::failure() const {
  if (hung_up_) return connect::CallFailure::broken;
  return visit_.error != 0 ? certificate_failure(visit_.error, visit_.is_pinned) : error_failure(error_);
}

Step TlsSession::outcome(int returned) {
  if (returned == 1) return Step::done;
  const int system_error = errno;
  switch (SSL_get_error(ssl_.get(), returned)) {
    case SSL_ERROR_WANT_READ:
      return Step::wants_read;
    case SSL_ERROR_WANT_WRITE:
      return Step::wants_write;
    case SSL_ERROR_ZERO_RETURN:
      return Step::ended;
    case SSL_ERROR_SSL: {
      const unsigned long error = ERR_get_error();
      fault_ = visit_.verdict.empty() ? error_verdict(error) : visit_.verdict;
      plain_http_ = tls::is_plain_http(error);
      error_ = error;
      ERR_clear_error();
      return Step::failed;
    }
    default:
      ERR_clear_error();
      hung_up_ = true;
      fault_ = system_error == 0 ? "the other side hung up" : std::strerror(system_error);
      return Step::failed;
  }
}

}  // namespace s2::transport::tls
