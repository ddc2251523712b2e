// RFC 3339 there and back, and arithmetic on moments.

#include <s2/base/time.hpp>

#include <algorithm>

namespace s2 {
namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;

// Walks over the text of a timestamp; every step fails on the first character that does not fit.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool done() const { return at_ == end_; }
  char peek() const { return done() ? '\0' : *at_; }
  void skip() { ++at_; }
  bool take(char expected) {
    if (peek() != expected) return false;
    ++at_;
    return true;
  }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  // Reads exactly `digits` digits, at most nine.
  bool number(int digits, int& value) {
    if (end_ - at_ < digits) return false;
    value = 0;
    for (int i = 0; i < digits; ++i, ++at_) {
      if (!is_digit(*at_)) return false;
      value = value * 10 + (*at_ - '0');
    }
    return true;
  }

 private:
  const char* at_;
  const char* end_;
};

struct Civil {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
};

bool is_leap_year(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

// Days since 1970-01-01 in the proleptic Gregorian calendar, counted with years that begin in March so that the leap
// day is the last of its year.
std::int64_t days_from_civil(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Civil civil_from_seconds(std::int64_t seconds) {
  std::int64_t days = seconds / 86400;
  std::int64_t rest = seconds % 86400;
  if (rest < 0) {
    rest += 86400;
    --days;
  }
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  Civil civil;
  civil.day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  civil.month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  civil.year = static_cast<int>(year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0));
  civil.hour = static_cast<int>(rest / 3600);
  civil.minute = static_cast<int>(rest / 60 % 60);
  civil.second = static_cast<int>(rest % 60);
  return civil;
}

bool read_civil(Cursor& text, Civil& civil, bool& unusual) {
  if (!text.number(4, civil.year) || !text.take('-') || !text.number(2, civil.month) || !text.take('-') ||
      !text.number(2, civil.day)) {
    return false;
  }
  if (civil.month < 1 || civil.month > 12) return false;
  if (civil.day < 1 || civil.day > days_in_month(civil.year, civil.month)) return false;
  const char separator = text.peek();
  if (separator != 'T' && separator != 't' && separator != ' ') return false;
  unusual |= separator != 'T';
  text.skip();
  if (!text.number(2, civil.hour) || !text.take(':') || !text.number(2, civil.minute) || !text.take(':') ||
      !text.number(2, civil.second)) {
    return false;
  }
  unusual |= civil.second == 60;
  return civil.hour <= 23 && civil.minute <= 59 && civil.second <= 60;
}

bool read_fraction(Cursor& text, std::uint32_t& nanoseconds, bool& unusual) {
  if (!text.take('.')) return true;
  int digits = 0;
  std::uint32_t value = 0;
  for (; Cursor::is_digit(text.peek()); text.skip(), ++digits) {
    if (digits < 9) value = value * 10 + static_cast<std::uint32_t>(text.peek() - '0');
  }
  unusual |= digits > 9;
  for (int i = digits; i < 9; ++i) value *= 10;
  nanoseconds = value;
  return digits > 0;
}

bool read_offset(Cursor& text, int& offset_seconds, bool& unusual) {
  const char sign = text.peek();
  text.skip();
  if (sign == 'Z' || sign == 'z') {
    unusual |= sign == 'z';
    return true;
  }
  int hours = 0, minutes = 0;
  if ((sign != '+' && sign != '-') || !text.number(2, hours) || !text.take(':') || !text.number(2, minutes))
    return false;
  if (hours > 23 || minutes > 59) return false;
  offset_seconds = (hours * 60 + minutes) * 60 * (sign == '-' ? -1 : 1);
  unusual |= sign == '-' && offset_seconds == 0;
  return true;
}

char* write_digits(char* out, std::uint32_t value, int digits) {
  for (int i = digits - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
  return out + digits;
}

char* write_fraction(char* out, std::uint32_t nanoseconds) {
  if (nanoseconds == 0) return out;
  *out++ = '.';
  if (nanoseconds % 1'000'000 == 0) return write_digits(out, nanoseconds / 1'000'000, 3);
  if (nanoseconds % 1'000 == 0) return write_digits(out, nanoseconds / 1'000, 6);
  return write_digits(out, nanoseconds, 9);
}

}  // namespace

Time Time::operator+(Duration span) const {
  const std::int64_t ms = span.count();
  std::int64_t whole = ms / 1000;
  std::int64_t nanos = nanoseconds + ms % 1000 * 1'000'000;
  if (nanos < 0) {
    nanos += nanoseconds_per_second;
    --whole;
  } else if (nanos >= nanoseconds_per_second) {
    nanos -= nanoseconds_per_second;
    ++whole;
  }
  return {seconds + whole, static_cast<std::uint32_t>(nanos)};
}

Duration Time::operator-(const Time& earlier) const {
  const std::int64_t nanos = static_cast<std::int64_t>(nanoseconds) - static_cast<std::int64_t>(earlier.nanoseconds);
  return Duration{(seconds - earlier.seconds) * 1000 + nanos / 1'000'000};
}

std::optional<ParsedTime> parse_time(std::string_view text, bool offset_optional) {
  Cursor cursor{text};
  Civil civil;
  ParsedTime parsed;
  if (!read_civil(cursor, civil, parsed.unusual)) return std::nullopt;
  if (!read_fraction(cursor, parsed.time.nanoseconds, parsed.unusual)) return std::nullopt;
  int offset_seconds = 0;
  if (cursor.done()) {
    if (!offset_optional) return std::nullopt;
    parsed.no_offset = true;
  } else if (!read_offset(cursor, offset_seconds, parsed.unusual)) {
    return std::nullopt;
  }
  if (!cursor.done()) return std::nullopt;
  parsed.time.seconds = days_from_civil(civil.year, civil.month, civil.day) * 86400 + civil.hour * 3600 +
                        civil.minute * 60 + civil.second - offset_seconds;
  return parsed;
}

char* write_time(char* out, Time time) {
  time = std::clamp(time, first_time, last_time);
  const Civil civil = civil_from_seconds(time.seconds);
  const auto part = [&out](int value, int digits, char after) {
    out = write_digits(out, static_cast<std::uint32_t>(value), digits);
    *out++ = after;
  };
  part(civil.year, 4, '-');
  part(civil.month, 2, '-');
  part(civil.day, 2, 'T');
  part(civil.hour, 2, ':');
  part(civil.minute, 2, ':');
  out = write_digits(out, static_cast<std::uint32_t>(civil.second), 2);
  out = write_fraction(out, time.nanoseconds);
  *out++ = 'Z';
  return out;
}

void append_time(std::string& out, Time time) {
  char text[longest_time];
  out.append(text, write_time(text, time));
}

std::string format_time(Time time) {
  std::string out;
  append_time(out, time);
  return out;
}

}  // namespace s2
