#include "visit.hpp"

#include <utility>

namespace s2::runner {

Visit::Visit(transport::Loop& loop, TimeSource clock, Dialogue dialogue,
             std::unique_ptr<transport::Connection> connection)
    : loop_(loop), clock_(std::move(clock)), dialogue_(std::move(dialogue)), connection_(std::move(connection)) {}

Visit::~Visit() {
  if (alarm_) loop_.cancel(*alarm_);
}

void Visit::start(Over over) {
  over_ = std::move(over);
  const std::weak_ptr<Visit> weak = weak_from_this();
  dialogue_.on_output([weak] {
    if (const auto self = weak.lock()) self->pump_soon();
  });
  connection_->handle({.on_frame =
                           [weak](std::string_view frame) {
                             const auto self = weak.lock();
                             if (!self) return;
                             self->dialogue_.receive(frame);
                             self->pump();
                           },
                       .on_closed =
                           [weak](const transport::Closed&) {
                             if (const auto self = weak.lock()) self->on_closed();
                           }});
  pump();
}

void Visit::end(const std::string& why) {
  dialogue_.end(SessionRequestType::terminate, why);
  pump_soon();
}

void Visit::pump() {
  const auto self = shared_from_this();  // a handler may let us go
  while (auto frame = dialogue_.next_frame()) connection_->send(std::move(*frame));
  if (dialogue_.ended() && !std::exchange(closing_, true)) connection_->close(1000, "the session has ended");
  set_alarm();
}

// Not from inside the call that caused it: the application may be in the middle of something.
void Visit::pump_soon() {
  if (std::exchange(pump_is_due_, true)) return;
  loop_.post([weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->pump_is_due_ = false;
    self->pump();
  });
}

void Visit::set_alarm() {
  const auto due = dialogue_.next_deadline();
  if (due == due_ && alarm_) return;
  if (alarm_) loop_.cancel(*alarm_);
  alarm_.reset();
  due_ = due;
  if (!due) return;
  // Spans are cut to whole milliseconds; one more, so that it is not too early.
  alarm_ = loop_.after(*due - clock_() + Duration(1), [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->alarm_.reset();
    self->dialogue_.wake();
    self->pump();
  });
}

void Visit::on_closed() {
  const auto self = shared_from_this();
  closing_ = true;
  dialogue_.disconnected();
  pump();
  loop_.post([self] {
    if (const auto over = std::exchange(self->over_, nullptr)) over(self->dialogue_.ended());
  });
}

}  // namespace s2::runner
