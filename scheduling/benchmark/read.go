package benchmark

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// LineError says what is wrong in a line of an instance.
type LineError struct {
	Line            int
	Section         string
	Found, Expected string
}

func (e *LineError) Error() string {
	return fmt.Sprintf("line %d, %s: found %s; expected %s", e.Line, e.Section, e.Found, e.Expected)
}

// Limits beyond which a number is a slip; they keep a reader from being asked for
// the impossible.
const (
	maxDays    = 366
	maxNumber  = 1_000_000
	maxEntries = 100_000
)

// ReadInstance reads an instance. The error is a [*LineError] for the first line
// that cannot be meant, or the reader's own.
func ReadInstance(in io.Reader) (*Instance, error) {
	r := &reading{to: &Instance{}, scan: bufio.NewScanner(in)}
	for r.err == nil && r.scan.Scan() {
		r.line++
		text := strings.TrimSpace(r.scan.Text())
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case strings.HasPrefix(text, "SECTION_"):
			r.section = text
		default:
			r.entry(strings.Split(text, ","))
		}
	}
	if r.err == nil {
		r.err = r.scan.Err()
	}
	if r.err == nil {
		r.whole()
	}
	return r.to, r.err
}

// reading is an instance in the making.
type reading struct {
	to      *Instance
	scan    *bufio.Scanner
	section string
	line    int
	err     error
}

func (r *reading) wrong(found, expected string) {
	if r.err == nil {
		r.err = &LineError{r.line, r.section, found, expected}
	}
}

// whole checks that nothing is missing.
func (r *reading) whole() {
	r.section = "end of file"
	switch {
	case r.to.Days == 0:
		r.wrong("no SECTION_HORIZON", "the number of days")
	case len(r.to.Shifts) == 0:
		r.wrong("no SECTION_SHIFTS", "at least one shift")
	case len(r.to.Staff) == 0:
		r.wrong("no SECTION_STAFF", "at least one employee")
	}
	for _, s := range r.to.Shifts {
		for _, next := range s.Before {
			if r.to.shift(next) < 0 {
				r.wrong(fmt.Sprintf("shift %s after %s", next, s.ID), "a shift of SECTION_SHIFTS")
			}
		}
	}
}

// entry reads one line of the section at hand.
func (r *reading) entry(cells []string) {
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	switch r.section {
	case "SECTION_HORIZON":
		r.to.Days = r.number(cells[0], 1, maxDays, "days")
	case "SECTION_SHIFTS":
		r.shift(cells)
	case "SECTION_STAFF":
		r.employee(cells)
	case "SECTION_DAYS_OFF":
		r.daysOff(cells)
	case "SECTION_SHIFT_ON_REQUESTS":
		r.request(cells, false)
	case "SECTION_SHIFT_OFF_REQUESTS":
		r.request(cells, true)
	case "SECTION_COVER":
		r.cover(cells)
	default:
		r.wrong(fmt.Sprintf("%q outside any known section", strings.Join(cells, ",")), "one of the seven sections")
	}
}

// number reads a whole number of a range.
func (r *reading) number(text string, low, high int, what string) int {
	v, err := strconv.Atoi(text)
	if err != nil || v < low || v > high {
		r.wrong(fmt.Sprintf("%s %q", what, text), fmt.Sprintf("a whole number from %d to %d", low, high))
		return 0
	}
	return v
}

// fields checks how many cells a line has.
func (r *reading) fields(cells []string, least int) bool {
	if len(cells) < least {
		r.wrong(fmt.Sprintf("%d fields", len(cells)), fmt.Sprintf("%d", least))
	}
	return len(cells) >= least
}

func (r *reading) shift(cells []string) {
	if !r.fields(cells, 2) {
		return
	}
	s := ShiftType{ID: cells[0], Minutes: r.number(cells[1], 1, 1440, "length")}
	if s.ID == "" || r.to.shift(s.ID) >= 0 {
		r.wrong(fmt.Sprintf("shift %q", s.ID), "a name of its own")
	}
	if len(cells) > 2 {
		for _, next := range strings.Split(cells[2], "|") {
			if next != "" {
				s.Before = append(s.Before, next)
			}
		}
	}
	r.to.Shifts = append(r.to.Shifts, s)
}

func (r *reading) employee(cells []string) {
	if !r.fields(cells, 8) {
		return
	}
	e := Employee{ID: cells[0], MaxShifts: map[string]int{}}
	if e.ID == "" || r.to.employee(e.ID) >= 0 {
		r.wrong(fmt.Sprintf("employee %q", e.ID), "a name of their own")
	}
	for _, part := range strings.Split(cells[1], "|") {
		id, most, found := strings.Cut(part, "=")
		if !found || r.to.shift(id) < 0 {
			r.wrong(fmt.Sprintf("%q", part), "SHIFT=NUMBER for shifts of SECTION_SHIFTS")
			return
		}
		e.MaxShifts[id] = r.number(most, 0, maxNumber, "shifts")
	}
	for i, to := range []*int{&e.MaxMinutes, &e.MinMinutes, &e.MaxRun, &e.MinRun, &e.MinDaysOff, &e.MaxWeekends} {
		*to = r.number(cells[2+i], 0, maxNumber, "limit")
	}
	r.to.Staff = append(r.to.Staff, e)
}

// known returns the position of the employee that a line is about.
func (r *reading) known(id string) int {
	i := r.to.employee(id)
	if i < 0 {
		r.wrong(fmt.Sprintf("employee %q", id), "an employee of SECTION_STAFF")
	}
	return i
}

func (r *reading) day(text string) int { return r.number(text, 0, max(0, r.to.Days-1), "day") }

func (r *reading) daysOff(cells []string) {
	i := r.known(cells[0])
	if i < 0 {
		return
	}
	for _, day := range cells[1:] {
		if day != "" {
			r.to.Staff[i].DaysOff = append(r.to.Staff[i].DaysOff, r.day(day))
		}
	}
}

func (r *reading) request(cells []string, off bool) {
	if !r.fields(cells, 4) || r.known(cells[0]) < 0 {
		return
	}
	q := Request{Employee: cells[0], Day: r.day(cells[1]), Shift: cells[2], Weight: r.number(cells[3], 0, maxNumber, "weight"), Off: off}
	if r.to.shift(q.Shift) < 0 {
		r.wrong(fmt.Sprintf("shift %q", q.Shift), "a shift of SECTION_SHIFTS")
	}
	r.to.Requests = append(r.to.Requests, q)
	r.bounded(len(r.to.Requests))
}

func (r *reading) cover(cells []string) {
	if !r.fields(cells, 5) {
		return
	}
	c := Cover{Day: r.day(cells[0]), Shift: cells[1], Required: r.number(cells[2], 0, maxNumber, "requirement"),
		Under: r.number(cells[3], 0, maxNumber, "weight"), Over: r.number(cells[4], 0, maxNumber, "weight")}
	if r.to.shift(c.Shift) < 0 {
		r.wrong(fmt.Sprintf("shift %q", c.Shift), "a shift of SECTION_SHIFTS")
	}
	if slices.ContainsFunc(r.to.Cover, func(o Cover) bool { return o.Day == c.Day && o.Shift == c.Shift }) {
		r.wrong(fmt.Sprintf("shift %s of day %d again", c.Shift, c.Day), "each once")
	}
	r.to.Cover = append(r.to.Cover, c)
	r.bounded(len(r.to.Cover))
}

func (r *reading) bounded(n int) {
	if n > maxEntries {
		r.wrong(fmt.Sprintf("%d entries", n), fmt.Sprintf("at most %d", maxEntries))
	}
}
