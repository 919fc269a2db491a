package simulate_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/simulate"
)

// exponential is a mean in seconds.
func exponential(mean float64) simulate.Distribution {
	return simulate.Distribution{Shape: simulate.Exponential, Mean: mean}
}

// flat is one value for every interval.
func flat[T any](v T, intervals int) []T {
	out := make([]T, intervals)
	for i := range out {
		out[i] = v
	}
	return out
}

// single is one queue and one group for some hours, the first of which warms up.
func single(load, aht, patience, threshold float64, agents, hours int) simulate.Scenario {
	q := simulate.Queue{Name: "voice", Contacts: flat(load/aht*3600, hours), Handle: exponential(aht), Threshold: threshold}
	if patience > 0 {
		q.Patience = exponential(patience)
	}
	return simulate.Scenario{
		Interval: 3600, Intervals: hours, WarmUp: min(2, hours-1), Queues: []simulate.Queue{q},
		Groups: []simulate.Group{{Name: "agents", Agents: flat(agents, hours), Skills: []simulate.Skill{{Queue: "voice", Level: 1}}}},
	}
}

func run(t testing.TB, s simulate.Scenario, o simulate.Options) *simulate.Report {
	t.Helper()
	r, err := simulate.Run(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// near reports a figure that is more than four standard errors from what is exact.
func near(t testing.TB, what string, got simulate.Estimate, want float64) {
	t.Helper()
	if math.Abs(got.Mean-want) < 1e-5 {
		return // what hardly ever happens may not have happened at all
	}
	if z := math.Abs(got.Mean-want) / got.SE; !(z < 4) {
		t.Errorf("%s: simulated %.5f ± %.5f, exactly %.5f: %.1f standard errors apart, want fewer than 4", what, got.Mean, got.SE, want, z)
	}
}

func TestImpatientContactsAreAsErlangASays(t *testing.T) {
	for _, c := range []struct {
		load, patience float64
		agents         int
	}{{8, 120, 10}, {30, 60, 28}, {95, 300, 100}} {
		t.Run(fmt.Sprintf("%g erlangs, %d agents", c.load, c.agents), func(t *testing.T) {
			r := run(t, single(c.load, 180, c.patience, 20, c.agents, 120), simulate.Options{Replications: 12, Seed: 7})
			want := erlang.A(erlang.Queue{Load: c.load, Agents: float64(c.agents), AHT: 180, Patience: c.patience}, 20)
			q := r.Queues[0]
			near(t, "share waiting", q.PWait, want.PWait)
			near(t, "abandonment", q.PAbandon, want.PAbandon)
			near(t, "ASA", q.ASA, want.ASA)
			near(t, "mean wait", q.MeanWait, want.MeanWait)
			near(t, "occupancy", r.Groups[0].Occupancy, want.Occupancy)
			for i, v := range erlang.Variants() {
				near(t, v.String(), q.ServiceLevel[i], want.ServiceLevel(v))
			}
		})
	}
}

func TestPatientContactsAreAsErlangCSays(t *testing.T) {
	r := run(t, single(20, 240, 0, 30, 24, 150), simulate.Options{Replications: 12, Seed: 3})
	want := erlang.C(20, 24, 240)
	near(t, "share waiting", r.Queues[0].PWait, want.PWait)
	near(t, "ASA", r.Queues[0].ASA, want.ASA())
	near(t, "service level", r.Queues[0].ServiceLevel[0], want.ServiceLevel(30))
	for _, p := range r.Queues[0].Percentiles {
		exact := want.WaitPercentile(p.Share)
		if math.Abs(p.Wait-exact) > 0.15*exact+0.1 {
			t.Errorf("%g of the contacts wait no longer than %g s, exactly %g", p.Share, p.Wait, exact)
		}
	}
}

func TestEveryContactIsAccountedFor(t *testing.T) {
	s := single(30, 180, 90, 20, 25, 24)
	s.WarmUp = 0
	r := run(t, s, simulate.Options{Replications: 3, Seed: 1})
	q := r.Queues[0]
	if left := q.Offered.Mean - q.Answered.Mean - q.Abandoned.Mean - q.LeftWaiting.Mean; math.Abs(left) > 1e-9 {
		t.Errorf("%+v: %g contacts are lost", q, left)
	}
	if handled := r.Groups[0].Skills[0].Contacts.Mean; handled != q.Answered.Mean {
		t.Errorf("the group handled %g contacts, the queue had %g answered", handled, q.Answered.Mean)
	}
}

func TestTheReportDoesNotDependOnTheWorkers(t *testing.T) {
	s := single(30, 180, 90, 20, 28, 12)
	one := run(t, s, simulate.Options{Replications: 7, Seed: 42, Workers: 1})
	many := run(t, s, simulate.Options{Replications: 7, Seed: 42, Workers: 4})
	if diff := cmp.Diff(one, many); diff != "" {
		t.Errorf("with one worker against four:\n%s", diff)
	}
	other := run(t, s, simulate.Options{Replications: 7, Seed: 43, Workers: 4})
	if cmp.Equal(one, other) {
		t.Error("another seed gave the same report")
	}
}

// With one seed, the contacts that arrive are the same whoever handles them.
func TestScenariosMeetTheSameContacts(t *testing.T) {
	few, more := single(30, 180, 90, 20, 26, 24), single(30, 180, 90, 20, 32, 24)
	a := run(t, few, simulate.Options{Replications: 4, Seed: 5})
	b := run(t, more, simulate.Options{Replications: 4, Seed: 5})
	if a.Queues[0].Offered != b.Queues[0].Offered {
		t.Errorf("offered %+v and %+v", a.Queues[0].Offered, b.Queues[0].Offered)
	}
	two := more
	two.Queues = append([]simulate.Queue{}, more.Queues...)
	two.Queues = append(two.Queues, simulate.Queue{Name: "mail", Contacts: flat(50.0, 24), Handle: exponential(100)})
	two.Groups = append([]simulate.Group{}, more.Groups...)
	two.Groups = append(two.Groups, simulate.Group{Name: "writers", Agents: flat(5, 24), Skills: []simulate.Skill{{Queue: "mail"}}})
	c := run(t, two, simulate.Options{Replications: 4, Seed: 5})
	if diff := cmp.Diff(b.Queues[0], c.Queues[0]); diff != "" {
		t.Errorf("a queue that shares nobody changed the first:\n%s", diff)
	}
}

func TestCancelEndsARun(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := simulate.Run(ctx, single(30, 180, 90, 20, 28, 12), simulate.Options{Replications: 2}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}
