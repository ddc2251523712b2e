// Tasks whose time can be shifted. Rule catalogue, C.7 and D.6.

#include "effects.hpp"
#include "room.hpp"

#include <rules/content.hpp>

namespace s2 {

const PpbcState::Task* PpbcState::find(const Id& id) const {
  const auto found =
      std::find_if(tasks.rbegin(), tasks.rend(), [&id](const Task& task) { return task.profile.id == id; });
  return found == tasks.rend() ? nullptr : &*found;
}

namespace rules {
namespace {

using Task = PpbcState::Task;
using Container = PpbcState::Container;

Container* find_container(Task* task, const Id& id) {
  if (!task) return nullptr;
  const IdDigest wanted = digest_of(id);
  for (Container& container : task->containers) {
    if (container.id == wanted) return &container;
  }
  return nullptr;
}

bool is_running(ppbc::PowerSequenceStatus status) {
  return status == ppbc::PowerSequenceStatus::executing || status == ppbc::PowerSequenceStatus::interrupted;
}

void report(Container& container, const ppbc::PowerSequenceContainerStatus& status, Time now) {
  if (status.status == ppbc::PowerSequenceStatus::interrupted) {
    container.was_interrupted = true;
  } else if (!container.status || !is_running(container.status->status)) {
    container.was_interrupted = false;
  }
  container.status = status;
  container.reported = now;
}

}  // namespace

// A task that is published again keeps what is known of the containers it still has.
void Effects::take(const ppbc::PowerProfileDefinition& message) {
  auto& tasks = registry.ppbc.tasks;
  Task task{message, false, std::vector<Container>(message.power_sequence_containers.size())};
  Task* const before = registry.ppbc.find(message.id);
  for (std::size_t i = 0; i < task.containers.size(); ++i) {
    Container* known = find_container(before, message.power_sequence_containers[i].id);
    if (known) task.containers[i] = std::move(*known);
    task.containers[i].id = digest_of(message.power_sequence_containers[i].id);
  }
  std::erase_if(tasks, [&](const Task& other) { return other.profile.id == message.id; });
  if (tasks.size() == Limits::held_objects) {
    const auto gone = make_room(tasks, [this](const Task& other) { return is_over(other, now); });
    registry.objects.end(ObjectKind::power_profile, gone.profile.id);
  }
  tasks.push_back(std::move(task));
  registry.objects.take(ObjectKind::power_profile, message.id,
                        {Kind::PpbcPowerProfileDefinition, false, object_content(message)});
  registry.objects.link(ObjectKind::power_profile, message.message_id, message.id);
}

void Effects::take(const ppbc::PowerProfileStatus& message) {
  for (const auto& status : message.sequence_container_status) {
    Container* container = find_container(registry.ppbc.find(status.power_profile_id), status.sequence_container_id);
    if (container) report(*container, status, now);
  }
}

void Effects::take(const ppbc::ScheduleInstruction& message) {
  registry.objects.take(ObjectKind::instruction, message.id, {Kind::PpbcScheduleInstruction});
  Container* container = find_container(registry.ppbc.find(message.power_profile_id), message.sequence_container_id);
  if (!container) return;
  container->scheduled = message.power_sequence_id;
  container->start = std::max(now, message.execution_time);
}

void Effects::take(const ppbc::StartInterruptionInstruction& message) {
  registry.objects.take(ObjectKind::instruction, message.id, {Kind::PpbcStartInterruptionInstruction});
}

void Effects::take(const ppbc::EndInterruptionInstruction& message) {
  registry.objects.take(ObjectKind::instruction, message.id, {Kind::PpbcEndInterruptionInstruction});
}

}  // namespace rules
}  // namespace s2
