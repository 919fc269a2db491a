package spreadsheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// MostRows bounds what is read of a table that people made.
const MostRows = 200_000

// UnreadableError says that a file is no table.
type UnreadableError struct{ Found string }

func (e *UnreadableError) Error() string {
	return fmt.Sprintf("the file cannot be read as a table: found %s; expected CSV (UTF-8 or GB 18030) or an .xlsx workbook with a heading", e.Found)
}

// Read reads the rows of a table, the heading first: CSV as spreadsheets write it, or
// the first sheet of a workbook. The error is an [*UnreadableError].
func Read(r io.Reader) ([][]string, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return workbook(data)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		if data, err = simplifiedchinese.GB18030.NewDecoder().Bytes(data); err != nil {
			return nil, &UnreadableError{"text in an encoding that is not known"}
		}
	}
	return separated(string(data))
}

func workbook(data []byte) (rows [][]string, err error) {
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 256 << 20})
	if err != nil {
		return nil, &UnreadableError{"a damaged workbook"}
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, &UnreadableError{"a workbook without a sheet"}
	}
	if rows, err = book.GetRows(sheets[0]); err != nil {
		return nil, &UnreadableError{"a damaged workbook"}
	}
	return bounded(rows)
}

// separated reads CSV by the delimiter that cuts the heading most.
func separated(text string) ([][]string, error) {
	heading, _, _ := strings.Cut(text, "\n")
	delimiter := ','
	for _, d := range []rune{';', '\t'} {
		if strings.Count(heading, string(d)) > strings.Count(heading, string(delimiter)) {
			delimiter = d
		}
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.TrimLeadingSpace = delimiter, -1, true
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, &UnreadableError{err.Error()}
	}
	return bounded(rows)
}

func bounded(rows [][]string) ([][]string, error) {
	if len(rows) == 0 {
		return nil, &UnreadableError{"nothing"}
	}
	if len(rows) > MostRows {
		return nil, &UnreadableError{fmt.Sprintf("%d rows, more than %d", len(rows), MostRows)}
	}
	return rows, nil
}
