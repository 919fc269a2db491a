package ladder

// Name is what people see, in both languages.
type Name struct{ En, Zh string }

// Ladder is one version of a graph of rungs.
type Ladder struct {
	Code    string
	Version int
	Name    Name
	Tracks  []Track
	Rungs   []Rung
	Edges   []Edge
}

// TrackKind is what a track leads to.
type TrackKind string

// The kinds of track.
const (
	Management TrackKind = "management"
	Tenure     TrackKind = "tenure"
	Specialist TrackKind = "specialist"
)

// Track is a way through the ladder: the codes of its rungs, from the entrance. Tracks
// may share rungs.
type Track struct {
	Code  string
	Kind  TrackKind
	Name  Name
	Rungs []string
}

// Rung is a step of the ladder.
type Rung struct {
	Code      string
	Name      Name
	Band      int // of pay; rises with promotion
	Entry     bool
	Headcount Headcount
	Dwell     int // months that somebody stays at least before they leave it by promotion
}

// HeadcountKind is how the places of a rung are counted.
type HeadcountKind string

// The kinds of headcount.
const (
	NoLimit  HeadcountKind = ""
	Absolute HeadcountKind = "absolute"
	ShareOf  HeadcountKind = "share" // of the holders of another rung
)

// Headcount limits the holders of a rung.
type Headcount struct {
	Kind   HeadcountKind
	Places int     // under [Absolute]
	Share  float64 // under [ShareOf]
	Of     string  // the rung whose holders the share is of
}

// EdgeKind is what a move is.
type EdgeKind string

// The kinds of edge.
const (
	Promote  EdgeKind = "promote"
	Lateral  EdgeKind = "lateral"
	Switch   EdgeKind = "switch" // to another track
	StepBack EdgeKind = "step back"
)

// Edge is a move that the ladder allows, and what it asks.
type Edge struct {
	From, To string
	Kind     EdgeKind
	Asks     Requirement // nil: nothing
}

// Rung finds a rung by its code.
func (l *Ladder) Rung(code string) (Rung, bool) {
	for _, r := range l.Rungs {
		if r.Code == code {
			return r, true
		}
	}
	return Rung{}, false
}

// From are the moves that a rung allows, in the ladder's order.
func (l *Ladder) From(rung string) []Edge {
	var list []Edge
	for _, e := range l.Edges {
		if e.From == rung {
			list = append(list, e)
		}
	}
	return list
}

// Asked is all that a move asks: the edge's own requirement, and for a promotion the
// months that the rung keeps its people.
func (l *Ladder) Asked(e Edge) Requirement {
	from, found := l.Rung(e.From)
	if !found || e.Kind != Promote || from.Dwell == 0 {
		return e.Asks
	}
	dwell := Dwell{Months: from.Dwell}
	if e.Asks == nil {
		return dwell
	}
	return All{dwell, e.Asks}
}

// PlacesIn are the places of a rung when so many people hold each rung; limited is
// false where there is no limit. A share is rounded down.
func (h Headcount) PlacesIn(holders map[string]int) (places int, limited bool) {
	switch h.Kind {
	case Absolute:
		return h.Places, true
	case ShareOf:
		return int(h.Share*float64(holders[h.Of]) + 1e-9), true
	default:
		return 0, false
	}
}

// Room is how many more people a rung has a place for, never below 0; limited is
// false where there is no limit.
func (l *Ladder) Room(rung string, holders map[string]int) (room int, limited bool) {
	r, found := l.Rung(rung)
	if !found {
		return 0, true
	}
	places, limited := r.Headcount.PlacesIn(holders)
	return max(0, places-holders[rung]), limited
}
