package staffing_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/staffing"
)

// busyDays draws paths whose days are busy or quiet as a whole, with noise of
// their own in every interval, about a level of contacts.
func busyDays(seed uint64, paths, intervals int, level float64) [][]float64 {
	random := rand.New(rand.NewPCG(seed, 7))
	all := make([][]float64, paths)
	for k := range all {
		day := math.Exp(0.15 * random.NormFloat64())
		for range intervals {
			all[k] = append(all[k], math.Round(level*day*math.Exp(0.05*random.NormFloat64())))
		}
	}
	return all
}

func uncertain(paths [][]float64) staffing.Uncertain {
	n := len(paths[0])
	return staffing.Uncertain{
		Paths: paths, AHT: slices.Repeat([]float64{180}, n), Seconds: slices.Repeat([]float64{1800}, n),
		Behaviour: staffing.Behaviour{Patience: 120},
	}
}

func TestACertainRequirementHoldsInThatShareOfThePaths(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		u := uncertain(busyDays(rapid.Uint64().Draw(rt, "seed"), rapid.IntRange(20, 60).Draw(rt, "paths"), 4, 100))
		share := rapid.Float64Range(0.1, 0.95).Draw(rt, "share")
		c, err := staffing.CertainRequirement(u, share, eightyTwenty)
		if err != nil {
			rt.Fatal(err)
		}
		agents := make([]float64, len(c.Results))
		for i, r := range c.Results {
			agents[i] = float64(r.Agents)
		}
		for i, n := range agents {
			enough, err := staffing.Holds(u, i, n, eightyTwenty)
			if err != nil {
				rt.Fatal(err)
			}
			short, err := staffing.Holds(u, i, n-1, eightyTwenty)
			if err != nil {
				rt.Fatal(err)
			}
			if enough < share-1e-9 || short >= share {
				rt.Fatalf("share %v, interval %d: %v agents hold in %v of the paths, one fewer in %v", share, i, n, enough, short)
			}
		}
	})
}

func TestPathsThatAgreeLeaveNothingToPayFor(t *testing.T) {
	u := uncertain(slices.Repeat([][]float64{{100, 0, 200}}, 20))
	load, _ := staffing.LoadOf(100, 180, 1800)
	load.Patience = 120
	twice := load
	twice.Erlangs *= 2
	for _, share := range []float64{0.5, 0.9, 0.95} {
		c, err := staffing.CertainRequirement(u, share, eightyTwenty)
		if err != nil {
			t.Fatal(err)
		}
		want := []staffing.Result{requirement(t, load, eightyTwenty), requirement(t, staffing.Load{AHT: 1}, eightyTwenty), requirement(t, twice, eightyTwenty)}
		if diff := cmp.Diff(want, c.Results, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("certainty %v (-want +got):\n%s", share, diff)
		}
	}
}

func TestMoreCertaintyTakesMorePeopleAndServesBetter(t *testing.T) {
	u := uncertain(busyDays(3, 200, 6, 100))
	days := []int{0, 0, 0, 1, 1, 1}
	hours, before := 0.0, staffing.Assurance{}
	var held []float64
	for _, share := range []float64{0.5, 0.7, 0.8, 0.9, 0.95, 0.99} {
		c, err := staffing.CertainRequirement(u, share, eightyTwenty)
		if err != nil {
			t.Fatal(err)
		}
		agents, total := make([]float64, 6), 0.0
		for i, r := range c.Results {
			agents[i] = float64(r.Agents)
			total += agents[i]
		}
		whole, byDay, err := staffing.Assure(u, agents, eightyTwenty, days)
		if err != nil {
			t.Fatal(err)
		}
		if total < hours || whole.Held < before.Held || whole.Level < before.Level || len(byDay) != 2 {
			t.Errorf("certainty %v takes %v agents and gives %+v; less than before, %v and %+v", share, total, whole, hours, before)
		}
		hours, before, held = total, whole, append(held, whole.Held)
	}
	if held[0] > 0.7 || held[5] < 0.97 {
		t.Errorf("the target over all intervals is met on %v of the paths; want about as many as the certainty", held)
	}
}

func TestAssuranceIsThatOfEveryPathByItself(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		u := uncertain(busyDays(rapid.Uint64().Draw(rt, "seed"), 60, 4, rapid.Float64Range(1, 400).Draw(rt, "level")))
		agents := []float64{0, 0, 0, 0}
		for i := range agents {
			agents[i] = math.Round(rapid.Float64Range(0.6, 1.5).Draw(rt, "agents") * u.Paths[0][i] / 10)
		}
		whole, byDay, err := staffing.Assure(u, agents, eightyTwenty, []int{0, 0, 1, 1})
		if err != nil {
			rt.Fatal(err)
		}
		for day, got := range append(byDay, whole) {
			from, to := 2*day, 2*day+2
			if day == 2 {
				from, to = 0, 4
			}
			want := exactly(rt, u, agents, from, to)
			if math.Abs(got.Level-want.Level) > 2e-3 || math.Abs(got.Held-want.Held) > 2.5/60 {
				rt.Fatalf("day %d with %v agents: %+v; path by path %+v", day, agents, got, want)
			}
		}
	})
}

// exactly is the assurance of some intervals, every path computed.
func exactly(t *rapid.T, u staffing.Uncertain, agents []float64, from, to int) staffing.Assurance {
	good, came, held := 0.0, 0.0, 0.0
	for _, path := range u.Paths {
		served, all := 0.0, 0.0
		for i := from; i < to; i++ {
			load, err := staffing.LoadOf(path[i], u.AHT[i], u.Seconds[i])
			if err != nil {
				t.Fatal(err)
			}
			load.Patience = u.Patience
			if path[i] > 0 {
				served += path[i] * staffing.Perform(load, eightyTwenty, agents[i]).ServiceLevel
			}
			all += path[i]
		}
		if all == 0 || served/all >= eightyTwenty.ServiceLevel {
			held += 1 / float64(len(u.Paths))
		}
		good, came = good+served, came+all
	}
	return staffing.Assurance{Held: held, Level: good / came}
}

func TestClosedIntervalsNeedNoCertainty(t *testing.T) {
	u := uncertain(busyDays(5, 20, 3, 50))
	u.Open = []bool{true, false, true}
	c, err := staffing.CertainRequirement(u, 0.9, eightyTwenty)
	if err != nil {
		t.Fatal(err)
	}
	if c.Results[1].Agents != 0 || c.Results[0].Agents == 0 || c.Load[1] != 0 {
		t.Errorf("requirement %+v", c)
	}
	whole, byDay, err := staffing.Assure(u, []float64{20, 0, 20}, eightyTwenty, []int{0, 1, 2})
	if err != nil || whole.Held != 1 || !math.IsNaN(byDay[1].Level) || !math.IsNaN(byDay[1].Held) || byDay[2].Held != 1 {
		t.Errorf("assurance %+v, by day %+v, %v", whole, byDay, err)
	}
	unpromised := staffing.Goals{MaxASA: 30}
	if whole, _, err = staffing.Assure(u, []float64{20, 0, 20}, unpromised, []int{0, 1, 2}); err != nil || !math.IsNaN(whole.Held) || !(whole.Level > 0) {
		t.Errorf("without a target %+v, %v", whole, err)
	}
}

func TestTooFewPathsTellNothing(t *testing.T) {
	u := uncertain(busyDays(5, 20, 3, 50))
	short, uneven := u, u
	short.Seconds = short.Seconds[:1]
	uneven.Paths = [][]float64{{1, 2, 3}, {1, 2}}
	negative := u
	negative.Paths = slices.Repeat([][]float64{{-1, 2, 3}}, 20)
	cases := []struct {
		field string
		u     staffing.Uncertain
		share float64
	}{
		{"certainty", u, 1}, {"certainty", u, 0}, {"number of sample paths", u, 0.99}, {"number of sample paths", staffing.Uncertain{}, 0.5},
		{"number of interval lengths", short, 0.5}, {"length of a sample path", uneven, 0.5}, {"contacts", negative, 0.5},
	}
	for _, c := range cases {
		var input *staffing.InputError
		if _, err := staffing.CertainRequirement(c.u, c.share, eightyTwenty); !errors.As(err, &input) || input.Field != c.field {
			t.Errorf("%s: %v, want a refusal of that field", c.field, err)
		}
	}
	if _, _, err := staffing.Assure(u, []float64{1}, eightyTwenty, []int{0, 0, 0}); err == nil {
		t.Error("agents for one of three intervals were accepted")
	}
	if _, _, err := staffing.Assure(u, []float64{1, 1, 1}, eightyTwenty, []int{0}); err == nil {
		t.Error("days of one of three intervals were accepted")
	}
	if _, err := staffing.Holds(negative, 0, 5, eightyTwenty); err == nil {
		t.Error("negative contacts were accepted")
	}
}

func TestPeopleFoundByCourseAreJudgedByWhatLiesInTheirHands(t *testing.T) {
	// Handle times of a whole interval: the load arrives in agents' hands an interval late.
	shape := []float64{20, 60, 120, 120, 60, 20}
	paths := busyDays(9, 50, len(shape), 1000)
	for k := range paths {
		for i := range shape {
			paths[k][i] *= shape[i] / 1000
		}
	}
	u := uncertain(paths)
	u.AHT = slices.Repeat([]float64{1800}, len(shape))
	const share = 0.9
	contacts, err := u.Contacts(share)
	if err != nil {
		t.Fatal(err)
	}
	loads, intervals := make([]staffing.Load, len(shape)), make([]int, len(shape))
	for i, n := range contacts {
		loads[i], _ = staffing.LoadOf(n, u.AHT[i], u.Seconds[i])
		loads[i].Patience, intervals[i] = u.Patience, i
	}
	found, err := staffing.Course(t.Context(), loads, u.Seconds, eightyTwenty)
	if err != nil {
		t.Fatal(err)
	}
	agents := make([]float64, len(found))
	for i, one := range found {
		agents[i] = float64(one.Agents)
	}
	moment, days := u, make([]int, len(shape))
	if err := u.Follow(intervals, 0); err != nil {
		t.Fatal(err)
	}
	misjudged := false
	for i, n := range agents {
		held, err := staffing.Holds(u, i, n, eightyTwenty)
		if err != nil {
			t.Fatal(err)
		}
		if held < share-0.04 {
			t.Errorf("interval %d: %v agents hold in %v of the paths; want about %v", i, n, held, share)
		}
		if held, _ := staffing.Holds(moment, i, n, eightyTwenty); held < 0.5 {
			misjudged = true
		}
	}
	if !misjudged {
		t.Error("the load of the moment judges these people alike, so that the case tells nothing")
	}
	followed, _, err := staffing.Assure(u, agents, eightyTwenty, days)
	if err != nil {
		t.Fatal(err)
	}
	if followed.Level < 0.8 || followed.Held < share-0.1 {
		t.Errorf("over the day %+v; want the goal kept on nearly %v of the paths", followed, share)
	}
}

func TestAnOpeningIsLedInByWhatCameBefore(t *testing.T) {
	paths := slices.Repeat([][]float64{{100, 100, 100}}, 10)
	cold, led := uncertain(paths), uncertain(paths)
	cold.AHT = []float64{1800, 1800, 1800}
	led.AHT = cold.AHT
	if err := cold.Follow([]int{0, 1}, 0); err != nil {
		t.Fatal(err)
	}
	if err := led.Follow([]int{2, 0, 1}, 1); err != nil {
		t.Fatal(err)
	}
	// 100 erlangs: led in, more than 1 - 1/e of them are there when the first begins.
	for agents := 30.0; agents < 120; agents += 10 {
		begun, _ := staffing.Holds(cold, 0, agents, eightyTwenty)
		carried, _ := staffing.Holds(led, 0, agents, eightyTwenty)
		if carried > begun {
			t.Errorf("%v agents hold in %v of the paths after an interval before, in %v of those that begin with nobody", agents, carried, begun)
		}
	}
	before, _ := staffing.Holds(cold, 0, 60, eightyTwenty)
	after, _ := staffing.Holds(led, 0, 60, eightyTwenty)
	if before != 1 || after != 0 {
		t.Errorf("60 agents hold in %v of the paths from an empty queue and in %v led in; want all and none", before, after)
	}
	var at *staffing.IntervalError
	none := uncertain(paths)
	none.AHT[1] = 0
	if err := none.Follow([]int{0, 1}, 0); !errors.As(err, &at) || at.Interval != 1 {
		t.Errorf("an interval without a handle time: %v; want the interval named", err)
	}
}
