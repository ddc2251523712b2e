// Opening a conversation, and statuses with their answers.

#include "peer.hpp"

#include <messages.hpp>
#include <session_ids.hpp>

#include <utility>

namespace s2::bench {
namespace {

constexpr std::size_t id_digits = 8;  // as many as count_up() writes

std::size_t id_at(const std::string& frame) {
  constexpr std::string_view before = "\"message_id\":\"";
  return frame.find(before) + before.size();
}

ResourceManagerDetails battery(unsigned number) {
  ResourceManagerDetails details;
  details.resource_id = numbered_id(3, static_cast<int>(number));
  details.name = "Home battery";
  details.roles = {{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::fill_rate_based_control};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_3_phase_symmetric};
  return details;
}

}  // namespace

void Peer::dial() {
  transport::connect(
      campaign_.loop, campaign_.url,
      [this](Result<std::unique_ptr<transport::Connection>> outcome) {
        if (!outcome) return campaign_.lost(*this, false);
        on_connected(std::move(*outcome));
      },
      campaign_.connecting);
}

void Peer::on_connected(std::unique_ptr<transport::Connection> connection) {
  connection_ = std::move(connection);
  connection_->handle({.on_frame = [this](std::string_view frame) { ready_ ? on_answer(frame) : on_opening(frame); },
                       .on_closed = [this](const transport::Closed&) { on_closed(); }});
  if (campaign_.echo) return become_ready();
  const SessionOptions options{.workbench = campaign_.workbench};
  opening_ = std::make_unique<RmSession>(options, battery(number_), transport::random_ids(), transport::system_now());
  follow_opening();
}

void Peer::on_closed() {
  connection_.reset();
  opening_.reset();
  while (!waiting_.empty()) waiting_.pop();
  campaign_.lost(*this, std::exchange(ready_, false));
}

void Peer::on_opening(std::string_view frame) {
  opening_->receive(frame, transport::system_now());
  follow_opening();
}

void Peer::follow_opening() {
  static const Message described = decode(description(3), Profile::v1_0_0)->message;
  bool done = false;
  bool failed = false;
  while (const auto event = opening_->next_event()) {
    if (std::holds_alternative<ControlTypeChanged>(*event)) (void)opening_->send(described, transport::system_now());
    const auto* answered = std::get_if<Answered>(&*event);
    failed = failed || std::holds_alternative<Refused>(*event) || std::holds_alternative<Ended>(*event) ||
             (answered && answered->status != ReceptionStatusValues::ok);
    done = done || (answered && answered->kind == Kind::FrbcSystemDescription);
  }
  if (failed) return on_closed();
  while (const auto frame = opening_->next_frame()) connection_->send(std::string(*frame));
  if (!done) return;
  opening_.reset();
  become_ready();
}

void Peer::become_ready() {
  ready_ = true;
  campaign_.ready(*this);
}

void Peer::ask(Moment since) {
  static const std::size_t at = id_at(status);
  std::string frame = status;
  Question& question = waiting_.push();
  question = {++asked_, since};
  count_up(frame, at, question.number);
  connection_->send(std::move(frame));
}

// Answers come in the order of the questions.
void Peer::on_answer(std::string_view frame) {
  if (waiting_.empty()) return campaign_.surprised(std::string(frame));
  const Question question = waiting_.front();
  waiting_.pop();
  static const std::size_t at = id_at(status);
  std::string id = status.substr(at, 2 * id_digits);
  count_up(id, 0, question.number);
  const bool is_ok = campaign_.echo || frame.find("\"OK\"") != frame.npos;
  if (!is_ok || frame.find(id) == frame.npos) return campaign_.surprised(std::string(frame));
  campaign_.answered(*this, question.since);
}

}  // namespace s2::bench
