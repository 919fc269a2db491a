package forecast_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// rehearsing is a service with requirements 1 and 2, and 3 that may wait.
func rehearsing() *forecast.Simulations {
	required := func(r *forecast.Requirement) {
		r.Goal.SLTarget, r.Goal.SLVariant = 0.8, workforce.SLExclShort
		r.Curves.Fractional = make([]float64, len(r.Curves.Contacts))
	}
	service, _ := ordering(requirement(1, required), requirement(2, required), requirement(3, func(r *forecast.Requirement) { r.Deferred = true }))
	return service
}

func rehearsed(t *testing.T, service *forecast.Simulations, o forecast.RehearsalOrder) []forecast.RehearsedQueue {
	t.Helper()
	o.From, o.Seed = grid.MustDate("2026-03-28"), 3
	if o.Days == 0 {
		o.Days = 1
	}
	got, err := service.Rehearse(t.Context(), auth.SystemScope(1), o)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestARehearsalSaysWhatEachQueueHasAndNeeds(t *testing.T) {
	service := rehearsing()
	order := forecast.RehearsalOrder{Rostered: forecast.Rostered{Requirements: []int64{1, 2, 3}, Shifts: []forecast.RosteredShift{
		shift(1, 1, 0, 24, 1), shift(2, 1, 0, 24, 1, 2), shift(3, 2, 0, 24, 2), shift(4, 2, 0, 24, 2),
	}}}
	told := []float64{}
	order.Done = func(share float64) { told = append(told, share) }
	got := rehearsed(t, service, order)
	if len(got) != 2 || got[0].QueueID != 1 || got[1].QueueID != 2 {
		t.Fatalf("queues %+v, want 1 and 2: the work of 3 may wait", got)
	}
	for i := range got[0].Own.Values {
		own, parts := 0.0, 0.0
		for _, q := range got {
			own, parts = own+q.Own.Values[i], parts+q.Staffed.Values[i]
		}
		if parts > own+1e-6 {
			t.Fatalf("interval %d: %g people work as %g", i, own, parts)
		}
	}
	for _, q := range got {
		if q.Service.Offered <= 0 || !(q.Service.ServiceLevel.Value >= 0 && q.Service.ServiceLevel.Value <= 1) || math.IsNaN(q.Service.ServiceLevel.SE) {
			t.Errorf("queue %d met %+v", q.QueueID, q.Service)
		}
	}
	if n := len(told); n == 0 || told[n-1] != 1 {
		t.Errorf("shares told: %v, want the whole at the end", told)
	}
	if diff := cmp.Diff(got, rehearsed(t, service, order), cmpopts.EquateNaNs(), cmpopts.IgnoreUnexported(grid.Grid{})); diff != "" {
		t.Errorf("played again (-first +second): %s", diff)
	}
}

func TestQueuesThatNobodyOnShiftCanServeAreNotPlayed(t *testing.T) {
	order := forecast.RehearsalOrder{Rostered: forecast.Rostered{Requirements: []int64{1, 2}, Shifts: []forecast.RosteredShift{shift(1, 1, 0, 24, 1)}}}
	got := rehearsed(t, rehearsing(), order)
	if got[0].Service.Offered <= 0 || got[1].Service.Offered != 0 || got[1].Missed || !math.IsNaN(got[1].Own.Values[0]) {
		t.Errorf("with people for queue 1 only: %+v and %+v", got[0].Service, got[1].Service)
	}
	order.Shifts = nil
	for _, q := range rehearsed(t, rehearsing(), order) {
		if q.Service.Offered != 0 || q.Missed {
			t.Errorf("with nobody on shift queue %d met %+v", q.QueueID, q.Service)
		}
	}
}
