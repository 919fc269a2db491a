package forecast

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Supposition is what a planner supposes of the days that a run forecasts, to
// see what would come of it. Nothing of it is kept.
type Supposition struct {
	Drivers []SupposedDriver
	Events  []SupposedEvent
}

// SupposedDriver changes the planned values of a driver.
type SupposedDriver struct {
	Code   string
	Scale  *float64      // multiplies every planned value; nil for 1
	Values []DriverValue // replace those of their days, after scaling
}

// SupposedEvent adds a day of an event, or says otherwise what is expected of it.
type SupposedEvent struct {
	Date      grid.Date
	Type      string
	UpliftPct *float64 // nil: as learned, or as expected of its type
}

// Preview is a run's forecast under a supposition.
type Preview struct {
	Result *model.Result
	// Idle names the drivers of the supposition that change nothing, because the
	// run's back-test found no use in them.
	Idle []string
	// Changed says that history, calendar or drivers are no longer what the run
	// was made from, so that a difference may come from there too.
	Changed bool
}

// ErrNoPlan says that a run was made before plans were kept.
var ErrNoPlan = errors.New("the forecast was made by an older version that did not keep how; forecast again to try suppositions")

// ErrTemplatePlan says that a run was made from a template: what it settled on is
// the template's and fits no history of the queue's own.
var ErrTemplatePlan = errors.New("the forecast was made from a template, of which no suppositions can be made; forecast again once the queue has a week of history")

// Preview makes a run's forecast anew, by what it settled on and without a
// back-test, under a supposition.
func (f *Forecasts) Preview(ctx context.Context, scope auth.Scope, id int64, s Supposition) (Preview, error) {
	kept, err := f.kept(ctx, scope, id)
	if err != nil {
		return Preview{}, err
	}
	if len(kept.run.Report.Plan.Members) == 0 {
		return Preview{}, ErrNoPlan
	}
	out := Preview{Changed: kept.changed()}
	in, err := s.applied(kept.run, kept.input)
	if err != nil {
		return out, err
	}
	plan := kept.run.Report.Plan
	for _, d := range s.Drivers {
		if !slices.Contains(plan.Drivers, d.Code) && !slices.Contains(plan.HandleDrivers, d.Code) {
			out.Idle = append(out.Idle, d.Code)
		}
	}
	if out.Result, err = model.Refit(ctx, in, plan, kept.run.Curves.Calibration); err != nil || kept.run.Order.Together == nil {
		return out, err
	}
	plain, err := model.Refit(ctx, kept.input.Input, plan, kept.run.Curves.Calibration)
	if err != nil {
		return out, err
	}
	out.Result = out.Result.Around(inProportion(kept.run.Curves.Contacts, plain.Mean, out.Result.Mean))
	return out, nil
}

// inProportion moves a forecast, interval by interval, in the ratio in which a
// supposition moves its plain refit. A run that was made to agree with others
// differs from its refit by what that took, which the supposition leaves as it is.
func inProportion(run, plain, supposed []float64) []float64 {
	out := make([]float64, len(supposed))
	for i, v := range supposed {
		switch {
		case i >= len(run) || plain[i] <= 0:
			out[i] = v
		case v == plain[i]:
			out[i] = run[i]
		default:
			out[i] = run[i] * v / plain[i]
		}
	}
	return out
}

// fromTemplate reports whether the run rests on another queue's history.
func (r Run) fromTemplate() bool {
	return slices.ContainsFunc(r.Report.Notes, func(n model.Note) bool { return n.Code == model.NoteColdStart })
}

// applied returns the run's input under the supposition, which it shares no
// changed part with; or a *workforce.InvalidError.
func (s Supposition) applied(run Run, in runInput) (model.Input, error) {
	v := verdict{what: "supposition"}
	out := in.Input
	out.Drivers = slices.Clone(in.Drivers)
	for i, change := range s.Drivers {
		at := fmt.Sprintf("drivers[%d]", i)
		n := slices.IndexFunc(in.drivers, func(d DriverSeries) bool { return d.Driver.Code == change.Code })
		v.need(n >= 0, at+".code", change.Code, "a driver that moves the queue")
		if n >= 0 {
			out.Drivers[n] = change.applied(&v, at, run, in.drivers[n])
		}
	}
	facts, uplifts := slices.Clone(in.facts), slices.Clone(in.uplifts)
	for i, e := range s.Events {
		at := fmt.Sprintf("events[%d]", i)
		v.need(run.forecasts(e.Date), at+".date", e.Date, "a day of the forecast")
		v.need(isLine(e.Type, 1, longestDriverName), at+".type", e.Type, "a type of event")
		v.need(e.UpliftPct == nil || *e.UpliftPct >= -100 && *e.UpliftPct <= 1000, at+".upliftPct", orNothing(e.UpliftPct), "-100 to 1000 per cent")
		fact := model.DayFact{Date: e.Date, Name: e.Type, Kind: model.Event}
		facts = append(facts, fact)
		if e.UpliftPct != nil {
			uplifts = slices.DeleteFunc(uplifts, func(u model.ExpectedUplift) bool { return u.DayFact == fact })
			uplifts = append(uplifts, model.ExpectedUplift{DayFact: fact, Pct: *e.UpliftPct})
		}
	}
	if err := v.err(); err != nil {
		return out, err
	}
	var err error
	out.Calendar, err = calendarOf(facts, uplifts)
	return out, err
}

func orNothing(v *float64) any {
	if v == nil {
		return "nothing"
	}
	return *v
}

// forecasts reports whether a day is one of the run's.
func (r Run) forecasts(day grid.Date) bool {
	return !day.Before(r.Order.From) && day.Before(r.Order.From.AddDays(r.Order.Days))
}

// applied returns a driver with its planned values changed.
func (c SupposedDriver) applied(v *verdict, at string, run Run, series DriverSeries) model.Driver {
	values := slices.Clone(series.Values)
	if c.Scale != nil {
		v.need(*c.Scale >= 0 && *c.Scale <= 100, at+".scale", *c.Scale, "a factor from 0 to 100")
		for i := range values {
			if run.forecasts(values[i].Date) {
				values[i].Value *= *c.Scale
			}
		}
	}
	for i, set := range c.Values {
		v.need(run.forecasts(set.Date), fmt.Sprintf("%s.values[%d].date", at, i), set.Date, "a day of the forecast")
		values = slices.DeleteFunc(values, func(old DriverValue) bool { return old.Date == set.Date })
	}
	values = append(values, c.Values...)
	sorted, err := NewDriverValues(series.Driver, values)
	var invalid *workforce.InvalidError
	if errors.As(err, &invalid) {
		first := invalid.Fields[0]
		v.fields = append(v.fields, workforce.FieldError{Field: at + ".values", Found: first.Found, Expected: first.Expected})
		return series.Model()
	}
	return DriverSeries{Driver: series.Driver, Values: sorted}.Model()
}
