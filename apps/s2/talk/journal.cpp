#include "talk/journal.hpp"

#include <algorithm>
#include <utility>

namespace s2::app {

void Journal::add(const Heard& heard, bool ours, std::string line) {
  const Observation& seen = heard.observation;
  JournalEntry entry{.number = ++last_number_,
                     .ours = ours,
                     .time = heard.time,
                     .text = std::string(heard.text),
                     .line = std::move(line),
                     .kind = seen.kind,
                     .message_id = seen.message_id,
                     .message = std::nullopt};
  if (seen.message != nullptr) entry.message = *seen.message;
  if (!ours && seen.kind && seen.message != nullptr) ++counts_[static_cast<std::size_t>(*seen.kind)];
  bytes_ += entry.text.size();
  entries_.push_back(std::move(entry));
  while (entries_.size() > kept || (bytes_ > kept_bytes && entries_.size() > 1)) {
    bytes_ -= entries_.front().text.size();
    entries_.pop_front();
  }
}

const JournalEntry* Journal::take(Kind kind, const Meant& meant) {
  const auto is_of_type = [&](const JournalEntry& entry) { return !entry.ours && entry.kind == kind && entry.message; };
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const JournalEntry& entry) {
    return is_of_type(entry) && !entry.taken && meant(*entry.message);
  });
  if (found == entries_.end()) return nullptr;
  for (auto entry = entries_.begin(); entry <= found; ++entry) entry->taken = entry->taken || is_of_type(*entry);
  return &*found;
}

const JournalEntry* Journal::newest(Kind kind) const {
  const auto found = std::find_if(entries_.rbegin(), entries_.rend(), [&](const JournalEntry& entry) {
    return !entry.ours && entry.kind == kind && entry.message;
  });
  return found == entries_.rend() ? nullptr : &*found;
}

std::optional<ReceptionStatus> Journal::answer_to(const Id& message_id) const {
  for (const JournalEntry& entry : entries_) {
    if (entry.ours || entry.kind != Kind::ReceptionStatus || !entry.message) continue;
    const auto& answer = std::get<ReceptionStatus>(*entry.message);
    if (answer.subject_message_id == message_id) return answer;
  }
  return std::nullopt;
}

const JournalEntry* Journal::find(std::optional<std::size_t> number) const {
  const auto found = std::find_if(entries_.rbegin(), entries_.rend(), [&](const JournalEntry& entry) {
    return number ? entry.number == *number : entry.kind != Kind::ReceptionStatus;
  });
  return found == entries_.rend() ? nullptr : &*found;
}

}  // namespace s2::app
