#pragma once
// Discovery: what an endpoint in the LAN publishes by DNS-SD, and what a browser makes of it.
//
// Everything that is learned here is unauthenticated (C-055): good for showing and for addressing, and for nothing
// else.

#include <s2/base/result.hpp>
#include <s2/connect/base_url.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace s2::connect {

/// The service type, e.g. for avahi-browse (C-040).
inline constexpr std::string_view service_type = "_s2connect._tcp";
/// Its domain (C-040).
inline constexpr std::string_view service_domain = "local";
/// The subtype of an endpoint with a CEM (C-041).
inline constexpr std::string_view cem_subtype = "_cem._sub._s2connect._tcp";
/// The subtype of an endpoint with an RM (C-041).
inline constexpr std::string_view rm_subtype = "_rm._sub._s2connect._tcp";

/// What an endpoint tells about itself.
struct Advertisement {
  std::optional<std::string> name{};         ///< e_name: as EndpointDescription::name (C-045)
  std::optional<std::string> logo_url{};     ///< e_logoUrl: as EndpointDescription::logo_url (C-046)
  std::optional<BaseUrl> pairing_url{};      ///< pairingUrl: its pairing API (C-047)
  std::optional<BaseUrl> longpolling_url{};  ///< longpollingUrl: the pairing API that serves waitForPairing (C-048)
  bool has_cem = false;                      ///< whether it is published under the subtype of CEMs (C-041)
  bool has_rm = false;                       ///< whether it is published under the subtype of RMs (C-041)

  /// Member by member.
  bool operator==(const Advertisement&) const = default;
};

/// What is handed to DNS-SD.
struct ServiceRecord {
  std::string instance;               ///< service instance name: the first label of the host name (C-042)
  std::string host;                   ///< host name, e.g. "evse1038.local"
  std::uint16_t port = 0;             ///< port of the URL
  std::vector<std::string> subtypes;  ///< cem_subtype, rm_subtype
  std::vector<std::string> txt;       ///< strings of the TXT record, "key=value"
};

/// Liberties when publishing.
struct AdvertisingOptions {
  /// Also say deployment=LAN, without which official browsers of before 1.0.0 see nothing (C-053).
  bool deployment_key = true;
};

/// The records of an advertisement. Fails with C-049 when it has no URL, with C-024 when a URL is not local, with C-050
/// when a string exceeds Limits::txt_string_bytes.
Result<ServiceRecord> service_record(const Advertisement& advertisement, const AdvertisingOptions& options = {});

/// Reads the strings of a TXT record. Keys are matched in any letter case, the first occurrence wins, unknown ones are
/// ignored (C-051); `txtvers` is taken for `txtver` (C-044). Fails with C-044 for another version and with C-049 when
/// no usable URL is there. has_cem and has_rm are for the browser to set, from the subtypes it asked for.
Result<Advertisement> read_txt(std::span<const std::string> txt, const UrlOptions& options = {});

}  // namespace s2::connect
