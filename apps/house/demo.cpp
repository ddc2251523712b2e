#include "demo.hpp"

#include <house/day.hpp>
#include <house/day_report.hpp>
#include <house/demo_house.hpp>
#include <house/demo_show.hpp>
#include <house/plot/day_plot.hpp>
#include <house/recorder.hpp>
#include <house/tally.hpp>
#include <house/wiring.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace s2::house {
namespace {

enum Exit : int { all_well = 0, something_found = 1, could_not_run = 2, was_interrupted = 130 };

int fail(const DemoStage& stage, const std::string& sentence) {
  stage.err << "s2: demo: " << sentence << '\n';
  return could_not_run;
}

// The devices' side of the conversation: its events are judged as well, its frames are the same as at the other end.
struct DeviceSide : Watcher {
  Tally& tally;
  explicit DeviceSide(Tally& all) : tally(all) {}
  void on_event(EnergyManagementRole role, const std::string& rm, const Event& event, Time now) override {
    tally.on_event(role, rm, event, now);
  }
};

Result<std::unique_ptr<Recorder>> open_recording(const DemoOptions& options, const DemoStage& stage, Time start) {
  std::error_code error;
  std::filesystem::create_directories(options.out, error);
  if (error) {
    return Unexpected{Finding{"S2CPP-RECORD", Severity::error, "", "",
                              fmt::format("cannot make the folder {}: {}", options.out, error.message())}};
  }
  const std::string path = (std::filesystem::path(options.out) / "day.s2log").string();
  auto file = open_line_file(path, Existing::replaced);
  if (!file) return Unexpected{std::move(file).error()};
  return Recorder::begin(std::move(*file), path, {options.made_by, start, Profile::v1_0_0},
                         [&stage](const std::string& sentence) { stage.err << "s2: demo: " << sentence << '\n'; });
}

// Everybody can be reached by the energy manager: at once, or after strangers have paired.
Result<std::unique_ptr<Wiring>> wire(const DemoOptions& options, const DemoStage& stage, transport::Loop& loop) {
  if (options.plain) return std::unique_ptr<Wiring>(std::make_unique<PlainWiring>(loop));
  auto wiring = PairedWiring::make(loop, {.devices = DemoHouse::device_names(),
                                          .folder = (std::filesystem::path(options.out) / "pairings").string(),
                                          .fresh = options.fresh,
                                          .discovery = options.discovery,
                                          .tell = [&options, &stage](const std::string& sentence) {
                                            if (!options.headless && !options.json)
                                              stage.out << "  " << sentence << '\n' << std::flush;
                                          }});
  if (!wiring) return Unexpected{std::move(wiring).error()};
  if (auto met = (*wiring)->meet(); !met) return Unexpected{std::move(met).error()};
  return std::unique_ptr<Wiring>(std::move(*wiring));
}

// The plot's path; empty when it could not be written.
std::string write_plot(const DemoOptions& options, const DemoStage& stage, const std::string& svg) {
  const std::string path = (std::filesystem::path(options.out) / "day.svg").string();
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << svg;
  file.close();
  if (file) return path;
  stage.err << "s2: demo: cannot write the plot " << path << '\n';
  return {};
}

std::optional<Replayed> replay(const DemoOptions& options, const Recorder& recorder, const Tally::Excuse& excuse) {
  if (!options.replay) return std::nullopt;
  return options.replay(recorder.path(), (std::filesystem::path(options.out) / "report.html").string(), excuse);
}

// Whether a file is missing or cut, or the replay found what nobody else did.
bool is_incomplete(const DayResult& result) {
  const bool replay_failed = result.replayed && (result.replayed->findings > 0 || result.replayed->page.empty());
  return !result.recording_complete || result.plot.empty() || replay_failed;
}

}  // namespace

std::string demo_days() {
  std::string text;
  for (const auto& day : devices::embedded_days()) text += fmt::format("{:<12} {}\n", day.name, day.text);
  return text;
}

int run_demo(const DemoOptions& options, const DemoStage& stage) {
  const auto day = find_day(options.day);
  if (!day) return fail(stage, day.error().text);
  auto recorder = open_recording(options, stage, day->start);
  if (!recorder) return fail(stage, recorder.error().text);

  transport::Loop loop;
  auto wiring = wire(options, stage, loop);
  if (!wiring) return fail(stage, wiring.error().text);

  Tally tally;
  DeviceSide device_side(tally);
  Watchers cem_side({recorder->get(), &tally});
  DemoSettings settings = demo_settings(*day, options.seed);
  if (!options.calm) settings.troubles = usual_troubles();
  DemoHouse house(settings, loop, **wiring, cem_side, device_side);
  const auto excuse = [&house](const std::string& rm, const Finding& finding, Time now) {
    return house.troubles().brings(rm, finding, now);
  };
  tally.excuse(excuse);
  Result<void> lived;
  bool interrupted = false;
  {
    DemoShow show(house, tally, options, stage);
    lived = house.live([&](Time next) { return show.wait_for(next); });
    interrupted = show.interrupted();
  }
  if (!lived) return fail(stage, lived.error().text);

  const std::string plot = write_plot(options, stage, day_plot(*day, house.track(), house.bill()));
  const DayResult result{.day = *day,
                         .seed = options.seed,
                         .tariff = Tariff::of(settings.home),
                         .bill = house.bill(),
                         .tally = tally,
                         .troubles = house.troubles(),
                         .recording = (*recorder)->path(),
                         .recording_complete = (*recorder)->complete(),
                         .command = options.command,
                         .plot = plot,
                         .replayed = replay(options, **recorder, excuse),
                         .acquaintance = (*wiring)->acquaintance()};
  if (interrupted) stage.err << "s2: demo: interrupted; this is the part of the day that has passed\n";
  stage.out << (options.json ? day_summary(result) : day_report(result, stage.paint)) << std::flush;
  if (interrupted) return was_interrupted;
  return tally.findings() > 0 || is_incomplete(result) ? something_found : all_well;
}

}  // namespace s2::house
