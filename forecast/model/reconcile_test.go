package model

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// twoQueues are a large and a small queue of one site, and their total, each
// forecast on its own.
func twoQueues(t *testing.T) (queues []*Result, total *Result) {
	t.Helper()
	large, small := quiet("2026-01-05", 112), quiet("2026-01-05", 112)
	large.noise, small.noise = 5, 6
	small.level = [7]float64{0, 90, 80, 70, 80, 90, 0}
	rows := append(large.observations(t), small.observations(t)...)
	both := map[int64]int{}
	var sums []Observation
	for _, o := range rows {
		if i, known := both[o.Start.Unix()]; known {
			sums[i].Contacts += o.Contacts
			continue
		}
		both[o.Start.Unix()] = len(sums)
		sums = append(sums, o)
	}
	h, err := NewHistory(large.location(t), 30, sums)
	if err != nil {
		t.Fatal(err)
	}
	in := large.input(t, 14)
	in.History = h
	return []*Result{mustRun(t, large.input(t, 14)), mustRun(t, small.input(t, 14))}, mustRun(t, in)
}

func TestReconciledQueuesAddUpToATotalBetweenTheTwo(t *testing.T) {
	queues, total := twoQueues(t)
	agreed, err := Reconcile(queues, total)
	if err != nil {
		t.Fatal(err)
	}
	moved := 0.0
	for i := range total.Mean {
		before, after := queues[0].Mean[i]+queues[1].Mean[i], agreed[0].Mean[i]+agreed[1].Mean[i]
		lo, hi := min(before, total.Mean[i]), max(before, total.Mean[i])
		if after < lo-1e-9 || after > hi+1e-9 {
			t.Errorf("interval %d: queues add up to %g, the total was %g, together %g", i, before, total.Mean[i], after)
		}
		moved += math.Abs(after - before)
		if b := agreed[1].Bands[0]; b.Lo[i] > agreed[1].Mean[i] || b.Hi[i] < agreed[1].Mean[i] {
			t.Errorf("interval %d: %g lies outside of its band from %g to %g", i, agreed[1].Mean[i], b.Lo[i], b.Hi[i])
		}
	}
	if moved == 0 {
		t.Error("nothing was moved")
	}
	for k, day := range agreed[0].Days {
		from, to := total.Grid.Day(k)
		if !near(day.Mean, sum(agreed[0].Mean[from:to]), 1e-9) {
			t.Errorf("%s: the day's total is %g, its intervals add up to %g", day.First, day.Mean, sum(agreed[0].Mean[from:to]))
		}
	}
	// The small queue is known worse for its size, but it is small: it gives way by less.
	if large, small := agreed[0].Mean[20]-queues[0].Mean[20], agreed[1].Mean[20]-queues[1].Mean[20]; math.Abs(small) > math.Abs(large) || large*small < 0 {
		t.Errorf("at 10:00 the large queue moved by %g, the small one by %g", large, small)
	}
}

func TestForecastsOfOtherDaysAreNotReconciled(t *testing.T) {
	queues, _ := twoQueues(t)
	if _, err := Reconcile(queues[:1], mustRun(t, quiet("2026-01-05", 112).input(t, 7))); err == nil {
		t.Error("14 days were reconciled with 7")
	}
}

func TestAGroupIsSplitAmongThoseOpenByTheirShares(t *testing.T) {
	group := mustRun(t, quiet("2026-01-05", 56).input(t, 7))
	late := quiet("2026-01-05", 56)
	late.from = 12 * 60
	queues := []*Result{mustRun(t, quiet("2026-01-05", 56).input(t, 7)), mustRun(t, late.input(t, 7))}
	shares := matrix(2, 48, .75)
	for j := range shares[1] {
		shares[1][j] = .25
	}
	parts := SplitShares(group, queues, shares)
	for i, whole := range group.Mean {
		want := []float64{whole, 0}
		if queues[1].Open[i] {
			want = []float64{.75 * whole, .25 * whole}
		}
		got := []float64{parts[0].Mean[i], parts[1].Mean[i]}
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
			t.Fatalf("interval %d of %g contacts (-want +got):\n%s", i, whole, diff)
		}
	}
}

func TestSparseForecastsExpectFewContactsWhileOpen(t *testing.T) {
	r := mustRun(t, quiet("2026-01-05", 56).input(t, 7)) // about 50 contacts an open interval
	if r.Sparse(2) || !r.Sparse(100) {
		t.Errorf("sparse below 2: %v, below 100: %v; want no and yes", r.Sparse(2), r.Sparse(100))
	}
}
