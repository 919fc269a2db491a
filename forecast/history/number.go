package history

import (
	"bytes"
	"math"
	"strconv"
)

// largest bounds counts and seconds: no interval holds a thousand milliard, so
// more is a wrong column (a telephone number, an identifier).
const largest = 1e12

// absent lists the ways in which exports write "no value".
var absent = [][]byte{[]byte("-"), []byte("--"), []byte("n/a"), []byte("na"), []byte("null"), []byte("nan")}

// blank reports whether a trimmed cell holds no value.
func blank(cell []byte) bool {
	if len(cell) == 0 {
		return true
	}
	if len(cell) > 4 || cell[0] >= '0' && cell[0] <= '9' {
		return false
	}
	for _, word := range absent {
		if bytes.EqualFold(cell, word) {
			return true
		}
	}
	return false
}

var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// parseNumber reads a number written with the given decimal mark ('.' or ','),
// optional grouping by the other mark, blanks or apostrophes, and a sign.
// It reports false for anything else.
func parseNumber(cell []byte, decimal byte) (float64, bool) {
	negative := len(cell) > 0 && cell[0] == '-'
	if negative || len(cell) > 0 && cell[0] == '+' {
		cell = cell[1:]
	}
	mantissa, digits, fraction := int64(0), 0, -1
	lastGroup := -1 // digits seen since the last grouping mark
	for i, c := range cell {
		switch {
		case c >= '0' && c <= '9':
			if digits++; digits > 15 {
				return parseLong(cell, decimal, negative)
			}
			mantissa = mantissa*10 + int64(c-'0')
			if fraction >= 0 {
				fraction++
			} else if lastGroup >= 0 {
				lastGroup++
			}
		case c == decimal && fraction < 0 && (lastGroup < 0 || lastGroup == 3):
			fraction = 0
		case groups(c, decimal) && fraction < 0 && digits > 0 && (lastGroup == 3 || lastGroup < 0 && digits <= 3):
			lastGroup = 0
		case (c == 'e' || c == 'E') && i > 0:
			return parseLong(cell, decimal, negative)
		default:
			return 0, false
		}
	}
	if digits == 0 || fraction < 0 && lastGroup >= 0 && lastGroup != 3 {
		return 0, false
	}
	value := float64(mantissa) / powers[max(0, fraction)]
	if negative {
		value = -value
	}
	return value, true
}

func groups(c, decimal byte) bool {
	return (c == ',' || c == '.') && c != decimal || c == ' ' || c == '\''
}

// parseLong reads what the fast path does not: more than 15 digits, exponents.
func parseLong(cell []byte, decimal byte, negative bool) (float64, bool) {
	text := cell
	if decimal == ',' {
		text = bytes.ReplaceAll(cell, []byte(","), []byte("."))
	}
	value, err := strconv.ParseFloat(string(text), 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return 0, false
	}
	if negative {
		value = -value
	}
	return value, true
}

// parseCount reads a whole number of contacts. want is "" when it could.
func parseCount(cell []byte, decimal byte) (count int64, code Code, want string) {
	value, ok := parseNumber(cell, decimal)
	switch {
	case !ok:
		return 0, BadNumber, "a whole number"
	case value < 0:
		return 0, Negative, "0 or more"
	case value != math.Trunc(value):
		return 0, BadNumber, "a whole number of contacts"
	case value > largest:
		return 0, BadNumber, "at most 1000000000000"
	}
	return int64(value), "", ""
}

// Unit is how a column writes durations that have no colon in them.
type Unit string

// The units of durations. Days are the fractions that spreadsheets keep.
const (
	Seconds      Unit = "s"
	Milliseconds Unit = "ms"
	Minutes      Unit = "min"
	Days         Unit = "day"
)

var unitSeconds = map[Unit]float64{"": 1, Seconds: 1, Milliseconds: 1e-3, Minutes: 60, Days: 86400}

// parseSeconds reads a duration: a number in the unit (given as its seconds),
// or m:ss, h:mm:ss, each with an optional decimal part.
func parseSeconds(cell []byte, decimal byte, unit float64) (seconds float64, code Code, want string) {
	const form = "a duration such as 95, 1:35 or 0:01:35"
	if bytes.IndexByte(cell, ':') < 0 {
		value, ok := parseNumber(cell, decimal)
		seconds = value * unit
		switch {
		case !ok:
			return 0, BadNumber, form
		case value < 0:
			return 0, Negative, "0 or more"
		case seconds > largest:
			return 0, BadNumber, "at most 1000000000000 seconds"
		}
		return seconds, "", ""
	}
	if cell[0] == '-' {
		return 0, Negative, "0 or more"
	}
	parts := 0
	for rest, more := cell, true; more; parts++ {
		var part []byte
		part, rest, more = bytes.Cut(rest, []byte{':'})
		value, ok := parseNumber(part, decimal)
		if !ok || value < 0 || parts > 2 || more && value != math.Trunc(value) || parts > 0 && value >= 60 || value > 1e7 {
			return 0, BadNumber, form
		}
		seconds = seconds*60 + value
	}
	return seconds, "", ""
}
