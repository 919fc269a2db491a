package store

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
)

// Curves and reports are immutable and always read whole, so each stands in one
// column as compressed JSON: a year of half hours is one row of some hundred
// kilobytes instead of seventeen thousand rows. See docs/decisions.

func pack(what string, value any) ([]byte, error) {
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if err := json.NewEncoder(zip).Encode(value); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	if err := zip.Close(); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return out.Bytes(), nil
}

func unpack(what string, document []byte, into any) error {
	if len(document) == 0 {
		return nil
	}
	zip, err := gzip.NewReader(bytes.NewReader(document))
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if err := json.NewDecoder(zip).Decode(into); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// floats are numbers of which some are undefined: JSON knows neither NaN nor
// infinity, so the first is null and the second a string.
type floats []float64

func (f floats) MarshalJSON() ([]byte, error) {
	cells := make([]any, len(f))
	for i, v := range f {
		switch {
		case math.IsNaN(v):
		case math.IsInf(v, 0):
			cells[i] = fmt.Sprint(v)
		default:
			cells[i] = v
		}
	}
	return json.Marshal(cells)
}

func (f *floats) UnmarshalJSON(text []byte) error {
	var cells []any
	if err := json.Unmarshal(text, &cells); err != nil || cells == nil {
		return err
	}
	*f = make(floats, len(cells))
	for i, cell := range cells {
		switch v := cell.(type) {
		case nil:
			(*f)[i] = math.NaN()
		case float64:
			(*f)[i] = v
		case string:
			(*f)[i] = math.Inf(map[string]int{"+Inf": 1, "-Inf": -1}[v])
		}
	}
	return nil
}
