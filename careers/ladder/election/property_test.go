package election_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/ladder/election"
)

// crowd draws an election by ranking, with as many electors as ballots.
func crowd(t *rapid.T) (*election.Election, []election.Ballot) {
	n := rapid.IntRange(2, 6).Draw(t, "candidates")
	e := &election.Election{Method: election.Ranked, Seats: rapid.IntRange(1, n).Draw(t, "seats"), Seed: "s"}
	var codes []string
	for i := range n {
		codes = append(codes, string(rune('a'+i)))
		e.Candidates = append(e.Candidates, election.Candidate{Code: codes[i], Quality: float64(rapid.IntRange(0, 2).Draw(t, "quality"))})
	}
	var ballots []election.Ballot
	for i := range rapid.IntRange(1, 15).Draw(t, "ballots") {
		e.Electorate = append(e.Electorate, fmt.Sprint("v", i))
		order := rapid.Permutation(codes).Draw(t, "ranking")
		ballots = append(ballots, election.Ballot{Ranking: order[:rapid.IntRange(1, n).Draw(t, "named")]})
	}
	return e, ballots
}

func TestWhoIsFirstOnMostBallotsWinsOutright(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, ballots := crowd(t)
		e.Seats = 1
		first := map[string]int{}
		for _, b := range ballots {
			first[b.Ranking[0]]++
		}
		got := election.Tally(e, ballots).Elected[0]
		for code, n := range first {
			if 2*n > len(ballots) && got != code {
				t.Fatalf("%s is first on %d of %d ballots, and %s is elected", code, n, len(ballots), got)
			}
		}
	})
}

func TestEverybodyHasAPlaceAndSeatsAreFilled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, ballots := crowd(t)
		r := election.Tally(e, ballots)
		if len(r.Elected) != e.Seats {
			t.Fatalf("%d elected to %d seats", len(r.Elected), e.Seats)
		}
		if !r.Counted {
			return
		}
		var placed []string
		for _, p := range r.Places {
			placed = append(placed, p.Candidate)
		}
		slices.Sort(placed)
		if len(slices.Compact(placed)) != len(e.Candidates) {
			t.Fatalf("places %v of %d candidates", r.Places, len(e.Candidates))
		}
		if want := len(e.Candidates) - e.Seats; len(r.Dropped) != want {
			t.Fatalf("%v dropped out, want %d", r.Dropped, want)
		}
	})
}

// With a seat more nobody loses theirs.
func TestASeatMoreTakesNobodysAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, ballots := crowd(t)
		if e.Seats == len(e.Candidates) {
			return
		}
		before := election.Tally(e, ballots).Elected
		e.Seats++
		after := election.Tally(e, ballots).Elected
		for _, code := range before {
			if !slices.Contains(after, code) {
				t.Fatalf("%s is elected to %d seats, and not to one more: %v", code, e.Seats-1, after)
			}
		}
	})
}
