#include "model/types.hpp"

#include "suggest.hpp"

#include <algorithm>

namespace s2::app {
namespace {

class Collector {
 public:
  std::vector<NamedType> collect() {
    for (const MessageType& message : message_types()) types_.push_back({&message.type(), &message, {}});
    for (std::size_t i = 0; i < types_.size(); ++i) visit(*types_[i].type);
    std::stable_sort(types_.begin() + kind_count, types_.end(), [](const NamedType& a, const NamedType& b) {
      if (a.type->shape != b.type->shape) return a.type->shape == Shape::object;
      return a.type->name < b.type->name;
    });
    return std::move(types_);
  }

 private:
  // Appends what the fields of a type use, so that the loop over types_ comes to it as well.
  void visit(const Type& type) {
    for (const Field& field : type.fields) {
      const Type& used = field.type();
      if (used.shape != Shape::object && used.shape != Shape::enumeration) continue;
      auto found = std::find_if(types_.begin(), types_.end(), [&](const NamedType& t) { return t.type == &used; });
      if (found == types_.end()) found = types_.insert(types_.end(), {&used, nullptr, {}});
      found->uses.push_back({&type, &field});
    }
  }

  std::vector<NamedType> types_;
};

const std::vector<NamedType>& types() {
  static const std::vector<NamedType> all = Collector().collect();
  return all;
}

}  // namespace

std::string_view NamedType::what() const {
  if (message != nullptr) return "Message";
  return type->shape == Shape::object ? "Component" : "Enumeration";
}

std::string_view NamedType::group() const {
  constexpr std::string_view control_types[] = {"PEBC", "PPBC", "OMBC", "FRBC", "DDBC"};
  for (const std::string_view control_type : control_types) {
    if (type->name.starts_with(control_type)) return control_type;
  }
  return "Common";
}

std::span<const NamedType> all_types() { return types(); }

const NamedType* find_type(std::string_view name) {
  for (const NamedType& named : types()) {
    if (same_letters(named.type->name, name)) return &named;
  }
  return nullptr;
}

std::string_view nearest_type(std::string_view name) {
  std::vector<std::string_view> names;
  for (const NamedType& named : types()) names.push_back(named.type->name);
  return nearest(name, names);
}

}  // namespace s2::app
