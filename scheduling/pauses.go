package scheduling

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/breaks"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// PauseOrder says whose lunches and breaks to place anew. Shifts themselves, and
// pauses that have begun, stay; so does everything that is locked.
type PauseOrder struct {
	From, To grid.Date // days of the shifts, both included
	// QueueIDs and PersonIDs narrow whose pauses may move; empty lists mean all.
	QueueIDs, PersonIDs []int64
	// Now is the present; the zero time is that of the service's clock.
	Now  time.Time
	Seed uint64
	// LeastGainMin is how many minutes of one missing person, at the roster's price,
	// moving somebody's pauses has to save at least; with 0 any gain moves them.
	LeastGainMin float64
}

// UsualLeastGain is the least gain where nobody says otherwise: on a quiet day
// nobody's lunch moves for next to nothing.
const UsualLeastGain = 5

// PauseProposal is pauses placed anew, as moves that make them so.
type PauseProposal struct {
	Version int64 // of the roster that it was made for
	Moves   []Move
	Effect  Cost    // the change of the objective; negative is better
	Short   float64 // the change of person-hours missing; negative is better
	People  int     // whose pauses move
	// Stuck are shifts whose free pauses have no lawful place left.
	Stuck []Shift
	// Excess is where more of a team pause than agreed, on the days asked for;
	// Full where as many as agreed. Unavoidable says that no arrangement exceeds
	// the limits less.
	Excess, Full []TeamPause
	Unavoidable  bool
}

// TeamPause is a time in which a team has a number of people on pause.
type TeamPause struct {
	TeamID          int64
	TeamName        string
	From, To        time.Time
	People, Allowed int
}

// limitPauses counts a person's pauses for their team, if that has a limit.
func (p *Problem) limitPauses(person int, team workforce.Team) {
	if team.MaxOnPause == 0 && team.MaxPauseShare == 0 {
		return
	}
	at := slices.IndexFunc(p.teams, func(t workforce.Team) bool { return t.ID == team.ID })
	if at < 0 {
		at = len(p.teams)
		p.teams = append(p.teams, team)
		p.PauseTeams = append(p.PauseTeams, roster.PauseTeam{Code: team.Code, People: team.MaxOnPause, Share: team.MaxPauseShare})
	}
	p.People[person].PauseTeams = []int{at}
}

// ProposePauses places the pauses of some days anew, against the coverage that
// the roster has, and changes nothing: the proposal's moves are applied like any
// other.
func (s *Service) ProposePauses(ctx context.Context, scope auth.Scope, id int64, order PauseOrder) (PauseProposal, error) {
	kept, err := s.desk(ctx, scope, id)
	if err != nil {
		return PauseProposal{}, err
	}
	if err := order.check(kept.Roster); err != nil {
		return PauseProposal{}, err
	}
	if order.Now.IsZero() {
		order.Now = s.Now()
	}
	return kept.proposePauses(order)
}

// check refuses days outside the roster.
func (o PauseOrder) check(r Roster) error {
	var bad []FieldError
	inside := fmt.Sprintf("a day from %s to %s", r.From, r.To())
	if o.From.Before(r.From) || o.From.After(r.To()) {
		bad = append(bad, FieldError{Field: "from", Found: o.From.String(), Expected: inside, Want: problem.Wanting(problem.DayWithin, r.From, r.To())})
	}
	if o.To.Before(o.From) || o.To.After(r.To()) {
		bad = append(bad, FieldError{Field: "to", Found: o.To.String(), Expected: inside + ", no earlier than from", Want: problem.Wanting(problem.DayWithin, later(r.From, o.From), r.To())})
	}
	if !(o.LeastGainMin >= 0 && o.LeastGainMin <= 24*60) {
		bad = append(bad, FieldError{Field: "leastGainMin", Found: fmt.Sprint(o.LeastGainMin), Expected: "0 to 1440 minutes", Want: problem.Wanting(problem.Between, 0, 1440)})
	}
	if len(bad) > 0 {
		return &InvalidError{What: "placing breaks", Fields: bad}
	}
	return nil
}

// pauseWork is how many placings of one shift a proposal may take, so that
// planners do not wait: a day of hundreds gets many sweeps, weeks of thousands
// get few.
const pauseWork = 200_000

func (o *Opened) proposePauses(order PauseOrder) (PauseProposal, error) {
	p := o.Problem
	free := o.freeShifts(order)
	plan, err := roster.PlacePauses(p.Problem, p.lay(o.Shifts), roster.PauseSettings{
		Settings:  breaks.Settings{Seed: order.Seed, Sweeps: min(60, max(4, pauseWork/max(1, len(free))))},
		Now:       max(0, p.minute(order.Now)),
		LeastGain: order.LeastGainMin / 60 * o.Roster.Prices.Under,
		Keep:      func(person, day int) bool { return !free[roster.PersonDay{Person: person, Day: day}] },
	})
	if err != nil {
		return PauseProposal{}, err
	}
	out := PauseProposal{
		Version: o.Roster.Version, Effect: difference(plan.After, plan.Before), Short: plan.ShortAfter - plan.ShortBefore,
		Excess: p.teamPauses(plan.Excess, order), Full: p.teamPauses(plan.Full, order), Unavoidable: plan.ExcessMinutes == plan.LeastExcess,
	}
	people := map[int]bool{}
	for _, at := range plan.Moved {
		people[at.Person] = true
		shift := o.withPauses(at, plan.Roster.Days[at.Person][at.Day])
		out.Moves = append(out.Moves, Move{Op: Put, PersonID: shift.PersonID, Day: shift.Day, Shift: shift})
	}
	for _, at := range plan.Stuck {
		shift, _ := o.Sheet.At(p.people[at.Person].ID, p.grid.Date(at.Day))
		out.Stuck = append(out.Stuck, shift)
	}
	out.People = len(people)
	return out, nil
}

// rested returns moves with the pauses of the shifts that they put placed where they
// cost least, all else as the roster would stand then.
func (o *Opened) rested(moves []Move) ([]Move, error) {
	p, sheet, put := o.Problem, NewSheet(o.Shifts), map[roster.PersonDay]int{}
	if _, err := sheet.Apply(p.grid, moves); err != nil {
		return nil, err
	}
	for i, m := range moves {
		person, known := p.position[m.PersonID]
		day, inside := p.grid.DayIndex(m.Day)
		if m.Op == Put && known && inside {
			put[roster.PersonDay{Person: person, Day: day}] = i
		}
	}
	if len(put) == 0 {
		return moves, nil
	}
	plan, err := roster.PlacePauses(p.Problem, p.lay(slices.Collect(maps.Values(sheet.shifts))), roster.PauseSettings{
		Settings: breaks.Settings{Seed: o.Roster.Seed, Sweeps: min(60, max(4, pauseWork/len(put)))},
		Keep:     func(person, day int) bool { _, free := put[roster.PersonDay{Person: person, Day: day}]; return !free },
	})
	if err != nil {
		return nil, err
	}
	out := slices.Clone(moves)
	for _, at := range plan.Moved {
		out[put[at]].Shift.Pauses = p.fromSolver(at.Person, at.Day, plan.Roster.Days[at.Person][at.Day]).Pauses
	}
	return out, nil
}

// freeShifts lists the places of the shifts whose pauses the order lets move.
func (o *Opened) freeShifts(order PauseOrder) map[roster.PersonDay]bool {
	free := map[roster.PersonDay]bool{}
	for _, s := range o.Shifts {
		person, known := o.Problem.position[s.PersonID]
		day, inside := o.Problem.grid.DayIndex(s.Day)
		if known && inside && order.means(s) && !s.Locked {
			free[roster.PersonDay{Person: person, Day: day}] = true
		}
	}
	return free
}

// means reports whether the order is for a shift.
func (o PauseOrder) means(s Shift) bool {
	return !s.Day.Before(o.From) && !s.Day.After(o.To) &&
		(len(o.QueueIDs) == 0 || slices.Contains(o.QueueIDs, s.QueueID)) &&
		(len(o.PersonIDs) == 0 || slices.Contains(o.PersonIDs, s.PersonID))
}

// PauseExcess returns where more people of a team pause than agreed, as a roster
// stands.
func (s *Service) PauseExcess(ctx context.Context, scope auth.Scope, id int64) ([]TeamPause, error) {
	plan, err := s.Open(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	p := plan.Problem
	if len(p.PauseTeams) == 0 {
		return nil, nil
	}
	return p.teamPauses(roster.PauseExcess(p.Problem, p.lay(plan.Shifts)), PauseOrder{From: plan.Roster.From, To: plan.Roster.To()}), nil
}

// withPauses returns the shift of a place with other pauses, all else as it is.
func (o *Opened) withPauses(at roster.PersonDay, placed roster.Shift) Shift {
	shift, _ := o.Sheet.At(o.Problem.people[at.Person].ID, o.Problem.grid.Date(at.Day))
	fresh := o.Problem.fromSolver(at.Person, at.Day, placed).Pauses
	for i := range fresh {
		if i < len(shift.Pauses) {
			fresh[i].Kind = shift.Pauses[i].Kind
		}
	}
	shift.Pauses = fresh
	return shift
}

// teamPauses names teams and instants, on the days of an order.
func (p *Problem) teamPauses(list []breaks.Stretch, order PauseOrder) []TeamPause {
	var out []TeamPause
	for _, s := range list {
		from := p.instant(s.From)
		day := grid.DateOf(from.In(p.grid.Location()))
		if day.Before(order.From) || day.After(order.To.AddDays(1)) {
			continue
		}
		team := p.teams[s.Team]
		out = append(out, TeamPause{TeamID: team.ID, TeamName: team.Name, From: from, To: p.instant(s.To), People: s.People, Allowed: s.Allowed})
	}
	return out
}

// difference is after less before, term by term.
func difference(after, before Cost) Cost {
	return Cost{
		Under: after.Under - before.Under, Over: after.Over - before.Over, Preference: after.Preference - before.Preference,
		Fairness: after.Fairness - before.Fairness, Hours: after.Hours - before.Hours, Team: after.Team - before.Team,
	}
}
