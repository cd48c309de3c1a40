"""A list that a public body already keeps, such as a spreadsheet, becomes partnerships.

The order of the work: `sheet` reads the bytes, `heading` and `columns` say what each column is,
`row` turns a row into facts, and `plan` compares these with the register. Nothing here asks, prints
or opens a file.
"""
