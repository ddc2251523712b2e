#include "replay/replay_files.hpp"

#include "input/inputs.hpp"
#include "pipeline.hpp"
#include "progress.hpp"

#include <algorithm>
#include <chrono>

namespace s2::app {
namespace {

using Clock = std::chrono::steady_clock;

// Records between two looks at the clock.
constexpr std::uint64_t between_looks = 4096;

}  // namespace

std::unique_ptr<FileReport> replay_file(const std::string& path, const AnalysisOptions& options, Console& console,
                                        const std::function<void(std::uint64_t)>& on_bytes) {
  auto report = std::make_unique<FileReport>();
  report->source = path == standard_input ? "standard input" : path;
  Input input(path, console);
  RecordReader reader(input.stream(), input.form());
  Analysis analysis(options, *report);
  Walk walk(options.walk, analysis);
  std::uint64_t records = 0;
  while (auto record = reader.next()) {
    walk.take(*std::move(record));
    if (++records % between_looks == 0 && on_bytes) on_bytes(reader.passed());
  }
  walk.finish();
  report->failure = input.failure();
  if (report->failure.empty() && report->messages == 0 && report->troubles.errors() == 0) {
    report->failure = "no message in " + (path == standard_input ? std::string("the standard input") : path);
  }
  return report;
}

void replay_files(const std::vector<std::string>& paths, std::uint64_t bytes, const AnalysisOptions& options,
                  Console& console, const std::function<void(std::unique_ptr<FileReport>)>& on_report) {
  Progress progress(console, bytes, Clock::now());
  if (paths.size() == 1) {
    auto report = replay_file(paths.front(), options, console,
                              [&](std::uint64_t passed) { progress.show(passed, Clock::now()); });
    progress.clear();
    return on_report(std::move(report));
  }
  Pipeline<std::string, std::unique_ptr<FileReport>> files(
      [&](std::string path) { return replay_file(path, options, console); },
      std::max(1U, std::thread::hardware_concurrency()));
  for (const std::string& path : paths) {
    if (!console.out) break;  // nobody reads on
    while (files.full()) on_report(files.take());
    files.give(path);
  }
  while (!files.empty()) on_report(files.take());
}

}  // namespace s2::app
