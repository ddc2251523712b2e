// The audit trail in a file.

#include <codec/text.hpp>
#include <codec/utf8.hpp>
#include <s2/host/audit.hpp>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace s2::host {
namespace {

constexpr std::size_t longest_text = 1000;  // bytes; texts may hold names of strangers

Unexpected<Finding> fault(const std::string& path, const std::string& text) {
  return {Finding{.rule = "S2CPP-AUDIT",
                  .severity = Severity::error,
                  .pointer = "",
                  .value = "",
                  .text = "the audit trail " + path + ": " + text}};
}

void add(std::string& line, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  line += line.empty() ? '{' : ',';
  codec::append_quoted(line, name);
  line += ':';
  codec::append_quoted(line, codec::readable(text, longest_text));
}

// A file that is written line by line and starts anew when it is full.
class AuditFile final : public Audit {
 public:
  AuditFile(std::string path, std::size_t most_bytes) : path_(std::move(path)), most_bytes_(most_bytes) {}
  AuditFile(const AuditFile&) = delete;
  AuditFile& operator=(const AuditFile&) = delete;
  ~AuditFile() override { close(); }

  Result<void> open() {
    file_ = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file_ < 0) return fault(path_, std::string("cannot be written: ") + std::strerror(errno));
    struct stat facts {};
    if (::fchmod(file_, S_IRUSR | S_IWUSR) != 0 || ::fstat(file_, &facts) != 0) {
      return fault(path_, "belongs to another user; give the file to the user of this program");
    }
    bytes_ = static_cast<std::size_t>(facts.st_size);
    return {};
  }

  // One line, one write: lines of several programs do not mix. A full disk must not end what is watched, so what cannot
  // be written is lost.
  void note(const AuditEntry& entry) override {
    const std::string line = audit_line(entry);
    if (bytes_ > 0 && bytes_ + line.size() > most_bytes_) begin_anew();
    const auto written = file_ < 0 ? -1 : ::write(file_, line.data(), line.size());
    if (written > 0) bytes_ += static_cast<std::size_t>(written);
  }

 private:
  void close() {
    if (file_ >= 0) ::close(std::exchange(file_, -1));
  }

  void begin_anew() {
    close();
    std::rename(path_.c_str(), (path_ + ".1").c_str());
    static_cast<void>(open());
  }

  std::string path_;
  std::size_t most_bytes_;
  int file_ = -1;
  std::size_t bytes_ = 0;
};

}  // namespace

std::string audit_line(const AuditEntry& entry) {
  std::string line;
  add(line, "time", format_time(entry.time));
  add(line, "event", entry.event);
  if (entry.pair) {
    add(line, "own", entry.pair->own.text());
    add(line, "peer", entry.pair->peer.text());
  }
  add(line, "source", entry.source);
  add(line, "why", entry.why);
  add(line, "text", entry.text);
  return line + "}\n";
}

Result<std::unique_ptr<Audit>> open_audit(const std::string& path, std::size_t most_bytes) {
  auto file = std::make_unique<AuditFile>(path, most_bytes);
  if (auto opened = file->open(); !opened) return Unexpected{std::move(opened).error()};
  return std::unique_ptr<Audit>(std::move(file));
}

}  // namespace s2::host
