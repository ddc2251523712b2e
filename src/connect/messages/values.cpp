// The types that are JSON strings with a meaning (text_value.cpp), the map of fingerprints, and lists of their own.

#include <model/table.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/messages.hpp>

namespace s2 {

template <>
const Type& type_of<connect::NodeId>() {
  static constexpr Type type{"NodeId", "which node, a UUID", Shape::object};
  return type;
}

template <>
const Type& type_of<connect::NodeIdAlias>() {
  static constexpr Type type{"NodeIdAlias", "short name of a node within its endpoint", Shape::object};
  return type;
}

template <>
const Type& type_of<connect::Secret>() {
  static constexpr Type type{"AccessToken", "a bearer token; opaque", Shape::object};
  return type;
}

template <>
const Type& type_of<connect::PairingAttemptId>() {
  static constexpr Type type{"PairingAttemptId", "secret name of a pairing attempt", Shape::object};
  return type;
}

template <>
const Type& type_of<connect::Challenge>() {
  static constexpr Type type{"HmacChallenge", "random bytes to be answered", Shape::object};
  return type;
}

template <>
const Type& type_of<connect::ChallengeResponse>() {
  static constexpr Type type{"HmacChallengeResponse", "the answer to a challenge", Shape::object};
  return type;
}

template <>
const Type& type_of<connect::CertificateFingerprint>() {
  static constexpr Type type{"CertificateFingerprint", "from the name of a hash to the fingerprint of the root",
                             Shape::object};
  return type;
}

template <>
const Type& type_of<connect::CountryCode>() {
  static constexpr Type type{"CountryCode", "ISO 3166-1 alpha-2", Shape::object};
  return type;
}

}  // namespace s2

namespace s2::connect::body {

template <>
const ListAccess& access<std::string>() {
  return table::list_access<std::string>;
}

template <>
const ListAccess& access<NodeDescription>() {
  return table::list_access<NodeDescription>;
}

template <>
const ListAccess& access<WaitForPairingRequestItem>() {
  return table::list_access<WaitForPairingRequestItem>;
}

template <>
const ListAccess& access<WaitForPairingResponseItem>() {
  return table::list_access<WaitForPairingResponseItem>;
}

template <>
const ListAccess& access<EndpointRecord>() {
  return table::list_access<EndpointRecord>;
}

}  // namespace s2::connect::body
