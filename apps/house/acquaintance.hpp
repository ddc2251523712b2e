#pragma once
// Acquaintance: how devices and energy manager of a demonstration came to trust each other.

#include <s2/base/time.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace s2::house {

/// How the devices learned where the energy manager is.
enum class FoundBy : std::uint8_t {
  earlier_run,  ///< they are paired already
  discovery,    ///< by DNS-SD
  url,          ///< somebody told them
};

/// The word for it, for programs: "earlier-run", "dns-sd", "url".
std::string_view word_of(FoundBy found_by);

/// A device that was paired.
struct PairedNow {
  std::string device;  ///< its name
  Duration took{};     ///< real time from typing the code to being paired, ms
};

/// How they came to trust each other, and what has come of it.
struct Acquaintance {
  FoundBy found_by{};                   ///< how the devices learned where the energy manager is
  std::string url = {};                 ///< and where it is
  std::string backend = {};             ///< what did service discovery; empty when nothing did
  std::string no_discovery = {};        ///< why that did not work; empty when it did, or was not needed
  std::string not_known = {};           ///< why pairings of an earlier run are of no use; empty when there are none
  std::vector<PairedNow> paired = {};   ///< who was paired in this run
  std::vector<std::string> known = {};  ///< who was paired before
  std::size_t sessions = 0;             ///< opened so far, each with a new access token (C-202)
};

/// Where the energy manager is and how the devices know, as a sentence without full stop.
std::string about_finding(const Acquaintance& acquaintance);
/// That a device was paired, likewise.
std::string about(const PairedNow& paired);
/// All of it in two lines, with line breaks.
std::string summary(const Acquaintance& acquaintance);

/// As a JSON object; its members are documented in docs/reference/demo.md.
std::string json(const Acquaintance& acquaintance);

}  // namespace s2::house
