package ladder_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/ladder"
)

// won is a record with an award in each of some months.
func won(months ...string) *ladder.Record {
	r := &ladder.Record{Person: "Li", Hired: day("2020-01-01")}
	for _, m := range months {
		r.Awards = append(r.Awards, ladder.Award{ID: m, Code: "a", Month: ladder.MonthOf(day(m + "-01"))})
	}
	return r
}

func away(r *ladder.Record, from, to string) *ladder.Record {
	r.Leaves = append(r.Leaves, ladder.Leave{ID: "l", From: day(from), To: day(to), Protected: true})
	return r
}

// 004-07: elected three months in a row, over the end of a year and over leave.
func TestStreaksRunOverYearsAndLeave(t *testing.T) {
	three := ladder.Streak{Award: "a", Months: 3}
	hard := ladder.Streak{Award: "a", Months: 3, LeaveBreaks: true}
	for _, c := range []struct {
		name     string
		asks     ladder.Streak
		of       *ladder.Record
		on       string
		verdict  ladder.Verdict
		value    float64
		earliest string
	}{
		{"three in a row", three, won("2026-03", "2026-04", "2026-05"), "2026-06-20", ladder.Passes, 3, "2026-06-20"},
		{"over the end of a year", three, won("2025-11", "2025-12", "2026-01"), "2026-02-01", ladder.Passes, 3, "2026-02-01"},
		{"a month between", three, won("2026-02", "2026-04", "2026-05"), "2026-06-20", ladder.Fails, 2, "2026-07-01"},
		{"the present month is not over", three, won("2026-05"), "2026-06-20", ladder.Fails, 1, "2026-08-01"},
		{"the present month is won", three, won("2026-05", "2026-06"), "2026-06-20", ladder.Fails, 2, "2026-08-01"},
		{"broken last month", three, won("2026-03", "2026-04"), "2026-06-20", ladder.Fails, 0, "2026-09-01"},
		{"parental leave between", three, away(won("2025-11", "2025-12", "2026-05"), "2025-12-28", "2026-05-03"), "2026-06-20", ladder.Passes, 3, "2026-06-20"},
		{"leave of a week is no excuse", three, away(won("2026-02", "2026-03", "2026-05"), "2026-04-10", "2026-04-17"), "2026-06-20", ladder.Fails, 1, "2026-08-01"},
		{"where leave breaks streaks", hard, away(won("2025-11", "2025-12", "2026-05"), "2025-12-28", "2026-05-03"), "2026-06-20", ladder.Fails, 1, "2026-08-01"},
		{"leave to come moves the day", three, away(won("2026-05"), "2026-07-01", "2026-09-01"), "2026-06-20", ladder.Fails, 1, "2026-10-01"},
		{"once is enough for good", three, won("2024-01", "2024-02", "2024-03"), "2026-06-20", ladder.Passes, 3, "2026-06-20"},
		{"another award", three, &ladder.Record{Awards: []ladder.Award{{Code: "b", Month: ladder.Month{Year: 2026, Month: 5}}}}, "2026-06-20", ladder.Fails, 0, "2026-09-01"},
	} {
		got := ask(c.asks, c.of, c.on)
		if got.Verdict != c.verdict || got.Value != c.value || got.Earliest.String() != c.earliest {
			t.Errorf("%s: got %v, %g in a row, earliest %s; want %v, %g, %s", c.name, got.Verdict, got.Value, got.Earliest, c.verdict, c.value, c.earliest)
		}
	}
}

func TestAwardsAreCountedWithinTheirMonths(t *testing.T) {
	of := won("2025-06", "2025-07", "2026-05")
	for _, c := range []struct {
		asks     ladder.AwardCount
		verdict  ladder.Verdict
		value    float64
		earliest string
	}{
		{ladder.AwardCount{Award: "a", Times: 2, Within: 12}, ladder.Passes, 2, "2026-06-20"},
		{ladder.AwardCount{Award: "a", Times: 3, Within: 12}, ladder.Fails, 2, "2026-07-01"},
		{ladder.AwardCount{Award: "a", Times: 4, Within: 12}, ladder.Fails, 2, "2026-09-01"},
		{ladder.AwardCount{Award: "a", Times: 3}, ladder.Passes, 3, "2026-06-20"},
	} {
		got := ask(c.asks, of, "2026-06-20")
		if got.Verdict != c.verdict || got.Value != c.value || got.Earliest.String() != c.earliest {
			t.Errorf("%+v: got %v, %g, earliest %s; want %v, %g, %s", c.asks, got.Verdict, got.Value, got.Earliest, c.verdict, c.value, c.earliest)
		}
	}
	unread := &ladder.Record{Unread: []ladder.Register{ladder.AwardRegister}}
	for _, q := range []ladder.Requirement{ladder.Streak{Award: "a", Months: 1}, ladder.AwardCount{Award: "a", Times: 1}} {
		if got := ask(q, unread, "2026-06-20"); got.Verdict != ladder.Unknown {
			t.Errorf("%+v, awards not read: %v, want unknown", q, got.Verdict)
		}
	}
}

// Where somebody is elected month for month, leave moves a streak and nothing else:
// whoever was elected in every month that counts has it.
func TestLeaveNeverBreaksAStreak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(2, 8).Draw(t, "length")
		start := ladder.Month{Year: 2025, Month: time.Month(rapid.IntRange(1, 12).Draw(t, "month"))}
		r := &ladder.Record{Hired: day("2020-01-01")}
		m := start
		for n := 0; n < length; m = m.Next() {
			if n > 0 && rapid.Bool().Draw(t, "away") {
				r.Leaves = append(r.Leaves, ladder.Leave{From: m.First(), To: m.Next().First(), Protected: true})
				continue
			}
			r.Awards = append(r.Awards, ladder.Award{Code: "a", Month: m})
			n++
		}
		q := ladder.Streak{Award: "a", Months: length}
		if got := ask(q, r, m.First().String()); got.Verdict != ladder.Passes {
			t.Fatalf("got %v after %d months in a row from %v, leaves %v", got.Verdict, length, start, r.Leaves)
		}
		r.Leaves = nil
		gap := len(r.Awards) > 0 && r.Awards[len(r.Awards)-1].Month != start && m.First().String() != monthsAfter(start, length).First().String()
		if got := ask(q, r, m.First().String()); gap && got.Verdict == ladder.Passes {
			t.Fatalf("without leave the months between do not count against them: %v", r.Awards)
		}
	})
}

func monthsAfter(m ladder.Month, n int) ladder.Month {
	for range n {
		m = m.Next()
	}
	return m
}
