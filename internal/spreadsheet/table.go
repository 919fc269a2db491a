// Package spreadsheet writes tables for people who go on working elsewhere: as
// CSV that spreadsheets read without asking, and as a workbook.
package spreadsheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Table is rows under a heading. A cell is text, a number or nil for nothing.
type Table struct {
	Name   string // of the workbook's sheet
	Header []string
	Rows   [][]any
}

// CSV writes the table by RFC 4180, with a byte order mark so that spreadsheets
// read the encoding right.
func CSV(w io.Writer, t Table) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(t.Header); err != nil {
		return err
	}
	for _, cells := range t.Rows {
		row := make([]string, len(cells))
		for i, cell := range cells {
			row[i] = written(cell)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// XLSX writes the table as a workbook with one sheet.
func XLSX(w io.Writer, t Table) error {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName(book.GetSheetName(0), t.Name); err != nil {
		return err
	}
	stream, err := book.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	if err := stream.SetColWidth(1, max(1, len(t.Header)), 14); err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	titles := make([]any, len(t.Header))
	for i, name := range t.Header {
		titles[i] = excelize.Cell{StyleID: bold, Value: name}
	}
	if err := stream.SetRow("A1", titles, excelize.RowOpts{}); err != nil {
		return err
	}
	for i, row := range t.Rows {
		if err := stream.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return book.Write(w)
}

// written is a cell as text; what a spreadsheet would take for a formula is kept
// from being one.
func written(cell any) string {
	if cell == nil {
		return ""
	}
	text, isText := cell.(string)
	if !isText {
		return fmt.Sprint(cell)
	}
	if text != "" && strings.ContainsRune("=+-@\t\r\x00", rune(text[0])) {
		return "'" + text
	}
	return text
}
