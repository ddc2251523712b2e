// Two connections joined without a socket.

#include <s2/transport/memory.hpp>
#include <transport/frame_queue.hpp>
#include <transport/listener.hpp>

#include <memory>

namespace s2::transport {
namespace {

// One of the two ends. What was sent to it waits in its inbox until the loop delivers it.
class End : public std::enable_shared_from_this<End> {
 public:
  End(Loop& loop, std::size_t queue_bytes) : loop_(loop), listener_(loop), inbox_(queue_bytes) {}

  void join(const std::shared_ptr<End>& other) { other_ = other; }

  void handle(ConnectionHandler handler) {
    listener_.set(std::move(handler));
    deliver_soon();
  }

  void send(std::string frame) {
    const auto other = other_.lock();
    if (closed_ || !other || other->closed_) return;
    if (other->inbox_.push(std::move(frame))) return other->deliver_soon();
    other->inbox_.clear();
    close(1013, "the peer does not read; too much waits to be sent to it");
  }

  void close(std::uint16_t code, std::string_view reason) {
    if (closed_) return;
    closed_ = true;
    inbox_.clear();
    listener_.closed({.code = code, .text = std::string(reason), .by_peer = false});
    if (const auto other = other_.lock()) other->on_peer_close(code, reason);
  }

  void forget() {
    listener_.forget();
    close(1001, "going away");
  }

 private:
  void on_peer_close(std::uint16_t code, std::string_view reason) {
    if (closed_) return;
    peer_closed_ = Closed{.code = code, .text = std::string(reason), .by_peer = true};
    deliver_soon();
  }

  void deliver_soon() {
    if (delivering_ || !listener_.is_set()) return;
    delivering_ = true;
    loop_.post([self = shared_from_this()] {
      self->delivering_ = false;
      self->deliver();
    });
  }

  // One frame at a time, so that others take their turn.
  void deliver() {
    if (closed_) return;
    if (!inbox_.empty()) {
      const std::string frame = inbox_.pop();
      listener_.frame(frame);
    } else if (peer_closed_) {
      closed_ = true;
      listener_.closed(*peer_closed_);
    }
    if (!inbox_.empty() || peer_closed_) deliver_soon();
  }

  Loop& loop_;
  Listener listener_;
  FrameQueue inbox_;
  std::weak_ptr<End> other_;
  std::optional<Closed> peer_closed_;  // follows when the inbox is empty
  bool closed_ = false;
  bool delivering_ = false;
};

class MemoryConnection final : public Connection {
 public:
  explicit MemoryConnection(std::shared_ptr<End> end) : end_(std::move(end)) {}
  MemoryConnection(const MemoryConnection&) = delete;
  MemoryConnection& operator=(const MemoryConnection&) = delete;
  ~MemoryConnection() override { end_->forget(); }

  void handle(ConnectionHandler handler) override { end_->handle(std::move(handler)); }
  void send(std::string frame) override { end_->send(std::move(frame)); }
  void close(std::uint16_t code, std::string_view reason) override { end_->close(code, reason); }
  std::string peer() const override { return "memory"; }
  std::string path() const override { return "/"; }

 private:
  std::shared_ptr<End> end_;
};

}  // namespace

std::pair<std::unique_ptr<Connection>, std::unique_ptr<Connection>> connect_in_memory(Loop& loop,
                                                                                      std::size_t queue_bytes) {
  const auto one = std::make_shared<End>(loop, queue_bytes);
  const auto other = std::make_shared<End>(loop, queue_bytes);
  one->join(other);
  other->join(one);
  return {std::make_unique<MemoryConnection>(one), std::make_unique<MemoryConnection>(other)};
}

}  // namespace s2::transport
