#pragma once
// Type and Field: the one description of every S2 type, walked by decode, encode, schema, pages, fuzzing and forms.
//
// Each type of the standard has one table in src/model, found through type_of<T>(). The tables are type-erased so that
// a walker is compiled once, not once per message; a row reaches its member through two small functions.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace s2 {

/// The versions of S2 JSON we speak. Source: S2 JSON v1.0.0 and v0.0.2-beta.
enum class Profile : std::uint8_t {
  v1_0_0,       ///< "1.0.0", also spelled "v1.0.0"
  v0_0_2_beta,  ///< "0.0.2-beta", also spelled "v0.0.2-beta"
};

/// All profiles, newest first.
inline constexpr Profile all_profiles[] = {Profile::v1_0_0, Profile::v0_0_2_beta};

/// The version string of a profile without a leading v, e.g. "0.0.2-beta".
std::string_view version_of(Profile profile);

/// The profile of a version string, compared exactly after one leading v is removed (HS-010).
std::optional<Profile> profile_of(std::string_view version);

/// What a value is made of.
enum class Shape : std::uint8_t {
  text,         ///< std::string, any JSON string
  id,           ///< Id
  number,       ///< double, finite
  duration,     ///< Duration, integral milliseconds from 0 to 2^53-1
  time,         ///< Time, RFC 3339
  boolean,      ///< bool
  enumeration,  ///< an enum class of one byte
  object,       ///< a struct with a table of fields
};

/// In which unit a number is given. The fill-level and demand units are chosen by the RM, the currency by
/// ResourceManagerDetails; "of_quantity" is the unit of the commodity_quantity that stands beside the value.
enum class Unit : std::uint8_t {
  none,                   ///< no number, or one without unit
  milliseconds,           ///< ms
  of_quantity,            ///< unit of the commodity_quantity beside it, e.g. W
  fill_level,             ///< unit of the storage, chosen by the RM
  fill_level_per_second,  ///< that unit per second
  demand_rate,            ///< unit of the demand, chosen by the RM
  currency,               ///< currency of ResourceManagerDetails
  currency_per_second,    ///< that currency per second
  factor,                 ///< 0 to 1
};

/// The unit as it is printed, e.g. "fill-level unit/s"; empty for Unit::none.
std::string_view unit_text(Unit unit);

/// Whether a field may, must or must not be present.
enum class Presence : std::uint8_t { required, optional, forbidden };

/// One value of an enumeration.
struct EnumValue {
  std::string_view name;  ///< as on the wire, misspellings included
  std::string_view text;  ///< what it means
};

/// Smallest and largest number of items of a list.
struct Items {
  /// Stands for "no largest number".
  static constexpr std::size_t unbounded = static_cast<std::size_t>(-1);
  std::size_t min = 0;          ///< minItems
  std::size_t max = unbounded;  ///< maxItems
};

/// A range that the standard gives in words rather than in the schema (e.g. 0 to 1 for a factor).
struct Bounds {
  double min;  ///< smallest value
  double max;  ///< largest value
};

/// How a walker handles a std::vector member without knowing its item type.
struct ListAccess {
  std::size_t (*size)(const void* list);                   ///< number of items
  const void* (*at)(const void* list, std::size_t index);  ///< an item, to read
  void* (*slot)(void* list, std::size_t index);            ///< item `index`, made if the list ends there, to write
  void (*resize)(void* list, std::size_t size);            ///< cuts or extends the list
};

struct Type;

/// What a row says beyond name, member and text.
struct Facts {
  Unit unit = Unit::none;             ///< unit of the value or of the items
  Items items = {};                   ///< list size; only for lists
  std::optional<Bounds> bounds = {};  ///< range stated in words
  std::optional<Profile> only = {};   ///< required in this profile, forbidden in all others
};

/// One field of an object type: a row of its table.
struct Field {
  std::string_view name;                    ///< member name on the wire, misspellings included
  std::string_view text;                    ///< what it means, in a few words
  Facts facts;                              ///< unit, bounds, profile
  Shape shape;                              ///< shape of the value; of one item for a list. The same as type().shape
  bool may_be_absent;                       ///< the member is a std::optional, or a list that is absent when empty
  const Type& (*type)();                    ///< type of the value; of one item for a list
  const ListAccess* list;                   ///< how to reach items; nullptr when the field is no list
  const void* (*read)(const void* object);  ///< the value, or nullptr when it is absent
  void* (*write)(void* object);             ///< the value, made present if it was absent
  void (*clear)(void* object);              ///< makes it absent; nullptr for fields that cannot be

  /// Whether it has to be there in this profile.
  Presence presence(Profile profile) const {
    if (facts.only) return *facts.only == profile ? Presence::required : Presence::forbidden;
    return may_be_absent ? Presence::optional : Presence::required;
  }
};

/// Description of one type of the standard.
struct Type {
  std::string_view name;                   ///< name in the standard, e.g. "FRBC.StorageStatus"
  std::string_view text;                   ///< what it is, in a few words
  Shape shape;                             ///< what its values are made of
  std::span<const Field> fields = {};      ///< rows of an object, in the order they are written
  std::span<const EnumValue> values = {};  ///< values of an enumeration, in the order of the C++ enumerators
};

/// The description of a C++ type of the model. Specialised in src/model, one table per type.
template <class T>
const Type& type_of();

template <>
const Type& type_of<std::string>();
template <>
const Type& type_of<Id>();
template <>
const Type& type_of<double>();
template <>
const Type& type_of<Duration>();
template <>
const Type& type_of<Time>();
template <>
const Type& type_of<bool>();

/// The wire name of an enumerator, e.g. "ELECTRIC.POWER.L1".
template <class E>
  requires std::is_enum_v<E>
std::string_view name_of(E value) {
  return type_of<E>().values[static_cast<std::size_t>(value)].name;
}

/// The enumerator with a wire name (case-sensitive); empty when there is none.
template <class E>
  requires std::is_enum_v<E>
std::optional<E> from_name(std::string_view name) {
  const auto values = type_of<E>().values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].name == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace s2
