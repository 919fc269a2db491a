package ladder_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/ladder"
)

// seen draws observations of a metric over the last weeks.
func seen(t *rapid.T) *ladder.Record {
	r := &ladder.Record{Person: "Li", Hired: day("2024-01-01")}
	for i := range rapid.IntRange(0, 12).Draw(t, "observations") {
		r.Observations = append(r.Observations, ladder.Observation{
			ID: string(rune('a' + i)), Metric: "q", On: day("2026-06-20").AddDays(-rapid.IntRange(0, 60).Draw(t, "ago")),
			Value: rapid.Float64Range(0, 1).Draw(t, "value"), Weight: rapid.Float64Range(0, 5).Draw(t, "weight"),
		})
	}
	return r
}

func anyMetric(t *rapid.T) ladder.Metric {
	return ladder.Metric{
		Name: "q", Aggregate: rapid.SampledFrom([]ladder.Aggregate{ladder.Mean, ladder.Worst, ladder.Latest}).Draw(t, "aggregate"), Window: rapid.IntRange(1, 60).Draw(t, "window"),
		Sense: rapid.SampledFrom([]ladder.Sense{ladder.NotBelow, ladder.NotAbove}).Draw(t, "sense"), Threshold: rapid.Float64Range(0, 1).Draw(t, "threshold"), Observations: rapid.IntRange(1, 6).Draw(t, "least"),
	}
}

// To contest evidence may leave a verdict open; it never turns it round.
func TestContestingNeverTurnsAVerdictRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, q := seen(t), anyMetric(t)
		before := ask(q, r, "2026-06-20").Verdict
		for i := range r.Observations {
			r.Observations[i].Contested = rapid.Bool().Draw(t, "contested")
		}
		if after := ask(q, r, "2026-06-20").Verdict; after != before && after != ladder.Unknown {
			t.Fatalf("%v, and with contested evidence %v", before, after)
		}
	})
}

// A better value never makes a verdict worse.
func TestABetterValueNeverHurts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, q := seen(t), anyMetric(t)
		if len(r.Observations) == 0 {
			return
		}
		before := ask(q, r, "2026-06-20")
		better := *r
		better.Observations = slices.Clone(r.Observations)
		at := rapid.IntRange(0, len(r.Observations)-1).Draw(t, "which")
		step := rapid.Float64Range(0, 1).Draw(t, "better by")
		if q.Sense == ladder.NotAbove {
			step = -step
		}
		better.Observations[at].Value += step
		after := ask(q, &better, "2026-06-20")
		if after.Verdict < before.Verdict || after.Unit == before.Unit && after.Gap > before.Gap+1e-9 {
			t.Fatalf("%v lacking %g, and with a better value %v lacking %g", before.Verdict, before.Gap, after.Verdict, after.Gap)
		}
	})
}

// An award more never makes a verdict worse, nor the day later.
func TestAnAwardMoreNeverHurts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &ladder.Record{Hired: day("2020-01-01")}
		m := ladder.MonthOf(day("2025-03-01"))
		free := []ladder.Month{}
		for range 16 {
			if rapid.Bool().Draw(t, "won") {
				r.Awards = append(r.Awards, ladder.Award{Code: "a", Month: m})
			} else {
				free = append(free, m)
			}
			m = m.Next()
		}
		if len(free) == 0 {
			return
		}
		for _, q := range []ladder.Requirement{
			ladder.Streak{Award: "a", Months: rapid.IntRange(1, 6).Draw(t, "months")},
			ladder.AwardCount{Award: "a", Times: rapid.IntRange(1, 6).Draw(t, "times"), Within: rapid.SampledFrom([]int{0, 6, 12}).Draw(t, "within")},
		} {
			before := ask(q, r, "2026-06-20")
			more := *r
			more.Awards = append(slices.Clone(r.Awards), ladder.Award{Code: "a", Month: rapid.SampledFrom(free).Draw(t, "one more")})
			after := ask(q, &more, "2026-06-20")
			if after.Verdict < before.Verdict || after.Gap > before.Gap || !before.Earliest.IsZero() && after.Earliest.After(before.Earliest) {
				t.Fatalf("%+v: %+v, and with an award more %+v", q, before, after)
			}
		}
	})
}

// Whoever is elected each month from now on passes on the day that was named.
func TestTheEarliestDayOfAStreakIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &ladder.Record{Hired: day("2020-01-01")}
		for m := ladder.MonthOf(day("2026-01-01")); m != ladder.MonthOf(day("2026-06-01")); m = m.Next() {
			if rapid.Bool().Draw(t, "won") {
				r.Awards = append(r.Awards, ladder.Award{Code: "a", Month: m})
			}
		}
		for range rapid.IntRange(0, 2).Draw(t, "leaves") {
			from := day("2026-01-01").AddDays(rapid.IntRange(0, 500).Draw(t, "from"))
			r.Leaves = append(r.Leaves, ladder.Leave{From: from, To: from.AddDays(rapid.IntRange(1, 120).Draw(t, "days")), Protected: true})
		}
		q := ladder.Streak{Award: "a", Months: rapid.IntRange(1, 5).Draw(t, "months")}
		got := ask(q, r, "2026-06-20")
		if got.Verdict == ladder.Passes {
			return
		}
		for m := ladder.MonthOf(day("2026-06-20")); m.First().Before(got.Earliest); m = m.Next() {
			if m.Next().First().After(got.Earliest) {
				t.Fatalf("%s is within a month", got.Earliest)
			}
			if !mostlyAway(r, m) {
				r.Awards = append(r.Awards, ladder.Award{Code: "a", Month: m})
			}
		}
		if then := ask(q, r, got.Earliest.String()); then.Verdict != ladder.Passes {
			t.Fatalf("on %s, elected in every month that counts, it %v: %+v", got.Earliest, then.Verdict, then)
		}
	})
}

// mostlyAway counts the days of protected leave one by one.
func mostlyAway(r *ladder.Record, m ladder.Month) bool {
	days, away := 0, 0
	for d := m.First(); d.Before(m.Next().First()); d = d.AddDays(1) {
		days++
		if slices.ContainsFunc(r.Leaves, func(l ladder.Leave) bool { return !d.Before(l.From) && d.Before(l.To) }) {
			away++
		}
	}
	return 2*away > days
}
