package forecast

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// voice is a requirement of one day with as many contacts in every open half hour.
func voice(t *testing.T, contacts float64) Requirement {
	t.Helper()
	r := Requirement{
		ID: 1, QueueID: 1, QueueCode: "Q", Zone: "UTC", Minutes: 30, From: grid.MustDate("2026-03-09"), Days: 1, Concurrency: 1,
		Goal: workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort, PatienceS: 180, InOfficeShrinkage: 0.2},
	}
	g, err := r.Grid()
	if err != nil {
		t.Fatal(err)
	}
	expected := RunCurves{Contacts: make([]float64, g.Len()), AHTS: make([]float64, g.Len())}
	open := make([]bool, g.Len())
	for i := range open {
		open[i] = g.WallMinute(i) >= 8*60 && g.WallMinute(i) < 20*60
		expected.Contacts[i], expected.AHTS[i] = contacts, 240
	}
	if r.Curves, err = r.compute(t.Context(), g, expected, open); err != nil {
		t.Fatal(err)
	}
	return r
}

// people are so many times the scheduled people, on a grid of some minutes.
func people(t *testing.T, r Requirement, minutes int, factor float64) grid.Curve {
	t.Helper()
	g, err := r.Grid()
	if err != nil {
		t.Fatal(err)
	}
	fine, err := grid.New(g.Location(), minutes, r.From, r.Days)
	if err != nil {
		t.Fatal(err)
	}
	out := grid.NewCurve(fine)
	for i := range out.Values {
		at, _ := g.Index(fine.Start(i))
		out.Values[i] = factor * r.Curves.Scheduled[at]
	}
	return out
}

func TestTheScheduledPeopleGiveTheServiceThatTheyWereScheduledFor(t *testing.T) {
	for _, contacts := range []float64{4, 40, 400} {
		r := voice(t, contacts)
		var levels []float64
		for _, minutes := range []int{5, 15, 30, 60} {
			got, err := r.expected(people(t, r, minutes, 1))
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(got.ServiceLevel-0.8) > 0.001 || math.Abs(got.Contacts-24*contacts) > 1e-6 || got.ASA <= 0 || got.Abandon <= 0 {
				t.Errorf("%g contacts, people by %d minutes: %+v, want 80 %% of %g", contacts, minutes, got, 24*contacts)
			}
		}
		for _, factor := range []float64{0, 0.5, 0.9, 1.1, 2} {
			got, err := r.expected(people(t, r, 15, factor))
			if err != nil {
				t.Fatal(err)
			}
			levels = append(levels, got.ServiceLevel)
		}
		if !slices.IsSorted(levels) || levels[0] > 1e-9 || levels[4] < 0.9 {
			t.Errorf("%g contacts: with ever more people the service levels are %.3f", contacts, levels)
		}
	}
}

func TestNoServiceIsExpectedWhereNoContactsCome(t *testing.T) {
	r := voice(t, 0)
	got, err := r.expected(people(t, r, 30, 1))
	if diff := cmp.Diff((*ExpectedService)(nil), got); err != nil || diff != "" {
		t.Errorf("without contacts (-want +got): %s (%v)", diff, err)
	}
	r = voice(t, 40)
	elsewhere := people(t, r, 30, 1)
	r.From = r.From.AddDays(7)
	if got, err = r.expected(elsewhere); err != nil || got != nil {
		t.Errorf("on other days than the requirement's: %+v (%v), want nothing", got, err)
	}
}
