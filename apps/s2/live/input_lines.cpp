#include "live/input_lines.hpp"

#include "live/readiness.hpp"

#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <utility>

namespace s2::app {
namespace {

// How long to wait before a terminal is asked again that belongs to somebody else.
constexpr Duration breather{200};

// Reading a terminal from the background would stop the program.
bool is_somebody_elses(int file) {
  const pid_t group = ::tcgetpgrp(file);  // -1 when it is no terminal, or not the one of this session
  return group != -1 && group != ::getpgrp();
}

}  // namespace

struct InputLines::Parts : std::enable_shared_from_this<InputLines::Parts> {
  Parts(transport::Loop& its_loop, int its_file, Reader its_reader)
      : loop(its_loop), file(its_file), reader(std::move(its_reader)) {}

  void begin() {
    readiness.emplace(loop, file, [this] { on_ready(); });
    readiness->wait();
  }

  void on_ready() {
    // A callback may destroy all this.
    const auto self = shared_from_this();
    if (is_somebody_elses(file)) {
      loop.after(breather, [weak = weak_from_this()] {
        if (const auto parts = weak.lock()) parts->readiness->wait();
      });
      return;
    }
    char bytes[4096];
    const ssize_t got = ::read(file, bytes, sizeof bytes);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return readiness->wait();
    if (got <= 0) return end();
    take({bytes, static_cast<std::size_t>(got)});
    if (!stopped) readiness->wait();
  }

  void take(std::string_view bytes) {
    while (!bytes.empty() && !stopped) {
      const auto line_end = bytes.find('\n');
      add(bytes.substr(0, line_end));
      if (line_end == bytes.npos) return;
      bytes.remove_prefix(line_end + 1);
      tell();
    }
  }

  void add(std::string_view piece) {
    overlong = overlong || line.size() + piece.size() > line_bytes;
    if (overlong) {
      line.clear();
    } else {
      line += piece;
    }
  }

  void tell() {
    if (std::exchange(overlong, false)) return reader.on_overlong();
    reader.on_line(std::exchange(line, {}));
  }

  void end() {
    if (!line.empty() || overlong) tell();
    if (!stopped) reader.on_end();
  }

  transport::Loop& loop;
  int file;
  Reader reader;
  std::string line;
  bool overlong = false;
  bool stopped = false;  // the InputLines is gone
  std::optional<Readiness> readiness;
};

InputLines::InputLines(transport::Loop& loop, int file, Reader reader)
    : parts_(std::make_shared<Parts>(loop, file, std::move(reader))) {
  parts_->begin();
}

InputLines::~InputLines() {
  parts_->stopped = true;
  parts_->readiness.reset();
}

}  // namespace s2::app
