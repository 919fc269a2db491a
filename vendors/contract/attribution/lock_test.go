package attribution_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/contract/attribution"
)

func locked(offered int64, handle float64, inTime int64) attribution.Counted {
	return attribution.Counted{Forecast: 100, Plan: 180, Offered: offered, HandleTime: handle, InTime: inTime, Of: offered, Committed: 10, Delivered: 10}
}

func TestWhatLiesBeyondTheLockLeavesTheCount(t *testing.T) {
	leave := attribution.Lock{Volume: 0.1, HandleTime: 0.1, Rule: attribution.Leave}
	capped, dutiful := leave, leave
	capped.Rule, dutiful.Duty = attribution.Cap, true
	short := locked(150, 180, 60)
	short.Delivered = 9.9
	for _, c := range []struct {
		name   string
		lock   attribution.Lock
		in     attribution.Counted
		inTime int64
		of     int64
		why    attribution.Reason
	}{
		{"on the band", leave, locked(110, 198, 50), 50, 110, attribution.None},
		{"too many contacts", leave, locked(111, 180, 50), 0, 0, attribution.MoreVolume},
		{"too long a handle time", leave, locked(100, 199, 50), 0, 0, attribution.LongerWork},
		{"too many, capped", capped, locked(220, 180, 60), 30, 110, attribution.MoreVolume},
		{"too long, capped", capped, locked(220, 199, 60), 0, 0, attribution.LongerWork},
		{"too many, and hours not delivered, which does not matter", leave, short, 0, 0, attribution.MoreVolume},
		{"too many, but hours not delivered", dutiful, short, 60, 150, attribution.Undone},
		{"nothing was forecast", leave, attribution.Counted{Offered: 3, Of: 3, Plan: 180, HandleTime: 100}, 0, 0, attribution.MoreVolume},
		{"nothing at all", leave, attribution.Counted{}, 0, 0, attribution.None},
	} {
		got, err := c.lock.Excuse(c.in)
		if err != nil || got.InTime != c.inTime || got.Of != c.of || got.Because != c.why {
			t.Errorf("%s: %d of %d, %q (%v); want %d of %d, %q", c.name, got.InTime, got.Of, got.Because, err, c.inTime, c.of, c.why)
		}
	}
}

func TestNoContactIsLostOrCountedTwice(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lock := attribution.Lock{
			Volume: rapid.Float64Range(0, 1).Draw(rt, "band"), HandleTime: rapid.Float64Range(0, 1).Draw(rt, "handle band"),
			Rule: rapid.SampledFrom([]attribution.Rule{attribution.Leave, attribution.Cap}).Draw(rt, "rule"),
		}
		in := locked(rapid.Int64Range(0, 500).Draw(rt, "offered"), rapid.Float64Range(0, 400).Draw(rt, "handle time"), 0)
		in.InTime = rapid.Int64Range(0, in.Of).Draw(rt, "in time")
		got, err := lock.Excuse(in)
		if err != nil {
			rt.Fatal(err)
		}
		if got.Of+got.OutOf != in.Of || got.InTime+got.OutInTime != in.InTime || got.InTime > got.Of || got.OutInTime > got.OutOf+1 {
			rt.Errorf("%+v of %+v", got, in)
		}
		if float64(got.Of) > math.Ceil(got.Band) && got.Because == attribution.MoreVolume {
			rt.Errorf("%d still count beyond the band of %v", got.Of, got.Band)
		}
	})
}

func TestALockThatCannotBeCountedIsRefused(t *testing.T) {
	good := attribution.Lock{Rule: attribution.Leave}
	negative, unruled := good, good
	negative.Volume, unruled.Rule = -0.1, "perhaps"
	more := locked(10, 180, 5)
	more.InTime = 11
	unknown := locked(10, math.NaN(), 5)
	for name, c := range map[string]struct {
		lock attribution.Lock
		in   attribution.Counted
	}{
		"a negative band": {negative, locked(10, 180, 5)}, "no rule": {unruled, locked(10, 180, 5)},
		"more in time than all": {good, more}, "no handle time": {good, unknown},
	} {
		var refused *attribution.LockError
		if _, err := c.lock.Excuse(c.in); !errors.As(err, &refused) {
			t.Errorf("%s: %v, want a LockError", name, err)
		}
	}
}
