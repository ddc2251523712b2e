// Objects of the daemon's have paths, which hold until the daemon or we go.

#include "daemon_object.hpp"

namespace s2::transport::dnssd {

DaemonObject::DaemonObject(Daemon& daemon, const std::string& interface)
    : daemon_(daemon), interface_(avahi_interface(interface)) {
  daemon_.enter(*this);
}

DaemonObject::~DaemonObject() {
  if (is_made()) daemon_.free(path_, interface_);
  drop();
  daemon_.leave(*this);
}

void DaemonObject::begin() {
  if (is_made()) daemon_.free(path_, interface_);
  drop();
  if (!daemon_.is_there()) return on_away(daemon_.why_not());
  turn_ = std::make_shared<int>();
  daemon_.ask(making(), [this, &daemon = daemon_, interface = interface_, turn = std::weak_ptr(turn_)](auto answer) {
    const auto path = answer ? read_text(*answer, 'o') : std::nullopt;
    if (turn.expired()) {  // it was made for somebody who has gone
      if (path && daemon.is_there()) daemon.free(*path, interface);
    } else if (path) {
      made_at(*path);
    } else {
      on_refused(answer ? BusError{.name = "", .text = "it answers something else"} : answer.error());
    }
  });
}

void DaemonObject::made_at(const std::string& path) {
  path_ = path;
  daemon_.hear(path_, *this);
  on_made();
}

void DaemonObject::end(const std::string& why) {
  drop();
  on_away(why);
}

void DaemonObject::drop() {
  turn_.reset();
  if (is_made()) daemon_.forget(path_);
  path_.clear();
}

void DaemonObject::ask(BusCall call) {
  daemon_.ask(std::move(call), [this, turn = std::weak_ptr(turn_)](auto answer) {
    if (!answer && !turn.expired()) on_refused(answer.error());
  });
}

}  // namespace s2::transport::dnssd
