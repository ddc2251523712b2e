#include "session_mailbox.hpp"

#include <utility>

namespace s2::house {

void SessionMailbox::put(std::unique_ptr<transport::Connection> session) {
  if (asked_) return std::exchange(asked_, nullptr)(std::move(session));
  session_ = std::move(session);
}

void SessionMailbox::ask(transport::Connected asked) {
  if (session_) return asked(std::exchange(session_, nullptr));
  asked_ = std::move(asked);
}

void SessionMailbox::clear() {
  asked_ = nullptr;
  session_.reset();
}

}  // namespace s2::house
