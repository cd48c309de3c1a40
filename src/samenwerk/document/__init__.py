"""Partnerships as documents: tables and data for other programs, memos for people."""
