#include "observer.hpp"

#include <s2/recording.hpp>

#include <ostream>
#include <utility>

namespace s2::interop {
namespace {

EnergyManagementRole other(EnergyManagementRole role) {
  return role == EnergyManagementRole::rm ? EnergyManagementRole::cem : EnergyManagementRole::rm;
}

ConversationOptions begun(Start start) {
  ConversationOptions options;
  options.start = start;
  return options;
}

}  // namespace

Observer::Observer(EnergyManagementRole ours, Start start, const std::filesystem::path& recording, std::ostream& out)
    : ours_(ours), start_(start), recording_(recording), out_(out), conversation_(begun(start)) {}

void Observer::open() {
  tell_unanswered();
  conversation_ = Conversation(begun(start_));
  opens_ = true;
}

void Observer::observe(EnergyManagementRole sender, std::string_view frame, Time now) {
  const bool first = recording_.tellp() == 0;
  if (first) {
    const auto profile = start_ == Start::connected ? std::optional(Profile::v1_0_0) : std::nullopt;
    recording_ << to_line(RecordingHeader{"s2_session_peer", now, profile}) << '\n';
  }
  const auto direction = sender == EnergyManagementRole::rm ? Direction::rm_to_cem : Direction::cem_to_rm;
  recording_ << to_line(RecordedFrame{now, direction, "rm", std::string(frame), std::exchange(opens_, false)}) << '\n';

  const auto& seen = conversation_.observe({sender, frame, now});
  for (const auto& finding : seen.findings) {
    const bool error = finding.severity == Severity::error;
    errors_ += error;
    out_ << (error ? "error" : "warning") << " of " << name_of(sender) << ": " << finding.rule << ' ' << finding.text
         << ' ' << frame << '\n';
  }
}

void Observer::finish() {
  tell_unanswered();
  recording_.flush();
}

void Observer::tell_unanswered() {
  for (const auto& left : conversation_.unanswered()) {
    if (left.kind == Kind::SessionRequest) continue;  // who is asked to go may just go
    ++errors_;
    const auto type = left.kind ? message_type_of(*left.kind).name() : "a message";
    out_ << "error of " << name_of(other(left.sender)) << ": REC-002 " << type << " was not answered\n";
  }
}

}  // namespace s2::interop
