package ladder_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ask evaluates one requirement by itself.
func ask(q ladder.Requirement, r *ladder.Record, on string) ladder.Finding {
	return ladder.Assess(&ladder.Ladder{}, ladder.Edge{Asks: q}, r, day(on)).Finding
}

func TestEachRequirementPassesFailsOrIsUnknown(t *testing.T) {
	hired := &ladder.Record{Person: "Li", Hired: day("2026-01-31"), Spells: []ladder.Spell{{ID: "s1", Rung: "new", From: day("2026-02-15")}}}
	quality := ladder.Metric{Name: "q", Aggregate: ladder.Mean, Window: 30, Sense: ladder.NotBelow, Threshold: 0.9, Observations: 3}
	seen := func(values ...float64) *ladder.Record {
		r := &ladder.Record{Person: "Li", Hired: day("2020-01-01")}
		for i, v := range values {
			r.Observations = append(r.Observations, ladder.Observation{ID: fmt.Sprint("o", i), Metric: "q", On: day("2026-06-10").AddDays(i), Value: v})
		}
		return r
	}
	unread := func(of ladder.Register) *ladder.Record {
		return &ladder.Record{Person: "Li", Unread: []ladder.Register{of}}
	}
	contested := seen(0.95, 0.95, 0.6)
	contested.Observations[2].Contested = true
	harmless := seen(0.95, 0.95, 0.95, 0.94)
	harmless.Observations[3].Contested = true
	most := quality
	most.Sense, most.Aggregate = ladder.NotAbove, ladder.Worst

	cases := []struct {
		name     string
		asks     ladder.Requirement
		of       *ladder.Record
		verdict  ladder.Verdict
		gap      float64
		earliest string
		why      ladder.Why
	}{
		{"service reached to the day", ladder.Service{Months: 1}, &ladder.Record{Hired: day("2026-05-20")}, ladder.Passes, 0, "2026-06-20", ""},
		{"service a day short", ladder.Service{Months: 1}, &ladder.Record{Hired: day("2026-05-21")}, ladder.Fails, 1, "2026-06-21", ""},
		{"service from the last of a month", ladder.Service{Months: 5}, hired, ladder.Fails, 10, "2026-06-30", ""},
		{"dwell", ladder.Dwell{Months: 4}, hired, ladder.Passes, 0, "2026-06-20", ""},
		{"dwell on no rung", ladder.Dwell{Months: 4}, seen(), ladder.Unknown, 0, "", ladder.OnNoRung},
		{"metric reached", quality, seen(0.9, 0.9, 0.9), ladder.Passes, 0, "2026-06-20", ""},
		{"metric of too few", quality, seen(0.99, 0.99), ladder.Unknown, 1, "2026-06-26", ladder.TooFew},
		{"metric of none", quality, seen(), ladder.Unknown, 3, "", ladder.TooFew},
		{"metric that gets better", quality, seen(0.80, 0.82, 0.84), ladder.Fails, 0.08, "2026-06-24", ""},
		{"metric that gets worse", quality, seen(0.88, 0.86, 0.84), ladder.Fails, 0.04, "", ladder.NoTrend},
		{"metric that contested evidence decides", quality, contested, ladder.Unknown, 0, "", ladder.ContestDecides},
		{"metric whatever is contested", quality, harmless, ladder.Passes, 0, "2026-06-20", ""},
		{"metric not read", quality, unread(ladder.MetricRegister), ladder.Unknown, 0, "", ladder.NotRead},
		{"the worst is out of the window some day", most, seen(0.95, 0.8, 0.8), ladder.Fails, 0.05, "2026-07-10", ""},
		{"certificate", ladder.Certified{Code: "c"}, &ladder.Record{Certificates: []ladder.Certificate{{Code: "c", From: day("2026-01-01"), To: day("2026-06-21")}}}, ladder.Passes, 0, "2026-06-20", ""},
		{"certificate expired that day", ladder.Certified{Code: "c"}, &ladder.Record{Certificates: []ladder.Certificate{{Code: "c", From: day("2026-01-01"), To: day("2026-06-20")}}}, ladder.Fails, 1, "", ladder.NeedsAction},
		{"certificate to come", ladder.Certified{Code: "c"}, &ladder.Record{Certificates: []ladder.Certificate{{Code: "c", From: day("2026-07-01")}}}, ladder.Fails, 1, "2026-07-01", ""},
		{"certificates not read", ladder.Certified{Code: "c"}, unread(ladder.CertificateRegister), ladder.Unknown, 0, "", ladder.NotRead},
		{"training", ladder.Trained{Course: "t", Hours: 8, Within: 30}, &ladder.Record{Trainings: []ladder.Training{{Course: "t", On: day("2026-06-01"), Hours: 5}, {Course: "t", On: day("2026-05-01"), Hours: 5}, {Course: "u", On: day("2026-06-01"), Hours: 5}}}, ladder.Fails, 3, "", ladder.NeedsAction},
		{"training in anything", ladder.Trained{Hours: 8}, &ladder.Record{Trainings: []ladder.Training{{Course: "t", On: day("2020-06-01"), Hours: 5}, {Course: "u", On: day("2026-06-01"), Hours: 5}}}, ladder.Passes, 0, "2026-06-20", ""},
		{"nominated by oneself and twice by one", ladder.Nominated{By: 2}, &ladder.Record{Person: "Li", Nominations: []ladder.Nomination{{By: "Li", On: day("2026-06-01")}, {By: "Wang", On: day("2026-06-01")}, {By: "Wang", On: day("2026-06-02")}}}, ladder.Fails, 1, "", ladder.NeedsAction},
		{"no board yet", ladder.Board{Score: 3}, seen(), ladder.Unknown, 0, "", ladder.NeedsAction},
		{"the last board counts", ladder.Board{Score: 3}, &ladder.Record{Boards: []ladder.BoardScore{{On: day("2026-06-01"), Score: 2.5}, {On: day("2026-01-01"), Score: 5}}}, ladder.Fails, 0.5, "", ladder.NeedsAction},
		{"a sanction that ends", ladder.NoSanction{}, &ladder.Record{Sanctions: []ladder.Sanction{{From: day("2026-01-01"), To: day("2026-07-01")}}}, ladder.Fails, 1, "2026-07-01", ""},
		{"a sanction that has ended", ladder.NoSanction{}, &ladder.Record{Sanctions: []ladder.Sanction{{From: day("2026-01-01"), To: day("2026-06-20")}}}, ladder.Passes, 0, "2026-06-20", ""},
		{"a sanction without an end", ladder.NoSanction{}, &ladder.Record{Sanctions: []ladder.Sanction{{From: day("2026-01-01")}}}, ladder.Fails, 1, "", ladder.NeedsAction},
		{"sanctions not read", ladder.NoSanction{}, unread(ladder.SanctionRegister), ladder.Unknown, 0, "", ladder.NotRead},
	}
	for _, c := range cases {
		got := ask(c.asks, c.of, "2026-06-20")
		earliest := ""
		if !got.Earliest.IsZero() {
			earliest = got.Earliest.String()
		}
		if got.Verdict != c.verdict || got.Gap-c.gap > 1e-9 || c.gap-got.Gap > 1e-9 || earliest != c.earliest || got.Why != c.why {
			t.Errorf("%s: got %v, gap %g, earliest %q, why %q; want %v, %g, %q, %q", c.name, got.Verdict, got.Gap, earliest, got.Why, c.verdict, c.gap, c.earliest, c.why)
		}
	}
}

// A window of protected leave is no window without work: it reaches further back.
func TestLeaveStretchesTheWindow(t *testing.T) {
	q := ladder.Metric{Name: "q", Aggregate: ladder.Mean, Window: 30, Sense: ladder.NotBelow, Threshold: 0.9, Observations: 1}
	r := &ladder.Record{Observations: []ladder.Observation{{ID: "o", Metric: "q", On: day("2026-03-10"), Value: 0.95}}}
	if got := ask(q, r, "2026-06-20"); got.Verdict != ladder.Unknown {
		t.Errorf("without leave: %v, want unknown", got.Verdict)
	}
	r.Leaves = []ladder.Leave{{From: day("2026-03-15"), To: day("2026-06-15"), Protected: true}}
	if got := ask(q, r, "2026-06-20"); got.Verdict != ladder.Passes {
		t.Errorf("with leave: %v, want a pass", got.Verdict)
	}
}

// The three verdicts of a group, with parts that pass, fail and are unknown.
func TestGroupsDecideInThreeValues(t *testing.T) {
	pass, fails, open := ladder.NoSanction{}, ladder.Service{Months: 600}, ladder.Board{Score: 3}
	r := &ladder.Record{Hired: day("2026-01-01")}
	of := func(list ...ladder.Requirement) []ladder.Requirement { return list }
	for name, c := range map[string]struct {
		asks ladder.Requirement
		want ladder.Verdict
	}{
		"all, one unknown":             {ladder.All(of(pass, open)), ladder.Unknown},
		"all, one fails":               {ladder.All(of(pass, open, fails)), ladder.Fails},
		"all pass":                     {ladder.All(of(pass, pass)), ladder.Passes},
		"any, one passes":              {ladder.Any(of(fails, open, pass)), ladder.Passes},
		"any, one unknown":             {ladder.Any(of(fails, open)), ladder.Unknown},
		"any, none":                    {ladder.Any(of(fails, fails)), ladder.Fails},
		"two of three, one open":       {ladder.AtLeast{Count: 2, Of: of(pass, open, fails)}, ladder.Unknown},
		"two of three, one passes":     {ladder.AtLeast{Count: 2, Of: of(pass, fails, fails)}, ladder.Fails},
		"two of three, two pass":       {ladder.AtLeast{Count: 2, Of: of(pass, open, pass)}, ladder.Passes},
		"a group within a group":       {ladder.All{ladder.Any(of(fails, pass)), pass}, ladder.Passes},
		"a group within, that is open": {ladder.All{ladder.Any(of(fails, open)), pass}, ladder.Unknown},
	} {
		if got := ask(c.asks, r, "2026-06-20"); got.Verdict != c.want {
			t.Errorf("%s: %v, want %v", name, got.Verdict, c.want)
		}
	}
}

func TestAGroupPassesWhenEnoughOfItWill(t *testing.T) {
	r := &ladder.Record{Hired: day("2026-01-01")}
	parts := []ladder.Requirement{ladder.Service{Months: 7}, ladder.Service{Months: 9}, ladder.Board{Score: 3}}
	for needed, want := range map[int]string{1: "2026-08-01", 2: "2026-10-01", 3: ""} {
		got := ask(ladder.AtLeast{Count: needed, Of: parts}, r, "2026-06-20")
		earliest := ""
		if !got.Earliest.IsZero() {
			earliest = got.Earliest.String()
		}
		if earliest != want || len(got.Parts) != 3 {
			t.Errorf("%d of three: %q, want %q", needed, earliest, want)
		}
	}
}

// On the earliest day that a clock names it passes, and not a day before, whatever
// leaves there are.
func TestEarliestDayOfAClockIsTheDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &ladder.Record{Hired: day("2026-01-15").AddDays(rapid.IntRange(0, 400).Draw(t, "hired"))}
		for range rapid.IntRange(0, 5).Draw(t, "leaves") {
			from := day("2025-12-01").AddDays(rapid.IntRange(0, 900).Draw(t, "from"))
			r.Leaves = append(r.Leaves, ladder.Leave{From: from, To: from.AddDays(rapid.IntRange(1, 200).Draw(t, "days")), Protected: rapid.Bool().Draw(t, "protected")})
		}
		q := ladder.Service{Months: rapid.IntRange(1, 24).Draw(t, "months")}
		on := r.Hired.AddDays(rapid.IntRange(0, 60).Draw(t, "later"))
		got := ask(q, r, on.String())
		if got.Verdict == ladder.Passes {
			return
		}
		if at := ask(q, r, got.Earliest.String()); at.Verdict != ladder.Passes {
			t.Fatalf("on %s it fails, by %g days", got.Earliest, at.Gap)
		}
		if before := ask(q, r, got.Earliest.AddDays(-1).String()); before.Verdict == ladder.Passes && on.Before(got.Earliest.AddDays(-1)) {
			t.Fatalf("it passes a day before %s", got.Earliest)
		}
	})
}

func TestALeaveWithoutAnEndIsNamed(t *testing.T) {
	r := &ladder.Record{Hired: day("2025-06-01"), Leaves: []ladder.Leave{{ID: "leave-7", From: day("2026-05-01"), Protected: true}}}
	long := ask(ladder.Service{Months: 24}, r, "2026-06-20")
	if long.Verdict != ladder.Fails || long.Why != ladder.LeaveWithoutEnd || !long.Earliest.IsZero() || !slices.Contains(long.Evidence, "leave-7") {
		t.Errorf("two years: got %+v, want a fail that names leave-7", long)
	}
	// Had the leave ended, a year would be over: nobody knows.
	if got := ask(ladder.Service{Months: 12}, r, "2026-06-20"); got.Verdict != ladder.Unknown || got.Why != ladder.LeaveWithoutEnd {
		t.Errorf("a year: got %v %q, want unknown", got.Verdict, got.Why)
	}
	streak := ask(ladder.Streak{Award: "a", Months: 2}, r, "2026-06-20")
	if streak.Why != ladder.LeaveWithoutEnd || !slices.Contains(streak.Evidence, "leave-7") {
		t.Errorf("streak: got %+v, want leave-7 named", streak)
	}
}

// shuffled has the same facts in another order.
func shuffled(r *ladder.Record, seed uint64) *ladder.Record {
	c := *r
	random := rand.New(rand.NewPCG(seed, 1))
	c.Observations, c.Awards, c.Leaves, c.Boards = slices.Clone(r.Observations), slices.Clone(r.Awards), slices.Clone(r.Leaves), slices.Clone(r.Boards)
	random.Shuffle(len(c.Observations), func(i, j int) { c.Observations[i], c.Observations[j] = c.Observations[j], c.Observations[i] })
	random.Shuffle(len(c.Awards), func(i, j int) { c.Awards[i], c.Awards[j] = c.Awards[j], c.Awards[i] })
	random.Shuffle(len(c.Leaves), func(i, j int) { c.Leaves[i], c.Leaves[j] = c.Leaves[j], c.Leaves[i] })
	random.Shuffle(len(c.Boards), func(i, j int) { c.Boards[i], c.Boards[j] = c.Boards[j], c.Boards[i] })
	return &c
}

func TestADecisionReplaysToTheSameHash(t *testing.T) {
	l, on := ladder.Templates(), day("2026-06-20")
	rapid.Check(t, func(t *rapid.T) {
		r := agent(rapid.IntRange(0, 4000).Draw(t, "agent"))
		e := rapid.SampledFrom(l.Edges).Draw(t, "move")
		first := ladder.Snap(l, e, r, on)
		again := ladder.Snap(ladder.Templates(), e, shuffled(r, rapid.Uint64().Draw(t, "seed")), on)
		if first.Inputs != again.Inputs || first.Outcome != again.Outcome {
			t.Fatalf("the same facts in another order: %s %s, then %s %s", first.Inputs, first.Outcome, again.Inputs, again.Outcome)
		}
		if diff := cmp.Diff(first.Assessment, again.Assessment); diff != "" {
			t.Fatalf("the same hash, but:\n%s", diff)
		}
	})
}

func TestWhateverGoesInChangesTheHash(t *testing.T) {
	l, on := ladder.Templates(), day("2026-06-20")
	e := l.Edges[1]
	before := ladder.Snap(l, e, agent(3), on).Inputs
	for name, change := range map[string]func(l *ladder.Ladder, e *ladder.Edge, r *ladder.Record, on *grid.Date){
		"a value": func(_ *ladder.Ladder, _ *ladder.Edge, r *ladder.Record, _ *grid.Date) {
			r.Observations[0].Value += 1e-12
		},
		"a contest": func(_ *ladder.Ladder, _ *ladder.Edge, r *ladder.Record, _ *grid.Date) {
			r.Observations[0].Contested = true
		},
		"a leave": func(_ *ladder.Ladder, _ *ladder.Edge, r *ladder.Record, _ *grid.Date) {
			r.Leaves = append(r.Leaves, ladder.Leave{From: on})
		},
		"a sanction": func(_ *ladder.Ladder, _ *ladder.Edge, r *ladder.Record, _ *grid.Date) {
			r.Sanctions = append(r.Sanctions, ladder.Sanction{})
		},
		"the day":       func(_ *ladder.Ladder, _ *ladder.Edge, _ *ladder.Record, on *grid.Date) { *on = on.AddDays(1) },
		"the version":   func(l *ladder.Ladder, _ *ladder.Edge, _ *ladder.Record, _ *grid.Date) { l.Version++ },
		"the stay":      func(l *ladder.Ladder, _ *ladder.Edge, _ *ladder.Record, _ *grid.Date) { l.Rungs[1].Dwell++ },
		"what is asked": func(_ *ladder.Ladder, e *ladder.Edge, _ *ladder.Record, _ *grid.Date) { e.Asks = ladder.NoSanction{} },
		"a register": func(_ *ladder.Ladder, _ *ladder.Edge, r *ladder.Record, _ *grid.Date) {
			r.Unread = []ladder.Register{"x"}
		},
	} {
		l, e, r, on := ladder.Templates(), e, agent(3), on
		change(l, &e, r, &on)
		if got := ladder.Snap(l, e, r, on).Inputs; got == before {
			t.Errorf("%s leaves the hash as it was", name)
		}
	}
}

func TestReadinessIsAboutTheRungOneIsOn(t *testing.T) {
	l := ladder.Templates()
	r := &ladder.Record{Person: "Li", Hired: day("2024-01-01"), Spells: []ladder.Spell{{Rung: "new", From: day("2024-01-01"), To: day("2024-06-01")}, {Rung: "excellent", From: day("2024-06-01")}}}
	var moves []string
	for _, a := range ladder.Readiness(l, r, day("2026-06-20")) {
		moves = append(moves, a.To)
	}
	if diff := cmp.Diff([]string{"advanced", "specialist", "supervisor"}, moves); diff != "" {
		t.Error(diff)
	}
	if got := ladder.Readiness(l, r, day("2023-01-01")); got != nil {
		t.Errorf("before anybody hired them: %v", got)
	}
}
