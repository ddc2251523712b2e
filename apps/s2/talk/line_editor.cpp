// The prompt on libedit (docs/decisions/0011-libedit-reads-the-prompt.md).

#include "talk/line_editor.hpp"

#include "live/readiness.hpp"

#include <histedit.h>
#include <unistd.h>

#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cwchar>

namespace s2::app {
namespace {

constexpr int history_lines = 1000;
// Between two looks at the terminal when the loop has nothing to wait for.
constexpr useconds_t breather_us = 10'000;
constexpr Duration long_enough{3'600'000};

}  // namespace

struct LineEditor::Parts {
  Parts(transport::Loop& its_loop, std::string its_prompt, Complete its_complete)
      : loop(its_loop),
        prompt(std::move(its_prompt)),
        complete(std::move(its_complete)),
        readiness(loop, STDIN_FILENO, [this] { ready = true; }) {
    std::setlocale(LC_CTYPE, "");
    editor = el_init("s2", stdin, stdout, stderr);
    history = history_init();
    HistEvent event;
    ::history(history, &event, H_SETSIZE, history_lines);
    ::history(history, &event, H_SETUNIQUE, 1);
    el_set(editor, EL_CLIENTDATA, this);
    el_set(editor, EL_PROMPT, &prompt_of);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_HIST, ::history, history);
    el_set(editor, EL_GETCFN, &next_key);
    // The wide form: the other one copies both texts and never gives them back.
    el_wset(editor, EL_ADDFN, L"s2-complete", L"Completes a word", &complete_word);
    el_set(editor, EL_BIND, "^I", "s2-complete", nullptr);
    el_source(editor, nullptr);
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    history_end(history);
    el_end(editor);
  }

  static Parts& of(EditLine* editor) {
    void* parts = nullptr;
    el_get(editor, EL_CLIENTDATA, &parts);
    return *static_cast<Parts*>(parts);
  }

  static char* prompt_of(EditLine* editor) { return of(editor).prompt.data(); }

  // Called by libedit for each character; the loop runs until one is there.
  static int next_key(EditLine* editor, wchar_t* key) {
    Parts& parts = of(editor);
    std::mbstate_t state{};
    for (;;) {
      char byte = 0;
      if (!parts.wait()) return 0;
      const ssize_t got = ::read(STDIN_FILENO, &byte, 1);
      if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (got <= 0) return static_cast<int>(got);
      const std::size_t length = std::mbrtowc(key, &byte, 1, &state);
      if (length == static_cast<std::size_t>(-2)) continue;  // the character goes on
      if (length == static_cast<std::size_t>(-1)) {
        state = {};
        continue;
      }
      return 1;
    }
  }

  bool wait() {
    ready = false;
    readiness.wait();
    while (!ready && !stopped) {
      if (!loop.run_one(long_enough)) ::usleep(breather_us);
    }
    return !stopped;
  }

  static unsigned char complete_word(EditLine* editor, int) {
    Parts& parts = of(editor);
    const LineInfo* line = el_line(editor);
    const std::string before(line->buffer, line->cursor);
    const Completed completed = parts.complete(before);
    if (before.substr(completed.begin) != completed.text) {
      el_deletestr(editor, static_cast<int>(before.size() - completed.begin));
      el_insertstr(editor, completed.text.c_str());
      return CC_REFRESH;
    }
    if (completed.candidates.empty()) return CC_REFRESH_BEEP;
    parts.print(completed.candidates);
    return CC_REDISPLAY;
  }

  void print(std::string_view text) const {
    if (reading) std::fputs("\r\x1b[K", stdout);
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
    if (reading) el_set(editor, EL_REFRESH);
  }

  transport::Loop& loop;
  std::string prompt;
  Complete complete;
  bool ready = false;
  bool stopped = false;
  bool reading = false;
  Readiness readiness;
  EditLine* editor = nullptr;
  History* history = nullptr;
};

LineEditor::LineEditor(transport::Loop& loop, std::string prompt, Complete complete)
    : parts_(std::make_unique<Parts>(loop, std::move(prompt), std::move(complete))) {}

LineEditor::~LineEditor() = default;

std::optional<std::string> LineEditor::read() {
  if (parts_->stopped) return std::nullopt;
  int length = 0;
  parts_->reading = true;
  const char* line = el_gets(parts_->editor, &length);
  parts_->reading = false;
  if (line == nullptr || length <= 0) return std::nullopt;
  std::string text(line, static_cast<std::size_t>(length));
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  HistEvent event;
  if (!text.empty()) ::history(parts_->history, &event, H_ENTER, text.c_str());
  return text;
}

void LineEditor::stop() { parts_->stopped = true; }

void LineEditor::print(std::string_view text) { parts_->print(text); }

}  // namespace s2::app
