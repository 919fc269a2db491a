package history

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Mapping says what the columns of a file mean. [Open] proposes one; whoever
// imports may change it.
type Mapping struct {
	Format      string           // code of the [Format] whose rules apply
	Columns     map[string]Field // column name → field; columns that are absent are not read
	Zone        string           // IANA name of the zone of times without offset
	Queue       string           // the queue of every row, for a file without such a column
	Channel     string           // the channel of every row, likewise
	IntervalMin int              // length of every interval, for a file without such a column
	Decimal     string           // "." or ","
	DateOrder   DateOrder        // order of dates such as 01/03/2026
	Unit        Unit             // durations without a colon; "" is the format's own
	ThresholdS  int              // threshold of answered_within, where no column gives it
	ShortCutS   int              // limit of short_abandoned, likewise
}

// IntervalLengths are the lengths that history can have, in minutes.
var IntervalLengths = []int{5, 15, 30, 60}

// Missing names what the mapping lacks before rows can be read: fields, or
// "time_zone".
func (m *Mapping) Missing() []Field {
	format, ok := FormatByCode(m.Format)
	if !ok {
		format, _ = FormatByCode(Generic)
	}
	columns := m.Columns
	missing := format.lacks(columns)
	has := func(f Field) bool {
		for _, field := range columns {
			if field == f {
				return true
			}
		}
		return false
	}
	if m.Queue != "" {
		missing = slices.DeleteFunc(missing, func(f Field) bool { return f == Queue })
	} else if !has(Queue) && !slices.Contains(missing, Queue) {
		missing = append(missing, Queue)
	}
	if has(DateOnly) && !has(TimeOnly) && !slices.Contains(missing, TimeOnly) {
		missing = append(missing, TimeOnly)
	}
	start := has(IntervalStart) || has(IntervalStartUTC) || has(DateOnly)
	if m.IntervalMin == 0 && !has(IntervalMinutes) && !has(IntervalSeconds) && (!start || !has(IntervalEnd)) {
		missing = append(missing, IntervalMinutes)
	}
	return missing
}

// With returns the mapping with the columns kept and everything else taken from
// stated wherever that says something.
func (m Mapping) With(stated Mapping) Mapping {
	take := func(into *string, value string) {
		if value != "" {
			*into = value
		}
	}
	take(&m.Zone, stated.Zone)
	take(&m.Queue, stated.Queue)
	take(&m.Channel, stated.Channel)
	take(&m.Decimal, stated.Decimal)
	take((*string)(&m.DateOrder), string(stated.DateOrder))
	take((*string)(&m.Unit), string(stated.Unit))
	for into, value := range map[*int]int{&m.IntervalMin: stated.IntervalMin, &m.ThresholdS: stated.ThresholdS, &m.ShortCutS: stated.ShortCutS} {
		if value != 0 {
			*into = value
		}
	}
	return m
}

// check refuses a mapping that cannot be applied to the header.
func (m *Mapping) check(file string, line int, header []string) error {
	refuse := func(column, got, want string) error {
		return &RowError{File: file, Line: line, Column: column, Got: got, Want: want, Code: MissingColumn}
	}
	if format, ok := FormatByCode(m.Format); ok && format.Daily {
		return &RowError{File: file, Line: line, Code: BadInterval, Got: "the rows are totals of whole days (" + format.Name + ")", Want: "intervals of 5, 15, 30 or 60 minutes, such as the hsplit table holds"}
	}
	used := map[Field]string{}
	for column, field := range m.Columns {
		if !slices.Contains(header, column) {
			return refuse(column, "the file has no such column", "one of "+strings.Join(header, ", "))
		}
		if !IsField(field) {
			return refuse(column, fmt.Sprintf("%q is no field", field), "one of the fields of docs/importing.md")
		}
		if other, twice := used[field]; twice && field != PartKey {
			return refuse(column, fmt.Sprintf("mapped to %s, and so is %s", field, other), "one column for each field")
		}
		used[field] = column
	}
	if missing := m.Missing(); len(missing) > 0 {
		words := make([]string, len(missing))
		for i, f := range missing {
			words[i] = string(f)
		}
		want := "a known header, or a mapping that names these columns"
		if slices.Contains(missing, IntervalMinutes) {
			want += ", or the length of the intervals to be stated"
		}
		return &RowError{File: file, Line: line, Code: UnknownHeader, Got: "no column gives " + strings.Join(words, ", ") + "; the header is " + strings.Join(header, ", "), Want: want}
	}
	if m.IntervalMin != 0 && !slices.Contains(IntervalLengths, m.IntervalMin) {
		return &RowError{File: file, Code: BadInterval, Got: fmt.Sprintf("intervals of %d minutes", m.IntervalMin), Want: "5, 15, 30 or 60"}
	}
	if m.Decimal != "" && m.Decimal != "." && m.Decimal != "," {
		return &RowError{File: file, Code: BadNumber, Got: fmt.Sprintf("decimal mark %q", m.Decimal), Want: `"." or ","`}
	}
	if _, ok := unitSeconds[m.Unit]; !ok {
		return &RowError{File: file, Code: BadNumber, Got: fmt.Sprintf("duration unit %q", m.Unit), Want: "s, ms, min or day"}
	}
	return nil
}

// location returns the zone of times without offset; nil where none is known.
func (m *Mapping) location() (*time.Location, error) {
	loc, err := time.LoadLocation(m.Zone)
	if err != nil || m.Zone == "Local" {
		return nil, &RowError{Code: BadTime, Got: fmt.Sprintf("time zone %q is not known", m.Zone), Want: "an IANA name such as Europe/London or Asia/Shanghai"}
	}
	if format, _ := FormatByCode(m.Format); format.Zone != "" {
		return time.LoadLocation(format.Zone)
	}
	if m.Zone == "" {
		return nil, nil
	}
	return loc, nil
}
