package history

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// FuzzFile reads any bytes as a file of each format: whatever comes in, a row
// that comes out is consistent, and nothing panics.
func FuzzFile(f *testing.F) {
	for _, c := range samples {
		f.Add(c.text)
	}
	f.Add(canonicalHeader + "2026-10-25 01:30,30,Q,5,4,1\n\"")
	f.Add("PK\x03\x04")
	f.Fuzz(func(t *testing.T, content string) {
		s, err := Open(strings.NewReader(content), int64(len(content)), "f.csv")
		if err != nil {
			return
		}
		m := s.Recognised.Mapping
		m.Zone, m.Queue = "Europe/London", "Q"
		for row, err := range s.Rows(m) {
			var bad *RowError
			switch {
			case errors.As(err, &bad):
				if bad.Got == "" || bad.Code == "" {
					t.Fatalf("%q: problem %+v does not say what was found", content, bad)
				}
			case err != nil:
				return
			default:
				checkRow(t, content, row, len(s.Queues()))
			}
		}
	})
}

func checkRow(t *testing.T, content string, row *Row, queues int) {
	t.Helper()
	if row.IntervalS < 300 || row.IntervalS > 3600 || row.Line < 1 || int(row.Queue) >= queues || !row.Figures.Known(Offered) {
		t.Fatalf("%q: row %+v", content, row)
	}
	for i, v := range row.Figures {
		if v < Unknown || v > 1e15 {
			t.Fatalf("%q: %s = %d", content, Figure(i), v)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"0", "1,234.5", "-1", "1e9", "1 000", "12345678901234567890", "..", "1:30", "-0:00:01"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, cell string, comma bool) {
		decimal := byte('.')
		if comma {
			decimal = ','
		}
		if value, ok := parseNumber([]byte(cell), decimal); ok && (math.IsNaN(value) || math.IsInf(value, 0)) {
			t.Fatalf("%q is %v", cell, value)
		}
		if count, _, want := parseCount([]byte(cell), decimal); want == "" && (count < 0 || count > largest) {
			t.Fatalf("count %q is %d", cell, count)
		}
		if len(cell) > 0 {
			if seconds, _, want := parseSeconds([]byte(cell), decimal, 1); want == "" && (seconds < 0 || seconds > largest) {
				t.Fatalf("duration %q is %v", cell, seconds)
			}
		}
	})
}

func FuzzStamp(f *testing.F) {
	for _, seed := range []string{"2026-03-01 09:30", "01/03/2026 9:30 PM", "20260301T093000Z", "46082.4", "1.3.2026", "930", "0.5"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		for _, order := range []DateOrder{OrderOpen, DMY, MDY} {
			if at, open, ok := parseStamp([]byte(cell), order); ok && !open && (!at.validDate() || !at.validTime()) {
				t.Fatalf("%q (%s) was read as %+v", cell, order, at)
			}
		}
		if at, ok := parseClock([]byte(cell)); ok && !at.validTime() {
			t.Fatalf("time %q was read as %+v", cell, at)
		}
	})
}
