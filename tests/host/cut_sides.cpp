// The processes of the sides.

#include "cut_sides.hpp"

#include <connect/flaky_store.hpp>
#include <connect/people.hpp>
#include <s2/host.hpp>
#include <s2/store.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <limits>
#include <new>
#include <stdexcept>
#include <thread>
#include <vector>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace s2::host {
namespace {

using namespace connect;

constexpr std::string_view code = "7KQ2ZPX9M4HT";
constexpr auto patience = std::chrono::seconds(60);
constexpr Duration breath{5};  // between two attempts; whoever is killed is back soon
constexpr int anew = 3;        // every third session is followed by a pairing

const NodeDescription cem = tests::node(1, connect::Role::cem);
const NodeDescription rm = tests::node(2, connect::Role::rm);

// What both kinds have: a loop, a store, and steps that are counted.
class Life {
 public:
  Life(SideState& its_state, const std::string& store_path)
      : state(its_state), file_(store::open_file(store_path).value()), store(*file_) {
    store.around_write = [this] { step(); };
    const auto all = store.all().value();
    const auto settled =
        std::count_if(all.begin(), all.end(), [](const Pairing& one) { return one.state == PairingState::paired; });
    if (settled > 1) ++state.doubled;
    is_paired = settled > 0;
  }
  virtual ~Life() = default;
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  [[noreturn]] void go_on() {
    while (true) {
      if (loop.run_one(Duration(100))) step();
    }
  }

 protected:
  void open(HostSettings settings, HostHandler handler, const NodeDescription& node) {
    host = EndpointHost::open(loop, store, std::move(settings), std::move(handler)).value();
    if (!host->add_node({.description = node})) std::_Exit(3);
  }

  SideState& state;
  transport::Loop loop;
  std::unique_ptr<Store> file_;
  tests::FlakyStore store;
  bool is_paired = false;
  std::unique_ptr<EndpointHost> host;

 private:
  void step() {
    ++state.steps;
    if (state.steps_left > 0 && --state.steps_left == 0) ::raise(SIGKILL);
  }
};

class CemLife final : public Life {
 public:
  CemLife(SideState& its_state, const std::string& store_path) : Life(its_state, store_path) {
    HostSettings settings;
    settings.description = {.name = "hems", .logo_url = {}, .deployment = Deployment::lan};
    settings.serving = Serving{.name = "localhost", .port = static_cast<std::uint16_t>(state.port)};
    settings.server.pairing.delay = Duration(1);  // the second of C-147 would be nothing but waiting
    settings.server.strangers.burst = std::numeric_limits<std::uint16_t>::max();
    HostHandler handler;
    handler.on_session = [this](SessionOpened opened) {
      ++state.sessions;
      guest_ = std::move(opened.connection);
      guest_->handle({});
    };
    handler.on_server_event = [this](const SessionServerEvent& event) {
      if (std::holds_alternative<Unpaired>(event)) ++state.lost;
    };
    open(std::move(settings), std::move(handler), cem);
    if (!host->set_code(cem.id, std::string(code), std::nullopt)) std::_Exit(3);
    state.port = host->facts().pairing_url->port();
  }

 private:
  std::unique_ptr<transport::Connection> guest_;
};

class RmLife final : public Life {
 public:
  RmLife(SideState& its_state, const std::string& store_path, const SideState& server)
      : Life(its_state, store_path), server_(server) {
    HostSettings settings;
    settings.description = {.name = "evse", .logo_url = {}, .deployment = Deployment::lan};
    settings.begins_sessions = false;
    HostHandler handler;
    handler.on_session = [this](SessionOpened opened) { met(std::move(opened)); };
    handler.on_client_event = [this](const SessionClientEvent& event) { heard(event); };
    open(std::move(settings), std::move(handler), rm);
    later([this] { store.begun_by(rm.id).value().empty() ? pair() : meet(); });
  }

 private:
  void later(std::function<void()> what) { loop.after(breath, std::move(what)); }

  void pair() {
    state.is_pairing = true;
    const auto url = BaseUrl::parse("https://localhost:" + std::to_string(server_.port) + "/s2/").value();
    const PairWish wish{.node = rm.id, .url = url, .code = std::string(code), .peer = cem.id};
    if (!host->pair(wish, [this](const PairingEvent& event) { ended(event); })) std::_Exit(3);
  }

  void ended(const PairingEvent& event) {
    const auto* failed = std::get_if<PairingFailed>(&event);
    state.is_pairing = false;
    if (!failed) {
      if (std::holds_alternative<Paired>(event)) ++state.pairings;
      is_paired = true;
      return later([this] { meet(); });
    }
    if (failed->why == Problem::busy) state.has_to_wait = true;
    later([this] { is_paired ? meet() : pair(); });
  }

  void meet() { host->reconnect({rm.id, cem.id}); }

  // A session has changed the token and is of no further use.
  void met(SessionOpened opened) {
    ++state.sessions;
    is_paired = true;
    guest_ = std::move(opened.connection);
    guest_->handle({});
    later([this] {
      guest_.reset();
      if (state.sessions % anew == 0) pair();
    });
  }

  void heard(const SessionClientEvent& event) {
    if (std::holds_alternative<NotAccepted>(event) || std::holds_alternative<Unpaired>(event)) ++state.lost;
    const auto* delayed = std::get_if<SessionDelayed>(&event);
    if (!delayed) return;
    if (delayed->why == Problem::session_lost && state.sessions % anew == 0) return;  // it pairs anew already
    const bool is_provisional = store.provisional({rm.id, cem.id}).value().has_value();
    if (delayed->why != Problem::token_refused || !is_provisional) return later([this] { meet(); });
    state.has_to_wait = true;
    later([this] { pair(); });  // its user was in the middle of that
  }

  const SideState& server_;
  std::unique_ptr<transport::Connection> guest_;
};

SideState* shared_state() {
  void* const memory = ::mmap(nullptr, sizeof(SideState), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::runtime_error("no shared memory");
  return new (memory) SideState;
}

}  // namespace

static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

Side::Side(Kind kind, std::string store_path, const SideState& server)
    : kind_(kind), store_path_(std::move(store_path)), state_(shared_state()), server_(&server) {}
Side::Side(Kind kind, std::string store_path)
    : kind_(kind), store_path_(std::move(store_path)), state_(shared_state()), server_(state_) {}

Side::~Side() {
  kill();
  ::munmap(state_, sizeof(SideState));
}

void Side::begin() {
  state_->is_pairing = state_->has_to_wait = false;
  count_sessions_from_here();
  child_ = ::fork();
  if (child_ < 0) throw std::runtime_error("no process");
  if (child_ > 0) return;
  try {
    if (kind_ == Kind::cem) CemLife(*state_, store_path_).go_on();
    RmLife(*state_, store_path_, *server_).go_on();
  } catch (...) {
    std::_Exit(4);
  }
}

bool Side::is_killed() {
  int outcome = 0;
  const bool has_ended = comes_true([&] { return ::waitpid(child_, &outcome, WNOHANG) == child_; });
  if (has_ended) child_ = -1;
  return has_ended && WIFSIGNALED(outcome) && WTERMSIG(outcome) == SIGKILL;
}

void Side::kill() {
  if (child_ <= 0) return;
  ::kill(child_, SIGKILL);
  ::waitpid(child_, nullptr, 0);
  child_ = -1;
}

bool comes_true(const std::function<bool()>& so) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!so()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace s2::host
