package rules

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

func twoDays(t *testing.T, first string) grid.Grid {
	t.Helper()
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	g, err := grid.New(loc, 30, grid.MustDate(first), 2)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// at is a shift from one hour of the horizon to another.
func at(from, to int) Shift {
	day := from / 24
	if from < 0 {
		day = -1
	}
	return Shift{Day: day, Start: from * 60, End: to * 60, Paid: (to - from) * 60}
}

func TestTeamRulesSayWhenWhoAndHowMany(t *testing.T) {
	nights := []Window{{-1, -2 * 60, 6 * 60}, {0, 22 * 60, 30 * 60}, {1, 46 * 60, 54 * 60}}
	least := func(day, from, to, found, limit, minutes int, people ...int) TeamViolation {
		return TeamViolation{Rule: TeamLeast, Day: day, Start: from * 60, End: to * 60, Found: found, Limit: limit, People: people, PersonMinutes: minutes}
	}
	for _, c := range []struct {
		name   string
		team   Team
		past   map[int][]Shift
		shifts [][]Shift
		want   []TeamViolation
	}{
		{"two by night are company", Team{While: []int{0, 1}, Count: []int{0, 1}, Min: 2, Windows: nights},
			nil, [][]Shift{{at(20, 30)}, {at(21, 31)}}, nil},
		{"one alone by night, and by day nobody asks", Team{While: []int{0, 1}, Count: []int{0, 1}, Min: 2, Windows: nights},
			nil, [][]Shift{{at(20, 30)}, {at(21, 26)}}, []TeamViolation{least(0, 26, 30, 1, 2, 240, 0)}},
		{"the last night counts to its end", Team{While: []int{0}, Count: []int{0, 1}, Min: 2, Windows: nights},
			nil, [][]Shift{{at(46, 54)}, {}}, []TeamViolation{least(1, 46, 54, 1, 2, 480, 0)}},
		{"what the past alone broke is past", Team{While: []int{0}, Count: []int{0, 1}, Min: 2, Windows: nights},
			map[int][]Shift{0: {at(-2, 6)}}, [][]Shift{{}, {}}, nil},
		{"a shift of the past keeps company", Team{While: []int{1}, Count: []int{0, 1}, Min: 2, Windows: nights},
			map[int][]Shift{0: {at(-2, 4)}}, [][]Shift{{}, {at(2, 10)}}, []TeamViolation{least(-1, 4, 6, 1, 2, 120, 1)}},
		{"a supervisor for whoever works", Team{While: []int{0, 1}, Count: []int{2}, Min: 1},
			nil, [][]Shift{{at(8, 16)}, {at(10, 18)}, {at(8, 17)}}, []TeamViolation{least(0, 17, 18, 0, 1, 60, 1)}},
		{"one mentor for every two trainees begun", Team{While: []int{0, 1, 2}, Count: []int{3, 4}, Min: 1, Each: 2},
			nil, [][]Shift{{at(8, 16)}, {at(8, 16)}, {at(12, 16)}, {at(8, 16)}, {at(8, 14)}}, []TeamViolation{least(0, 14, 16, 1, 2, 120, 0, 1, 2)}},
		{"people kept apart", Team{While: []int{0, 1}, Count: []int{0, 1}, Max: 1},
			nil, [][]Shift{{at(8, 16)}, {at(14, 22)}}, []TeamViolation{{Rule: TeamMost, Start: 14 * 60, End: 16 * 60, Found: 2, Limit: 1, People: []int{0, 1}, PersonMinutes: 120}}},
		{"nobody of one kind beside the other", Team{While: []int{0}, Count: []int{1}, Max: Nothing},
			nil, [][]Shift{{at(8, 16)}, {at(14, 22)}}, []TeamViolation{{Rule: TeamMost, Start: 14 * 60, End: 16 * 60, Found: 1, Limit: 0, People: []int{1}, PersonMinutes: 120}}},
		{"without whom the rule is about it asks nothing", Team{While: []int{0}, Count: []int{1}, Min: 1, Max: 1},
			nil, [][]Shift{{}, {at(14, 22)}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			people := make([]Person, len(c.shifts))
			for i, past := range c.past {
				people[i].Past = past
			}
			got := CheckTeam(twoDays(t, "2026-05-04"), c.team, people, c.shifts)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("rule %+v, shifts %v:\n%s", c.team, c.shifts, diff)
			}
		})
	}
}

func TestTeamRulesCountMinutesAsTheyPassWhereClocksChange(t *testing.T) {
	// Clocks go forward at 01:00 on 29 March: the night of eight hours by the clock has seven.
	g := twoDays(t, "2026-03-28")
	start := func(k, wall int) int { return int(g.At(k, wall).Sub(g.Start(0)).Minutes()) }
	team := Team{While: []int{0}, Count: []int{0, 1}, Min: 2, Windows: []Window{{0, start(0, 22*60), start(1, 6*60)}}}
	got := CheckTeam(g, team, make([]Person, 2), [][]Shift{{{Day: 0, Start: start(0, 22*60), End: start(1, 6*60)}}, {}})
	if len(got) != 1 || got[0].PersonMinutes != 7*60 {
		t.Errorf("a lone night over the change of clocks: got %+v, want seven hours", got)
	}
}

func TestTeamRulesThatCannotBeMeantAreNamed(t *testing.T) {
	for _, c := range []struct {
		team  Team
		field string
	}{
		{Team{While: []int{0}, Count: []int{0}, Min: 1}, "code"},
		{Team{Code: "x", Count: []int{0}, Min: 1}, "while"},
		{Team{Code: "x", While: []int{5}, Count: []int{0}, Min: 1}, "while[0]"},
		{Team{Code: "x", While: []int{0}, Count: []int{1, 1}, Min: 1}, "count[1]"},
		{Team{Code: "x", While: []int{0}, Count: []int{0}}, "min"},
		{Team{Code: "x", While: []int{0}, Count: []int{0}, Min: -1}, "min"},
		{Team{Code: "x", While: []int{0}, Count: []int{0}, Min: 3, Max: 2}, "max"},
		{Team{Code: "x", While: []int{0}, Count: []int{0}, Max: 2, Each: 2}, "each"},
		{Team{Code: "x", While: []int{0}, Count: []int{0}, Min: 1, Windows: []Window{{0, 60, 60}}}, "windows[0]"},
	} {
		faults := c.team.Faults(2)
		if len(faults) == 0 || faults[0].Field != c.field {
			t.Errorf("rule %+v: got %v, want a fault of %s", c.team, faults, c.field)
		}
	}
	if faults := (Team{Code: "x", While: []int{0}, Count: []int{0, 1}, Min: 2, Max: 2, Windows: []Window{{0, 60, 120}}}).Faults(2); len(faults) > 0 {
		t.Errorf("a good rule: got %v, want nothing", faults)
	}
}
