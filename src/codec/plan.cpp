// How plans are made: by walking the tables with an object in hand, because only an object tells where members lie.

#include "plan.hpp"

#include <array>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace s2::codec {
namespace {

class Plans {
 public:
  Plans() {
    for (const MessageType& type : message_types()) {
      Message message;
      Plan* plan = made(type.type(), type.emplace(message));
      plan->opening = kept("{\"message_type\":\"" + std::string(type.name()) + '"');
      by_kind_[static_cast<std::size_t>(type.kind)] = plan;
    }
  }

  const Plan& of(Kind kind) const { return *by_kind_[static_cast<std::size_t>(kind)]; }

 private:
  Plan* made(const Type& type, void* object) {
    if (const auto found = by_type_.find(&type); found != by_type_.end()) return found->second;
    std::vector<PlanRow>& rows = rows_.emplace_back();
    rows.reserve(type.fields.size());
    for (const Field& field : type.fields) rows.push_back(row(field, object, std::uint64_t{1} << rows.size()));
    const std::uint64_t all = (std::uint64_t{1} << rows.size()) - 1;
    return by_type_[&type] = &plans_.emplace_back(Plan{&type, rows, all});
  }

  // Keeps a text with as much behind it as a copy in blocks of 16 bytes may read.
  std::string_view kept(std::string text) {
    const std::size_t length = text.size();
    text.resize((length / 16 + 2) * 16);
    return std::string_view(texts_.emplace_back(std::move(text))).substr(0, length);
  }

  PlanRow row(const Field& field, void* object, std::uint64_t bit) {
    const std::string_view next_key = kept(",\"" + std::string(field.name) + "\":");
    const std::string_view key = next_key.substr(1);
    const std::size_t in_head = std::min(key.size(), sizeof(std::uint64_t));
    char head[sizeof(std::uint64_t)] = {};
    char mask[sizeof(std::uint64_t)] = {};
    std::memcpy(head, key.data(), in_head);
    std::memset(mask, 0xFF, in_head);

    void* slot = field.write(object);
    const auto offset = static_cast<char*>(slot) - static_cast<char*>(object);
    void* item = field.list ? field.list->slot(slot, 0) : slot;
    PlanRow row{next_key,
                key,
                eight_bytes(head),
                eight_bytes(mask),
                &field,
                &field.type(),
                field.shape == Shape::object ? made(field.type(), item) : nullptr,
                bit,
                field.may_be_absent ? -1 : offset,
                field.shape,
                field.list != nullptr,
                0,
                0};
    for (const Profile profile : all_profiles) {
      const Presence presence = field.presence(profile);
      if (presence == Presence::forbidden) row.absent_in |= bit_of(profile);
      if (presence == Presence::required) row.required_in |= bit_of(profile);
    }
    return row;
  }

  std::deque<std::string> texts_;
  std::deque<std::vector<PlanRow>> rows_;
  std::deque<Plan> plans_;
  std::unordered_map<const Type*, Plan*> by_type_;
  std::array<const Plan*, kind_count> by_kind_{};
};

}  // namespace

const Plan& plan_of(Kind kind) {
  static const Plans plans;
  return plans.of(kind);
}

}  // namespace s2::codec
