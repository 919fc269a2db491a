package history

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync/atomic"
)

// Recognised is what [Open] found out about a file.
type Recognised struct {
	Format     string  // code of the format
	Name       string  // its name for people
	Confidence float64 // share of the columns that the format explains, 0..1
	Delimiter  string  // "" for a workbook
	Encoding   string
	Compressed bool
	Header     []string   // names of the columns, each once
	HeaderLine int        // line on which they stand, 0 for a format without header
	Sample     [][]string // the first rows after the header
	Mapping    Mapping    // what the columns seem to mean
	Missing    []Field    // what a mapping must still name
}

// SampleRows is how many rows a preview shows.
const SampleRows = 20

// Source is an opened file. It is read once, by one goroutine; BytesRead may be
// called by others.
type Source struct {
	Recognised Recognised

	name    string
	records records
	read    *counted
	close   func() error
	queues  []QueueName
	queueID map[string]int32
	parts   map[string]int32
	local   bool   // some time was read by the mapping's zone
	head    []byte // text from which the format was recognised
	book    *bookRecords
}

// counted counts what is read of the file as it lies on disk.
type counted struct {
	r io.Reader
	n atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// MaxFileBytes is the size of file that is refused: 2 GiB.
const MaxFileBytes = 2 << 30

// Open recognises a file from its beginning. size is its length in bytes, or
// negative where unknown; name is used in messages. What is no table, too
// large, or in an unknown encoding is refused with a *RowError.
func Open(r io.Reader, size int64, name string) (*Source, error) {
	if size >= MaxFileBytes {
		return nil, &RowError{File: name, Got: fmt.Sprintf("the file has %d bytes", size), Want: "less than 2 GiB; compress it with gzip or split it", Code: TooLarge}
	}
	s := &Source{name: name, read: &counted{r: r}, queueID: map[string]int32{}, parts: map[string]int32{"": 0}, close: func() error { return nil }}
	if err := s.open(); err != nil {
		return nil, s.placed(err)
	}
	return s, nil
}

// placed puts the file's name into an error that lacks it.
func (s *Source) placed(err error) error {
	var row *RowError
	if errors.As(err, &row) {
		row.File = s.name
		return row
	}
	return fmt.Errorf("%s: %w", s.name, err)
}

func (s *Source) open() error {
	raw := bufio.NewReaderSize(s.read, 64<<10)
	text, compressed, err := undoGzip(raw)
	if err != nil {
		return err
	}
	s.Recognised.Compressed = compressed
	magic, err := text.Peek(8)
	if err != nil && len(magic) == 0 {
		if errors.Is(err, io.EOF) {
			return &RowError{Got: "the file is empty", Want: "a header line and rows", Code: NotATable}
		}
		return err
	}
	if err := refuseOther(magic); err != nil {
		return err
	}
	var head records
	if bytes.HasPrefix(magic, []byte("PK\x03\x04")) {
		head, err = s.openWorkbook(text)
	} else {
		head, err = s.openText(bufio.NewReaderSize(text, headBytes))
	}
	if err != nil {
		return err
	}
	return s.recognise(head)
}

func (s *Source) openWorkbook(r io.Reader) (records, error) {
	head, err := openBook(r)
	if err != nil {
		return nil, err
	}
	s.Recognised.Encoding = "XLSX"
	body, err := head.again()
	if err != nil {
		return nil, err
	}
	s.records, s.close, s.book = body, body.close, body
	return head, nil
}

func (s *Source) openText(r *bufio.Reader) (records, error) {
	decoded, encoding, err := decode(r)
	if err != nil {
		return nil, err
	}
	s.Recognised.Encoding = encoding
	text := bufio.NewReaderSize(decoded, headBytes)
	head, err := text.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	if last := bytes.LastIndexByte(head, '\n'); last > 0 && len(head) == headBytes {
		head = head[:last+1]
	}
	delimiter := guessDelimiter(head)
	skipped := 0
	if line, _, _ := bytes.Cut(head, []byte("\n")); len(line) >= 5 && strings.EqualFold(string(line[:4]), "sep=") {
		delimiter, skipped = line[4], 1 // Excel's own hint
	}
	s.Recognised.Delimiter = string(rune(delimiter))
	head = bytes.Clone(head)
	s.head = head
	body := newTextRecords(text, delimiter)
	preview := newTextRecords(bytes.NewReader(head), delimiter)
	for range skipped {
		_, _ = body.readLine()
		_, _ = preview.readLine()
	}
	s.records = body
	return preview, nil
}

// BytesRead returns how many bytes of the file have been read so far.
func (s *Source) BytesRead() int64 { return s.read.n.Load() }

// Close ends the reading. It does not close the reader given to [Open].
func (s *Source) Close() error { return s.close() }

// Queues lists the queues met so far; [Row.Queue] indexes it.
func (s *Source) Queues() []QueueName { return s.queues }

// LocalTimes reports whether a time without offset was met so far, which the
// mapping's zone decided.
func (s *Source) LocalTimes() bool { return s.local }

// queue numbers a queue's name, which is the same whatever its letters' case.
func (s *Source) queue(name, channel []byte) int32 {
	key := append(append(make([]byte, 0, 64), name...), 0)
	key = append(key, channel...)
	if id, known := s.queueID[string(key)]; known {
		return id
	}
	folded := strings.ToLower(string(key))
	id, known := s.queueID[folded]
	if !known {
		id = int32(len(s.queues))
		s.queues = append(s.queues, QueueName{Queue: string(name), Channel: strings.ToLower(string(channel))})
		s.queueID[folded] = id
	}
	s.queueID[string(key)] = id
	return id
}

func (s *Source) part(name []byte) int32 {
	if id, known := s.parts[string(name)]; known {
		return id
	}
	id := int32(len(s.parts))
	s.parts[string(name)] = id
	return id
}

// columnNames makes the names of a header unique and non-empty.
func columnNames(cells [][]byte) []string {
	header := make([]string, len(cells))
	seen := map[string]int{}
	for i, cell := range cells {
		name := string(cell)
		if name == "" {
			name = "column " + strconv.Itoa(i+1)
		}
		if seen[name]++; seen[name] > 1 {
			name += " (" + strconv.Itoa(seen[name]) + ")"
		}
		header[i] = name
	}
	return header
}
