"""samenwerk: a partnership register and checklist runner for public bodies."""

__version__ = "0.1.0"
