package impact_test

import (
	"slices"
	"testing"
	"time"

	"github.com/muster-wfm/muster/careers/impact"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

func sound() impact.Facts {
	today := grid.MustDate("2026-11-20")
	return impact.Facts{Today: today, LastAudit: today.AddDays(-30), Held: map[impact.Activity]impact.Holding{
		impact.Groups: {People: 40}, impact.Rounds: {People: 12, Oldest: grid.MustDate("2021-02-01")}, impact.Elections: {People: 30, Oldest: grid.MustDate("2020-11-01")},
	}}
}

func standing(t *testing.T, a impact.Assessment, m impact.Measure) impact.Standing {
	t.Helper()
	i := slices.IndexFunc(a.Measures, func(t impact.Taken) bool { return t.Measure == m })
	if i < 0 {
		t.Fatalf("%s is not in %+v", m, a.Measures)
	}
	return a.Measures[i].Standing
}

// 004-08, 004-18: what does not hold is named, with every risk that it leaves open.
func TestWhatDoesNotHoldLeavesItsRisksOpen(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(f *impact.Facts)
		measure impact.Measure
		want    impact.Standing
		open    []impact.Risk
	}{
		"all is well":                {func(*impact.Facts) {}, impact.GroupsCompared, impact.Holds, nil},
		"early warning is off":       {func(*impact.Facts) {}, impact.OffByDefault, impact.Unused, nil},
		"early warning is on":        {func(f *impact.Facts) { f.Warning = impact.Warning{On: true, Reason: "agreed", Since: time.Now()} }, impact.OffByDefault, impact.Holds, nil},
		"nothing was learnt":         {func(f *impact.Facts) { f.Warning.On = true }, impact.Gates, impact.Unused, nil},
		"groups never compared":      {func(f *impact.Facts) { f.LastAudit = grid.Date{} }, impact.GroupsCompared, impact.Fails, []impact.Risk{"unfair_choice"}},
		"groups compared long ago":   {func(f *impact.Facts) { f.LastAudit = grid.MustDate("2025-11-19") }, impact.GroupsCompared, impact.Fails, []impact.Risk{"unfair_choice"}},
		"no group known":             {func(f *impact.Facts) { delete(f.Held, impact.Groups) }, impact.GroupsCompared, impact.Fails, []impact.Risk{"unfair_choice"}},
		"an appeal waits":            {func(f *impact.Facts) { f.Appeals = impact.Clock{Open: 1} }, impact.AppealsAnswered, impact.Holds, nil},
		"an appeal is late":          {func(f *impact.Facts) { f.Appeals = impact.Clock{Open: 2, Late: 1} }, impact.AppealsAnswered, impact.Fails, []impact.Risk{"unfair_choice"}},
		"contested evidence is late": {func(f *impact.Facts) { f.Contests = impact.Clock{Open: 1, Late: 1} }, impact.ContestsAnswered, impact.Fails, []impact.Risk{"wrong_evidence"}},
		"a round is older than it may": {func(f *impact.Facts) {
			f.Held[impact.Rounds] = impact.Holding{People: 1, Oldest: grid.MustDate("2020-11-01")}
		}, impact.DecisionsGo, impact.Fails, []impact.Risk{"kept_too_long"}},
		"an election is older than may": {func(f *impact.Facts) {
			f.Held[impact.Elections] = impact.Holding{People: 1, Oldest: grid.MustDate("2020-10-01")}
		}, impact.DecisionsGo, impact.Fails, []impact.Risk{"kept_too_long"}},
		"a score is older than it may": {func(f *impact.Facts) {
			f.Held[impact.EarlyWarning] = impact.Holding{People: 1, Oldest: grid.MustDate("2024-11-01")}
		}, impact.ScoresGo, impact.Fails, []impact.Risk{"kept_too_long"}},
		"a score of yesterday two years ago": {func(f *impact.Facts) {
			f.Held[impact.EarlyWarning] = impact.Holding{People: 1, Oldest: grid.MustDate("2024-11-19")}
		}, impact.ScoresGo, impact.Holds, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := sound()
			c.change(&f)
			a := impact.Assess(f)
			if got := standing(t, a, c.measure); got != c.want {
				t.Errorf("%s %s, want it %s", c.measure, got, c.want)
			}
			var open []impact.Risk
			for _, r := range a.Risks {
				if len(r.Open) > 0 {
					open = append(open, r.Risk)
				}
			}
			if !slices.Equal(open, c.open) {
				t.Errorf("open risks %v, want %v", open, c.open)
			}
		})
	}
}

// Every risk has a measure against it, every measure a risk, and what is said of who reads
// an activity is what the code of permissions says.
func TestTheAssessmentIsWhole(t *testing.T) {
	a := impact.Assess(sound())
	against := map[impact.Measure]bool{}
	for _, r := range a.Risks {
		if len(r.Measures) == 0 {
			t.Errorf("nothing stands against %s", r.Risk)
		}
		for _, m := range r.Measures {
			standing(t, a, m)
			against[m] = true
		}
	}
	for _, m := range a.Measures {
		if !against[m.Measure] {
			t.Errorf("%s stands against nothing", m.Measure)
		}
	}
	for _, row := range a.Activities {
		switch row.Activity {
		case impact.EarlyWarning:
			if !slices.Equal(row.Readers, []auth.Role{auth.HR}) || row.Months != 24 || row.On {
				t.Errorf("early warning is %+v, want it off, for HR alone, two years", row)
			}
		case impact.Groups:
			if len(row.Readers) != 0 || row.Own {
				t.Errorf("protected groups are %+v, want nobody to read them", row)
			}
		case impact.Rounds, impact.Elections:
			if row.Months != 72 || slices.Contains(row.Readers, auth.Agent) {
				t.Errorf("%+v, want six years, and no agent to read others'", row)
			}
		}
	}
}
