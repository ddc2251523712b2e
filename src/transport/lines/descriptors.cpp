// Two descriptors as a connection, e.g. standard input and output.

#include "socket.hpp"

namespace s2::transport {

Result<std::unique_ptr<Connection>> connect_descriptors(Loop& loop, int input, int output, std::string peer,
                                                        LocalOptions options) {
  lines::ByteStream::Error error;
  auto stream = lines::stream_of(loop, input, output, error);
  if (!stream) {
    return Unexpected{Finding{.rule = "S2CPP-CONNECT",
                              .severity = Severity::error,
                              .pointer = "",
                              .value = peer,
                              .text = "cannot use " + peer + ": " + error.message()}};
  }
  lines::Opened opened{.stream = std::move(stream), .peer = std::move(peer), .slot = nullptr};
  return lines::make_connection(loop, std::move(opened), options);
}

}  // namespace s2::transport
