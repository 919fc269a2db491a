package roster

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/breaks"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// PauseTeam is people of whom only so many may be on pause at once.
type PauseTeam = breaks.Team

// PauseSettings steer [PlacePauses].
type PauseSettings struct {
	breaks.Settings
	// Now is the present, in minutes since the first instant of the horizon:
	// pauses that began before it stay.
	Now int
	// Keep, where given, says whose pauses of which day stay as they are. Fixed
	// shifts and those made by hand always do.
	Keep func(person, day int) bool
	// LeastGain is what moving somebody's pauses has to save at least, in the unit of
	// the cost; whoever saves less keeps theirs.
	LeastGain float64
}

// PausePlan is a roster with its pauses placed anew.
type PausePlan struct {
	Roster        Roster
	Before, After Cost
	// ShortBefore and ShortAfter are the person-hours missing.
	ShortBefore, ShortAfter float64
	Moved, Stuck            []PersonDay
	// Excess and Full are by position in Problem.PauseTeams; see [breaks.Result].
	Excess, Full               []breaks.Stretch
	ExcessMinutes, LeastExcess int
}

// PersonDay is one person's day.
type PersonDay struct{ Person, Day int }

// PlacePauses places the pauses of a roster where they cost least, its shifts
// and days as they are. It returns [*Invalid] for a problem that contradicts
// itself or a roster of another shape.
func PlacePauses(p *Problem, r Roster, s PauseSettings) (PausePlan, error) {
	found := p.Faults()
	if len(found) == 0 {
		found = p.shapeFaults(r)
	}
	if len(found) > 0 {
		return PausePlan{}, &Invalid{Faults: found}
	}
	m := p.plain(r)
	problem, at := m.pauseProblem(r, s)
	if faults := problem.Faults(); len(faults) > 0 {
		return PausePlan{}, &Invalid{Faults: faults}
	}
	plan := m.pausePlan(r, at, breaks.Place(problem, s.Settings))
	if s.LeastGain > 0 {
		return m.spare(plan, r, s.LeastGain)
	}
	return plan, nil
}

// PauseExcess returns where more people of a team pause than agreed.
func PauseExcess(p *Problem, r Roster) []breaks.Stretch {
	m := p.plain(r)
	problem, _ := m.pauseProblem(r, PauseSettings{})
	excess, _ := breaks.Standing(problem)
	return excess
}

// pauseProblem writes a roster as shifts whose pauses can move.
func (m *model) pauseProblem(r Roster, s PauseSettings) (*breaks.Problem, []PersonDay) {
	p := &breaks.Problem{Tick: m.tick, Teams: m.problem.PauseTeams, Templates: m.problem.Templates, Now: s.Now}
	for g := range m.cells {
		p.Groups = append(p.Groups, breaks.Group{Slots: m.ticks(), Cost: m.cells[g].at})
	}
	var at []PersonDay
	for i, row := range r.Days {
		for d, shift := range row {
			if shift.Off() {
				continue
			}
			given, fixed := m.problem.People[i].fixedOn(d)
			p.Shifts = append(p.Shifts, breaks.Shift{
				Template: shift.Template, Group: shift.Group, Teams: m.problem.People[i].PauseTeams,
				Start: shift.Start, Minutes: shift.Minutes, Pauses: shift.placed(),
				Pinned: fixed && given.Equal(shift) || s.Keep != nil && s.Keep(i, d),
			})
			at = append(at, PersonDay{i, d})
		}
	}
	return p, at
}

// placed returns the breaks of a shift by their distance from its start.
func (s Shift) placed() []shifts.Placed {
	placed := make([]shifts.Placed, len(s.Breaks))
	for i, b := range s.Breaks {
		placed[i] = shifts.Placed{Offset: b.Start - s.Start, Minutes: b.Minutes, Paid: b.Paid}
	}
	return placed
}

// pausePlan reads a placement back into the roster.
func (m *model) pausePlan(r Roster, at []PersonDay, found breaks.Result) PausePlan {
	plan := PausePlan{Roster: r.Clone(), Before: m.evaluate(r), Excess: found.Excess, Full: found.Full,
		ExcessMinutes: found.ExcessMinutes, LeastExcess: found.LeastExcess, ShortBefore: m.short(r)}
	for _, k := range found.Moved {
		shift := &plan.Roster.Days[at[k].Person][at[k].Day]
		shift.Breaks = nil
		for _, pause := range found.Pauses[k] {
			shift.Breaks = append(shift.Breaks, Break{Start: shift.Start + pause.Offset, Minutes: pause.Minutes, Paid: pause.Paid})
		}
		plan.Moved = append(plan.Moved, at[k])
	}
	for _, k := range found.Stuck {
		plan.Stuck = append(plan.Stuck, at[k])
	}
	plan.After, plan.ShortAfter = m.evaluate(plan.Roster), m.short(plan.Roster)
	return plan
}

// short returns the person-hours that are missing.
func (m *model) short(r Roster) float64 {
	hours := 0.0
	for g, count := range m.counts(r) {
		for t, n := range count {
			hours += m.cells[g].hours * max(0, m.cells[g].need[t]-float64(n))
		}
	}
	return hours
}

// pauseSweeps is how many annealed sweeps end a search: most of what they find
// is found by then.
const pauseSweeps = 10

// placePauses ends a search: the pauses of the best roster are placed all
// together and within the limits of teams, which the search itself does not
// know. Limits may cost coverage, so a proof may not survive them.
func (r *search) placePauses(ctx context.Context, status Status) Status {
	if !r.model.problem.hasPauses() {
		return status
	}
	before := r.model.roster(r.rows)
	plan, err := PlacePauses(r.model.problem, before, PauseSettings{Settings: breaks.Settings{
		Seed: r.settings.Seed, Sweeps: pauseSweeps, Stop: func() bool {
			return ctx.Err() != nil || r.settings.TimeLimit > 0 && r.settings.Elapsed() >= r.settings.TimeLimit
		}}})
	if err != nil || len(plan.Moved) == 0 {
		return status // the search's own rosters are never refused
	}
	for _, at := range plan.Moved {
		r.rows[at.Person][at.Day].pauseAt(plan.Roster.Days[at.Person][at.Day], r.model.tick)
	}
	r.cost += plan.After.Total() - plan.Before.Total()
	r.best.Best = Roster{} // what is reported next is this roster, dearer or not
	if status == Optimal && gap(r.cost, r.bound) > r.settings.TargetGap+1e-12 {
		return Limited
	}
	return status
}

// pauseAt takes the starts of the pauses from a shift.
func (p *placed) pauseAt(s Shift, tick int) {
	for k, b := range s.Breaks {
		p.at[k] = int16((b.Start - s.Start) / tick)
	}
}

func (p *Problem) hasPauses() bool {
	for _, t := range p.Templates {
		if len(t.Pauses) > 0 {
			return true
		}
	}
	return false
}

// pauseTeams checks teams and who is in them.
func (f *faults) pauseTeams() {
	f.unique("teams", len(f.p.PauseTeams), func(i int) string { return f.p.PauseTeams[i].Code })
	for i, t := range f.p.PauseTeams {
		if t.People < 0 || !(t.Share >= 0 && t.Share <= 1) {
			f.add(fmt.Sprintf("teams[%d]", i), fmt.Sprintf("%d people, share %g", t.People, t.Share), "max_on_pause of 0 or more and max_pause_share from 0 to 1", problem.PauseLimits)
		}
	}
	for i, q := range f.p.People {
		if len(q.PauseTeams) > 0 {
			f.positions(fmt.Sprintf("people[%d].teams", i), q.PauseTeams, len(f.p.PauseTeams), "team")
		}
	}
}
