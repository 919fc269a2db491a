package accuracy

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

// By is what rows of a table stand for.
type By string

// The groupings.
const (
	ByLead    By = "lead"    // spans of lead times
	ByWeekday By = "weekday" // 1 is Monday
	BySlot    By = "slot"    // time of the day at which the interval begins
	ByQueue   By = "queue"
	ByDay     By = "day"
	ByWeek    By = "week" // by its Monday
)

// Groupings lists all of them.
func Groupings() []By { return []By{ByLead, ByWeekday, BySlot, ByQueue, ByDay, ByWeek} }

// Span is a range of lead times in days, both ends included; To 0 is without end.
type Span struct{ From, To int }

// Holds reports whether a lead lies in the span.
func (s Span) Holds(lead int) bool { return lead >= s.From && (s.To == 0 || lead <= s.To) }

// String returns "3-7", or "43+" where there is no end.
func (s Span) String() string {
	if s.To == 0 {
		return fmt.Sprintf("%d+", s.From)
	}
	return fmt.Sprintf("%d-%d", s.From, s.To)
}

// Row is the score of one group.
type Row struct {
	Key   string // a span, a weekday 1..7, HH:MM, a queue's id, or YYYY-MM-DD
	Score Score
	order int64
}

// Table gathers days by group. Make one with [NewTable].
type Table struct {
	by     By
	spans  []Span
	groups map[string]*group
}

// NewTable returns an empty table. spans cut the lead times, for [ByLead]; days
// outside all of them have no row.
func NewTable(by By, spans []Span) *Table {
	return &Table{by: by, spans: spans, groups: map[string]*group{}}
}

// Add takes in a day, of which nothing is kept.
func (t *Table) Add(d *Day) {
	if t.by == BySlot {
		addSlots(t.groups, d)
		return
	}
	if key, order, ok := keyOf(d, t.by, t.spans); ok {
		groupOf(t.groups, key, order).addDay(d)
	}
}

// Rows returns the score of each group, in the order of the groups. By the time
// of the day there is no error of whole days.
func (t *Table) Rows() []Row {
	var rows []Row
	for key, g := range t.groups {
		if g.n > 0 {
			rows = append(rows, Row{Key: key, Score: g.score(), order: g.order})
		}
	}
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.order, b.order) })
	return rows
}

// Tabulate scores days by group, see [Table].
func Tabulate(days []Day, by By, spans []Span) []Row {
	t := NewTable(by, spans)
	for i := range days {
		t.Add(&days[i])
	}
	return t.Rows()
}

// Sum gathers days all together. The zero Sum holds none.
type Sum struct{ tally tally }

// Add takes in a day, of which nothing is kept.
func (s *Sum) Add(d *Day) { s.tally.addDay(d) }

// Score returns the score of all days.
func (s *Sum) Score() Score { return s.tally.score() }

// Total scores days all together.
func Total(days []Day) Score {
	var s Sum
	for i := range days {
		s.Add(&days[i])
	}
	return s.Score()
}

// group is a row under way.
type group struct {
	tally
	order int64
}

func groupOf(groups map[string]*group, key string, order int64) *group {
	g := groups[key]
	if g == nil {
		g = &group{order: order}
		groups[key] = g
	}
	return g
}

// keyOf names the group of a whole day.
func keyOf(d *Day, by By, spans []Span) (key string, order int64, ok bool) {
	switch by {
	case ByLead:
		i := slices.IndexFunc(spans, func(s Span) bool { return s.Holds(d.Lead) })
		if i < 0 {
			return "", 0, false
		}
		return spans[i].String(), int64(i), true
	case ByWeekday:
		w := int64(d.Date.Weekday()+6)%7 + 1
		return strconv.FormatInt(w, 10), w, true
	case ByQueue:
		return strconv.FormatInt(d.Queue, 10), d.Queue, true
	case ByWeek:
		monday := d.Date.Monday()
		return monday.String(), monday.Start(time.UTC).Unix(), true
	}
	return d.Date.String(), d.Date.Start(time.UTC).Unix(), true
}

// addSlots takes in a day's intervals, each to the group of its time.
func addSlots(groups map[string]*group, d *Day) {
	counted := map[*group]bool{}
	for i, minute := range d.Minutes {
		if !d.scored(i) {
			continue
		}
		g := groupOf(groups, fmt.Sprintf("%02d:%02d", minute/60, minute%60), int64(minute))
		g.addInterval(d, i)
		counted[g] = true
	}
	for g := range maps.Keys(counted) {
		g.countDay(d)
	}
}
