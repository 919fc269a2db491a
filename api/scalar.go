package api

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Day is a calendar day in JSON and in query parameters: 2026-03-29.
type Day struct{ grid.Date }

// Schema describes a day.
func (Day) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Examples: []any{"2026-03-29"}}
}

// MarshalText writes YYYY-MM-DD.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD.
func (d *Day) UnmarshalText(text []byte) error {
	date, err := grid.ParseDate(string(text))
	d.Date = date
	return err
}

// dayOrNone returns nil for the zero date, which stands for no day.
func dayOrNone(d grid.Date) *Day {
	if d.IsZero() {
		return nil
	}
	return &Day{d}
}

// dateOrNone is the inverse of dayOrNone.
func dateOrNone(d *Day) grid.Date {
	if d == nil {
		return grid.Date{}
	}
	return d.Date
}

// Clock is a wall time in minutes after midnight, 00:00 to 24:00.
type Clock int

const clockPattern = `^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$`

// Schema describes a wall time.
func (Clock) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{
		Type:               huma.TypeString,
		Pattern:            clockPattern,
		PatternDescription: "a wall time HH:MM, 00:00 to 24:00",
		Examples:           []any{"07:00"},
	}
}

// MarshalText writes HH:MM.
func (c Clock) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%02d:%02d", int(c)/60, int(c)%60), nil
}

// UnmarshalText reads HH:MM.
func (c *Clock) UnmarshalText(text []byte) error {
	s := string(text)
	if len(s) != 5 || s[2] != ':' {
		return fmt.Errorf("%q is not a wall time; write it as HH:MM", s)
	}
	hour, hourErr := strconv.ParseUint(s[:2], 10, 8)
	minute, minuteErr := strconv.ParseUint(s[3:], 10, 8)
	total := int(hour)*60 + int(minute)
	if hourErr != nil || minuteErr != nil || minute > 59 || total > 24*60 {
		return fmt.Errorf("%q is not a wall time; expected 00:00 to 24:00", s)
	}
	*c = Clock(total)
	return nil
}

var (
	_ huma.SchemaProvider = Day{}
	_ huma.SchemaProvider = Clock(0)
)

// orEmpty keeps a list that holds nothing a list: in JSON [] and not null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// each converts a list, item by item; the result is never nil.
func each[A, B any](list []A, convert func(A) B) []B {
	out := make([]B, len(list))
	for i, item := range list {
		out[i] = convert(item)
	}
	return out
}

// orNone returns nil for a zero value, for fields that are absent when empty.
func orNone[T comparable](v T) *T {
	if reflect.ValueOf(v).IsZero() {
		return nil
	}
	return &v
}

// orZero is the inverse of orNone.
func orZero[T any](v *T) T {
	if v == nil {
		var zero T
		return zero
	}
	return *v
}
