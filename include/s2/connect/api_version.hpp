#pragma once
// Versions: which of the API is spoken with a server, and which of S2 JSON two nodes have in common.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace s2::connect {

/// The versions of the API that we serve and speak, as they appear in URLs (C-032).
inline constexpr std::string_view our_api_versions[] = {"v1"};

/// The version to use with a server that offers these: the newest that both speak, by the number behind the v (C-035).
/// Empty when there is none (C-036).
std::optional<std::string> choose_api_version(std::span<const std::string> offered,
                                              std::span<const std::string_view> ours = our_api_versions);

/// The version of S2 JSON for a session: the highest of ours that the peer offers, in the peer's spelling (C-222,
/// C-223). Versions are compared as exact texts (C-220), but for one leading v on either side. Empty when there is
/// none. `ours` has the best first.
std::optional<std::string> choose_s2_version(std::span<const std::string> offered, std::span<const std::string> ours);

}  // namespace s2::connect
