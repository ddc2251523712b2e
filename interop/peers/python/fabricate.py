"""Makes up values of s2-python's classes from their own annotations, through their own constructors.

Every optional member is present. s2-python judges content while it constructs, so lists are as short as they may be,
every id is the same one and every commodity is electricity: then all that is referred to exists.
"""

import datetime
import enum
import typing
import uuid

from pydantic import AwareDatetime, BaseModel, RootModel
from s2python.common import Commodity
from s2python.generated.gen_s2 import ID
from s2python.pebc import PEBCPowerEnvelopeLimitType

UUID = uuid.UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")
# A time zone that is not UTC: the peer has to write the offset.
TIME = datetime.datetime(2026, 3, 1, 12, 30, 15, 123456, datetime.timezone(datetime.timedelta(hours=1)))
# One limit range of either kind is needed; all other lists repeat one value.
BY_POSITION = {PEBCPowerEnvelopeLimitType: list(PEBCPowerEnvelopeLimitType)}
CHOSEN = {Commodity: Commodity.ELECTRICITY, ID: ID(root=str(UUID))}
PLAIN = {str: 'text "\u00e4\U0001f600"', bool: True, int: 90000, float: 0.1, uuid.UUID: UUID, AwareDatetime: TIME}


def value(annotation: typing.Any, position: int = 0, least: int = 1) -> typing.Any:
    """A value for an annotation; `position` is that of the nearest list item around it, `least` how many items."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Union:  # an optional member, always there
        return value(next(a for a in arguments if a is not type(None)), position, least)
    if origin is typing.Literal:
        return arguments[0]
    if origin is typing.Annotated:
        return value(arguments[0], position, least)
    if origin is list:
        return [value(arguments[0], i) for i in range(least)]
    if annotation in BY_POSITION:
        return BY_POSITION[annotation][position]
    if annotation in CHOSEN:
        return CHOSEN[annotation]
    if annotation in PLAIN:
        return PLAIN[annotation]
    if issubclass(annotation, enum.Enum):
        return list(annotation)[0]
    if issubclass(annotation, RootModel):
        return annotation(root=value(annotation.model_fields["root"].annotation))
    assert issubclass(annotation, BaseModel), annotation
    members = {}
    for name, field in annotation.model_fields.items():
        least = max([1, *(m.min_length for m in field.metadata if hasattr(m, "min_length"))])
        members[name] = value(field.annotation, position, least)
    return annotation(**members)
