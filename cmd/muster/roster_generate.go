package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster/format"
	"github.com/muster-wfm/muster/workforce/grid"
)

// rosterGenerate writes the problem of a made-up centre. docs/rostering.md describes
// it under "Measured", so that anybody can measure the same.
type rosterGenerate struct {
	Out        string `required:"" help:"Where to write the problem in JSON, - for standard output."`
	People     int    `default:"250" help:"People of the centre, 3 to 10000."`
	Days       int    `default:"28" help:"Days to roster, 1 to 366; whole weeks measure best."`
	Seed       uint64 `default:"1" help:"Decides everything that is random."`
	Difficulty string `default:"plain" enum:"plain,hard" help:"plain: everybody works full time. hard: a fifth work part time and fill gaps, a tenth are away for a day, half wish for a day off."`
}

// Run does the work of the command.
func (c *rosterGenerate) Run(context.Context) error {
	switch {
	case c.People < 3 || c.People > 10_000:
		return badOption("people", "%d; expected 3 to 10000", c.People)
	case c.Days < 1 || c.Days > 366:
		return badOption("days", "%d; expected 1 to 366", c.Days)
	}
	document, err := c.document()
	if err != nil {
		return err
	}
	out, err := openOutput(c.Out)
	if err != nil {
		return err
	}
	defer out.drop()
	if err := json.NewEncoder(out).Encode(document); err != nil {
		return err
	}
	return out.keep()
}

// What the centre is made of: quarter hours in London, three skills, full days of
// eight and a half hours, and 600 quarter hours of demand a person in four weeks, which
// is what everybody together can work without their breaks.
const (
	centreSkills   = 3
	centreMinutes  = 15
	centreFirstDay = "2026-05-04"
	centreDemand   = 600.0 / 28 // quarter hours a person and day
	partTimeShare  = 0.45       // of a full week, as the hard centre's demand counts it
)

func (c *rosterGenerate) hard() bool { return c.Difficulty == "hard" }

func (c *rosterGenerate) document() (draftDocument, error) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		return draftDocument{}, err
	}
	g, err := grid.New(london, centreMinutes, grid.MustDate(centreFirstDay), c.Days)
	if err != nil {
		return draftDocument{}, err
	}
	rng := rand.New(rand.NewPCG(c.Seed, 78))
	d := draftDocument{
		Format:     format.ProblemVersion,
		Horizon:    draftHorizon{london.String(), g.First().String(), g.Days(), g.Minutes()},
		Templates:  c.templates(),
		Agreements: c.agreements(),
	}
	for i := range c.People {
		d.People = append(d.People, c.person(i, g, rng))
	}
	d.Groups = c.groups(g, rng)
	return d, nil
}

func (c *rosterGenerate) templates() []draftTemplate {
	list := []draftTemplate{{
		Code: "D", EarliestStart: "00:00", LatestStart: "23:30", StepMinutes: 30, Lengths: []int{shiftMinutes}, MinGapMinutes: 60,
		Pauses: []draftPause{
			{Code: "break", Minutes: 15, Paid: true, EarliestMinutes: 60, LatestMinutes: 180},
			{Code: "lunch", Minutes: lunchMinutes, EarliestMinutes: 180, LatestMinutes: 300},
			{Code: "break", Minutes: 15, Paid: true, EarliestMinutes: 330, BeforeEndMinutes: 45},
		},
	}}
	if c.hard() {
		list = append(list, draftTemplate{
			Code: "P", EarliestStart: "00:00", LatestStart: "23:30", StepMinutes: 30, Lengths: []int{270, 330},
			Pauses: []draftPause{{Code: "break", Minutes: 15, Paid: true, EarliestMinutes: 90, BeforeEndMinutes: 60}},
		})
	}
	return list
}

func (c *rosterGenerate) agreements() []draftAgreement {
	list := []draftAgreement{{
		Code: "full", RestMinutes: 660, MaxConsecutiveDays: 6, MinConsecutiveDaysOff: 2,
		WeekMinutes: draftRange{Min: 2400, Max: 2400}, MaxWeekends: max(1, c.Days/14),
	}}
	if c.hard() {
		list = append(list, draftAgreement{
			Code: "part", RestMinutes: 660, MaxConsecutiveDays: 5, WeekMinutes: draftRange{Min: 1000, Max: 1350}, MinWeekDaysOff: 2,
		})
	}
	return list
}

// person makes up one person: a skill, a sixth of all a second one, one in ten who can
// work from midnight to 17:00 only, two in ten from 6:00 to 22:00 only.
func (c *rosterGenerate) person(i int, g grid.Grid, rng *rand.Rand) draftPerson {
	p := draftPerson{Code: fmt.Sprintf("A%04d", i), Agreement: "full", Templates: []string{"D"}, Groups: []string{skillCode(i % centreSkills)}}
	if second := skillCode(1); i%6 == 0 {
		p.Groups = append(p.Groups, second)
	}
	switch rng.IntN(10) {
	case 0:
		p.Availability = []draftWindow{{"00:00", "17:00"}}
	case 1, 2:
		p.Availability = []draftWindow{{"06:00", "22:00"}}
	}
	if !c.hard() {
		return p
	}
	if c.partTime(i) {
		p.Agreement, p.Templates = "part", []string{"P"}
	}
	if i%10 == 0 {
		p.Absences = []draftAbsence{{g.Date(rng.IntN(c.Days)).String(), 480}}
	}
	if rng.IntN(2) == 0 {
		p.Preferences = []draftWish{{g.Date(rng.IntN(c.Days)).String(), "off", 20}}
	}
	return p
}

func (c *rosterGenerate) partTime(i int) bool { return c.hard() && i%5 == 4 }

func skillCode(k int) string { return fmt.Sprintf("G%d", k) }

// groups spreads the demand: two peaks a day, six tenths of it at weekends, each
// interval off by 5 % at random and, in the plain centre, rounded to whole people.
func (c *rosterGenerate) groups(g grid.Grid, rng *rand.Rand) []draftGroup {
	shape, total := make([]float64, g.Len()), 0.0
	for i := range shape {
		hour := float64(g.WallMinute(i)) / 60
		shape[i] = 0.25 + math.Exp(-(hour-10.5)*(hour-10.5)/6) + 0.8*math.Exp(-(hour-16)*(hour-16)/8)
		if weekday := g.Date(g.DayOf(i)).Weekday(); weekday == time.Saturday || weekday == time.Sunday {
			shape[i] *= 0.6
		}
		total += shape[i]
	}
	worth := 0.0
	for i := range c.People {
		if worth++; c.partTime(i) {
			worth -= 1 - partTimeShare
		}
	}
	var list []draftGroup
	for k := range centreSkills {
		required := make([]float64, g.Len())
		for i := range required {
			required[i] = max(0, shape[i]/total*centreDemand*float64(c.Days)*worth/centreSkills*(1+0.05*rng.NormFloat64()))
			if !c.hard() {
				required[i] = math.Round(required[i])
			}
		}
		list = append(list, draftGroup{skillCode(k), rounded(required)})
	}
	return list
}
