package store

import (
	"bytes"
	"compress/gzip"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
)

// Curves and reports are immutable and always read whole, so each stands in one
// column as compressed JSON: a year of half hours is one row of some hundred
// kilobytes instead of seventeen thousand rows. See docs/decisions.

func pack(what string, value any) ([]byte, error) {
	return compressed(what, func(out io.Writer) error { return json.NewEncoder(out).Encode(value) })
}

func unpack(what string, document []byte, into any) error {
	return decompressed(what, document, func(in io.Reader) error { return json.NewDecoder(in).Decode(into) })
}

// packFigures is pack for what holds numbers that may be undefined in many
// places, which JSON has no word for.
func packFigures(what string, value any) ([]byte, error) {
	return compressed(what, func(out io.Writer) error { return gob.NewEncoder(out).Encode(value) })
}

func unpackFigures(what string, document []byte, into any) error {
	return decompressed(what, document, func(in io.Reader) error { return gob.NewDecoder(in).Decode(into) })
}

func compressed(what string, write func(io.Writer) error) ([]byte, error) {
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if err := write(zip); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	if err := zip.Close(); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return out.Bytes(), nil
}

// decompressed reads a document; one that is empty was never written.
func decompressed(what string, document []byte, read func(io.Reader) error) error {
	if len(document) == 0 {
		return nil
	}
	zip, err := gzip.NewReader(bytes.NewReader(document))
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if err := read(zip); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// floats are numbers of which some are undefined: JSON knows neither NaN nor
// infinity, so the first is null and the second a string.
type floats []float64

// MarshalJSON writes numbers in the shortest form that reads back the same.
func (f floats) MarshalJSON() ([]byte, error) {
	if f == nil {
		return []byte("null"), nil
	}
	text := make([]byte, 0, 8*len(f)+2)
	text = append(text, '[')
	for i, v := range f {
		if i > 0 {
			text = append(text, ',')
		}
		switch {
		case math.IsNaN(v):
			text = append(text, "null"...)
		case math.IsInf(v, 0):
			text = strconv.AppendQuote(text, strconv.FormatFloat(v, 'g', -1, 64))
		default:
			text = strconv.AppendFloat(text, v, 'g', -1, 64)
		}
	}
	return append(text, ']'), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (f *floats) UnmarshalJSON(text []byte) error {
	body := bytes.TrimSpace(text)
	if string(body) == "null" {
		return nil
	}
	body = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimPrefix(body, []byte("[")), []byte("]")))
	if len(body) == 0 {
		return nil // no numbers: a curve that is not known
	}
	*f = make(floats, 0, bytes.Count(body, []byte(","))+1)
	for cell := range bytes.SplitSeq(body, []byte(",")) {
		switch word := string(bytes.Trim(cell, "\" \t\r\n")); word {
		case "null":
			*f = append(*f, math.NaN())
		default:
			v, err := strconv.ParseFloat(word, 64)
			if err != nil {
				return err
			}
			*f = append(*f, v)
		}
	}
	return nil
}
