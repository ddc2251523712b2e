#pragma once
// Handler: a callback of the application that may replace itself, or destroy whoever holds it, while it runs.

#include <functional>
#include <memory>
#include <utility>

namespace s2::session {

/// A callback, or none.
template <class... Arguments>
class Handler {
 public:
  /// Sets it.
  void operator=(std::function<void(Arguments...)> callback) {
    callback_ = callback ? std::make_shared<const std::function<void(Arguments...)>>(std::move(callback)) : nullptr;
  }
  /// Whether there is one.
  explicit operator bool() const { return callback_ != nullptr; }
  /// Calls it, if there is one.
  void operator()(Arguments... arguments) const {
    const auto running = callback_;
    if (running) (*running)(std::forward<Arguments>(arguments)...);
  }

 private:
  std::shared_ptr<const std::function<void(Arguments...)>> callback_;
};

}  // namespace s2::session
