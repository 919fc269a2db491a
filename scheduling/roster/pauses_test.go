package roster

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/breaks"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// built returns a centre of one team with a limit on pauses and its roster. It is
// too large for a programme of columns, which would take most of the time.
func built(t *testing.T, atOnce int, share float64) (*Problem, Result) {
	t.Helper()
	p := centreProblem(t, centre{people: 24, days: 14, minutes: 15, groups: 2, load: 0.9, seed: 3})
	p.PauseTeams = []PauseTeam{{Code: "A", People: atOnce, Share: share}}
	for i := range p.People {
		p.People[i].PauseTeams = []int{0}
	}
	r, err := Solve(context.Background(), p, Settings{Seed: 2, Iterations: 80}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p, r
}

func TestABuiltRosterKeepsTheLimitsOfTeams(t *testing.T) {
	for _, limit := range []int{2, 3} {
		p, r := built(t, limit, 0)
		if excess := PauseExcess(p, r.Roster); len(excess) > 0 {
			t.Errorf("at most %d on pause: exceeded in %+v", limit, excess)
		}
		if found := Verify(p, r.Roster); len(found) > 0 {
			t.Errorf("at most %d on pause: %v", limit, found)
		}
		if want := Evaluate(p, r.Roster).Total(); math.Abs(r.Cost.Total()-want) > 1e-6 {
			t.Errorf("at most %d on pause: cost %v, evaluated %v", limit, r.Cost.Total(), want)
		}
	}
}

func TestALimitThatNobodyCanKeepIsSaid(t *testing.T) {
	p, r := built(t, 1, 0)
	excess := PauseExcess(p, r.Roster)
	plan, err := PlacePauses(p, r.Roster, PauseSettings{Settings: breaks.Settings{Seed: 1, Sweeps: 2}})
	if err != nil {
		t.Fatal(err)
	}
	if len(excess) == 0 || plan.ExcessMinutes == 0 {
		t.Skip("one at a time is enough for this centre")
	}
	if plan.LeastExcess > plan.ExcessMinutes {
		t.Errorf("proven %d minutes over the limit, found %d", plan.LeastExcess, plan.ExcessMinutes)
	}
}

func TestPausesPlacedTogetherAreLegalAndNeverCostMore(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 3, days: 3, starts: 3, pauses: true, fairness: true})
		r, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 40}, nil)
		if err != nil {
			return // somebody has no roster
		}
		now := 60 * rapid.IntRange(0, 40).Draw(rt, "now")
		s := PauseSettings{Settings: breaks.Settings{Seed: 4, Sweeps: 3}, Now: now}
		plan, err := PlacePauses(p, r.Roster, s)
		if err != nil {
			rt.Fatal(err)
		}
		if found := Verify(p, plan.Roster); len(found) > 0 {
			rt.Fatalf("%v", found)
		}
		if want := Evaluate(p, plan.Roster); plan.After != want || plan.After.Total() > plan.Before.Total()+1e-6 {
			rt.Fatalf("from %v to %v, evaluated %v", plan.Before, plan.After, want)
		}
		for i, row := range plan.Roster.Days {
			for d, shift := range row {
				was := r.Roster.Days[i][d]
				for k, b := range was.Breaks {
					if b.Start < now && shift.Breaks[k] != b {
						rt.Fatalf("person %d day %d: the pause at %d moved at %d", i, d, b.Start, now)
					}
				}
				shift.Breaks, was.Breaks = nil, nil
				if !shift.Equal(was) {
					rt.Fatalf("person %d day %d: the shift itself changed", i, d)
				}
			}
		}
	})
}

func TestPausesOfKeptShiftsStay(t *testing.T) {
	p, r := built(t, 0, 0)
	for i, row := range r.Roster.Days { // every pause as early as its window allows
		for d, s := range row {
			if !s.Off() {
				r.Roster.Days[i][d].Breaks = append([]Break(nil), s.Breaks...)
				r.Roster.Days[i][d].Breaks[0].Start = s.Start + p.Templates[s.Template].Pauses[0].Earliest
			}
		}
	}
	keep := func(person, day int) bool { return person%2 == 0 || day != 2 }
	plan, err := PlacePauses(p, r.Roster, PauseSettings{Settings: breaks.Settings{Seed: 1}, Keep: keep})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Moved) == 0 || plan.ShortAfter > plan.ShortBefore {
		t.Errorf("moved %v, hours missing from %v to %v", plan.Moved, plan.ShortBefore, plan.ShortAfter)
	}
	for _, at := range plan.Moved {
		if keep(at.Person, at.Day) {
			t.Errorf("person %d day %d moved", at.Person, at.Day)
		}
	}
}

func TestARosterOfAnotherShapeIsRefused(t *testing.T) {
	p, _ := built(t, 0, 0)
	if _, err := PlacePauses(p, Roster{}, PauseSettings{}); err == nil {
		t.Error("a roster of nobody is taken")
	}
}

func TestFaultsOfTeamsAreNamed(t *testing.T) {
	p := centreProblem(t, centre{people: 2, days: 1, minutes: 60, groups: 1, load: 0.5, seed: 1})
	p.PauseTeams = []PauseTeam{{Code: "A", People: -1}, {Code: "A", Share: 2}}
	p.People[0].PauseTeams = []int{0, 7}
	var fields []string
	for _, f := range p.Faults() {
		fields = append(fields, f.Field)
	}
	want := []string{"teams[1].code", "teams[0]", "teams[1]", "people[0].teams[1]"}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Errorf("(-want +got) %s", diff)
	}
}

func TestNobodysPausesMoveForLessThanTheLeastGain(t *testing.T) {
	p, r := built(t, 0, 0)
	// Everybody begins with their pauses as early as they may, which costs.
	stood := r.Roster.Clone()
	m := p.plain(stood)
	for i, row := range stood.Days {
		for d, s := range row {
			if s.Off() {
				continue
			}
			place := shifts.NewPlacement(p.Templates[s.Template], s.Minutes, m.tick)
			_, at := place.Best(make([]float64, s.Minutes/m.tick+1), &shifts.Scratch{}, nil)
			for k := range s.Breaks {
				stood.Days[i][d].Breaks[k].Start = s.Start + at[k]*m.tick
			}
		}
	}
	settings := PauseSettings{Settings: breaks.Settings{Seed: 1, Sweeps: 4}}
	all, err := PlacePauses(p, stood, settings)
	if err != nil {
		t.Fatal(err)
	}
	// On average everybody moved saves as much: some less.
	least := (all.Before.Total() - all.After.Total()) / float64(len(p.People))
	settings.LeastGain = least
	some, err := PlacePauses(p, stood, settings)
	if err != nil {
		t.Fatal(err)
	}
	if len(some.Moved) == 0 || len(some.Moved) >= len(all.Moved) {
		t.Fatalf("%d shifts move for a gain of %v, %d for any", len(some.Moved), least, len(all.Moved))
	}
	if want := Evaluate(p, some.Roster).Total(); math.Abs(some.After.Total()-want) > 1e-6 || some.After.Total() > some.Before.Total() {
		t.Errorf("cost %v before, %v after, evaluated %v", some.Before.Total(), some.After.Total(), want)
	}
	people := map[int]bool{}
	for _, at := range some.Moved {
		people[at.Person] = true
	}
	for person := range people {
		kept := some.Roster.Clone()
		kept.Days[person] = stood.Days[person]
		if saved := Evaluate(p, kept).Total() - some.After.Total(); saved < least-1e-6 {
			t.Errorf("person %d moves for a gain of %v, want at least %v", person, saved, least)
		}
	}
	settings.LeastGain = 1e9
	if none, err := PlacePauses(p, stood, settings); err != nil || len(none.Moved) > 0 {
		t.Errorf("%d shifts move for a gain that nobody makes (%v)", len(none.Moved), err)
	}
}
