#pragma once
// Fleet: all the Resource Managers of the load generator, and what they do together.

#include "peer.hpp"

#include <deque>
#include <vector>

namespace s2::bench {

/// How long something took, many times over.
struct Latencies {
  std::vector<double> ms;  ///< in the order of the share() asked first

  /// The value that this share of all do not exceed, e.g. 0.999; 0 when there is none.
  double share(double of_all);
};

/// So many peers of one server, on one thread. Its calls return when what they do is done, and throw std::runtime_error
/// when it does not come to an end or the server says something it must not.
class Fleet {
 public:
  Fleet(std::size_t peers, std::string url, bool echo, const transport::TlsTrust& trust);
  ~Fleet();

  /// Connects all, at most so many at a time; how long each took.
  Latencies open(std::size_t at_a_time);
  /// Cuts all connections in one moment, without a goodbye, and connects all again at once; how long each was gone.
  Latencies storm();
  /// Everybody in turn sends statuses, this many a second together; the time to each answer. A status counts from when
  /// it was due, so what delays its sending is not overlooked.
  Latencies pace(double per_s, Duration span);
  /// Everybody sends the next status when the last one is answered.
  Latencies rush(Duration span);

  /// Connections that did not come about or were lost without being cut, since the beginning.
  std::size_t losses() const { return losses_; }

 private:
  void dial_next();
  void on_lost(Peer& peer, bool was_ready);
  void await_all();
  void send_due(Moment tick_due);
  void run_for(Duration span);
  void ask(Peer& peer, Moment since);
  bool is_overdue() const;
  void check() const;

  transport::Loop loop_;
  Campaign campaign_;
  std::deque<Peer> peers_;
  std::deque<Peer*> undialled_;
  std::size_t ready_ = 0;
  std::size_t losses_ = 0;
  std::size_t to_be_cut_ = 0;
  Moment began_;
  Latencies taken_;
  bool rushing_ = false;
  bool sending_ = false;
  double per_s_ = 0;
  std::size_t sent_ = 0;  // of what is due in this pace()
  std::size_t asked_ = 0;
  std::size_t answered_ = 0;
  std::string surprise_;
};

}  // namespace s2::bench
