// Our side of pairing and sessions with other people's code, over real TLS.
//
//   s2_interop_pairing rm|cem SCRIPT RECORDING [assume-v1]
//
// Prints "listening URL", then does what it reads and says what came of it; the words stand in pairing_peer.hpp. SCRIPT
// is followed in every session. Ends when told, or with its input.

#include "pairing_peer.hpp"

#include <s2/transport/local.hpp>

#include <iostream>
#include <string_view>

namespace {

using namespace s2;
using namespace s2::interop;

constexpr int input = 0;

int failed(const Finding& why) {
  std::cout << "problem: " << why.text << std::endl;
  return 1;
}

int run(PairingPlan plan) {
  transport::Loop loop;
  auto peer = PairingPeer::open(loop, std::move(plan), [](const std::string& line) { std::cout << line << std::endl; });
  if (!peer) return failed(peer.error());
  // Lines are read from it and none is sent to it: what is said goes out by std::cout, with what sessions print.
  auto commands = transport::connect_descriptors(loop, input, input);
  if (!commands) return failed(commands.error());
  (*commands)->handle({.on_frame = [&](std::string_view line) { (*peer)->obey(line); },
                       .on_closed = [&](const transport::Closed&) { loop.stop(); }});
  std::cout << "listening " << (*peer)->url() << std::endl;
  loop.run();
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) {
    std::cerr << "usage: s2_interop_pairing rm|cem SCRIPT RECORDING [assume-v1]\n";
    return 2;
  }
  auto script = read_script(words[2]);
  if (!script) return failed(script.error());
  PairingPlan plan;
  plan.role = std::string_view(words[1]) == "rm" ? EnergyManagementRole::rm : EnergyManagementRole::cem;
  plan.script = std::move(*script);
  plan.recording = words[3];
  plan.assume_v1 = count > 4 && std::string_view(words[4]) == "assume-v1";
  return run(std::move(plan));
}
