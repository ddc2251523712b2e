#pragma once
// Typed values: from a place and the table of its type to a reference that C++ knows the type of.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

namespace s2 {

/// Calls `visitor` with what stands at `place`, a value of `type`: std::string&, Id&, double&, Duration&, Time& or
/// bool&; for an enumeration with std::uint8_t&, the row of its value in type.values. An object has no such reference,
/// so `object` is called instead, without arguments. References are to const when `place` is.
template <class Void, class Visitor, class Object>
void visit_value(const Type& type, Void* place, Visitor visitor, Object object) {
  const auto as = [place]<class T>(std::type_identity<T>) -> auto& {
    return *static_cast<std::conditional_t<std::is_const_v<Void>, const T, T>*>(place);
  };
  switch (type.shape) {
    case Shape::text:
      return visitor(as(std::type_identity<std::string>{}));
    case Shape::id:
      return visitor(as(std::type_identity<Id>{}));
    case Shape::number:
      return visitor(as(std::type_identity<double>{}));
    case Shape::duration:
      return visitor(as(std::type_identity<Duration>{}));
    case Shape::time:
      return visitor(as(std::type_identity<Time>{}));
    case Shape::boolean:
      return visitor(as(std::type_identity<bool>{}));
    case Shape::enumeration:
      return visitor(as(std::type_identity<std::uint8_t>{}));
    case Shape::object:
      return object();
  }
}

}  // namespace s2
