"""How much of a file is read at most; more is refused before it can hurt."""

FILE_BYTES = 5 * 1024 * 1024
ROWS = 200_000
COLUMNS = 60
CELL_SIGNS = 1_000
HEAD_ROWS = 10
SHEETS = 30
# A workbook is a zip: what it may swell to, and how many cells its sheets may spread over.
UNPACKED_BYTES = 64 * 1024 * 1024
MEMBERS = 500
CELLS = 4_000_000
CELLS_WRITTEN = 1_000_000
STRING_BYTES = 400 * 1024 * 1024
