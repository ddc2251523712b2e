// The tables of s2-connect-pairing.yml.

#include <model/table.hpp>
#include <s2/connect/messages.hpp>

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<connect::HmacHashingAlgorithm>() {
  using T = connect::HmacHashingAlgorithm;
  static constexpr EnumValue values[] = {
      {"SHA256", "SHA-256"},
  };
  static constexpr Type type = describe<T>("HmacHashingAlgorithm", "hash of the challenge response", values, T::sha256);
  return type;
}

template <>
const Type& type_of<connect::WaitForPairingErrorMessage>() {
  using T = connect::WaitForPairingErrorMessage;
  static constexpr EnumValue values[] = {
      {"NoValidTokenOnPairingClient", "it has no token to pair with"},
  };
  static constexpr Type type = describe<T>("WaitForPairingErrorMessage", "what a long-polling client reports", values,
                                           T::no_valid_token_on_pairing_client);
  return type;
}

template <>
const Type& type_of<connect::WaitForPairingAction>() {
  using T = connect::WaitForPairingAction;
  static constexpr EnumValue values[] = {
      {"sendNodeDescription", "send both descriptions next time"},
      {"preparePairing", "the user is about to pair"},
      {"cancelPreparePairing", "the user is not about to pair any more"},
      {"requestPairing", "begin a pairing attempt"},
  };
  static constexpr Type type =
      describe<T>("WaitForPairingAction", "what a long-polling client shall do", values, T::request_pairing);
  return type;
}

template <>
const Type& type_of<connect::PairingError>() {
  using T = connect::PairingError;
  static constexpr EnumValue values[] = {
      {"InvalidCombinationOfRoles", "both are CEM, or both are RM"},
      {"IncompatibleS2MessageVersions", "no common version of S2 JSON"},
      {"IncompatibleHmacHashingAlgorithms", "no common hash"},
      {"IncompatibleCommunicationProtocols", "no common protocol"},
      {"NodeNotFound", "id or alias is unknown"},
      {"NoNodeIdProvided", "several nodes, and none was named"},
      {"NoValidPairingTokenOnPairingServer", "no token, or an expired one"},
      {"ParsingError", "the body is malformed"},
      {"Other", "something else"},
  };
  static constexpr Type type =
      describe<T>("PairingResponseErrorMessage.errorMessage", "why a pairing is refused", values, T::other);
  return type;
}

template <>
const Type& type_of<connect::ConnectionDetails>() {
  using T = connect::ConnectionDetails;
  static constexpr Field rows[] = {
      row<&T::initiate_session_url>("initiateSessionUrl", "base URL of the session initiation API"),
      row<&T::access_token>("accessToken", "the first access token"),
      row<&T::certificate_fingerprint>("certificateFingerprint", "of the root of the communication server"),
  };
  static constexpr Type type =
      describe<T>("ConnectionDetails", "where and with which token a communication client begins", rows);
  return type;
}

template <>
const Type& type_of<connect::RequestPairingRequest>() {
  using T = connect::RequestPairingRequest;
  static constexpr Field rows[] = {
      row<&T::client_node_description>("clientNodeDescription", "who asks"),
      row<&T::client_endpoint_description>("clientEndpointDescription", "who hosts it"),
      row<&T::node_id>("nodeId", "the node asked for"),
      row<&T::node_id_alias>("nodeIdAlias", "its alias"),
      row<&T::supported_communication_protocols>("supportedCommunicationProtocols", "what the client speaks"),
      row<&T::supported_s2_message_versions>("supportedS2MessageVersions", "versions of S2 JSON"),
      row<&T::supported_hmac_hashing_algorithms>("supportedHmacHashingAlgorithms", "what the client can hash with"),
      row<&T::client_hmac_challenge>("clientHmacChallenge", "to be answered by the server"),
      row<&T::force_pairing>("forcePairing", "pair in spite of incompatible versions and protocols"),
  };
  static constexpr Type type = describe<T>("RequestPairingRequest", "body of requestPairing", rows);
  return type;
}

template <>
const Type& type_of<connect::RequestPairingResponse>() {
  using T = connect::RequestPairingResponse;
  static constexpr Field rows[] = {
      row<&T::pairing_attempt_id>("pairingAttemptId", "bearer of what follows"),
      row<&T::server_node_description>("serverNodeDescription", "who was asked"),
      row<&T::server_endpoint_description>("serverEndpointDescription", "who hosts it"),
      row<&T::selected_hmac_hashing_algorithm>("selectedHmacHashingAlgorithm", "of both responses"),
      row<&T::client_hmac_challenge_response>("clientHmacChallengeResponse", "answer to the challenge of the client"),
      row<&T::server_hmac_challenge>("serverHmacChallenge", "to be answered by the client"),
  };
  static constexpr Type type = describe<T>("RequestPairingResponse", "answer to requestPairing", rows);
  return type;
}

template <>
const Type& type_of<connect::RequestConnectionDetailsRequest>() {
  using T = connect::RequestConnectionDetailsRequest;
  static constexpr Field rows[] = {
      row<&T::server_hmac_challenge_response>("serverHmacChallengeResponse", "answer to the challenge of the server"),
  };
  static constexpr Type type = describe<T>("RequestConnectionDetailsRequest", "body of requestConnectionDetails", rows);
  return type;
}

template <>
const Type& type_of<connect::PostConnectionDetailsRequest>() {
  using T = connect::PostConnectionDetailsRequest;
  static constexpr Field rows[] = {
      row<&T::server_hmac_challenge_response>("serverHmacChallengeResponse", "answer to the challenge of the server"),
      row<&T::connection_details>("connectionDetails", "where sessions begin"),
  };
  static constexpr Type type = describe<T>("PostConnectionDetailsRequest", "body of postConnectionDetails", rows);
  return type;
}

template <>
const Type& type_of<connect::FinalizePairingRequest>() {
  using T = connect::FinalizePairingRequest;
  static constexpr Field rows[] = {
      row<&T::success>("success", "whether the pairing holds"),
  };
  static constexpr Type type = describe<T>("FinalizePairingRequest", "body of finalizePairing", rows);
  return type;
}

template <>
const Type& type_of<connect::PreparePairingRequest>() {
  using T = connect::PreparePairingRequest;
  static constexpr Field rows[] = {
      row<&T::client_node_description>("clientNodeDescription", "who is about to pair"),
      row<&T::client_endpoint_description>("clientEndpointDescription", "who hosts it"),
      row<&T::server_node_id>("serverNodeId", "with which node"),
  };
  static constexpr Type type = describe<T>("PreparePairingRequest", "body of preparePairing", rows);
  return type;
}

template <>
const Type& type_of<connect::CancelPreparePairingRequest>() {
  using T = connect::CancelPreparePairingRequest;
  static constexpr Field rows[] = {
      row<&T::client_node_id>("clientNodeId", "who is not about to pair any more"),
      row<&T::server_node_id>("serverNodeId", "with which node"),
  };
  static constexpr Type type = describe<T>("CancelPreparePairingRequest", "body of cancelPreparePairing", rows);
  return type;
}

template <>
const Type& type_of<connect::WaitForPairingRequestItem>() {
  using T = connect::WaitForPairingRequestItem;
  static constexpr Field rows[] = {
      row<&T::client_node_id>("clientNodeId", "which node"),
      row<&T::client_node_description>("clientNodeDescription", "when it was asked for"),
      row<&T::client_endpoint_description>("clientEndpointDescription", "when it was asked for"),
      row<&T::error_message>("errorMessage", "what went wrong"),
  };
  static constexpr Type type = describe<T>("WaitForPairingRequestItem", "a node of a long-polling client", rows);
  return type;
}

template <>
const Type& type_of<connect::WaitForPairingResponseItem>() {
  using T = connect::WaitForPairingResponseItem;
  static constexpr Field rows[] = {
      row<&T::client_node_id>("clientNodeId", "which node"),
      row<&T::action>("action", "what it shall do"),
  };
  static constexpr Type type =
      describe<T>("WaitForPairingResponseItem", "what a node of a long-polling client shall do", rows);
  return type;
}

template <>
const Type& type_of<connect::PairingResponseErrorMessage>() {
  using T = connect::PairingResponseErrorMessage;
  static constexpr Field rows[] = {
      row<&T::error_message>("errorMessage", "the kind"),
      row<&T::additional_info>("additionalInfo", "for people"),
  };
  static constexpr Type type = describe<T>("PairingResponseErrorMessage", "why a pairing is refused", rows);
  return type;
}

}  // namespace s2
