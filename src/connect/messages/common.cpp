// The tables of s2-connect-common.yml.

#include <model/table.hpp>
#include <s2/connect/messages.hpp>

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<connect::Deployment>() {
  using T = connect::Deployment;
  static constexpr EnumValue values[] = {
      {"WAN", "under a public DNS name"},
      {"LAN", "under an mDNS name"},
  };
  static constexpr Type type = describe<T>("Deployment", "where an endpoint is reached", values, T::lan);
  return type;
}

template <>
const Type& type_of<connect::CommunicationProtocol>() {
  using T = connect::CommunicationProtocol;
  static constexpr EnumValue values[] = {
      {"WebSocket", "S2 JSON over WSS"},
  };
  static constexpr Type type =
      describe<T>("CommunicationProtocol", "how two nodes talk once they are paired", values, T::web_socket);
  return type;
}

template <>
const Type& type_of<connect::EndpointDescription>() {
  using T = connect::EndpointDescription;
  static constexpr Field rows[] = {
      row<&T::name>("name", "for a user interface"),
      row<&T::logo_url>("logoUrl", "for a user interface"),
      row<&T::deployment>("deployment", "where it is reached"),
  };
  static constexpr Type type =
      describe<T>("EndpointDescription", "an endpoint, for people and for finding out the roles", rows);
  return type;
}

template <>
const Type& type_of<connect::NodeDescription>() {
  using T = connect::NodeDescription;
  static constexpr Field rows[] = {
      row<&T::id>("id", "which node"),
      row<&T::brand>("brand", "who made it"),
      row<&T::logo_url>("logoUrl", "for a user interface"),
      row<&T::type>("type", "what it is"),
      row<&T::model_name>("modelName", "which product"),
      row<&T::user_defined_name>("userDefinedName", "what its user calls it"),
      row<&T::role>("role", "CEM or RM"),
  };
  static constexpr Type type = describe<T>("NodeDescription", "a node, for people", rows);
  return type;
}

}  // namespace s2
