package election_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/ladder/election"
	"github.com/muster-wfm/muster/workforce/grid"
)

func day(s string) grid.Date { return grid.MustDate(s) }

// three stand before twelve.
func three(method election.Method) *election.Election {
	e := &election.Election{
		Method: method, Seats: 1, Quorum: 0.5, Seed: "2026-06",
		Candidates: []election.Candidate{{Code: "a", Quality: 0.9, Hired: day("2024-01-01")}, {Code: "b", Quality: 0.9, Hired: day("2023-01-01")}, {Code: "c", Quality: 0.8, Hired: day("2020-01-01")}},
		Electorate: []string{"a", "b", "c"},
	}
	for i := range 9 {
		e.Electorate = append(e.Electorate, fmt.Sprint("v", i))
	}
	return e
}

func TestEachMethodCountsAsItSays(t *testing.T) {
	repeat := func(n int, b election.Ballot) []election.Ballot { return slices.Repeat([]election.Ballot{b}, n) }
	for _, c := range []struct {
		name    string
		method  election.Method
		ballots []election.Ballot
		places  []election.Place
		ties    []election.Tie
		dropped []string
	}{
		{"approval", election.Approval, slices.Concat(repeat(4, election.Ballot{Approved: []string{"a", "c"}}), repeat(3, election.Ballot{Approved: []string{"c"}})),
			[]election.Place{{"c", 7}, {"a", 4}, {"b", 0}}, nil, nil},
		{"score", election.Score, slices.Concat(repeat(3, election.Ballot{Points: map[string]int{"a": 5, "b": 4}}), repeat(3, election.Ballot{Points: map[string]int{"c": 5, "b": 4}})),
			[]election.Place{{"b", 24}, {"a", 15}, {"c", 15}}, nil, nil},
		// c has the most first places, but those who want b rather have a.
		{"ranked", election.Ranked, slices.Concat(repeat(3, election.Ballot{Ranking: []string{"a", "b"}}), repeat(2, election.Ballot{Ranking: []string{"b", "a"}}), repeat(4, election.Ballot{Ranking: []string{"c"}})),
			[]election.Place{{"a", 5}, {"c", 4}, {"b", 2}}, nil, []string{"b", "c"}},
		{"a tie by service", election.Approval, slices.Concat(repeat(3, election.Ballot{Approved: []string{"a"}}), repeat(3, election.Ballot{Approved: []string{"b"}})),
			[]election.Place{{"b", 3}, {"a", 3}, {"c", 0}}, []election.Tie{{For: "b", Against: "a", By: election.ByService}}, nil},
		{"a tie by quality", election.Score, repeat(6, election.Ballot{Points: map[string]int{"a": 1, "c": 1}}),
			[]election.Place{{"a", 6}, {"c", 6}, {"b", 0}}, []election.Tie{{For: "a", Against: "c", By: election.ByQuality}}, nil},
		{"a tie about who drops out", election.Ranked, slices.Concat(repeat(2, election.Ballot{Ranking: []string{"a"}}), repeat(2, election.Ballot{Ranking: []string{"c", "a"}}), repeat(3, election.Ballot{Ranking: []string{"b"}})),
			[]election.Place{{"a", 4}, {"b", 3}, {"c", 2}}, []election.Tie{{For: "a", Against: "c", By: election.ByQuality}}, []string{"c", "b"}},
	} {
		got := election.Tally(three(c.method), c.ballots)
		if diff := cmp.Diff(c.places, got.Places); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.ties, got.Ties); diff != "" {
			t.Errorf("%s, ties:\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.dropped, got.Dropped); diff != "" {
			t.Errorf("%s, dropped out:\n%s", c.name, diff)
		}
		if diff := cmp.Diff([]string{c.places[0].Candidate}, got.Elected); diff != "" {
			t.Errorf("%s, elected:\n%s", c.name, diff)
		}
	}
}

func TestTheDrawIsPublicAndDependsOnNobodyElse(t *testing.T) {
	draw := func(seed string, codes ...string) string {
		e := &election.Election{Method: election.Approval, Seats: 1, Seed: seed}
		var all election.Ballot
		for _, code := range codes {
			e.Candidates = append(e.Candidates, election.Candidate{Code: code})
			e.Electorate = append(e.Electorate, "voter of "+code)
			all.Approved = append(all.Approved, code)
		}
		return election.Tally(e, []election.Ballot{all}).Elected[0]
	}
	winners := map[string]bool{}
	for i := range 40 {
		seed := fmt.Sprint("month ", i)
		first := draw(seed, "a", "b", "c")
		winners[first] = true
		if again := draw(seed, "c", "a", "b"); again != first {
			t.Errorf("%s: %s, in another order %s", seed, first, again)
		}
		if first != "c" {
			if without := draw(seed, "a", "b"); without != first {
				t.Errorf("%s: %s, without c, who lost, %s", seed, first, without)
			}
		}
	}
	if len(winners) != 3 {
		t.Errorf("of three only %v are ever drawn", winners)
	}
}

func TestTheBoxRefusesWhatItCannotTake(t *testing.T) {
	e := three(election.Approval)
	box := &election.Box{}
	if err := box.Cast(e, "v1", election.Ballot{Approved: []string{"a"}}); err != nil {
		t.Fatal(err)
	}
	scored := three(election.Score)
	for name, c := range map[string]struct {
		e       *election.Election
		elector string
		ballot  election.Ballot
		want    election.FaultKind
	}{
		"a vote twice":            {e, "v1", election.Ballot{Approved: []string{"b"}}, election.VotedTwice},
		"a vote for oneself":      {e, "a", election.Ballot{Approved: []string{"b", "a"}}, election.SelfVote},
		"a stranger":              {e, "x", election.Ballot{Approved: []string{"a"}}, election.NoElector},
		"for who does not stand":  {e, "v2", election.Ballot{Approved: []string{"v1"}}, election.NotStanding},
		"the same twice":          {e, "v2", election.Ballot{Approved: []string{"a", "a"}}, election.NamedTwice},
		"an empty ballot":         {e, "v2", election.Ballot{}, election.EmptyBallot},
		"a ranking for approvals": {e, "v2", election.Ballot{Ranking: []string{"a"}}, election.WrongBallot},
		"six points of five":      {scored, "v2", election.Ballot{Points: map[string]int{"a": 6}}, election.OddScore},
	} {
		err := box.Cast(c.e, c.elector, c.ballot)
		var fault *election.Fault
		if !errors.As(err, &fault) || fault.Kind != c.want {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	if got := box.Voted(e); !slices.Equal(got, []string{"v1"}) || len(box.Ballots()) != 1 {
		t.Errorf("after refusals %v have voted, with %d ballots", got, len(box.Ballots()))
	}
}

// The ballots of a box say nothing of the order in which they came: neither does who
// has voted.
func TestBallotsCannotBeJoinedToElectors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := three(election.Score)
		votes := map[string]election.Ballot{}
		for _, v := range e.Electorate[3:] {
			votes[v] = election.Ballot{Points: map[string]int{"a": rapid.IntRange(0, 5).Draw(t, "a"), "b": rapid.IntRange(0, 5).Draw(t, "b")}}
		}
		fill := func(order []string) *election.Box {
			box := &election.Box{}
			for _, v := range order {
				if err := box.Cast(e, v, votes[v]); err != nil {
					t.Fatal(err)
				}
			}
			return box
		}
		one, other := fill(e.Electorate[3:]), fill(rapid.Permutation(e.Electorate[3:]).Draw(t, "order"))
		if diff := cmp.Diff(one.Ballots(), other.Ballots()); diff != "" {
			t.Fatalf("the order of voting shows:\n%s", diff)
		}
		again := election.Refill(other.Voted(e), rapid.Permutation(other.Ballots()).Draw(t, "kept"))
		if diff := cmp.Diff(one.Ballots(), again.Ballots()); diff != "" {
			t.Fatalf("a box that was kept is another:\n%s", diff)
		}
		var fault *election.Fault
		if err := again.Cast(e, e.Electorate[3], votes[e.Electorate[3]]); !errors.As(err, &fault) || fault.Kind != election.VotedTwice {
			t.Fatalf("a box that was kept takes a second vote: %v", err)
		}
		if diff := cmp.Diff(one.Voted(e), other.Voted(e)); diff != "" {
			t.Fatalf("the order of voting shows:\n%s", diff)
		}
		if diff := cmp.Diff(election.Tally(e, one.Ballots()), election.Tally(e, other.Ballots())); diff != "" {
			t.Fatalf("the result depends on the order:\n%s", diff)
		}
	})
}

func TestWithoutAQuorumNobodyIsElected(t *testing.T) {
	e := three(election.Approval)
	ballots := slices.Repeat([]election.Ballot{{Approved: []string{"a"}}}, 5)
	if got := election.Tally(e, ballots); got.Quorate || got.Elected != nil || got.Ties != nil {
		t.Errorf("5 of 12 with a quorum of half: got %+v", got)
	}
	if got := election.Tally(e, append(ballots, ballots[0])); !got.Quorate || len(got.Elected) != 1 {
		t.Errorf("6 of 12: got %+v", got)
	}
	e.Quorum = 0
	if got := election.Tally(e, nil); got.Quorate {
		t.Error("a quorum of none, and nobody voted: somebody is elected")
	}
}

func TestASmallElectorateShowsNoCounts(t *testing.T) {
	for _, method := range []election.Method{election.Approval, election.Ranked} {
		e := three(method)
		e.Electorate = e.Electorate[:9]
		ballot := election.Ballot{Approved: []string{"a", "b"}}
		if method == election.Ranked {
			ballot = election.Ballot{Ranking: []string{"b", "a"}}
		}
		got := election.Tally(e, slices.Repeat([]election.Ballot{ballot}, 6))
		want := []election.Place{{Candidate: "b"}}
		if diff := cmp.Diff(want, got.Places); diff != "" || got.Counted || got.Dropped != nil {
			t.Errorf("%s: nine electors see %+v", method, got)
		}
		e.Electorate = append(e.Electorate, "v9")
		if got := election.Tally(e, slices.Repeat([]election.Ballot{ballot}, 6)); !got.Counted || len(got.Places) != 3 {
			t.Errorf("%s: ten electors do not see counts: %+v", method, got)
		}
	}
}

func TestElectionsThatCannotBeHeldAreNamed(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*election.Election)
		want  election.FaultKind
	}{
		"no method":             {func(e *election.Election) { e.Method = "shouting" }, election.OddElection},
		"more seats than stand": {func(e *election.Election) { e.Seats = 4 }, election.OddElection},
		"a quorum above all":    {func(e *election.Election) { e.Quorum = 50 }, election.OddElection},
		"no seed":               {func(e *election.Election) { e.Seed = "" }, election.NoPublicSeed},
		"a candidate twice":     {func(e *election.Election) { e.Candidates[1].Code = "a" }, election.NamedTwice},
		"an elector twice":      {func(e *election.Election) { e.Electorate[1] = "a" }, election.NamedTwice},
	} {
		e := three(election.Approval)
		c.spoil(e)
		faults := e.Check()
		if len(faults) != 1 || faults[0].Kind != c.want || faults[0].Error() == "" {
			t.Errorf("%s: got %v, want %q", name, faults, c.want)
		}
	}
	if faults := three(election.Ranked).Check(); faults != nil {
		t.Errorf("a plain election has faults: %v", faults)
	}
}

// Whoever gets an approval more is not worse off for it.
func TestAnApprovalMoreNeverHurts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := three(election.Approval)
		var ballots []election.Ballot
		for range rapid.IntRange(6, 12).Draw(t, "ballots") {
			ballots = append(ballots, election.Ballot{Approved: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c"}), 1, 3, rapid.ID[string]).Draw(t, "approved")})
		}
		winner := election.Tally(e, ballots).Elected[0]
		for i, b := range ballots {
			if !slices.Contains(b.Approved, winner) {
				ballots[i].Approved = append(slices.Clone(b.Approved), winner)
				if got := election.Tally(e, ballots).Elected[0]; got != winner {
					t.Fatalf("%s won, and with an approval more %s", winner, got)
				}
				return
			}
		}
	})
}
