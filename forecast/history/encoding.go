package history

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Limits on what a file may unpack to. A year of 15-minute rows of a thousand
// queues is about 3 GB of text.
const (
	headBytes        = 256 << 10
	maxUnpackedBytes = 8 << 30
)

const knownEncodings = "UTF-8, UTF-16, Windows-1252 or GB18030"

// undoGzip reads through compression, whatever the file is called.
func undoGzip(r *bufio.Reader) (*bufio.Reader, bool, error) {
	if magic, _ := r.Peek(2); len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
		return r, false, nil
	}
	unpacked, err := gzip.NewReader(r)
	if err != nil {
		return nil, true, damagedGzip(err)
	}
	return bufio.NewReaderSize(&limited{r: unpacked, left: maxUnpackedBytes}, headBytes), true, nil
}

// limited fails, rather than ends, after so many bytes.
type limited struct {
	r    io.Reader
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, &RowError{Got: fmt.Sprintf("the file unpacks to more than %d GiB", int64(maxUnpackedBytes)>>30), Want: "a smaller file; split it", Code: TooLarge}
	}
	if int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	return n, damagedGzip(err)
}

// damagedGzip turns what gzip says of a broken file into a problem with the
// file; other errors, such as a disk's, stay what they are.
func damagedGzip(err error) error {
	var corrupt flate.CorruptInputError
	if !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, gzip.ErrChecksum) && !errors.Is(err, gzip.ErrHeader) && !errors.As(err, &corrupt) {
		return err
	}
	return &RowError{Got: "the compressed file is damaged or cut short", Want: "the whole file as it was exported", Code: Damaged}
}

// decode finds the encoding from the beginning of the text and returns the text
// as UTF-8 without byte order mark.
func decode(r *bufio.Reader) (io.Reader, string, error) {
	head, err := r.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, "", err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		return nil, "", &RowError{Line: 1, Got: "the text is UTF-32", Want: knownEncodings, Code: BadEncoding}
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = r.Discard(3)
		return r, "UTF-8", nil
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(r), "UTF-16LE", nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(r), "UTF-16BE", nil
	}
	if endian, ok := utf16WithoutMark(head); ok {
		return unicode.UTF16(endian, unicode.IgnoreBOM).NewDecoder().Reader(r), "UTF-16", nil
	}
	if at := bytes.IndexByte(head, 0); at >= 0 {
		return nil, "", &RowError{Got: fmt.Sprintf("byte %d is zero, so this is no text", at), Want: "a CSV or XLSX file", Code: NotATable}
	}
	if valid(head) {
		return r, "UTF-8", nil
	}
	charset, name := legacy(head)
	if charset == nil {
		line, sample := firstBadByte(head)
		return nil, "", &RowError{Line: line, Got: fmt.Sprintf("byte 0x%02x is in no encoding known here", sample),
			Want: knownEncodings, Code: BadEncoding}
	}
	return charset.NewDecoder().Reader(r), name, nil
}

// valid is utf8.Valid, forgiving a character cut by the end of the head.
func valid(head []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(head); cut++ {
		if utf8.Valid(head[:len(head)-cut]) {
			return cut == 0 || len(head) >= headBytes && !utf8.FullRune(head[len(head)-cut:])
		}
	}
	return false
}

// utf16WithoutMark recognises Latin text in two-byte units by its zero bytes.
func utf16WithoutMark(head []byte) (unicode.Endianness, bool) {
	sample := head[:min(len(head), 512)&^1]
	var even, odd int
	for i, b := range sample {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	half := len(sample) / 2
	switch {
	case half >= 8 && odd*10 > half*8 && even == 0:
		return unicode.LittleEndian, true
	case half >= 8 && even*10 > half*8 && odd == 0:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// legacy tells GB18030 from Windows-1252. Chinese text is pairs of bytes from
// 0xA1 up; Western text has single high bytes among letters.
func legacy(head []byte) (encoding.Encoding, string) {
	var pairs, lone, undefined int
	for i := 0; i < len(head); i++ {
		switch c := head[i]; {
		case c < 0x80:
		case i+1 < len(head) && c >= 0xa1 && head[i+1] >= 0xa1:
			pairs++
			i++
		default:
			lone++
			if c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d {
				undefined++
			}
		}
	}
	if pairs > lone {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(head)
		if err == nil && bytes.Count(decoded, []byte("\ufffd")) <= 1 {
			return simplifiedchinese.GB18030, "GB18030"
		}
	}
	if undefined > 0 {
		return nil, ""
	}
	return charmap.Windows1252, "Windows-1252"
}

func firstBadByte(head []byte) (line int, b byte) {
	line = 1
	for len(head) > 0 {
		r, size := utf8.DecodeRune(head)
		if r == utf8.RuneError && size == 1 {
			return line, head[0]
		}
		if r == '\n' {
			line++
		}
		head = head[size:]
	}
	return line, 0
}

// refuseOther names what a file is when it is plainly no table.
func refuseOther(head []byte) error {
	kinds := []struct{ magic, name string }{
		{"%PDF", "a PDF document"},
		{"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)"},
		{"7z\xbc\xaf", "a 7-Zip archive"},
		{"Rar!", "a RAR archive"},
		{"{", "JSON"},
		{"<", "XML or HTML"},
	}
	for _, kind := range kinds {
		if bytes.HasPrefix(head, []byte(kind.magic)) {
			return &RowError{Got: "the file is " + kind.name, Want: "CSV (plain or gzip) or XLSX", Code: NotATable}
		}
	}
	return nil
}
