// The list of message types: one row each, in the order of Kind and Message.

#include <s2/model/message.hpp>

#include <algorithm>
#include <array>

namespace s2 {
namespace {

constexpr Senders both{true, true};
constexpr Senders cem{true, false};
constexpr Senders rm{false, true};
constexpr std::optional<ControlType> common = std::nullopt;
constexpr std::optional<ControlType> pebc_only = ControlType::power_envelope_based_control;
constexpr std::optional<ControlType> ppbc_only = ControlType::power_profile_based_control;
constexpr std::optional<ControlType> ombc_only = ControlType::operation_mode_based_control;
constexpr std::optional<ControlType> frbc_only = ControlType::fill_rate_based_control;
constexpr std::optional<ControlType> ddbc_only = ControlType::demand_driven_based_control;
constexpr bool instruction = true;
constexpr bool no_instruction = false;

template <class T, std::size_t... I>
consteval std::size_t index_of(std::index_sequence<I...>) {
  return ((std::is_same_v<T, std::variant_alternative_t<I, Message>> ? I : 0) + ...);
}

template <class T>
constexpr MessageType message(Senders senders, std::optional<ControlType> control_type, bool is_instruction,
                              std::optional<Profile> only = {}) {
  MessageType row{};
  row.kind = static_cast<Kind>(index_of<T>(std::make_index_sequence<kind_count>{}));
  row.type = &type_of<T>;
  row.senders = senders;
  row.control_type = control_type;
  row.is_instruction = is_instruction;
  row.only = only;
  row.emplace = [](Message& any) -> void* { return &any.emplace<T>(); };
  if constexpr (requires(T t) { t.message_id; }) {
    row.message_id = [](const void* object) { return &static_cast<const T*>(object)->message_id; };
    row.message_id_slot = [](void* object) { return &static_cast<T*>(object)->message_id; };
  }
  return row;
}

// S2 JSON, messages/*; who sends what: S2 Connect, "State of communication", and the rule catalogue, C.3.
constexpr MessageType rows[] = {
    message<Handshake>(both, common, no_instruction),
    message<HandshakeResponse>(cem, common, no_instruction),
    message<ReceptionStatus>(both, common, no_instruction),
    message<SessionRequest>(both, common, no_instruction),
    message<ResourceManagerDetails>(rm, common, no_instruction),
    message<SelectControlType>(cem, common, no_instruction),
    message<PowerMeasurement>(rm, common, no_instruction),
    message<PowerForecast>(rm, common, no_instruction),
    message<InstructionStatusUpdate>(rm, common, no_instruction),
    message<RevokeObject>(both, common, no_instruction),
    message<pebc::PowerConstraints>(rm, pebc_only, no_instruction),
    message<pebc::EnergyConstraint>(rm, pebc_only, no_instruction),
    message<pebc::Instruction>(cem, pebc_only, instruction),
    message<ppbc::PowerProfileDefinition>(rm, ppbc_only, no_instruction),
    message<ppbc::PowerProfileStatus>(rm, ppbc_only, no_instruction),
    message<ppbc::ScheduleInstruction>(cem, ppbc_only, instruction),
    message<ppbc::StartInterruptionInstruction>(cem, ppbc_only, instruction),
    message<ppbc::EndInterruptionInstruction>(cem, ppbc_only, instruction),
    message<ombc::SystemDescription>(rm, ombc_only, no_instruction),
    message<ombc::Status>(rm, ombc_only, no_instruction),
    message<ombc::TimerStatus>(rm, ombc_only, no_instruction),
    message<ombc::Instruction>(cem, ombc_only, instruction),
    message<frbc::SystemDescription>(rm, frbc_only, no_instruction),
    message<frbc::StorageStatus>(rm, frbc_only, no_instruction),
    message<frbc::ActuatorStatus>(rm, frbc_only, no_instruction),
    message<frbc::TimerStatus>(rm, frbc_only, no_instruction),
    message<frbc::LeakageBehaviour>(rm, frbc_only, no_instruction),
    message<frbc::UsageForecast>(rm, frbc_only, no_instruction),
    message<frbc::FillLevelTargetProfile>(rm, frbc_only, no_instruction),
    message<frbc::Instruction>(cem, frbc_only, instruction),
    message<ddbc::SystemDescription>(rm, ddbc_only, no_instruction),
    message<ddbc::PresentDemandStatus>(rm, ddbc_only, no_instruction, Profile::v1_0_0),
    message<ddbc::ActuatorStatus>(rm, ddbc_only, no_instruction),
    message<ddbc::TimerStatus>(rm, ddbc_only, no_instruction),
    message<ddbc::AverageDemandRateForecast>(rm, ddbc_only, no_instruction),
    message<ddbc::Instruction>(cem, ddbc_only, instruction),
};

constexpr bool rows_follow_the_order_of_kind() {
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    if (static_cast<std::size_t>(rows[i].kind) != i) return false;
  }
  return std::size(rows) == kind_count;
}
static_assert(rows_follow_the_order_of_kind());

}  // namespace

std::span<const MessageType> message_types() { return rows; }

const MessageType& message_type_of(Kind kind) { return rows[static_cast<std::size_t>(kind)]; }

namespace {

// The place of a name in the index: its length and two letters keep the 36 names apart well enough.
std::size_t place_of(std::string_view name) {
  const auto letter = [name](std::size_t from_end) {
    return static_cast<std::size_t>(static_cast<unsigned char>(name[name.size() - from_end]));
  };
  return (name.size() * 5 + letter(1) * 3 + letter(name.size() / 2 + 1) * 17 + letter(name.size())) % 256;
}

// Every message type by the place of its name; neighbours step aside.
class Index {
 public:
  Index() {
    for (const auto& row : rows) {
      std::size_t place = place_of(row.name());
      while (places_[place]) place = (place + 1) % places_.size();
      places_[place] = &row;
    }
  }
  const MessageType* find(std::string_view name) const {
    if (name.empty()) return nullptr;
    for (std::size_t place = place_of(name); places_[place]; place = (place + 1) % places_.size()) {
      if (places_[place]->name() == name) return places_[place];
    }
    return nullptr;
  }

 private:
  std::array<const MessageType*, 256> places_{};
};

}  // namespace

const MessageType* find_message_type(std::string_view name) {
  static const Index index;
  return index.find(name);
}

const void* object_of(const Message& message) {
  return std::visit([](const auto& object) -> const void* { return &object; }, message);
}

void* object_of(Message& message) {
  return std::visit([](auto& object) -> void* { return &object; }, message);
}

const Id* message_id_of(const Message& message) {
  const auto& type = message_type_of(kind_of(message));
  return type.message_id ? type.message_id(object_of(message)) : nullptr;
}

void set_message_id(Message& message, const Id& id) {
  const auto& type = message_type_of(kind_of(message));
  if (type.message_id_slot) *type.message_id_slot(object_of(message)) = id;
}

const Id* instruction_id_of(const Message& message) {
  return std::visit(
      [](const auto& object) -> const Id* {
        using T = std::decay_t<decltype(object)>;
        if constexpr (requires { object.id, object.execution_time; }) {
          return &object.id;
        } else {
          static_assert(
              !requires(T t) { t.execution_time; }, "every instruction has an id");
          return nullptr;
        }
      },
      message);
}

}  // namespace s2
