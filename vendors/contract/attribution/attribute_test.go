package attribution_test

import (
	"errors"
	"math"
	"testing"

	"github.com/govalues/decimal"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/vendors/contract/attribution"
)

// halfHour is Erlang A over half an hour: 80 seconds of patience, 20 to answer.
func halfHour(_ int, volume, handleTime, hours float64) (float64, error) {
	f, err := erlang.Evaluate(erlang.Setting{
		Volume: volume, Interval: 1800, AHT: handleTime, Agents: hours / 0.5,
		Patience: erlang.ExponentialPatience(80), Threshold: 20, Variant: erlang.OfOffered,
	})
	return f.ServiceLevel, err
}

func planned() attribution.Side {
	return attribution.Side{Volume: 100, HandleTime: 180, Hours: 7.5, Availability: 0.9}
}

func TestTheFourAddUpToTheModelledDifference(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		side := func(name string) attribution.Side {
			return attribution.Side{
				Volume:       rapid.Float64Range(0, 400).Draw(rt, name+" volume"),
				HandleTime:   rapid.Float64Range(30, 900).Draw(rt, name+" handle time"),
				Hours:        rapid.Float64Range(0, 40).Draw(rt, name+" hours"),
				Availability: rapid.Float64Range(0, 1).Draw(rt, name+" availability"),
			}
		}
		var day []attribution.Interval
		for range rapid.IntRange(1, 3).Draw(rt, "intervals") {
			counted := rapid.Float64Range(0, 300).Draw(rt, "counted")
			day = append(day, attribution.Interval{Plan: side("plan"), Actual: side("actual"), Counted: counted, InTime: counted * rapid.Float64Range(0, 1).Draw(rt, "in time")})
		}
		got, err := attribution.Attribute(day, halfHour)
		if err != nil {
			rt.Fatal(err)
		}
		for _, s := range append(got.Intervals, got.Shares) {
			if off := s.Explained() - (s.Modelled - s.Planned); math.Abs(off) > 1e-15 {
				rt.Errorf("%+v: the four add up to %v, off by %g", s, s.Explained(), off)
			}
			if off := s.Planned + s.Explained() + s.Unexplained - s.Observed; math.Abs(off) > 1e-12 {
				rt.Errorf("%+v: plan, the four and the unexplained miss what was observed by %g", s, off)
			}
		}
	})
}

func TestASingleCauseBearsTheWholeMiss(t *testing.T) {
	for _, c := range []struct {
		player attribution.Player
		change func(*attribution.Side)
	}{
		{attribution.Volume, func(s *attribution.Side) { s.Volume *= 1.2 }},
		{attribution.HandleTime, func(s *attribution.Side) { s.HandleTime *= 1.2 }},
		{attribution.Hours, func(s *attribution.Side) { s.Hours *= 0.8 }},
		{attribution.Availability, func(s *attribution.Side) { s.Availability *= 0.8 }},
	} {
		actual := planned()
		c.change(&actual)
		got, err := attribution.Attribute([]attribution.Interval{{Plan: planned(), Actual: actual, InTime: 60, Counted: 100}}, halfHour)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range attribution.Players {
			fell := got.By[p] < -0.01
			if fell != (p == c.player) || (!fell && math.Abs(got.By[p]) > 1e-15) {
				t.Errorf("%v alone changed: %v bears %v of %v", c.player, p, got.By[p], got.Modelled-got.Planned)
			}
		}
	}
}

func TestEqualCausesAreTreatedAlike(t *testing.T) {
	// Hours and availability enter as their product: the same cut of either.
	actual := planned()
	actual.Hours *= 0.9
	actual.Availability *= 0.9
	got, err := attribution.Attribute([]attribution.Interval{{Plan: planned(), Actual: actual, InTime: 60, Counted: 100}}, halfHour)
	if err != nil || math.Abs(got.By[attribution.Hours]-got.By[attribution.Availability]) > 1e-12 || got.By[attribution.Hours] >= 0 {
		t.Errorf("hours %v, availability %v (%v), want the same fall", got.By[attribution.Hours], got.By[attribution.Availability], err)
	}
}

func TestTheValueIsTheMeanOverAllOrders(t *testing.T) {
	// By hand: a plain product, all four orders of four players.
	level := func(_ int, volume, handle, hours float64) (float64, error) { return hours / (volume * handle), nil }
	plan := attribution.Side{Volume: 2, HandleTime: 3, Hours: 4, Availability: 0.5}
	actual := attribution.Side{Volume: 5, HandleTime: 7, Hours: 3, Availability: 0.25}
	got, err := attribution.Attribute([]attribution.Interval{{Plan: plan, Actual: actual, InTime: 1, Counted: 2}}, level)
	if err != nil {
		t.Fatal(err)
	}
	var want [4]float64
	value := func(s attribution.Side) float64 { return s.Hours * s.Availability / (s.Volume * s.HandleTime) }
	orders := 0
	permute([]int{0, 1, 2, 3}, func(order []int) {
		orders++
		mix := plan
		before := value(mix)
		for _, p := range order {
			switch p {
			case 0:
				mix.Volume = actual.Volume
			case 1:
				mix.HandleTime = actual.HandleTime
			case 2:
				mix.Hours = actual.Hours
			case 3:
				mix.Availability = actual.Availability
			}
			want[p] += (value(mix) - before) / 24
			before = value(mix)
		}
	})
	for _, p := range attribution.Players {
		if orders != 24 || math.Abs(got.By[p]-want[p]) > 1e-15 {
			t.Errorf("%v: %v, want %v over %d orders", p, got.By[p], want[p], orders)
		}
	}
}

func permute(rest []int, visit func([]int)) { arrange(nil, rest, visit) }

func arrange(done, rest []int, visit func([]int)) {
	if len(rest) == 0 {
		visit(done)
		return
	}
	for i := range rest {
		left := append(append([]int{}, rest[:i]...), rest[i+1:]...)
		arrange(append(append([]int{}, done...), rest[i]), left, visit)
	}
}

func TestADayWeighsItsIntervalsByContacts(t *testing.T) {
	bad := planned()
	bad.Hours *= 0.7
	in := func(actual attribution.Side, inTime, counted float64) attribution.Interval {
		return attribution.Interval{Plan: planned(), Actual: actual, InTime: inTime, Counted: counted}
	}
	day, err := attribution.Attribute([]attribution.Interval{in(bad, 150, 300), in(planned(), 90, 100), in(bad, 0, 0)}, halfHour)
	if err != nil {
		t.Fatal(err)
	}
	one := day.Intervals[0]
	if want := 0.75 * one.By[attribution.Hours]; math.Abs(day.By[attribution.Hours]-want) > 1e-15 {
		t.Errorf("hours of the day %v, want three quarters of %v", day.By[attribution.Hours], one.By[attribution.Hours])
	}
	if day.Observed != 0.6 || day.Contacts != 400 || day.Intervals[2] != (attribution.Shares{}) {
		t.Errorf("observed %v of %v contacts, empty interval %+v; want 0.6 of 400 and nothing", day.Observed, day.Contacts, day.Intervals[2])
	}
	nothing, err := attribution.Attribute(nil, halfHour)
	if err != nil || nothing.Contacts != 0 || nothing.Modelled != 0 {
		t.Errorf("a day without intervals: %+v (%v)", nothing, err)
	}
}

func TestTheUnexplainedIsChargedToNobody(t *testing.T) {
	day, err := attribution.Attribute([]attribution.Interval{{Plan: planned(), Actual: planned(), InTime: 30, Counted: 100}}, halfHour)
	if err != nil {
		t.Fatal(err)
	}
	if split := day.Split(attribution.Usual); split != (attribution.Split{}) || day.Unexplained > -0.3 {
		t.Errorf("as planned, and yet 30 %%: split %+v, unexplained %v; want no share and the whole gap", split, day.Unexplained)
	}
}

func TestAMissIsSplitBetweenOwnerAndVendor(t *testing.T) {
	for _, c := range []struct {
		name string
		by   [4]float64
		want attribution.Split
	}{
		{"half and half", [4]float64{-0.05, -0.05, -0.06, -0.04}, attribution.Split{Owner: -0.1, Vendor: -0.1, Share: 0.5}},
		{"the vendor alone", [4]float64{0, 0, -0.1, 0}, attribution.Split{Vendor: -0.1, Share: 1}},
		{"the vendor made good what the owner lost", [4]float64{-0.2, 0, 0.1, 0}, attribution.Split{Owner: -0.2, Vendor: 0.1}},
		{"quieter than planned, and the vendor short", [4]float64{0.1, 0, -0.2, 0}, attribution.Split{Owner: 0.1, Vendor: -0.2, Share: 1}},
		{"nobody lost", [4]float64{0.1, 0, 0.2, 0}, attribution.Split{Owner: 0.1, Vendor: 0.2}},
	} {
		got := attribution.Shares{By: c.by}.Split(attribution.Usual)
		if math.Abs(got.Owner-c.want.Owner) > 1e-12 || math.Abs(got.Vendor-c.want.Vendor) > 1e-12 || math.Abs(got.Share-c.want.Share) > 1e-12 {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestMoneyRestsOnARoundedShare(t *testing.T) {
	for share, want := range map[float64]string{1. / 3: "0.333333", 1: "1", 0: "0", 0.9999999: "1.000000"} {
		if got := (attribution.Split{Share: share}).Charged(); got.Cmp(decimal.MustParse(want)) != 0 {
			t.Errorf("%v is charged as %v, want %s", share, got, want)
		}
	}
	if got := (attribution.Split{Share: math.NaN()}).Charged(); !got.IsZero() {
		t.Errorf("no share is charged as %v", got)
	}
}

func TestAnIntervalThatCannotBeModelledIsRefused(t *testing.T) {
	good := attribution.Interval{Plan: planned(), Actual: planned(), InTime: 1, Counted: 2}
	for field, spoil := range map[string]func(*attribution.Interval){
		"contacts":             func(i *attribution.Interval) { i.Counted = math.NaN() },
		"contacts in time":     func(i *attribution.Interval) { i.InTime = 3 },
		"planned volume":       func(i *attribution.Interval) { i.Plan.Volume = -1 },
		"planned handle time":  func(i *attribution.Interval) { i.Plan.HandleTime = 0 },
		"actual hours":         func(i *attribution.Interval) { i.Actual.Hours = math.Inf(1) },
		"actual availability":  func(i *attribution.Interval) { i.Actual.Availability = 1.1 },
		"planned availability": func(i *attribution.Interval) { i.Plan.Availability = math.NaN() },
	} {
		bad := good
		spoil(&bad)
		var refused *attribution.InputError
		if _, err := attribution.Attribute([]attribution.Interval{good, bad}, halfHour); !errors.As(err, &refused) || refused.Field != field || refused.Interval != 1 {
			t.Errorf("%s: %v, want it refused in the second interval", field, err)
		}
	}
	broken := errors.New("the model broke")
	if _, err := attribution.Attribute([]attribution.Interval{good}, func(int, float64, float64, float64) (float64, error) { return 0, broken }); !errors.Is(err, broken) {
		t.Errorf("a broken model: %v, want it passed on", err)
	}
}
