#include "recorder.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

namespace s2::house {
namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

Finding cannot_record(const std::string& path, const std::error_code& error) {
  return {"S2CPP-RECORD", Severity::error, "", "", fmt::format("cannot record to {}: {}", path, error.message())};
}

// One write per line, in append mode: lines of several processes do not mix, and nothing waits in a buffer of ours.
class LineFile : public LineSink {
 public:
  explicit LineFile(int file) : file_(file) {}
  LineFile(const LineFile&) = delete;
  LineFile& operator=(const LineFile&) = delete;
  ~LineFile() override { ::close(file_); }

  std::error_code append(std::string_view line) override {
    std::string rest(line);
    rest += '\n';
    std::string_view left = rest;
    while (!left.empty()) {
      const ssize_t written = ::write(file_, left.data(), left.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return last_error();
      left.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }

 private:
  int file_;
};

// Whether the last line has no end, because whoever wrote it died. What we append must not become part of it.
bool ends_torn(const std::string& path) {
  std::error_code no_file;
  if (!std::filesystem::is_regular_file(path, no_file)) return false;
  std::ifstream file(path, std::ios::binary);
  return file.seekg(-1, std::ios::end) && file.get() != '\n';
}

}  // namespace

Result<std::unique_ptr<LineSink>> open_line_file(const std::string& path, Existing existing) {
  const int how = existing == Existing::replaced ? O_TRUNC : 0;
  const bool torn = existing == Existing::kept && ends_torn(path);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | how, 0644);
  if (file < 0) return Unexpected{cannot_record(path, last_error())};
  auto sink = std::make_unique<LineFile>(file);
  if (torn) {
    if (const auto error = sink->append("")) return Unexpected{cannot_record(path, error)};
  }
  return std::unique_ptr<LineSink>(std::move(sink));
}

Recorder::Recorder(std::unique_ptr<LineSink> sink, std::string path, std::function<void(const std::string&)> complain)
    : sink_(std::move(sink)), path_(std::move(path)), complain_(std::move(complain)) {}

Result<std::unique_ptr<Recorder>> Recorder::begin(std::unique_ptr<LineSink> sink, std::string path,
                                                  const RecordingHeader& header,
                                                  std::function<void(const std::string&)> complain) {
  if (const auto error = sink->append(to_line(header))) return Unexpected{cannot_record(path, error)};
  return std::unique_ptr<Recorder>(new Recorder(std::move(sink), std::move(path), std::move(complain)));
}

void Recorder::on_frame(const RecordedFrame& frame) {
  if (!sink_) return;
  if (const auto error = sink_->append(to_line(frame))) {
    sink_.reset();
    complain_(fmt::format("the recording {} ends after {} frames: {}; everything else goes on", path_, frames_,
                          error.message()));
    return;
  }
  ++frames_;
}

}  // namespace s2::house
