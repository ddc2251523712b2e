#include "session_peer.hpp"

#include <algorithm>
#include <iostream>

namespace s2::interop {
namespace {

constexpr auto normal_closure = 1000;

EnergyManagementRole other(EnergyManagementRole role) {
  return role == EnergyManagementRole::rm ? EnergyManagementRole::cem : EnergyManagementRole::rm;
}

std::string text_of(const Finding& finding) { return finding.rule + " at '" + finding.pointer + "': " + finding.text; }

// What a script calls the arrival of a message.
std::string arrival_of(const Message& message) {
  if (const auto* update = std::get_if<InstructionStatusUpdate>(&message)) {
    return "status " + std::string(name_of(update->status_type));
  }
  return "await " + std::string(message_type_of(kind_of(message)).name());
}

}  // namespace

SessionPeer::SessionPeer(transport::Loop& loop, EnergyManagementRole role, Start start, Script script,
                         Observer& observer, SessionPeerHandler handler)
    : loop_(loop),
      role_(role),
      start_(start),
      script_(std::move(script)),
      observer_(observer),
      handler_(std::move(handler)) {}

void SessionPeer::start(std::unique_ptr<transport::Connection> connection) {
  if (open_) {
    next_ = std::move(connection);
    return;
  }
  auto session = make_session(transport::system_now());
  if (!session) return fail("the script has no details");
  if (session_) {  // nothing survives a connection
    heard_ = {"open"};
    instruction_.reset();
    waiting_for_.reset();
    ended_.reset();
    observer_.open();
  }
  session_ = std::move(session);
  connection_ = std::move(connection);
  open_ = true;
  connection_->handle({.on_frame =
                           [this](std::string_view frame) {
                             const Time arrived = transport::system_now();
                             observer_.observe(other(role_), frame, arrived);
                             session_->receive(frame, arrived);
                             drain();
                           },
                       .on_closed = [this](const transport::Closed&) { on_closed(); }});
  drain();
}

// Empty when the script does not say what it takes.
std::unique_ptr<Session> SessionPeer::make_session(Time now) {
  SessionOptions options;
  options.start = start_;
  if (role_ == EnergyManagementRole::cem) {
    return std::make_unique<CemSession>(std::move(options), transport::random_ids(), now);
  }
  const auto details = decode(script_.details, Profile::v1_0_0);
  if (!details) return nullptr;
  return std::make_unique<RmSession>(std::move(options), std::get<ResourceManagerDetails>(details->message),
                                     transport::random_ids(), now);
}

void SessionPeer::on_closed() {
  open_ = false;
  session_->disconnected(transport::system_now());
  drain();
  const bool goes_on = problem_.empty() && at_ < script_.steps.size() && script_.steps[at_].word == "open";
  if (!goes_on || !ended_) return handler_.on_over();
  if (next_) return start(std::move(next_));
  handler_.on_return(*ended_);
}

std::string SessionPeer::problem() const {
  if (!problem_.empty()) return problem_;
  if (at_ < script_.steps.size()) {
    return "stuck at: " + script_.steps[at_].word + ' ' + script_.steps[at_].argument.substr(0, 60);
  }
  return ended_ ? "" : "the session did not end";
}

void SessionPeer::drain() {
  for (bool more = true; more;) {
    more = false;
    transmit();
    while (const auto event = session_->next_event()) hear(*event);
    if (problem_.empty() && at_ < script_.steps.size() && step(script_.steps[at_])) {
      std::cout << "done: " << script_.steps[at_].word << ' ' << script_.steps[at_].argument.substr(0, 60) << std::endl;
      ++at_;
      begun_ = false;
      more = true;
    }
  }
  if (!problem_.empty() || ended_) connection_->close(normal_closure, "done");
  set_timer();
}

void SessionPeer::hear(const Event& event) {
  if (const auto* received = std::get_if<Received>(&event)) {
    if (const auto* id = instruction_id_of(received->message)) instruction_ = *id;
    heard_.push_back(arrival_of(received->message));
  } else if (const auto* refused = std::get_if<Refused>(&event)) {
    fail("we refused " + refused->frame + ": " + (refused->findings.empty() ? "" : text_of(refused->findings.front())));
  } else if (const auto* answered = std::get_if<Answered>(&event)) {
    const auto name = std::string(message_type_of(answered->kind).name());
    if (answered->status != ReceptionStatusValues::ok) {
      fail("the peer refused " + name + ": " + std::string(name_of(answered->status)) + ' ' + answered->diagnostic);
    }
    if (waiting_for_ == answered->message_id) waiting_for_.reset();
  } else if (const auto* overdue = std::get_if<Overdue>(&event)) {
    fail("the peer did not answer " + std::string(message_type_of(overdue->kind).name()));
  } else if (const auto* changed = std::get_if<ControlTypeChanged>(&event)) {
    heard_.push_back("select " + std::string(name_of(changed->control_type)));
  } else if (const auto* over = std::get_if<InstructionEnded>(&event)) {
    if (over->status == InstructionStatus::revoked) heard_.emplace_back("revoked");
  } else if (const auto* ended = std::get_if<Ended>(&event)) {
    ended_ = *ended;
    const std::string request(ended->request ? name_of(*ended->request) : "");
    if (ended->reason == EndReason::asked_by_peer) heard_.push_back("ended " + request);
    if (ended->reason == EndReason::asked_by_us) heard_.push_back("end " + request);
    std::cout << "ended: " << name_of(ended->reason) << ' ' << ended->text << std::endl;
  }
}

// Whether the step is done.
bool SessionPeer::step(const ScriptStep& step) {
  if (!begun_) {
    begun_ = true;
    if (!begin_step(step)) return false;
  }
  if (step.word == "send" || step.word == "report") return !waiting_for_;
  if (step.argument.empty()) return await(step.word);
  return await(step.word + ' ' + step.argument);
}

// Whether it could be begun.
bool SessionPeer::begin_step(const ScriptStep& step) {
  const Time now = transport::system_now();
  if (step.word == "send") {
    const auto frame = at_time(step.argument, format_time(now));
    auto message = decode(frame, session_->profile().value_or(Profile::v1_0_0));
    if (!message) return fail("the script has no message: " + text_of(message.error().findings.front())), false;
    send(session_->send(message->message, now));
  } else if (step.word == "report") {
    const auto status = from_name<InstructionStatus>(step.argument);
    if (!status || !instruction_) return fail("nothing to report on"), false;
    send(static_cast<RmSession&>(*session_).report(*instruction_, *status, now));
  } else if (step.word == "select" && role_ == EnergyManagementRole::cem) {
    const auto control_type = from_name<ControlType>(step.argument);
    if (!control_type) return fail("no such control type"), false;
    send(static_cast<CemSession&>(*session_).select(*control_type, now));
  } else if (step.word == "end") {
    const auto request = from_name<SessionRequestType>(step.argument);
    if (!request) return fail("no such request"), false;
    session_->end(*request, "the script has it so", now);
  } else {
    return true;
  }
  transmit();
  return problem_.empty();
}

void SessionPeer::transmit() {
  while (const auto frame = session_->next_frame()) {
    observer_.observe(role_, *frame, transport::system_now());
    connection_->send(std::string(*frame));
  }
}

bool SessionPeer::await(std::string_view what) {
  const auto found = std::find(heard_.begin(), heard_.end(), what);
  if (found == heard_.end()) return false;
  heard_.erase(found);
  return true;
}

void SessionPeer::send(Result<Id> sent) {
  if (!sent) return fail("held back: " + text_of(sent.error()));
  waiting_for_ = *sent;
}

void SessionPeer::fail(std::string why) {
  if (problem_.empty()) problem_ = std::move(why);
}

void SessionPeer::set_timer() {
  if (timer_) loop_.cancel(*timer_);
  timer_.reset();
  const auto deadline = session_->next_deadline();
  if (!deadline) return;
  timer_ = loop_.after(*deadline - transport::system_now(), [this] {
    timer_.reset();
    session_->wake(transport::system_now());
    drain();
  });
}

}  // namespace s2::interop
