package store

import (
	"testing"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestDaysReadBackFromWhatEitherEngineReturns(t *testing.T) {
	leap := grid.MustDate("2028-02-29")
	columns := map[string]any{
		"text, as SQLite has it":       "2028-02-29",
		"bytes":                        []byte("2028-02-29"),
		"a moment, as PostgreSQL does": time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC),
	}
	for name, column := range columns {
		var d day
		var some someDay
		if err := d.Scan(column); err != nil || d.Date != leap {
			t.Errorf("%s: day %v, %v; want %v", name, d.Date, err, leap)
		}
		if err := some.Scan(column); err != nil || some.Date != leap {
			t.Errorf("%s: optional day %v, %v; want %v", name, some.Date, err, leap)
		}
	}
}

func TestColumnsThatHoldNoDayAreRefused(t *testing.T) {
	for _, column := range []any{42, "yesterday", 1.5, true} {
		var d day
		var some someDay
		if err := d.Scan(column); err == nil {
			t.Errorf("%v was read as the day %v; want an error", column, d)
		}
		if err := some.Scan(column); err == nil {
			t.Errorf("%v was read as the optional day %v; want an error", column, some)
		}
	}
	var d day
	if err := d.Scan(nil); err == nil {
		t.Error("NULL was read as a day; want an error, the column must not be NULL")
	}
}

func TestTheBeginningIsAKeyAndNoDayIsNull(t *testing.T) {
	value, err := day{}.Value()
	if err != nil || value != "0001-01-01" {
		t.Errorf("the beginning is kept as %v, %v; want 0001-01-01", value, err)
	}
	var back day
	if err := back.Scan(value); err != nil || !back.IsZero() {
		t.Errorf("and reads back as %v, %v; want the zero day", back, err)
	}
	if value, err := (someDay{}).Value(); err != nil || value != nil {
		t.Errorf("no day is kept as %v, %v; want NULL", value, err)
	}
	some := someDay{grid.MustDate("2026-01-01")}
	if err := some.Scan(nil); err != nil || !some.IsZero() {
		t.Errorf("NULL reads as %v, %v; want no day", some, err)
	}
}

func TestNumbersInATextColumnReadBack(t *testing.T) {
	for _, numbers := range [][]int{{1}, {1, 2, 3, 4, 5, 6, 7}, {480, 510}} {
		got, err := split(joined(numbers))
		if err != nil || joined(got) != joined(numbers) {
			t.Errorf("%v reads back as %v, %v", numbers, got, err)
		}
	}
	for _, text := range []string{"", "1,,2", "one", "1;2"} {
		if got, err := split(text); err == nil {
			t.Errorf("%q was read as %v; want an error", text, got)
		}
	}
}

func TestTextToLookForLosesItsSpecialSigns(t *testing.T) {
	for text, want := range map[string]string{"Ann": "%ann%", "50%": `%50\%%`, "a_b": `%a\_b%`, `a\b`: `%a\\b%`, "王": "%王%"} {
		if got := containing(text); got != want {
			t.Errorf("containing(%q) = %q; want %q", text, got, want)
		}
	}
}
