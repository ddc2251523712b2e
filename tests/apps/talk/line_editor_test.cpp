// The prompt on a terminal of its own: a pseudo terminal, and the program at its other end.

#include <gmock/gmock.h>
#include <console.hpp>

#include <fcntl.h>
#include <sys/poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>

namespace s2::app {
namespace {

using testing::HasSubstr;

// A person at a terminal.
class Person {
 public:
  Person() {
    screen_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (screen_ < 0 || ::grantpt(screen_) != 0 || ::unlockpt(screen_) != 0) return;
    const std::string name = ::ptsname(screen_);
    child_ = ::fork();
    if (child_ != 0) return;
    ::setsid();
    const int terminal = ::open(name.c_str(), O_RDWR);  // becomes the terminal of the session
    for (const int file : {0, 1, 2}) ::dup2(terminal, file);
    ::setenv("TERM", "xterm", 1);
    ::execl(S2_PROGRAM, "s2", "--color", "never", "talk", "--listen", "127.0.0.1:0", nullptr);
    ::_exit(127);
  }
  Person(const Person&) = delete;
  Person& operator=(const Person&) = delete;
  ~Person() {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    ::close(screen_);
  }

  void type(std::string_view keys) const { (void)!::write(screen_, keys.data(), keys.size()); }

  bool sees(std::string_view text) {
    for (int i = 0; i < 1000; ++i) {
      if (seen_.find(text) != std::string::npos) return true;
      look();
    }
    return false;
  }

  int exit_code() {
    for (int i = 0; i < 1000; ++i) {
      int status = 0;
      if (::waitpid(child_, &status, WNOHANG) == child_) {
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
      }
      look();
    }
    return -1;
  }

  const std::string& seen() const { return seen_; }
  void forget() { seen_.clear(); }

 private:
  void look() {
    pollfd readable{screen_, POLLIN, 0};
    if (::poll(&readable, 1, 10) <= 0) return;
    char bytes[4096];
    const ssize_t got = ::read(screen_, bytes, sizeof bytes);
    if (got > 0) seen_.append(bytes, static_cast<std::size_t>(got));
    if (got <= 0) ::usleep(10'000);  // the program is gone
  }

  int screen_ = -1;
  pid_t child_ = -1;
  std::string seen_;
};

TEST(LineEditor, TabCompletesAndCtrlDEnds) {
  Person person;
  ASSERT_TRUE(person.sees("s2> ")) << person.seen();
  person.type("sho\t\t");
  ASSERT_TRUE(person.sees("instructions log registry unanswered")) << person.seen();
  person.type("l\t\r");
  ASSERT_TRUE(person.sees("nothing was said")) << person.seen();
  person.type("hel\tqui\t\r");
  ASSERT_TRUE(person.sees("ends the session")) << person.seen();
  person.forget();
  person.type("\x1b[A");  // the line before
  ASSERT_TRUE(person.sees("quit")) << person.seen();
  person.type("\x15\x04");  // no line, and the end
  EXPECT_EQ(person.exit_code(), done) << person.seen();
}

TEST(LineEditor, QuitEnds) {
  Person person;
  ASSERT_TRUE(person.sees("s2> "));
  person.type("quit\r");
  EXPECT_EQ(person.exit_code(), done) << person.seen();
}

TEST(LineEditor, CtrlCEnds) {
  Person person;
  ASSERT_TRUE(person.sees("s2> "));
  person.type("\x03");
  EXPECT_EQ(person.exit_code(), done) << person.seen();
}

}  // namespace
}  // namespace s2::app
