#include "process.hpp"

#include <fmt/format.h>

#include <cmath>

namespace s2::house {
namespace {

// When all messages of a recording have the same version, its header says so.
std::optional<Profile> only_profile(const std::vector<std::string>& versions) {
  return versions.size() == 1 ? profile_of(versions.front()) : std::nullopt;
}

Duration stretched(Duration span, double speed) {
  return Duration(std::llround(static_cast<double>(span.count()) * speed));
}

}  // namespace

// Passes frames on to the recorder once there is one.
struct Process::RecorderSlot : Watcher {
  const std::unique_ptr<Recorder>& recorder;
  explicit RecorderSlot(const std::unique_ptr<Recorder>& slot) : recorder(slot) {}
  void on_frame(const RecordedFrame& frame) override {
    if (recorder) recorder->on_frame(frame);
  }
};

SessionOptions session_options(const ProcessOptions& options) {
  SessionOptions session;
  session.versions = options.versions;
  auto& times = session.times;
  for (Duration* span : {&times.acknowledgement, &times.handshake, &times.close}) {
    *span = stretched(*span, options.speed);
  }
  for (Duration& span : times.repeats) span = stretched(span, options.speed);
  session.tolerances.grace = stretched(session.tolerances.grace, options.speed);
  return session;
}

Process::Process(std::string name, const ProcessOptions& options, std::ostream& log)
    : name_(std::move(name)),
      options_(options),
      out_(log),
      clock_(loop_, options.speed),
      log_(log),
      slot_(std::make_unique<RecorderSlot>(recorder_)),
      watchers_({slot_.get(), &log_}) {}

Result<void> Process::begin_recording() {
  if (options_.record.empty()) return {};
  auto file = open_line_file(options_.record, Existing::kept);
  if (!file) return Unexpected{std::move(file).error()};
  auto recorder = Recorder::begin(std::move(*file), options_.record,
                                  {options_.made_by, clock_.now(), only_profile(options_.versions)},
                                  [this](const std::string& sentence) { note(name_, sentence); });
  if (!recorder) return Unexpected{std::move(recorder).error()};
  recorder_ = std::move(*recorder);
  return {};
}

int Process::fail(std::string_view sentence) {
  out_ << fmt::format("s2: {}: {}\n", name_, sentence) << std::flush;
  return cannot_start;
}

}  // namespace s2::house
