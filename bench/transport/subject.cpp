// Starting a server with its papers.

#include "subject.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <unistd.h>

namespace s2::bench {

Papers::Papers() : folder_((std::filesystem::temp_directory_path() / "s2-load-XXXXXX").string()) {
  const auto own = transport::make_certificate({}).value();
  if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  std::ofstream(certificate()) << own.certificate;
  std::ofstream(key()) << own.key;
  trust_.system_store = false;
  trust_.authorities = own.certificate;
}

Papers::~Papers() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Subject::Subject(const std::string& call, std::size_t sessions, const Papers& papers)
    : Subject(call.substr(0, call.find(':')), call.substr(call.find(':') + 1), sessions, papers) {}

// A storm comes before the server has noticed that the links before it are gone, hence room for twice as many.
Subject::Subject(const std::string& what, const std::string& program, std::size_t sessions, const Papers& papers)
    : name_(what + " of " + std::filesystem::path(program).filename().string()),
      server_({program, what, papers.certificate(), papers.key(), std::to_string(2 * sessions)}),
      empty_kib_(server_.resident_kib()),
      sessions_(static_cast<double>(sessions)),
      fleet_(sessions, server_.first_line(), what == "echo", papers.trust()) {}

}  // namespace s2::bench
