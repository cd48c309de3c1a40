"""The conversation with a policy adviser: one engine for `new`, `check` and `edit`.

`facts` asks a fact by its schema, `answers` asks values and verdicts, `flow` goes from question to
question and back. Each answer goes to a notebook, which puts it on disk before the next question.
"""
