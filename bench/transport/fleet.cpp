// What the peers do together.

#include "fleet.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace s2::bench {
namespace {

constexpr Duration patience{120'000};  // for all to be connected, and for all answers
constexpr Duration tick{1};
constexpr Duration breather{200};  // before a failed connection is tried again

double ms_since(Moment moment) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - moment).count();
}

in_port_t port_of_peer(int descriptor) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return address.sin_family == AF_INET ? ntohs(address.sin_port) : in_port_t{0};
}

// As when the cable is cut, but noticed at once. A Connection says goodbye, so this goes beneath it.
void cut_every_socket_to(const std::string& url) {
  const auto port = std::strtoul(url.c_str() + url.rfind(':') + 1, nullptr, 10);
  const int end = static_cast<int>(::sysconf(_SC_OPEN_MAX));
  for (int descriptor = 3; descriptor < end; ++descriptor) {
    if (port_of_peer(descriptor) == port) ::shutdown(descriptor, SHUT_RDWR);
  }
}

}  // namespace

double Latencies::share(double of_all) {
  if (ms.empty()) return 0;
  std::sort(ms.begin(), ms.end());
  const auto rank = static_cast<std::size_t>(std::ceil(of_all * static_cast<double>(ms.size())));
  return ms[std::max<std::size_t>(rank, 1) - 1];
}

Fleet::Fleet(std::size_t peers, std::string url, bool echo, const transport::TlsTrust& trust)
    : campaign_{.loop = loop_,
                .url = std::move(url),
                .connecting = {},
                .echo = echo,
                .workbench = std::make_shared<Workbench>(),
                .ready =
                    [this](Peer&) {
                      taken_.ms.push_back(ms_since(began_));
                      ++ready_;
                      dial_next();
                    },
                .lost = [this](Peer& peer, bool was_ready) { on_lost(peer, was_ready); },
                .answered =
                    [this](Peer& peer, Moment since) {
                      taken_.ms.push_back(ms_since(since));
                      ++answered_;
                      if (rushing_) ask(peer, std::chrono::steady_clock::now());
                    },
                .surprised = [this](const std::string& what) { surprise_ = what; }} {
  // It is the server that looks after the links: a fleet may pause while another one is measured.
  auto& options = campaign_.connecting.websocket;
  options.ping_interval = options.peer_timeout = Duration{0};
  options.open_timeout = patience;
  campaign_.connecting.visit.tls = transport::TlsClient::make(trust).value();
  for (unsigned number = 0; number < peers; ++number) undialled_.push_back(&peers_.emplace_back(campaign_, number));
}

Fleet::~Fleet() {
  for (Peer& peer : peers_) peer.hang_up();
}

Latencies Fleet::open(std::size_t at_a_time) {
  taken_.ms.clear();
  began_ = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < at_a_time; ++i) dial_next();
  await_all();
  return std::move(taken_);
}

Latencies Fleet::storm() {
  taken_.ms.clear();
  to_be_cut_ = peers_.size();
  began_ = std::chrono::steady_clock::now();
  cut_every_socket_to(campaign_.url);
  await_all();
  return std::move(taken_);
}

void Fleet::await_all() {
  while (to_be_cut_ > 0 || ready_ < peers_.size()) {
    loop_.run_one(tick * 100);
    if (is_overdue()) throw std::runtime_error("not all could connect");
    check();
  }
}

void Fleet::dial_next() {
  if (undialled_.empty()) return;
  Peer& peer = *undialled_.front();
  undialled_.pop_front();
  peer.dial();
}

void Fleet::on_lost(Peer& peer, bool was_ready) {
  if (was_ready) --ready_;
  if (was_ready && to_be_cut_ > 0) {
    --to_be_cut_;
    return peer.dial();
  }
  ++losses_;
  loop_.after(breather, [&peer] { peer.dial(); });
}

Latencies Fleet::pace(double per_s, Duration span) {
  taken_.ms.clear();
  per_s_ = per_s;
  sent_ = 0;
  sending_ = true;
  began_ = std::chrono::steady_clock::now();
  send_due(began_);
  run_for(span);
  return std::move(taken_);
}

// The statuses of one tick are due together, with the tick: its grain is none of the server's doing. What an earlier
// tick should have sent is late by then.
void Fleet::send_due(Moment tick_due) {
  if (!sending_) return;
  for (;; ++sent_) {
    const std::chrono::duration<double> offset(static_cast<double>(sent_) / per_s_);
    const Moment due = began_ + std::chrono::duration_cast<Moment::duration>(offset);
    if (due > tick_due) break;
    ask(peers_[sent_ % peers_.size()], std::min(tick_due, due + tick));
  }
  const Moment next = std::chrono::steady_clock::now() + tick;
  loop_.after(tick, [this, next] { send_due(next); });
}

Latencies Fleet::rush(Duration span) {
  taken_.ms.clear();
  rushing_ = true;
  for (Peer& peer : peers_) ask(peer, std::chrono::steady_clock::now());
  run_for(span);
  return std::move(taken_);
}

void Fleet::run_for(Duration span) {
  loop_.after(span, [this] { loop_.stop(); });
  loop_.run();
  // What is under way is answered, and not counted.
  Latencies counted = std::move(taken_);
  sending_ = rushing_ = false;
  began_ = std::chrono::steady_clock::now();
  while (answered_ < asked_ && ready_ == peers_.size() && !is_overdue()) loop_.run_one(tick * 100);
  taken_ = std::move(counted);
  check();
  if (answered_ < asked_) throw std::runtime_error("connections or answers were lost");
}

void Fleet::ask(Peer& peer, Moment since) {
  ++asked_;
  peer.ask(since);
}

bool Fleet::is_overdue() const { return std::chrono::steady_clock::now() > began_ + patience; }

void Fleet::check() const {
  if (!surprise_.empty()) throw std::runtime_error("the server said " + surprise_);
}

}  // namespace s2::bench
