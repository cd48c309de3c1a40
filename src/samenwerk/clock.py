"""The only place that asks what day it is. Everything else gets today's date as a parameter."""

import datetime as dt


def today() -> dt.date:
    """The date in UTC, so that one register gets one verdict in every time zone."""
    return dt.datetime.now(dt.UTC).date()
