package model

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

// driven is a centre whose days are moved by a driver: values draws the driver's
// figure of day k, act says by what factor it moves contacts from the days'
// values so far.
type driven struct {
	centre
	seed   uint64
	sd     float64 // of the day's own busyness
	values func(random *rand.Rand, k int) float64
	act    func(values []float64, k int) float64
	slower func(x float64) float64 // factor on handle time; nil for none
}

// input is a forecast of the last days as if they were still to come, with the
// driver's values known, and what came.
func (d driven) input(t testing.TB, driver Driver, ahead int) (in Input, came []float64) {
	t.Helper()
	random := rand.New(rand.NewPCG(d.seed, 3))
	first := grid.MustDate(d.first)
	values, busy := make([]float64, d.days), make([]float64, d.days)
	state := 0.0
	for k := range values {
		values[k] = d.values(random, k)
		state = .5*state + random.NormFloat64()*d.sd*.8
		busy[k] = math.Exp(state) * d.act(values, k)
	}
	c := d.centre
	c.noise = d.seed
	c.factor = func(date grid.Date) float64 { return busy[first.DaysUntil(date)] }
	if d.slower != nil {
		c.aht = func(date grid.Date, _ int) float64 { return 240 * d.slower(values[first.DaysUntil(date)]) }
	}
	driver.First, driver.Values = first, values
	from := first.AddDays(d.days - ahead)
	h := c.history(t)
	for k := d.days - ahead; k < d.days; k++ {
		came = append(came, 0)
		if k < h.Days() {
			came[len(came)-1] = sumSeen(h.contacts[k])
		}
	}
	return Input{History: h, Location: c.location(t), From: from, Days: ahead, Drivers: []Driver{driver}}, came
}

func dayError(r *Result, came []float64) float64 {
	missed := 0.0
	for i, day := range r.Days {
		missed += math.Abs(day.Mean - came[i])
	}
	return missed / sum(came)
}

// mailing sends about twice in three weeks, which brings 40 % on the day and 20 %
// on the next.
func mailing(seed uint64, days int) driven {
	return driven{
		centre: quiet("2025-01-06", days), seed: seed, sd: .04,
		values: func(random *rand.Rand, k int) float64 {
			if k%7 > 4 || random.Float64() > .13 {
				return 0
			}
			return math.Round(10_000 * (.7 + .6*random.Float64()))
		},
		act: func(values []float64, k int) float64 {
			effect := .4 * values[k] / 10_000
			if k > 0 {
				effect += .2 * values[k-1] / 10_000
			}
			return 1 + effect
		},
	}
}

var letters = Driver{Code: "mail", Form: DriverCount, Lags: 3, MovesContacts: true}

func useOf(t *testing.T, r *Result, code string, handleTime bool) DriverUse {
	t.Helper()
	for _, u := range r.Drivers {
		if u.Code == code && u.HandleTime == handleTime {
			return u
		}
	}
	t.Fatalf("the report does not speak of driver %q: %+v", code, r.Drivers)
	return DriverUse{}
}

func effectOn(t *testing.T, r *Result, kind EffectKind, code string, handleTime bool) Effect {
	t.Helper()
	for _, e := range r.Effects {
		if e.Kind == kind && e.Code == code && e.HandleTime == handleTime {
			return e
		}
	}
	t.Fatalf("no effect of %s %q among %+v", kind, code, r.Effects)
	return Effect{}
}

func TestACampaignThatBringsCallsIsLearnedWithItsAfterEffect(t *testing.T) {
	in, came := mailing(5, 30*7).input(t, letters, 14)
	with := mustRun(t, in)
	use := useOf(t, with, "mail", false)
	if !use.Used || use.Reason != DriverProved || use.With >= use.Without {
		t.Errorf("a driver that moves a third of the days: %+v; want it proved", use)
	}
	e := effectOn(t, with, EffectDriver, "mail", false)
	if truth := 60.0; e.Lo > truth || e.Hi < truth || e.Hi-e.Lo > 60 {
		t.Errorf("a usual mailing brings %.0f %% (%.0f to %.0f); want about %g %% of a day in all", e.Pct, e.Lo, e.Hi, truth)
	}
	if !near(e.Per, 10_000, .1) || e.Days < 15 {
		t.Errorf("the effect is told per %g letters from %d days; want about 10,000 and more than 15", e.Per, e.Days)
	}
	in.Drivers = nil
	without := mustRun(t, in)
	if a, b := dayError(with, came), dayError(without, came); a > .75*b {
		t.Errorf("days are missed by %.1f %% with the mailing and %.1f %% without; want far less", 100*a, 100*b)
	}
}

func TestAPlannedCampaignLiftsItsDayAndTheNext(t *testing.T) {
	in, _ := mailing(6, 30*7).input(t, letters, 14)
	quietDay := in.From.AddDays(2)
	at := in.Drivers[0].First.DaysUntil(quietDay)
	forecast := func(sends float64) *Result {
		changed := in
		changed.Drivers = slices.Clone(in.Drivers)
		values := slices.Clone(in.Drivers[0].Values)
		copy(values[at-3:], []float64{0, 0, 0, sends, 0, 0, 0})
		changed.Drivers[0].Values = values
		return mustRun(t, changed)
	}
	none, usual, double := forecast(0), forecast(10_000), forecast(20_000)
	for day, want := range map[int]float64{1: 1, 2: 1.4, 3: 1.2} {
		if got := usual.Days[day].Mean / none.Days[day].Mean; math.Abs(got-want) > .08 {
			t.Errorf("%d days after: a mailing changes the forecast by a factor %.3f, want about %g", day-2, got, want)
		}
	}
	if a, b := usual.Days[2].Mean, double.Days[2].Mean; b <= a {
		t.Errorf("twice the letters are expected to bring %.0f contacts, once %.0f; want more", b, a)
	}
}

func TestADriverThatDoesNothingIsNotUsed(t *testing.T) {
	refused := 0
	const tries = 6
	for seed := range uint64(tries) {
		d := mailing(seed+1, 26*7)
		d.act = func([]float64, int) float64 { return 1 }
		in, came := d.input(t, letters, 14)
		with := mustRun(t, in)
		if !useOf(t, with, "mail", false).Used {
			refused++
		}
		in.Drivers = nil
		if a, b := dayError(with, came), dayError(mustRun(t, in), came); a > 1.1*b+.003 {
			t.Errorf("seed %d: an idle driver spoils the forecast from %.2f %% to %.2f %%", seed, 100*b, 100*a)
		}
	}
	if refused < tries/2 {
		t.Errorf("an idle driver was refused %d times of %d; want at least half", refused, tries)
	}
}

func TestIntervalsOfEffectsHoldTheTruth(t *testing.T) {
	held, tries := 0, 0
	for seed := range uint64(40) {
		d := mailing(seed+100, 40*7)
		d.values = func(random *rand.Rand, _ int) float64 { return 1000 * math.Exp(.2*random.NormFloat64()) }
		d.act = func(values []float64, k int) float64 { return math.Pow((values[k]+1)/1001, .5) }
		in, _ := d.input(t, Driver{Code: "orders", Form: DriverRatio, MovesContacts: true}, 7)
		r, err := prepare(in)
		if err != nil {
			t.Fatal(err)
		}
		raw := r.training.again(settling{unjudged: true})
		o := fitContacts(raw, raw.signalsFor([]*Driver{&in.Drivers[0]}))
		e := o.effects(false)[0]
		tries++
		held += int(indicator(e.Lo <= 100*(math.Pow(1.1, .5)-1) && 100*(math.Pow(1.1, .5)-1) <= e.Hi))
	}
	if share := float64(held) / float64(tries); share < .85 {
		t.Errorf("95 %% intervals hold the truth in %.0f %% of %d cases", 100*share, tries)
	}
}

func TestABotTakesItsShareAwayBeforeAnythingWasSeenOfIt(t *testing.T) {
	d := mailing(9, 20*7)
	d.values = func(_ *rand.Rand, k int) float64 { return .3 * indicator(k >= 18*7) }
	d.act = func(values []float64, k int) float64 { return 1 - values[k] }
	in, came := d.input(t, Driver{Code: "bot", Form: DriverShare, MovesContacts: true}, 14)
	r := mustRun(t, in)
	if use := useOf(t, r, "bot", false); !use.Used || use.Reason != DriverGiven {
		t.Errorf("a bot that begins with the horizon: %+v; want it used for its given relation", use)
	}
	if missed := dayError(r, came); missed > .12 {
		t.Errorf("the first two weeks with a bot are missed by %.1f %%; want what noise explains", 100*missed)
	}
	e := effectOn(t, r, EffectDriver, "bot", false)
	if e.Pct > -8 || e.Lo > -12 || e.Hi < -8 {
		t.Errorf("ten points of a bot are expected to change contacts by %.1f %% (%.1f to %.1f); want about -10 with doubt", e.Pct, e.Lo, e.Hi)
	}
}

func TestABotThatSettlesTheQuickContactsLeavesLongerOnes(t *testing.T) {
	d := mailing(10, 40*7)
	share := 0.0
	d.values = func(random *rand.Rand, k int) float64 {
		if k%14 == 0 {
			share = .1 + .3*random.Float64()
		}
		return share
	}
	d.act = func(values []float64, k int) float64 { return 1 - values[k] }
	d.slower = func(x float64) float64 { return math.Pow(1-x, -.4) }
	in, _ := d.input(t, Driver{Code: "bot", Form: DriverShare, MovesContacts: true, MovesHandleTime: true}, 14)
	r := mustRun(t, in)
	for _, on := range []bool{false, true} {
		if use := useOf(t, r, "bot", on); !use.Used {
			t.Errorf("the bot on handle time %v: %+v; want it used", on, use)
		}
	}
	contacts, time := effectOn(t, r, EffectDriver, "bot", false), effectOn(t, r, EffectDriver, "bot", true)
	if contacts.Pct > -8 || contacts.Pct < -20 || time.Pct < 2 || time.Pct > 9 {
		t.Errorf("ten points more change contacts by %.1f %% and handle time by %.1f %%; want about -13 and +5", contacts.Pct, time.Pct)
	}
	more := in
	more.Drivers = slices.Clone(in.Drivers)
	values := slices.Clone(in.Drivers[0].Values)
	for k := len(values) - 14; k < len(values); k++ {
		values[k] = min(.6, values[k]+.2)
	}
	more.Drivers[0].Values = values
	after := mustRun(t, more)
	noon := slices.IndexFunc(r.Mean, func(v float64) bool { return v > 0 })
	if after.Mean[noon] >= r.Mean[noon] || after.HandleSeconds[noon] <= r.HandleSeconds[noon] {
		t.Errorf("with 20 points more the first interval goes from %.1f contacts of %.0f s to %.1f of %.0f s; want fewer and longer",
			r.Mean[noon], r.HandleSeconds[noon], after.Mean[noon], after.HandleSeconds[noon])
	}
}

func TestDriversThatCannotBeAreRefused(t *testing.T) {
	in := quiet("2025-01-06", 60).input(t, 7)
	first := grid.MustDate("2025-01-06")
	for name, drivers := range map[string][]Driver{
		"no name":          {{First: first}},
		"the same twice":   {{Code: "a", First: first}, {Code: "a", First: first}},
		"a negative count": {{Code: "a", Form: DriverCount, First: first, Values: []float64{1, -1}}},
		"a whole share":    {{Code: "a", Form: DriverShare, First: first, Values: []float64{1}}},
		"no form":          {{Code: "a", Form: 9, First: first}},
		"a week of lags":   {{Code: "a", Form: DriverCount, Lags: 7, First: first}},
		"infinite":         {{Code: "a", First: first, Values: []float64{math.Inf(1)}}},
	} {
		in.Drivers = drivers
		_, err := Run(context.Background(), in)
		var bad *DriverError
		if !errors.As(err, &bad) || bad.Found == "" || bad.Expected == "" {
			t.Errorf("%s: got %v, want a *DriverError", name, err)
		}
	}
}

func TestMissingValuesAreMadeGoodByTheForm(t *testing.T) {
	nan := math.NaN()
	first := grid.MustDate("2025-01-06")
	values := []float64{1, 2, 3, 4, 5, 6, 7, 3, nan, nan}
	for form, want := range map[DriverForm][]float64{
		DriverCount:  {0, 1, 2, 3, 4, 5, 6, 7, 3, 0, 0, 0},
		DriverLinear: {4, 1, 2, 3, 4, 5, 6, 7, 3, 2, 3, 4},
	} {
		if form == DriverLinear {
			want[0] = mean(known(values)) // no such weekday before: the mean of all
		}
		got, assumed := Driver{Code: "a", Form: form, First: first, Values: values}.series(first.AddDays(-1), 12)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("form %d (-want +got):\n%s", form, diff)
		}
		if !assumed[0] || assumed[1] || !assumed[9] || !assumed[11] {
			t.Errorf("form %d: made good %v", form, assumed)
		}
	}
	got, _ := Driver{Code: "a", Form: DriverShare, First: first, Values: []float64{.1, nan, .2}}.series(first.AddDays(-1), 6)
	if diff := cmp.Diff([]float64{0, .1, .1, .2, .2, .2}, got); diff != "" {
		t.Errorf("a share (-want +got):\n%s", diff)
	}
}

func TestAnyDriverLeavesAForecastOfFiniteNumbers(t *testing.T) {
	base := quiet("2025-01-06", 50)
	base.noise = 3
	in := base.input(t, 14)
	in.Options.Origins = 2
	rapid.Check(t, func(t *rapid.T) {
		form := DriverForm(rapid.IntRange(0, 3).Draw(t, "form"))
		value := rapid.OneOf(rapid.Just(math.NaN()), rapid.Float64Range(0, .999), rapid.SampledFrom([]float64{0, 1e-300, .5}))
		if form != DriverShare {
			value = rapid.OneOf(value, rapid.Float64Range(0, 1e12))
		}
		d := Driver{
			Code: "x", Form: form, Lags: rapid.IntRange(0, 3).Draw(t, "lags"), MovesContacts: true, MovesHandleTime: rapid.Bool().Draw(t, "both"),
			First: grid.MustDate("2025-01-01").AddDays(rapid.IntRange(0, 40).Draw(t, "first")), Values: rapid.SliceOfN(value, 0, 120).Draw(t, "values"),
		}
		in.Drivers = []Driver{d}
		r, err := Run(context.Background(), in)
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		for i, v := range r.Mean {
			if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 || v > 1e5 {
				t.Fatalf("%+v: interval %d is expected to see %g contacts", d, i, v)
			}
		}
		for _, e := range r.Effects {
			if math.IsNaN(e.Pct) || e.Lo > e.Pct || e.Hi < e.Pct {
				t.Fatalf("%+v: effect %+v", d, e)
			}
		}
	})
}

func TestARefitFollowsTheDriversOfItsPlan(t *testing.T) {
	in, _ := mailing(7, 30*7).input(t, letters, 14)
	whole := mustRun(t, in)
	again, err := Refit(context.Background(), in, whole.Plan, whole.Calibration)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole.Mean, again.Mean); diff != "" {
		t.Errorf("the refit differs from the run (-run +refit):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"mail"}, again.Plan.Drivers); diff != "" {
		t.Errorf("the plan names drivers (-want +got):\n%s", diff)
	}
	in.Drivers[0].Code = "renamed"
	if _, err := Refit(context.Background(), in, whole.Plan, whole.Calibration); err != nil {
		t.Errorf("without the plan's driver: %v; want a forecast without it", err)
	}
}
