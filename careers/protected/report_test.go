package protected

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/election"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/workforce/grid"
)

// decided is a round of three that was held as it should be.
func decided() careers.RoundReport {
	board := []careers.Member{
		{Account: careers.Account{UserID: 1, PersonID: 30, Name: "Hana"}, Recused: []int64{12}},
		{Account: careers.Account{UserID: 2, Name: "Pat"}}, {Account: careers.Account{UserID: 3, Name: "Sun"}},
	}
	return careers.RoundReport{
		KeptRound: careers.KeptRound{ID: 5, Name: "Summer", Rung: "excellent", Seats: 1, Quorum: 2, State: round.Closed, AnnouncedAt: time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)},
		Board:     board, Complete: []int64{1, 2, 3},
		Applications: []careers.Application{
			{PersonID: 10, Outcome: round.Promoted, Reason: "the best of all", Verdict: ladder.Passes, Deciders: []int64{1, 2}},
			{PersonID: 11, Outcome: round.NoSeat, Reason: "good, and no place", Verdict: ladder.Passes, Deciders: []int64{1}},
			{PersonID: 12, Outcome: round.TurnedDown, Reason: "not yet", Verdict: ladder.Passes, Deciders: []int64{2, 3}},
		},
		ScoreChanges: []careers.MarkChange{{UserID: 2, PersonID: 10, Before: 3, After: 4, Reason: "I had overlooked the training"}},
		Standings:    []round.Standing{{Applicant: "p10", Fair: 4.5, Scored: 3}, {Applicant: "p11", Fair: 3.5, Scored: 3}, {Applicant: "p12", Scored: 0}},
		Appeals:      []careers.Appeal{{PersonID: 12, Outcome: "rejected"}},
	}
}

// 004-08: a round held by the rules has nothing against it, and each breach is
// found by itself.
func TestARoundIsLookedAtAnew(t *testing.T) {
	whole := checkRound(decided())
	want := Check{
		ID: 5, Name: "Summer", Rung: "excellent", AnnouncedAt: whole.AnnouncedAt, Applicants: 3, Promoted: 1, TurnedDown: 1, NoSeat: 1,
		Board: 3, Quorum: 2, Complete: 3, Recusals: 1, Changed: 1, Appeals: 1, Deciders: []Decider{{1, "Hana", 2}, {2, "Pat", 2}, {3, "Sun", 1}},
	}
	if diff := cmp.Diff(want, whole); diff != "" {
		t.Error(diff)
	}
	for kind, spoil := range map[string]func(*careers.RoundReport){
		NoOutcome:      func(r *careers.RoundReport) { r.Applications[1].Outcome = "" },
		NoReason:       func(r *careers.RoundReport) { r.Applications[0].Reason = "  " },
		OneDecider:     func(r *careers.RoundReport) { r.Applications[2].Deciders = []int64{3} },
		OutsideBoard:   func(r *careers.RoundReport) { r.Applications[0].Deciders = []int64{9, 2} },
		DecidedSelf:    func(r *careers.RoundReport) { r.Applications[0].PersonID = 30 },
		RecusedDecided: func(r *careers.RoundReport) { r.Applications[2].Deciders = []int64{1, 3} },
		Unqualified:    func(r *careers.RoundReport) { r.Applications[0].Verdict = ladder.Unknown },
		OverSeats:      func(r *careers.RoundReport) { r.Seats = 0 },
		Unscored:       func(r *careers.RoundReport) { r.Complete = []int64{2} },
		ChangedUnsaid:  func(r *careers.RoundReport) { r.ScoreChanges[0].Reason = "" },
		Unanswered:     func(r *careers.RoundReport) { r.Appeals[0].Outcome = "" },
	} {
		r := decided()
		spoil(&r)
		if diff := cmp.Diff([]Fault{{kind, 1}}, checkRound(r).Faults); diff != "" {
			t.Errorf("%s:\n%s", kind, diff)
		}
	}
	if len(Faults()) != 11 {
		t.Errorf("%d kinds of faults: try each", len(Faults()))
	}
	r := decided()
	r.Appeals[0].Outcome, r.Applications[2].Outcome = "upheld", round.Promoted
	if c := checkRound(r); len(c.Faults) > 0 || c.Upheld != 1 {
		t.Errorf("who is promoted on appeal takes no seat of the round: %+v", c)
	}
}

// year is a year of a centre of a few people.
func year() facts {
	day := grid.MustDate
	return facts{
		from: day("2025-06-01"), to: day("2026-05-31"), onRung: []int64{10, 11, 12, 13}, rounds: []careers.RoundReport{decided(), {
			Applications: []careers.Application{{PersonID: 11, Outcome: round.Promoted}}, Standings: []round.Standing{{Applicant: "p11", Fair: 4.5, Scored: 2}},
		}},
		elections: []careers.ElectionReport{{
			KeptElection: careers.KeptElection{Result: &election.Result{Elected: []string{"p12"}}},
			Electors:     []careers.Elector{{PersonID: 10, Votes: true}, {PersonID: 12, Stands: true}, {PersonID: 13, Stands: true}},
		}},
		readiness: []careers.Judged{
			{PersonID: 10, Kind: ladder.Promote, Finding: ladder.Finding{Verdict: ladder.Fails}}, {PersonID: 10, Kind: ladder.Promote, Finding: ladder.Finding{Verdict: ladder.Passes}},
			{PersonID: 11, Kind: ladder.Lateral, Finding: ladder.Finding{Verdict: ladder.Passes}}, {PersonID: 12, Kind: ladder.Promote, Finding: ladder.Finding{Verdict: ladder.Unknown}},
		},
		promotions: map[move]bool{{"cc", "new", "qualified"}: true},
		climbs: []careers.Spell{
			{PersonID: 10, Ladder: "cc", Rung: "new", From: day("2025-01-01"), To: day("2026-01-01")}, {PersonID: 10, Ladder: "cc", Rung: "qualified", From: day("2026-01-01")},
			{PersonID: 11, Ladder: "cc", Rung: "qualified", From: day("2025-01-01"), To: day("2026-01-01")}, {PersonID: 11, Ladder: "cc", Rung: "new", From: day("2026-01-01")},
			{PersonID: 12, Ladder: "cc", Rung: "new", From: day("2025-06-01")},
			{PersonID: 13, Ladder: "cc", Rung: "new", From: day("2026-06-10")},
			{PersonID: 14, Ladder: "cc", Rung: "new", From: day("2025-06-01")},
		},
		employed: []attrition.Spell{
			{Code: "A", Hired: day("2024-01-01")}, {Code: "B", Hired: day("2024-01-01"), Left: day("2025-12-01"), ExitKind: attrition.Dismissal},
			{Code: "C", Hired: day("2024-01-01"), Left: day("2025-12-01"), ExitKind: attrition.InternalMove}, {Code: "D", Hired: day("2024-01-01"), Left: day("2024-12-01")},
			{Code: "E", Hired: day("2024-01-01"), Left: day("2026-02-01"), ExitKind: attrition.Voluntary}, {Code: "nobody's", Hired: day("2024-01-01")},
		},
		person: map[string]int64{"A": 10, "B": 11, "C": 12, "D": 13, "E": 14},
	}
}

// 004-07, 004-08: everybody counts once in a measure, and in those alone
// that could have happened to them.
func TestWhoCountsInWhichMeasure(t *testing.T) {
	got := map[string][]string{}
	for _, m := range year().measures() {
		for _, r := range m.Rows {
			got[m.Key] = append(got[m.Key], fmt.Sprintf("%d %v %.1f %d", r.Person, r.Reached, math.Round(r.Value*10)/10, r.Cause))
		}
	}
	want := map[string][]string{
		Promoted: {"10 true 0.0 0", "11 true 0.0 0", "12 false 0.0 0"}, Applied: {"10 true 0.0 0", "11 true 0.0 0", "12 true 0.0 0", "13 false 0.0 0"},
		Elected: {"12 true 0.0 0", "13 false 0.0 0"}, Stood: {"10 false 0.0 0", "12 true 0.0 0", "13 true 0.0 0"},
		Ready: {"10 true 0.0 0", "11 false 0.0 0", "12 false 0.0 0", "13 false 0.0 0"}, Scored: {"10 false 4.5 0", "11 false 4.0 0"},
		// 10 rose after a year, 11 stepped back, 12 left (to another post), 14 left: both end
		// otherwise; 13 came too late.
		Climbed: {"10 true 12.0 1", "11 false 11.0 2", "12 false 6.0 2", "14 false 8.0 2"},
		Left:    {"10 false 0.0 0", "11 true 0.0 0", "12 false 0.0 0", "14 true 0.0 0"}, Dismissed: {"10 false 0.0 0", "11 true 0.0 0", "12 false 0.0 0", "14 false 0.0 0"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// 004-08: a centre of a few people tells nothing of any group.
func TestAFewPeopleAreToldNothingOf(t *testing.T) {
	of := map[int64]string{10: "women", 11: "women", 12: "men", 13: "men", 14: "men"}
	names, _ := fairness.GroupNames(of)
	r, _, err := publish(year(), []grouping{{"sex", names, of}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Attributes) != 1 || len(r.Attributes[0].Sheets) != len(Measures()) {
		t.Fatalf("got %+v", r)
	}
	for _, sheet := range r.Attributes[0].Sheets {
		if !sheet.Refused || sheet.Total != 0 {
			t.Errorf("%s tells %+v", sheet.Key, sheet)
		}
	}
}
