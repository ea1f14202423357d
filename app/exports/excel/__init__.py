"""The report as an Excel workbook: the official grids with figures that reckon, and the words beside them."""
