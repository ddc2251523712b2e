# Three helpers: s2_library (a layer), s2_test (the tests of a layer), s2_app (a program).

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

include(GNUInstallDirs)
find_package(Threads REQUIRED)
find_program(S2_CCACHE ccache)
if(S2_CCACHE AND PROJECT_IS_TOP_LEVEL)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${S2_CCACHE})
endif()

# What every target of ours is compiled with, and nothing a consumer inherits.
add_library(s2_flags INTERFACE)
target_compile_options(s2_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       $<$<BOOL:${S2_WERROR}>:-Werror>
                       # Two false alarms of GCC 12: alternatives that a variant does not hold (its bug 105562) and
                       # "text" + std::string (its bug 105651). Clang and the sanitizers watch over the real thing.
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized> $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(S2_SANITIZE)
  add_compile_options(-fsanitize=${S2_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${S2_SANITIZE})
endif()

# s2_library(<layer> SOURCES a.cpp … [USES layer …] [PRIVATE target …])
#
# A layer: one static library of the sources listed, linked to the layers it uses. PRIVATE names third-party targets
# that no header of the layer shows. Alias: s2::<layer>.
function(s2_library layer)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  set(target s2_${layer})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(s2::${layer} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${layer})
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
                                              $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  foreach(used IN LISTS ARG_USES)
    target_link_libraries(${target} PUBLIC s2_${used})
  endforeach()
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:s2_flags> ${ARG_PRIVATE})
  # Nobody replaces single functions of ours at run time. Clang takes that for granted; GCC has to be told before it
  # inlines functions of position-independent code into each other.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-semantic-interposition>)
  set_property(GLOBAL APPEND PROPERTY S2_LAYERS ${target})
endfunction()

# s2_test(<layer> SOURCES a_test.cpp … [USES layer …] [PRIVATE target …])
#
# The tests of a layer: one program, every TEST in it a CTest test. USES defaults to the layer itself.
function(s2_test layer)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  set(target test_${layer})
  add_executable(${target} ${ARG_SOURCES})
  if(NOT ARG_USES)
    set(ARG_USES ${layer})
  endif()
  foreach(used IN LISTS ARG_USES)
    target_link_libraries(${target} PRIVATE s2_${used})
  endforeach()
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${target} PRIVATE s2_flags s2_source_dir GTest::gmock GTest::gtest_main ${ARG_PRIVATE})
  target_compile_options(${target} PRIVATE ${S2_TEST_FLAGS})
  if(S2_TEST_PCH)
    s2_test_headers(${target})
  endif()
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 300 LABELS ${layer})
endfunction()

# s2_test_headers(<target>): precompiles what most tests include, once for the first test and lent to the others.
function(s2_test_headers target)
  get_property(lender GLOBAL PROPERTY S2_TEST_HEADERS_FROM)
  if(lender)
    target_precompile_headers(${target} REUSE_FROM ${lender})
  else()
    target_precompile_headers(${target} PRIVATE
      <gmock/gmock.h> <gtest/gtest.h> <algorithm> <fstream> <functional> <map> <memory> <optional> <sstream> <string>
      <vector> <s2/conversation.hpp> <s2/devices.hpp> <s2/session.hpp>)
    set_property(GLOBAL PROPERTY S2_TEST_HEADERS_FROM ${target})
  endif()
  # So that ccache knows the result again, with CCACHE_SLOPPINESS=pch_defines,time_macros.
  target_compile_options(${target} PRIVATE "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endfunction()

# s2_app(<name> SOURCES main.cpp … [USES layer …] [PRIVATE target …])
#
# A program, installed to bin. Built into the top of the build folder so that build/release/s2 is where a user looks.
function(s2_app name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  foreach(used IN LISTS ARG_USES)
    target_link_libraries(${name} PRIVATE s2_${used})
  endforeach()
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE s2_flags ${ARG_PRIVATE})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()
