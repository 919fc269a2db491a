package format

import (
	"encoding/json"
	"io"
	"math"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// RosterVersion is the value of the field "format" of a roster.
const RosterVersion = "muster-roster/1"

// document is a roster as it is written. Times are local with their offset, so
// that they stay clear on the days on which clocks change.
type document struct {
	Format     string `json:"format"`
	Zone       string `json:"zone"`
	FirstDay   string `json:"first_day"`
	Days       int    `json:"days"`
	Seed       uint64 `json:"seed"`
	Threads    int    `json:"threads"`
	Iterations int64  `json:"iterations"`
	Status     string `json:"status"`
	Cost       costs  `json:"cost"`
	// Fairness splits cost.fairness by account; problems without have none.
	Fairness   map[string]float64 `json:"fairness_by_account,omitempty"`
	Bound      *float64           `json:"bound"`
	Gap        *float64           `json:"gap"`
	Violations []violation        `json:"violations"`
	History    []moment           `json:"history"`
	People     []person           `json:"people"`
	Coverage   []coverage         `json:"coverage"`
	// Excess is where more of a team pause than agreed; problems without teams
	// have none to show.
	Excess *[]stretch `json:"pause_excess,omitempty"`
	// Teams is where team rules are broken; problems without have none to show.
	Teams  *[]teamBreak `json:"team_breaks,omitempty"`
	Placed *placement   `json:"pauses_placed,omitempty"`
	Repair *repair      `json:"repair,omitempty"`
}

type costs struct {
	Total      float64 `json:"total"`
	Under      float64 `json:"under"`
	Over       float64 `json:"over"`
	Preference float64 `json:"preference"`
	Fairness   float64 `json:"fairness"`
	Hours      float64 `json:"hours"`
	Team       float64 `json:"team,omitempty"`
}

type violation struct {
	Rule    rules.Rule `json:"rule"`
	Person  string     `json:"person"`
	Dates   []string   `json:"dates"`
	Found   int        `json:"found"`
	Limit   int        `json:"limit"`
	Message string     `json:"message"`
}

// moment is the best known after so many seconds, or moves where no clock ran.
type moment struct {
	Second    *int     `json:"second,omitempty"`
	Iteration int64    `json:"iteration"`
	Best      float64  `json:"best"`
	Bound     *float64 `json:"bound"`
}

type person struct {
	Code   string  `json:"code"`
	Shifts []shift `json:"shifts"`
}

type shift struct {
	Date        string  `json:"date"`
	Template    string  `json:"template,omitempty"`
	Group       string  `json:"group"`
	Start       string  `json:"start"`
	End         string  `json:"end"`
	PaidMinutes int     `json:"paid_minutes"`
	Breaks      []pause `json:"breaks,omitempty"`
}

type pause struct {
	Start   string `json:"start"`
	Minutes int    `json:"minutes"`
	Paid    bool   `json:"paid"`
}

type coverage struct {
	Group   string    `json:"group"`
	Covered []float64 `json:"covered"`
}

// WriteRoster writes the result of a search, with what the verifier finds in it.
// Timed says whether the history is by seconds; without, equal searches give
// equal bytes.
func WriteRoster(out io.Writer, p *roster.Problem, s roster.Settings, r roster.Result, violations []rules.Violation, timed bool) error {
	return write(out, documentOf(p, s, r, violations, timed))
}

func write(out io.Writer, d document) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(d)
}

func documentOf(p *roster.Problem, s roster.Settings, r roster.Result, violations []rules.Violation, timed bool) document {
	d := document{
		Format: RosterVersion, Zone: p.Grid.Location().String(), FirstDay: p.Grid.First().String(), Days: p.Grid.Days(),
		Seed: s.Seed, Threads: max(1, s.Threads), Iterations: r.Iterations, Status: string(r.Status),
		Cost: costsOf(r.Cost), Violations: []violation{},
	}
	if d.Bound = finite(r.Bound); d.Bound != nil {
		gap := r.Gap()
		d.Gap = &gap
	}
	for _, v := range violations {
		d.Violations = append(d.Violations, violationOf(p, v))
	}
	d.History = history(r.History, timed)
	for i, q := range p.People {
		d.People = append(d.People, personOf(p, q, r.Roster.Days[i]))
	}
	for g, covered := range roster.Coverage(p, r.Roster) {
		d.Coverage = append(d.Coverage, coverage{p.Groups[g].Code, covered})
	}
	for a, cost := range roster.FairnessByAccount(p, r.Roster) {
		if cost != 0 {
			if d.Fairness == nil {
				d.Fairness = map[string]float64{}
			}
			d.Fairness[accounts[a]] = cost
		}
	}
	if len(p.PauseTeams) > 0 {
		excess := stretchesOf(p, roster.PauseExcess(p, r.Roster))
		d.Excess = &excess
	}
	if len(p.TeamRules) > 0 {
		broken := teamBreaksOf(p, roster.VerifyTeams(p, r.Roster))
		d.Teams = &broken
	}
	return d
}

func costsOf(c roster.Cost) costs {
	return costs{c.Total(), c.Under, c.Over, c.Preference, c.Fairness, c.Hours, c.Team}
}

// finite returns a number that JSON can hold, or nil.
func finite(v float64) *float64 {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return nil
	}
	return &v
}

func violationOf(p *roster.Problem, v rules.Violation) violation {
	dates := make([]string, len(v.Days))
	for i, d := range v.Days {
		dates[i] = p.Grid.Date(d).String()
	}
	return violation{v.Rule, p.People[v.Person].Code, dates, v.Found, v.Limit, v.String()}
}

// history keeps the last improvement of every second.
func history(list []roster.Incumbent, timed bool) []moment {
	moments := []moment{}
	for i, n := range list {
		m := moment{Iteration: n.Iteration, Best: n.Cost.Total(), Bound: finite(n.Bound)}
		if timed {
			second := int(n.Elapsed.Seconds())
			m.Second = &second
			if i+1 < len(list) && int(list[i+1].Elapsed.Seconds()) == second {
				continue
			}
		}
		moments = append(moments, m)
	}
	return moments
}

func personOf(p *roster.Problem, q roster.Person, row []roster.Shift) person {
	out := person{Code: q.Code, Shifts: []shift{}}
	for d, s := range row {
		if s.Off() {
			continue
		}
		out.Shifts = append(out.Shifts, shiftOf(p, d, s))
	}
	return out
}

func shiftOf(p *roster.Problem, day int, s roster.Shift) shift {
	written := shift{Date: p.Grid.Date(day).String(), Group: p.Groups[s.Group].Code,
		Start: clockOf(p, s.Start), End: clockOf(p, s.End()), PaidMinutes: p.Paid(s)}
	if s.Template != roster.NoTemplate {
		written.Template = p.Templates[s.Template].Code
	}
	for _, b := range s.Breaks {
		written.Breaks = append(written.Breaks, pause{clockOf(p, b.Start), b.Minutes, b.Paid})
	}
	return written
}
