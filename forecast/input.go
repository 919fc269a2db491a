package forecast

import (
	"context"
	"math"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// DriverSeries is a driver with its values of some days, in order.
type DriverSeries struct {
	Driver Driver
	Values []DriverValue
}

// DriverSource finds what moves a queue; [Drivers] is one.
type DriverSource interface {
	SeriesOf(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) ([]DriverSeries, error)
}

// SeriesOf returns the drivers that move a queue with their values of the days
// from one to another, in the order of their codes.
func (s *Drivers) SeriesOf(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) ([]DriverSeries, error) {
	moving, err := s.List(ctx, scope, 0, queue)
	if err != nil {
		return nil, err
	}
	series := make([]DriverSeries, len(moving))
	for i, d := range moving {
		values, err := s.store.DriverValues(ctx, scope, d.ID, from, to)
		if err != nil {
			return nil, err
		}
		series[i] = DriverSeries{Driver: d, Values: values}
	}
	return series, nil
}

// Model puts a driver into the form in which forecasting learns of it.
func (s DriverSeries) Model() model.Driver {
	d := model.Driver{
		Code: s.Driver.Code, Form: model.DriverLinear,
		MovesContacts: s.Driver.Measure != MovesHandleTime, MovesHandleTime: s.Driver.Measure != MovesContacts,
	}
	switch s.Driver.Kind {
	case CampaignDriver:
		d.Form, d.Lags = model.DriverCount, 3
	case OutageDriver:
		d.Form, d.Lags = model.DriverCount, 1
	case OrdersDriver:
		d.Form = model.DriverRatio
	case DeflectionDriver:
		d.Form = model.DriverShare
	case WeatherDriver, OtherDriver:
	}
	if len(s.Values) == 0 {
		return d
	}
	d.First = s.Values[0].Date
	d.Values = make([]float64, d.First.DaysUntil(s.Values[len(s.Values)-1].Date)+1)
	for i := range d.Values {
		d.Values[i] = math.NaN()
	}
	for _, v := range s.Values {
		d.Values[d.First.DaysUntil(v.Date)] = v.Value
	}
	return d
}

// runInput is a model's input with what it was made of.
type runInput struct {
	model.Input
	facts   []model.DayFact
	uplifts []model.ExpectedUplift
	drivers []DriverSeries
	parts   []InputPart
	hash    string // of the parts
}

// longestPast is how far back history is read: three years hold every season
// twice and more.
const longestPast = 3*366 + 7

// window is the days that a run looks at: history from the first to before the one
// from which on it knows nothing, drivers to the last.
func (o RunOrder) window() (first, known, last grid.Date) {
	known = o.From
	if !o.AsOf.IsZero() {
		known = o.AsOf
	}
	return known.AddDays(-longestPast), known, o.From.AddDays(o.Days - 1)
}

func (f *Forecasts) input(ctx context.Context, scope auth.Scope, setup workforce.QueueSetup, order RunOrder) (runInput, error) {
	loc, err := time.LoadLocation(setup.Site.Zone)
	if err != nil {
		return runInput{}, err
	}
	first, known, last := order.window()
	past, err := f.past.Observations(ctx, scope, order.QueueID, first.Start(loc), known.Start(loc))
	if err != nil {
		return runInput{}, err
	}
	if len(past) == 0 {
		return runInput{}, ErrNoHistory
	}
	in := runInput{facts: factsOf(setup.Days), uplifts: upliftsOf(setup.Days)}
	in.Input = model.Input{
		Location: loc, From: order.From, Days: order.Days,
		Opening: OpeningChanges(setup.Queue),
		Options: model.Options{Levels: order.Levels, Origins: order.Origins, ForWorkload: true},
	}
	if in.History, err = model.NewHistory(loc, setup.Queue.IntervalMin, past); err != nil {
		return runInput{}, err
	}
	if in.Calendar, err = calendarOf(in.facts, in.uplifts); err != nil {
		return runInput{}, err
	}
	if f.Drivers != nil {
		if in.drivers, err = f.Drivers.SeriesOf(ctx, scope, order.QueueID, first, last); err != nil {
			return runInput{}, err
		}
	}
	for _, d := range in.drivers {
		in.Drivers = append(in.Drivers, d.Model())
	}
	in.parts = in.partsOf(order, setup.Queue.IntervalMin, past)
	in.hash = digest(in.parts)
	return in, nil
}

// OpeningChanges puts a queue's announced changes of opening hours, in order, into
// slots of a week. A period over midnight fills slots of the day after.
func OpeningChanges(q workforce.Queue) []model.OpeningChange {
	sunday := grid.MustDate("2023-01-01")
	week, err := grid.New(time.UTC, q.IntervalMin, sunday.AddDays(-7), 14)
	if err != nil {
		return nil // a queue of such intervals has no forecast either
	}
	slots := 1440 / q.IntervalMin
	changes := make([]model.OpeningChange, len(q.HoursChanges))
	for i, c := range q.HoursChanges {
		changes[i].From = c.ValidFrom
		open := c.Hours.Open(week)[7*slots:]
		for w := range changes[i].Open {
			changes[i].Open[w] = open[w*slots : (w+1)*slots]
		}
	}
	return changes
}

// calendarOf is the calendar of some facts with what is expected of them.
func calendarOf(facts []model.DayFact, uplifts []model.ExpectedUplift) (model.Calendar, error) {
	calendar, err := model.NewCalendar(facts)
	if err != nil {
		return calendar, err
	}
	return calendar.Expecting(uplifts)
}

func factsOf(days []workforce.CalendarDay) []model.DayFact {
	facts := make([]model.DayFact, len(days))
	for i, d := range days {
		facts[i] = factOf(d)
	}
	return facts
}

// factOf is a special day in the words of forecasting: events act by their type.
func factOf(d workforce.CalendarDay) model.DayFact {
	kinds := map[workforce.DayKind]model.Kind{
		workforce.Holiday: model.Holiday, workforce.Workday: model.Workday,
		workforce.Event: model.Event, workforce.SchoolBreak: model.SchoolBreak,
	}
	name := d.Name
	if d.Kind == workforce.Event && d.EventType != "" {
		name = d.EventType
	}
	return model.DayFact{Date: d.Date, Name: name, Kind: kinds[d.Kind]}
}

// upliftsOf lists what the planner expects of special days.
func upliftsOf(days []workforce.CalendarDay) []model.ExpectedUplift {
	var uplifts []model.ExpectedUplift
	for _, d := range days {
		if d.UpliftPct != nil {
			uplifts = append(uplifts, model.ExpectedUplift{DayFact: factOf(d), Pct: *d.UpliftPct})
		}
	}
	return uplifts
}
