package model

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/workforce/grid"
)

// again refits a result's plan on the same input, both through their stored form.
func again(t *testing.T, in Input, r *Result) *Result {
	t.Helper()
	text, err := json.Marshal(r.Plan)
	if err != nil {
		t.Fatal(err)
	}
	var plan Plan
	if err := json.Unmarshal(text, &plan); err != nil {
		t.Fatal(err)
	}
	out, err := Refit(context.Background(), in, plan, r.Calibration)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestARefitOnTheSameInputIsTheSameForecast(t *testing.T) {
	c := restless()
	c.aht = func(d grid.Date, minute int) float64 { return 180 + float64(minute)/60 }
	for _, days := range []int{10, 40, 168} {
		c.days = days
		in := c.input(t, 14, DayFact{grid.MustDate("2026-03-17"), "sale", Event})
		r := mustRun(t, in)
		got := again(t, in, r)
		of := func(r *Result) []any {
			return []any{r.Mean, r.Bands, r.HandleSeconds, r.Days, r.Weeks, r.Open, r.Flags, r.Plan, r.Paths(2, 1)}
		}
		if diff := cmp.Diff(of(r), of(got), cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%d days (-run +refit):\n%s", days, diff)
		}
		if len(got.Candidates) != 0 || len(got.Origins) != 0 {
			t.Errorf("%d days: a refit names %d candidates and %d origins; nothing competed", days, len(got.Candidates), len(got.Origins))
		}
	}
}

func TestARefitFollowsTheHistoryItIsGiven(t *testing.T) {
	c := restless()
	r := mustRun(t, c.input(t, 14))
	c.level = [7]float64{0, 2400, 2000, 1800, 1900, 2200, 0}
	got := again(t, c.input(t, 14), r)
	if ratio := sum(got.Mean) / sum(r.Mean); !near(ratio, 2, .05) {
		t.Errorf("twice the contacts are forecast as %.2f times", ratio)
	}
}

func TestARefitWithoutACalibrationHasNoBands(t *testing.T) {
	in := restless().input(t, 14)
	r := mustRun(t, in)
	got, err := Refit(t.Context(), in, r.Plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Bands) != 0 || len(got.Days[0].Bands) != 0 || sum(got.Mean) != sum(r.Mean) {
		t.Errorf("%d bands, %d of the first day, %g contacts; want none, none and %g", len(got.Bands), len(got.Days[0].Bands), sum(got.Mean), sum(r.Mean))
	}
	if diff := cmp.Diff(got.Mean, got.Paths(1, 1)[0]); diff != "" {
		t.Errorf("a path of unknown errors (-forecast +path):\n%s", diff)
	}
}

func TestARefitRefusesAPlanItCannotFollow(t *testing.T) {
	in := restless().input(t, 14)
	r := mustRun(t, in)
	finer := restless()
	finer.minutes = 15
	for name, tc := range map[string]struct {
		in   Input
		plan Plan
	}{
		"no members":             {in, Plan{Rule: ruleMean}},
		"a member of no kind":    {in, Plan{Rule: ruleMean, Members: []Member{{}}}},
		"a rule nobody knows":    {in, Plan{Rule: "louder", Members: r.Plan.Members}},
		"bands of longer slots":  {finer.input(t, 14), r.Plan},
		"a model of another day": {in, Plan{Rule: ruleSingle, Members: []Member{memberOf(always{"a", 1})}}},
	} {
		var want *PlanError
		if _, err := Refit(t.Context(), tc.in, tc.plan, r.Calibration); !errors.As(err, &want) {
			t.Errorf("%s: err = %v, want a *PlanError", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Refit(ctx, in, r.Plan, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: err = %v", err)
	}
}

func TestEveryModelThatCompetesCanBePlanned(t *testing.T) {
	c := restless()
	in := c.input(t, 7)
	r, err := prepare(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.compare(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, trial := range r.trials {
		if got := memberOf(trial.model).model(); got != trial.model {
			t.Errorf("%s comes back from its plan as %v", trial.model.Name(), got)
		}
	}
}

// BenchmarkRefit measures a forecast anew without its back-test: what moving a
// slider costs.
func BenchmarkRefit(b *testing.B) {
	in := Input{History: doublyStochastic(b, 1, 60), Location: time.UTC, Days: 14}
	r := mustRun(b, in)
	n, began := 0, userSeconds()
	for ; b.Loop(); n++ {
		if _, err := Refit(context.Background(), in, r.Plan, r.Calibration); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(1000*(userSeconds()-began)/float64(n), "cpu-ms/refit")
}
