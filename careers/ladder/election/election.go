package election

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Method is how votes are counted.
type Method string

// The methods.
const (
	Approval Method = "approval"
	Ranked   Method = "ranked"
	Score    Method = "score"
)

// Election is what is put to the vote.
type Election struct {
	Method     Method
	Seats      int      // how many are elected
	Electorate []string // who may vote
	Candidates []Candidate
	Quorum     float64 // share of the electorate that must vote, 0 to 1
	Seed       string  // public, fixed before the first vote
}

// Candidate is somebody who stands, with what ties are broken by.
type Candidate struct {
	Code    string
	Quality float64
	Hired   grid.Date
}

// FaultKind is why an election cannot be held, or a ballot not be taken.
type FaultKind string

// The kinds of fault.
const (
	NoElector    FaultKind = "may not vote"
	VotedTwice   FaultKind = "has voted already"
	SelfVote     FaultKind = "votes for themselves"
	NotStanding  FaultKind = "does not stand"
	NamedTwice   FaultKind = "is named twice"
	EmptyBallot  FaultKind = "ballot names nobody"
	OddScore     FaultKind = "score off the scale"
	WrongBallot  FaultKind = "ballot of another method"
	OddElection  FaultKind = "election makes no sense"
	NoPublicSeed FaultKind = "no public seed"
)

// Fault says what is wrong with an election or a ballot.
type Fault = ladder.Refusal[FaultKind]

// Check names what keeps an election from being opened.
func (e *Election) Check() []*Fault {
	var faults []*Fault
	add := func(kind FaultKind, who, expected string) {
		faults = append(faults, &Fault{Kind: kind, Who: who, Expected: expected})
	}
	if !slices.Contains([]Method{Approval, Ranked, Score}, e.Method) {
		add(OddElection, fmt.Sprintf("method %q", e.Method), "approval, ranked or score")
	}
	if e.Seats < 1 || e.Seats > len(e.Candidates) {
		add(OddElection, fmt.Sprintf("%d to be elected of %d candidates", e.Seats, len(e.Candidates)), "at least one, and no more than stand")
	}
	if !(e.Quorum >= 0 && e.Quorum <= 1) {
		add(OddElection, fmt.Sprintf("a quorum of %g", e.Quorum), "a share from 0 to 1")
	}
	if e.Seed == "" {
		add(NoPublicSeed, "the draw", "a text that is public before the first vote")
	}
	seen := map[string]bool{}
	for _, c := range e.Candidates {
		if seen["candidate "+c.Code] {
			add(NamedTwice, c.Code, "each candidate once")
		}
		seen["candidate "+c.Code] = true
	}
	for _, v := range e.Electorate {
		if seen["elector "+v] {
			add(NamedTwice, v, "each elector once")
		}
		seen["elector "+v] = true
	}
	return faults
}

// tieOrder sorts candidates by the rule that breaks ties, the preferred first: quality,
// then service, then the public draw. The draw of a candidate is the SHA-256 of seed
// and code, so that it depends on nobody else's standing.
func (e *Election) tieOrder() []Candidate {
	return slices.SortedFunc(slices.Values(e.Candidates), func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Quality, a.Quality), a.Hired.Compare(b.Hired), cmp.Compare(e.draw(a.Code), e.draw(b.Code)), cmp.Compare(a.Code, b.Code))
	})
}

func (e *Election) draw(code string) uint64 {
	sum := sha256.Sum256([]byte(e.Seed + "\x00" + code))
	return binary.BigEndian.Uint64(sum[:])
}

// TieRule names what told two candidates apart.
type TieRule string

// The rules that break ties, in their order.
const (
	ByQuality TieRule = "quality"
	ByService TieRule = "service"
	ByDraw    TieRule = "draw"
)

func tieRule(a, b Candidate) TieRule {
	switch {
	case a.Quality != b.Quality:
		return ByQuality
	case a.Hired != b.Hired:
		return ByService
	default:
		return ByDraw
	}
}
