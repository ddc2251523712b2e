// Our side of a conversation with other people's code, over a real socket.
//
//   s2_interop_session rm|cem listen|connect URL SCRIPT RECORDING
//
// Prints "listening URL" once somebody may connect, a line for each step, and what both sides did wrong. Ends with 0
// when the conversation went as the script has it and nobody did anything wrong.

#include "session_peer.hpp"

#include <iostream>

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
};

int failed(const std::string& why) {
  std::cout << "problem: " << why << std::endl;
  return 1;
}

int talk(const Arguments& arguments, Script script) {
  transport::Loop loop;
  Observer observer(arguments.role, arguments.recording, std::cout);
  std::string trouble;
  SessionPeer peer(loop, arguments.role, std::move(script), observer);
  std::unique_ptr<transport::Listening> listening;
  loop.after(patience, [&] { loop.stop(); });
  if (arguments.listen) {
    auto begun = transport::listen(loop, arguments.url, [&](std::unique_ptr<transport::Connection> connection) {
      peer.start(std::move(connection));
    });
    if (!begun) return failed(begun.error().text);
    listening = std::move(*begun);
    std::cout << "listening " << listening->url() << std::endl;
  } else {
    transport::connect(loop, arguments.url, [&](Result<std::unique_ptr<transport::Connection>> connection) {
      if (connection) return peer.start(std::move(*connection));
      trouble = connection.error().text;
      loop.stop();
    });
  }
  loop.run();
  observer.finish();
  if (!trouble.empty()) return failed(trouble);
  if (!peer.problem().empty()) return failed(peer.problem());
  return observer.errors() == 0 ? 0 : failed("rules were broken");
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) {
    std::cerr << "usage: s2_interop_session rm|cem listen|connect URL SCRIPT RECORDING\n";
    return 2;
  }
  const std::string_view role = words[1];
  const Arguments arguments{role == "rm" ? EnergyManagementRole::rm : EnergyManagementRole::cem,
                            std::string_view(words[2]) == "listen", words[3], words[4], words[5]};
  auto script = read_script(arguments.script);
  if (!script) return failed(script.error().text);
  return talk(arguments, std::move(*script));
}
