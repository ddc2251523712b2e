#pragma once
// Avahi in terms of C++.

#include "freed.hpp"
#include "record.hpp"

#include <s2/connect/discovery.hpp>

#include <avahi-common/strlst.h>

#include <cstddef>
#include <memory>

namespace s2::transport::dnssd {

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

}  // namespace s2::transport::dnssd
