package forecast

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// everybody leaves with the same chance, whatever week and tenure.
type everybody float64

func (e everybody) Leaving(int, int) float64 { return float64(e) }

// studied knows how the people of some queues leave.
type studied struct {
	queue int64
	err   error
}

func (s studied) Leaving(_ context.Context, _ auth.Scope, site int64, queues []int64, _ grid.Date) (Learnt, error) {
	if s.err != nil || site != 1 || !slices.Contains(queues, s.queue) {
		return Learnt{}, s.err
	}
	return Learnt{everybody(0.5), LearntOfSite, 62}, nil
}

func TestWhatIsLearntOfLeaversFillsWhatNobodyTyped(t *testing.T) {
	p := twoGroups()
	p.Plan.Groups = append(p.Plan.Groups, twoGroups().Plan.Groups[0])
	p.Plan.Groups[2].Name = "mail"
	p.Sources = []CapacitySource{{QueueIDs: []int64{4}}, {QueueIDs: []int64{4}}, {QueueIDs: []int64{9}}}
	p.Plan.Groups[1].Attrition = []capacity.Band{{Yearly: 0.1}}
	for i := range p.Plan.Groups {
		p.Plan.Groups[i].Hires = nil
	}
	plans := &CapacityPlans{Leavers: studied{queue: 4}}
	varied, leaving, err := plans.world(t.Context(), auth.SystemScope(1), &p, "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := capacity.Compute(varied)
	if err != nil {
		t.Fatal(err)
	}
	// learnt; typed by the planner; nothing typed and too little known
	for i, want := range []float64{3.5, 7, 7} {
		left := r.Groups[i].End[0]
		if i == 1 && left < 7 && left > 6.9 {
			continue
		}
		if left != want {
			t.Errorf("%s ends its first week with %g of 7 people; want %g", r.Groups[i].Name, left, want)
		}
	}
	if l := leaving[0]; l.Typed || l.Learnt == nil || l.Learnt.Exits != 62 || math.Abs(l.FirstYear-(1-math.Pow(0.5, 52))) > 1e-12 {
		t.Errorf("of the first group it is told %+v", l)
	}
	if !leaving[1].Typed || leaving[2].Typed || leaving[1].Learnt != nil || leaving[2].Learnt != nil {
		t.Errorf("of the others it is told %+v", leaving[1:])
	}
	if p.Plan.Groups[0].Hazard != nil {
		t.Error("what was learnt found its way into the plan that is kept")
	}
}

func TestATroubleWithLeaversIsTold(t *testing.T) {
	p, trouble := twoGroups(), errors.New("no history of leavers")
	plans := &CapacityPlans{Leavers: studied{err: trouble}}
	if _, _, err := plans.world(t.Context(), auth.SystemScope(1), &p, ""); !errors.Is(err, trouble) {
		t.Errorf("got %v; want %v", err, trouble)
	}
}
