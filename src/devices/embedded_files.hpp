#pragma once
// The files of data/, compiled into the library.

#include <span>
#include <string_view>

namespace s2::devices {

/// A file of data/ as it stands in the repository.
struct EmbeddedFile {
  std::string_view name;  ///< without folder and extension
  std::string_view text;  ///< everything in it
};

/// All of them. The definition is made by data/embed.cmake when the library is built.
std::span<const EmbeddedFile> embedded_files();

}  // namespace s2::devices
