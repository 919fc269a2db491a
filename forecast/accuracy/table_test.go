package accuracy

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// described lists rows as key:intervals/days.
func described(rows []Row) string {
	var out []string
	for _, r := range rows {
		out = append(out, fmt.Sprintf("%s:%d/%d", r.Key, r.Score.N, r.Score.Days))
	}
	return strings.Join(out, " ")
}

func TestDaysAreGroupedInTheOrderOfTheirGroups(t *testing.T) {
	var days []Day
	for k, lead := range []int{20, 1, 8, 100} {
		d := dayOf([]float64{1, 1}, []float64{1, 1})
		d.Date, d.Lead, d.Queue = monday.AddDays(9-3*k), lead, int64(12-5*k%11)
		days = append(days, d)
	}
	// Wednesday 11, Sunday 8, Thursday 5, Monday 2 March; queues 12, 7, 2, 8.
	for by, want := range map[By]string{
		ByLead:    "1-2:2/1 8-14:2/1 15-42:2/1 43+:2/1",
		ByWeekday: "1:2/1 3:2/1 4:2/1 7:2/1",
		ByQueue:   "2:2/1 7:2/1 8:2/1 12:2/1",
		ByDay:     "2026-03-02:2/1 2026-03-05:2/1 2026-03-08:2/1 2026-03-11:2/1",
		ByWeek:    "2026-03-02:6/3 2026-03-09:2/1",
		BySlot:    "09:00:4/4 09:30:4/4",
	} {
		if diff := cmp.Diff(want, described(Tabulate(days, by, spans))); diff != "" {
			t.Errorf("by %s (-want +got):\n%s", by, diff)
		}
	}
}

func TestALeadOutsideAllSpansHasNoRow(t *testing.T) {
	d := dayOf([]float64{1}, []float64{1})
	d.Lead = 5
	if rows := Tabulate([]Day{d}, ByLead, []Span{{1, 2}, {8, 14}}); len(rows) != 0 {
		t.Errorf("rows %s, want none", described(rows))
	}
}

func TestByTheTimeOfTheDayThereIsNoErrorOfWholeDays(t *testing.T) {
	d := dayOf([]float64{4, 6}, []float64{5, 5})
	for _, row := range Tabulate([]Day{d}, BySlot, nil) {
		if known(row.Score.DayWAPE) || row.Score.Days != 1 || !near(row.Score.WAPE, .2) {
			t.Errorf("%s: day WAPE %v, %d days, WAPE %v; want undefined, 1, 0.2", row.Key, row.Score.DayWAPE, row.Score.Days, row.Score.WAPE)
		}
	}
}

func TestAGroupWithoutAScoredIntervalHasNoRow(t *testing.T) {
	d := dayOf([]float64{4}, []float64{nan})
	for _, by := range Groupings() {
		if rows := Tabulate([]Day{d}, by, spans); len(rows) != 0 {
			t.Errorf("by %s: rows %s, want none", by, described(rows))
		}
	}
}

func TestGroupsTogetherAreTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := anyDays(t)
		whole := Total(days)
		for _, by := range Groupings() {
			n, contacts, abs := 0, 0.0, 0.0
			for _, row := range Tabulate(days, by, spans) {
				n += row.Score.N
				contacts += row.Score.Contacts
				if known(row.Score.WAPE) {
					abs += row.Score.WAPE * row.Score.Contacts
				}
			}
			if n != whole.N || !near(contacts, whole.Contacts) {
				t.Errorf("by %s: %d intervals, %v contacts; all together %d, %v", by, n, contacts, whole.N, whole.Contacts)
			}
			if whole.Contacts > 0 && abs > whole.WAPE*whole.Contacts+1e-6 {
				t.Errorf("by %s: errors add up to %v, all together %v", by, abs, whole.WAPE*whole.Contacts)
			}
		}
	})
}

func TestTheOrderOfDaysDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := anyDays(t)
		shuffled := rapid.Permutation(days).Draw(t, "shuffled")
		a, b := Total(days).figures(), Total(shuffled).figures()
		for name := range a {
			if !near(a[name], b[name]) {
				t.Errorf("%s is %v in one order and %v in another", name, a[name], b[name])
			}
		}
	})
}
