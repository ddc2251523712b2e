#include "model/reference_page.hpp"

#include "model/example_message.hpp"
#include "text_layout.hpp"

#include <s2/codec.hpp>

#include <codec/number.hpp>

#include <algorithm>
#include <iterator>

namespace s2::app {
namespace {

// From this width on, a table with the texts in a column of its own is easier to read than texts below the fields.
constexpr std::size_t table_width = 110;
constexpr std::size_t widest = 140;

// A field as it is shown.
struct Row {
  std::string name, type, presence, text;
};

std::string_view scalar_name(Shape shape) {
  constexpr std::string_view names[] = {"string", "identifier", "number", "duration", "date-time", "boolean"};
  return names[static_cast<std::size_t>(shape)];
}

std::string shown(double value) {
  std::string text;
  codec::append_number(text, value);
  return text;
}

// "list of 1 to 10 FRBC.ActuatorDescription", "number, 0 to 1", "duration, ms".
std::string type_of(const Field& field) {
  const Type& type = field.type();
  std::string text(type.shape < Shape::enumeration ? scalar_name(type.shape) : type.name);
  if (field.list != nullptr) {
    const auto& [min, max] = field.facts.items;
    text = "list of " +
           (max == Items::unbounded ? std::to_string(min) + " or more "
                                    : std::to_string(min) + " to " + std::to_string(max) + ' ') +
           text;
  }
  if (type.shape == Shape::object) return text;
  if (type.shape == Shape::duration) return text + ", ms";
  if (field.facts.bounds) {
    text += ", " + shown(field.facts.bounds->min) + " to " + shown(field.facts.bounds->max);
  } else if (const auto unit = unit_text(field.facts.unit); !unit.empty()) {
    text += ", " + std::string(unit);
  }
  return text;
}

std::string presence_of(const Field& field) {
  if (field.facts.only) return "only " + std::string(version_of(*field.facts.only));
  return field.may_be_absent ? "optional" : "required";
}

std::vector<Row> rows_of(const NamedType& named) {
  std::vector<Row> rows;
  if (named.message != nullptr) {
    rows.push_back(
        {"message_type", '"' + std::string(named.type->name) + '"', "required", "says which message this is"});
  }
  for (const Field& field : named.type->fields) {
    rows.push_back({std::string(field.name), type_of(field), presence_of(field), std::string(field.text)});
  }
  return rows;
}

std::string padded(std::string_view text, std::size_t columns) {
  const std::size_t used = columns_of(text);
  return std::string(text) + std::string(columns > used ? columns - used : 0, ' ');
}

std::size_t widest_of(const std::vector<Row>& rows, std::string Row::*member) {
  std::size_t columns = 0;
  for (const Row& row : rows) columns = std::max(columns, columns_of(row.*member));
  return columns;
}

std::string field_table(const std::vector<Row>& rows, std::size_t width, const Console& console) {
  const std::size_t name = widest_of(rows, &Row::name) + 2;
  const std::size_t type = widest_of(rows, &Row::type) + 2;
  const std::size_t presence = widest_of(rows, &Row::presence);
  std::string out;
  for (const Row& row : rows) {
    const std::string left = padded(row.name, name) + padded(row.type, type) + padded(row.presence, presence);
    const std::string painted = console.paint(Ink::strong, row.name) + left.substr(row.name.size());
    out += entry(left, row.text, 4 + name + type + presence, width, painted);
  }
  return out;
}

std::string field_list(const std::vector<Row>& rows, std::size_t width, const Console& console) {
  std::string out;
  for (const Row& row : rows) {
    out += "  " + console.paint(Ink::strong, row.name) + '\n';
    out += wrapped(row.type + "; " + row.presence, width, 6);
    out += wrapped(row.text, width, 6);
  }
  return out;
}

std::string fields(const NamedType& named, std::size_t width, const Console& console) {
  const auto rows = rows_of(named);
  const std::size_t beside_text =
      widest_of(rows, &Row::name) + widest_of(rows, &Row::type) + widest_of(rows, &Row::presence) + 8;
  const bool roomy = width >= table_width && beside_text + 30 <= width;
  return roomy ? field_table(rows, width, console) : field_list(rows, width, console);
}

std::string values(const Type& type, std::size_t width, const Console& console) {
  std::size_t column = 0;
  for (const EnumValue& value : type.values) column = std::max(column, columns_of(value.name) + 4);
  std::string out;
  for (const EnumValue& value : type.values) {
    out += entry(value.name, value.text, std::min(column, width / 2), width, console.paint(Ink::strong, value.name));
  }
  return out;
}

// Who sends a message, when, and in which versions it exists.
std::string about_message(const MessageType& message) {
  std::string text = "Sent by ";
  text += message.senders.cem && message.senders.rm ? "both sides" : message.senders.cem ? "the CEM" : "the RM";
  if (message.control_type) text += ", while " + std::string(name_of(*message.control_type)) + " is active";
  text += message.is_instruction ? ". An instruction: the RM reports on it with InstructionStatusUpdate." : ".";
  text += message.only ? " Exists in S2 JSON " + std::string(version_of(*message.only)) + " only." : "";
  return text;
}

std::string uses(const NamedType& named) {
  std::string list;
  for (const Use& use : named.uses) {
    list += (list.empty() ? "" : ", ") + std::string(use.type->name) + '.' + std::string(use.field->name);
  }
  return list;
}

std::string indented(std::string_view text) {
  std::string out = "  ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out + '\n';
}

std::string example(const MessageType& message) {
  const Profile profile = message.only.value_or(all_profiles[0]);
  std::string text;
  const auto written = encode_pretty_to(text, example_message(message.kind, profile), profile);
  return written ? indented(text) : written.error().text + '\n';
}

}  // namespace

std::string reference_page(const NamedType& named, const Console& console) {
  const std::size_t width = std::min(console.width, widest);
  const auto heading = [&console](std::string_view title) { return '\n' + console.paint(Ink::strong, title) + '\n'; };
  std::string page = console.paint(Ink::good, named.type->name) + '\n';
  std::string about = std::string(named.what()) + ": " + std::string(named.type->text) + '.';
  if (named.message != nullptr) about += '\n' + about_message(*named.message);
  page += wrapped(about, width, 2);
  if (named.type->shape == Shape::object) page += heading("Fields") + fields(named, width, console);
  if (named.type->shape == Shape::enumeration) page += heading("Values") + values(*named.type, width, console);
  if (!named.uses.empty()) page += heading("Used in") + wrapped(uses(named), width, 2);
  if (named.message != nullptr) page += heading("Example (required members only)") + example(*named.message);
  return page;
}

}  // namespace s2::app
