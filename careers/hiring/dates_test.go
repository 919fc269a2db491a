package hiring

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
)

// 004-03: every step has its day; back again, and later days are gone.
func TestStagesCarryTheirDays(t *testing.T) {
	day := grid.MustDate
	today := day("2026-03-10")
	c := Candidate{Number: 1, AppliedOn: day("2026-03-01"), Stage: Applied, Days: map[Stage]grid.Date{Applied: day("2026-03-01")}}
	step := func(stage Stage, ending Ending, on string) error {
		t.Helper()
		next := c
		next.Stage, next.Ending = stage, ending
		var said grid.Date
		if on != "" {
			said = day(on)
		}
		err := next.dated(c, said, today)
		if err == nil {
			c = next
		}
		return err
	}
	for _, s := range []struct {
		stage  Stage
		ending Ending
		on     string
		want   map[Stage]grid.Date
		ended  string
	}{
		{Screened, "", "2026-03-03", map[Stage]grid.Date{Applied: day("2026-03-01"), Screened: day("2026-03-03")}, ""},
		{Offered, "", "", map[Stage]grid.Date{Applied: day("2026-03-01"), Screened: day("2026-03-03"), Offered: today}, ""},
		{Screened, "", "", map[Stage]grid.Date{Applied: day("2026-03-01"), Screened: day("2026-03-03")}, ""},
		{Screened, Withdrew, "2026-03-05", map[Stage]grid.Date{Applied: day("2026-03-01"), Screened: day("2026-03-03")}, "2026-03-05"},
		{Screened, "", "", map[Stage]grid.Date{Applied: day("2026-03-01"), Screened: day("2026-03-03")}, ""},
	} {
		if err := step(s.stage, s.ending, s.on); err != nil {
			t.Fatalf("%+v: %v", s, err)
		}
		if diff := cmp.Diff(s.want, c.Days); diff != "" {
			t.Errorf("%+v:\n%s", s, diff)
		}
		if ended := c.EndedOn; s.ended == "" && !ended.IsZero() || s.ended != "" && ended != day(s.ended) {
			t.Errorf("%+v: ended on %s", s, ended)
		}
	}
	for _, on := range []string{"2026-03-02", "2026-03-12"} {
		if err := step(Interviewed, "", on); err == nil {
			t.Errorf("interviewed on %s: after they were screened on the 3rd, and no later than tomorrow", on)
		}
	}
}

// By hand: 2, 4 and 9 days from applying to the screening, whose middle is 4; with 5 as
// well it is 4.5.
func TestTheFunnelTellsHowLongAStageTakes(t *testing.T) {
	first := grid.MustDate("2026-03-01")
	var list []Candidate
	add := func(days int) {
		list = append(list, Candidate{Stage: Screened, Days: map[Stage]grid.Date{Applied: first, Screened: first.AddDays(days)}})
	}
	for _, days := range []int{9, 2, 4} {
		add(days)
	}
	list = append(list, Candidate{Stage: Screened, Days: map[Stage]grid.Date{Screened: first}}) // it is not known when they applied
	if got := Funnel(list)[0].Days; got != 4 {
		t.Errorf("%v days, want 4", got)
	}
	add(5)
	if got := Funnel(list)[0].Days; got != 4.5 {
		t.Errorf("%v days, want 4.5", got)
	}
	if got := Funnel(list)[1].Days; !math.IsNaN(got) {
		t.Errorf("%v days to a stage that nobody reached", got)
	}
}
