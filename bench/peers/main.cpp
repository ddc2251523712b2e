// A program that is measured: answers the commands of driver.py, one a line, until the pipe closes.
//
//   make NAME            writes a message
//   load NAME FRAME      keeps a frame
//   OPERATION NAME N     runs an operation on a frame N times and answers with the nanoseconds it took
//
// What cannot be done is answered with "- reason".

#include "subject.hpp"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>

namespace s2::bench {
namespace {

std::string_view take_word(std::string_view& line) {
  const auto end = line.find(' ');
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end == line.npos ? line.size() : end + 1);
  return word;
}

std::string measure(Subject& subject, std::string_view operation, const std::string& frame, std::uint64_t count) {
  const auto run = subject.prepare(operation, frame);
  if (!run) return "- has no " + std::string(operation);
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t i = 0; i < count; ++i) (*run)();
  const auto end = std::chrono::steady_clock::now();
  return std::to_string(std::chrono::duration_cast<std::chrono::nanoseconds>(end - start).count());
}

void serve(Subject& subject) {
  std::map<std::string, std::string, std::less<>> frames;
  for (std::string line; std::getline(std::cin, line);) {
    std::string_view rest = line;
    const auto verb = take_word(rest);
    const auto name = take_word(rest);
    if (verb == "make") {
      std::cout << subject.make(name).value_or("- cannot make this") << std::endl;
    } else if (verb == "load") {
      frames[std::string(name)] = rest;
      std::cout << "ok" << std::endl;
    } else {
      const auto count = std::strtoull(std::string(rest).c_str(), nullptr, 10);
      std::cout << measure(subject, verb, frames.find(name)->second, count) << std::endl;
    }
  }
}

}  // namespace
}  // namespace s2::bench

int main(int argc, char** argv) {
  const std::string_view name = argc == 2 ? argv[1] : "";
  if (name != "ours" && name != "walk") return std::cerr << "usage: s2_bench_child ours|walk\n", 2;
  s2::bench::serve(*(name == "ours" ? s2::bench::ours() : s2::bench::walk()));
}
