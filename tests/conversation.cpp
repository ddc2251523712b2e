#include "conversation.hpp"

#include "conversation_player.hpp"
#include "conversation_texts.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

namespace s2::tests {
namespace {

// Texts that stand for longer ones, by name.
using Abbreviations = std::map<std::string, std::string>;

// A name ends where the word does.
std::string written_out(const std::string& line, const Abbreviations& abbreviations) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    std::size_t end = i + 1;
    while (line[i] == '$' && end < line.size() && (std::isalnum(static_cast<unsigned char>(line[end])) != 0)) ++end;
    const auto found = line[i] == '$' ? abbreviations.find(line.substr(i + 1, end - i - 1)) : abbreviations.end();
    if (found == abbreviations.end()) {
      text += line[i];
      continue;
    }
    text += found->second;
    i = end - 1;
  }
  return text;
}

Step step_of(std::string_view text, int line) {
  Step step;
  step.line = line;
  step.at_ms = std::llround(std::stod(word(text)) * 1000);
  const std::string first = word(text);
  const std::string second = word(text);
  const bool is_frame = second == ">";
  step.side = is_frame ? first : second;
  step.verb = is_frame ? ">" : first;
  if (is_frame) word(text);  // the receiver
  step.what = std::string(text);
  return step;
}

void read_line(std::string_view text, int number, Conversation& conversation) {
  if (text.front() >= '0' && text.front() <= '9') {
    conversation.steps.push_back(step_of(text, number));
    return;
  }
  const std::string key = word(text);
  if (key == "title") conversation.title = text;
  if (key == "we") conversation.we = text;
  if (key == "start") conversation.start = text;
  if (key == "with") conversation.with = text;
  if (key == "client") conversation.client = text;
  if (key == "pings") {
    conversation.ping_interval_ms = 1000 * std::stoll(word(text));
    conversation.peer_timeout_ms = 1000 * std::stoll(word(text));
  }
  if (key == "link") conversation.latency_ms = std::stoll(std::string(text));
  while (key == "hazard" && !text.empty()) conversation.hazards.push_back(std::stoi(word(text)));
  while (key == "rule" && !text.empty()) conversation.rules.push_back(word(text));
}

void read_file(const std::filesystem::path& path, std::vector<Conversation>& all) {
  std::ifstream file(path);
  Abbreviations abbreviations;
  bool open = false;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.starts_with('#')) continue;
    line = written_out(line, abbreviations);
    if (line.starts_with("let ")) {
      std::string_view text = std::string_view(line).substr(4);
      const std::string name = word(text);
      abbreviations[name] = text;
      continue;
    }
    if (!line.empty() && !open) all.emplace_back().file = path.filename();
    open = !line.empty();
    if (open) read_line(line, number, all.back());
  }
}

}  // namespace

std::vector<Conversation> conversations_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Conversation> all;
  for (const auto& path : files) read_file(path, all);
  return all;
}

std::vector<std::string> hold(const Conversation& conversation) {
  try {
    return Player(conversation).play();
  } catch (const std::exception& mistake) {
    return {std::string("the text makes no sense: ") + mistake.what()};
  }
}

}  // namespace s2::tests
