package scheduling_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// inTeam puts everybody of a centre in one team with a limit on people on pause.
func (c *centre) inTeam(t *testing.T, atOnce int) workforce.Team {
	t.Helper()
	team, err := c.workforce.Teams.Create(t.Context(), c.scope, workforce.Team{
		Code: "A", Name: "Team A", SiteID: c.site.ID, EmployerID: c.people[0].EmployerID, MaxOnPause: atOnce,
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.people {
		c.editPerson(t, i, func(p *workforce.Person) { p.TeamID = team.ID })
	}
	return team
}

// lunchTogether moves the lunch of every shift of a day to the same distance
// from its start, as a careless planner might.
func (c *centre) lunchTogether(t *testing.T, r scheduling.Roster, day grid.Date) (scheduling.Roster, []scheduling.Shift) {
	t.Helper()
	plan, err := c.Open(t.Context(), c.scope, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	var moves []scheduling.Move
	var moved []scheduling.Shift
	for _, s := range plan.Shifts {
		if s.Day != day {
			continue
		}
		s.Pauses = slices.Clone(s.Pauses)
		for i, p := range s.Pauses {
			if p.Kind == scheduling.Lunch {
				noon := time.Date(2026, 3, day.Day, 12, 30, 0, 0, time.UTC)
				s.Pauses[i].Start, s.Pauses[i].End = noon, noon.Add(30*time.Minute)
			}
		}
		moves, moved = append(moves, scheduling.Move{Op: scheduling.Put, PersonID: s.PersonID, Day: day, Shift: s}), append(moved, s)
	}
	done, err := c.Apply(t.Context(), c.scope, r.ID, r.Version, moves, true)
	if err != nil {
		t.Fatal(err)
	}
	return done.Roster, moved
}

// atLunch returns the most people who are at lunch at the same time on a day.
func atLunch(shifts []scheduling.Shift, day grid.Date) int {
	most := 0
	for _, s := range shifts {
		for _, p := range s.Pauses {
			if s.Day != day {
				continue
			}
			n := 0
			for _, o := range shifts {
				if o.Day == day && slices.ContainsFunc(o.Pauses, func(q scheduling.Pause) bool { return !q.Start.After(p.Start) && q.End.After(p.Start) }) {
					n++
				}
			}
			most = max(most, n)
		}
	}
	return most
}

func TestPausesOfADayArePlacedAgainWithinTheTeamsLimitAndToldAsAnyChange(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		c.inTeam(t, 2)
		built := c.built(t)
		day := monday.AddDays(1)
		published, _, err := c.Publish(ctx, c.scope, built.ID, built.Version, false)
		if err != nil {
			t.Fatal(err)
		}
		r, moved := c.lunchTogether(t, published, day)
		if most := atLunch(moved, day); most < 3 {
			t.Skipf("only %d work on %s", most, day)
		}
		order := scheduling.PauseOrder{From: day, To: day, Now: monday.Start(time.UTC), Seed: 1}
		found, err := c.ProposePauses(ctx, c.scope, r.ID, order)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Moves) == 0 || found.People == 0 || found.Short > 1e-9 || len(found.Excess) > 0 || found.Version != r.Version {
			t.Fatalf("proposal %+v for version %d", found, r.Version)
		}
		for _, m := range found.Moves {
			if m.Day != day || m.Op != scheduling.Put || len(m.Shift.Pauses) != 2 {
				t.Errorf("move %+v, want both pauses of a shift on %s", m, day)
			}
		}
		done, err := c.Apply(ctx, c.scope, r.ID, r.Version, found.Moves, false)
		if err != nil {
			t.Fatal(err)
		}
		if diff := done.Effect.Cost.Total() - found.Effect.Total(); diff > 1e-6 || diff < -1e-6 {
			t.Errorf("the moves cost %g, the proposal said %g", done.Effect.Cost.Total(), found.Effect.Total())
		}
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if most := atLunch(plan.Shifts, day); most > 2 {
			t.Errorf("%d are on pause at once, 2 are agreed", most)
		}
		diff, err := c.Difference(ctx, c.scope, r.ID)
		if err != nil || len(diff.Added)+len(diff.Removed) > 0 {
			t.Errorf("publishing would change %+v (%v), want pauses alone", diff, err)
		}
	})
}

func TestWhatHasBegunIsLockedOrNotMeantStays(t *testing.T) {
	c := town(t, func(*shape) {})
	ctx := t.Context()
	built := c.built(t)
	day := monday.AddDays(2)
	r, moved := c.lunchTogether(t, built, day)
	propose := func(change func(*scheduling.PauseOrder)) scheduling.PauseProposal {
		order := scheduling.PauseOrder{From: day, To: day, Now: monday.Start(time.UTC), Seed: 2}
		change(&order)
		found, err := c.ProposePauses(ctx, c.scope, r.ID, order)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if all := propose(func(*scheduling.PauseOrder) {}); len(all.Moves) == 0 {
		t.Fatal("nothing to gain from lunches apart")
	}
	cases := []struct {
		name   string
		change func(*scheduling.PauseOrder)
	}{
		{"the day is over", func(o *scheduling.PauseOrder) { o.Now = day.AddDays(1).Start(time.UTC) }},
		{"other days are meant", func(o *scheduling.PauseOrder) { o.From, o.To = monday, monday }},
		{"another queue is meant", func(o *scheduling.PauseOrder) { o.QueueIDs = []int64{c.queue.ID + 99} }},
		{"somebody else is meant", func(o *scheduling.PauseOrder) { o.PersonIDs = []int64{99999} }},
	}
	for _, one := range cases {
		for _, m := range propose(one.change).Moves {
			if slices.ContainsFunc(moved, func(s scheduling.Shift) bool { return s.PersonID == m.PersonID && s.Day == m.Day }) {
				t.Errorf("%s, but %+v would move", one.name, m)
			}
		}
	}
	late := propose(func(o *scheduling.PauseOrder) { o.Now = day.Start(time.UTC).Add(12*time.Hour + 45*time.Minute) })
	for _, m := range late.Moves {
		if i := slices.IndexFunc(m.Shift.Pauses, func(p scheduling.Pause) bool { return p.Kind == scheduling.Lunch }); m.Shift.Pauses[i].Start.Hour() != 12 {
			t.Errorf("a lunch that has begun moves to %s", m.Shift.Pauses[i].Start)
		}
	}
	var locks []scheduling.Move
	for _, s := range moved {
		locks = append(locks, scheduling.Move{Op: scheduling.Lock, PersonID: s.PersonID, Day: day})
	}
	if _, err := c.Apply(ctx, c.scope, r.ID, r.Version, locks, true); err != nil {
		t.Fatal(err)
	}
	if locked := propose(func(*scheduling.PauseOrder) {}); len(locked.Moves) > 0 {
		t.Errorf("locked shifts would change: %+v", locked.Moves)
	}
}

func TestPausesOfDaysOutsideTheRosterAreRefused(t *testing.T) {
	c := town(t, func(*shape) {})
	r := c.draft(t)
	_, err := c.ProposePauses(t.Context(), c.scope, r.ID, scheduling.PauseOrder{From: monday.AddDays(-1), To: monday.AddDays(-2)})
	var invalid *scheduling.InvalidError
	if !errors.As(err, &invalid) || len(invalid.Fields) != 2 {
		t.Errorf("%v, want both days named", err)
	}
}

func TestALimitThatNobodyCanKeepNamesTheTeamAndTheTime(t *testing.T) {
	c := town(t, func(s *shape) {
		// The lunch of everybody may begin at one time only.
		s.terms.Templates[0].EarliestStartMin, s.terms.Templates[0].LatestStartMin = 480, 480
		s.terms.Templates[0].Lunch.EarliestAfterMin, s.terms.Templates[0].Lunch.LatestAfterMin = 240, 240
	})
	team := c.inTeam(t, 1)
	r := c.built(t)
	found, err := c.ProposePauses(t.Context(), c.scope, r.ID, scheduling.PauseOrder{From: monday, To: monday.AddDays(6), Now: monday.Start(time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Excess) == 0 || !found.Unavoidable {
		t.Fatalf("excess %+v, unavoidable %v", found.Excess, found.Unavoidable)
	}
	for _, e := range found.Excess {
		if e.TeamID != team.ID || e.TeamName != "Team A" || e.Allowed != 1 || e.People < 2 || e.From.UTC().Hour() != 12 {
			t.Errorf("excess %+v, want Team A at noon", e)
		}
	}
}

func TestPausesBeyondALimitAreListedAsTheRosterStands(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		team := c.inTeam(t, 1)
		built := c.built(t)
		day := monday.AddDays(1)
		r, moved := c.lunchTogether(t, built, day)
		if atLunch(moved, day) < 2 {
			t.Skipf("only %d work on %s", len(moved), day)
		}
		list, err := c.PauseExcess(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		noon := time.Date(2026, 3, day.Day, 12, 30, 0, 0, time.UTC)
		if !slices.ContainsFunc(list, func(p scheduling.TeamPause) bool {
			return p.TeamID == team.ID && p.TeamName == team.Name && !p.From.After(noon) && p.To.After(noon) && p.People > 1 && p.Allowed == 1
		}) {
			t.Errorf("excess %+v, want the lunch that %d have together", list, len(moved))
		}
	})
}
