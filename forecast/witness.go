package forecast

import (
	"context"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// witness is what came to a queue, by day and slot of a number of minutes.
type witness struct {
	first   grid.Date
	minutes int
	actual  [][]float64 // contacts; NaN where nothing is known
	handled [][]float64 // contacts whose handle time is known
	seconds [][]float64 // that these took
}

// witness reads what came from one day to another, as the back-test would.
func (h *Hindsight) witness(ctx context.Context, scope auth.Scope, setup workforce.QueueSetup, from, to grid.Date) (witness, error) {
	loc := setup.Site.Location()
	w := witness{first: from, minutes: setup.Queue.IntervalMin}
	rows, err := h.past.Observations(ctx, scope, setup.Queue.ID, from.Start(loc), to.AddDays(1).Start(loc))
	if err != nil || len(rows) == 0 {
		return w, err
	}
	past, err := model.NewHistory(loc, w.minutes, rows)
	if err != nil {
		return w, err
	}
	calendar, err := model.NewCalendar(factsOf(setup.Days))
	if err != nil {
		return w, err
	}
	w.first, w.actual = past.First(), model.Observed(past, calendar)
	g, err := grid.New(loc, w.minutes, w.first, len(w.actual))
	if err != nil {
		return w, err
	}
	w.handled, w.seconds = daysOf(g), daysOf(g)
	for _, row := range rows {
		if i, inside := g.Index(row.Start); inside {
			k, slot := g.DayOf(i), g.WallMinute(i)/w.minutes
			w.handled[k][slot] += row.Handled
			w.seconds[k][slot] += row.HandleSeconds
		}
	}
	return w, nil
}

// daysOf is a zero for each slot of each day of a grid.
func daysOf(g grid.Grid) [][]float64 {
	slots := 24 * 60 / g.Minutes()
	all := make([]float64, g.Days()*slots)
	days := make([][]float64, g.Days())
	for k := range days {
		days[k] = all[k*slots : (k+1)*slots]
	}
	return days
}

// day returns what came on a day, nil where nothing is known.
func (w witness) day(d grid.Date) (index int, actual []float64) {
	index = w.first.DaysUntil(d)
	if index < 0 || index >= len(w.actual) {
		return index, nil
	}
	return index, w.actual[index]
}

// in returns what came in intervals of another length: shorter ones are added
// up where all are known, a longer one is shared out evenly.
func (w witness) in(minutes int) witness {
	if minutes == w.minutes {
		return w
	}
	out := witness{first: w.first, minutes: minutes}
	for _, c := range []struct{ from, to *[][]float64 }{{&w.actual, &out.actual}, {&w.handled, &out.handled}, {&w.seconds, &out.seconds}} {
		*c.to = make([][]float64, len(*c.from))
		for k, day := range *c.from {
			(*c.to)[k] = rebinned(day, w.minutes, minutes)
		}
	}
	return out
}

func rebinned(day []float64, from, to int) []float64 {
	out := make([]float64, 24*60/to)
	for j := range out {
		begin, end := j*to, (j+1)*to
		for i := begin / from; i*from < end; i++ {
			part := float64(min(end, (i+1)*from)-max(begin, i*from)) / float64(from)
			out[j] += part * day[i]
		}
	}
	return out
}
