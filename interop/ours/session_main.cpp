// Our side of a conversation with other people's code, over a real socket.
//
//   s2_interop_session rm|cem listen|connect URL SCRIPT RECORDING CERTIFICATES
//   s2_interop_session certificates CERTIFICATES
//
// Prints "listening URL" once somebody may connect, a line for each step, and what both sides did wrong. Ends with 0
// when the conversation went as the script has it and nobody did anything wrong. CERTIFICATES is the folder for wss://
// URLs, which the second call fills.

#include "certificates.hpp"
#include "session_peer.hpp"

#include <s2/session/come_back.hpp>

#include <iostream>
#include <string_view>

namespace {

using namespace s2;
using namespace s2::interop;

constexpr auto patience = std::chrono::seconds(20);

struct Arguments {
  EnergyManagementRole role;
  bool listen;
  std::string url;
  std::filesystem::path script;
  std::filesystem::path recording;
  std::filesystem::path certificates;
};

int failed(const std::string& why) {
  std::cout << "problem: " << why << std::endl;
  return 1;
}

/// The conversation and how its connections come about.
class Talk {
 public:
  Talk(const Arguments& arguments, Script script)
      : arguments_(arguments),
        observer_(arguments.role, Start::bare, arguments.recording, std::cout),
        peer_(loop_, arguments.role, Start::bare, std::move(script), observer_,
              {.on_return = [this](const Ended& ended) { come_back(ended); }, .on_over = [this] { loop_.stop(); }}) {}

  /// What went wrong; empty when nothing did.
  std::string run() {
    loop_.after(patience, [this] { loop_.stop(); });
    loop_.on_interrupt([this] { loop_.stop(); });
    const auto begun = arguments_.listen ? listen() : connect();
    if (!begun) return begun.error().text;
    loop_.run();
    observer_.finish();
    if (!trouble_.empty()) return trouble_;
    if (!peer_.problem().empty()) return peer_.problem();
    return observer_.errors() == 0 ? "" : "rules were broken";
  }

 private:
  Result<void> listen() {
    transport::ListenOptions options;
    if (arguments_.url.starts_with("wss:")) {
      auto tls = server_of(arguments_.certificates);
      if (!tls) return Unexpected{tls.error()};
      options.service.tls = std::move(*tls);
    }
    auto begun = transport::listen(
        loop_, arguments_.url, [this](auto connection) { peer_.start(std::move(connection)); }, std::move(options));
    if (!begun) return Unexpected{begun.error()};
    listening_ = std::move(*begun);
    std::cout << "listening " << listening_->url() << std::endl;
    return {};
  }

  Result<void> connect() {
    transport::ConnectOptions options;
    if (arguments_.url.starts_with("wss:")) {
      auto tls = client_of(arguments_.certificates);
      if (!tls) return Unexpected{tls.error()};
      options.visit.tls = std::move(*tls);
    }
    transport::connect(
        loop_, arguments_.url,
        [this](auto connection) {
          if (connection) return peer_.start(std::move(*connection));
          trouble_ = connection.error().text;
          loop_.stop();
        },
        std::move(options));
    return {};
  }

  // Who listens waits for the other side to come back.
  void come_back(const Ended& ended) {
    if (arguments_.listen) return;
    loop_.after(delay_before_return(ended, backoff_, 0.5), [this] { (void)connect(); });
  }

  const Arguments& arguments_;
  transport::Loop loop_;
  Observer observer_;
  SessionPeer peer_;
  std::unique_ptr<transport::Listening> listening_;
  Backoff backoff_;
  std::string trouble_;
};

int usage() {
  std::cerr << "usage: s2_interop_session rm|cem listen|connect URL SCRIPT RECORDING CERTIFICATES\n"
               "       s2_interop_session certificates CERTIFICATES\n";
  return 2;
}

}  // namespace

int main(int count, char** words) {
  if (count == 3 && std::string_view(words[1]) == "certificates") {
    const auto written = write_certificates(words[2]);
    return written ? 0 : failed(written.error().text);
  }
  if (count != 7) return usage();
  const std::string_view role = words[1];
  const Arguments arguments{role == "rm" ? EnergyManagementRole::rm : EnergyManagementRole::cem,
                            std::string_view(words[2]) == "listen",
                            words[3],
                            words[4],
                            words[5],
                            words[6]};
  auto script = read_script(arguments.script);
  if (!script) return failed(script.error().text);
  const std::string problem = Talk(arguments, std::move(*script)).run();
  return problem.empty() ? 0 : failed(problem);
}
