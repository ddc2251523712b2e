#include "house_log.hpp"

#include <house/text.hpp>

#include <fmt/format.h>

namespace s2::house {
namespace {

std::string calm(std::string_view text) { return printable(text, HouseLog::peer_text_bytes); }

std::string listed(const std::vector<Finding>& findings) {
  if (findings.empty()) return "no reason given";
  const Finding& first = findings.front();
  const std::string place = first.pointer.empty() ? "" : " at " + calm(first.pointer);
  const std::string more = findings.size() == 1 ? "" : fmt::format(" (and {} more)", findings.size() - 1);
  return fmt::format("{}{}: {}{}", first.rule, place, calm(first.text), more);
}

std::string about(const ResourceManagerDetails& details) {
  std::string offers;
  for (const ControlType type : details.available_control_types) {
    offers += (offers.empty() ? "" : ", ") + std::string(name_of(type));
  }
  return fmt::format("is {} ({}), offers {}", calm(details.name.value_or("a device without name")),
                     calm(details.resource_id.text()), offers);
}

struct Teller {
  std::string operator()(const Initialised& event) const {
    return fmt::format("speaks S2 JSON {}", version_of(event.profile));
  }

  std::string operator()(const Received& event) const {
    if (!event.notes.empty()) {
      return fmt::format("{} with a flaw: {}", message_type_of(kind_of(event.message)).name(), listed(event.notes));
    }
    if (const auto* details = std::get_if<ResourceManagerDetails>(&event.message)) return about(*details);
    if (const auto* update = std::get_if<InstructionStatusUpdate>(&event.message)) {
      const bool bad =
          update->status_type == InstructionStatus::rejected || update->status_type == InstructionStatus::aborted;
      if (bad)
        return fmt::format("instruction {} was {}", calm(update->instruction_id.text()), name_of(update->status_type));
      return {};
    }
    const auto& type = message_type_of(kind_of(event.message));
    return type.is_instruction ? fmt::format("was given {}", type.name()) : std::string();
  }

  std::string operator()(const Refused& event) const {
    const std::string what = event.kind ? std::string(message_type_of(*event.kind).name()) : "a frame";
    return fmt::format("{} answered with {}: {}", what, name_of(event.status), listed(event.findings));
  }

  std::string operator()(const Answered& event) const {
    if (event.status == ReceptionStatusValues::ok) return {};
    return fmt::format("the peer answered our {} with {}: {}", message_type_of(event.kind).name(),
                       name_of(event.status), event.diagnostic.empty() ? "no reason given" : calm(event.diagnostic));
  }

  std::string operator()(const Retrying& event) const {
    return fmt::format("the peer cannot take our {} now; it is sent again at {}", message_type_of(event.kind).name(),
                       format_time({event.at.seconds, 0}));
  }

  std::string operator()(const InstructionEnded& event) const {
    return fmt::format("instruction {} was {}", calm(event.instruction_id.text()), name_of(event.status));
  }

  std::string operator()(const FellBack& event) const {
    return fmt::format("the CEM has been silent for {} s: falls back to its safe behaviour",
                       event.silent.count() / 1000);
  }

  std::string operator()(const Recovered& event) const {
    return fmt::format("the CEM is back after {} s", event.silent.count() / 1000);
  }

  std::string operator()(const Overdue& event) const {
    return fmt::format("the peer left our {} without an answer (REC-002)", message_type_of(event.kind).name());
  }

  std::string operator()(const ControlTypeChanged& event) const {
    return fmt::format("control type is now {}", name_of(event.control_type));
  }

  std::string operator()(const LeftUndone& event) const {
    return fmt::format("{}: {}", event.omission.finding.rule, calm(event.omission.finding.text));
  }

  std::string operator()(const Noticed& event) const {
    return fmt::format("{}: {}", event.finding.rule, calm(event.finding.text));
  }

  std::string operator()(const Ended& event) const { return "session over: " + calm(event.text); }
};

}  // namespace

std::string sentence_of(const Event& event) { return std::visit(Teller{}, event); }

void HouseLog::on_event(EnergyManagementRole, const std::string& rm, const Event& event, Time now) {
  const std::string sentence = sentence_of(event);
  if (!sentence.empty()) on_note(rm, sentence, now);
}

void HouseLog::on_order(const std::string& rm, const planner::Order& order, Time now) {
  on_note(rm, fmt::format("{}: {}", message_type_of(kind_of(order.message)).name(), order.why), now);
}

void HouseLog::on_note(const std::string& rm, std::string_view sentence, Time now) {
  out_ << fmt::format("{}  {:<10}  {}\n", format_time({now.seconds, 0}), rm, sentence) << std::flush;
}

}  // namespace s2::house
