"""A property that is worked out once, for objects of which there are thousands in one record.

`functools.cached_property` takes a lock before it works anything out (until Python 3.12), which costs
more than reading an answer does. The first who asks works it out; nobody shares these objects between threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - it stands where `property` would
    """What a method gives, kept under its name in the object: from then on it is found there, without a call."""

    def __init__(self, method: Callable[[Any], Value]) -> None:
        self._method = method
        self._name = method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> once[Value]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...

    def __get__(self, owner: object | None, kind: type) -> once[Value] | Value:
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._method(owner)
        return value
