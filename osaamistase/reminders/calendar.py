"""An adviser's calendar as iCalendar (RFC 5545): all-day events of what has a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Entry:
    """`uid`: the same for the same thing, whatever its day becomes. `changed_at`: the moment it is told of as it is."""

    uid: str
    day: date
    title: str
    text: str
    address: str
    changed_at: datetime


def feed(entries: Iterable[Entry], name: str, host: str) -> bytes:
    """The calendar's bytes; `host` makes the UIDs this service's own."""
    calendar = Calendar()
    calendar.add("prodid", "-//Osaamistase//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for one in entries:
        event = Event()
        event.add("uid", f"{one.uid}@{host}")
        event.add("dtstamp", one.changed_at)
        event.add("last-modified", one.changed_at)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.title)
        event.add("description", one.text)
        event.add("url", one.address)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
