package election

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Ballot is what somebody casts. It holds nothing about who cast it.
type Ballot struct {
	Approved []string       // under [Approval]
	Ranking  []string       // under [Ranked], the best first; who is missing comes last
	Points   map[string]int // under [Score], 0 to 5
}

// MostPoints is the highest score.
const MostPoints = 5

// Box is a ballot box. Who has voted and what was cast are lists of their own, neither
// in the order of voting: electors in the order of the electorate, ballots by what
// they say.
type Box struct {
	voted map[string]bool
	cast  []Ballot
}

// Refill is the box of an election that has begun: who has voted and what was cast, as
// they were kept, each by itself.
func Refill(voted []string, ballots []Ballot) *Box {
	b := &Box{voted: map[string]bool{}}
	for _, v := range voted {
		b.voted[v] = true
	}
	for _, x := range ballots {
		b.put(x)
	}
	return b
}

// put keeps a ballot where its content belongs.
func (b *Box) put(x Ballot) {
	key := x.key()
	at, _ := slices.BinarySearchFunc(b.cast, key, func(x Ballot, key string) int { return strings.Compare(x.key(), key) })
	b.cast = slices.Insert(b.cast, at, x)
}

// Cast takes a ballot. It refuses who may not vote, who has voted, and ballots that
// name themselves or cannot be counted, and keeps nothing of these.
func (b *Box) Cast(e *Election, elector string, ballot Ballot) error {
	if !slices.Contains(e.Electorate, elector) {
		return &Fault{Kind: NoElector, Who: elector, Expected: "somebody of the electorate"}
	}
	if b.voted[elector] {
		return &Fault{Kind: VotedTwice, Who: elector, Expected: "one ballot each"}
	}
	if err := e.accept(elector, ballot); err != nil {
		return err
	}
	if b.voted == nil {
		b.voted = map[string]bool{}
	}
	b.voted[elector] = true
	b.put(ballot)
	return nil
}

// Voted are the electors who have voted, in the order of the electorate.
func (b *Box) Voted(e *Election) []string {
	var list []string
	for _, v := range e.Electorate {
		if b.voted[v] {
			list = append(list, v)
		}
	}
	return list
}

// Ballots are those cast, in an order that only they decide.
func (b *Box) Ballots() []Ballot { return slices.Clone(b.cast) }

// key orders ballots by what they say, stirred.
func (x Ballot) key() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %v", x.Approved, x.Ranking, x.Points))
	return hex.EncodeToString(sum[:])
}

// accept refuses ballots that cannot be counted.
func (e *Election) accept(elector string, x Ballot) error {
	names, err := e.names(x)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return &Fault{Kind: EmptyBallot, Who: "the ballot", Expected: "at least one candidate"}
	}
	seen := map[string]bool{}
	for _, code := range names {
		switch {
		case code == elector:
			return &Fault{Kind: SelfVote, Who: elector, Expected: "a vote for somebody else"}
		case !e.stands(code):
			return &Fault{Kind: NotStanding, Who: code, Expected: "one of the candidates"}
		case seen[code]:
			return &Fault{Kind: NamedTwice, Who: code, Expected: "each candidate once"}
		}
		seen[code] = true
	}
	for code, points := range x.Points {
		if points < 0 || points > MostPoints {
			return &Fault{Kind: OddScore, Who: fmt.Sprintf("%s: %d", code, points), Expected: fmt.Sprintf("0 to %d points", MostPoints)}
		}
	}
	return nil
}

// names are whom a ballot names, which must be by the election's own method.
func (e *Election) names(x Ballot) ([]string, error) {
	var points []string
	for code := range x.Points {
		points = append(points, code)
	}
	slices.Sort(points)
	by := map[Method][]string{Approval: x.Approved, Ranked: x.Ranking, Score: points}
	for method, names := range by {
		if method != e.Method && len(names) > 0 {
			return nil, &Fault{Kind: WrongBallot, Who: string(method), Expected: string(e.Method)}
		}
	}
	return by[e.Method], nil
}

func (e *Election) stands(code string) bool {
	return slices.ContainsFunc(e.Candidates, func(c Candidate) bool { return c.Code == code })
}
