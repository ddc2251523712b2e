#include "dashboard.hpp"

#include <house/day.hpp>
#include <house/quantities.hpp>
#include <house/sparkline.hpp>
#include <house/text.hpp>

#include "text_layout.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace s2::house {
namespace {

constexpr Duration half_hour{30 * 60 * 1000};

// Cuts a line that is too wide. Lines are laid out before they are painted, since escape sequences take no columns.
struct Page {
  std::size_t width;
  Painter paint;
  std::vector<std::string> lines;

  void add(Tone tone, std::string_view text) {
    const std::string cut = app::columns_of(text) > width ? fit(text, width) : std::string(text);
    lines.push_back(tone == Tone::plain || cut.empty() ? cut : paint(tone, cut));
  }
};

std::string price_text(std::optional<double> price) { return price ? cents(*price) : std::string("unknown"); }

void add_head(Page& page, const HomeView& view) {
  page.add(Tone::strong, fmt::format(" {}   {}   {}", view.day->name, clock_text(*view.day, view.now), view.day->text));
  page.add(Tone::plain, "");
}

// Half hours, so that a day takes 48 columns; a caret marks now.
void add_curves(Page& page, const HomeView& view) {
  std::vector<double> prices;
  for (int i = 0; i < 48; ++i) {
    const Time from = view.day->start + half_hour * i;
    prices.push_back(view.day->price_eur_kwh.mean(from, from + half_hour));
  }
  const auto [low, high] = std::minmax_element(prices.begin(), prices.end());
  const auto now_at = static_cast<std::size_t>(std::clamp((view.now - view.day->start) / half_hour, 0L, 47L));
  page.add(Tone::plain, fmt::format(" {:<9} {}  {}", "price", sparkline(prices, *low, *high),
                                    fmt::format("now {}", price_text(view.price_eur_kwh))));
  page.add(Tone::faint, fmt::format(" {:<9} {}  {}", "", std::string(now_at, ' ') + '^' + std::string(47 - now_at, ' '),
                                    fmt::format("next {}", price_text(view.next_eur_kwh))));
  const double level = view.fill_percent.empty() ? 0 : view.fill_percent.back();
  page.add(Tone::plain, fmt::format(" {:<9} {}  {}", "battery", fit(sparkline(view.fill_percent, 0, 100), 48),
                                    view.fill_percent.empty() ? "" : percent(level)));
  page.add(Tone::plain, "");
}

void add_devices(Page& page, const HomeView& view) {
  page.add(Tone::faint, fmt::format(" {:<9} {:>9} {:>6}   {}", "device", "power", "level", "now, and its last order"));
  for (const auto& device : view.devices) {
    const std::string level = device.reading.fill_level ? percent(*device.reading.fill_level) : "";
    page.add(Tone::plain,
             fmt::format(" {} {} {}   {}", fit(device.name, 9), fit_right(kilowatts(device.reading.power), 9),
                         fit_right(level, 6), device.reading.activity));
    const std::string when = device.ordered ? clock_text(*view.day, *device.ordered) + "  " : "";
    page.add(Tone::faint, fmt::format(" {:<9} {:>16}   {}", "", "", when + device.order));
  }
  page.add(Tone::strong, fmt::format(" {:<9} {}", "grid", fit_right(kilowatts(view.grid_w), 9)));
  page.add(Tone::plain, "");
}

void add_money(Page& page, const HomeView& view) {
  page.add(Tone::plain, fmt::format(" cost so far   without control {}   with control {}   stored since midnight {}",
                                    euros(view.cost_without_eur), euros(view.cost_eur), euros(view.stored_eur)));
  const double saved = view.cost_without_eur - view.cost_eur + view.stored_eur;
  page.add(saved >= 0 ? Tone::good : Tone::bad, fmt::format(" saved so far  {}", euros(saved)));
  page.add(Tone::faint, " plan          " + view.intent);
  page.add(Tone::plain, "");
  page.add(view.findings == 0 ? Tone::faint : Tone::bad,
           fmt::format(" {} messages, {} findings", grouped(view.messages), view.findings));
}

}  // namespace

std::string paint_nothing(Tone, std::string_view text) { return std::string(text); }

std::string paint_ansi(Tone tone, std::string_view text) {
  std::string_view code = "0";
  switch (tone) {
    case Tone::plain:
      break;
    case Tone::strong:
      code = "1";
      break;
    case Tone::faint:
      code = "2";
      break;
    case Tone::good:
      code = "32";
      break;
    case Tone::bad:
      code = "31";
      break;
  }
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::vector<std::string> dashboard(const HomeView& view, std::size_t width, Painter paint) {
  Page page{width, paint, {}};
  add_head(page, view);
  add_curves(page, view);
  add_devices(page, view);
  add_money(page, view);
  return std::move(page.lines);
}

std::string progress_line(const HomeView& view) {
  std::string line = fmt::format("{}  {:>13}", clock_text(*view.day, view.now), price_text(view.price_eur_kwh));
  for (const auto& device : view.devices) {
    line += fmt::format("  {} {}", device.name, fit_right(kilowatts(device.reading.power), 8));
    if (device.reading.fill_level) line += fmt::format(" {:>4}", percent(*device.reading.fill_level));
  }
  return line + fmt::format("  grid {}  cost {} (without control {})", fit_right(kilowatts(view.grid_w), 8),
                            euros(view.cost_eur), euros(view.cost_without_eur));
}

}  // namespace s2::house
