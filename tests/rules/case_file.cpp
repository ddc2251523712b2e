// Reads rule cases.

#include "case_file.hpp"

#include <source_dir.hpp>

#include <charconv>
#include <fstream>

namespace s2::tests {
namespace {

// The next word of a line; the rest stays behind.
std::string_view take_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
  const std::string_view word = rest.substr(0, rest.find_first_of(" \t"));
  rest.remove_prefix(word.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
  return word;
}

// \xHH is a byte, {{x*N}} is the text x repeated N times.
std::string spelled_out(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    if (text.starts_with("\\x") && text.size() >= 4) {
      unsigned value = 0;
      std::from_chars(text.data() + 2, text.data() + 4, value, 16);
      bytes += static_cast<char>(value);
      text.remove_prefix(4);
    } else if (const auto end = text.find("}}"); text.starts_with("{{") && end != text.npos) {
      const std::string_view inside = text.substr(2, end - 2);
      const auto star = inside.rfind('*');
      const std::string part = spelled_out(inside.substr(0, star));
      std::size_t times = 0;
      std::from_chars(inside.data() + star + 1, inside.data() + inside.size(), times);
      for (std::size_t i = 0; i < times; ++i) bytes += part;
      text.remove_prefix(end + 2);
    } else {
      bytes += text.front();
      text.remove_prefix(1);
    }
  }
  return bytes;
}

class Reader {
 public:
  explicit Reader(const std::filesystem::path& file) : file_(file) {}

  RuleCase read() {
    std::ifstream in(file_);
    if (!in) problem("cannot be read");
    std::string line;
    while (std::getline(in, line)) {
      ++number_;
      if (!line.empty() && line.front() != '#') read_line(line);
    }
    return std::move(result_);
  }

 private:
  void problem(const std::string& what) {
    result_.problems.push_back(file_.filename().string() + ':' + std::to_string(number_) + ": " + what);
  }

  void read_line(std::string_view line) {
    if (line == "breaks" || line == "legal") {
      part_ = line == "breaks" ? &result_.breaks : &result_.legal;
      silent_ = false;
    } else if (line == "silent") {
      silent_ = true;
    } else if (line == "closed" && part_ == &result_.legal) {
      result_.legal_closed = true;
    } else if (line.front() == '-' || (line.front() >= '0' && line.front() <= '9')) {
      read_frame(line);
    } else if (part_ == &result_.given) {
      read_header(line);
    } else {
      problem("neither a frame nor the beginning of a part");
    }
  }

  void read_header(std::string_view line) {
    const std::string_view name = take_word(line);
    const std::string value(take_word(line));
    if (name == "rule") {
      result_.rule = value;
    } else if (name == "at") {
      result_.pointer = value;
    } else if (name == "companion") {
      result_.companions.push_back(value);
    } else if (name == "companion-before") {
      result_.companions_before.push_back(value);
    } else if (name == "companion-at-legal") {
      result_.companions_of_legal.push_back(value);
    } else if (name == "given") {
      read_given(value);
    } else if (!read_option(name, value)) {
      problem("no such header: " + std::string(name) + ' ' + value);
    }
  }

  bool read_option(std::string_view name, std::string_view value) {
    auto& options = result_.options;
    if (name == "found") {
      result_.found = read_time(value);
      return true;
    }
    if (name == "about") {
      result_.about = value == "nothing" ? "" : value;
      return true;
    }
    if (name == "owes") {
      result_.owes = value == "rm" ? EnergyManagementRole::rm : EnergyManagementRole::cem;
      return value == "rm" || value == "cem";
    }
    if (name == "start") {
      options.start = value == "bare" ? Start::bare : Start::connected;
      return value == "bare" || value == "connected";
    }
    if (name == "profile") {
      options.profile = profile_of(value).value_or(Profile::v1_0_0);
      return profile_of(value).has_value();
    }
    if (name != "level") return false;
    options.strictness = value == "strict"    ? Strictness::strict
                         : value == "lenient" ? Strictness::lenient
                                              : Strictness::normal;
    return value == "strict" || value == "lenient" || value == "normal";
  }

  void read_given(const std::string& name) {
    RuleCase before = read_case(cases_dir() / "given" / (name + ".txt"));
    result_.problems.insert(result_.problems.end(), before.problems.begin(), before.problems.end());
    result_.given.insert(result_.given.end(), before.given.begin(), before.given.end());
  }

  Time read_time(std::string_view text) {
    double seconds = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), seconds).ptr != text.data() + text.size()) {
      problem("not a time in seconds");
    }
    return case_epoch() + Duration(static_cast<std::int64_t>(seconds * 1000 + (seconds < 0 ? -0.5 : 0.5)));
  }

  void read_frame(std::string_view line) {
    CaseLine read;
    read.text = line;
    read.answered = !silent_;
    read.time = read_time(take_word(line));
    std::string_view sender = take_word(line);
    const bool raw = sender.starts_with("raw-");
    read.binary = sender.starts_with("binary-");
    sender.remove_prefix(raw ? 4U : read.binary ? 7U : 0U);
    if (sender != "rm" && sender != "cem") problem("sent by neither rm nor cem");
    read.sender = sender == "rm" ? EnergyManagementRole::rm : EnergyManagementRole::cem;
    read.frame = raw ? spelled_out(line) : std::string(line);
    if (!part_->empty() && read.time < part_->back().time) problem("time goes back");
    part_->push_back(std::move(read));
  }

  std::filesystem::path file_;
  RuleCase result_;
  std::vector<CaseLine>* part_ = &result_.given;
  bool silent_ = false;
  std::size_t number_ = 0;
};

}  // namespace

std::filesystem::path cases_dir() { return tests::source_dir() / "tests" / "data" / "rules"; }

Time case_epoch() { return Time{1'782'043'200, 0}; }

RuleCase read_case(const std::filesystem::path& file) { return Reader(file).read(); }

}  // namespace s2::tests
