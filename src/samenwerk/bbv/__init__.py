"""What the paragraph about affiliated parties says (BBV art. 15), before it is put into words.

Who counts in a year, which figures are of that year, what is new, and what is missing.
"""
