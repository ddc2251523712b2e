// Our side of the tests with other people's code: writes messages, reads messages, compares messages.
//
//   s2_interop_ours write PROFILE FOLDER   messages to put before the peers, one "name TAB frame" a line; FOLDER holds
//                                          every message with all its optional members
//   s2_interop_ours read                   reads "profile TAB name TAB frame" lines and answers each with
//                                          "name TAB ok TAB frame written again" or "name TAB refused TAB finding"
//   s2_interop_ours compare [rounded]      reads "profile TAB name TAB frame TAB frame" lines and answers each with
//                                          "name TAB ok" or "name TAB differs TAB reason"; rounded: numbers may be
//                                          rounded

#include "variants.hpp"

#include <random_message.hpp>

#include <s2/codec.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::interop {
namespace {

constexpr int variants_of_each = 3;

/// Takes the text up to the next tab off the front of a line.
std::string_view take_column(std::string_view& line) {
  const auto end = line.find('\t');
  const std::string_view column = line.substr(0, end);
  line.remove_prefix(end == line.npos ? line.size() : end + 1);
  return column;
}

std::string in_words(const Refusal& refusal) {
  std::string words;
  for (const Finding& finding : refusal.findings) {
    words += (words.empty() ? "" : "; ") + finding.rule + ' ' + finding.pointer + ' ' + finding.text;
  }
  return words;
}

/// Writes one line of `write`; false, with a complaint, when the message cannot be written.
bool put(std::string_view name, const Message& message, Profile profile) {
  const auto frame = encode(message, profile);
  if (!frame) {
    std::cerr << name << ": " << frame.error().rule << ' ' << frame.error().pointer << ' ' << frame.error().text
              << '\n';
    return false;
  }
  std::cout << name << '\t' << *frame << '\n';
  return true;
}

/// The message of a file, which must have every member the profile knows.
std::optional<Message> full_message(const std::filesystem::path& file, Profile profile) {
  std::ifstream stream(file);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  auto decoded = decode(text, profile);
  if (!decoded) {
    std::cerr << file << ": " << in_words(decoded.error()) << '\n';
    return std::nullopt;
  }
  for (const auto& place : missing_members(decoded->message, profile)) {
    std::cerr << file << ": lacks " << place << '\n';
    return std::nullopt;
  }
  return std::move(decoded->message);
}

/// The messages of one type: full, bare, full with other values, and random ones.
bool write_type(const MessageType& type, Profile profile, const std::filesystem::path& folder) {
  const std::string name(type.name());
  auto file = folder / version_of(profile) / (name + ".json");
  if (!exists(file)) file = folder / "any" / (name + ".json");
  const auto full = full_message(file, profile);
  if (!full) return false;
  bool good = put(name + " full", *full, profile);

  Message bare = *full;
  make_bare(bare, profile);
  good &= put(name + " bare", bare, profile);

  for (const auto& [value, message] : each_value(*full)) good &= put(name + ' ' + value, message, profile);

  tests::RandomMessage random(static_cast<std::uint64_t>(type.kind));
  for (int i = 1; i <= variants_of_each; ++i) {
    const std::string number = std::to_string(i);
    Message scrambled = *full;
    scramble(scrambled, profile, static_cast<std::uint64_t>(i));
    good &= put(name + " scrambled " + number, scrambled, profile);
    Message any = random.make(type.kind, profile);
    use_uuids(any);
    good &= put(name + " random " + number, any, profile);
  }
  return good;
}

int write(Profile profile, const std::filesystem::path& folder) {
  bool good = true;
  for (const MessageType& type : message_types()) {
    if (type.exists_in(profile)) good &= write_type(type, profile, folder);
  }
  return good ? 0 : 1;
}

int read() {
  Decoder decoder;
  for (std::string line; std::getline(std::cin, line);) {
    std::string_view rest = line;
    const auto profile = profile_of(take_column(rest));
    const auto name = take_column(rest);
    if (!profile) return std::cerr << "no such profile: " << line << '\n', 2;
    const auto decoded = decoder.decode(rest, *profile);
    std::cout << name;
    if (decoded) {
      std::cout << "\tok\t" << encode(decoded->message, *profile).value() << '\n';
    } else {
      std::cout << "\trefused\t" << in_words(decoded.error()) << '\n';
    }
  }
  return 0;
}

int compare(bool rounded) {
  Decoder decoder;
  for (std::string line; std::getline(std::cin, line);) {
    std::string_view rest = line;
    const auto profile = profile_of(take_column(rest));
    const auto name = take_column(rest);
    if (!profile) return std::cerr << "no such profile: " << line << '\n', 2;
    const auto one = decoder.decode(take_column(rest), *profile);
    auto other = decoder.decode(rest, *profile);
    if (rounded && one && other) forgive_rounding(other->message, one->message);
    std::cout << name;
    if (!one || !other) {
      std::cout << "\tdiffers\tunreadable here: " << in_words(one ? other.error() : one.error()) << '\n';
    } else if (one->message == other->message) {
      std::cout << "\tok\t\n";
    } else {
      std::cout << "\tdiffers\tcame back as " << encode(other->message, *profile).value() << '\n';
    }
  }
  return 0;
}

int run(int argc, char** argv) {
  const std::string_view verb = argc > 1 ? argv[1] : "";
  if (verb == "read") return read();
  if (verb == "compare") return compare(argc == 3 && std::string_view(argv[2]) == "rounded");
  if (verb == "write" && argc == 4) {
    if (const auto profile = profile_of(argv[2])) return write(*profile, argv[3]);
  }
  std::cerr << "usage: s2_interop_ours write PROFILE FOLDER | read | compare [rounded]\n";
  return 2;
}

}  // namespace
}  // namespace s2::interop

int main(int argc, char** argv) { return s2::interop::run(argc, argv); }
