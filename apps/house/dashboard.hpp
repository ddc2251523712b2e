#pragma once
// Dashboard: the home at one moment, as lines of text.

#include <s2/base/time.hpp>
#include <s2/devices.hpp>

#include <optional>
#include <string>
#include <vector>

namespace s2::house {

/// A device as the dashboard shows it.
struct DeviceView {
  std::string name;             ///< what it is called
  devices::Reading reading;     ///< what it does
  std::optional<Time> ordered;  ///< when it was given the last order
  std::string order;            ///< that order and its reason
};

/// The home at one moment.
struct HomeView {
  const devices::Day* day = nullptr;    ///< the day that is lived through
  Time now;                             ///< the moment
  std::optional<double> price_eur_kwh;  ///< market price now
  std::optional<double> next_eur_kwh;   ///< market price of the next period
  std::vector<DeviceView> devices;      ///< the devices, in order
  std::vector<double> fill_percent;     ///< the battery's state of charge so far, one value per half hour
  double grid_w = 0;                    ///< at the grid connection, W
  double cost_eur = 0;                  ///< the bill so far
  double cost_without_eur = 0;          ///< what it were without control
  double stored_eur = 0;                ///< worth of what is stored on top of the day's begin
  std::string intent;                   ///< what the energy manager is up to
  std::size_t messages = 0;             ///< exchanged so far
  std::size_t findings = 0;             ///< what was wrong with them
};

/// How a text is to be set off; what that looks like is up to the terminal.
enum class Tone { plain, strong, faint, good, bad };

/// Sets a text off, or leaves it as it is where there are no colours.
using Painter = std::string (*)(Tone tone, std::string_view text);

/// Without colours.
std::string paint_nothing(Tone tone, std::string_view text);
/// With the colours every terminal knows (ECMA-48).
std::string paint_ansi(Tone tone, std::string_view text);

/// The dashboard, line by line, none wider than `width` columns. Always the same number of lines for the same number of
/// devices, so that it can be redrawn in place.
std::vector<std::string> dashboard(const HomeView& view, std::size_t width, Painter paint);

/// The same moment in one line, for logs.
std::string progress_line(const HomeView& view);

}  // namespace s2::house
