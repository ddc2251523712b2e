#include "process_options.hpp"

#include "choice.hpp"
#include "help.hpp"

#include <house/wall_clock.hpp>

#include <sstream>

namespace s2::app {

CLI::Validator between(double low, double high) {
  return CLI::Validator(
      [=](const std::string& word) {
        double value = 0;
        if (CLI::detail::lexical_cast(word, value) && value >= low && value <= high) return std::string();
        std::ostringstream why;
        why << '\'' << word << "' is no number from " << low << " to " << high;
        return why.str();
      },
      "");
}

void add_process_options(CLI::App& app, house::ProcessOptions& options, std::string& day) {
  options.made_by = std::string(program_version());
  Choices<std::vector<std::string>> versions;
  for (const auto& [word, profile] : profile_choices()) versions.push_back({word, {std::string(word)}});
  add_choice(app, "--profile", options.versions, versions,
             "the S2 JSON version to speak: 1.0.0 or 0.0.2-beta; both are offered unless told")
      ->option_text("VERSION");
  app.add_option("--day", day, "the embedded day that is repeated; 's2 demo --day list' names them")
      ->option_text("NAME");
  app.add_option("--record", options.record, "append every message to this recording (.s2log)")->option_text("FILE");
  app.add_option("--speed", options.speed,
                 "let the clock run N times as fast, 1 to 100; give every process of a house the same N")
      ->option_text("N")
      ->check(between(1, house::WallClock::speed_max));
}

}  // namespace s2::app
