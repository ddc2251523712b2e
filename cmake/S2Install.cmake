# What `cmake --install` gives: static libraries, headers, find_package(s2cpp) and pkg-config files.
#
# Two halves, so that a user of the engines needs neither Boost nor sockets: s2cpp (every pure layer and s2::core) and
# s2cpp-transport. Both can be moved to another prefix after installation.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/s2cpp)
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
set(generated ${PROJECT_BINARY_DIR}/package)
file(RELATIVE_PATH prefix_from_pkgconfig /prefix/${pkgconfig_dir} /prefix)

# s2_install_half(<name> <layer> …): the layers, from the ground up, as one CMake export and one pkg-config file.
function(s2_install_half half)
  set(libs "")
  foreach(layer IN LISTS ARGN)
    install(TARGETS ${layer} EXPORT ${half} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
    get_target_property(type ${layer} TYPE)
    if(type STREQUAL STATIC_LIBRARY)
      string(PREPEND libs " -l${layer}")  # linkers want them from the top down
    endif()
  endforeach()
  install(EXPORT ${half} FILE ${half}Targets.cmake NAMESPACE s2:: DESTINATION ${package_dir})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/${half}.pc.in ${generated}/${half}.pc @ONLY)
  install(FILES ${generated}/${half}.pc DESTINATION ${pkgconfig_dir})
endfunction()

get_property(layers GLOBAL PROPERTY S2_LAYERS)
set(transport_layers ${layers})
list(FILTER transport_layers INCLUDE REGEX "^s2_(transport|store|runner|host)")
set(pure_layers ${layers})
list(FILTER pure_layers EXCLUDE REGEX "^s2_(transport|store|runner|host)")

s2_install_half(s2cpp ${pure_layers})
set(left_out REGEX "/s2/store[.]hpp$" EXCLUDE PATTERN transport.hpp EXCLUDE PATTERN transport EXCLUDE PATTERN runner.hpp EXCLUDE
             PATTERN host.hpp EXCLUDE PATTERN host EXCLUDE)
if(transport_layers)
  s2_install_half(s2cpp-transport ${transport_layers})
  set(left_out)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/s2 DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} ${left_out})

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/s2cppConfig.cmake.in ${generated}/s2cppConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${generated}/s2cppConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${generated}/s2cppConfig.cmake ${generated}/s2cppConfigVersion.cmake DESTINATION ${package_dir})

# Everything that is installed, and no test: what `make` builds.
add_custom_target(product DEPENDS ${layers})
if(TARGET s2)
  add_dependencies(product s2)
endif()
