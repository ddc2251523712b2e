// The program around the parties: who connects, who listens, and the end.

#include "client.hpp"

#include <s2/runner.hpp>
#include <s2/transport/system.hpp>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace s2 {

struct Runner::Parts : std::enable_shared_from_this<Parts> {
  // Declared before what lives in it.
  transport::Loop loop;
  std::function<void(const std::string&)> on_note;
  std::mt19937_64 chance{std::random_device{}()};
  std::vector<std::unique_ptr<transport::Listening>> listeners;
  std::vector<std::shared_ptr<runner::Client>> clients;
  std::vector<std::shared_ptr<runner::Visit>> guests;
  bool adopts = false;  // somebody else brings connections, and may bring more
  bool stopping = false;
  bool gave_up = false;

  void note(const std::string& sentence) {
    const auto handler = on_note;
    if (handler) handler(sentence);
  }

  void connect(Opener opener, const std::string& url, transport::ConnectOptions options) {
    const std::weak_ptr<Parts> weak = weak_from_this();
    auto client = std::make_shared<runner::Client>(
        runner::Client::World{.loop = loop,
                              .clock = transport::system_now,
                              .chance = [this] { return std::uniform_real_distribution<double>()(chance); },
                              .note = [this](const std::string& sentence) { note(sentence); }},
        std::move(opener), url, std::move(options));
    client->when_over([weak, gone = std::weak_ptr(client)](bool failed) {
      if (const auto self = weak.lock()) self->client_is_over(gone.lock(), failed);
    });
    clients.push_back(client);
    client->start();
  }

  void client_is_over(const std::shared_ptr<runner::Client>& client, bool failed) {
    gave_up = gave_up || failed;
    std::erase(clients, client);
    stop_when_empty();
  }

  void welcome(const Opener& opener, std::unique_ptr<transport::Connection> connection, const std::string& name) {
    auto dialogue = opener(name);
    if (!dialogue || stopping) return connection->close(1001, "going away");
    note(connection->peer() + " connected");
    auto guest =
        std::make_shared<runner::Visit>(loop, transport::system_now, std::move(*dialogue), std::move(connection));
    guests.push_back(guest);
    guest->start([weak = weak_from_this(), gone = std::weak_ptr(guest)](const std::optional<Ended>& ended) {
      const auto self = weak.lock();
      if (!self) return;
      std::erase(self->guests, gone.lock());
      if (ended) self->note("a session ended: " + ended->text);
      self->stop_when_empty();
    });
  }

  void stop() {
    if (std::exchange(stopping, true)) return;
    listeners.clear();
    for (const auto& client : std::vector(clients)) client->stop("the program ends");
    for (const auto& guest : std::vector(guests)) guest->end("the program ends");
    stop_when_empty();
  }

  // All are gone, and so is what the program wanted to do in between.
  void stop_when_empty() {
    const bool nothing_left = clients.empty() && guests.empty() && listeners.empty();
    if (nothing_left && (stopping || !adopts)) loop.stop();
  }

  void repeat(Duration interval, std::function<void()> callback) {
    loop.after(interval, [weak = weak_from_this(), interval, callback = std::move(callback)]() mutable {
      const auto self = weak.lock();
      if (!self || self->stopping) return;
      callback();
      self->repeat(interval, std::move(callback));
    });
  }
};

Runner::Runner() : parts_(std::make_shared<Parts>()) {}

// Whoever is carried hears that its connections are gone, while the loop stands.
Runner::~Runner() {
  parts_->listeners.clear();
  const auto clients = std::exchange(parts_->clients, {});
  const auto guests = std::exchange(parts_->guests, {});
}

Surroundings Runner::surroundings(SessionOptions options) const {
  return {.now = transport::system_now, .ids = transport::random_ids(), .session = std::move(options)};
}

void Runner::connect(Opener opener, const std::string& url, transport::ConnectOptions options) {
  parts_->connect(std::move(opener), url, std::move(options));
}

Result<std::string> Runner::listen(Opener opener, const std::string& url, transport::ListenOptions options) {
  auto listening = transport::listen(
      parts_->loop, url,
      [weak = std::weak_ptr(parts_), opener = std::move(opener)](std::unique_ptr<transport::Connection> connection) {
        if (const auto parts = weak.lock()) {
          const std::string path = connection->path();
          parts->welcome(opener, std::move(connection), path);
        }
      },
      std::move(options));
  if (!listening) return Unexpected{std::move(listening).error()};
  parts_->listeners.push_back(std::move(*listening));
  return parts_->listeners.back()->url();
}

void Runner::adopt(const Opener& opener, std::unique_ptr<transport::Connection> connection, const std::string& name) {
  parts_->adopts = true;
  parts_->welcome(opener, std::move(connection), name);
}

void Runner::after(Duration span, std::function<void()> callback) { parts_->loop.after(span, std::move(callback)); }
void Runner::every(Duration interval, std::function<void()> callback) { parts_->repeat(interval, std::move(callback)); }
void Runner::on_note(std::function<void(const std::string&)> handler) { parts_->on_note = std::move(handler); }

int Runner::run() {
  const auto parts = parts_;  // a handler may destroy us
  parts->loop.on_interrupt([weak = std::weak_ptr(parts)] {
    if (const auto self = weak.lock()) self->stop();
  });
  parts->loop.run();
  return parts->gave_up ? 1 : 0;
}

void Runner::stop() { parts_->stop(); }
transport::Loop& Runner::loop() { return parts_->loop; }

}  // namespace s2
