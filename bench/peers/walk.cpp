// Bare simdjson as a subject.

#include "subject.hpp"

#include <simdjson.h>

#include <cstdlib>

namespace s2::bench {
namespace {

namespace ondemand = simdjson::ondemand;

/// Ends the program: a frame that cannot be walked measures nothing.
template <class T>
T must(simdjson::simdjson_result<T> result) {
  T value;
  if (std::move(result).get(value)) std::abort();
  return value;
}

/// Visits a value and everything in it; the sum is of no use except to need every value.
template <class Value>
double visit(Value value) {
  double sum = 0;
  switch (must(value.type())) {
    case ondemand::json_type::object:
      for (auto field : must(value.get_object())) {
        sum += static_cast<double>(must(field.unescaped_key()).size());
        sum += visit(must(field.value()));
      }
      return sum;
    case ondemand::json_type::array:
      for (auto item : must(value.get_array())) sum += visit(must(std::move(item)));
      return sum;
    case ondemand::json_type::string:
      return static_cast<double>(must(value.get_string()).size());
    case ondemand::json_type::number:
      return must(value.get_double());
    case ondemand::json_type::boolean:
      return must(value.get_bool()) ? 1 : 0;
    case ondemand::json_type::null:
      return 0;
  }
  return sum;
}

class Walk : public Subject {
 public:
  std::optional<Operation> prepare(std::string_view operation, const std::string& frame) override {
    // The same with the copy into a padded buffer that a reader of any bytes has to make.
    if (operation == "decode-copied") {
      return [this, &frame] {
        buffer_.assign(frame);
        buffer_.reserve(frame.size() + simdjson::SIMDJSON_PADDING);
        walk(simdjson::padded_string_view(buffer_.data(), buffer_.size(), buffer_.capacity()));
      };
    }
    if (operation != "decode") return std::nullopt;
    text_ = simdjson::padded_string(frame);
    return [this] { walk(text_); };
  }

  std::optional<std::string> make(std::string_view) override { return std::nullopt; }

 private:
  void walk(simdjson::padded_string_view text) {
    auto document = must(parser_.iterate(text));
    keep(visit<ondemand::document&>(document));
  }

  ondemand::parser parser_;
  simdjson::padded_string text_;
  std::string buffer_;
};

}  // namespace

std::unique_ptr<Subject> walk() { return std::make_unique<Walk>(); }

}  // namespace s2::bench
