// s2 schema: JSON Schema of the messages, to print or as files.

#include "schema.hpp"

#include "choice.hpp"
#include "model/types.hpp"
#include "suggest.hpp"

#include <s2/schema.hpp>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <system_error>

namespace s2::app {
namespace {

struct Options {
  std::string type;
  std::string folder;
  Profile profile = all_profiles[0];
};

// The type of a name, letter case aside; nullptr when there is none. ID and Duration have a schema of their own as
// well.
const Type* find_described(std::string_view name) {
  if (const NamedType* named = find_type(name)) return named->type;
  for (const Type* scalar : {&type_of<Id>(), &type_of<Duration>()}) {
    if (same_letters(scalar->name, name)) return scalar;
  }
  return nullptr;
}

int print_type(const Options& options, Console& console) {
  const Type* type = find_described(options.type);
  if (type == nullptr) {
    const std::string_view meant = nearest_type(options.type);
    return wrong_usage(console, "schema",
                       "there is no type '" + options.type + "'" +
                           (meant.empty() ? std::string("; s2 model lists all there are")
                                          : "; did you mean '" + std::string(meant) + "'?"));
  }
  const auto text = json_schema(*type, options.profile);
  if (!text) return wrong_usage(console, "schema", text.error().text);
  console.out << *text;
  return done;
}

// Writes one file, making folders on the way; why that failed, or nothing.
std::optional<std::string> write_file(const std::filesystem::path& path, std::string_view text) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) return error.message();
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  file << text << std::flush;
  if (file) return std::nullopt;
  return errno == 0 ? "unknown reason" : std::strerror(errno);
}

int write_files(const Options& options, Console& console) {
  const auto files = json_schema_files(options.profile);
  for (const SchemaFile& file : files) {
    const auto path = std::filesystem::path(options.folder) / file.path;
    if (const auto failure = write_file(path, file.text)) {
      console.complain("cannot write " + path.string() + ": " + *failure);
      return could_not_run;
    }
  }
  console.out << files.size() << " schemas of S2 JSON " << version_of(options.profile) << " in " << options.folder
              << '\n';
  return done;
}

int run(const Options& options, Console& console) {
  if (!options.folder.empty()) return write_files(options, console);
  if (!options.type.empty()) return print_type(options, console);
  console.out << json_schema(options.profile);
  return done;
}

Action set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto* type = app.add_option("TYPE", options->type,
                              "a message, component or enumeration, or ID or Duration; letter case is ignored");
  add_choice(app, "--profile", options->profile, profile_choices(),
             "the S2 JSON version: 1.0.0, which it is unless told, or 0.0.2-beta")
      ->option_text("VERSION");
  app.add_option("--out", options->folder,
                 "write a file for every type into the folders messages and schemas in DIR; files of the same name are "
                 "replaced")
      ->option_text("DIR")
      ->excludes(type);
  return [options](Console& console) { return run(*options, console); };
}

}  // namespace

Verb schema_verb() {
  return {
      .name = "schema",
      .summary = "print the JSON Schema of messages",
      .operands = "[TYPE]",
      .description =
          "Prints JSON Schema (draft 2020-12) for validators, editors and generators of code. With TYPE, the schema of "
          "that type with all it refers to; without, one schema that holds for every message, told apart by "
          "message_type. With --out, every type gets a file of its own, laid out like the official schemas: "
          "messages/FRBC.StorageStatus.schema.json, schemas/ID.schema.json and so on, referring to each other by "
          "relative path.\n"
          "\n"
          "The schemas come from the tables that the library reads and writes messages with, and demand what the "
          "official ones demand. They state in addition that messages and components are objects; units, ranges that "
          "the standard gives in words, and the meaning of enumeration values stand in the descriptions.",
      .exit_codes = {{"0", "the schema was printed, or all files were written"},
                     {"2", "wrong usage, no such type in that version, or output that cannot be written"}},
      .examples = {{"s2 schema FRBC.StorageStatus", "print the schema of one message"},
                   {"s2 schema --profile 0.0.2-beta > s2.schema.json", "one schema for all messages of 0.0.2-beta"},
                   {"s2 schema --out schemas/", "write all schemas as files"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
