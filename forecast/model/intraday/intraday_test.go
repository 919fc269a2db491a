package intraday_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/model/intraday"
)

const slots = 20

// shape is what is expected of each slot: a quiet morning, a busy noon.
func shape(peak float64) []float64 {
	out := make([]float64, slots)
	for j := range out {
		out[j] = peak * (.3 + math.Sin(math.Pi*float64(j)/slots))
	}
	return out
}

// world makes days whose every slot is busy by the same factor, of which the
// second half keeps only a share.
type world struct {
	peak   float64
	spread float64 // of the log factor
	keeps  float64 // share of the factor's log that the second half has
	noise  bool
}

func (w world) days(n int, seed uint64) []intraday.Day {
	random := rand.New(rand.NewPCG(seed, 7))
	out := make([]intraday.Day, n)
	for d := range out {
		out[d] = w.day(w.spread*random.NormFloat64(), random)
	}
	return out
}

func (w world) day(logFactor float64, random *rand.Rand) intraday.Day {
	d := intraday.Day{Forecast: shape(w.peak), Actual: make([]float64, slots)}
	for j, f := range d.Forecast {
		share := 1.0
		if j >= slots/2 {
			share = w.keeps
		}
		d.Actual[j] = f * math.Exp(share*logFactor)
		if w.noise {
			d.Actual[j] = max(0, math.Round(d.Actual[j]+math.Sqrt(d.Actual[j])*random.NormFloat64()))
		}
	}
	return d
}

// until hides what comes from a slot on.
func until(d intraday.Day, slot int) intraday.Day {
	d.Actual = slices.Clone(d.Actual)
	for j := slot; j < len(d.Actual); j++ {
		d.Actual[j] = math.NaN()
	}
	return d
}

// fataler is a test or a drawn case of one.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

func mustMake(t fataler, past []intraday.Day, today intraday.Day) intraday.Update {
	t.Helper()
	u, err := intraday.Make(past, today, []float64{.8, .95})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestTheRestKeepsTheShareOfTheErrorThatItUsedToKeep(t *testing.T) {
	w := world{peak: 200, spread: .15, keeps: .6}
	past := w.days(60, 1)
	today := w.day(.3, nil)
	u := mustMake(t, past, until(today, slots/2))
	if got, want := math.Log(u.Factor()), .6*.3; math.Abs(got-want) > .03 {
		t.Errorf("a morning 0.30 above (in logs) moved the afternoon by %.3f (%s); want about %.2f\ntrials %+v", got, u.Method, want, u.Trials)
	}
	for j := range slots / 2 {
		if u.Mean[j] != today.Actual[j] {
			t.Errorf("slot %d is over: %g came, %g is shown", j, today.Actual[j], u.Mean[j])
		}
	}
}

func TestMorningsThatSayNothingOfAfternoonsChangeNothing(t *testing.T) {
	w := world{peak: 200, spread: .15, keeps: 0, noise: true}
	random := rand.New(rand.NewPCG(3, 3))
	u := mustMake(t, w.days(80, 2), until(w.day(.3, random), slots/2))
	if u.Hold != intraday.NoGain || u.Method != intraday.None || u.Factor() != 1 {
		t.Errorf("held back by %q, %s, factor %.3f; want no_gain and 1\ntrials %+v", u.Hold, u.Method, u.Factor(), u.Trials)
	}
}

func TestUpdatingHelpsOnDaysNotLearnedFrom(t *testing.T) {
	for _, w := range []world{{200, .1, .8, true}, {20, .2, .7, true}, {3, .4, .7, true}, {200, .05, 0, true}} {
		past := w.days(60, 4)
		before, after := 0.0, 0.0
		for _, today := range w.days(100, 5) {
			u := mustMake(t, past, until(today, slots/2))
			for j := slots / 2; j < slots; j++ {
				before += (today.Forecast[j] - today.Actual[j]) * (today.Forecast[j] - today.Actual[j])
				after += (u.Mean[j] - today.Actual[j]) * (u.Mean[j] - today.Actual[j])
			}
		}
		if after > 1.01*before || w.keeps > 0 && after > .95*before {
			t.Errorf("%+v: squared error %.0f updated, %.0f left alone", w, after, before)
		}
	}
}

func TestBandsHoldWhatTheySay(t *testing.T) {
	w := world{200, .1, .8, true}
	past := w.days(80, 6)
	var slotsIn, restIn [2]float64
	const n = 300
	for _, today := range w.days(n, 7) {
		u := mustMake(t, past, until(today, slots/2))
		rest := 0.0
		for j := slots / 2; j < slots; j++ {
			rest += today.Actual[j]
			for b, band := range u.Bands {
				if y := today.Actual[j]; y >= band.Lo[j] && y <= band.Hi[j] {
					slotsIn[b] += 2.0 / slots / n
				}
			}
		}
		for b, band := range u.Bands {
			if rest >= band.RestLo && rest <= band.RestHi {
				restIn[b] += 1.0 / n
			}
		}
	}
	for b, level := range []float64{.8, .95} {
		if math.Abs(slotsIn[b]-level) > .05 || math.Abs(restIn[b]-level) > .09 {
			t.Errorf("bands of %.2f hold %.3f of the slots and %.3f of the rests", level, slotsIn[b], restIn[b])
		}
	}
}

func TestAForecastIsHeldWhereThereIsNothingToGoBy(t *testing.T) {
	w := world{peak: 200, spread: .15, keeps: .8}
	few := world{peak: 4, spread: .15, keeps: .8, noise: true}
	random := rand.New(rand.NewPCG(8, 8))
	for _, c := range []struct {
		name  string
		past  []intraday.Day
		today intraday.Day
		want  intraday.Hold
	}{
		{"nothing came", w.days(60, 1), until(w.day(.3, nil), 0), intraday.NothingYet},
		{"two slots with few contacts", few.days(60, 1), until(few.day(.3, random), 2), intraday.TooEarly},
		{"one slot with many contacts", w.days(60, 1), until(w.day(.3, nil), 1), ""},
		{"the day is over", w.days(60, 1), w.day(.3, nil), intraday.DayOver},
		{"too few past days", w.days(19, 1), until(w.day(.3, nil), 10), intraday.FewDays},
		{"no past day", nil, until(w.day(.3, nil), 10), intraday.FewDays},
	} {
		u := mustMake(t, c.past, c.today)
		if u.Hold != c.want || c.want != "" && u.Factor() != 1 {
			t.Errorf("%s: held back by %q, factor %g; want %q", c.name, u.Hold, u.Factor(), c.want)
		}
	}
}

// drawn is any past and any day under way.
func drawn(t *rapid.T) (past []intraday.Day, today intraday.Day) {
	w := world{
		peak: rapid.SampledFrom([]float64{.5, 5, 50, 500}).Draw(t, "peak"), spread: rapid.Float64Range(0, .5).Draw(t, "spread"),
		keeps: rapid.Float64Range(-1, 1.5).Draw(t, "keeps"), noise: true,
	}
	past = w.days(rapid.IntRange(0, 50).Draw(t, "past days"), rapid.Uint64().Draw(t, "seed"))
	for d := range past {
		if rapid.IntRange(0, 5).Draw(t, "gap") == 0 {
			past[d].Actual[rapid.IntRange(0, slots-1).Draw(t, "slot")] = math.NaN()
		}
	}
	today = w.day(rapid.Float64Range(-3, 3).Draw(t, "today"), rand.New(rand.NewPCG(1, 1)))
	today.Forecast[rapid.IntRange(0, slots-1).Draw(t, "closed")] = 0
	return past, until(today, rapid.IntRange(0, slots).Draw(t, "cut"))
}

func TestNoUpdateLeavesItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		past, today := drawn(t)
		u := mustMake(t, past, today)
		rest, soFar, came := 0.0, 0.0, 0.0
		for j, f := range today.Forecast {
			switch y := today.Actual[j]; {
			case y >= 0 && u.Mean[j] != y:
				t.Errorf("slot %d: %g came, %g is shown", j, y, u.Mean[j])
			case y >= 0 && f > 0:
				soFar, came = soFar+f, came+y
			case math.IsNaN(y) && (u.Mean[j] < f/2-1e-9 || u.Mean[j] > 2*f+1e-9):
				t.Errorf("slot %d: a forecast of %g became %g", j, f, u.Mean[j])
			case math.IsNaN(y) && j >= u.Cut:
				rest += u.Mean[j]
			}
			for _, b := range u.Bands {
				if b.Lo[j] > u.Mean[j] || b.Hi[j] < u.Mean[j] || b.Lo[j] < 0 {
					t.Errorf("slot %d: %g lies outside of its band from %g to %g", j, u.Mean[j], b.Lo[j], b.Hi[j])
				}
			}
		}
		if math.Abs(rest-u.Rest) > 1e-6*(1+rest) {
			t.Errorf("the rest is %g, its slots add up to %g", u.Rest, rest)
		}
		// The plain ratio is never used: the ratio's own update stays inside of it.
		if plain := math.Log((came + .25) / (soFar + .25)); u.Method == intraday.Ratio && math.Abs(math.Log(u.Factor())) > .95*math.Abs(plain)+1e-9 {
			t.Errorf("factor %g although only %g came of %g", u.Factor(), came, soFar)
		}
		if u.Hold != "" && u.Factor() != 1 {
			t.Errorf("held back by %q, yet the rest is multiplied by %g", u.Hold, u.Factor())
		}
	})
}

func TestTheSameDayIsUpdatedTheSameWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		past, today := drawn(t)
		if diff := cmp.Diff(mustMake(t, past, today), mustMake(t, past, today), cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("twice (-first +second):\n%s", diff)
		}
	})
}

func TestDaysThatCannotBeAreRefused(t *testing.T) {
	w := world{peak: 20, spread: .1, keeps: 1}
	for name, spoil := range map[string]func(past []intraday.Day, today *intraday.Day){
		"a day too short":       func(past []intraday.Day, _ *intraday.Day) { past[3].Actual = past[3].Actual[1:] },
		"a negative forecast":   func(_ []intraday.Day, today *intraday.Day) { today.Forecast[2] = -1 },
		"an infinite count":     func(past []intraday.Day, _ *intraday.Day) { past[0].Actual[1] = math.Inf(1) },
		"a forecast of no kind": func(past []intraday.Day, _ *intraday.Day) { past[0].Forecast[1] = math.NaN() },
	} {
		past, today := w.days(30, 1), until(w.day(.1, nil), 5)
		spoil(past, &today)
		var refused *intraday.ShapeError
		if _, err := intraday.Make(past, today, nil); !errors.As(err, &refused) || refused.Error() == "" {
			t.Errorf("%s: %v, want a refusal", name, err)
		}
	}
}

func TestPersistenceIsTheCorrelationOfNeighbouringDays(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name      string
		stretches [][]float64
		want      float64
	}{
		{"by hand: (1·2 + 2·1) / (½(1+4) + ½(4+1))", [][]float64{{1, 2, 1}}, 4. / 5},
		{"stretches do not touch", [][]float64{{1, 2, 1}, {-9}}, 4. / 5},
		{"an unknown day parts its neighbours", [][]float64{{1, 1, nan, -5, -5}}, .95},
		{"days that alternate keep nothing", [][]float64{{1, -1, 1}}, 0},
		{"nothing is known", nil, 0},
	} {
		if got := intraday.Persistence(c.stretches); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %g, want %g", c.name, got, c.want)
		}
	}
}

func TestAnErrorFadesFromDayToDay(t *testing.T) {
	got := intraday.Carry(math.Log(1.2), .5, 3)
	want := []float64{math.Pow(1.2, .5), math.Pow(1.2, .25), math.Pow(1.2, .125)}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := intraday.Carry(5, .95, 1)[0]; got != 2 {
		t.Errorf("a day of 150 times its forecast multiplies the next by %g, want at most 2", got)
	}
}
