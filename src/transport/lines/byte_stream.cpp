#include "byte_stream.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/write.hpp>

#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace s2::transport::lines {
namespace {

namespace asio = boost::asio;
using Error = ByteStream::Error;

class SocketStream final : public ByteStream {
 public:
  explicit SocketStream(asio::local::stream_protocol::socket socket) : socket_(std::move(socket)) {}

  void read(void* bytes, std::size_t most, Done done) override {
    socket_.async_read_some(asio::buffer(bytes, most), std::move(done));
  }
  void write(const void* bytes, std::size_t count, Done done) override {
    asio::async_write(socket_, asio::buffer(bytes, count), std::move(done));
  }
  void end_writing() override {
    Error ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
  }
  void close() override {
    Error ignored;
    socket_.close(ignored);
  }

 private:
  asio::local::stream_protocol::socket socket_;
};

// A duplicate of a descriptor. Whether it blocks is a property it shares with the original, so it is put back.
class Duplicate {
 public:
  Duplicate(asio::io_context& context, int original, Error& error) : stream_(context) {
    if (error) return;
    const int copy = ::fcntl(original, F_DUPFD_CLOEXEC, 3);
    if (copy < 0) {
      error = Error(errno, boost::system::system_category());
      return;
    }
    flags_ = ::fcntl(copy, F_GETFL);
    stream_.assign(copy, error);
    if (error) ::close(copy);
  }
  Duplicate(const Duplicate&) = delete;
  Duplicate& operator=(const Duplicate&) = delete;
  ~Duplicate() { close(); }

  asio::posix::stream_descriptor& stream() { return stream_; }

  void close() {
    if (!stream_.is_open()) return;
    // Closing may set the flags as well, so they are put back through another duplicate.
    const int witness = ::fcntl(stream_.native_handle(), F_DUPFD_CLOEXEC, 3);
    Error ignored;
    stream_.close(ignored);
    if (witness < 0) return;
    ::fcntl(witness, F_SETFL, flags_);
    ::close(witness);
  }

 private:
  asio::posix::stream_descriptor stream_;
  int flags_ = 0;
};

class PipeStream final : public ByteStream {
 public:
  PipeStream(Loop& loop, int input, int output, Error& error)
      : input_(loop.parts().context, input, error), output_(loop.parts().context, output, error) {}

  void read(void* bytes, std::size_t most, Done done) override {
    input_.stream().async_read_some(asio::buffer(bytes, most), std::move(done));
  }
  void write(const void* bytes, std::size_t count, Done done) override {
    asio::async_write(output_.stream(), asio::buffer(bytes, count), std::move(done));
  }
  void end_writing() override { output_.close(); }
  void close() override {
    input_.close();
    output_.close();
  }

 private:
  Duplicate input_;
  Duplicate output_;
};

}  // namespace

std::unique_ptr<ByteStream> stream_of(asio::local::stream_protocol::socket socket) {
  return std::make_unique<SocketStream>(std::move(socket));
}

std::unique_ptr<ByteStream> stream_of(Loop& loop, int input, int output, Error& error) {
  std::signal(SIGPIPE, SIG_IGN);
  error = {};
  auto stream = std::make_unique<PipeStream>(loop, input, output, error);
  return error ? nullptr : std::move(stream);
}

}  // namespace s2::transport::lines
