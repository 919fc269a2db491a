package roster

import (
	"github.com/muster-wfm/muster/scheduling/rules"
)

// A long row is built by windows that overlap, so that what one of them ends with
// the next can still change.
const (
	longWindow = 28
	longStep   = 21
)

// longRow returns a cheap legal row of a worker whose horizon is too long or too
// intricate for one search: window after window, each with its share of what the
// agreement asks of the whole period. It returns nil when it finds none.
func (m *model) longRow(f *finder, c *cover, w *worker) []placed {
	for _, share := range []float64{1, 0.9, 0} {
		if row := m.pacedRow(f, c, w, share); row != nil {
			return row
		}
	}
	return nil
}

// pacedRow tries it with a share of the even pace as the least of each window.
func (m *model) pacedRow(f *finder, c *cover, w *worker, share float64) []placed {
	row := make([]placed, m.days)
	for d := range row {
		row[d].arc = dayOff
		if w.days[d].fixed != nil {
			row[d].arc = dayFixed
		}
	}
	for a := 0; ; a += longStep {
		b := min(m.days, a+longWindow)
		if b == m.days {
			return m.lastWindow(f, c, w, row, a)
		}
		if !m.fill(f, c, w, row, a, b, share) {
			return nil
		}
	}
}

// fill writes days a..b-1 of a long row, and takes back days before them where what stands
// there leads nowhere: a run that must go on with shifts of which none are left.
func (m *model) fill(f *finder, c *cover, w *worker, row []placed, a, b int, share float64) bool {
	for back := 0; back <= min(a, longWindow); back += 7 {
		if m.fillFrom(f, c, w, row, a-back, b, share) {
			return true
		}
	}
	return false
}

// fillFrom writes days a..b-1 of a long row, if those before leave a way.
func (m *model) fillFrom(f *finder, c *cover, w *worker, row []placed, a, b int, share float64) bool {
	s, rest := w.window(row[:b], a, b)
	s.start = w.before(row, a)
	w.pace(s, float64(b)/float64(m.days), share)
	f.charge(c, w, a, b)
	plain := *s
	plain.count(w.kinds, nil)
	_, ok := f.under(w, &frame{f.framing.build(&plain), rest}, row[:b], a, b, Load{})
	if !ok && len(s.caps) > 0 {
		_, ok = f.under(w, &frame{f.framing.build(s), rest}, row[:b], a, b, Load{})
	}
	if ok {
		f.write(w, row, a, b)
	}
	return ok
}

// pace puts the share of the period that is over by the end of a window in place
// of the whole, with some play.
func (w *worker) pace(s *statute, over, share float64) {
	longest := 0
	for _, k := range w.kinds {
		longest = max(longest, k.paid)
	}
	done := w.law.period.minutes.Min - s.period.minutes.Min
	s.period.shifts.Min = 0
	s.period.minutes.Min = max(0, int(share*over*float64(w.law.period.minutes.Min))-done-2*longest)
	if upper, limited := w.law.period.minutes.Upper(); limited {
		worked := upper
		if left, some := s.period.minutes.Upper(); some {
			worked = upper - left
		}
		s.period.minutes.Max = max(rules.Nothing, int(over*float64(upper))+longest-worked)
		if s.period.minutes.Max == 0 {
			s.period.minutes.Max = rules.Nothing
		}
	}
	if w.law.a.MaxWeekends > 0 {
		used := w.law.a.MaxWeekends - max(0, s.a.MaxWeekends)
		if s.a.MaxWeekends = int(over*float64(w.law.a.MaxWeekends)+0.999) - used; s.a.MaxWeekends <= 0 {
			s.a.MaxWeekends = rules.Nothing
		}
	}
}

// lastWindow ends a row with what is left of the period, taking back as many days
// as that needs.
func (m *model) lastWindow(f *finder, c *cover, w *worker, row []placed, a int) []placed {
	for ; ; a -= longStep {
		a = max(0, a)
		f.charge(c, w, a, m.days)
		if _, ok := f.within(w, row, a, m.days, Load{}); ok {
			f.write(w, row, a, m.days)
			return row
		}
		if a == 0 || m.days-a > 4*longWindow {
			return nil
		}
	}
}

// write puts what was chosen for days a..b-1 into a row.
func (f *finder) write(w *worker, row []placed, a, b int) {
	for d := a; d < b; d++ {
		row[d] = f.place(w, d, f.choice[d])
	}
}
