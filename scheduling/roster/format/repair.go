package format

import (
	"io"

	"github.com/muster-wfm/muster/scheduling/roster"
)

// repair is what a repair found, and which of its alternatives the roster is.
type repair struct {
	Gone          []onDay       `json:"gone"`
	CostPublished costs         `json:"cost_published"`
	CostLeft      costs         `json:"cost_left"`
	MinimumPeople int           `json:"minimum_people"`
	Unreachable   bool          `json:"unreachable"`
	Considered    int           `json:"considered"`
	Unfit         []string      `json:"unfit"`
	Chosen        int           `json:"chosen"`
	Alternatives  []alternative `json:"alternatives"`
}

type alternative struct {
	People     int      `json:"people"`
	Restores   bool     `json:"restores"`
	Cost       costs    `json:"cost"`
	Disruption float64  `json:"disruption"`
	Changes    []change `json:"changes"`
}

// change is what one person's days become; without a shift a day is off.
type change struct {
	Person      string    `json:"person"`
	Absent      bool      `json:"absent,omitempty"`
	Willing     bool      `json:"willing,omitempty"`
	Gain        float64   `json:"gain"`
	Burden      float64   `json:"burden"`
	PaidMinutes int       `json:"paid_minutes"`
	Days        []changed `json:"days"`
}

type changed struct {
	Date string `json:"date"`
	From *shift `json:"from"`
	To   *shift `json:"to"`
}

// WriteRepair writes the roster of one alternative of a repair, with all of them; p
// has the absences.
func WriteRepair(out io.Writer, p *roster.Problem, s roster.RepairSettings, plan roster.RepairPlan, chosen int) error {
	best := plan.Alternatives[chosen]
	result := roster.Result{Roster: best.Roster, Cost: best.Cost, Status: roster.Limited}
	d := documentOf(p, roster.Settings{Seed: s.Seed}, result, roster.Verify(p, best.Roster), false)
	d.Bound, d.Gap = nil, nil
	d.Repair = &repair{
		Gone: daysOf(p, plan.Gone), CostPublished: costsOf(plan.Published), CostLeft: costsOf(plan.Left),
		MinimumPeople: plan.Minimum, Unreachable: plan.Unreachable, Considered: plan.Asked, Unfit: []string{}, Chosen: chosen,
	}
	for _, i := range plan.Unfit {
		d.Repair.Unfit = append(d.Repair.Unfit, p.People[i].Code)
	}
	for _, alt := range plan.Alternatives {
		written := alternative{People: alt.People(), Restores: alt.Restores, Cost: costsOf(alt.Cost), Disruption: alt.Disruption, Changes: []change{}}
		for _, c := range alt.Own {
			own := changeOf(p, c)
			own.Absent = true
			written.Changes = append(written.Changes, own)
		}
		for _, c := range alt.Changes {
			written.Changes = append(written.Changes, changeOf(p, c))
		}
		d.Repair.Alternatives = append(d.Repair.Alternatives, written)
	}
	return write(out, d)
}

func changeOf(p *roster.Problem, c roster.PersonChange) change {
	out := change{Person: p.People[c.Person].Code, Willing: c.Willing, Gain: c.Gain, Burden: c.Burden, PaidMinutes: c.Minutes}
	for _, d := range c.Days {
		out.Days = append(out.Days, changed{p.Grid.Date(d.Day).String(), shiftOrNone(p, d.Day, d.From), shiftOrNone(p, d.Day, d.To)})
	}
	return out
}

func shiftOrNone(p *roster.Problem, day int, s roster.Shift) *shift {
	if s.Off() {
		return nil
	}
	written := shiftOf(p, day, s)
	return &written
}
