#pragma once
// DayReport: what came of a day, as a table for people and as an object for programs.

#include <house/acquaintance.hpp>
#include <house/bill.hpp>
#include <house/dashboard.hpp>
#include <house/tally.hpp>
#include <house/trouble.hpp>

#include <s2/devices.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace s2::house {

/// What a replay of the recording found.
struct Replayed {
  std::uint64_t findings = 0;  ///< errors and warnings, but for those the troubles of the day bring with them
  Duration slowest_answer{0};  ///< longest time between a message and its ReceptionStatus
  std::string page;            ///< the page's file; empty when it could not be written
};

/// What came of a day.
struct DayResult {
  const devices::Day& day;                   ///< which day
  std::uint64_t seed;                        ///< of the ids
  Tariff tariff;                             ///< what the home pays
  const Bill& bill;                          ///< with and without control
  const Tally& tally;                        ///< messages and findings
  const TroubleBook& troubles;               ///< what went wrong on purpose, and what it cost
  std::string recording;                     ///< the recording's file
  bool recording_complete;                   ///< whether every message is in it
  std::string command;                       ///< the program as one would type it
  std::string plot;                          ///< the plot's file; empty when it could not be written
  std::optional<Replayed> replayed;          ///< empty when nobody replayed the recording
  std::optional<Acquaintance> acquaintance;  ///< empty when nobody was paired
};

/// The table, what was found, where the files are and what to try next. Ends with "N messages, M findings".
std::string day_report(const DayResult& result, Painter paint);

/// One JSON object; its members are documented in docs/reference/demo.md.
std::string day_summary(const DayResult& result);

}  // namespace s2::house
