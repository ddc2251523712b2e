// The one place that says who may include whom.

#include "layers.hpp"

#include <algorithm>

namespace s2::tidy {

const std::vector<Layer>& layers() {
  static const std::vector<Layer> all = {
      {"base", true, {}, {"base/"}, {}},
      {"model", true, {"base"}, {"model/"}, {}},
      {"codec",
       true,
       {"base", "model"},
       {"codec.hpp", "recording.hpp", "schema.hpp"},
       {"emmintrin.h"}},  // SSE2 instructions
      {"rules",
       true,
       {"base", "model", "codec"},
       {"rules.hpp", "registry.hpp", "registry/", "conversation.hpp", "omissions.hpp", "resolve.hpp", "storage.hpp"},
       {}},
      {"session",
       true,
       {"base", "model", "codec", "rules"},
       {"session.hpp", "session/", "session_set.hpp", "resource_manager.hpp", "energy_manager.hpp"},
       {}},
      {"connect", true, {"base", "model", "codec"}, {"connect.hpp", "connect/"}, {}},
      {"devices", true, {"base", "model", "codec", "rules", "session"}, {"devices.hpp"}, {}},
      {"planner", true, {"base", "model", "codec", "rules", "session"}, {"planner.hpp"}, {}},
      {"community", true, {"base", "model", "codec", "rules", "session", "planner"}, {"community.hpp"}, {}},
      {"transport",
       false,
       {"base", "model", "codec", "connect"},
       {"transport.hpp", "transport/"},
       {"boost/", "openssl/", "avahi-common/", "avahi-core/", "systemd/", "arpa/", "net/", "sys/", "ifaddrs.h",
        "unistd.h", "fcntl.h", "poll.h"}},
      {"store",
       false,
       {"base", "model", "codec", "connect"},
       {"store.hpp"},
       {"sqlite3.h", "openssl/", "sys/", "unistd.h", "fcntl.h"}},
      {"runner", false, {"base", "model", "codec", "rules", "session", "connect", "transport"}, {"runner.hpp"}, {}},
      {"host",
       false,
       {"base", "model", "codec", "rules", "session", "connect", "transport", "runner"},
       {"host.hpp", "host/"},
       {"sys/", "unistd.h", "fcntl.h"}},
      {"apps",
       false,
       {"base", "model", "codec", "rules", "session", "connect", "devices", "planner", "community", "transport",
        "store", "runner", "host"},
       {},
       {"CLI/", "fmt/", "histedit.h", "qrencode.h", "fcntl.h", "unistd.h", "sys/", "signal.h"}},
  };
  return all;
}

namespace {

const Layer* find_layer(std::string_view name) {
  const auto found = std::find_if(layers().begin(), layers().end(), [=](const auto& one) { return one.name == name; });
  return found == layers().end() ? nullptr : &*found;
}

std::string_view first_folder(std::string_view path) { return path.substr(0, path.find('/')); }

const Layer* layer_of_header(std::string_view below_s2) {
  for (const auto& layer : layers()) {
    for (const auto header : layer.headers) {
      if (below_s2 == header || (header.ends_with('/') && below_s2.starts_with(header))) return &layer;
    }
  }
  return nullptr;
}

}  // namespace

const Layer* layer_of(const SourceFile& file) {
  const std::string_view path = file.path;
  if (file.below("include/s2")) return layer_of_header(path.substr(std::string_view("include/s2/").size()));
  if (file.below("src")) return find_layer(first_folder(path.substr(4)));
  if (file.below("apps")) return find_layer("apps");
  return nullptr;
}

const Layer* layer_of_include(std::string_view include) {
  if (include.starts_with("s2/")) return layer_of_header(include.substr(3));
  return include.find('/') == include.npos ? nullptr : find_layer(first_folder(include));
}

std::vector<Include> includes_of(const SourceFile& file) {
  std::vector<Include> includes;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string_view line = file.lines[i];
    if (!line.starts_with("#include ")) continue;
    const char open = line.size() > 9 ? line[9] : ' ';
    const auto end = line.find(open == '<' ? '>' : '"', 10);
    if (end != line.npos) includes.push_back({i + 1, std::string(line.substr(10, end - 10)), open == '"'});
  }
  return includes;
}

}  // namespace s2::tidy
