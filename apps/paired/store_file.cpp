#include "store_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>

#include <sys/stat.h>
#include <unistd.h>

namespace s2::paired {
namespace {

namespace fs = std::filesystem;

Unexpected<Finding> fault(std::string text) {
  return {
      Finding{.rule = "S2CPP-STORE", .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)}};
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// Makes the folder of a file and those above it, for their owner alone.
Result<void> make_folder(const fs::path& folder) {
  if (folder.empty() || fs::exists(folder)) return {};
  if (auto above = make_folder(folder.parent_path()); !above) return above;
  if (::mkdir(folder.c_str(), S_IRWXU) == 0 || errno == EEXIST) return {};
  return fault("the folder " + folder.string() + " cannot be made: " + std::strerror(errno));
}

Result<std::string> key_of(const StorePlace& place) {
  if (!place.key_file.empty()) return store::key_from_file(place.key_file);
  const std::string credentials = variable("CREDENTIALS_DIRECTORY");
  const fs::path file = fs::path(credentials) / key_credential;
  std::error_code unknown;
  if (credentials.empty() || !fs::exists(file, unknown)) return std::string();
  return store::key_from_file(file.string());
}

Result<std::unique_ptr<connect::Store>> open_at(const std::string& file, const StorePlace& place) {
  auto key = key_of(place);
  if (!key) return Unexpected{std::move(key).error()};
  return store::open_file(file, {.key = std::move(*key)});
}

}  // namespace

Result<std::string> file_of(const StorePlace& place) {
  if (!place.file.empty()) return place.file;
  if (const auto state = variable("XDG_STATE_HOME"); !state.empty()) return state + "/s2/" + place.usual;
  if (const auto home = variable("HOME"); !home.empty()) return home + "/.local/state/s2/" + place.usual;
  return fault("neither HOME nor XDG_STATE_HOME is set; say where pairings are kept with --store FILE");
}

Result<std::unique_ptr<connect::Store>> open_store(const StorePlace& place) {
  auto file = file_of(place);
  if (!file) return Unexpected{std::move(file).error()};
  if (place.file.empty()) {
    if (auto made = make_folder(fs::path(*file).parent_path()); !made) return Unexpected{std::move(made).error()};
  }
  return open_at(*file, place);
}

Result<StoreCopy> StoreCopy::open(const StorePlace& place) {
  const auto file = file_of(place);
  if (!file) return Unexpected{file.error()};
  std::error_code unknown;
  if (!fs::exists(*file, unknown)) return fault("there is no store " + *file + " yet; pairing makes one");
  // Beside the store, because what may be in there has no business on another disk.
  std::string folder = *file + ".copy-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr)
    return fault("the store " + *file + " cannot be copied: " + std::strerror(errno));
  StoreCopy copy(folder);
  const std::string there = folder + "/pairings.db";
  if (auto copied = store::back_up(*file, there); !copied) return Unexpected{std::move(copied).error()};
  auto store = open_at(there, place);
  if (!store) return Unexpected{std::move(store).error()};
  copy.store_ = std::move(*store);
  return copy;
}

StoreCopy::~StoreCopy() {
  store_.reset();
  std::error_code ignored;
  if (folder_) fs::remove_all(*folder_, ignored);
}

}  // namespace s2::paired
