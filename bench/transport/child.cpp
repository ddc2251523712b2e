// Starting a program, and reading /proc about it.

#include "child.hpp"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace s2::bench {
namespace {

std::string read_line(int from) {
  std::string line;
  char c = 0;
  while (::read(from, &c, 1) == 1 && c != '\n') line += c;
  return line;
}

double kib_in_status(std::string_view row, pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/status");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::size_t at = text.find(row);
  if (at == text.npos) throw std::runtime_error("the server is gone");
  return std::strtod(text.c_str() + at + row.size(), nullptr);
}

}  // namespace

Child::Child(std::vector<std::string> command) {
  std::vector<char*> arguments;
  for (auto& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  pid_ = ::fork();
  if (pid_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::execvp(arguments.front(), arguments.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  output_ = ends[0];
  if (pid_ > 0) first_line_ = read_line(output_);
  if (first_line_.empty()) throw std::runtime_error(command.front() + " did not start");
}

Child::~Child() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
  ::close(output_);
}

// Each thread's schedstat begins with its nanoseconds on a processor, finer than the ticks of proc(5)'s stat.
double Child::cpu_s() const {
  double all_ns = 0;
  std::error_code gone;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/" + std::to_string(pid_) + "/task", gone)) {
    double ns = 0;
    std::ifstream(thread.path() / "schedstat") >> ns;
    all_ns += ns;
  }
  if (all_ns == 0) throw std::runtime_error("the server is gone");
  return all_ns / 1e9;
}

double Child::resident_kib() const { return kib_in_status("VmRSS:", pid_); }
double Child::peak_kib() const { return kib_in_status("VmHWM:", pid_); }

}  // namespace s2::bench
