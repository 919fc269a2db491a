package round_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/round"
)

// supervisors is a round of three applicants, of whom m3 applies too, before a board of three.
func supervisors() *round.Round {
	return &round.Round{
		State: round.Draft, Rung: "supervisor", Seats: 2, Quorum: 2,
		Criteria: []round.Criterion{{Code: "service", Weight: 2}, {Code: "leading", Weight: 1}},
		Board:    []round.Member{{Code: "m1"}, {Code: "m2", Recused: []string{"c"}}, {Code: "m3"}, {Code: "m4"}},
		Applicants: []round.Applicant{
			{Code: "a", Verdict: ladder.Passes}, {Code: "b", Verdict: ladder.Passes}, {Code: "c", Verdict: ladder.Unknown}, {Code: "m3", Verdict: ladder.Passes},
		},
	}
}

// scoredRound is one in which everybody has scored whom they may.
func scoredRound(t *testing.T) *round.Round {
	t.Helper()
	r := supervisors()
	r.State = round.Scoring
	for i, m := range r.Board {
		for j, a := range r.Applicants {
			for _, c := range r.Criteria {
				_ = r.Give(round.Score{Member: m.Code, Applicant: a.Code, Criterion: c.Code, Points: 1 + (i+j)%5})
			}
		}
	}
	if len(r.Scores) != 28 {
		t.Fatalf("%d scores, want 32 less 2 of the recused and 2 of who applies", len(r.Scores))
	}
	return r
}

func TestScoresAreRefusedByName(t *testing.T) {
	r := supervisors()
	r.State = round.Scoring
	good := round.Score{Member: "m1", Applicant: "a", Criterion: "service", Points: 4}
	if err := r.Give(good); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		spoil func(*round.Score)
		want  round.FaultKind
	}{
		"judging oneself":  {func(s *round.Score) { s.Member, s.Applicant = "m3", "m3" }, round.JudgesThemself},
		"recused":          {func(s *round.Score) { s.Member, s.Applicant = "m2", "c" }, round.IsRecused},
		"a stranger":       {func(s *round.Score) { s.Member = "m9" }, round.NoSuchMember},
		"about a stranger": {func(s *round.Score) { s.Applicant = "z" }, round.NoSuchApplicant},
		"in charm":         {func(s *round.Score) { s.Criterion = "charm" }, round.NoSuchCriterion},
		"six points":       {func(s *round.Score) { s.Points = 6 }, round.OffTheScale},
		"no points":        {func(s *round.Score) { s.Points = 0 }, round.OffTheScale},
		"a second score":   {func(*round.Score) {}, round.ScoredTwice},
	} {
		s := good
		c.spoil(&s)
		var fault *round.Fault
		if err := r.Give(s); !errors.As(err, &fault) || fault.Kind != c.want {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	r.State = round.Calibration
	if err := r.Give(round.Score{Member: "m4", Applicant: "a", Criterion: "service", Points: 4}); err == nil {
		t.Error("a score after others were shown")
	}
}

func TestScoresAreBlindUntilScoringIsOver(t *testing.T) {
	r := scoredRound(t)
	for _, m := range r.Board {
		for _, s := range r.Visible(m.Code) {
			if s.Member != m.Code {
				t.Errorf("%s sees what %s gave", m.Code, s.Member)
			}
		}
	}
	if err := r.Advance(9, true); err != nil {
		t.Fatal(err)
	}
	if got := len(r.Visible("m1")); got != 28 {
		t.Errorf("in calibration m1 sees %d scores, want all", got)
	}
	for _, s := range r.Visible("m2") {
		if s.Applicant == "c" {
			t.Error("m2, recused from c, sees scores of c")
		}
	}
	for _, s := range r.Visible("m3") {
		if s.Applicant == "m3" {
			t.Error("m3 sees what is said of m3")
		}
	}
	if got := r.Visible("a"); got != nil {
		t.Errorf("an applicant sees scores: %v", got)
	}
}

func TestLaterChangesAreLoggedWithTheirReason(t *testing.T) {
	r := scoredRound(t)
	change := round.Score{Member: "m1", Applicant: "a", Criterion: "service", Points: 5, Comment: "heard the call"}
	if err := r.Revise(change, "too early"); err == nil {
		t.Error("a change while scoring lasts")
	}
	if err := r.Advance(9, true); err != nil {
		t.Fatal(err)
	}
	if err := r.Revise(change, "  "); err == nil || !strings.Contains(err.Error(), string(round.NoReason)) {
		t.Errorf("without a reason: %v", err)
	}
	if err := r.Revise(change, "listened again"); err != nil {
		t.Fatal(err)
	}
	want := []round.Change{{Member: "m1", Applicant: "a", Criterion: "service", Before: 1, After: 5, Reason: "listened again"}}
	if diff := cmp.Diff(want, r.Changes); diff != "" {
		t.Error(diff)
	}
	r.Scores = slices.DeleteFunc(r.Scores, func(s round.Score) bool { return s.Member == "m4" && s.Applicant == "b" })
	if err := r.Revise(round.Score{Member: "m4", Applicant: "b", Criterion: "service", Points: 5}, "why not"); err == nil || !strings.Contains(err.Error(), string(round.NotScored)) {
		t.Errorf("a first score after discussion: %v", err)
	}
}

// decided is a round in calibration whose decisions stand.
func decided(t *testing.T) *round.Round {
	r := scoredRound(t)
	if err := r.Advance(9, true); err != nil {
		t.Fatal(err)
	}
	both := []string{"m1", "m4"}
	r.Decisions = []round.Decision{
		{Applicant: "a", Outcome: round.Promoted, Reason: "leads already", Deciders: both},
		{Applicant: "b", Outcome: round.TurnedDown, Reason: "quality of the last quarter", Deciders: both},
		{Applicant: "c", Outcome: round.TurnedDown, Reason: "not yet", Deciders: []string{"m1"}},
		{Applicant: "m3", Outcome: round.NoSeat, Reason: "good, and no seat", Deciders: both},
	}
	return r
}

func TestDecisionsThatCannotStandAreNamed(t *testing.T) {
	if faults := decided(t).CheckDecisions(1, true); faults != nil {
		t.Fatalf("decisions that stand: %v", faults)
	}
	for name, c := range map[string]struct {
		spoil func(*round.Round)
		want  round.FaultKind
	}{
		"no reason":              {func(r *round.Round) { r.Decisions[0].Reason = " " }, round.NoReason},
		"more than seats":        {func(r *round.Round) { r.Decisions[3].Outcome = round.Promoted }, round.TooManySeats},
		"not eligible":           {func(r *round.Round) { r.Decisions[2].Outcome = round.Promoted }, round.NotEligible},
		"one turns down a pass":  {func(r *round.Round) { r.Decisions[1].Deciders = []string{"m1", "m1"} }, round.OneDecider},
		"nobody decides":         {func(r *round.Round) { r.Decisions[0].Deciders = nil }, round.NoDecider},
		"decides about themself": {func(r *round.Round) { r.Decisions[3].Deciders = []string{"m3"} }, round.JudgesThemself},
		"decides though recused": {func(r *round.Round) { r.Decisions[2].Deciders = []string{"m2"} }, round.IsRecused},
		"a stranger decides":     {func(r *round.Round) { r.Decisions[2].Deciders = []string{"m9"} }, round.NoSuchMember},
		"decided twice":          {func(r *round.Round) { r.Decisions[1].Applicant = "a" }, round.DecidedTwice},
		"somebody left out":      {func(r *round.Round) { r.Decisions = r.Decisions[:3] }, round.NotDecided},
		"no outcome":             {func(r *round.Round) { r.Decisions[1].Outcome = "maybe" }, round.NotDecided},
		"a stranger":             {func(r *round.Round) { r.Decisions[1].Applicant = "z" }, round.NoSuchApplicant},
		"scored by too few":      {func(r *round.Round) { r.Quorum = 4 }, round.TooFewScores},
	} {
		r := decided(t)
		c.spoil(r)
		faults := r.CheckDecisions(1, true)
		if !slices.ContainsFunc(faults, func(f *round.Fault) bool { return f.Kind == c.want }) {
			t.Errorf("%s: got %v, want %q", name, faults, c.want)
		}
	}
}

func TestSeatsAreNoMoreThanTheRungHasRoomFor(t *testing.T) {
	for _, c := range []struct {
		planned, room int
		limited       bool
		want          int
	}{{3, 5, true, 3}, {3, 1, true, 1}, {3, 0, true, 0}, {3, -2, true, 0}, {3, 0, false, 3}} {
		if got := round.Seats(c.planned, c.room, c.limited); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

func TestARoundGoesOnOnlyWhenItsStateIsDone(t *testing.T) {
	r := supervisors()
	r.Seats = 0
	if err := r.Advance(9, true); err == nil {
		t.Error("a round without seats is opened")
	}
	r = supervisors()
	for _, want := range []round.State{round.Open, round.Scoring} {
		if err := r.Advance(9, true); err != nil || r.State != want {
			t.Fatalf("got %v in %s, want %s", err, r.State, want)
		}
	}
	if err := r.Advance(9, true); err == nil {
		t.Error("calibration without scores")
	}
	r = decided(t)
	r.Decisions[3].Outcome = round.Promoted
	if err := r.Advance(1, true); err == nil || r.State != round.Calibration {
		t.Errorf("two promoted to one place: %v", err)
	}
	for _, want := range []round.State{round.Decided, round.Appeals, round.Closed} {
		if err := r.Advance(2, true); err != nil || r.State != want {
			t.Fatalf("got %v in %s, want %s", err, r.State, want)
		}
	}
	if err := r.Advance(2, true); err == nil {
		t.Error("a closed round goes on")
	}
}

func TestRoundsThatMakeNoSenseAreNamed(t *testing.T) {
	for name, spoil := range map[string]func(*round.Round){
		"no criteria":           func(r *round.Round) { r.Criteria = nil },
		"a weight below none":   func(r *round.Round) { r.Criteria[0].Weight = -1 },
		"no quorum":             func(r *round.Round) { r.Quorum = 0 },
		"a quorum of strangers": func(r *round.Round) { r.Quorum = 5 },
	} {
		r := supervisors()
		spoil(r)
		if faults := r.Check(); len(faults) == 0 || faults[0].Kind != round.OddRound {
			t.Errorf("%s: got %v", name, faults)
		}
	}
}

// Two members meet different applicants of the same worth; one gives a point more to
// everybody. What is fair does not depend on whom one met.
func TestLeniencyIsTakenOutOfTheStandings(t *testing.T) {
	r := &round.Round{State: round.Scoring, Criteria: []round.Criterion{{Code: "x", Weight: 1}}, Quorum: 1, Seats: 1, Board: []round.Member{{Code: "mild"}, {Code: "plain"}}}
	for i := range 40 {
		code := fmt.Sprintf("a%02d", i)
		r.Applicants = append(r.Applicants, round.Applicant{Code: code})
		worth := 1 + i%4
		for k, m := range r.Board {
			if i < 20 || i%2 == k { // the first half meet both
				if err := r.Give(round.Score{Member: m.Code, Applicant: code, Criterion: "x", Points: worth + 1 - k}); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	standings, lenient := r.Standings()
	if gap := lenient[0].Points - lenient[1].Points; gap < 0.9 || gap > 1.0 {
		t.Errorf("the mild one is %g points above the plain one, want nearly 1", gap)
	}
	if lenient[0].Scored != 30 {
		t.Errorf("the mild one scored %d, want 30", lenient[0].Scored)
	}
	at := map[string]round.Standing{}
	for _, s := range standings {
		at[s.Applicant] = s
	}
	for i := 20; i < 40; i++ {
		own, met := at[fmt.Sprintf("a%02d", i)], at[fmt.Sprintf("a%02d", i-20)]
		if math.Abs(own.Fair-met.Fair) > 0.05 {
			t.Errorf("%s is %g, met by one; %s, as good and met by both, %g", own.Applicant, own.Fair, met.Applicant, met.Fair)
		}
	}
}

func TestStandingsOfAFullBoardAreItsMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &round.Round{State: round.Scoring, Criteria: []round.Criterion{{Code: "x", Weight: 3}}}
		for m := range rapid.IntRange(1, 5).Draw(t, "members") {
			r.Board = append(r.Board, round.Member{Code: fmt.Sprint("m", m)})
		}
		for a := range rapid.IntRange(1, 6).Draw(t, "applicants") {
			r.Applicants = append(r.Applicants, round.Applicant{Code: fmt.Sprint("a", a)})
			for _, m := range r.Board {
				if err := r.Give(round.Score{Member: m.Code, Applicant: fmt.Sprint("a", a), Criterion: "x", Points: rapid.IntRange(1, 5).Draw(t, "points")}); err != nil {
					t.Fatal(err)
				}
			}
		}
		standings, lenient := r.Standings()
		for i, s := range standings {
			if math.Abs(s.Mean-s.Fair) > 1e-6 {
				t.Fatalf("everybody met everybody: mean %g, fair %g (leniency %v)", s.Mean, s.Fair, lenient)
			}
			if i > 0 && s.Fair > standings[i-1].Fair {
				t.Fatalf("not in order: %v", standings)
			}
		}
	})
}
