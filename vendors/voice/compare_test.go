package voice_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/vendors/voice"
)

// The bounds are held against their definition: at the lower one the count and more
// have a chance of 2.5 %, at the upper one the count and less.
func TestACountIsSetAgainstOneBefore(t *testing.T) {
	for _, row := range []struct {
		name        string
		now, before int64
		e           voice.Exposure
		ratio       float64
		few         bool
	}{
		{"half of before", 15, 30, voice.Exposure{Now: 1, Before: 1}, 0.5, false},
		{"few", 4, 1, voice.Exposure{Now: 2, Before: 1}, 2, true},
	} {
		c, err := voice.Compare(row.now, row.before, row.e)
		if err != nil {
			t.Fatal(err)
		}
		share := func(ratio float64) float64 {
			odds := ratio * float64(row.e.Now) / float64(row.e.Before)
			return odds / (1 + odds)
		}
		all := float64(row.now + row.before)
		above := 1 - distuv.Binomial{N: all, P: share(c.Low)}.CDF(float64(row.now-1))
		below := distuv.Binomial{N: all, P: share(c.High)}.CDF(float64(row.now))
		if math.Abs(c.Ratio-row.ratio) > 1e-9 || math.Abs(above-0.025) > 1e-9 || math.Abs(below-0.025) > 1e-9 || c.Few != row.few {
			t.Errorf("%s: got %+v with tails of %v and %v, want %v with 0.025 each", row.name, c, above, below, row.ratio)
		}
	}
	fresh, err := voice.Compare(12, 0, voice.Exposure{Now: 1, Before: 1})
	if err != nil || !math.IsNaN(fresh.Ratio) || !math.IsInf(fresh.High, 1) || fresh.Low <= 1 || fresh.Surely != 1 {
		t.Errorf("nothing before: got %+v, %v; want a lower bound above 1 and surely more", fresh, err)
	}
	gone, err := voice.Compare(0, 12, voice.Exposure{Now: 1, Before: 1})
	if err != nil || gone.Ratio != 0 || gone.Low != 0 || gone.High >= 1 || gone.Surely != -1 {
		t.Errorf("nothing now: got %+v, %v; want an upper bound below 1 and surely less", gone, err)
	}
	var bad *voice.ExposureError
	for _, e := range []voice.Exposure{{Now: 0, Before: 1}, {Now: 1, Before: 0}} {
		if _, err := voice.Compare(1, 1, e); !errors.As(err, &bad) {
			t.Errorf("%+v: got %v, want an ExposureError", e, err)
		}
	}
	if _, err := voice.Compare(-1, 1, voice.Exposure{Now: 1, Before: 1}); !errors.As(err, &bad) {
		t.Errorf("a negative count: got %v", err)
	}
}

// The exact interval holds the true ratio at least 95 times in a hundred.
func TestTheIntervalOfARatioCovers(t *testing.T) {
	source := rand.NewPCG(68, 1)
	const draws, truth = 4000, 0.7
	inside := 0
	for range draws {
		before := distuv.Poisson{Lambda: 20, Src: source}.Rand()
		now := distuv.Poisson{Lambda: 20 * truth * 2, Src: source}.Rand()
		c, err := voice.Compare(int64(now), int64(before), voice.Exposure{Now: 2, Before: 1})
		if err != nil {
			t.Fatal(err)
		}
		if c.Low <= truth && truth <= c.High {
			inside++
		}
	}
	if share := float64(inside) / draws; share < 0.945 || share > 0.995 {
		t.Errorf("the interval covers %.3f, want 0.95 or a little more", share)
	}
}
