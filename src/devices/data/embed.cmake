# Writes a C++ source that holds text files as they are: cmake -DOUT=x.cpp -DFILES=a.csv,b.csv -P embed.cmake
string(REPLACE "," ";" files "${FILES}")
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME_WE)
  file(READ "${file}" text)
  string(APPEND entries "    {\"${name}\", R\"csv(${text})csv\"},\n")
endforeach()
file(WRITE "${OUT}" "// Made by data/embed.cmake from data/*.csv.

#include <devices/embedded_files.hpp>

namespace s2::devices {
namespace {

constexpr EmbeddedFile files[] = {
${entries}};

}  // namespace

std::span<const EmbeddedFile> embedded_files() { return files; }

}  // namespace s2::devices
")
