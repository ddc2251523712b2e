# Writes a C++ source that holds the rule cases as they are: cmake -DOUT=x.cpp -DFOLDER=tests/data/rules -P embed.cmake
file(GLOB files "${FOLDER}/*.txt" "${FOLDER}/omissions/*.txt")
list(FILTER files EXCLUDE REGEX "-[a-z]+[.]txt$")  # further cases of a rule that has one
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME_WE)
  file(READ "${file}" text)
  string(APPEND entries "    {\"${name}\", R\"case(${text})case\"sv},\n")
endforeach()
file(WRITE "${OUT}" "// Made by catalogue/embed.cmake from tests/data/rules.

#include <catalogue/cases.hpp>

namespace s2::app {
namespace {

using namespace std::string_view_literals;  // their length needs no counting, which Clang would refuse to do

constexpr EmbeddedCase cases[] = {
${entries}    {\"\", \"\"}};

}  // namespace

std::span<const EmbeddedCase> embedded_cases() { return std::span(cases).first(std::size(cases) - 1); }

}  // namespace s2::app
")
