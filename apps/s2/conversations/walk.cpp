#include "conversations/walk.hpp"

#include <s2/codec.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace s2::app {
namespace {

// How many plain messages, and how many bytes of them, are looked at for one that says when it was sent.
constexpr std::size_t looked_at = 256;
constexpr std::size_t looked_at_bytes = std::size_t{4} * 1024 * 1024;

EnergyManagementRole sender_of(Direction direction) {
  return direction == Direction::cem_to_rm ? EnergyManagementRole::cem : EnergyManagementRole::rm;
}

std::optional<Kind> kind_in(std::string_view text) {
  const auto peeked = peek(text);
  return peeked ? peeked->kind : std::nullopt;
}

// Whether a frame is worth a closer look: a Handshake is a short message. Looking into every frame would be slow.
bool may_be_handshake(std::string_view text) {
  constexpr std::size_t longest = 1024;
  return text.size() <= longest && text.find("Handshake\"") != text.npos;
}

Finding too_long(const Record& record) {
  return {
      "GEN-013", Severity::error, "", "",
      "the frame has " + std::to_string(record.bytes) + " bytes; the limit is " + std::to_string(Limits::frame_bytes)};
}

// A resource manager that is being followed.
struct Followed {
  std::string rm;
  std::size_t number;
  Start start;
  Conversation conversation;
  bool said_farewell = false;
  bool handshake_over = false;
  bool opening_marked = false;  // the recording says where its connection opened
  Time last = {};               // of its frames
};

// Whether the frame can only be the first of another connection. A recording that says where connections open is
// believed; in others that has to be seen.
bool connects_again(const Followed& followed, const ReadFrame& frame) {
  if (frame.opens || followed.opening_marked) return frame.opens;
  const std::string_view text = frame.frame;
  const bool shook_hands = followed.start == Start::bare && followed.handshake_over;
  if (!shook_hands && !followed.said_farewell) return false;
  if (may_be_handshake(text)) return kind_in(text) == Kind::Handshake;
  return followed.said_farewell && kind_in(text) == Kind::ResourceManagerDetails;
}

}  // namespace

class Walk::Path {
 public:
  Path(const WalkOptions& options, Companion& companion) : options_(options), companion_(companion) {}

  void take(Record record) {
    if (reader_) return step(record);
    waiting_bytes_ += record.text.size();
    waiting_.push_back(std::move(record));
    const Record& newest = waiting_.back();
    const bool plain = !options_.start && !read_recording_line(newest.text);
    const auto told = plain ? time_told_by(newest.text) : std::nullopt;
    if (told) {
      set_out(*told - options_.step * static_cast<Duration::rep>(waiting_.size() - 1));
    } else if (!plain || waiting_.size() >= looked_at || waiting_bytes_ >= looked_at_bytes) {
      set_out(options_.start.value_or(Time{}));
    }
  }

  void finish() {
    if (!reader_) set_out(options_.start.value_or(Time{}));
    end_all(options_.run_on);
  }

 private:
  void set_out(Time start) {
    reader_.emplace(ReadingOptions{.start = start, .step = options_.step});
    for (const Record& record : std::exchange(waiting_, {})) step(record);
  }

  void step(const Record& record) {
    if (record.trouble) return companion_.on_trouble(record.line, *record.trouble);
    if (record.text.empty() && record.bytes > 0) return companion_.on_trouble(record.line, too_long(record));
    const auto read = reader_->read(record.text, record.torn ? LineEnd::missing : LineEnd::line_feed);
    if (!read) return companion_.on_trouble(record.line, read.error());
    if (*read) return pass(record.line, **read);
    if (reader_->header() != header_) {
      header_ = reader_->header();
      end_all();
    }
  }

  void pass(std::uint64_t line, const ReadFrame& frame) {
    Followed* followed = find(frame.rm);
    const bool again = followed != nullptr && connects_again(*followed, frame);
    if (again) end(*followed);
    if (followed == nullptr || again) followed = begin(line, frame, again);
    if (followed == nullptr) return;
    const Observation& seen =
        followed->conversation.observe({.sender = sender_of(frame.direction), .text = frame.frame, .time = frame.time});
    followed->last = std::max(followed->last, frame.time);
    if (seen.kind == Kind::SessionRequest) followed->said_farewell = true;
    if (seen.kind == Kind::HandshakeResponse) followed->handshake_over = true;
    companion_.on_frame({followed->number, line, frame, seen, followed->conversation.registry()});
    if (options_.add_answers && seen.answer) add_answer(*followed, seen, frame);
  }

  // What the other side would have answered if it were us; nobody is shown.
  void add_answer(Followed& followed, const Observation& seen, const ReadFrame& frame) {
    ReceptionStatus answer;
    answer.subject_message_id = seen.message_id.empty() ? nil_id() : seen.message_id;
    answer.status = *seen.answer;
    if (answer.status != ReceptionStatusValues::ok) answer.diagnostic_label = "refused";
    const auto text = encode(answer, Profile::v1_0_0);
    if (!text) return;
    const bool by_cem = frame.direction == Direction::rm_to_cem;
    followed.conversation.observe(
        {.sender = by_cem ? EnergyManagementRole::cem : EnergyManagementRole::rm, .text = *text, .time = frame.time});
  }

  Followed* find(std::string_view rm) {
    if (last_ < followed_.size() && followed_[last_].rm == rm) return &followed_[last_];
    const auto found =
        std::find_if(followed_.begin(), followed_.end(), [&](const Followed& one) { return one.rm == rm; });
    if (found == followed_.end()) return nullptr;
    last_ = static_cast<std::size_t>(found - followed_.begin());
    return &*found;
  }

  Followed* begin(std::uint64_t line, const ReadFrame& frame, bool again) {
    if (followed_.size() >= conversations) {
      companion_.on_trouble(line, {"S2CPP-LOG", Severity::error, "/rm", std::string(frame.rm.substr(0, 80)),
                                   "the file has more than " + std::to_string(conversations) +
                                       " resource managers; this one is not followed"});
      return nullptr;
    }
    const auto kind = kind_in(frame.frame);
    const bool bare = kind == Kind::Handshake || kind == Kind::HandshakeResponse;
    const Beginning beginning{.number = begun_++,
                              .rm = std::string(frame.rm),
                              .line = line,
                              .start = bare ? Start::bare : Start::connected,
                              .again = again};
    const auto named = header_ ? header_->profile : std::nullopt;
    followed_.push_back(
        {.rm = beginning.rm,
         .number = beginning.number,
         .start = beginning.start,
         .conversation = Conversation({.start = beginning.start,
                                       .profile = options_.profile.value_or(named.value_or(Profile::v1_0_0)),
                                       .strictness = options_.strictness,
                                       .tolerances = {},
                                       .omission_times = {}}),
         .opening_marked = frame.opens,
         .last = frame.time});
    companion_.on_beginning(beginning);
    return &followed_.back();
  }

  void end(Followed& followed) {
    companion_.on_end(followed.number, followed.conversation, followed.conversation.finish(followed.last));
    followed_.erase(followed_.begin() + (&followed - followed_.data()));
  }

  void end_all(Duration run_on = {}) {
    for (Followed& followed : followed_) {
      const auto left = followed.conversation.finish(followed.last + run_on);
      companion_.on_end(followed.number, followed.conversation, left);
    }
    followed_.clear();
  }

  WalkOptions options_;
  Companion& companion_;
  std::optional<RecordingReader> reader_;
  std::vector<Record> waiting_;  // until it is known when they were sent
  std::size_t waiting_bytes_ = 0;
  std::optional<RecordingHeader> header_;
  std::vector<Followed> followed_;
  std::size_t last_ = 0;  // the one found last
  std::size_t begun_ = 0;
};

Walk::Walk(const WalkOptions& options, Companion& companion) : path_(std::make_unique<Path>(options, companion)) {}
Walk::~Walk() = default;
void Walk::take(Record record) { path_->take(std::move(record)); }
void Walk::finish() { path_->finish(); }

}  // namespace s2::app
