package model

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

// yearly is a centre with a season and a growth a year, open every day, that
// takes 300 seconds a contact.
func yearly(days int, growth float64) centre {
	first := grid.MustDate("2023-01-02")
	c := centre{zone: "UTC", first: first.String(), days: days, minutes: 60, from: 480, to: 1200, level: everyDay, shape: twoHumps}
	c.factor = func(d grid.Date) float64 {
		years := float64(first.DaysUntil(d)) / 365.25
		return math.Pow(1+growth, years) * (1 + .2*math.Sin(2*math.Pi*years))
	}
	c.aht = func(grid.Date, int) float64 { return 300 }
	return c
}

func (c centre) outlook(t testing.TB, months int, growth *float64) *Outlook {
	t.Helper()
	o, err := RunOutlook(context.Background(), OutlookInput{History: c.history(t), Location: c.location(t), Months: months, Growth: growth})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// truth is what the centre would see from one day to the end of another.
func (c centre) truth(first, last grid.Date) float64 {
	total := 0.0
	for d := first; !d.After(last); d = d.AddDays(1) {
		total += c.level[d.Weekday()] * c.factor(d)
	}
	return total
}

func TestAnOutlookFollowsSeasonAndGrowth(t *testing.T) {
	c := yearly(3*365, .10)
	o := c.outlook(t, 12, nil)
	for _, m := range o.Months {
		if want := c.truth(m.First, m.Last); math.Abs(m.Contacts-want) > .06*want {
			t.Errorf("%s to %s: %.0f contacts, want about %.0f", m.First, m.Last, m.Contacts, want)
		}
		if !near(m.HandleSeconds, 300, 1e-6) || !near(m.WorkloadHours, m.Contacts*300/3600, 1e-6) {
			t.Errorf("%s: %.1f s a contact and %.1f hours of work for %.0f contacts", m.First, m.HandleSeconds, m.WorkloadHours, m.Contacts)
		}
	}
	if o.Growth.Given || math.Abs(o.Growth.PerYear-.10) > .04 {
		t.Errorf("growth %+v, want about 0.10 a year, learnt", o.Growth)
	}
}

func TestAGrowthGivenByThePlannerTakesTheLearntOnesPlace(t *testing.T) {
	c := yearly(2*365, .10)
	flat, twice := 0.0, 1.0
	level, doubled := c.outlook(t, 18, &flat), c.outlook(t, 18, &twice)
	for i, m := range level.Months {
		middle := float64(level.From.DaysUntil(m.First)+level.From.DaysUntil(m.Last)) / 2
		want := math.Pow(2, (middle+1)/365.25)
		if got := doubled.Months[i].Contacts / m.Contacts; math.Abs(got-want) > .02*want {
			t.Errorf("%s: %.3f times the level, want %.3f of a growth that doubles in a year", m.First, got, want)
		}
	}
	if diff := cmp.Diff(Growth{PerYear: 1, Given: true}, doubled.Growth); diff != "" {
		t.Errorf("growth (-want +got):\n%s", diff)
	}
}

func TestAnOutlookOfOneYearsHistoryLearnsNoGrowth(t *testing.T) {
	o := yearly(300, .5).outlook(t, 6, nil)
	if o.Growth.PerYear != 0 || !hasNote(o.Assumptions, OutlookGrowthUnknown) || !hasNote(o.Assumptions, OutlookSeasonUnknown) {
		t.Errorf("growth %+v, assumptions %v; want none learnt from 300 days, and that said", o.Growth, o.Assumptions)
	}
}

func hasNote(notes []Note, code NoteCode) bool {
	return slices.ContainsFunc(notes, func(n Note) bool { return n.Code == code })
}

func TestWeeksAndMonthsCoverTheSameDays(t *testing.T) {
	o := yearly(200, 0).outlook(t, 5, nil)
	for name, periods := range map[string][]Period{"weeks": o.Weeks, "months": o.Months} {
		next, total := o.From, 0.0
		for i, p := range periods {
			if p.First != next {
				t.Errorf("%s: %s follows %s", name, p.First, next.AddDays(-1))
			}
			if i > 0 && name == "weeks" && p.First.Weekday() != time.Monday || i > 0 && name == "months" && p.First.Day != 1 {
				t.Errorf("%s: one begins on %s", name, p.First)
			}
			next, total = p.Last.AddDays(1), total+p.Contacts
		}
		if next != o.Last.AddDays(1) {
			t.Errorf("%s end on %s, want %s", name, next.AddDays(-1), o.Last)
		}
		if whole := sumOf(o.Months); !near(total, whole, 1e-9) {
			t.Errorf("%s have %.2f contacts, months %.2f", name, total, whole)
		}
	}
}

func sumOf(periods []Period) float64 {
	total := 0.0
	for _, p := range periods {
		total += p.Contacts
	}
	return total
}

func TestBandsOfAnOutlookWidenWithTime(t *testing.T) {
	c := yearly(2*365, .05)
	c.noise = 4
	o := c.outlook(t, 18, nil)
	relative := func(p Period, b int) float64 { return (p.Bands[b].Hi - p.Contacts) / p.Contacts }
	for name, periods := range map[string][]Period{"weeks": o.Weeks, "months": o.Months} {
		for i, p := range periods {
			if p.Bands[0].Lo < p.Bands[1].Lo || p.Bands[0].Hi > p.Bands[1].Hi {
				t.Errorf("%s: bands of %s are not nested: %v", name, p.First, p.Bands)
			}
			if i > 0 && relative(p, 0) < relative(periods[i-1], 0)-1e-9 {
				t.Errorf("%s: the band of %s is narrower than that before it", name, p.First)
			}
		}
	}
	if o.Tested < 26 || !hasNote(o.Assumptions, OutlookBandsTested) {
		t.Errorf("tested to %d weeks, assumptions %v; want half a year at least of two years", o.Tested, o.Assumptions)
	}
}

func TestBandsBeyondWhatWasTestedWidenWithTheRootOfTheLead(t *testing.T) {
	var list []leadError
	for week := range 26 {
		list = append(list, leadError{float64(week) + .5, .04})
	}
	b := newLeadBands(list)
	if got := b.width(4*25.5, .8); !near(got, .08, 1e-9) {
		t.Errorf("at four times the lead tested the width is %g, want twice 0.04", got)
	}
	if got := b.width(10, .8); !near(got, .04, 1e-9) {
		t.Errorf("within what was tested the width is %g, want 0.04", got)
	}
	var none leadBands
	if got, want := none.width(52, .8), 2*none.width(13, .8); !near(got, want, 1e-9) {
		t.Errorf("untested, a year ahead: %g, want twice the %g of a quarter", got, want/2)
	}
}

func TestWidthsNeverFallWithTheLead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var list []leadError
		for range rapid.IntRange(0, 40).Draw(rt, "errors") {
			list = append(list, leadError{rapid.Float64Range(.1, 90).Draw(rt, "lead"), rapid.Float64Range(0, 1).Draw(rt, "size")})
		}
		b := newLeadBands(list)
		before := 0.0
		for lead := .5; lead < 120; lead += 3 {
			w := b.width(lead, .8)
			if !(w >= before-1e-12) {
				rt.Fatalf("width %g at %g weeks, %g before it; errors %v", w, lead, before, list)
			}
			before = w
		}
	})
}

func TestAnOutlookKeepsClosedDaysClosed(t *testing.T) {
	c := yearly(100, 0)
	c.level = weekdaysOnly
	in := OutlookInput{History: c.history(t), Location: c.location(t), Months: 1, From: grid.MustDate("2023-04-15")} // a Saturday
	o, err := RunOutlook(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if w := o.Weeks[0]; w.Last != grid.MustDate("2023-04-16") || w.Contacts != 0 || w.WorkloadHours != 0 {
		t.Errorf("the weekend %+v, want no contacts and no work", w)
	}
}

func TestOutlookRefusesWhatCannotBe(t *testing.T) {
	c := yearly(60, 0)
	tooMuch, gone := 20.0, -1.0
	for name, in := range map[string]OutlookInput{
		"no month":        {},
		"too many months": {Months: mostMonths + 1},
		"immense growth":  {Months: 6, Growth: &tooMuch},
		"nothing left":    {Months: 6, Growth: &gone},
		"long ago":        {Months: 6, From: grid.MustDate("2022-01-01")},
	} {
		in.History, in.Location = c.history(t), time.UTC
		var horizon *HorizonError
		if _, err := RunOutlook(context.Background(), in); !errors.As(err, &horizon) {
			t.Errorf("%s: error %v, want a *HorizonError", name, err)
		}
	}
}

func TestAnOutlookStopsWhenItsContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := yearly(400, 0)
	if _, err := RunOutlook(ctx, OutlookInput{History: c.history(t), Location: time.UTC, Months: 3}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func TestMonthsAreCountedToTheirLastDay(t *testing.T) {
	for _, tc := range []struct {
		from   string
		months int
		want   string
	}{{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2026-11-15", 3, "2027-02-15"}, {"2026-12-01", 24, "2028-12-01"}} {
		if got := afterMonths(grid.MustDate(tc.from), tc.months); got != grid.MustDate(tc.want) {
			t.Errorf("%d months after %s: %s, want %s", tc.months, tc.from, got, tc.want)
		}
	}
}
