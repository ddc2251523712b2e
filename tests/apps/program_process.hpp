#pragma once
// ProgramProcess: the program s2, running while the test talks to it.

#include <s2/transport.hpp>

#include <fcntl.h>
#include <spawn.h>
#include <sys/poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <string>
#include <string_view>
#include <vector>

extern char** environ;

namespace s2::tests {

/// A program that runs; it is killed when the test forgets it.
class ProgramProcess {
 public:
  /// Starts `s2` with these arguments. Both its output streams are read as one.
  explicit ProgramProcess(std::vector<std::string> arguments) {
    int in[2];
    int out[2];
    if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);  // the test's sockets are not its business
    std::string program = S2_PROGRAM;
    std::vector<char*> argv{program.data()};
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    if (::posix_spawn(&child_, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) child_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    in_ = in[1];
    out_ = out[0];
  }
  ProgramProcess(const ProgramProcess&) = delete;
  ProgramProcess& operator=(const ProgramProcess&) = delete;
  ~ProgramProcess() {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    end_input();
    ::close(out_);
  }

  /// Types a line.
  void type(std::string line) {
    line += '\n';
    (void)!::write(in_, line.data(), line.size());
  }
  /// Nothing more is typed.
  void end_input() {
    if (in_ >= 0) ::close(in_);
    in_ = -1;
  }
  /// Presses Ctrl-C.
  void interrupt() const { ::kill(child_, SIGINT); }

  /// Runs the loop until the program has printed the text; false when it has not within `patience`.
  bool wait_for(transport::Loop& loop, std::string_view text, Duration patience = Duration(20'000)) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience.count());
    while (printed_.find(text) == std::string::npos) {
      if (std::chrono::steady_clock::now() > end) return false;
      while (loop.poll() > 0) {
      }
      if (!read_some(5)) return printed_.find(text) != std::string::npos;
    }
    return true;
  }

  /// Runs the loop until the program has ended; its exit code, 128 + n when signal n ended it, -1 when it goes on.
  int exit_code(transport::Loop& loop, Duration patience = Duration(20'000)) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience.count());
    int status = 0;
    for (;;) {
      while (loop.poll() > 0) {
      }
      while (read_some(0)) {
      }
      const pid_t ended = ::waitpid(child_, &status, WNOHANG);
      if (ended == child_) break;
      if (std::chrono::steady_clock::now() > end) return -1;
      loop.run_one(Duration(5));
      ::usleep(1000);
    }
    while (read_some(0)) {
    }
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  /// Everything printed so far.
  const std::string& printed() const { return printed_; }

  /// What stands behind a text that was printed, up to one of the characters of `end`; empty when it was not.
  std::string word_behind(std::string_view text, const char* end = " \n") const {
    const auto found = printed_.find(text);
    if (found == std::string::npos) return {};
    const auto begin = found + text.size();
    return printed_.substr(begin, printed_.find_first_of(end, begin) - begin);
  }

  /// The number behind a text that was printed, e.g. the port behind "ws://127.0.0.1:"; 0 when there is none.
  int number_behind(std::string_view text) const {
    const auto found = printed_.find(text);
    return found == std::string::npos ? 0 : std::atoi(printed_.c_str() + found + text.size());
  }

 private:
  // False when there was nothing.
  bool read_some(int wait_ms) {
    pollfd readable{out_, POLLIN, 0};
    if (::poll(&readable, 1, wait_ms) <= 0) return wait_ms > 0;
    char bytes[4096];
    const ssize_t got = ::read(out_, bytes, sizeof bytes);
    if (got <= 0) return false;
    printed_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }

  pid_t child_ = -1;
  int in_ = -1;
  int out_ = -1;
  std::string printed_;
};

}  // namespace s2::tests
