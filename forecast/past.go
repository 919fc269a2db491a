package forecast

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Histories is the verbs of looking at what came in.
type Histories struct {
	intervals IntervalStore
	queues    QueueSetups
}

// NewHistories connects the history with its store.
func NewHistories(intervals IntervalStore, queues QueueSetups) *Histories {
	return &Histories{intervals: intervals, queues: queues}
}

var _ Past = (*Histories)(nil)

// QueueHistory is what a queue saw on a grid, over all its sources. An interval
// without history is NaN in every curve.
type QueueHistory struct {
	Grid                         grid.Grid
	Offered, Handled, Abandoned  []float64
	HandleS, WaitAnsweredS       []float64
	Answered, AnsweredWithin     []float64
	Flags                        []history.Flags
	withHandleTime, handleOfThem []float64
	// Talk, hold and after-contact work of the contacts with a known handle time;
	// below zero where some source of the interval does not tell them apart.
	talkS, holdS, wrapS []float64
}

// AHTS returns the average handling time of interval i in seconds, NaN where no
// contact with a known time was handled.
func (h *QueueHistory) AHTS(i int) float64 { return h.handleOfThem[i] / h.withHandleTime[i] }

// History returns what a queue saw from one local day on for a number of days,
// in intervals of the given minutes. Shorter intervals are added up; a longer
// one is shared evenly among those it covers.
func (h *Histories) History(ctx context.Context, scope auth.Scope, queue int64, from grid.Date, days, minutes int) (*QueueHistory, error) {
	setup, err := h.queues.QueueSetup(ctx, scope, queue)
	if err != nil {
		return nil, err
	}
	if minutes == 0 {
		minutes = setup.Queue.IntervalMin
	}
	g, err := grid.New(setup.Site.Location(), minutes, from, days)
	if err != nil {
		return nil, err
	}
	out := emptyHistory(g)
	err = h.each(ctx, scope, queue, g.Start(0).Unix()-3600, g.Start(g.Len()).Unix(), out.add)
	return out, err
}

// each gives every interval of a queue's series that starts in [from, to).
func (h *Histories) each(ctx context.Context, scope auth.Scope, queue, from, to int64, use func(*Interval)) error {
	all, err := h.intervals.SeriesOf(ctx, scope, queue)
	if err != nil {
		return err
	}
	for _, s := range all {
		for row, err := range h.intervals.Stored(ctx, scope, s.ID, from, to) {
			if err != nil {
				return err
			}
			use(row)
		}
	}
	return nil
}

func emptyHistory(g grid.Grid) *QueueHistory {
	curve := func() []float64 {
		c := make([]float64, g.Len())
		for i := range c {
			c[i] = math.NaN()
		}
		return c
	}
	return &QueueHistory{
		Grid: g, Offered: curve(), Handled: curve(), Abandoned: curve(), HandleS: curve(), WaitAnsweredS: curve(),
		Answered: curve(), AnsweredWithin: curve(), Flags: make([]history.Flags, g.Len()), withHandleTime: curve(), handleOfThem: curve(),
		talkS: curve(), holdS: curve(), wrapS: curve(),
	}
}

// add puts an interval where it belongs, in parts where the grid is finer.
func (h *QueueHistory) add(row *Interval) {
	step := int64(h.Grid.Minutes()) * 60
	pieces := max(1, int64(row.IntervalS)/step)
	for p := range pieces {
		i, inside := h.Grid.Index(time.Unix(row.Start+p*step, 0))
		if inside {
			h.addShare(i, row, 1/float64(pieces))
		}
	}
}

func (h *QueueHistory) addShare(i int, row *Interval, share float64) {
	f := &row.Figures
	for _, c := range []struct {
		curve  []float64
		figure history.Figure
	}{
		{h.Offered, history.Offered}, {h.Handled, history.Handled}, {h.Abandoned, history.Abandoned}, {h.Answered, history.Answered},
		{h.AnsweredWithin, history.AnsweredWithin}, {h.WaitAnsweredS, history.WaitAnsweredS},
	} {
		if f.Known(c.figure) {
			c.curve[i] = sumKnown(c.curve[i], share*float64(f[c.figure]))
		}
	}
	if seconds, known := f.HandleTotal(); known {
		h.HandleS[i] = sumKnown(h.HandleS[i], share*float64(seconds))
		if contacts, counted := f.Contacts(); counted {
			h.withHandleTime[i] = sumKnown(h.withHandleTime[i], share*float64(contacts))
			h.handleOfThem[i] = sumKnown(h.handleOfThem[i], share*float64(seconds))
			h.addParts(i, f, share)
		}
	}
	h.Flags[i] |= row.Flags
}

// addParts adds what an interval's handle time is made of. A source that does not
// tell leaves the interval without, whatever others say: their talk would be
// spread over its contacts too.
func (h *QueueHistory) addParts(i int, f *history.Figures, share float64) {
	known := f.Known(history.TalkS) && f.Known(history.ACWS)
	for _, p := range []struct {
		curve  []float64
		figure history.Figure
	}{{h.talkS, history.TalkS}, {h.holdS, history.HoldS}, {h.wrapS, history.ACWS}} {
		if !known {
			p.curve[i] = math.Inf(-1) // stays so, whatever is added
			continue
		}
		p.curve[i] = sumKnown(p.curve[i], share*float64(f.OrZero(p.figure)))
	}
}

// sumKnown adds to a value that may not be known yet.
func sumKnown(have, more float64) float64 {
	if math.IsNaN(have) {
		return more
	}
	return have + more
}

// DayTotal is what a queue saw on one local day.
type DayTotal struct {
	Date                        grid.Date
	Intervals                   int // with history
	Offered, Handled, Abandoned float64
	HandleS                     float64
}

// Days returns a queue's days with history, from one local day on.
func (h *Histories) Days(ctx context.Context, scope auth.Scope, queue int64, from grid.Date, days int) ([]DayTotal, error) {
	past, err := h.History(ctx, scope, queue, from, days, 0)
	if err != nil {
		return nil, err
	}
	var totals []DayTotal
	known := func(v float64) float64 {
		if math.IsNaN(v) {
			return 0
		}
		return v
	}
	for k := range past.Grid.Days() {
		total := DayTotal{Date: past.Grid.Date(k)}
		first, end := past.Grid.Day(k)
		for i := first; i < end; i++ {
			if math.IsNaN(past.Offered[i]) {
				continue
			}
			total.Intervals++
			total.Offered += past.Offered[i]
			total.Handled += known(past.Handled[i])
			total.Abandoned += known(past.Abandoned[i])
			total.HandleS += known(past.HandleS[i])
		}
		if total.Intervals > 0 {
			totals = append(totals, total)
		}
	}
	return totals, nil
}

// Extent returns how far a queue's history reaches, over all sources.
func (h *Histories) Extent(ctx context.Context, scope auth.Scope, queue int64) (Extent, error) {
	if _, err := h.queues.QueueSetup(ctx, scope, queue); err != nil {
		return Extent{}, err
	}
	return h.intervals.Extent(ctx, scope, queue)
}

// Observations returns what forecasting learns from: a queue's past in its own
// intervals that start in [from, until), in order of time.
func (h *Histories) Observations(ctx context.Context, scope auth.Scope, queue int64, from, until time.Time) ([]model.Observation, error) {
	extent, err := h.Extent(ctx, scope, queue)
	if err != nil || extent.Intervals == 0 {
		return nil, err
	}
	setup, err := h.queues.QueueSetup(ctx, scope, queue)
	if err != nil {
		return nil, err
	}
	loc := setup.Site.Location()
	if extent.From.After(from) {
		from = extent.From
	}
	if extent.To.Before(until) {
		until = extent.To
	}
	first := grid.DateOf(from.In(loc))
	days := max(0, first.DaysUntil(grid.DateOf(until.In(loc)))+1)
	past, err := h.History(ctx, scope, queue, first, days, 0)
	if err != nil {
		return nil, err
	}
	var seen []model.Observation
	for i := range past.Offered {
		start := past.Grid.Start(i)
		if math.IsNaN(past.Offered[i]) || start.Before(from) || !start.Before(until) {
			continue
		}
		o := model.Observation{Start: start.UTC(), Contacts: past.Offered[i]}
		if handled := past.withHandleTime[i]; handled > 0 {
			o.Handled, o.HandleSeconds = handled, past.handleOfThem[i]
			if past.talkS[i] >= 0 {
				o.TalkSeconds, o.HoldSeconds, o.WrapSeconds = past.talkS[i], past.holdS[i], past.wrapS[i]
			}
		}
		seen = append(seen, o)
	}
	return seen, nil
}

// Append writes intervals of a queue that come from no file: a generator, a
// feed. An interval that is there already takes the new values.
func (h *Histories) Append(ctx context.Context, scope auth.Scope, queue int64, source string, rows []Interval) error {
	if len(rows) == 0 {
		return nil
	}
	from, to := rows[0].Start, rows[0].End()
	for i := range rows {
		r := &rows[i]
		if r.IntervalS <= 0 || r.Start%60 != 0 {
			return fmt.Errorf("interval %d: start %d, length %d s; expected whole minutes and a length", i, r.Start, r.IntervalS)
		}
		from, to = min(from, r.Start), max(to, r.End())
	}
	if err := h.intervals.Prepare(ctx, time.Unix(from, 0), time.Unix(to, 0)); err != nil {
		return err
	}
	if source == "" {
		source = DefaultSource
	}
	size := h.intervals.BatchRows()
	for first := 0; first < len(rows); first += size {
		batch := rows[first:min(len(rows), first+size)]
		err := h.intervals.InTx(ctx, scope, func(ctx context.Context) error {
			series, err := h.intervals.AddSeries(ctx, scope, queue, source)
			if err != nil {
				return err
			}
			for i := range batch {
				batch[i].SeriesID = series.ID
			}
			return h.intervals.Append(ctx, scope, batch)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
