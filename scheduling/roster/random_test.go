package roster

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

// size bounds a random problem, so that everything can be enumerated.
type size struct {
	people, days, starts int
	pauses, fairness     bool
}

// firstDays are Mondays and others, some of them next to a change of clocks in
// London.
var firstDays = []string{"2026-05-04", "2026-05-07", "2026-03-28", "2026-10-24", "2026-03-23", "2026-10-19"}

var london = func() *time.Location {
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err)
	}
	return loc
}()

// drawProblem draws a problem with every rule in some of its people's
// agreements. It may have people without any legal roster.
func drawProblem(rt *rapid.T, s size) *Problem {
	days := rapid.IntRange(1, s.days).Draw(rt, "days")
	g, err := grid.New(london, 60, grid.MustDate(rapid.SampledFrom(firstDays).Draw(rt, "first")), days)
	if err != nil {
		rt.Fatal(err)
	}
	p := &Problem{Grid: g}
	for k := range rapid.IntRange(1, 2).Draw(rt, "groups") {
		required := make([]float64, g.Len())
		for i := range required {
			required[i] = float64(rapid.IntRange(0, 4).Draw(rt, "required")) / 2
		}
		p.Groups = append(p.Groups, Group{Code: fmt.Sprint("g", k), Required: required, Price: DefaultPrice()})
	}
	p.Templates = []shifts.Template{drawTemplate(rt, "D", s), drawTemplate(rt, "N", s)}
	for k := range s.people {
		p.Agreements = append(p.Agreements, drawAgreement(rt, fmt.Sprint("a", k), days))
	}
	for k := range s.people {
		p.People = append(p.People, drawPerson(rt, p, fmt.Sprint("p", k)))
	}
	if s.fairness {
		p.Fairness = Fairness{PerPoint2: 3, Weekend: 1, Early: 0.5, Late: 1, Undesired: 1, EarlyBefore: 480, LateAfter: 1320,
			Weights: Load{Nights: 5, Weekends: 2, Holidays: 7, ShortRests: 4, Undesired: 3}, NightFrom: 1200, NightTo: 1800, NightMinutes: 60,
			Holidays: []int{days / 2}, ShortRest: 14 * 60, DesiredFrom: 540, DesiredTo: 840}
		for i := range p.People {
			p.People[i].Load = Load{Nights: float64(maybe(rt, "past nights", 1, 4)), ShortRests: float64(maybe(rt, "past rests", 1, 4))}
			p.People[i].Share = float64(maybe(rt, "tenths of a contract", 2, 10)) / 10
		}
	}
	return p
}

func drawTemplate(rt *rapid.T, code string, s size) shifts.Template {
	t := shifts.Template{Code: code, Class: code, EarliestStart: 60 * rapid.IntRange(0, 20).Draw(rt, "start")}
	t.LatestStart = t.EarliestStart
	if n := rapid.IntRange(1, s.starts).Draw(rt, "starts"); n > 1 {
		t.Step = 60 * rapid.IntRange(1, 2).Draw(rt, "step")
		t.LatestStart = min(t.EarliestStart+(n-1)*t.Step, 1380)
	}
	t.Lengths = []int{60 * rapid.IntRange(4, 10).Draw(rt, "length")}
	if s.pauses && rapid.Bool().Draw(rt, "pause") {
		t.Pauses = []shifts.Pause{{Code: "lunch", Minutes: 60, Earliest: 60, Latest: 120, Step: 60, Paid: rapid.Bool().Draw(rt, "paid")}}
	}
	if rapid.IntRange(0, 3).Draw(rt, "duty") == 0 {
		t.PaidMinutes = 60 * rapid.IntRange(1, 8).Draw(rt, "paid minutes")
	}
	if rapid.IntRange(0, 3).Draw(rt, "some days") == 0 {
		t.Days = []time.Weekday{time.Monday, time.Tuesday, time.Thursday, time.Saturday}
	}
	return t
}

// maybe draws a number from low to high, or 0 half of the time.
func maybe(rt *rapid.T, label string, low, high int) int {
	if rapid.Bool().Draw(rt, label+"?") {
		return 0
	}
	return rapid.IntRange(low, high).Draw(rt, label)
}

func drawAgreement(rt *rapid.T, code string, days int) rules.Agreement {
	a := rules.Agreement{Code: code,
		RestMinutes:        60 * maybe(rt, "rest", 8, 40),
		MaxConsecutiveDays: maybe(rt, "max run", 1, 4), MinConsecutiveDaysOff: maybe(rt, "min off", 1, 3),
		MinWeekDaysOff: maybe(rt, "days off", 1, 5), MaxWeekends: maybe(rt, "weekends", 1, 2),
		WeekMinutes:   rules.Range{Min: 60 * maybe(rt, "week min", 4, 20), Max: 60 * maybe(rt, "week max", 20, 40)},
		WeekDays:      rules.Range{Min: maybe(rt, "week days min", 1, 2), Max: maybe(rt, "week days max", 2, 6)},
		PeriodMinutes: rules.Range{Min: 60 * maybe(rt, "period min", 4, 10), Max: 60 * maybe(rt, "period max", 10, 60)},
		PeriodShifts:  rules.Range{Min: maybe(rt, "shifts min", 1, 2), Max: maybe(rt, "shifts max", 2, days+1)},
	}
	if top := a.MaxConsecutiveDays; top == 0 || top > 1 {
		a.MinConsecutiveDays = min(maybe(rt, "min run", 1, 3), max(top, 2))
	}
	if rapid.IntRange(0, 3).Draw(rt, "caps") == 0 {
		a.Caps = []rules.ClassCap{{Class: "N", Max: rapid.IntRange(0, 2).Draw(rt, "cap")}}
		if rapid.Bool().Draw(rt, "two caps") {
			a.Caps = append(a.Caps, rules.ClassCap{Class: "D", Max: rapid.IntRange(0, 2).Draw(rt, "day cap")})
		}
	}
	for _, pair := range []rules.Succession{{Before: "N", After: "D"}, {Before: "D", After: "N"}, {Before: "N", After: "N"}} {
		if rapid.IntRange(0, 3).Draw(rt, "succession") == 0 {
			a.Successions = append(a.Successions, pair)
		}
	}
	if rapid.Bool().Draw(rt, "further") {
		a = rules.Agreement{Code: code, RestMinutes: a.RestMinutes, MaxConsecutiveDays: a.MaxConsecutiveDays}
	}
	for range rapid.IntRange(0, 2).Draw(rt, "rules") {
		a.Rules = append(a.Rules, drawRule(rt))
	}
	return a
}

func drawPerson(rt *rapid.T, p *Problem, code string) Person {
	days := p.Grid.Days()
	q := Person{Code: code, Agreement: len(p.People), Templates: []int{0, 1}, PastDays: rapid.IntRange(0, 8).Draw(rt, "past days")}
	for g := range p.Groups {
		q.Groups = append(q.Groups, g)
	}
	for d := -q.PastDays; d < 0; d++ {
		if rapid.IntRange(0, 2).Draw(rt, "worked") == 0 {
			start := p.minuteAt(d, 60*rapid.IntRange(6, 20).Draw(rt, "past start"))
			q.Past = append(q.Past, rules.Shift{Day: d, Start: start, End: start + 420, Paid: 420, Class: "N"})
		}
	}
	for d := range days {
		switch rapid.IntRange(0, 12).Draw(rt, "special") {
		case 0:
			q.Absences = append(q.Absences, rules.Absence{Day: d, Paid: 60 * maybe(rt, "leave paid", 4, 8)})
		case 1:
			start := p.minuteAt(d, 60*rapid.IntRange(6, 16).Draw(rt, "fixed start"))
			q.Fixed = append(q.Fixed, Fixed{Day: d, Shift: Shift{Template: NoTemplate, Group: 0, Start: start, Minutes: 240}})
		case 2, 3:
			q.Preferences = append(q.Preferences, Preference{Day: d, Wish: Wish(rapid.IntRange(0, 3).Draw(rt, "wish")),
				From: p.minuteAt(d, 360), To: p.minuteAt(d, 720), Weight: float64(rapid.IntRange(1, 90).Draw(rt, "weight"))})
		}
	}
	if rapid.IntRange(0, 3).Draw(rt, "limited") == 0 {
		q.Limited = true
		for d := range days {
			from := 60 * rapid.IntRange(0, 12).Draw(rt, "from")
			q.Windows = append(q.Windows, rules.Window{Day: d, Start: p.minuteAt(d, from), End: p.minuteAt(d, from+60*rapid.IntRange(4, 24).Draw(rt, "hours"))})
		}
	}
	q.HourCost = float64(maybe(rt, "hour cost", 1, 5))
	return q
}

// everyShift lists the shifts that a person can be given on a day by the
// templates alone, with every arrangement of pauses, and the day off.
func everyShift(p *Problem, person, day int) []Shift {
	all := []Shift{{}}
	for _, f := range p.People[person].Fixed {
		if f.Day == day {
			all = append(all, f.Shift)
		}
	}
	for _, t := range p.People[person].Templates {
		template := p.Templates[t]
		for _, o := range template.Options() {
			for _, g := range p.People[person].Groups {
				s := Shift{Template: t, Group: g, Start: p.minuteAt(day, o.Start), Minutes: o.Minutes}
				if len(template.Pauses) == 0 {
					all = append(all, s)
					continue
				}
				for _, at := range []int{60, 120} { // drawTemplate's only lunch
					paused := s
					paused.Breaks = []Break{{Start: s.Start + at, Minutes: 60, Paid: template.Pauses[0].Paid}}
					all = append(all, paused)
				}
			}
		}
	}
	return all
}

// everyLegalRow enumerates every row of a person that the verifier accepts.
func everyLegalRow(p *Problem, person int) [][]Shift {
	var legal [][]Shift
	row := make([]Shift, p.Grid.Days())
	var fill func(d int)
	fill = func(d int) {
		if d == len(row) {
			if len(VerifyPerson(p, person, row)) == 0 {
				legal = append(legal, append([]Shift(nil), row...))
			}
			return
		}
		for _, s := range everyShift(p, person, d) {
			row[d] = s
			fill(d + 1)
		}
		row[d] = Shift{}
	}
	fill(0)
	return legal
}

// gridOf returns days of half hours in London.
func gridOf(first string, days int) (grid.Grid, error) {
	return grid.New(london, 30, grid.MustDate(first), days)
}
