package quality

import (
	"errors"
	"math"
	"testing"
)

func TestRefusalsNameThePlace(t *testing.T) {
	err := Refuse(-1, "at least 0", "rows[%d].size", 3)
	refused := (*InputError)(nil)
	if !errors.As(err, &refused) || err.Error() != "rows[3].size is -1; expected at least 0" {
		t.Errorf("got %v", err)
	}
}

func TestLevelsAreShares(t *testing.T) {
	for _, level := range []float64{0, 1, 95, -.5, math.NaN()} {
		if CheckLevel(level) == nil {
			t.Errorf("%v is taken for a level", level)
		}
	}
	if err := CheckLevel(.95); err != nil {
		t.Error(err)
	}
	for level, want := range map[float64]float64{.95: 1.959963984540054, .998: 3.090232306167813} {
		if got := Normal(level); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v is held by %v standard deviations, want %v", level, got, want)
		}
	}
}
