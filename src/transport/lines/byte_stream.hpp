#pragma once
// ByteStream: bytes in both directions, whatever carries them.

#include <transport/loop.hpp>

#include <boost/asio/local/stream_protocol.hpp>

#include <cstddef>
#include <functional>
#include <memory>

namespace s2::transport::lines {

/// One stream of bytes each way. One read and one write at a time; neither calls back from inside the call. Whoever
/// waits keeps it alive.
class ByteStream {
 public:
  using Error = boost::system::error_code;
  /// What came of it; how many bytes.
  using Done = std::function<void(const Error&, std::size_t)>;

  virtual ~ByteStream() = default;
  /// Reads some bytes, at least one.
  virtual void read(void* bytes, std::size_t most, Done done) = 0;
  /// Writes all bytes.
  virtual void write(const void* bytes, std::size_t count, Done done) = 0;
  /// Says that nothing follows, where that can be said.
  virtual void end_writing() = 0;
  /// Lets go of it; what is under way is called back with an error.
  virtual void close() = 0;
};

/// Over a connected socket.
std::unique_ptr<ByteStream> stream_of(boost::asio::local::stream_protocol::socket socket);

/// Over two descriptors of its own. Fails with what the system says.
std::unique_ptr<ByteStream> stream_of(Loop& loop, int input, int output, ByteStream::Error& error);

}  // namespace s2::transport::lines
