package election

import (
	"cmp"
	"slices"
)

// EnoughElectors is the size of an electorate from which on counts are shown.
const EnoughElectors = 10

// Result is what an election comes to.
type Result struct {
	Quorate bool // whether enough have voted; if not, nobody is elected
	Turnout float64
	Elected []string // the best first
	Places  []Place  // of all candidates, the best first; without points where counts are not shown
	Ties    []Tie    // that decided who is elected
	Dropped []string // under [Ranked]: who dropped out before, in order; not where counts are not shown
	Counted bool     // whether counts are shown
}

// Place is where a candidate came in.
type Place struct {
	Candidate string
	Points    int // approvals, points, or first places when they dropped out or were elected
}

// Tie is one that the rule broke: who was preferred to whom, and by what.
type Tie struct {
	For, Against string
	By           TieRule
}

// Tally counts ballots that a [Box] has taken. The same ballots in any order give the
// same result.
func Tally(e *Election, ballots []Ballot) *Result {
	r := &Result{Counted: len(e.Electorate) >= EnoughElectors}
	if n := len(e.Electorate); n > 0 {
		r.Turnout = float64(len(ballots)) / float64(n)
	}
	r.Quorate = len(ballots) > 0 && r.Turnout >= e.Quorum-1e-12
	c := &count{election: e, order: e.tieOrder(), ballots: ballots}
	if e.Method == Ranked {
		c.runOff(r)
	} else {
		c.add(r)
	}
	if r.Quorate {
		for _, p := range r.Places[:min(e.Seats, len(r.Places))] {
			r.Elected = append(r.Elected, p.Candidate)
		}
	} else {
		r.Ties = nil
	}
	if !r.Counted {
		r.hide()
	}
	return r
}

// hide keeps who was elected and by which rule, and no counts: not even the order of
// the others, which tells about votes.
func (r *Result) hide() {
	r.Dropped = nil
	r.Places = r.Places[:len(r.Elected)]
	for i := range r.Places {
		r.Places[i].Points = 0
	}
}

// count is a tally under way.
type count struct {
	election *Election
	order    []Candidate // by the rule that breaks ties
	ballots  []Ballot
}

// add counts approvals or points.
func (c *count) add(r *Result) {
	sum := map[string]int{}
	for _, b := range c.ballots {
		for _, code := range b.Approved {
			sum[code]++
		}
		for code, points := range b.Points {
			sum[code] += points
		}
	}
	sorted := slices.Clone(c.order)
	slices.SortStableFunc(sorted, func(a, b Candidate) int { return cmp.Compare(sum[b.Code], sum[a.Code]) })
	for _, s := range sorted {
		r.Places = append(r.Places, Place{Candidate: s.Code, Points: sum[s.Code]})
	}
	if last := c.election.Seats; last < len(sorted) && sum[sorted[last-1].Code] == sum[sorted[last].Code] {
		a, b := sorted[last-1], sorted[last]
		r.Ties = []Tie{{For: a.Code, Against: b.Code, By: tieRule(a, b)}}
	}
}

// runOff lets candidates drop out one by one; of those with equally few first places
// the one whom the rule prefers least.
func (c *count) runOff(r *Result) {
	left := slices.Clone(c.order)
	var out []Place
	for len(left) > 1 {
		first := c.firsts(left)
		least := 0
		for i := range left {
			if first[left[i].Code] <= first[left[least].Code] {
				least = i
			}
		}
		gone := left[least]
		if rival := c.rival(left, least, first); rival >= 0 && len(left) > c.election.Seats {
			r.Ties = append(r.Ties, Tie{For: left[rival].Code, Against: gone.Code, By: tieRule(left[rival], gone)})
		}
		out = append(out, Place{Candidate: gone.Code, Points: first[gone.Code]})
		if len(left) > c.election.Seats {
			r.Dropped = append(r.Dropped, gone.Code)
		}
		left = slices.Delete(left, least, least+1)
	}
	for _, last := range left {
		out = append(out, Place{Candidate: last.Code, Points: c.firsts(left)[last.Code]})
	}
	slices.Reverse(out)
	r.Places = out
}

// rival is one who had as few first places as the one who drops out, or -1.
func (c *count) rival(left []Candidate, gone int, first map[string]int) int {
	for i := gone - 1; i >= 0; i-- {
		if first[left[i].Code] == first[left[gone].Code] {
			return i
		}
	}
	return -1
}

// firsts are the ballots on which each of those left comes first.
func (c *count) firsts(left []Candidate) map[string]int {
	stays := map[string]bool{}
	for _, s := range left {
		stays[s.Code] = true
	}
	first := map[string]int{}
	for _, b := range c.ballots {
		if i := slices.IndexFunc(b.Ranking, func(code string) bool { return stays[code] }); i >= 0 {
			first[b.Ranking[i]]++
		}
	}
	return first
}
