#include "pairing_sign.hpp"

#include <utility>

namespace s2::house {

Result<void> PairingSign::show() {
  put_away();
  const auto code = endpoint_.host().issue_code(node_);
  if (!code) return Unexpected{code.error()};
  show_("Pairing URL   " + paired::pairing_url(endpoint_.host()) + "\nPairing code  " + std::string(code->reveal()) +
        "   (" + (whom_.empty() ? "" : whom_ + "; ") + "good for five minutes)\n");
  timer_ = loop_.after(connect::Limits::token_life, [this] { static_cast<void>(show()); });
  return {};
}

void PairingSign::put_away() {
  if (timer_ != 0) loop_.cancel(std::exchange(timer_, 0));
}

}  // namespace s2::house
