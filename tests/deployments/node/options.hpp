#pragma once
// What a node of the deployments is told on its command line.

#include <s2/base/result.hpp>
#include <s2/connect.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace s2::deployments {

/// How pairing begins at this node.
enum class Begins : std::uint8_t {
  not_at_all,    ///< it is paired already
  by_responder,  ///< it issues a code and waits
  by_url,        ///< the code was typed here, with the URL of the other side
  by_discovery,  ///< the same; the URL is that of a service instance
  by_polling,    ///< the same; the other side polls here (C-118, C-126)
};

/// One node and its endpoint. What is a file or a name is empty when it is not given.
struct Options {
  connect::Role role{};                                       ///< --role cem|rm
  connect::Deployment deployment = connect::Deployment::lan;  ///< --deployment wan|lan
  connect::NodeId id{};                                       ///< --id UUID
  std::string store;                                          ///< --store FILE
  std::string serve;                                          ///< --serve NAME; left out it is a client only
  std::uint16_t port = 0;                                     ///< --port NUMBER
  std::string certificate;                                    ///< --certificate FILE, of a server in the WAN
  std::string key;                                            ///< --key FILE
  std::string authorities;                                    ///< --authorities FILE, whom to believe in the WAN
  bool discovers = false;                                     ///< --discover
  bool by_daemon = false;                                     ///< --daemon: by Avahi's daemon, not by itself
  Begins begins = Begins::not_at_all;                         ///< --respond, --pair URL, --pair-found INSTANCE or
                                                              ///< --pair-polling UUID
  std::string target;                                         ///< what follows that; the code comes as a line of
                                                              ///< standard input
  std::string stand_in;                                       ///< --stand-in FILE: pairs for a node in the LAN and
                                                              ///< leaves the pairing in a store of its own (C-133)
  std::string take_over;                                      ///< --take-over FILE: where such a pairing lies
};

/// Reads a command line. Fails with a sentence.
Result<Options, std::string> read_options(int argc, char** argv);

}  // namespace s2::deployments
