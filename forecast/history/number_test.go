package history

import (
	"math"
	"testing"
)

func TestNumbersAreReadInBothDecimalConventions(t *testing.T) {
	cases := []struct {
		cell    string
		decimal byte
		want    float64
		ok      bool
	}{
		{"0", '.', 0, true},
		{"1234", '.', 1234, true},
		{"1,234", '.', 1234, true},
		{"1,234,567.5", '.', 1234567.5, true},
		{"1.234.567,5", ',', 1234567.5, true},
		{"1 234,5", ',', 1234.5, true},
		{"1'234.5", '.', 1234.5, true},
		{"12,5", ',', 12.5, true},
		{"-3", '.', -3, true},
		{"+3", '.', 3, true},
		{".5", '.', 0.5, true},
		{"1.2E-2", '.', 0.012, true},
		{"12345678901234567890", '.', 12345678901234567890, true},
		{"12,5", '.', 0, false},
		{"12,34,567", '.', 0, false},
		{"1,2345", '.', 0, false},
		{"1.2.3", '.', 0, false},
		{",5", '.', 0, false},
		{"", '.', 0, false},
		{"-", '.', 0, false},
		{"12 calls", '.', 0, false},
		{"0x1F", '.', 0, false},
		{"NaN", '.', 0, false},
		{"Inf", '.', 0, false},
		{"1e999", '.', 0, false},
		{"12345678901234567,5", ',', 12345678901234567.5, true},
	}
	for _, c := range cases {
		got, ok := parseNumber([]byte(c.cell), c.decimal)
		if ok != c.ok || ok && math.Abs(got-c.want) > 1e-9*math.Abs(c.want) {
			t.Errorf("number %q with decimal %q = %v, %v; want %v, %v", c.cell, c.decimal, got, ok, c.want, c.ok)
		}
	}
}

func TestCountsAreWholeAndNotNegative(t *testing.T) {
	cases := []struct {
		cell string
		want int64
		code Code
	}{
		{"17", 17, ""},
		{"17.0", 17, ""},
		{"1,700", 1700, ""},
		{"17.5", 0, BadNumber},
		{"-1", 0, Negative},
		{"seventeen", 0, BadNumber},
		{"9999999999999", 0, BadNumber},
	}
	for _, c := range cases {
		got, code, want := parseCount([]byte(c.cell), '.')
		if got != c.want || code != c.code || (code != "") != (want != "") {
			t.Errorf("count %q = %d, %q (%s); want %d, %q", c.cell, got, code, want, c.want, c.code)
		}
	}
}

func TestDurationsAreReadInEveryForm(t *testing.T) {
	cases := []struct {
		cell string
		unit Unit
		want float64
		code Code
	}{
		{"95", "", 95, ""},
		{"95.25", Seconds, 95.25, ""},
		{"95000", Milliseconds, 95, ""},
		{"1.5", Minutes, 90, ""},
		{"0.5", Days, 43200, ""},
		{"1:35", "", 95, ""},
		{"01:01:35", "", 3695, ""},
		{"125:00:00", "", 450000, ""},
		{"0:01:35.5", "", 95.5, ""},
		{"90:00", Milliseconds, 5400, ""}, // a colon says its own unit
		{"1:75", "", 0, BadNumber},
		{"1:2:3:4", "", 0, BadNumber},
		{"1.5:00", "", 0, BadNumber},
		{"-1:35", "", 0, Negative},
		{"-95", "", 0, Negative},
		{":", "", 0, BadNumber},
		{"soon", "", 0, BadNumber},
		{"99999999999999", "", 0, BadNumber},
	}
	for _, c := range cases {
		got, code, _ := parseSeconds([]byte(c.cell), '.', unitSeconds[c.unit])
		if code != c.code || math.Abs(got-c.want) > 1e-9 && code == "" {
			t.Errorf("duration %q in %q = %v, %q; want %v, %q", c.cell, c.unit, got, code, c.want, c.code)
		}
	}
}

func TestWordsForNothingAreBlank(t *testing.T) {
	for cell, want := range map[string]bool{"": true, "-": true, "N/A": true, "null": true, "NaN": true, "0": false, "-1": false, "x": false, "none at all": false} {
		if got := blank([]byte(cell)); got != want {
			t.Errorf("blank(%q) = %v, want %v", cell, got, want)
		}
	}
}
