#pragma once
// A folder for one test.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace s2::store {

/// A folder that ends with the test, and what is in it.
struct Folder {
  Folder() {
    std::string name = testing::TempDir() + "s2-store-XXXXXX";
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
