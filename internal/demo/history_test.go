package demo

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestHistoryIsTheSameForTheSameSeed(t *testing.T) {
	q, g, days := pastOf(t, "LDS-CHAT")
	one := historyOf(q, 60, 7, g, days, answered)
	if diff := cmp.Diff(one, historyOf(q, 60, 7, g, days, answered)); diff != "" {
		t.Errorf("two histories of one seed differ (-first +second):\n%s", diff)
	}
}

func TestHistoryHasARowForEveryOpenIntervalAndNoOther(t *testing.T) {
	q, g, days := pastOf(t, "LDS-TICKETS")
	rows := historyOf(q, 60, 1, g, days, answered)
	perDay := (wallMinutes(q.closes) - wallMinutes(q.opens)) / g.Minutes()
	if want := perDay * g.Days(); len(rows) != want {
		t.Errorf("%d rows; want %d, which is %d a day", len(rows), want, perDay)
	}
	for _, iv := range rows {
		if minute := 60*iv.Start.Hour() + iv.Start.Minute(); minute < wallMinutes(q.opens) || minute >= wallMinutes(q.closes) {
			t.Fatalf("a row at %s; the queue is open from %s to %s", iv.Start, q.opens, q.closes)
		}
	}
}

func TestSwitchIsSilentWhereItWasMeantToBe(t *testing.T) {
	q, g, days := pastOf(t, "CD-TICKETS")
	for _, iv := range historyOf(q, 60, 1, g, days, answered) {
		if grid.DateOf(iv.Start) == testToday.AddDays(-11) {
			t.Fatalf("a row at %s; want none on that day", iv.Start)
		}
	}
}

func TestOutageLetsNobodyThroughAndTheyComeBack(t *testing.T) {
	_, g, days := pastOf(t, "GZ-BILLING")
	d := days[testDays-outageDaysAgo]
	for _, c := range []struct {
		minute int
		want   float64
	}{{outageFrom - 30, 1}, {outageFrom, 0}, {outageTo - 30, 0}, {outageTo, 1.4}, {outageTo + 120, 1}} {
		if got := d.disturbance(c.minute); got != c.want {
			t.Errorf("minute %d of %s: contacts times %g; want %g", c.minute, g.Date(testDays-outageDaysAgo), got, c.want)
		}
	}
}

func TestSharesOfADayAddUpToOne(t *testing.T) {
	for _, q := range queues {
		total := 0.0
		for _, share := range q.shares(wallMinutes(q.opens), wallMinutes(q.closes), 30) {
			total += share
		}
		if math.Abs(total-1) > 1e-9 {
			t.Errorf("%s: shares add up to %g", q.code, total)
		}
	}
}

func TestCountsHaveTheMeanTheyAreDrawnWith(t *testing.T) {
	for _, mean := range []float64{0, 0.4, 12, 59, 61, 900} {
		rnd, total := stream(3, "counts"), 0.0
		const draws = 4000
		for range draws {
			total += float64(poisson(rnd, mean))
		}
		// five deviations of the mean of so many draws
		if got := total / draws; math.Abs(got-mean) > 5*math.Sqrt(mean/draws) {
			t.Errorf("mean %g: drawn %g", mean, got)
		}
	}
}

func TestBinomialStaysWithinItsTrials(t *testing.T) {
	rnd := stream(4, "binomial")
	for _, n := range []int{0, 1, 200, 201, 5000} {
		for _, p := range []float64{0, 0.02, 0.5, 1} {
			total := 0
			for range 500 {
				k := binomial(rnd, n, p)
				if k < 0 || k > n {
					t.Fatalf("%d of %d with p=%g", k, n, p)
				}
				total += k
			}
			want, sd := float64(n)*p, math.Sqrt(float64(n)*p*(1-p)/500)
			if got := float64(total) / 500; math.Abs(got-want) > 5*sd+0.5 {
				t.Errorf("n=%d p=%g: mean %g; want %g", n, p, got, want)
			}
		}
	}
}

func TestHistoryReachesTheMomentItIsAskedFor(t *testing.T) {
	q, _, _ := pastOf(t, "LDS-TICKETS")
	g, err := grid.New(time.UTC, 30, testToday.AddDays(-2), 3)
	if err != nil {
		t.Fatal(err)
	}
	rows := historyOf(q, 60, 1, g, planDays(q, 1, g, testToday, nil), answered)
	opens := time.Duration(wallMinutes(q.opens)) * time.Minute
	for _, c := range []struct {
		name string
		now  time.Time
		want int // rows of today
	}{
		{"as on the morning", time.Time{}, 0},
		{"before it opens", testToday.Start(time.UTC), 0},
		{"in the middle of an interval", testToday.Start(time.UTC).Add(opens + 75*time.Minute), 2},
		{"at the end of an interval", testToday.Start(time.UTC).Add(opens + 90*time.Minute), 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, today := 0, 0
			for _, iv := range over(slices.Clone(rows), g, c.now) {
				if grid.DateOf(iv.Start) == testToday {
					today++
				} else {
					before++
				}
			}
			if perDay := len(rows) / 3; today != c.want || before != 2*perDay {
				t.Errorf("history until %s: %d rows of today and %d before; want %d and %d", c.now, today, before, c.want, 2*perDay)
			}
		})
	}
}
