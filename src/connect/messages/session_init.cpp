// The tables of s2-connect-session-init.yml.

#include <model/table.hpp>
#include <s2/connect/messages.hpp>

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<connect::SessionError>() {
  using T = connect::SessionError;
  static constexpr EnumValue values[] = {
      {"IncompatibleS2MessageVersions", "no common version of S2 JSON"},
      {"IncompatibleCommunicationProtocols", "no common protocol"},
      {"NoLongerPaired", "the pair was unpaired"},
      {"ParsingError", "the body is malformed"},
      {"Other", "something else"},
  };
  static constexpr Type type =
      describe<T>("CommunicationDetailsErrorMessage.errorMessage", "why there is no session", values, T::other);
  return type;
}

template <>
const Type& type_of<connect::InitiateSessionRequest>() {
  using T = connect::InitiateSessionRequest;
  static constexpr Field rows[] = {
      row<&T::client_node_id>("clientNodeId", "who asks"),
      row<&T::server_node_id>("serverNodeId", "whom"),
      row<&T::supported_s2_message_versions>("supportedS2MessageVersions", "versions of S2 JSON"),
      row<&T::supported_communication_protocols>("supportedCommunicationProtocols", "what the client speaks"),
      row<&T::client_node_description>("clientNodeDescription", "when it changed"),
      row<&T::client_endpoint_description>("clientEndpointDescription", "when it changed"),
  };
  static constexpr Type type = describe<T>("InitiateSessionRequest", "body of initiateSession", rows);
  return type;
}

template <>
const Type& type_of<connect::InitiateSessionResponse>() {
  using T = connect::InitiateSessionResponse;
  static constexpr Field rows[] = {
      row<&T::selected_communication_protocol>("selectedCommunicationProtocol", "one of those offered"),
      row<&T::selected_s2_message_version>("selectedS2MessageVersion", "one of those offered"),
      row<&T::access_token>("accessToken", "pending until it is confirmed"),
      row<&T::server_node_description>("serverNodeDescription", "when it changed"),
      row<&T::server_endpoint_description>("serverEndpointDescription", "when it changed"),
  };
  static constexpr Type type = describe<T>("InitiateSessionResponse", "answer to initiateSession", rows);
  return type;
}

template <>
const Type& type_of<connect::WebSocketCommunicationDetails>() {
  using T = connect::WebSocketCommunicationDetails;
  static constexpr Field rows[] = {
      row<&T::communication_protocol>("communicationProtocol", "what kind of details these are"),
      row<&T::websocket_token>("websocketToken", "good for one upgrade"),
      row<&T::websocket_url>("websocketUrl", "where the WebSocket is"),
  };
  static constexpr Type type = describe<T>("WebSocketCommunicationDetails", "answer to confirmAccessToken", rows);
  return type;
}

template <>
const Type& type_of<connect::UnpairRequest>() {
  using T = connect::UnpairRequest;
  static constexpr Field rows[] = {
      row<&T::client_node_id>("clientNodeId", "who asks"),
      row<&T::server_node_id>("serverNodeId", "whom it leaves"),
  };
  static constexpr Type type = describe<T>("UnpairRequest", "body of unpair", rows);
  return type;
}

template <>
const Type& type_of<connect::CommunicationDetailsErrorMessage>() {
  using T = connect::CommunicationDetailsErrorMessage;
  static constexpr Field rows[] = {
      row<&T::error_message>("errorMessage", "the kind"),
      row<&T::additional_info>("additionalInfo", "for people"),
  };
  static constexpr Type type = describe<T>("CommunicationDetailsErrorMessage", "why there is no session", rows);
  return type;
}

}  // namespace s2
