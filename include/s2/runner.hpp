#pragma once
// Runner: a working program around a ResourceManager or EnergyManager: connections, the real clock, chance, Ctrl-C.
//
//     Runner runner;
//     ResourceManager rm(details, runner.surroundings());
//     …
//     runner.connect(rm, "ws://127.0.0.1:8765/battery");
//     return runner.run();

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/session/dialogue.hpp>
#include <s2/session/surroundings.hpp>
#include <s2/transport/endpoint.hpp>
#include <s2/transport/loop.hpp>

#include <functional>
#include <memory>
#include <string>

namespace s2 {

/// One thread's program: it carries the frames of ResourceManagers and EnergyManagers, on any number of connections.
/// What it carries for may be destroyed before it or after it.
class Runner {
 public:
  Runner();
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  /// The real clock, random ids, and how sessions are to be.
  Surroundings surroundings(SessionOptions options = {}) const;

  /// Keeps a party (a ResourceManager or an EnergyManager) connected to a URL (see transport::connect). A lost
  /// connection is opened again: at once when the peer asked for that (SR-004), otherwise after growing delays
  /// (SR-005). Gives up when the URL is none, or the two sides can never understand each other; run() fails then.
  template <class Party>
  void connect(Party& party, const std::string& url, transport::ConnectOptions options = {}) {
    connect(party.opener(), url, std::move(options));
  }
  /// The same, for whoever opens the dialogues.
  void connect(Opener opener, const std::string& url, transport::ConnectOptions options = {});

  /// Lets peers of a party connect to a URL (see transport::listen), and returns it with the port that was taken. The
  /// path they connect to is their name. Fails as the transport does.
  template <class Party>
  Result<std::string> listen(Party& party, const std::string& url, transport::ListenOptions options = {}) {
    return listen(party.opener(), url, std::move(options));
  }
  /// The same, for whoever opens the dialogues.
  Result<std::string> listen(Opener opener, const std::string& url, transport::ListenOptions options = {});

  /// Carries a connection that somebody else has made on this runner's loop, until it is over, e.g. a session of S2
  /// Connect (s2/host.hpp; such parties need Surroundings with Start::connected). The name is that of the other side.
  /// From then on run() lasts until stop(), since more may come.
  template <class Party>
  void adopt(Party& party, std::unique_ptr<transport::Connection> connection, const std::string& name) {
    adopt(party.opener(), std::move(connection), name);
  }
  /// The same, for whoever opens the dialogues.
  void adopt(const Opener& opener, std::unique_ptr<transport::Connection> connection, const std::string& name);

  /// Calls back once, after a while.
  void after(Duration span, std::function<void()> callback);
  /// Calls back again and again, first after one interval.
  void every(Duration interval, std::function<void()> callback);
  /// Called with what happens to connections, one sentence each.
  void on_note(std::function<void(const std::string&)> handler);

  /// Runs until stop(), Ctrl-C or SIGTERM, which end all sessions in good order, or until nothing is left to do. What a
  /// main() returns: 0, or 1 when it gave up a connection.
  int run();
  /// Makes run() return once all sessions have ended in good order.
  void stop();

  /// The loop underneath, for what else the program does.
  transport::Loop& loop();

  /// See Runner; for its sources.
  struct Parts;

 private:
  std::shared_ptr<Parts> parts_;
};

}  // namespace s2
