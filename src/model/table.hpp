#pragma once
// How a table is written: row<&T::member>(…) and describe<T>(…). Only the table files of src/model and src/connect
// include it.

#include <s2/model/type.hpp>

#include <array>
#include <utility>

namespace s2::table {

// --- From a C++ type to its shape ------------------------------------------------------------------------------------

template <class V>
consteval Shape shape_of() {
  if constexpr (std::is_same_v<V, std::string>) return Shape::text;
  if constexpr (std::is_same_v<V, Id>) return Shape::id;
  if constexpr (std::is_same_v<V, double>) return Shape::number;
  if constexpr (std::is_same_v<V, Duration>) return Shape::duration;
  if constexpr (std::is_same_v<V, Time>) return Shape::time;
  if constexpr (std::is_same_v<V, bool>) return Shape::boolean;
  if constexpr (std::is_enum_v<V>) return Shape::enumeration;
  return Shape::object;
}

// --- From a member pointer to the type-erased access of a Field -----------------------------------------------------

template <class M>
struct MemberOf;
template <class C, class V>
struct MemberOf<V C::*> {
  using Class = C;
  using Value = V;
};

template <class V>
struct Unwrapped {
  using Item = V;
  static constexpr bool is_optional = false;
  static constexpr bool is_list = false;
};
template <class V>
struct Unwrapped<std::optional<V>> {
  using Item = V;
  static constexpr bool is_optional = true;
  static constexpr bool is_list = false;
};
template <class V>
struct Unwrapped<std::vector<V>> {
  using Item = V;
  static constexpr bool is_optional = false;
  static constexpr bool is_list = true;
};

template <class V>
inline constexpr ListAccess list_access = {
    .size = [](const void* list) { return static_cast<const std::vector<V>*>(list)->size(); },
    .at = [](const void* list, std::size_t index) -> const void* {
      return &(*static_cast<const std::vector<V>*>(list))[index];
    },
    .slot = [](void* list, std::size_t index) -> void* {
      auto& items = *static_cast<std::vector<V>*>(list);
      return index < items.size() ? &items[index] : &items.emplace_back();
    },
    .resize = [](void* list, std::size_t size) { static_cast<std::vector<V>*>(list)->resize(size); },
};

/// A row of a table: wire name, what the type cannot say, and the text. Presence and list-ness follow from the member.
template <auto Member>
constexpr Field row(std::string_view name, Facts facts, std::string_view text) {
  using C = typename MemberOf<decltype(Member)>::Class;
  using V = typename MemberOf<decltype(Member)>::Value;
  using U = Unwrapped<V>;
  Field field{};
  field.name = name;
  field.text = text;
  field.facts = facts;
  field.shape = shape_of<typename U::Item>();
  field.type = &type_of<typename U::Item>;
  if constexpr (U::is_optional) {
    field.may_be_absent = true;
    field.read = [](const void* object) -> const void* {
      const auto& member = static_cast<const C*>(object)->*Member;
      return member ? &*member : nullptr;
    };
    field.write = [](void* object) -> void* {
      auto& member = static_cast<C*>(object)->*Member;
      return member ? &*member : &member.emplace();
    };
    field.clear = [](void* object) { (static_cast<C*>(object)->*Member).reset(); };
  } else {
    field.read = [](const void* object) -> const void* { return &(static_cast<const C*>(object)->*Member); };
    field.write = [](void* object) -> void* { return &(static_cast<C*>(object)->*Member); };
  }
  if constexpr (U::is_list) field.list = &list_access<typename U::Item>;
  return field;
}

/// A row that needs no further facts.
template <auto Member>
constexpr Field row(std::string_view name, std::string_view text) {
  return row<Member>(name, Facts{}, text);
}

/// The row of a list that is absent when it is empty (its smallest legal size is 1, so nothing is lost).
template <auto Member>
constexpr Field optional_list(std::string_view name, Facts facts, std::string_view text) {
  using C = typename MemberOf<decltype(Member)>::Class;
  Field field = row<Member>(name, facts, text);
  field.may_be_absent = true;
  field.read = [](const void* object) -> const void* {
    const auto& list = static_cast<const C*>(object)->*Member;
    return list.empty() ? nullptr : &list;
  };
  field.clear = [](void* object) { (static_cast<C*>(object)->*Member).clear(); };
  return field;
}

// --- The guard: a struct with a member that has no row does not compile
// ------------------------------------------------

struct Anything {
  template <class T>
  operator T() const;
};

template <class T, class... Found>
consteval std::size_t member_count() {
  if constexpr (requires { T{std::declval<Found>()..., Anything{}}; }) {
    return member_count<T, Found..., Anything>();
  } else {
    return sizeof...(Found);
  }
}

/// The description of an object type. Fails to compile when the number of rows is not the number of members.
template <class T, std::size_t N>
constexpr Type describe(std::string_view name, std::string_view text, const Field (&rows)[N]) {
  static_assert(N == member_count<T>(), "every member needs exactly one row");
  return Type{name, text, Shape::object, rows, {}};
}

/// The description of an enumeration; `values` in the order of the enumerators, `last` being the last of them.
template <class E, std::size_t N>
constexpr Type describe(std::string_view name, std::string_view text, const EnumValue (&values)[N], E last) {
  static_assert(sizeof(E) == 1, "walkers read and write enumerations as one byte");
  if (static_cast<std::size_t>(last) + 1 != N) throw "every enumerator needs exactly one value";
  return Type{name, text, Shape::enumeration, {}, values};
}

}  // namespace s2::table
