package model

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// OutlookInput is what a long-range outlook depends on.
type OutlookInput struct {
	History  *History
	Calendar Calendar
	Location *time.Location
	From     grid.Date // first day; zero: the day after the history
	Months   int       // 1 to 24
	// Growth per year that the planner assumes, 0.05 for five per cent more;
	// nil to learn it.
	Growth *float64
	Levels []float64 // of the bands; none means 0.80 and 0.95
}

// Outlook is what to expect of months and years ahead, for plans of hiring: by
// week and by month, with every assumption that it rests on.
type Outlook struct {
	From, Last    grid.Date
	Weeks, Months []Period // Monday to Sunday, and of the calendar; the first and the last may be parts
	Growth        Growth
	// Tested is the longest lead, in weeks, that the back-test reached; bands
	// of later weeks are widened by rule.
	Tested      int
	Assumptions []Note
}

// Period is the forecast of a week or a month, or of the part of it that lies
// in the outlook.
type Period struct {
	First, Last   grid.Date
	Contacts      float64
	Bands         []TotalBand // of the contacts
	HandleSeconds float64     // a contact; NaN where history knows none
	WorkloadHours float64     // contacts times handle time; NaN likewise
}

// Growth is how the level is assumed to move.
type Growth struct {
	PerYear float64 // now: 0.05 is five per cent a year
	Given   bool    // by the planner, and then it lasts
	// HalfLife is after how many days a learnt growth has half gone; 0 where it
	// lasts or there is none.
	HalfLife float64
}

// mostMonths bounds an outlook.
const mostMonths = 24

// RunOutlook looks months ahead with the daily level of the weekly forecasts:
// weekday, calendar, season and a slow level by discounted ridge regression of
// log totals, carried on by an explicit growth. Handle time per contact and
// opening hours stay as they are now.
//
// A learnt growth is damped: of its speed half is left after a time that the
// back-test chose, because trends of a centre's volume do not last (Gardner and
// McKenzie, Management Science 31, 1985). Under 55 weeks of history a growth
// cannot be told from the season, and none is learnt.
//
// It returns what [Run] returns.
func RunOutlook(ctx context.Context, in OutlookInput) (*Outlook, error) {
	o, err := prepareOutlook(in)
	if err != nil {
		return nil, err
	}
	if err := o.choose(ctx); err != nil {
		return nil, err
	}
	return o.result(), nil
}

// outlook is a long-range outlook under way.
type outlook struct {
	OutlookInput
	training *Training
	origin   int // the day of From, counted as in the training
	days     int
	course   course
	bands    outlookBands
}

func prepareOutlook(in OutlookInput) (*outlook, error) {
	fail := func(format string, args ...any) (*outlook, error) {
		return nil, &HorizonError{From: in.From, Days: in.Months * 30, Why: fmt.Sprintf(format, args...)}
	}
	if in.Months < 1 || in.Months > mostMonths {
		return fail("1 to %d months were expected", mostMonths)
	}
	if in.Growth != nil && !(*in.Growth > -1 && *in.Growth <= mostGrowth) {
		return fail("a growth of %g a year; more than -1 and at most %g were expected", *in.Growth, float64(mostGrowth))
	}
	if in.From.IsZero() {
		in.From = in.History.Date(in.History.Days())
	}
	o := &outlook{OutlookInput: in, days: in.From.DaysUntil(afterMonths(in.From, in.Months))}
	base, err := prepare(Input{
		History: in.History, Calendar: in.Calendar, Location: in.Location, From: in.From, Days: o.days, Options: Options{Levels: in.Levels},
	})
	if err != nil {
		return nil, err
	}
	o.training, o.Levels = base.training, base.Options.Levels
	o.origin = o.training.Days() + base.gap
	return o, nil
}

// mostGrowth a year that a planner may assume: ten times as much.
const mostGrowth = 9

// afterMonths returns the same day of the month so many months later, or the
// month's last.
func afterMonths(d grid.Date, months int) grid.Date {
	month := int(d.Month) - 1 + months
	year := d.Year + month/12
	first := grid.Date{Year: year, Month: time.Month(month%12 + 1), Day: 1}
	last := first.AddDays(31)
	length := first.DaysUntil(grid.Date{Year: last.Year, Month: last.Month, Day: 1})
	return first.AddDays(min(d.Day, length) - 1)
}

// result adds the days up.
func (o *outlook) result() *Outlook {
	out := &Outlook{From: o.From, Last: o.From.AddDays(o.days - 1), Growth: o.course.growth(), Tested: o.bands.tested, Assumptions: o.assumptions()}
	daily := o.daily()
	isMonday := func(d grid.Date) bool { return d.Weekday() == time.Monday }
	isFirst := func(d grid.Date) bool { return d.Day == 1 }
	out.Weeks = o.periods(daily, isMonday, o.bands.weeks)
	out.Months = o.periods(daily, isFirst, o.bands.months)
	return out
}

// outlookDay is what one day should bring.
type outlookDay struct{ contacts, seconds float64 }

// daily forecasts each day's contacts and the seconds they take; NaN seconds
// where nothing is known of handle times.
func (o *outlook) daily() []outlookDay {
	t := o.training
	shape := fitProfile(t, profileSettings{halfLife: 50, kappa: 2})
	handle := fitHandleTime(t, t.handleLife())
	out := make([]outlookDay, o.days)
	for d := range out {
		k := o.origin + d
		if t.Closed(k) {
			continue
		}
		out[d].contacts = o.course.at(k)
		perContact := math.NaN()
		if shares := shape.at(k); handle.level > 0 && sum(shares) > 0 {
			perContact = 0
			for j, share := range shares {
				perContact += share * handle.at(t.weekday(k), j) / sum(shares)
			}
		}
		out[d].seconds = out[d].contacts * perContact
	}
	return out
}

// periods adds days up from one beginning to before the next.
func (o *outlook) periods(daily []outlookDay, begins func(grid.Date) bool, bands leadBands) []Period {
	var list []Period
	for from := 0; from < len(daily); {
		to := from + 1
		for to < len(daily) && !begins(o.From.AddDays(to)) {
			to++
		}
		list = append(list, o.period(daily, from, to, bands))
		from = to
	}
	return list
}

func (o *outlook) period(daily []outlookDay, from, to int, bands leadBands) Period {
	p := Period{First: o.From.AddDays(from), Last: o.From.AddDays(to - 1)}
	seconds := 0.0
	for _, d := range daily[from:to] {
		p.Contacts += d.contacts
		seconds += d.seconds
	}
	p.WorkloadHours, p.HandleSeconds = seconds/3600, seconds/p.Contacts
	lead := o.origin - o.training.Days() + (from+to)/2 + 1
	for _, level := range o.Levels {
		q := bands.width(float64(lead)/7, level)
		p.Bands = append(p.Bands, TotalBand{Level: level, Lo: max(0, p.Contacts*(1-q)), Hi: p.Contacts * (1 + q)})
	}
	return p
}

// lastKnown is the last day that the calendar says anything about; zero for
// none.
func (c Calendar) lastKnown() grid.Date {
	var last grid.Date
	for d := range c.facts {
		if last.IsZero() || d.After(last) {
			last = d
		}
	}
	return last
}
