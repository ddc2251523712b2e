// The tables of s2-connect-wan-endpoint-registry.yml.

#include <model/table.hpp>
#include <s2/connect/messages.hpp>

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<connect::EndpointStatus>() {
  using T = connect::EndpointStatus;
  static constexpr EnumValue values[] = {
      {"public", "everybody"},
      {"testing", "those who ask for it"},
  };
  static constexpr Type type = describe<T>("Status", "whom a record is for", values, T::testing);
  return type;
}

template <>
const Type& type_of<connect::EndpointRecord>() {
  using T = connect::EndpointRecord;
  static constexpr Field rows[] = {
      row<&T::id>("id", "of the record"),
      row<&T::name>("name", "for a user interface"),
      row<&T::description>("description", "for a user interface"),
      row<&T::icon32>("icon32", "PNG of 32 by 32 pixels"),
      row<&T::icon128>("icon128", "PNG of 128 by 128 pixels"),
      row<&T::icon512>("icon512", "PNG of 512 by 512 pixels"),
      row<&T::pairing_url>("pairingUrl", "where pairing begins"),
      row<&T::regions>("regions", {.items = {.min = 1}}, "where it works"),
      row<&T::status>("status", "whom it is for"),
      row<&T::cem>("cem", "whether it has CEMs"),
      row<&T::rm>("rm", "whether it has RMs"),
  };
  static constexpr Type type = describe<T>("EndpointRecord", "an endpoint in the registry", rows);
  return type;
}

}  // namespace s2
