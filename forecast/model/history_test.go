package model

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/workforce/grid"
)

func at(t testing.TB, text string) time.Time {
	t.Helper()
	out, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSlotsAreWhatTheClockOfTheSiteShows(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	// 2026-03-29: the clocks skip from 01:00 to 02:00. Nine in the morning is
	// 09:00Z the day before and 08:00Z the day itself.
	h, err := NewHistory(london, 60, []Observation{
		{Start: at(t, "2026-03-28T09:00:00Z"), Contacts: 10},
		{Start: at(t, "2026-03-29T08:00:00Z"), Contacts: 20},
	})
	if err != nil {
		t.Fatal(err)
	}
	if h.Days() != 2 || h.Slots() != 24 || h.First().String() != "2026-03-28" {
		t.Fatalf("history = %d days of %d slots from %s, want 2 of 24 from 2026-03-28", h.Days(), h.Slots(), h.First())
	}
	if a, b := h.Contacts(0, 9), h.Contacts(1, 9); a != 10 || b != 20 {
		t.Errorf("contacts at nine = %g and %g, want 10 and 20", a, b)
	}
	if v := h.Contacts(1, 8); !math.IsNaN(v) {
		t.Errorf("contacts at eight = %g, want none", v)
	}
}

func TestTwoIntervalsOfOneSlotGiveTheirMean(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	// 2026-10-25: 01:00 to 02:00 happens twice.
	h, err := NewHistory(london, 60, []Observation{
		{Start: at(t, "2026-10-25T00:00:00Z"), Contacts: 10, Handled: 10, HandleSeconds: 1000},
		{Start: at(t, "2026-10-25T01:00:00Z"), Contacts: 20, Handled: 20, HandleSeconds: 4000},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := h.Contacts(0, 1); got != 15 {
		t.Errorf("contacts of the slot that happens twice = %g, want 15", got)
	}
	if h.handled[0][1] != 30 || h.seconds[0][1] != 5000 {
		t.Errorf("handled %g in %g s, want both added: 30 in 5000", h.handled[0][1], h.seconds[0][1])
	}
}

func TestHistoryRefusesWhatCannotBe(t *testing.T) {
	good := Observation{Start: at(t, "2026-03-02T09:00:00Z"), Contacts: 1}
	with := func(change func(*Observation)) Observation {
		o := good
		o.Start = o.Start.Add(time.Hour)
		change(&o)
		return o
	}
	cases := []struct {
		name string
		bad  Observation
		want error
	}{
		{"the same interval twice", good, &DuplicateError{Start: good.Start, First: 0, Second: 1}},
		{"negative contacts", with(func(o *Observation) { o.Contacts = -1 }), &ValueError{Index: 1, Field: "contacts", Got: -1}},
		{"infinite contacts", with(func(o *Observation) { o.Contacts = math.Inf(1) }), &ValueError{Index: 1, Field: "contacts", Got: math.Inf(1)}},
		{"negative handled", with(func(o *Observation) { o.Handled = -2 }), &ValueError{Index: 1, Field: "handled", Got: -2}},
		{"handle time that is no number", with(func(o *Observation) { o.HandleSeconds = math.NaN() }), &ValueError{Index: 1, Field: "handle seconds", Got: math.NaN()}},
		{"a start between intervals", with(func(o *Observation) { o.Start = o.Start.Add(7 * time.Minute) }),
			&AlignmentError{Index: 1, Start: good.Start.Add(67 * time.Minute), Minutes: 30}},
	}
	for _, c := range cases {
		_, err := NewHistory(time.UTC, 30, []Observation{good, c.bad})
		if diff := cmp.Diff(c.want, err, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if err != nil && err.Error() == "" {
			t.Errorf("%s: the error has no words", c.name)
		}
	}
	if _, err := NewHistory(time.UTC, 30, nil); err == nil {
		t.Error("no observations at all were taken for a history")
	}
	if _, err := NewHistory(time.UTC, 7, []Observation{good}); err == nil {
		t.Error("intervals of 7 minutes were taken")
	}
}

func TestErrorsSayWhichObservationAndWhatWasExpected(t *testing.T) {
	start := at(t, "2026-03-02T09:00:00Z")
	cases := []struct{ got, want string }{
		{(&DuplicateError{start, 0, 4}).Error(), "interval 2026-03-02T09:00:00Z is given twice, by observations 1 and 5; one was expected"},
		{(&ValueError{2, "contacts", -1}).Error(), "observation 3: contacts is -1; a finite number of 0 or more was expected"},
		{(&AlignmentError{2, start, 30}).Error(), "observation 3 begins at 2026-03-02T09:00:00Z, which is not the beginning of a 30-minute interval"},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("got  %s\nwant %s", c.got, c.want)
		}
	}
}

func TestTheOrderOfObservationsDoesNotMatter(t *testing.T) {
	list := quiet("2026-01-05", 21).observations(t)
	want, err := NewHistory(time.UTC, 30, list)
	if err != nil {
		t.Fatal(err)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	got, err := NewHistory(time.UTC, 30, list)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(History{}), cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("shuffled (-in order +shuffled):\n%s", diff)
	}
}

func TestHistoryBeforeADayForgetsTheRest(t *testing.T) {
	h := quiet("2026-01-05", 14).history(t)
	past := h.before(5)
	if past.Days() != 5 || past.rows(4) != 20 {
		t.Errorf("past has %d days, %d rows on the last; want 5 and 20", past.Days(), past.rows(4))
	}
	if h.Days() != 12 { // the two last days are a weekend without rows
		t.Errorf("the history itself now has %d days, want 12", h.Days())
	}
}

func TestLongerSlotsAddUpShorterOnes(t *testing.T) {
	c := quiet("2026-01-05", 28)
	c.minutes = 5
	c.aht = func(grid.Date, int) float64 { return 200 }
	short := c.history(t)
	long, err := short.Coarser(30)
	if err != nil {
		t.Fatal(err)
	}
	c.minutes = 30
	if long.Minutes() != 30 || long.Slots() != 48 || long.Days() != short.Days() {
		t.Fatalf("got %d slots of %d minutes over %d days", long.Slots(), long.Minutes(), long.Days())
	}
	for k := range long.Days() {
		if a, b := sumSeen(long.contacts[k]), sumSeen(short.contacts[k]); !near(a, b, 1e-12) {
			t.Errorf("day %d: %g contacts in long slots, %g in short ones", k, a, b)
		}
		if a, b := sum(long.seconds[k]), sum(short.seconds[k]); !near(a, b, 1e-12) {
			t.Errorf("day %d: %g handle seconds in long slots, %g in short ones", k, a, b)
		}
		if got, want := long.rows(k), countSeen(long.contacts[k]); got != want {
			t.Errorf("day %d: %d rows counted, %d there", k, got, want)
		}
	}
}

func TestLongerSlotsJudgeGapsInShorterOnes(t *testing.T) {
	nan := math.NaN()
	cases := []struct {
		name   string
		values []float64
		usual  int
		sparse bool
		want   float64
	}{
		{"all there", []float64{1, 2, 3}, 3, false, 6},
		{"none there", []float64{nan, nan, nan}, 3, false, nan},
		{"one of three missing is made good", []float64{10, nan, 20}, 3, false, 45},
		{"fewer than half there says nothing", []float64{10, nan, nan}, 3, false, nan},
		{"closed before the slot ends", []float64{10, nan, nan}, 1, false, 10},
		{"zeros left out", []float64{nan, 1, nan}, 3, true, 1},
	}
	for _, c := range cases {
		if got := joined(c.values, c.usual, c.sparse); !near(got, c.want, 1e-12) && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%s: joined(%v, %d, %t) = %g, want %g", c.name, c.values, c.usual, c.sparse, got, c.want)
		}
	}
}

func TestSlotsOnlyGrowByWholeMultiples(t *testing.T) {
	h := quiet("2026-01-05", 7).history(t)
	same, err := h.Coarser(30)
	if err != nil || same != h {
		t.Errorf("the same length gave %p, %v; want the history itself", same, err)
	}
	for _, minutes := range []int{15, 45, 70} {
		if _, err := h.Coarser(minutes); err == nil {
			t.Errorf("30-minute slots became %d-minute ones", minutes)
		}
	}
}
