#pragma once
// The bodies of S2 Connect as plain structs: everything the four OpenAPI files define, named as there. A body that has
// no name there is named after its operation. Tables describe them as those of S2 JSON; body.hpp reads and writes them.

#include <s2/connect/challenge.hpp>
#include <s2/connect/fingerprint.hpp>
#include <s2/connect/node_id.hpp>
#include <s2/connect/secret.hpp>
#include <s2/model/session_messages.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s2::connect {

// --- s2-connect-common.yml -------------------------------------------------------------------------------------------

/// What a node is. Source: O, Role.
using Role = EnergyManagementRole;

/// Where an endpoint is reached. Source: O, Deployment.
enum class Deployment : std::uint8_t {
  wan,  ///< under a public DNS name, with a publicly trusted certificate
  lan,  ///< under an mDNS name, with a certificate of its own
};

/// How two nodes talk once they are paired. Source: O, CommunicationProtocol.
enum class CommunicationProtocol : std::uint8_t {
  web_socket,  ///< S2 JSON over WSS
};

/// An endpoint, for people and for finding out the roles. Source: O, EndpointDescription.
struct EndpointDescription {
  std::optional<std::string> name{};       ///< for a user interface
  std::optional<std::string> logo_url{};   ///< for a user interface; not to be fetched from unpaired peers (C-304)
  std::optional<Deployment> deployment{};  ///< always sent by us (C-137, C-152)
  /// Member by member.
  bool operator==(const EndpointDescription&) const = default;
};

/// A node, for people. Source: O, NodeDescription.
struct NodeDescription {
  NodeId id{};                                     ///< which node
  std::string brand{};                             ///< e.g. "Acme"
  std::optional<std::string> logo_url{};           ///< for a user interface; not to be fetched from unpaired peers
  std::string type{};                              ///< e.g. "EV charger"
  std::string model_name{};                        ///< e.g. "EVSE 1038"
  std::optional<std::string> user_defined_name{};  ///< e.g. "Garage"
  Role role{};                                     ///< CEM or RM
  /// Member by member.
  bool operator==(const NodeDescription&) const = default;
};

// --- s2-connect-pairing.yml ------------------------------------------------------------------------------------------

/// Short name of a node within its endpoint: letters and digits, Limits::alias_max at most (C-071). Source: O,
/// NodeIdAlias.
struct NodeIdAlias {
  std::string text{};  ///< compared case-sensitively
  /// The same alias.
  bool operator==(const NodeIdAlias&) const = default;
};

/// Secret name of a pairing attempt, at least Limits::attempt_id_characters_min characters (C-151). Source: O,
/// PairingAttemptId.
class PairingAttemptId : public Secret {
 public:
  PairingAttemptId() = default;
  /// An id with this text.
  explicit PairingAttemptId(std::string_view text) : Secret(text) {}
  /// An id with this text.
  explicit PairingAttemptId(Secret secret) : Secret(std::move(secret)) {}
};

/// Hash of the challenge response. Source: O, HmacHashingAlgorithm.
enum class HmacHashingAlgorithm : std::uint8_t {
  sha256,  ///< SHA256
};

/// What `certificateFingerprint` says: a map from hash name to fingerprint, of which SHA-256 is understood, in all
/// spellings of C-168. Source: O, ConnectionDetails.
struct CertificateFingerprint {
  std::optional<RootFingerprint> sha256{};  ///< absent when the map has no key for it
  /// The same certificate.
  bool operator==(const CertificateFingerprint&) const = default;
};

/// Where and with which token a communication client begins. Source: O, ConnectionDetails.
struct ConnectionDetails {
  std::string initiate_session_url{};                               ///< a base URL, to be read with BaseUrl::parse
  Secret access_token{};                                            ///< the first access token
  std::optional<CertificateFingerprint> certificate_fingerprint{};  ///< of the root (C-167)
  /// Member by member.
  bool operator==(const ConnectionDetails&) const = default;
};

/// Body of requestPairing.
struct RequestPairingRequest {
  NodeDescription client_node_description{};                               ///< who asks
  EndpointDescription client_endpoint_description{};                       ///< who hosts it
  std::optional<NodeId> node_id{};                                         ///< the node asked for, or …
  std::optional<NodeIdAlias> node_id_alias{};                              ///< … its alias, or neither (C-136)
  std::vector<CommunicationProtocol> supported_communication_protocols{};  ///< those we know of them (C-007)
  std::vector<std::string> supported_s2_message_versions{};                ///< exact versions of S2 JSON (C-139)
  std::vector<HmacHashingAlgorithm> supported_hmac_hashing_algorithms{};   ///< those we know of them (C-007)
  Challenge client_hmac_challenge{};                                       ///< C_c
  std::optional<bool> force_pairing{};                                     ///< absent means false (C-193)
  /// Member by member.
  bool operator==(const RequestPairingRequest&) const = default;
};

/// Answer 200 to requestPairing.
struct RequestPairingResponse {
  PairingAttemptId pairing_attempt_id{};                   ///< bearer of what follows
  NodeDescription server_node_description{};               ///< who was asked
  EndpointDescription server_endpoint_description{};       ///< who hosts it
  HmacHashingAlgorithm selected_hmac_hashing_algorithm{};  ///< of both responses (C-081)
  ChallengeResponse client_hmac_challenge_response{};      ///< R_c
  Challenge server_hmac_challenge{};                       ///< C_s
  /// Member by member.
  bool operator==(const RequestPairingResponse&) const = default;
};

/// Body of requestConnectionDetails.
struct RequestConnectionDetailsRequest {
  ChallengeResponse server_hmac_challenge_response{};  ///< R_s
  /// Member by member.
  bool operator==(const RequestConnectionDetailsRequest&) const = default;
};

/// Body of postConnectionDetails.
struct PostConnectionDetailsRequest {
  ChallengeResponse server_hmac_challenge_response{};  ///< R_s
  ConnectionDetails connection_details{};              ///< where the pairing server's node begins its sessions
  /// Member by member.
  bool operator==(const PostConnectionDetailsRequest&) const = default;
};

/// Body of finalizePairing.
struct FinalizePairingRequest {
  std::optional<bool> success{};  ///< always sent by us (C-174)
  /// Member by member.
  bool operator==(const FinalizePairingRequest&) const = default;
};

/// Body of preparePairing.
struct PreparePairingRequest {
  NodeDescription client_node_description{};          ///< who is about to pair
  EndpointDescription client_endpoint_description{};  ///< who hosts it
  NodeId server_node_id{};                            ///< with which node
  /// Member by member.
  bool operator==(const PreparePairingRequest&) const = default;
};

/// Body of cancelPreparePairing.
struct CancelPreparePairingRequest {
  NodeId client_node_id{};  ///< who is not about to pair any more
  NodeId server_node_id{};  ///< with which node
  /// Member by member.
  bool operator==(const CancelPreparePairingRequest&) const = default;
};

/// What a long-polling client reports. Source: O, waitForPairing.
enum class WaitForPairingErrorMessage : std::uint8_t {
  no_valid_token_on_pairing_client,  ///< it has no token to pair with (C-120)
};

/// One node in the body of waitForPairing, which is a list of them.
struct WaitForPairingRequestItem {
  NodeId client_node_id{};                                           ///< a node of the client
  std::optional<NodeDescription> client_node_description{};          ///< when it was asked for (C-117)
  std::optional<EndpointDescription> client_endpoint_description{};  ///< when it was asked for (C-117)
  std::optional<WaitForPairingErrorMessage> error_message{};         ///< only to report an error (C-120)
  /// Member by member.
  bool operator==(const WaitForPairingRequestItem&) const = default;
};

/// What a long-polling client shall do. Source: O, waitForPairing.
enum class WaitForPairingAction : std::uint8_t {
  send_node_description,   ///< next time, with both descriptions (C-117)
  prepare_pairing,         ///< the user is about to pair (C-118)
  cancel_prepare_pairing,  ///< the user is not any more (C-118)
  request_pairing,         ///< begin an attempt (C-119)
};

/// One node in the answer to waitForPairing, which is a list of them.
struct WaitForPairingResponseItem {
  NodeId client_node_id{};        ///< a node of the client
  WaitForPairingAction action{};  ///< what it shall do
  /// Member by member.
  bool operator==(const WaitForPairingResponseItem&) const = default;
};

/// Why a pairing is refused; a value nobody knows reads as other (C-008). Source: O, PairingResponseErrorMessage.
enum class PairingError : std::uint8_t {
  invalid_combination_of_roles,              ///< both are CEM, or both are RM
  incompatible_s2_message_versions,          ///< no common version of S2 JSON
  incompatible_hmac_hashing_algorithms,      ///< no common hash
  incompatible_communication_protocols,      ///< no common protocol
  node_not_found,                            ///< id or alias is unknown
  no_node_id_provided,                       ///< several nodes, and none was named
  no_valid_pairing_token_on_pairing_server,  ///< no token, or an expired one
  parsing_error,                             ///< the body is malformed
  other,                                     ///< something else
};

/// Body of a 400 of the pairing API. Source: O, PairingResponseErrorMessage.
struct PairingResponseErrorMessage {
  PairingError error_message{};                  ///< the kind
  std::optional<std::string> additional_info{};  ///< for people
  /// Member by member.
  bool operator==(const PairingResponseErrorMessage&) const = default;
};

// --- s2-connect-session-init.yml -------------------------------------------------------------------------------------

/// Body of initiateSession.
struct InitiateSessionRequest {
  NodeId client_node_id{};                                                 ///< who asks
  NodeId server_node_id{};                                                 ///< whom
  std::vector<std::string> supported_s2_message_versions{};                ///< exact versions of S2 JSON
  std::vector<CommunicationProtocol> supported_communication_protocols{};  ///< those we know of them (C-007)
  std::optional<NodeDescription> client_node_description{};                ///< only when it changed
  std::optional<EndpointDescription> client_endpoint_description{};        ///< only when it changed
  /// Member by member.
  bool operator==(const InitiateSessionRequest&) const = default;
};

/// Answer 200 to initiateSession.
struct InitiateSessionResponse {
  CommunicationProtocol selected_communication_protocol{};   ///< one of those offered
  std::string selected_s2_message_version{};                 ///< one of those offered, spelled as offered (C-222)
  Secret access_token{};                                     ///< pending until it is confirmed
  std::optional<NodeDescription> server_node_description{};  ///< only when it changed
  std::optional<EndpointDescription> server_endpoint_description{};  ///< only when it changed
  /// Member by member.
  bool operator==(const InitiateSessionResponse&) const = default;
};

/// Answer 200 to confirmAccessToken. Source: O, WebSocketCommunicationDetails.
struct WebSocketCommunicationDetails {
  CommunicationProtocol communication_protocol{};  ///< what kind of details these are
  Secret websocket_token{};                        ///< good for one upgrade within 30 s (C-218)
  std::string websocket_url{};                     ///< wss:// (C-233)
  /// Member by member.
  bool operator==(const WebSocketCommunicationDetails&) const = default;
};

/// Body of unpair.
struct UnpairRequest {
  NodeId client_node_id{};  ///< who asks
  NodeId server_node_id{};  ///< whom it leaves
  /// Member by member.
  bool operator==(const UnpairRequest&) const = default;
};

/// Why there is no session; a value nobody knows reads as other (C-008). Source: O, CommunicationDetailsErrorMessage.
enum class SessionError : std::uint8_t {
  incompatible_s2_message_versions,      ///< no common version of S2 JSON
  incompatible_communication_protocols,  ///< no common protocol
  no_longer_paired,                      ///< the pair was unpaired
  parsing_error,                         ///< the body is malformed
  other,                                 ///< something else
};

/// Body of a 400 of the session initiation API. Source: O, CommunicationDetailsErrorMessage.
struct CommunicationDetailsErrorMessage {
  SessionError error_message{};                  ///< the kind
  std::optional<std::string> additional_info{};  ///< for people
  /// Member by member.
  bool operator==(const CommunicationDetailsErrorMessage&) const = default;
};

// --- s2-connect-wan-endpoint-registry.yml ----------------------------------------------------------------------------

/// ISO 3166-1 alpha-2: two capital letters. Source: O, CountryCode.
struct CountryCode {
  std::string text{};  ///< e.g. "NL"
  /// The same country.
  bool operator==(const CountryCode&) const = default;
};

/// Whom a record of the registry is for. Source: O, Status.
enum class EndpointStatus : std::uint8_t {
  public_,  ///< everybody
  testing,  ///< those who ask for it
};

/// An endpoint in the registry of WAN endpoints. Source: O, EndpointRecord.
struct EndpointRecord {
  NodeId id{};                         ///< of the record
  std::string name{};                  ///< at most 50 characters
  std::string description{};           ///< at most 500 characters
  std::string icon32{};                ///< URL of a PNG of 32 by 32 pixels
  std::string icon128{};               ///< URL of a PNG of 128 by 128 pixels
  std::string icon512{};               ///< URL of a PNG of 512 by 512 pixels
  std::string pairing_url{};           ///< a base URL, to be read with BaseUrl::parse
  std::vector<CountryCode> regions{};  ///< where it works; at least one
  EndpointStatus status{};             ///< whom it is for
  bool cem = false;                    ///< whether it has CEMs
  bool rm = false;                     ///< whether it has RMs
  /// Member by member.
  bool operator==(const EndpointRecord&) const = default;
};

}  // namespace s2::connect

namespace s2 {

template <>
const Type& type_of<connect::Deployment>();
template <>
const Type& type_of<connect::CommunicationProtocol>();
template <>
const Type& type_of<connect::HmacHashingAlgorithm>();
template <>
const Type& type_of<connect::WaitForPairingErrorMessage>();
template <>
const Type& type_of<connect::WaitForPairingAction>();
template <>
const Type& type_of<connect::PairingError>();
template <>
const Type& type_of<connect::SessionError>();
template <>
const Type& type_of<connect::EndpointStatus>();

template <>
const Type& type_of<connect::NodeId>();
template <>
const Type& type_of<connect::NodeIdAlias>();
template <>
const Type& type_of<connect::Secret>();
template <>
const Type& type_of<connect::PairingAttemptId>();
template <>
const Type& type_of<connect::Challenge>();
template <>
const Type& type_of<connect::ChallengeResponse>();
template <>
const Type& type_of<connect::CertificateFingerprint>();
template <>
const Type& type_of<connect::CountryCode>();

template <>
const Type& type_of<connect::EndpointDescription>();
template <>
const Type& type_of<connect::NodeDescription>();
template <>
const Type& type_of<connect::ConnectionDetails>();
template <>
const Type& type_of<connect::RequestPairingRequest>();
template <>
const Type& type_of<connect::RequestPairingResponse>();
template <>
const Type& type_of<connect::RequestConnectionDetailsRequest>();
template <>
const Type& type_of<connect::PostConnectionDetailsRequest>();
template <>
const Type& type_of<connect::FinalizePairingRequest>();
template <>
const Type& type_of<connect::PreparePairingRequest>();
template <>
const Type& type_of<connect::CancelPreparePairingRequest>();
template <>
const Type& type_of<connect::WaitForPairingRequestItem>();
template <>
const Type& type_of<connect::WaitForPairingResponseItem>();
template <>
const Type& type_of<connect::PairingResponseErrorMessage>();
template <>
const Type& type_of<connect::InitiateSessionRequest>();
template <>
const Type& type_of<connect::InitiateSessionResponse>();
template <>
const Type& type_of<connect::WebSocketCommunicationDetails>();
template <>
const Type& type_of<connect::UnpairRequest>();
template <>
const Type& type_of<connect::CommunicationDetailsErrorMessage>();
template <>
const Type& type_of<connect::EndpointRecord>();

}  // namespace s2
