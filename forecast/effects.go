package forecast

import (
	"context"
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// RunEffects is what a run learned of what moves its queue, with the drivers of
// the queue as they are called now, by code.
type RunEffects struct {
	Run     Run
	Effects []model.Effect
	Drivers map[string]Driver
}

// Effects returns what a run learned.
func (f *Forecasts) Effects(ctx context.Context, scope auth.Scope, id int64) (RunEffects, error) {
	run, err := f.store.Run(ctx, scope, id)
	if err != nil {
		return RunEffects{}, err
	}
	if run.State != RunDone {
		return RunEffects{}, &RunStateError{ForecastID: run.ID, State: run.State}
	}
	out := RunEffects{Run: run, Effects: run.Report.Effects, Drivers: map[string]Driver{}}
	if f.Drivers == nil {
		return out, nil
	}
	named, err := f.Drivers.SeriesOf(ctx, scope, run.QueueID, run.Order.From, run.Order.From)
	for _, d := range named {
		out.Drivers[d.Driver.Code] = d.Driver
	}
	return out, err
}

// EventType is what is known of one type of event at a queue.
type EventType struct {
	Type string
	// Learned is what the last forecast learned; nil where it knew none.
	Learned     *model.Effect
	ForecastID  int64
	Occurrences []Occurrence // in order of their days
}

// Occurrence is one day of an event.
type Occurrence struct {
	Date      grid.Date
	Name      string
	UpliftPct *float64 // expected by the planner
	Contacts  float64  // that came; NaN where nothing was observed
	// Usual is the mean of the same weekday in the four weeks before and after,
	// without special days; NaN where there is none.
	Usual float64
}

// weeksAround is how far from an event a plain day is looked for.
const weeksAround = 4

// Events returns the types of event of a queue's calendar that occur from one day
// to another, both included, with what came of them and what was learned.
func (f *Forecasts) Events(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) ([]EventType, error) {
	setup, err := f.queues.QueueSetup(ctx, scope, queue)
	if err != nil {
		return nil, err
	}
	loc := setup.Site.Location()
	reach := 7 * weeksAround
	past, err := f.past.Observations(ctx, scope, queue, from.AddDays(-reach).Start(loc), to.AddDays(reach+1).Start(loc))
	if err != nil {
		return nil, err
	}
	totals := map[grid.Date]float64{}
	for _, o := range past {
		totals[grid.DateOf(o.Start.In(loc))] += o.Contacts
	}
	types, err := f.typesOf(ctx, scope, setup, from, to)
	for i := range types {
		for n := range types[i].Occurrences {
			o := &types[i].Occurrences[n]
			o.Contacts, o.Usual = contactsOn(totals, o.Date), usualAround(totals, setup.Days, o.Date)
		}
	}
	return types, err
}

// typesOf gathers the calendar's events by type, with what the last done run of
// the queue learned of each.
func (f *Forecasts) typesOf(ctx context.Context, scope auth.Scope, setup workforce.QueueSetup, from, to grid.Date) ([]EventType, error) {
	learned, id, err := f.lastEffects(ctx, scope, setup.Queue.ID)
	if err != nil {
		return nil, err
	}
	var types []EventType
	for _, day := range setup.Days {
		if day.Kind != workforce.Event || day.Date.Before(from) || day.Date.After(to) {
			continue
		}
		name := factOf(day).Name
		i := slices.IndexFunc(types, func(t EventType) bool { return t.Type == name })
		if i < 0 {
			i = len(types)
			types = append(types, EventType{Type: name})
			at := slices.IndexFunc(learned, func(e model.Effect) bool { return e.Kind == model.EffectEvent && e.Code == name && !e.HandleTime })
			if at >= 0 {
				types[i].Learned, types[i].ForecastID = &learned[at], id
			}
		}
		types[i].Occurrences = append(types[i].Occurrences, Occurrence{Date: day.Date, Name: day.Name, UpliftPct: day.UpliftPct})
	}
	return types, nil
}

// lastEffects returns what the newest done run of a queue learned; none where
// there is no such run among the last ones.
func (f *Forecasts) lastEffects(ctx context.Context, scope auth.Scope, queue int64) ([]model.Effect, int64, error) {
	const looked = 20
	runs, err := f.store.Runs(ctx, scope, queue, 0, looked)
	for _, run := range runs {
		if run.State == RunDone {
			return run.Report.Effects, run.ID, err
		}
	}
	return nil, 0, err
}

func contactsOn(totals map[grid.Date]float64, day grid.Date) float64 {
	if contacts, known := totals[day]; known {
		return contacts
	}
	return math.NaN()
}

// usualAround is the mean of the plain days of the same weekday around a day.
func usualAround(totals map[grid.Date]float64, special []workforce.CalendarDay, day grid.Date) float64 {
	sum, n := 0.0, 0.0
	for week := -weeksAround; week <= weeksAround; week++ {
		other := day.AddDays(7 * week)
		contacts, known := totals[other]
		if !known || slices.ContainsFunc(special, func(d workforce.CalendarDay) bool { return d.Date == other && d.Kind != workforce.SchoolBreak }) {
			continue
		}
		sum += contacts
		n++
	}
	return sum / n
}
