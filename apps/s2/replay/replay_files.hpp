#pragma once
// ReplayFiles: recordings read and analysed, several at a time.

#include "console.hpp"
#include "replay/analysis.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace s2::app {

/// Reads one file to its end. `on_bytes` is told from time to time how many bytes were dealt with.
std::unique_ptr<FileReport> replay_file(const std::string& path, const AnalysisOptions& options, Console& console,
                                        const std::function<void(std::uint64_t)>& on_bytes = {});

/// Reads files on all cores; `on_report` gets the reports in the order of the files, in the calling thread.
void replay_files(const std::vector<std::string>& paths, std::uint64_t bytes, const AnalysisOptions& options,
                  Console& console, const std::function<void(std::unique_ptr<FileReport>)>& on_report);

}  // namespace s2::app
