#pragma once
// RawSocket: a WebSocket client down to the bytes, for what a proper client would never do.

#include <cstdint>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace s2::house {

/// Connects to a port of this machine and asks for a WebSocket. Whether that was granted does not concern it.
class RawSocket {
 public:
  RawSocket(std::uint16_t port, const std::string& path) : file_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    send("GET " + path +
         " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
  }
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;
  ~RawSocket() { vanish(); }

  /// Whether the port was open.
  bool connected() const { return connected_; }

  /// Sends bytes as they are.
  void send(const std::string& bytes) { (void)::send(file_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }

  /// Is gone without a word, as after a power cut that the network noticed.
  void vanish() {
    if (file_ < 0) return;
    const linger at_once{1, 0};
    ::setsockopt(file_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(file_);
    file_ = -1;
  }

 private:
  int file_;
  bool connected_ = false;
};

}  // namespace s2::house
