#pragma once
// DayPlot: a day as a picture: power, price and fill level over the hours.

#include <house/bill.hpp>
#include <house/day_track.hpp>

#include <s2/devices.hpp>

#include <string>

namespace s2::house {

/// Draws a day as SVG. Light or dark as the viewer prefers; the colours differ for the colour-blind as well (Okabe and
/// Ito, "Color universal design").
std::string day_plot(const devices::Day& day, const DayTrack& track, const Bill& bill);

}  // namespace s2::house
