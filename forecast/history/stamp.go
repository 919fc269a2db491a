package history

import "math"

// DateOrder is the order of day, month and year in dates written with slashes,
// dashes or dots and the year last.
type DateOrder string

// The orders. OrderOpen means that the dates seen so far fit both others.
const (
	OrderOpen DateOrder = ""
	DMY       DateOrder = "dmy"
	MDY       DateOrder = "mdy"
)

// stamp is a date and time as written, before any zone is applied.
type stamp struct {
	year, month, day     int
	hour, minute, second int
	offset               int // seconds east of UTC
	hasTime, hasOffset   bool
}

// wall returns the stamp's date and time as seconds since 1970, as if it were
// UTC.
func (s *stamp) wall() int64 {
	return daysSince1970(s.year, s.month, s.day)*86400 + int64(s.hour*3600+s.minute*60+s.second)
}

// daysSince1970 counts days in the proleptic Gregorian calendar (H. Hinnant,
// "chrono-compatible low-level date algorithms", days_from_civil).
func daysSince1970(year, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	era := year / 400
	yearOfEra := year - era*400
	dayOfYear := (153*(month-3)+2)/5 + day - 1
	return int64(era)*146097 + int64(yearOfEra*365+yearOfEra/4-yearOfEra/100+dayOfYear) - 719468
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func (s *stamp) validDate() bool {
	return s.year >= 1970 && s.year <= 2200 && s.month >= 1 && s.month <= 12 && s.day >= 1 && s.day <= daysIn(s.year, s.month)
}

func (s *stamp) validTime() bool {
	return s.hour < 24 && s.minute < 60 && s.second < 60 || s.hour == 24 && s.minute == 0 && s.second == 0
}

// scanner walks over a cell's bytes.
type scanner struct {
	b []byte
	i int
}

func (s *scanner) done() bool { return s.i >= len(s.b) }

func (s *scanner) peek() byte {
	if s.done() {
		return 0
	}
	return s.b[s.i]
}

// digits reads up to limit digits; n is how many there were.
func (s *scanner) digits(limit int) (value, n int) {
	for n < limit && !s.done() && s.b[s.i] >= '0' && s.b[s.i] <= '9' {
		value = value*10 + int(s.b[s.i]-'0')
		s.i, n = s.i+1, n+1
	}
	return value, n
}

func (s *scanner) skip(c byte) bool {
	if s.peek() == c && !s.done() {
		s.i++
		return true
	}
	return false
}

func (s *scanner) blanks() bool {
	from := s.i
	for s.peek() == ' ' {
		s.i++
	}
	return s.i > from
}

// Forms of dates and times, for error messages.
const (
	wantStamp = "a date and time such as 2026-03-01 09:30, 2026-03-01T09:30:00Z, 20260301 09:30 or 01/03/2026 09:30"
	wantDate  = "a date such as 2026-03-01, 20260301 or 01/03/2026"
	wantTime  = "a time of day such as 09:30, 930 or 9:30 AM"
)

// parseDate reads the date at the scanner. open is true when day and month
// could change places and order does not decide.
func (s *scanner) parseDate(order DateOrder, into *stamp) (open, ok bool) {
	first, n := s.digits(8)
	switch {
	case n == 8:
		into.year, into.month, into.day = first/10000, first/100%100, first%100
		return false, into.validDate()
	case n == 4:
		into.year = first
		mark := s.peek()
		if mark != '-' && mark != '/' && mark != '.' {
			return false, false
		}
		s.i++
		into.month, n = s.digits(2)
		if n == 0 || !s.skip(mark) {
			return false, false
		}
		into.day, n = s.digits(2)
		return false, n > 0 && into.validDate()
	case n == 0 || n > 2:
		return false, false
	}
	mark := s.peek()
	if mark != '-' && mark != '/' && mark != '.' {
		return false, false
	}
	s.i++
	second, n2 := s.digits(2)
	if n2 == 0 || !s.skip(mark) {
		return false, false
	}
	if into.year, n = s.digits(4); n != 4 {
		return false, false
	}
	if mark == '.' {
		order = DMY // dots are written where the day comes first
	}
	if order == OrderOpen && first <= 12 && second <= 12 && first != second {
		return true, true
	}
	into.day, into.month = first, second
	if order == MDY || order == OrderOpen && second > 12 {
		into.day, into.month = second, first
	}
	return false, into.validDate()
}

// parseTime reads hh:mm[:ss[.fff]] [AM|PM] or hhmm[ss] at the scanner.
func (s *scanner) parseTime(into *stamp) bool {
	value, n := s.digits(6)
	switch {
	case n == 0:
		return false
	case s.peek() == ':' && n <= 2:
		into.hour = value
		s.i++
		if into.minute, n = s.digits(2); n != 2 {
			return false
		}
		if s.skip(':') {
			if into.second, n = s.digits(2); n != 2 {
				return false
			}
			if s.skip('.') || s.skip(',') {
				s.digits(9)
			}
		}
	case n <= 4:
		into.hour, into.minute = value/100, value%100
	case n == 6:
		into.hour, into.minute, into.second = value/10000, value/100%100, value%100
	default:
		return false
	}
	into.hasTime = true
	return s.halfOfDay(into) && into.validTime()
}

// halfOfDay applies a trailing AM or PM.
func (s *scanner) halfOfDay(into *stamp) bool {
	from := s.i
	s.blanks()
	if s.i+2 > len(s.b) || s.b[s.i+1]|0x20 != 'm' {
		s.i = from
		return true
	}
	half := s.b[s.i] | 0x20
	if half != 'a' && half != 'p' || into.hour < 1 || into.hour > 12 {
		return false
	}
	into.hour %= 12
	if half == 'p' {
		into.hour += 12
	}
	s.i += 2
	return true
}

// parseOffset reads Z, UTC, ±hh, ±hh:mm or ±hhmm at the scanner.
func (s *scanner) parseOffset(into *stamp) bool {
	s.blanks()
	rest := s.b[s.i:]
	switch {
	case len(rest) == 0:
		return true
	case len(rest) == 1 && rest[0]|0x20 == 'z', len(rest) == 3 && (string(rest) == "UTC" || string(rest) == "GMT"):
		s.i += len(rest)
		into.hasOffset = true
		return true
	case rest[0] != '+' && rest[0] != '-':
		return false
	}
	s.i++
	hours, n := s.digits(2)
	s.skip(':')
	minutes, m := s.digits(2)
	if n != 2 || m == 1 || hours > 15 || minutes > 59 {
		return false
	}
	into.hasOffset, into.offset = true, hours*3600+minutes*60
	if rest[0] == '-' {
		into.offset = -into.offset
	}
	return true
}

// parseStamp reads a whole cell as date, or date and time.
func parseStamp(cell []byte, order DateOrder) (at stamp, open, ok bool) {
	if serial, isSerial := spreadsheetSerial(cell); isSerial {
		return serial, false, true
	}
	s := scanner{b: cell}
	if open, ok = s.parseDate(order, &at); !ok || open {
		return at, open, ok
	}
	if s.done() {
		return at, false, true
	}
	if !s.skip('T') && !s.skip('t') && !s.blanks() {
		return at, false, false
	}
	s.blanks()
	if len(s.b)-s.i < 3 {
		return at, false, false // "9" could be an hour or a minute
	}
	return at, false, s.parseTime(&at) && s.parseOffset(&at) && s.done()
}

// parseClock reads a whole cell as a time of day. A number below 1 with a
// decimal point is a spreadsheet's fraction of a day.
func parseClock(cell []byte) (at stamp, ok bool) {
	if len(cell) > 1 && (cell[0] == '0' && cell[1] == '.' || cell[0] == '.') {
		value, isNumber := parseNumber(cell, '.')
		seconds := math.Round(value * 86400)
		if !isNumber || !(seconds >= 0 && seconds <= 86400) { // an exponent may make more of it than a day
			return at, false
		}
		whole := int(seconds)
		return stamp{hour: whole / 3600, minute: whole / 60 % 60, second: whole % 60, hasTime: true}, true
	}
	s := scanner{b: cell}
	ok = s.parseTime(&at) && s.done()
	return at, ok
}

// spreadsheetSerial reads days since 1899-12-30 with a fraction, as XLSX stores
// date cells; 25569 is 1970-01-01 and 73050 is 2099-12-31.
func spreadsheetSerial(cell []byte) (at stamp, ok bool) {
	if len(cell) < 5 || len(cell) > 5 && cell[5] != '.' {
		return at, false
	}
	value, ok := parseNumber(cell, '.')
	if !ok || value < 25569 || value > 73050 {
		return at, false
	}
	seconds := int64(math.Round(value*86400)) - 25569*86400
	at.year, at.month, at.day = dateOfDays(seconds / 86400)
	rest := int(seconds % 86400)
	at.hour, at.minute, at.second, at.hasTime = rest/3600, rest/60%60, rest%60, true
	return at, true
}

// dateOfDays is the inverse of daysSince1970 (civil_from_days, ibid.).
func dateOfDays(days int64) (year, month, day int) {
	days += 719468
	era := days / 146097
	dayOfEra := int(days - era*146097)
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*dayOfYear + 2) / 153
	day = dayOfYear - (153*shifted+2)/5 + 1
	month = shifted + 3
	year = yearOfEra + int(era)*400
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}
