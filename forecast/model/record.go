package model

import "strconv"

// Notes on the record that a forecast rests on.
const (
	NoteRowsIgnored  NoteCode = "rows_ignored"  // intervals; day: from which on
	NoteHole         NoteCode = "hole"          // days: from, until, both without a row
	NoteHoursChanged NoteCode = "hours_changed" // percent: of the contacts lay where it is closed now
)

const (
	longHole     = 14  // days without any row that are worth a note
	changedHours = .05 // share of contacts outside today's opening hours
)

// recordNotes says what the reader should know of the record itself.
func (r *run) recordNotes() []Note {
	var notes []Note
	if n := r.ignored(); n > 0 {
		notes = append(notes, note(NoteRowsIgnored, "intervals", strconv.Itoa(n), "day", r.From.String()))
	}
	notes = append(notes, r.holes()...)
	if share := r.outsideHours(); share > changedHours {
		notes = append(notes, note(NoteHoursChanged, "percent", percent(share)))
	}
	return notes
}

// ignored counts the intervals of the history from the first day forecast on.
func (r *run) ignored() int {
	n := 0
	for k := r.training.Days(); k < r.History.Days(); k++ {
		n += r.History.rows(k)
	}
	return n
}

// holes lists the stretches of the history in which nothing was recorded.
func (r *run) holes() []Note {
	var notes []Note
	h, last := r.training.history, 0
	for k := range h.Days() {
		if h.rows(k) == 0 {
			continue
		}
		if k-last > longHole {
			notes = append(notes, note(NoteHole, "from", h.Date(last+1).String(), "until", h.Date(k-1).String(), "days", strconv.Itoa(k-last-1)))
		}
		last = k
	}
	return notes
}

// outsideHours is the share of all contacts that were seen in slots that their
// weekday does not open any more.
func (r *run) outsideHours() float64 {
	t := r.training
	outside, all := 0.0, 0.0
	for k, day := range t.history.contacts {
		open := t.open[t.weekday(k)]
		for j, v := range day {
			if seen(v) {
				all += v
				if !open[j] {
					outside += v
				}
			}
		}
	}
	if all == 0 {
		return 0
	}
	return outside / all
}
