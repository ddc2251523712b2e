#include "day_report.hpp"

#include <house/day.hpp>
#include <house/quantities.hpp>
#include <house/text.hpp>

#include "json_line.hpp"
#include "text_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace s2::house {
namespace {

constexpr std::size_t label_width = 32;
constexpr std::size_t value_width = 18;

std::string row(std::string_view label, std::string_view without, std::string_view with) {
  return fmt::format("  {}{}{}", fit(label, label_width), fit_right(without, value_width),
                     fit_right(with, value_width));
}

std::string tariff_line(const Tariff& tariff) {
  const std::string feed_in =
      tariff.feed_in_at_price ? "the market price" : fmt::format("{:.1f} ct/kWh", tariff.feed_in_eur_kwh * 100);
  return fmt::format("  Bought at the market price + {:.1f} ct/kWh, fed in at {}.\n", tariff.grid_fee_eur_kwh * 100,
                     feed_in);
}

std::string stored_line(const Bill& bill) {
  const bool lack = bill.stored_kwh() < 0;
  return fmt::format("  The battery holds {} {} than at the begin; {}, losses included.\n",
                     kilowatt_hours(std::abs(bill.stored_kwh())), lack ? "less" : "more",
                     lack ? "valued at the day's mean buying price" : "valued at the day's mean feed-in price");
}

std::string table(const DayResult& result, Painter paint) {
  const Bill& bill = result.bill;
  const auto& flows = bill.flows();
  std::string text = paint(Tone::strong, fmt::format("  {}  {}", result.day.name, result.day.text)) + "\n\n";
  const auto add = [&](Tone tone, std::string_view label, std::string_view without, std::string_view with) {
    const std::string line = row(label, without, with);
    text += (tone == Tone::plain ? line : paint(tone, line)) + "\n";
  };
  const Meter& without = bill.without();
  const Meter& with = bill.with();
  add(Tone::faint, "", "without control", "with control");
  add(Tone::plain, "bought from the grid", kilowatt_hours(without.bought_kwh()), kilowatt_hours(with.bought_kwh()));
  add(Tone::plain, "fed into the grid", kilowatt_hours(without.fed_in_kwh()), kilowatt_hours(with.fed_in_kwh()));
  add(Tone::plain, "own sun used at home", kilowatt_hours(flows.own_sun_without), kilowatt_hours(flows.own_sun));
  add(Tone::plain, "sun curtailed", kilowatt_hours(0), kilowatt_hours(flows.curtailed));
  add(Tone::plain, "battery charged / discharged", "-",
      fmt::format("{:.2f} / {:.2f} kWh", flows.charged, flows.discharged));
  add(Tone::plain, "highest power at the grid", fmt::format("{:.2f} kW", without.peak_w() / 1000),
      fmt::format("{:.2f} kW", with.peak_w() / 1000));
  add(Tone::plain, "the day's bill", euros(without.cost_eur()), euros(with.cost_eur()));
  add(Tone::plain, "stored energy counted in", "-", euros(-bill.stored_eur()));
  add(Tone::strong, "the day in all", euros(without.cost_eur()), euros(with.cost_eur() - bill.stored_eur()));
  add(bill.saved_eur() >= 0 ? Tone::good : Tone::bad, "saved by control", "", euros(bill.saved_eur()));
  return text + "\n" + tariff_line(result.tariff) + stored_line(bill);
}

std::string troubles_table(const DayResult& result, Painter paint) {
  if (result.troubles.troubles().empty()) return {};
  std::string text = "\n" +
                     paint(Tone::faint, fmt::format("  {:<56}{:>10}{:>8}{:>9}{:>10}{:>8}", "what went wrong",
                                                    "undecided", "ended", "planned", "back", "done")) +
                     "\n" +
                     paint(Tone::faint, fmt::format("  {:<56}{:>10}{:>8}{:>9}{:>10}{:>8}", "", "messages", "orders",
                                                    "again", "after", "twice")) +
                     "\n";
  for (std::size_t i = 0; i < result.troubles.troubles().size(); ++i) {
    const Trouble& trouble = result.troubles.troubles()[i];
    const TroubleCost& cost = result.troubles.costs()[i];
    const std::string back =
        cost.back_after ? fmt::format("{:.0f} s", static_cast<double>(cost.back_after->count()) / 1000) : "-";
    const std::string line =
        fmt::format("  {}  {}{:>10}{:>8}{:>9}{:>10}{:>8}", clock_text(result.day, result.day.start + trouble.begins),
                    fit(about(trouble), 49), cost.undecided, cost.ended, cost.planned_again, back, cost.done_twice);
    text += (cost.done_twice == 0 ? line : paint(Tone::bad, line)) + "\n";
  }
  return text;
}

std::string troubles_json(const TroubleBook& book) {
  std::string list;
  for (std::size_t i = 0; i < book.troubles().size(); ++i) {
    const TroubleCost& cost = book.costs()[i];
    list +=
        (list.empty() ? "" : ",") +
        app::JsonLine()
            .member("what", about(book.troubles()[i]))
            .member("undecided", std::uint64_t{cost.undecided})
            .member("ended", std::uint64_t{cost.ended})
            .member("planned_again", std::uint64_t{cost.planned_again})
            .raw("back_after_s",
                 cost.back_after ? fmt::format("{:.3f}", static_cast<double>(cost.back_after->count()) / 1000) : "null")
            .member("done_twice", std::uint64_t{cost.done_twice})
            .str();
  }
  return '[' + list + ']';
}

std::string problems(const DayResult& result, Painter paint) {
  std::string text;
  for (const auto& found : result.tally.found()) {
    text += paint(Tone::bad,
                  fmt::format("  {}  {}  {}{}: {}", clock_text(result.day, found.time), found.rm, found.finding.rule,
                              found.finding.pointer.empty() ? "" : " " + printable(found.finding.pointer, 80),
                              printable(found.finding.text, 200))) +
            "\n";
  }
  return text.empty() ? text : "\n" + text;
}

std::string messages_line(const Tally& tally) {
  std::string parts;
  for (const auto& [rm, count] : tally.messages_by_rm()) {
    parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", rm, grouped(count));
  }
  return parts;
}

std::string replay_line(const std::optional<Replayed>& replayed) {
  if (!replayed) return {};
  return fmt::format("  replay     {}: {} findings, slowest answer {} ms\n",
                     replayed->page.empty() ? "the page could not be written" : replayed->page, replayed->findings,
                     replayed->slowest_answer.count());
}

std::string replay_json(const Replayed& replayed) {
  const auto page = replayed.page.empty() ? std::nullopt : std::optional<std::string_view>(replayed.page);
  return app::JsonLine()
      .member("findings", replayed.findings)
      .raw("slowest_answer_ms", std::to_string(replayed.slowest_answer.count()))
      .member_or_null("page", page)
      .str();
}

std::string files(const DayResult& result) {
  return fmt::format("  recording  {}{}\n  plot       {}\n", result.recording,
                     result.recording_complete ? "" : "  (incomplete)",
                     result.plot.empty() ? "could not be written" : result.plot) +
         replay_line(result.replayed);
}

std::string next_steps(const DayResult& result) {
  struct Step {
    std::string command;
    std::string_view what;
  };
  const Step steps[] = {{"replay --all " + result.recording, "judge the conversations again"},
                        {"model FRBC.Instruction", "what the battery was told"},
                        {"demo --day list", "other days"},
                        {"cem", "an energy manager …"},
                        {"device battery", "… and its battery elsewhere"}};
  std::size_t widest = 0;
  for (const auto& step : steps) widest = std::max(widest, app::columns_of(step.command));
  std::string text = "  What to try next\n";
  for (const auto& step : steps) {
    text += fmt::format("    {} {}  {}\n", result.command, fit(step.command, widest), step.what);
  }
  return text;
}

// Figures for programs: as many digits as the bill is good for.
std::string meter_json(const Meter& meter) {
  return app::JsonLine()
      .raw("cost_eur", fmt::format("{:.4f}", meter.cost_eur()))
      .raw("bought_kwh", fmt::format("{:.3f}", meter.bought_kwh()))
      .raw("fed_in_kwh", fmt::format("{:.3f}", meter.fed_in_kwh()))
      .raw("peak_w", fmt::format("{:.0f}", meter.peak_w()))
      .str();
}

}  // namespace

std::string day_report(const DayResult& result, Painter paint) {
  const Tally& tally = result.tally;
  return table(result, paint) + troubles_table(result, paint) + problems(result, paint) + "\n" +
         (result.acquaintance ? summary(*result.acquaintance) + "\n" : "") + files(result) + "\n" + next_steps(result) +
         "\n" + paint(Tone::faint, "  by device: " + messages_line(tally)) + "\n" +
         fmt::format("{} messages, {} findings\n", tally.messages(), tally.findings());
}

std::string day_summary(const DayResult& result) {
  const Bill& bill = result.bill;
  const auto& flows = bill.flows();
  const auto kwh = [](double value) { return fmt::format("{:.3f}", value); };
  const auto eur = [](double value) { return fmt::format("{:.4f}", value); };
  const auto plot = result.plot.empty() ? std::nullopt : std::optional<std::string_view>(result.plot);
  return app::JsonLine()
             .member("day", result.day.name)
             .member("seed", result.seed)
             .raw("without_control", meter_json(bill.without()))
             .raw("with_control", meter_json(bill.with()))
             .raw("stored_kwh", kwh(bill.stored_kwh()))
             .raw("stored_eur", eur(bill.stored_eur()))
             .raw("saved_eur", eur(bill.saved_eur()))
             .raw("used_kwh", kwh(flows.used))
             .raw("produced_kwh", kwh(flows.produced))
             .raw("curtailed_kwh", kwh(flows.curtailed))
             .raw("own_sun_kwh", kwh(flows.own_sun))
             .raw("charged_kwh", kwh(flows.charged))
             .raw("discharged_kwh", kwh(flows.discharged))
             .member("messages", std::uint64_t{result.tally.messages()})
             .member("findings", std::uint64_t{result.tally.findings()})
             .raw("troubles", troubles_json(result.troubles))
             .raw("connect", result.acquaintance ? json(*result.acquaintance) : "null")
             .member("recording", result.recording)
             .raw("recording_complete", result.recording_complete ? "true" : "false")
             .member_or_null("plot", plot)
             .raw("replay", result.replayed ? replay_json(*result.replayed) : "null")
             .str() +
         "\n";
}

}  // namespace s2::house
