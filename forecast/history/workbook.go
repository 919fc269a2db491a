package history

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook. Text is the way to bring in more; see docs/importing.md.
const (
	maxWorkbookBytes   = 64 << 20
	maxWorkbookUnzip   = 256 << 20
	maxWorkbookXML     = 16 << 20 // beyond this excelize keeps a sheet in a file
	maxWorkbookRecords = 200_000
)

// bookRecords reads the first sheet of a workbook that holds anything.
type bookRecords struct {
	book  *excelize.File
	sheet string
	rows  *excelize.Rows
	line  int
	cells [][]byte
	kept  bool // cells hold a row that next has not returned yet
}

// openBook refuses what is no workbook, what is too large, and a zip that
// unpacks to more than any table needs.
func openBook(r io.Reader) (*bookRecords, error) {
	packed, err := io.ReadAll(io.LimitReader(r, maxWorkbookBytes+1))
	if err != nil {
		return nil, err
	}
	if len(packed) > maxWorkbookBytes {
		return nil, &RowError{Got: fmt.Sprintf("the workbook is larger than %d MiB", maxWorkbookBytes>>20), Want: "CSV for tables of that size", Code: TooLarge}
	}
	book, err := excelize.OpenReader(bytes.NewReader(packed), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxWorkbookUnzip, UnzipXMLSizeLimit: maxWorkbookXML,
	})
	if err != nil {
		return nil, refusedBook(err)
	}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.Rows(sheet)
		if err != nil {
			continue
		}
		b := &bookRecords{book: book, sheet: sheet, rows: rows}
		if b.skipToContent() {
			return b, nil
		}
		_ = rows.Close()
	}
	_ = book.Close()
	return nil, &RowError{Got: "the workbook holds no rows", Want: "a sheet with a header line", Code: NotATable}
}

func refusedBook(err error) error {
	if strings.Contains(err.Error(), "unzip size exceeds") {
		return &RowError{Got: fmt.Sprintf("the workbook unpacks to more than %d MiB", maxWorkbookUnzip>>20), Want: "an ordinary workbook, or CSV", Code: TooLarge}
	}
	if errors.Is(err, excelize.ErrWorkbookFileFormat) {
		return &RowError{Got: "the zip file is no workbook, or is protected by a password", Want: "an XLSX workbook or CSV", Code: NotATable}
	}
	return &RowError{Got: "the workbook cannot be read: " + err.Error(), Want: "an XLSX workbook or CSV", Code: NotATable}
}

// skipToContent reports whether the sheet has a row with content, and keeps it
// for next.
func (b *bookRecords) skipToContent() bool {
	_, _, err := b.read()
	b.kept = err == nil
	return b.kept
}

func (b *bookRecords) next() ([][]byte, int, error) {
	if b.kept {
		b.kept = false
		return b.cells, b.line, nil
	}
	return b.read()
}

func (b *bookRecords) read() ([][]byte, int, error) {
	for b.rows.Next() {
		b.line++
		if b.line > maxWorkbookRecords+1 {
			return nil, b.line, fmt.Errorf("the workbook has more than %d rows; save it as CSV", maxWorkbookRecords)
		}
		row, err := b.rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, b.line, &RowError{Line: b.line, Code: BadRecord, Got: err.Error(), Want: "a readable row"}
		}
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		b.cells = b.cells[:0]
		for _, cell := range row {
			b.cells = append(b.cells, []byte(strings.TrimSpace(cell)))
		}
		return b.cells, b.line, nil
	}
	if err := b.rows.Error(); err != nil {
		return nil, b.line, err
	}
	return nil, b.line, io.EOF
}

// again returns a second reader of the same sheet, from its beginning.
func (b *bookRecords) again() (*bookRecords, error) {
	rows, err := b.book.Rows(b.sheet)
	return &bookRecords{book: b.book, sheet: b.sheet, rows: rows}, err
}

func (b *bookRecords) close() error {
	_ = b.rows.Close()
	return b.book.Close()
}
