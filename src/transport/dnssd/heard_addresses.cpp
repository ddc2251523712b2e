#include "heard_addresses.hpp"

#include "record.hpp"

#include <s2/transport/interfaces.hpp>

#include <algorithm>
#include <utility>

namespace s2::transport::dnssd {

std::vector<std::string> addresses_in(const HeardSet& v4, const HeardSet& v6) {
  std::vector<std::string> addresses;
  for (const auto& [set, type] : {std::pair(&v4, RecordType::a), std::pair(&v6, RecordType::aaaa)}) {
    for (const Heard& heard : set->all()) {
      auto address = read_address(type, heard.data, interface_name(heard.interface), is_loopback(heard.interface));
      const bool is_new = address && std::find(addresses.begin(), addresses.end(), *address) == addresses.end();
      if (is_new) addresses.push_back(*std::move(address));
    }
  }
  return addresses;
}

}  // namespace s2::transport::dnssd
