#include "progress.hpp"

#include <algorithm>
#include <ostream>
#include <string>

namespace s2::app {
namespace {

using std::chrono::milliseconds;

// Work of less than this is done before a bar could be read.
constexpr std::uint64_t worth_a_bar_bytes = 16 << 20;
constexpr std::size_t bar_columns = 32;

}  // namespace

Progress::Progress(const Console& console, std::uint64_t total, Moment now)
    : console_(console),
      total_(total),
      wanted_(console.err_is_terminal && total >= worth_a_bar_bytes),
      next_(now + milliseconds(300)) {}

void Progress::show(std::uint64_t done_bytes, Moment now) {
  if (!wanted_ || now < next_) return;
  next_ = now + milliseconds(100);
  visible_ = true;
  const auto share = [&](std::uint64_t whole) { return std::min(done_bytes, total_) * whole / total_; };
  const auto filled = static_cast<std::size_t>(share(bar_columns));
  console_.err << "\r[" << std::string(filled, '=') << std::string(bar_columns - filled, ' ') << "] " << share(100)
               << " %";
}

void Progress::clear() {
  if (!visible_) return;
  visible_ = false;
  console_.err << "\r\x1b[K";
}

}  // namespace s2::app
