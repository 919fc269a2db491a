package ladder

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Catalogue is what requirements may speak of.
type Catalogue struct {
	Metrics, Certificates, Awards, Courses []string
}

// Check names all that keeps a version from being published. Holders are how many
// people are on each rung now.
func (l *Ladder) Check(known Catalogue, holders map[string]int) []*Fault {
	faults := l.checkNames()
	faults = append(faults, l.checkEdges()...)
	faults = append(faults, l.checkTracks()...)
	faults = append(faults, l.checkClimb()...)
	faults = append(faults, l.checkReach()...)
	faults = append(faults, l.checkHeadcount(holders)...)
	for _, e := range l.Edges {
		if e.Asks != nil {
			faults = append(faults, e.Asks.check(place{move: e.where()}, known)...)
		}
	}
	return faults
}

func (e Edge) where() string { return fmt.Sprintf("from %s to %s (%s)", e.From, e.To, e.Kind) }

func (l *Ladder) checkNames() (faults []*Fault) {
	seen := map[string]bool{}
	for _, r := range l.Rungs {
		if seen["rung "+r.Code] {
			faults = append(faults, fault(Twice, "rung "+r.Code, "two rungs of this code", "a code of its own"))
		}
		seen["rung "+r.Code] = true
		if r.Dwell < 0 {
			faults = append(faults, fault(NegativeNumber, "rung "+r.Code, fmt.Sprintf("%d months of stay", r.Dwell), "at least 0"))
		}
	}
	for _, t := range l.Tracks {
		if seen["track "+t.Code] {
			faults = append(faults, fault(Twice, "track "+t.Code, "two tracks of this code", "a code of its own"))
		}
		seen["track "+t.Code] = true
	}
	for _, e := range l.Edges {
		if seen["edge "+e.From+" "+e.To] {
			faults = append(faults, fault(Twice, e.where(), "two moves between the same rungs", "one, with all that it asks"))
		}
		seen["edge "+e.From+" "+e.To] = true
	}
	return faults
}

func (l *Ladder) checkEdges() (faults []*Fault) {
	for _, e := range l.Edges {
		from, hasFrom := l.Rung(e.From)
		to, hasTo := l.Rung(e.To)
		switch {
		case !hasFrom:
			faults = append(faults, fault(NoSuchRung, e.where(), e.From, "the code of a rung of this version"))
		case !hasTo:
			faults = append(faults, fault(NoSuchRung, e.where(), e.To, "the code of a rung of this version"))
		case e.Kind == Promote && to.Band < from.Band:
			faults = append(faults, fault(PromotesNowhere, e.where(), fmt.Sprintf("from band %d to band %d", from.Band, to.Band), "a band at least as high, or another kind of move"))
		case e.Kind == StepBack && to.Band > from.Band:
			faults = append(faults, fault(SteppingUp, e.where(), fmt.Sprintf("from band %d to band %d", from.Band, to.Band), "a band no higher, or another kind of move"))
		}
	}
	return faults
}

// checkTracks wants a promotion or a move across between neighbours of a track.
func (l *Ladder) checkTracks() (faults []*Fault) {
	for _, t := range l.Tracks {
		where := "track " + t.Code
		for i, code := range t.Rungs {
			if _, found := l.Rung(code); !found {
				faults = append(faults, fault(NoSuchRung, where, code, "the code of a rung of this version"))
				continue
			}
			if i == 0 {
				continue
			}
			leads := slices.ContainsFunc(l.Edges, func(e Edge) bool { return e.From == t.Rungs[i-1] && e.To == code && e.Kind != StepBack })
			if !leads {
				faults = append(faults, fault(BrokenTrack, where, fmt.Sprintf("no move from %s to %s", t.Rungs[i-1], code), "one for each pair of neighbours"))
			}
		}
	}
	return faults
}

// checkClimb refuses promotions in a circle, naming it.
func (l *Ladder) checkClimb() []*Fault {
	const (
		fresh = iota
		open
		done
	)
	state := map[string]int{}
	var path []string
	var circle []string
	var visit func(string)
	visit = func(code string) {
		state[code] = open
		path = append(path, code)
		for _, e := range l.From(code) {
			if e.Kind != Promote || circle != nil {
				continue
			}
			switch state[e.To] {
			case open:
				circle = append(slices.Clone(path[slices.Index(path, e.To):]), e.To)
			case fresh:
				visit(e.To)
			}
		}
		path = path[:len(path)-1]
		state[code] = done
	}
	for _, r := range l.Rungs {
		if state[r.Code] == fresh && circle == nil {
			visit(r.Code)
		}
	}
	if circle == nil {
		return nil
	}
	return []*Fault{fault(EndlessClimb, "promotions", strings.Join(circle, " → "), "promotions that end at a top rung; a way down is a step back")}
}

// checkReach wants every rung to be reached from an entrance by some move upwards or
// across.
func (l *Ladder) checkReach() (faults []*Fault) {
	reached := map[string]bool{}
	var queue []string
	for _, r := range l.Rungs {
		if r.Entry {
			queue = append(queue, r.Code)
		}
	}
	if len(queue) == 0 {
		return []*Fault{fault(NoEntry, "rungs", "none that people are hired into", "at least one entrance")}
	}
	for len(queue) > 0 {
		code := queue[0]
		queue = queue[1:]
		if reached[code] {
			continue
		}
		reached[code] = true
		for _, e := range l.From(code) {
			if e.Kind != StepBack {
				queue = append(queue, e.To)
			}
		}
	}
	for _, r := range l.Rungs {
		if !reached[r.Code] {
			faults = append(faults, fault(Unreachable, "rung "+r.Code, "no way to it from an entrance", "a promotion, a move across or a change of track that leads to it"))
		}
	}
	return faults
}

func (l *Ladder) checkHeadcount(holders map[string]int) (faults []*Fault) {
	for _, r := range l.Rungs {
		where := "rung " + r.Code
		h := r.Headcount
		if f := l.oddHeadcount(r); f != nil {
			faults = append(faults, f)
			continue
		}
		if places, limited := h.PlacesIn(holders); limited && places < holders[r.Code] {
			faults = append(faults, fault(TooFewSeats, where, fmt.Sprintf("%d places for %d holders", places, holders[r.Code]), "at least as many places as people are there now"))
		}
	}
	return faults
}

func (l *Ladder) oddHeadcount(r Rung) *Fault {
	where, h := "rung "+r.Code, r.Headcount
	_, parent := l.Rung(h.Of)
	switch {
	case h.Kind == Absolute && h.Places < 0:
		return fault(OddHeadcount, where, fmt.Sprintf("%d places", h.Places), "at least 0")
	case h.Kind == ShareOf && !(h.Share >= 0 && h.Share <= 1):
		return fault(OddHeadcount, where, fmt.Sprintf("a share of %g", h.Share), "0 to 1")
	case h.Kind == ShareOf && (!parent || h.Of == r.Code):
		return fault(OddHeadcount, where, fmt.Sprintf("a share of the holders of %q", h.Of), "the code of another rung")
	case h.Kind != NoLimit && h.Kind != Absolute && h.Kind != ShareOf:
		return fault(OddHeadcount, where, fmt.Sprintf("%q", h.Kind), "absolute, share or none")
	}
	return nil
}

// CheckSpells names where somebody stands on two rungs at once, or on one for a time
// that ends before it begins.
func CheckSpells(person string, spells []Spell) (faults []*Fault) {
	sorted := slices.SortedFunc(slices.Values(spells), func(a, b Spell) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Rung, b.Rung))
	})
	var last *Spell
	for i := range sorted {
		s := &sorted[i]
		if !s.To.IsZero() && !s.From.Before(s.To) {
			faults = append(faults, fault(OddDates, person+" on "+s.Rung, fmt.Sprintf("from %s to %s", s.From, s.To), "a first day before the day it ends"))
			continue
		}
		if last != nil && (last.To.IsZero() || s.From.Before(last.To)) {
			faults = append(faults, fault(TwoRungsAtOnce, person, fmt.Sprintf("%s and %s on %s", last.Rung, s.Rung, s.From), "one rung at a time: end the first before the second begins"))
		}
		if last == nil || outlasts(*s, *last) {
			last = s
		}
	}
	return faults
}

// outlasts reports whether a ends after b.
func outlasts(a, b Spell) bool {
	return !b.To.IsZero() && (a.To.IsZero() || b.To.Before(a.To))
}
