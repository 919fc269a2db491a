package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster/format"
	"github.com/muster-wfm/muster/workforce/grid"
)

// rosterDraft writes a roster problem for a staffed file: its demand, and as
// many made-up people on an ordinary agreement as are asked for. It is the way
// from `muster staff` to `muster roster solve` without a database.
type rosterDraft struct {
	In     string `required:"" help:"Staffed intervals: start, scheduled (people), perhaps series. CSV, - for standard input."`
	Out    string `required:"" help:"Where to write the problem in JSON, - for standard output."`
	People int    `required:"" help:"How many people to make up; they are shared among the series by their demand."`
	Zone   string `default:"UTC" help:"Time zone of the site."`
}

// draftDocument is the part of docs/roster-format.md that a draft uses.
type draftDocument struct {
	Format     string           `json:"format"`
	Horizon    draftHorizon     `json:"horizon"`
	Groups     []draftGroup     `json:"groups"`
	Templates  []draftTemplate  `json:"templates"`
	Agreements []draftAgreement `json:"agreements"`
	People     []draftPerson    `json:"people"`
}

type (
	draftHorizon struct {
		Zone            string `json:"zone"`
		FirstDay        string `json:"first_day"`
		Days            int    `json:"days"`
		IntervalMinutes int    `json:"interval_minutes"`
	}
	draftGroup struct {
		Code     string    `json:"code"`
		Required []float64 `json:"required"`
	}
	draftTemplate struct {
		Code          string       `json:"code"`
		EarliestStart string       `json:"earliest_start"`
		LatestStart   string       `json:"latest_start"`
		StepMinutes   int          `json:"step_minutes"`
		Lengths       []int        `json:"lengths"`
		Pauses        []draftPause `json:"pauses"`
		MinGapMinutes int          `json:"min_gap_minutes"`
	}
	draftPause struct {
		Code            string `json:"code"`
		Minutes         int    `json:"minutes"`
		Paid            bool   `json:"paid,omitempty"`
		EarliestMinutes int    `json:"earliest_minutes"`
		LatestMinutes   int    `json:"latest_minutes,omitempty"`

		BeforeEndMinutes int `json:"before_end_minutes,omitempty"`
	}
	draftRange struct {
		Min int `json:"min,omitempty"`
		Max int `json:"max,omitempty"`
	}
	draftAgreement struct {
		Code               string     `json:"code"`
		RestMinutes        int        `json:"rest_minutes"`
		MaxConsecutiveDays int        `json:"max_consecutive_days"`
		WeekMinutes        draftRange `json:"week_minutes"`
		WeekDays           draftRange `json:"week_days"`
		MinWeekDaysOff     int        `json:"min_week_days_off"`

		MinConsecutiveDaysOff int `json:"min_consecutive_days_off,omitempty"`
		MaxWeekends           int `json:"max_weekends,omitempty"`
	}
	draftPerson struct {
		Code      string   `json:"code"`
		Agreement string   `json:"agreement"`
		Templates []string `json:"templates"`
		Groups    []string `json:"groups"`

		Availability []draftWindow  `json:"availability,omitempty"`
		Absences     []draftAbsence `json:"absences,omitempty"`
		Preferences  []draftWish    `json:"preferences,omitempty"`
	}
	draftWindow struct { // of every day
		From string `json:"from"`
		To   string `json:"to"`
	}
	draftAbsence struct {
		From        string `json:"from"`
		PaidMinutes int    `json:"paid_minutes"`
	}
	draftWish struct {
		Date   string  `json:"date"`
		Wish   string  `json:"wish"`
		Weight float64 `json:"weight"`
	}
)

// Run does the work of the command.
func (c *rosterDraft) Run(context.Context) error {
	in, err := readTable(c.In)
	if err != nil {
		return err
	}
	bad := &badInput{}
	loc, err := time.LoadLocation(c.Zone)
	if err != nil {
		bad.add("--zone", 0, "zone", "%q; expected a time zone such as Europe/London", c.Zone)
	}
	if c.People < 1 || c.People > 10_000 {
		bad.add("--people", 0, "people", "%d; expected 1 to 10000", c.People)
	}
	in.require(bad, "start", "scheduled")
	if err := bad.orNil(); err != nil {
		return err
	}
	needs, err := readNeeds(in, loc)
	if err != nil {
		return err
	}
	out, err := openOutput(c.Out)
	if err != nil {
		return err
	}
	defer out.drop()
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(needs.draft(c.People)); err != nil {
		return err
	}
	return out.keep()
}

// needs is how many people each series takes, by interval of a grid.
type needs struct {
	grid   grid.Grid
	series []string
	people map[string][]float64
	opens  int // minutes after midnight between which anybody is needed
	closes int
}

// need is one row of the file.
type need struct {
	start  time.Time
	series string
	people float64
	line   int
}

func readNeeds(in *table, loc *time.Location) (*needs, error) {
	bad := &badInput{}
	var rows []need
	for i := range in.rows {
		start, err := time.Parse(time.RFC3339, in.text(i, "start"))
		if err != nil {
			bad.add(in.file, in.lines[i], "start", "%q; expected an instant such as 2026-03-02T09:00:00Z", in.text(i, "start"))
			continue
		}
		people := in.number(bad, i, "scheduled", 0, "a number of people, 0 or more", func(v float64) bool { return v >= 0 && !math.IsInf(v, 0) })
		rows = append(rows, need{start.In(loc), cmp.Or(in.text(i, "series"), "all"), people, in.lines[i]})
	}
	if len(rows) == 0 && bad.orNil() == nil {
		bad.add(in.file, 1, "start", "no interval; expected at least one")
	}
	if err := bad.orNil(); err != nil {
		return nil, err
	}
	return gather(in.file, rows, loc)
}

func gather(file string, rows []need, loc *time.Location) (*needs, error) {
	slices.SortStableFunc(rows, func(a, b need) int { return a.start.Compare(b.start) })
	first, last := grid.DateOf(rows[0].start), grid.DateOf(rows[len(rows)-1].start)
	g, err := grid.New(loc, shortestStep(rows), first, first.DaysUntil(last)+1)
	if err != nil {
		return nil, err
	}
	n := &needs{grid: g, people: map[string][]float64{}, opens: 24 * 60}
	bad := &badInput{}
	seen := map[string]int{}
	for _, row := range rows {
		i, inside := g.Index(row.start)
		if !inside || !g.Start(i).Equal(row.start) {
			bad.add(file, row.line, "start", "%s; expected the beginning of a %d-minute interval", row.start.Format(time.RFC3339), g.Minutes())
			continue
		}
		key := row.series + " " + strconv.Itoa(i)
		if before, twice := seen[key]; twice {
			bad.add(file, row.line, "start", "the interval stands on line %d too; expected each once a series", before)
			continue
		}
		seen[key] = row.line
		n.put(row, i)
	}
	return n, bad.orNil()
}

func (n *needs) put(row need, i int) {
	if _, known := n.people[row.series]; !known {
		n.series = append(n.series, row.series)
		n.people[row.series] = make([]float64, n.grid.Len())
	}
	n.people[row.series][i] = row.people
	if row.people > 0 {
		n.opens = min(n.opens, n.grid.WallMinute(i))
		n.closes = max(n.closes, n.grid.WallMinute(i)+n.grid.Minutes())
	}
}

// shortestStep is the interval length in minutes: the least distance between two
// rows of one series.
func shortestStep(rows []need) int {
	step, last := 60, map[string]time.Time{}
	for _, row := range rows {
		if before, had := last[row.series]; had && row.start.After(before) {
			step = min(step, int(row.start.Sub(before)/time.Minute))
		}
		last[row.series] = row.start
	}
	return step
}

const (
	shiftMinutes = 510 // eight hours and a lunch
	lunchMinutes = 30
)

func (n *needs) draft(people int) draftDocument {
	d := draftDocument{
		Format:  format.ProblemVersion,
		Horizon: draftHorizon{n.grid.Location().String(), n.grid.First().String(), n.grid.Days(), n.grid.Minutes()},
		Agreements: []draftAgreement{{
			Code: "full time", RestMinutes: 11 * 60, MaxConsecutiveDays: 6,
			WeekMinutes: draftRange{Min: 38 * 60, Max: 40 * 60}, WeekDays: draftRange{Max: 5}, MinWeekDaysOff: 2,
		}},
		Templates: n.templates(),
	}
	var codes []string
	for _, t := range d.Templates {
		codes = append(codes, t.Code)
	}
	for _, series := range n.series {
		d.Groups = append(d.Groups, draftGroup{series, rounded(n.people[series])})
	}
	for i, series := range n.deal(people) {
		d.People = append(d.People, draftPerson{Code: fmt.Sprintf("P%04d", i+1), Agreement: "full time", Templates: codes, Groups: []string{series}})
	}
	return d
}

func rounded(values []float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = math.Round(v*1000) / 1000
	}
	return out
}

// templates spread full days over the hours in which anybody is needed: early,
// in between, late.
func (n *needs) templates() []draftTemplate {
	earliest := min(n.opens, 24*60-shiftMinutes)
	latest := max(earliest, n.closes-shiftMinutes)
	third := (latest - earliest) / 3 / 15 * 15
	windows := []struct {
		code     string
		from, to int
	}{{"E", earliest, earliest + third}, {"D", earliest + third, latest - third}, {"L", latest - third, latest}}
	var out []draftTemplate
	for _, w := range windows {
		out = append(out, draftTemplate{
			Code: w.code, EarliestStart: clockTime(w.from), LatestStart: clockTime(w.to), StepMinutes: 15, Lengths: []int{shiftMinutes}, MinGapMinutes: 45,
			Pauses: []draftPause{
				{Code: "break", Minutes: 15, Paid: true, EarliestMinutes: 75, LatestMinutes: 150},
				{Code: "lunch", Minutes: lunchMinutes, EarliestMinutes: 180, LatestMinutes: 300},
				{Code: "break", Minutes: 15, Paid: true, EarliestMinutes: 345, LatestMinutes: 435},
			},
		})
	}
	return out
}

func clockTime(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// deal shares people out among the series in proportion to their demand.
func (n *needs) deal(people int) []string {
	total, demand := 0.0, map[string]float64{}
	for _, series := range n.series {
		for _, v := range n.people[series] {
			demand[series] += v
		}
		total += demand[series]
	}
	given := map[string]int{}
	dealt := make([]string, people)
	for i := range dealt {
		next, short := n.series[0], math.Inf(-1)
		for _, series := range n.series {
			if missing := float64(i+1)*demand[series]/max(total, 1e-9) - float64(given[series]); missing > short {
				next, short = series, missing
			}
		}
		given[next]++
		dealt[i] = next
	}
	return dealt
}
