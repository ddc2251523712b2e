// The descriptions of the scalars, and what belongs to profiles and units.

#include <s2/model/type.hpp>

namespace s2 {

template <>
const Type& type_of<std::string>() {
  static constexpr Type type{"string", "free text", Shape::text};
  return type;
}

template <>
const Type& type_of<Id>() {
  static constexpr Type type{"ID", "identifier, a UUID by recommendation", Shape::id};
  return type;
}

template <>
const Type& type_of<double>() {
  static constexpr Type type{"number", "a finite IEEE 754 double", Shape::number};
  return type;
}

template <>
const Type& type_of<Duration>() {
  static constexpr Type type{"Duration", "milliseconds, an integer from 0 to 2^53-1", Shape::duration};
  return type;
}

template <>
const Type& type_of<Time>() {
  static constexpr Type type{"date-time", "RFC 3339 date-time with UTC offset", Shape::time};
  return type;
}

template <>
const Type& type_of<bool>() {
  static constexpr Type type{"boolean", "true or false", Shape::boolean};
  return type;
}

std::string_view version_of(Profile profile) { return profile == Profile::v1_0_0 ? "1.0.0" : "0.0.2-beta"; }

std::optional<Profile> profile_of(std::string_view version) {
  if (version.starts_with('v')) version.remove_prefix(1);
  for (const Profile profile : all_profiles) {
    if (version == version_of(profile)) return profile;
  }
  return std::nullopt;
}

std::string_view unit_text(Unit unit) {
  constexpr std::string_view texts[] = {"",
                                        "ms",
                                        "unit of commodity_quantity",
                                        "fill-level unit",
                                        "fill-level unit/s",
                                        "demand-rate unit",
                                        "currency",
                                        "currency/s",
                                        "0 to 1"};
  return texts[static_cast<std::size_t>(unit)];
}

}  // namespace s2
