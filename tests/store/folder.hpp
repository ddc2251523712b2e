#pragma once
// A folder for one test.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

namespace s2::store {

/// Where files survive a process but no loss of power, on the systems that have such a place: a thousand processes that
/// are killed need no disk, and some disks take their time for every change.
inline std::string beyond_disks() {
  const std::string memory = "/dev/shm/";
  return ::access(memory.c_str(), W_OK) == 0 ? memory : testing::TempDir();
}

/// A folder that ends with the test, and what is in it.
struct Folder {
  explicit Folder(const std::string& where = testing::TempDir()) {
    std::string name = where + "s2-store-XXXXXX";
    path = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }

  /// A file in it.
  std::string file(const std::string& name = "pairings.db") const { return path + "/" + name; }
  /// All bytes of the files in it.
  std::string bytes() const {
    std::string all;
    for (const auto& one : std::filesystem::directory_iterator(path)) {
      std::ifstream file(one.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
  }
  /// Writes a file in it.
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(file(name), std::ios::binary) << text;
    return file(name);
  }

  std::string path;
};

}  // namespace s2::store
