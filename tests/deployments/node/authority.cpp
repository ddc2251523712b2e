#include "authority.hpp"

#include <s2/transport/tls.hpp>

#include <fstream>

namespace s2::deployments {
namespace {

bool write(const std::string& path, const std::string& text) { return bool(std::ofstream(path) << text << std::flush); }

}  // namespace

std::string certify(const std::string& folder, const std::vector<std::string>& names) {
  const auto authority = transport::make_certificate({.names = {}, .common_name = "authority", .is_authority = true});
  if (!authority) return authority.error().text;
  if (!write(folder + "/authority.pem", authority->certificate)) return "cannot write to " + folder;
  for (const std::string& name : names) {
    const auto made = transport::make_certificate({.names = {name}, .common_name = name}, &*authority);
    if (!made) return made.error().text;
    const std::string stem = folder + "/" + name;
    const bool is_kept =
        write(stem + ".pem", made->certificate + authority->certificate) && write(stem + ".key", made->key);
    if (!is_kept) return "cannot write " + stem;
  }
  return {};
}

}  // namespace s2::deployments
