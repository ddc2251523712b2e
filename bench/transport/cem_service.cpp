// Frames go from the connection to the session and its own back; one timer for all.

#include "cem_service.hpp"

#include <variant>

namespace s2::bench {

void CemService::welcome(std::unique_ptr<transport::Connection> connection) {
  const SessionOptions options{.start = start_, .workbench = sessions_.workbench()};
  const auto key = sessions_.add(std::make_unique<CemSession>(options, ids_, transport::system_now()));
  Guest& guest = guests_[key];
  guest.key = key;
  guest.connection = std::move(connection);
  guest.connection->handle({.on_frame =
                                [this, &guest](std::string_view frame) {
                                  sessions_.receive(guest.key, frame, transport::system_now());
                                  follow(guest);
                                },
                            .on_closed =
                                [this, key](const transport::Closed&) {
                                  sessions_.remove(key);
                                  guests_.erase(key);
                                }});
  follow(guest);
}

void CemService::follow(Guest& guest) {
  Session& session = *sessions_.at(guest.key);
  while (const auto event = session.next_event()) {
    const auto* received = std::get_if<Received>(&*event);
    if (!received) continue;
    if (const auto* details = std::get_if<ResourceManagerDetails>(&received->message)) {
      (void)session.send(SelectControlType{.message_id = {}, .control_type = details->available_control_types.front()},
                         transport::system_now());
      sessions_.touched(guest.key);
    }
  }
  while (const auto frame = session.next_frame()) guest.connection->send(std::string(*frame));
  if (session.ended()) guest.connection->close(1000, "the session has ended");
  watch();
}

void CemService::watch() {
  const auto due = sessions_.next_deadline();
  if (!due || (waking_ && *waking_ <= *due)) return;
  waking_ = due;
  loop_.after(*due - transport::system_now() + Duration{1}, [this, due] {
    if (waking_ != due) return;  // an earlier one rang in between
    waking_.reset();
    sessions_.wake(transport::system_now(), [this](SessionSet::Key key, Session&) { follow(guests_.at(key)); });
    watch();
  });
}

}  // namespace s2::bench
