package peoplefile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Sheet is a table as text, whatever it came in: CSV in any of the encodings, or the
// first sheet of a workbook, whose dates are day numbers.
type Sheet struct {
	Encoding string // "XLSX" for a workbook
	Header   []string
	Lines    []Line
}

// Line is a row of a table that is not blank.
type Line struct {
	Number int
	Cells  []string // as many as the header has
}

// ReadSheet reads a table. It fails with an *[UnreadableError] where the file makes no
// sense.
func ReadSheet(r io.Reader) (*Sheet, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the table: %w", err)
	}
	if len(content) > MaxBytes {
		return nil, unreadable(Problem{Found: "a file of more than 64 MiB", Expected: "at most 64 MiB"})
	}
	if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		return readWorkbook(content)
	}
	text, encoding, problem := decode(content)
	if problem != nil {
		return nil, unreadable(*problem)
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma, reader.FieldsPerRecord = delimiterOf(text), -1
	sheet := &Sheet{Encoding: encoding}
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return sheet, sheet.whole()
		}
		if err != nil {
			return nil, unreadable(fromCSV(err))
		}
		line, _ := reader.FieldPos(0)
		if err := sheet.add(line, cells); err != nil {
			return nil, err
		}
	}
}

func readWorkbook(content []byte) (*Sheet, error) {
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: 8 * MaxBytes})
	if err != nil {
		return nil, unreadable(Problem{Found: "a workbook that cannot be opened", Expected: "an XLSX workbook without a password"})
	}
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows(book.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, unreadable(Problem{Found: "a sheet that cannot be read", Expected: "a table on the first sheet"})
	}
	sheet := &Sheet{Encoding: "XLSX"}
	for i, cells := range rows {
		if err := sheet.add(i+1, cells); err != nil {
			return nil, err
		}
	}
	return sheet, sheet.whole()
}

// add takes a row in: the first that is not blank is the header.
func (s *Sheet) add(number int, cells []string) error {
	if blank(cells) {
		return nil
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	if s.Header == nil {
		s.Header = cells
		return nil
	}
	if len(s.Lines) == MaxRows {
		return unreadable(Problem{Line: number, Found: "more than 100,000 lines", Expected: "at most 100,000 in one file"})
	}
	for len(cells) < len(s.Header) {
		cells = append(cells, "")
	}
	s.Lines = append(s.Lines, Line{number, cells[:len(s.Header)]})
	return nil
}

func (s *Sheet) whole() error {
	if s.Header == nil {
		return unreadable(Problem{Found: "an empty file", Expected: "a header line and one line for each event or employment"})
	}
	return nil
}
