// This library as a subject.

#include "ours_session.hpp"

#include <messages.hpp>

#include <s2/codec.hpp>
#include <s2/rules.hpp>

#include <vector>

namespace s2::bench {
namespace {

constexpr Profile profile = Profile::v1_0_0;

class Ours : public Subject {
 public:
  std::optional<Operation> prepare(std::string_view operation, const std::string& frame) override {
    if (operation == "decode") {
      return [this, &frame] { keep(decoder_.decode_into(message_, notes_, frame, profile).has_value()); };
    }
    if (operation == "decode-fresh") return [this, &frame] { keep(decoder_.decode(frame, profile)); };
    if (operation == "receive" && frame == status) return receive_status(frame);
    if (operation == "open" && frame == status) return open_sessions();
    if (operation == "peek") return [this, &frame] { keep(decoder_.peek(frame)); };
    auto decoded = decoder_.decode(frame, profile);
    if (!decoded) return std::nullopt;
    message_ = std::move(decoded->message);
    if (operation == "validate") return [this] { keep(checker_.check(message_)); };
    if (operation != "encode") return std::nullopt;
    return [this] {
      buffer_.clear();
      keep(encode_to(buffer_, message_, profile).has_value());
    };
  }

  std::optional<std::string> make(std::string_view name) override {
    if (name == "status") return status;
    if (name == "ten-modes") return description(10);
    return std::nullopt;
  }

 private:
  Decoder decoder_;
  Checker checker_;
  Message message_;
  std::vector<Finding> notes_;
  std::string buffer_;
};

}  // namespace

std::unique_ptr<Subject> ours() { return std::make_unique<Ours>(); }

}  // namespace s2::bench
