package model

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

func familiesOf(r *Result) []string {
	var out []string
	for _, c := range r.Candidates {
		if !slices.Contains(out, c.Family) {
			out = append(out, c.Family)
		}
	}
	slices.Sort(out)
	return out
}

func TestWhatCompetesGrowsWithTheHistory(t *testing.T) {
	cases := []struct {
		days int
		want []string
	}{
		{5, []string{"averages"}},
		{19, []string{"averages", "naive"}},
		{40, []string{"averages", "level-profile quick", "level-profile steady", "mstl", "naive"}},
		{82, []string{"averages", "factors", "level-profile quick", "level-profile steady", "loglinear", "mstl", "naive"}},
	}
	for _, tc := range cases {
		c := quiet("2026-01-05", tc.days)
		c.noise = 2
		if diff := cmp.Diff(tc.want, familiesOf(mustRun(t, c.input(t, 7)))); diff != "" {
			t.Errorf("%d days (-want +got):\n%s", tc.days, diff)
		}
	}
}

func TestMonthEffectsWaitForEightWeeks(t *testing.T) {
	for _, tc := range []struct {
		days int
		want bool
	}{{50, false}, {70, true}} {
		c := quiet("2026-01-05", tc.days)
		c.noise = 2
		got := false
		r := mustRun(t, c.input(t, 7))
		for _, m := range r.Candidates {
			got = got || m.Name == (LevelProfile{HalfLife: 40, ProfileHalfLife: 25, Kappa: 2, Month: true}).Name()
		}
		if got != tc.want {
			t.Errorf("%d days: month effects compete = %t, want %t", tc.days, got, tc.want)
		}
	}
}

func TestSeasonsCompeteOnceTheHistoryShowsThem(t *testing.T) {
	base := LevelProfile{HalfLife: 80, ProfileHalfLife: 25, Kappa: 2}
	for days, want := range map[int]int{300: 0, 400: 1, 600: 3, 1000: 6} {
		if got := len(yearlyWaves(base, days)); got != want {
			t.Errorf("%d days: %d numbers of yearly waves, want %d", days, got, want)
		}
	}
	for _, m := range yearlyWaves(base, 1000) {
		if m.HalfLife != 400 || m.Yearly == 0 || m.Family() != base.Family() {
			t.Errorf("%s of family %s; want a long memory in the steady family", m.Name(), m.Family())
		}
	}
	quick := base
	quick.HalfLife = 20
	for _, m := range reaches(quick, 1000) {
		if m.Yearly > 0 {
			t.Errorf("%s: a level that forgets in weeks cannot hold a season", m.Name())
		}
	}
}

func TestAResultUsesTheSeasonOfTwoYears(t *testing.T) {
	c := quiet("2024-01-01", 2*365+90)
	c.minutes, c.noise = 60, 6
	c.factor = func(d grid.Date) float64 {
		return 1 + .4*math.Sin(2*math.Pi*float64(d.Start(c.location(t)).YearDay())/365.25)
	}
	in := c.input(t, 42)
	in.Options.Origins = 6
	r := mustRun(t, in)
	want := c.factor(r.Grid.Date(41)) / c.factor(r.Grid.Date(0))
	first, last := weekOf(r, 0), weekOf(r, 35)
	if got := last / first; math.Abs(got-want) > .12 {
		t.Errorf("six weeks ahead the level is %.3f of the first week's, want about %.3f; members %v", got, want, r.Combination.Members)
	}
}

func weekOf(r *Result, day int) float64 {
	total := 0.0
	for _, d := range r.Days[day : day+7] {
		total += d.Mean
	}
	return total
}

func TestEverySettingOfASearchHasItsOwnName(t *testing.T) {
	r := mustRun(t, restless().input(t, 14))
	names := map[string]bool{}
	for _, c := range r.Candidates {
		if names[c.Name] {
			t.Errorf("%s competes twice", c.Name)
		}
		names[c.Name] = true
	}
}
