package roster

import (
	"encoding/binary"
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/labour"
)

// memo keeps the further rules of an agreement as days go by: beside what legal
// remembers for the main rules, each rule has a few numbers of its own. States
// are told apart by all of them, so the automaton is exact for every rule; what
// a rule can no longer be broken by, it forgets.
type memo struct {
	monitors []monitor
	first    []int // position of each monitor's numbers, and the end of the last's
	start    string
	// sort numbers the kinds that every rule treats alike.
	sort []int32
	// events[d][k] is a shift of kind k on day d.
	events [][]event
}

// monitor watches one rule. step sees a day and what the rule remembers of the
// days before, brings that up to date, and reports whether the rule is kept. Days
// before the horizon are seen too, in order; what was broken there is past.
type monitor interface {
	numbers() int
	step(day int, e event, at []int32) bool
}

// event is what a person does on a day.
type event struct {
	works      bool
	paid       int32
	start, end int32  // elapsed minutes, as everywhere
	clock      int32  // what the clock shows at the start, in minutes
	in         uint64 // bit i: the shift is of the class of list i; see classes
}

// is reports whether the event is a shift of a class.
func (e event) is(class int) bool { return e.works && (class < 0 || e.in>>class&1 == 1) }

// newMemo lays the further rules of person i's agreement over the horizon; nil when
// there are none to keep.
func (m *model) newMemo(i int, a rules.Agreement, kinds []kind, known int) *memo {
	if len(a.Rules) == 0 {
		return nil
	}
	l := &lawyer{m: m, person: &m.problem.People[i], a: a, known: known, longest: 1}
	for _, k := range kinds {
		l.longest = max(l.longest, int32(k.paid))
	}
	for _, s := range l.person.Past {
		l.longest = max(l.longest, int32(s.Paid))
	}
	memo := &memo{}
	for _, r := range a.Rules {
		memo.monitors = append(memo.monitors, l.monitors(r)...)
	}
	if len(memo.monitors) == 0 {
		return nil
	}
	memo.first = []int{0}
	for _, w := range memo.monitors {
		memo.first = append(memo.first, memo.first[len(memo.first)-1]+w.numbers())
	}
	for d := range m.days {
		day := make([]event, len(kinds))
		for k := range kinds {
			day[k] = l.event(d, kinds[k])
		}
		memo.events = append(memo.events, day)
	}
	memo.sort = l.sorts(kinds)
	memo.start = memo.past(l)
	return memo
}

// past is what is remembered before the horizon.
func (w *memo) past(l *lawyer) string {
	at := make([]int32, w.first[len(w.monitors)])
	for d := l.known; d < 0; d++ {
		e := l.worked(d)
		for i, rule := range w.monitors {
			rule.step(d, e, at[w.first[i]:w.first[i+1]])
		}
	}
	return packed(at)
}

// step sees a day of the horizon: kind is that of the shift, or dayOff.
func (w *memo) step(day, kind int, from string) (string, bool) {
	var e event
	if kind >= 0 {
		e = w.events[day][kind]
	}
	var room [24]int32
	at := unpacked(from, room[:0])
	for i, rule := range w.monitors {
		if !rule.step(day, e, at[w.first[i]:w.first[i+1]]) {
			return "", false
		}
	}
	return packed(at), true
}

// keep is step for a state of the main rules, which it brings up to date.
func (w *memo) keep(day, kind int, at *legal) bool {
	var kept bool
	at.more, kept = w.step(day, kind, at.more)
	return kept
}

// mostKept is how many transitions an automaton may have that keeps further rules:
// its states are larger than others.
const mostKept = 400_000

// most lowers how many transitions an automaton may have where that is right.
func (s *statute) most(n int) int {
	if s.memo != nil {
		return min(n, mostKept)
	}
	return n
}

// forgetful returns the statute without the further rules, which allows more.
func (s *statute) forgetful() *statute {
	t := *s
	t.memo, t.start.more = nil, ""
	return &t
}

// barredHours are the rules on hours that are not worked.
func barredHours(a rules.Agreement) []labour.Rule {
	var barred []labour.Rule
	for _, r := range a.Rules {
		if r.Kind == labour.BarredHours {
			barred = append(barred, r)
		}
	}
	return barred
}

// barred lists the minutes of the horizon at which nobody may work.
func (m *model) barred(r labour.Rule) [][2]int {
	var spans [][2]int
	for d := -1; d < m.days+2; d++ {
		if r.OnDay(m.problem.Grid.Date(d).Weekday()) {
			from, to := m.problem.hours(d, r)
			spans = append(spans, [2]int{from, to})
		}
	}
	return spans
}

// packed and unpacked turn numbers into a text and back, so that states compare.
func packed(at []int32) string {
	var room [96]byte
	text := room[:0]
	for _, n := range at {
		text = binary.AppendVarint(text, int64(n))
	}
	return string(text)
}

func unpacked(text string, at []int32) []int32 {
	for rest := []byte(text); len(rest) > 0; {
		n, size := binary.Varint(rest)
		at, rest = append(at, int32(n)), rest[size:]
	}
	return at
}

// lawyer reads the rules of one person's agreement.
type lawyer struct {
	m       *model
	person  *Person
	a       rules.Agreement
	known   int
	longest int32    // most paid minutes of a shift, past or to come
	classes []string // those that rules name, by position
}

// class returns the position of a class among those that rules name, -1 for all
// shifts.
func (l *lawyer) class(name string) int {
	if name == "" {
		return -1
	}
	if i := slices.Index(l.classes, name); i >= 0 {
		return i
	}
	l.classes = append(l.classes, name)
	return len(l.classes) - 1
}

// event is a shift of a kind on a day of the horizon.
func (l *lawyer) event(day int, k kind) event {
	start := l.m.problem.minuteAt(day, k.start)
	return l.seen(rules.Shift{Day: day, Start: start, End: start + k.minutes, Paid: k.paid, Class: k.class})
}

// worked is what is known of a day before the horizon.
func (l *lawyer) worked(day int) event {
	for _, s := range l.person.Past {
		if s.Day == day {
			return l.seen(s)
		}
	}
	return event{}
}

func (l *lawyer) seen(s rules.Shift) event {
	e := event{works: true, paid: int32(s.Paid), start: int32(s.Start), end: int32(s.End), clock: int32(l.m.problem.wall(s.Start))}
	for i, class := range l.classes {
		if l.is(s, class) {
			e.in |= 1 << i
		}
	}
	return e
}

// is reports whether a shift is of a class, its template's or one named by hours.
func (l *lawyer) is(s rules.Shift, class string) bool {
	if s.Class == class {
		return true
	}
	return slices.ContainsFunc(l.a.Rules, func(r labour.Rule) bool {
		return r.Kind == labour.HoursClass && r.Class == class && l.overlap(s, r) >= r.Min
	})
}

// overlap returns how many minutes of a shift lie in a rule's hours, on the days on which
// they hold.
func (l *lawyer) overlap(s rules.Shift, r labour.Rule) int {
	minutes := 0
	for d := s.Day - 1; d <= s.Day+2; d++ {
		if !r.OnDay(l.date(d).Weekday()) {
			continue
		}
		from, to := l.m.problem.hours(d, r)
		minutes += max(0, min(s.End, to)-max(s.Start, from))
	}
	return minutes
}

// hours returns the elapsed minutes from which and to which a rule's hours of a
// day last.
func (p *Problem) hours(day int, r labour.Rule) (from, to int) {
	first, last := r.Hours()
	return p.clockOn(day, first), p.clockOn(day, last)
}

// wall returns what the clock shows at a minute, in minutes after midnight.
func (p *Problem) wall(minute int) int {
	at := p.Grid.Start(0).Add(time.Duration(minute) * time.Minute).In(p.Grid.Location())
	return at.Hour()*60 + at.Minute()
}

// clockOn is minuteAt for clocks beyond 24 hours, which are the next day's.
func (p *Problem) clockOn(day, wall int) int { return p.minuteAt(day+wall/1440, wall%1440) }

// sorts numbers the kinds that the rules treat alike: by class where no rule asks
// for hours, and by hours too where one does.
func (l *lawyer) sorts(kinds []kind) []int32 {
	timed := slices.ContainsFunc(l.a.Rules, func(r labour.Rule) bool {
		switch r.Kind {
		case labour.HoursClass, labour.StartSpread, labour.LongRest, labour.DayOffLength, labour.RestAfter, labour.StartDistance:
			return true
		}
		return false
	})
	type sort struct {
		in             uint64
		start, minutes int
	}
	var known []sort
	numbers := make([]int32, len(kinds))
	for k, kind := range kinds {
		s := sort{in: l.event(0, kind).in}
		if timed {
			s.start, s.minutes = kind.start, kind.minutes
		}
		at := slices.Index(known, s)
		if at < 0 {
			at = len(known)
			known = append(known, s)
		}
		numbers[k] = int32(at)
	}
	return numbers
}

// away reports whether a day is one of absence.
func (l *lawyer) away(day int) bool {
	return slices.ContainsFunc(l.person.Absences, func(a rules.Absence) bool { return a.Day == day })
}

// days lists something for every known day; see known for the first.
func (l *lawyer) days(is func(day int) bool) ledger {
	list := ledger{first: l.known - 8}
	for d := list.first; d < l.m.days+8; d++ {
		list.on = append(list.on, is(d))
	}
	return list
}

// ledger says yes or no of the days from first on.
type ledger struct {
	first int
	on    []bool
}

func (l ledger) at(day int) bool { return l.on[day-l.first] }
