package flow_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/flow"
)

// lived draws stays of people whose hazards and promotions are known.
func lived(seed uint64, people int) []flow.Stay {
	random := rand.New(rand.NewPCG(seed, 1))
	var stays []flow.Stay
	for range people {
		s := flow.Stay{Tenure: random.IntN(4)}
		for !s.Left && !s.Promoted && s.Months < 24 {
			hazard := 0.1
			if s.Tenure+int(s.Months) >= 6 {
				hazard = 0.03
			}
			s.Months++
			s.Left = random.Float64() < -math.Expm1(-hazard)
			s.Promoted = !s.Left && s.Months > 3 && random.Float64() < 0.1
		}
		stays = append(stays, s)
	}
	return stays
}

func TestHazardsAreLearntFromStays(t *testing.T) {
	e := must[*flow.Estimate](t)(flow.Learn(lived(1, 6000), []int{0, 6}, []int{3}))
	for b, want := range []float64{0.1, 0.03} {
		got := e.Hazard[b]
		if off := math.Abs(math.Log(got.Hazard / want)); off > 3.5*got.LogSE+0.05 {
			t.Errorf("band %d: %g ± %g in logarithm, want %g", b, got.Hazard, got.LogSE, want)
		}
	}
	// All that a month takes is counted as at its end, so that half a month is lost to either cause.
	if math.Abs(e.Promote[0]-0.1) > 0.01 || e.Default || e.Exits < 1000 {
		t.Errorf("got %+v, want a promotion chance of 0.1", e)
	}
	m := centre()
	m.Hazard = e.Hazard
	if _, err := flow.Project(m, 12); err != nil {
		t.Errorf("what was learnt cannot be projected: %v", err)
	}
}

func TestBelowFiftyExitsTheDefaultsStay(t *testing.T) {
	stays := make([]flow.Stay, flow.EnoughExits)
	for i := range stays {
		stays[i] = flow.Stay{Months: 5, Left: i > 0}
	}
	few := must[*flow.Estimate](t)(flow.Learn(stays, []int{0}, []int{0}))
	if diff := cmp.Diff(flow.DefaultHazard(), few.Hazard); diff != "" || !few.Default || few.Exits != 49 {
		t.Errorf("49 exits: %s", diff)
	}
	stays[0].Left = true
	enough := must[*flow.Estimate](t)(flow.Learn(stays, []int{0}, []int{0}))
	if want := []flow.Band{{Hazard: 0.2, LogSE: 1 / math.Sqrt(50)}}; !cmp.Equal(want, enough.Hazard) || enough.Default {
		t.Errorf("50 exits in 250 months: got %+v", enough)
	}
}

// To cut a stay in two changes nothing.
func TestCuttingAStayChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stays := lived(rapid.Uint64().Draw(t, "seed"), 300)
		var cut []flow.Stay
		for _, s := range stays {
			at := rapid.IntRange(0, int(s.Months)).Draw(t, "cut")
			if at == 0 || float64(at) == s.Months {
				cut = append(cut, s)
				continue
			}
			first, second := s, s
			first.Months, first.Left, first.Promoted = float64(at), false, false
			second.Tenure, second.Dwell, second.Months = s.Tenure+at, s.Dwell+at, s.Months-float64(at)
			cut = append(cut, second, first)
		}
		one, err := flow.Learn(stays, []int{0, 2, 6}, []int{3})
		if err != nil {
			t.Fatal(err)
		}
		other, err := flow.Learn(cut, []int{0, 2, 6}, []int{3})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(one, other); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestLearnRefusesStaysThatCannotBe(t *testing.T) {
	gone := make([]flow.Stay, 60)
	for i := range gone {
		gone[i] = flow.Stay{Months: 2, Left: true}
	}
	for says, c := range map[string]struct {
		stays []flow.Stay
		from  []int
	}{
		"rung 3":                {[]flow.Stay{{Rung: 3}}, []int{0}},
		"months of at least 0":  {[]flow.Stay{{Months: -1}}, []int{0}},
		"both left":             {[]flow.Stay{{Months: 5, Left: true, Promoted: true}}, []int{0}},
		"promoted after 2":      {[]flow.Stay{{Months: 2, Promoted: true}}, []int{0}},
		"the first 0":           {nil, []int{1}},
		"rising months":         {nil, []int{0, 5, 5}},
		"nobody of that tenure": {gone, []int{0, 30}},
	} {
		if _, err := flow.Learn(c.stays, c.from, []int{3, 0}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want an error that says %q", err, says)
		}
	}
}

// 004-03: what a hire costs says little; what a month of output that stays costs does.
func TestChannelsAreRankedByWhatStays(t *testing.T) {
	got := must[[]flow.ChannelCost](t)(flow.RankChannels([]flow.Channel{
		{Name: "head-hunter", Applied: 40, Hires: 12, HireCost: 9000, TrainingCost: 1000, Months: 11, Quality: 1.1},
		{Name: "job fair", Applied: 900, Hires: 200, HireCost: 500, TrainingCost: 1000, Months: 4, Quality: 0.9},
		{Name: "referral", Applied: 120, Hires: 60, HireCost: 1500, TrainingCost: 1000, Months: 9, Quality: 1.05},
	}))
	var names []string
	for _, c := range got {
		names = append(names, c.Name)
	}
	if diff := cmp.Diff([]string{"referral", "job fair", "head-hunter"}, names); diff != "" {
		t.Error(diff)
	}
	if got[0].Rank != 1 || got[1].Rank != 2 || got[2].Rank != 0 {
		t.Errorf("ranks %d, %d, %d; want 1, 2 and none for 12 hires", got[0].Rank, got[1].Rank, got[2].Rank)
	}
	near(t, "cost of a month", got[0].PerMonth, 2500/(9*1.05))
	good := flow.Channel{Applied: 1, Hires: 1, Months: 6, Quality: 1}
	for says, spoil := range map[string]func(*flow.Channel){
		"2 hired of 1":   func(c *flow.Channel) { c.Hires = 2 },
		"at most 12":     func(c *flow.Channel) { c.Months = 13 },
		"quality":        func(c *flow.Channel) { c.Quality = 0 },
		"cost of a hire": func(c *flow.Channel) { c.HireCost = -1 },
		"training":       func(c *flow.Channel) { c.TrainingCost = math.NaN() },
	} {
		c := good
		spoil(&c)
		if _, err := flow.RankChannels([]flow.Channel{c}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want an error that says %q", err, says)
		}
	}
}
