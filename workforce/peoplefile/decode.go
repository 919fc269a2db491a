package peoplefile

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// The encodings that are told apart.
const (
	UTF8        = "UTF-8"
	Windows1252 = "Windows-1252"
	GB18030     = "GB18030"
)

// decode turns a file into text and says which encoding it found.
//
// Text that is valid UTF-8 is UTF-8: other encodings almost never are by
// accident. What is left is Chinese or Western, told apart by how the bytes
// above ASCII stand: in Chinese text they come in pairs that decode to common
// characters, in Western text mostly alone between letters. A file that looks
// like neither is refused rather than read as garbage.
func decode(content []byte) (text []byte, encoding string, problem *Problem) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if bytes.HasPrefix(content, []byte{0xff, 0xfe}) || bytes.HasPrefix(content, []byte{0xfe, 0xff}) {
		return nil, "", &Problem{Line: 1, Found: "UTF-16 text", Expected: "UTF-8, Windows-1252 or GB18030; save the file as CSV UTF-8"}
	}
	if i := bytes.IndexByte(content, 0); i >= 0 {
		return nil, "", &Problem{Line: lineOf(content, i), Found: "a zero byte", Expected: "a text file; a spreadsheet must be saved as CSV"}
	}
	if utf8.Valid(content) {
		return content, UTF8, nil
	}
	if text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(content); err == nil && looksChinese(text) {
		return text, GB18030, nil
	}
	if text, err := charmap.Windows1252.NewDecoder().Bytes(content); err == nil && looksWestern(text) {
		return text, Windows1252, nil
	}
	i := firstInvalid(content)
	return nil, "", &Problem{
		Line:     lineOf(content, i),
		Found:    fmt.Sprintf("the byte 0x%02X, which fits no encoding that Muster reads", content[i]),
		Expected: "UTF-8, Windows-1252 or GB18030; save the file as CSV UTF-8",
	}
}

// looksChinese reports whether text beyond ASCII is mostly made of common
// Chinese characters. Western text read as GB18030 gives rare ones, and
// characters that stand for bytes that fit nowhere.
func looksChinese(text []byte) bool {
	common, other := 0, 0
	for _, r := range string(text) {
		switch {
		case r == unicode.ReplacementChar:
			return false
		case r < 0x80:
		case isCommonHan(r) || unicode.Is(unicode.Po, r) || r >= 0xff01 && r <= 0xff5e || r == '\u3000':
			common++
		default:
			other++
		}
	}
	return common > 0 && other*10 <= common
}

// isCommonHan reports whether a character is in GB2312, which holds those of
// everyday use: two bytes, both from 0xA1 on.
func isCommonHan(r rune) bool {
	if !unicode.Is(unicode.Han, r) {
		return false
	}
	bytes, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r)))
	return err == nil && len(bytes) == 2 && bytes[0] >= 0xb0 && bytes[0] <= 0xf7 && bytes[1] >= 0xa1
}

// looksWestern reports whether text beyond ASCII is mostly letters, as in
// names, and holds nothing that Windows-1252 leaves undefined.
func looksWestern(text []byte) bool {
	letters, other := 0, 0
	for _, r := range string(text) {
		switch {
		case r == unicode.ReplacementChar || r >= 0x80 && unicode.IsControl(r):
			return false
		case r < 0x80:
		case unicode.IsLetter(r):
			letters++
		default:
			other++
		}
	}
	return letters > other
}

// firstInvalid returns the place of the first byte that is not UTF-8.
func firstInvalid(content []byte) int {
	for i := 0; i < len(content); {
		r, size := utf8.DecodeRune(content[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return 0
}

func lineOf(content []byte, i int) int { return 1 + bytes.Count(content[:i], []byte{'\n'}) }
