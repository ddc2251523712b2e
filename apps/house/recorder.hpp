#pragma once
// Recorder: writes what passes by into a recording (.s2log).

#include <house/watcher.hpp>

#include <s2/base/result.hpp>

#include <memory>
#include <string>
#include <system_error>

namespace s2::house {

/// Where lines go. Every append is whole or an error.
class LineSink {
 public:
  virtual ~LineSink() = default;
  /// Appends a line and its line break; says what went wrong, or nothing.
  virtual std::error_code append(std::string_view line) = 0;
};

/// What happens to a file that is there already.
enum class Existing : std::uint8_t {
  kept,      ///< lines are appended
  replaced,  ///< it is emptied first
};

/// A file as a sink. Every line is handed to the system at once, so a crash of ours loses none. Fails with
/// "S2CPP-RECORD" and a sentence when it cannot be opened for writing.
Result<std::unique_ptr<LineSink>> open_line_file(const std::string& path, Existing existing);

/// Records every frame it sees. When the file cannot be written any more (a full disk), it says so once, stops, and the
/// house goes on.
class Recorder : public Watcher {
 public:
  /// A recording in `sink` that begins with a header. Fails with "S2CPP-RECORD" when not even that can be written.
  /// `path` is for sentences; `complain` gets the one sentence when recording ends early.
  static Result<std::unique_ptr<Recorder>> begin(std::unique_ptr<LineSink> sink, std::string path,
                                                 const RecordingHeader& header,
                                                 std::function<void(const std::string&)> complain);

  void on_frame(const RecordedFrame& frame) override;

  /// Frames written.
  std::size_t frames() const { return frames_; }
  /// Whether every frame seen was written.
  bool complete() const { return sink_ != nullptr; }
  /// The file's name, as given.
  const std::string& path() const { return path_; }

 private:
  Recorder(std::unique_ptr<LineSink> sink, std::string path, std::function<void(const std::string&)> complain);

  std::unique_ptr<LineSink> sink_;  // none after the first failure
  std::string path_;
  std::function<void(const std::string&)> complain_;
  std::size_t frames_ = 0;
};

}  // namespace s2::house
