package scheduling_test

import (
	"errors"
	"testing"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/design"
	"github.com/muster-wfm/muster/workforce/grid"
)

func dayShifts() scheduling.DesignOrder {
	return scheduling.DesignOrder{
		Requirements: []int64{1}, Windows: []scheduling.DesignWindow{{EarliestStart: 480, LatestStart: 600, Shortest: 480, Longest: 540}},
		Prices: scheduling.Prices{Under: 40, Over: 10}, Charge: 20, CurveTo: 3,
		Lines: design.LineRules{RestMinutes: 660, MaxRun: 6, MinOff: 2, MaxDays: 5}, Seed: 1,
	}
}

func TestOneShiftServesTheSameNeedOnEveryDay(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		got, err := c.DesignShifts(t.Context(), c.scope, dayShifts())
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Shifts) != 1 || got.Shifts[0].Start != 18 || got.Shifts[0].Length != 16 || got.Cost.UnderMinutes+got.Cost.OverMinutes != 0 {
			t.Errorf("got %+v, want nine to five alone", got.Design)
		}
		for day, people := range got.Shifts[0].People {
			if people != 4 {
				t.Errorf("day %d has %d people, want 4", day, people)
			}
		}
		if len(got.Curve) != 2 || got.Lines.Broken != 0 || len(got.Lines.Weeks) < 6 {
			t.Errorf("curve %v, lines %+v", got.Curve, got.Lines)
		}
	})
}

func TestADesignAveragesWeeksByTheClockOnTheWall(t *testing.T) {
	shape := plainShape()
	// Two weeks, the second of which asks for two more people on Monday at nine.
	shape.need = func(g grid.Grid, i int) float64 {
		if g.DayOf(i)%7 != 0 || g.WallMinute(i) != 540 {
			return 0
		}
		return float64(2 * (g.DayOf(i) / 7))
	}
	c := newCentreOf(t, databasetest.OpenSQLite(t), shape)
	got, err := c.DesignShifts(t.Context(), c.scope, dayShifts())
	if err != nil {
		t.Fatal(err)
	}
	for slot, people := range got.Problem.Demand {
		want := 0.0
		if slot == 18 {
			want = 1
		}
		if people != want {
			t.Errorf("slot %d needs %g, want %g", slot, people, want)
		}
	}
}

func TestADesignOrderIsRefusedFieldByField(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		var invalid *scheduling.InvalidError
		none := dayShifts()
		none.Requirements = nil
		if _, err := c.DesignShifts(t.Context(), c.scope, none); !errors.As(err, &invalid) || invalid.Fields[0].Field != "requirementIds" {
			t.Errorf("no requirement: %v", err)
		}
		twice := dayShifts()
		twice.Requirements = []int64{1, 1}
		if _, err := c.DesignShifts(t.Context(), c.scope, twice); !errors.As(err, &invalid) || invalid.Fields[0].Field != "requirementIds[1]" {
			t.Errorf("one queue twice: %v", err)
		}
		crossed := dayShifts()
		crossed.Windows[0].LatestStart = 60
		if _, err := c.DesignShifts(t.Context(), c.scope, crossed); !errors.As(err, &invalid) || invalid.Fields[0].Field != "windows[0].latestStart" {
			t.Errorf("a window that ends before it begins: %v", err)
		}
		missing := dayShifts()
		missing.Requirements = []int64{2}
		if _, err := c.DesignShifts(t.Context(), c.scope, missing); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a requirement that is not there: %v", err)
		}
	})
}
