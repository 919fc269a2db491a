package history

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// records is a table read one record at a time. The cells are valid until the
// next call. next returns io.EOF after the last record; a *RowError is a broken
// record after which reading can go on, unless it ends the file.
type records interface {
	next() (cells [][]byte, line int, err error)
}

// maxRecordBytes bounds one record, so that a quote which is never closed, or a
// bomb of zeros, cannot fill the memory.
const maxRecordBytes = 1 << 20

// textRecords splits delimited text (RFC 4180 with any one-byte delimiter)
// without allocating. Quotes inside an unquoted cell are taken as they are.
type textRecords struct {
	r         *bufio.Reader
	delimiter byte
	line      int    // lines read so far
	long      []byte // a line that is longer than the reader's buffer
	joined    []byte // unescaped cells of a record with quotes
	ends      []int
	cells     [][]byte
}

func newTextRecords(r io.Reader, delimiter byte) *textRecords {
	return &textRecords{r: bufio.NewReaderSize(r, 128<<10), delimiter: delimiter}
}

func (t *textRecords) next() ([][]byte, int, error) {
	for {
		line, err := t.readLine()
		if err != nil {
			return nil, t.line, err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		start := t.line
		text := line
		if bytes.IndexByte(line, '"') < 0 {
			t.split(line)
		} else if err := t.splitQuoted(line); err != nil {
			return nil, start, err
		} else {
			text = t.joined
		}
		if !utf8.Valid(text) {
			return nil, start, &RowError{Line: start, Code: BadEncoding, Got: "the line holds bytes that are no UTF-8", Want: "one encoding throughout the file"}
		}
		return t.cells, start, nil
	}
}

// readLine returns one line without its end. The bytes belong to the reader.
func (t *textRecords) readLine() ([]byte, error) {
	line, err := t.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		t.long = append(t.long[:0], line...)
		for errors.Is(err, bufio.ErrBufferFull) {
			if len(t.long) > maxRecordBytes {
				return nil, &RowError{Line: t.line + 1, Got: fmt.Sprintf("the line is longer than %d bytes", maxRecordBytes), Want: "one row a line", Code: TooLarge}
			}
			line, err = t.r.ReadSlice('\n')
			t.long = append(t.long, line...)
		}
		line = t.long
	}
	if len(line) == 0 && err != nil {
		return nil, err
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	t.line++
	line = bytes.TrimSuffix(line, []byte{'\n'})
	return bytes.TrimSuffix(line, []byte{'\r'}), nil
}

// split cuts a line without quotes.
func (t *textRecords) split(line []byte) {
	t.cells = t.cells[:0]
	for {
		end := bytes.IndexByte(line, t.delimiter)
		if end < 0 {
			t.cells = append(t.cells, bytes.TrimSpace(line))
			return
		}
		t.cells = append(t.cells, bytes.TrimSpace(line[:end]))
		line = line[end+1:]
	}
}

// splitQuoted cuts a record in which at least one cell may be quoted, reading
// further lines while a quoted cell is open.
func (t *textRecords) splitQuoted(line []byte) error {
	start := t.line
	t.joined, t.ends = t.joined[:0], t.ends[:0]
	for {
		trimmed := bytes.TrimLeft(line, " ")
		if len(trimmed) == 0 || trimmed[0] != '"' {
			end := bytes.IndexByte(line, t.delimiter)
			if end < 0 {
				t.endCell(line)
				break
			}
			t.endCell(line[:end])
			line = line[end+1:]
			continue
		}
		rest, err := t.quotedCell(trimmed[1:], start)
		if err != nil {
			return err
		}
		t.ends = append(t.ends, len(t.joined))
		rest = bytes.TrimLeft(rest, " ")
		if len(rest) == 0 {
			break
		}
		if rest[0] != t.delimiter {
			return &RowError{Line: start, Code: BadRecord, Got: fmt.Sprintf("%s follows a closing quote", quoted(rest[:1])), Want: fmt.Sprintf("%q or the end of the line", t.delimiter)}
		}
		line = rest[1:]
	}
	t.cells = t.cells[:0]
	from := 0
	for _, end := range t.ends {
		t.cells = append(t.cells, bytes.TrimSpace(t.joined[from:end]))
		from = end
	}
	return nil
}

func (t *textRecords) endCell(cell []byte) {
	t.joined = append(t.joined, cell...)
	t.ends = append(t.ends, len(t.joined))
}

// quotedCell appends the cell that begins after an opening quote and returns
// what follows its closing quote.
func (t *textRecords) quotedCell(line []byte, start int) ([]byte, error) {
	for {
		end := bytes.IndexByte(line, '"')
		switch {
		case end >= 0 && end+1 < len(line) && line[end+1] == '"':
			t.joined = append(t.joined, line[:end+1]...)
			line = line[end+2:]
			continue
		case end >= 0:
			t.joined = append(t.joined, line[:end]...)
			return line[end+1:], nil
		}
		t.joined = append(t.joined, line...)
		t.joined = append(t.joined, '\n')
		var err error
		if line, err = t.readLine(); errors.Is(err, io.EOF) || err == nil && len(t.joined) > maxRecordBytes {
			return nil, &RowError{Line: start, Code: BadRecord, Got: "a quoted cell begins here and is not closed", Want: "a closing quote"}
		} else if err != nil {
			return nil, err
		}
	}
}

// delimiters in the order in which ties are decided.
var delimiters = []byte{',', ';', '\t', '|'}

// guessDelimiter picks the delimiter that cuts the most lines of the head into
// the same number of cells, more than one.
func guessDelimiter(head []byte) byte {
	best, bestScore := delimiters[0], 0
	for _, d := range delimiters {
		counts := map[int]int{}
		lines := 0
		for line := range bytes.Lines(head) {
			if lines++; lines > 50 {
				break
			}
			counts[countOutsideQuotes(line, d)]++
		}
		for n, agreeing := range counts {
			if score := agreeing * min(n, 40); n > 0 && score > bestScore {
				best, bestScore = d, score
			}
		}
	}
	return best
}

func countOutsideQuotes(line []byte, d byte) int {
	n, inside := 0, false
	for _, c := range line {
		switch {
		case c == '"':
			inside = !inside
		case c == d && !inside:
			n++
		}
	}
	return n
}
