sheet-rows = Rows in the file
sheet-read = Read
sheet-faulty = With errors
sheet-used = Columns used: { $heads }.
sheet-unused = Columns left out: { $heads }.
sheet-none = none
sheet-windows = The file is saved the old way (Windows-1250). We have read the Polish letters; check that the headings look right.
sheet-faults = Errors in the file
sheet-cut =
    { $n ->
        [one] The first error is shown.
       *[other] The first { $n-shown } errors are shown.
    }
sheet-row = Row
sheet-column = Column
sheet-value = The file says
sheet-fault = What to do
sheet-whole = whole file
sheet-quote-open = A quotation mark without an end: close it or take it out. Inside a cell a quotation mark is written twice ("")
sheet-too-many = This row has more cells than the headings. Put a cell with a semicolon, comma or tab inside into quotation marks
sheet-empty = The file is empty. Its first row must hold the headings of the columns
sheet-encoding = We cannot read the letters of this file. In Excel choose File > Save as > CSV UTF-8 (comma delimited)
sheet-is-excel = This is an Excel workbook, not a CSV file. Open it and choose File > Save as > CSV UTF-8 (comma delimited)
sheet-is-ods = This is a LibreOffice or OpenOffice spreadsheet, not a CSV file. Open it and choose File > Save as > Text CSV, character set UTF-8
sheet-is-no-table = This is not a file with a table. A CSV file is needed, for example from Excel: File > Save as > CSV UTF-8
sheet-rounded = The spreadsheet has rounded this number and the true one is no longer in the file. Format the column as text, paste the numbers again and save the file
sheet-narrow = The column was too narrow and hash signs were saved. Widen it in the spreadsheet and save the file again
sheet-formula = This is the error of a formula, not a value. Correct it in the spreadsheet and save the file again
