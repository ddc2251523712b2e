#pragma once
// Avahi in terms of C++.

#include "record.hpp"

#include <s2/connect/discovery.hpp>

#include <avahi-common/strlst.h>

#include <cstddef>
#include <memory>

namespace s2::transport::dnssd {

/// Calls Avahi's own function in place of delete.
template <auto Free>
struct Freed {
  /// For unique_ptr.
  template <class T>
  void operator()(T* thing) const {
    Free(thing);
  }
};

/// A list of strings of Avahi's.
using Strings = std::unique_ptr<AvahiStringList, Freed<&avahi_string_list_free>>;

/// The same strings in the same order; Avahi adds in front.
inline Strings strings_of(const std::vector<std::string>& texts) {
  Strings list;
  for (auto text = texts.rbegin(); text != texts.rend(); ++text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text->data());
    list.reset(avahi_string_list_add_arbitrary(list.release(), bytes, text->size()));
  }
  return list;
}

/// Largest record data that is taken over from Avahi, in bytes.
inline constexpr std::size_t record_bytes = 16 * 1024;

/// Whether the host is one label and ".local", as Avahi wants it.
inline bool is_plain_local(const std::string& host) {
  const auto dot = host.find('.');
  return dot != host.npos && dot > 0 && host.compare(dot, host.npos, ".local") == 0;
}

}  // namespace s2::transport::dnssd
