"""Whether a text is a date-time of RFC 3339, written from its section 5.6 and 5.7 and from nothing of ours."""

import calendar
import re
from datetime import datetime, timedelta

# Upper or lower case, as the note in 5.6 allows; [0-9] because \d knows digits of other scripts.
GRAMMAR = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)


def is_date_time(text: str) -> bool:
    match = GRAMMAR.fullmatch(text)
    if not match:
        return False
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    sign, offset_hour, offset_minute = match[7], int(match[8] or 0), int(match[9] or 0)
    if not 1 <= month <= 12 or not 1 <= day <= days_in(year, month):
        return False
    if hour > 23 or minute > 59 or offset_hour > 23 or offset_minute > 59:
        return False
    if second < 60:
        return True
    offset = timedelta(hours=offset_hour, minutes=offset_minute) * (-1 if sign == "-" else 1)
    return second == 60 and ends_a_month(datetime(like(year), month, day, hour, minute) - offset)


def days_in(year: int, month: int) -> int:
    return calendar.monthrange(like(year), month)[1]


def like(year: int) -> int:
    """A year with the same calendar that Python can count with; the Gregorian calendar repeats after 400 years."""
    return year % 400 + 2000


def ends_a_month(minute: datetime) -> bool:
    """Leap seconds are inserted at the end of a month, UTC (5.7)."""
    return (minute.hour, minute.minute) == (23, 59) and (minute + timedelta(days=1)).day == 1
