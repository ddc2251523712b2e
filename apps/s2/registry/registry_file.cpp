#include "registry_file.hpp"

#include <s2/connect/body.hpp>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace s2::app {
namespace {

Unexpected<Finding> fault(const std::string& file, const std::string& text) {
  return {Finding{
      .rule = "S2CPP-FILE", .severity = Severity::error, .pointer = "", .value = "", .text = file + ": " + text}};
}

}  // namespace

Result<connect::RegistryServer> read_registry(const std::string& file) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  if (!in.good() && !in.eof()) return fault(file, std::string("cannot be read: ") + std::strerror(errno));
  auto records = connect::decode_list<connect::EndpointRecord>(text, {.longest_body = registry_bytes});
  if (!records) {
    const Finding& why = records.error().finding;
    return fault(file, why.text + (why.pointer.empty() ? "" : " (at " + why.pointer + ')'));
  }
  connect::RegistryServer registry;
  for (auto& record : *records) {
    const std::string name = record.name;
    auto put = registry.put(std::move(record));
    if (!put) return fault(file, "the record '" + name + "': " + put.error().text);
  }
  return registry;
}

Result<void> write_registry(const std::string& file, const std::vector<connect::EndpointRecord>& records) {
  std::string text = "[";
  for (const auto& record : records) text += (text.size() > 1 ? ",\n " : "\n ") + connect::encode(record);
  text += "\n]\n";
  const std::string beside = file + ".new";
  errno = 0;
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  out << text << std::flush;
  if (!out) return fault(beside, std::string("cannot be written: ") + std::strerror(errno));
  out.close();
  std::error_code why;
  std::filesystem::rename(beside, file, why);
  return why ? Result<void>(fault(file, "cannot be replaced: " + why.message())) : Result<void>();
}

}  // namespace s2::app
