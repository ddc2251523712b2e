// The wall clock.

#include <s2/transport/system.hpp>

#include <chrono>

namespace s2::transport {

Time system_now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(since_epoch);
  const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(since_epoch - seconds);
  return {seconds.count(), static_cast<std::uint32_t>(rest.count())};
}

}  // namespace s2::transport
