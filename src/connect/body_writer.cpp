// From a struct and the table of its type to JSON.

#include "text_value.hpp"

#include <codec/text.hpp>
#include <codec/utf8.hpp>
#include <s2/connect/body.hpp>

#include <utility>

namespace s2::connect {
namespace {

// Our own texts may come from anywhere; what leaves is UTF-8.
void append_text(std::string& out, std::string_view text) {
  if (!codec::append_quoted(out, text)) codec::append_quoted(out, codec::mended_utf8(text));
}

void append_fingerprint(std::string& out, const CertificateFingerprint& fingerprint) {
  out += '{';
  if (fingerprint.sha256) out += "\"SHA256\":\"" + fingerprint_text(fingerprint.sha256->bytes) + '"';
  out += '}';
}

void append_object(std::string& out, const Type& type, const void* object);

void append_value(std::string& out, const Type& type, const void* value) {
  if (const TextValue* row = find_text_value(type)) return append_text(out, row->write(value));
  if (&type == &type_of<CertificateFingerprint>()) {
    return append_fingerprint(out, *static_cast<const CertificateFingerprint*>(value));
  }
  switch (type.shape) {
    case Shape::text:
      return append_text(out, *static_cast<const std::string*>(value));
    case Shape::boolean:
      out += *static_cast<const bool*>(value) ? "true" : "false";
      return;
    case Shape::enumeration:
      return append_text(out, type.values[*static_cast<const std::uint8_t*>(value)].name);
    default:
      return append_object(out, type, value);
  }
}

void append_list(std::string& out, const Type& type, const ListAccess& access, const void* items) {
  out += '[';
  for (std::size_t i = 0; i < access.size(items); ++i) {
    if (i > 0) out += ',';
    append_value(out, type, access.at(items, i));
  }
  out += ']';
}

void append_object(std::string& out, const Type& type, const void* object) {
  out += '{';
  bool first = true;
  for (const Field& field : type.fields) {
    const void* value = field.read(object);
    if (value == nullptr) continue;
    if (!std::exchange(first, false)) out += ',';
    append_text(out, field.name);
    out += ':';
    if (field.list) {
      append_list(out, field.type(), *field.list, value);
    } else {
      append_value(out, field.type(), value);
    }
  }
  out += '}';
}

}  // namespace

std::string body::write(const Type& type, const void* object) {
  std::string out;
  append_object(out, type, object);
  return out;
}

std::string body::write_list(const Type& type, const ListAccess& access, const void* items) {
  std::string out;
  append_list(out, type, access, items);
  return out;
}

std::string encode_versions(std::span<const std::string_view> versions) {
  return encode_list(std::vector<std::string>(versions.begin(), versions.end()));
}

}  // namespace s2::connect
