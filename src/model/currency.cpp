// The table of currencies.

#include <s2/model/common.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<Currency>() {
  static constexpr EnumValue values[] = {
      {"AED", ""}, {"ANG", ""}, {"AUD", ""}, {"CHE", ""}, {"CHF", ""}, {"CHW", ""}, {"EUR", ""}, {"GBP", ""},
      {"LBP", ""}, {"LKR", ""}, {"LRD", ""}, {"LSL", ""}, {"LYD", ""}, {"MAD", ""}, {"MDL", ""}, {"MGA", ""},
      {"MKD", ""}, {"MMK", ""}, {"MNT", ""}, {"MOP", ""}, {"MRO", ""}, {"MUR", ""}, {"MVR", ""}, {"MWK", ""},
      {"MXN", ""}, {"MXV", ""}, {"MYR", ""}, {"MZN", ""}, {"NAD", ""}, {"NGN", ""}, {"NIO", ""}, {"NOK", ""},
      {"NPR", ""}, {"NZD", ""}, {"OMR", ""}, {"PAB", ""}, {"PEN", ""}, {"PGK", ""}, {"PHP", ""}, {"PKR", ""},
      {"PLN", ""}, {"PYG", ""}, {"QAR", ""}, {"RON", ""}, {"RSD", ""}, {"RUB", ""}, {"RWF", ""}, {"SAR", ""},
      {"SBD", ""}, {"SCR", ""}, {"SDG", ""}, {"SEK", ""}, {"SGD", ""}, {"SHP", ""}, {"SLL", ""}, {"SOS", ""},
      {"SRD", ""}, {"SSP", ""}, {"STD", ""}, {"SYP", ""}, {"SZL", ""}, {"THB", ""}, {"TJS", ""}, {"TMT", ""},
      {"TND", ""}, {"TOP", ""}, {"TRY", ""}, {"TTD", ""}, {"TWD", ""}, {"TZS", ""}, {"UAH", ""}, {"UGX", ""},
      {"USD", ""}, {"USN", ""}, {"UYI", ""}, {"UYU", ""}, {"UZS", ""}, {"VEF", ""}, {"VND", ""}, {"VUV", ""},
      {"WST", ""}, {"XAG", ""}, {"XAU", ""}, {"XBA", ""}, {"XBB", ""}, {"XBC", ""}, {"XBD", ""}, {"XCD", ""},
      {"XOF", ""}, {"XPD", ""}, {"XPF", ""}, {"XPT", ""}, {"XSU", ""}, {"XTS", ""}, {"XUA", ""}, {"XXX", ""},
      {"YER", ""}, {"ZAR", ""}, {"ZMW", ""}, {"ZWL", ""},
  };
  static constexpr Type type =
      describe("Currency", "a currency code (the list of the standard is incomplete)", values, Currency::zwl);
  return type;
}

}  // namespace s2
