#pragma once
// What A and AAAA records say of one host.

#include "heard_set.hpp"

#include <string>
#include <vector>

namespace s2::transport::dnssd {

/// The addresses in records of a host, each once, IPv4 first; those that cannot be a neighbour's are left out.
std::vector<std::string> addresses_in(const HeardSet& v4, const HeardSet& v6);

}  // namespace s2::transport::dnssd
