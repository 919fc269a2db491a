package demo

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

const testDays = 400

var testToday = grid.MustDate("2026-11-16")

// pastOf is the history's grid and days of a queue, by code.
func pastOf(t *testing.T, code string) (queueSpec, grid.Grid, []day) {
	t.Helper()
	q := queues[slices.IndexFunc(queues, func(q queueSpec) bool { return q.code == code })]
	g, err := grid.New(time.UTC, 30, testToday.AddDays(-testDays), testDays)
	if err != nil {
		t.Fatal(err)
	}
	return q, g, planDays(q, 1, g, testToday, nil)
}

func driverBy(t *testing.T, code string) driverSpec {
	t.Helper()
	at := slices.IndexFunc(drivers, func(s driverSpec) bool { return s.code == code })
	if at < 0 {
		t.Fatalf("no driver %s", code)
	}
	return drivers[at]
}

func TestDriversHaveTheSameValuesForTheSameSeed(t *testing.T) {
	for _, s := range drivers {
		first := testToday.AddDays(-testDays)
		one, again, other := s.figures(1, first, testDays), s.figures(1, first, testDays), s.figures(2, first, testDays)
		if diff := cmp.Diff(one, again); diff != "" {
			t.Errorf("%s: two draws of one seed differ (-first +second):\n%s", s.code, diff)
		}
		if slices.Equal(one, other) {
			t.Errorf("%s: seeds 1 and 2 give the same values", s.code)
		}
	}
}

func TestDriversArePlannedAhead(t *testing.T) {
	for _, s := range drivers {
		figures := s.figures(1, testToday.AddDays(-testDays), testDays)
		ahead := figures[testDays:]
		if len(ahead) != driverAhead {
			t.Errorf("%s: %d planned days; want %d", s.code, len(ahead), driverAhead)
		}
		if slices.Max(ahead) <= 0 {
			t.Errorf("%s: nothing is planned: %v", s.code, ahead)
		}
		for k, x := range figures {
			if x < 0 || s.kind == "deflection" && x >= 1 {
				t.Errorf("%s: value %g on day %d can be none of kind %s", s.code, x, k, s.kind)
			}
		}
	}
}

func TestMailingsBringAnswersOverFourDays(t *testing.T) {
	s := driverBy(t, "LETTERS")
	for _, c := range []struct {
		name   string
		values []float64 // newest first
		want   float64
	}{
		{"nothing sent", []float64{0, 0, 0, 0}, 1},
		{"the usual letters today", []float64{usualLetters, 0, 0, 0}, math.Pow(2, 0.16)},
		{"yesterday they bring the most", []float64{0, usualLetters, 0, 0}, math.Pow(2, 0.24)},
		{"four days ago is forgotten", []float64{0, 0, 0, 0, usualLetters}, 1},
	} {
		if got := s.contacts(c.values); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: contacts times %g; want %g", c.name, got, c.want)
		}
	}
}

func TestWhatTheBotSettlesDoesNotArriveAndTheRestTakesLonger(t *testing.T) {
	s := driverBy(t, "BOT")
	if got := s.contacts([]float64{0.2}); got != 0.8 {
		t.Errorf("with a fifth settled, contacts times %g; want 0.8", got)
	}
	if got := s.handle([]float64{0.2}); got <= 1 {
		t.Errorf("with a fifth settled, handle time times %g; want more than 1", got)
	}
}

// The history must hold what the drivers do, or there is nothing to learn: on the
// days on which a driver brings more, and on those on which it brings less.
func TestHistoryHoldsWhatTheDriversDo(t *testing.T) {
	for _, c := range []struct{ driver, queue string }{{"LETTERS", "LDS-CARE"}, {"ORDERS", "CD-SALES"}, {"BOT", "GZ-CHAT"}} {
		q, g, days := pastOf(t, c.queue)
		figures := driverBy(t, c.driver).figures(1, g.Date(0), g.Days())
		without, effects := slices.Clone(days), make([]float64, len(days))
		for k := range days {
			seen := slices.Clone(figures[max(0, k-3) : k+1])
			slices.Reverse(seen)
			effects[k] = driverBy(t, c.driver).contacts(seen)
			without[k].factor /= effects[k]
		}
		real, bare := offeredByDay(q, g, days), offeredByDay(q, g, without)
		moved := 0
		for _, more := range []bool{true, false} {
			got, base, want := 0.0, 0.0, 0.0
			for k, effect := range effects {
				if effect > 1.02 && more || effect < 0.98 && !more {
					got, base, want = got+real[k], base+bare[k], want+bare[k]*effect
				}
			}
			if base == 0 {
				continue
			}
			moved++
			if math.Abs(got/want-1) > 0.02 {
				t.Errorf("%s moves the contacts of %s by %.3f (more: %t); want %.3f, give or take 2 %%", c.driver, c.queue, got/base, more, want/base)
			}
		}
		if moved == 0 {
			t.Errorf("%s moves nothing of %s", c.driver, c.queue)
		}
	}
}

// offeredByDay generates a history in which everybody is answered at once.
func offeredByDay(q queueSpec, g grid.Grid, days []day) []float64 {
	total := make([]float64, len(days))
	for _, iv := range historyOf(q, DefaultSize, 1, g, days, answered) {
		total[g.Date(0).DaysUntil(grid.DateOf(iv.Start))] += float64(iv.Offered)
	}
	return total
}

func answered(_ queueSpec, _ float64, offered int, _ *rand.Rand) Interval {
	return Interval{Offered: offered, Answered: offered}
}

func TestHandleTimeOfHistoryFollowsTheBot(t *testing.T) {
	q, g, days := pastOf(t, "GZ-CHAT")
	var seconds []float64 // by interval
	historyOf(q, 20, 1, g, days, func(today queueSpec, _ float64, _ int, _ *rand.Rand) Interval {
		seconds = append(seconds, today.ahtS)
		return Interval{}
	})
	perDay := len(seconds) / testDays
	before, after := mean(seconds[:20*perDay]), mean(seconds[len(seconds)-20*perDay:])
	if want := 1 + botLengthens*0.16; math.Abs(after/before-want) > 0.01 {
		t.Errorf("handle time went from %.0f to %.0f s, times %.3f; want times %.3f", before, after, after/before, want)
	}
}

func mean(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total / float64(len(values))
}

func TestOffersLieBehindAndAhead(t *testing.T) {
	for _, o := range offers {
		past := slices.ContainsFunc(o.ahead, func(first int) bool { return first < -o.days && first > -testDays })
		soon := slices.ContainsFunc(o.ahead, func(first int) bool { return first > 0 && first+o.days < 28 })
		if !past || !soon {
			t.Errorf("%s begins %v days from today; want one to learn from and one in the next four weeks", o.name, o.ahead)
		}
	}
}

func TestOffersMoveTheirSiteAlone(t *testing.T) {
	first := offers[0].ahead[2]
	for _, c := range []struct {
		queue string
		want  float64
	}{{"LDS-CHAT", 1 + offers[0].uplift}, {"GZ-FAULTS", 1}} {
		_, _, days := pastOf(t, c.queue)
		if got := days[testDays+first].factor; math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: contacts times %g on %s; want %g", c.queue, got, days[testDays+first].date, c.want)
		}
	}
}

func TestOfferDaysSayWhatWasExpected(t *testing.T) {
	days := offerDays("GB", testToday)
	if want := len(offers[0].ahead) * offers[0].days; len(days) != want {
		t.Fatalf("%d days of offers in Britain; want %d", len(days), want)
	}
	for _, d := range days {
		if d.UpliftPct == nil || *d.UpliftPct != 100*offers[0].expected || d.EventType == "" {
			t.Errorf("%s: expected %v, type %q; want %g per cent of a type", d.Date, d.UpliftPct, d.EventType, 100*offers[0].expected)
		}
	}
}
