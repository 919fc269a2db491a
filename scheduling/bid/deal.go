package bid

import (
	"cmp"
	"slices"
)

// Rule is by what lines are dealt.
type Rule string

// The rules.
const (
	BySeniority Rule = "seniority"
	ByPoints    Rule = "points"
	ByRotation  Rule = "rotation"
)

// Rules are all of them, in the order of screens.
var Rules = []Rule{BySeniority, ByPoints, ByRotation}

// None is no line, or nobody.
const None = -1

// Choice is a line that somebody would like, and the points they put on it, which
// count by [ByPoints] only.
type Choice struct{ Line, Points int }

// Bidder is somebody to whom lines are offered.
type Bidder struct {
	Code    string
	Hired   int      // any count of days; smaller is longer service
	Last    float64  // [Regret] of the last bid, 0 without one
	Mean    float64  // average regret of earlier bids, 0 without any
	Choices []Choice // the best first; a line twice counts once
	Lawful  []bool   // by line: whether the rules let them work it
}

// Award is what somebody gets, and why nothing better.
type Award struct {
	Line   int // or [None]
	Rank   int // of the line among the choices, from 1; 0: it was not a choice
	Points int // that they had put on it
	Missed []Missed
}

// Missed is a choice that ranked higher than what somebody got.
type Missed struct {
	Line int
	To   int // the bidder who has it; [None]: not lawful for whom it was ranked by
}

// Regret is how far an award lies from the first choice, from 0, it, to 1, no choice
// at all. Whoever chose nothing has nothing to regret.
func (a Award) Regret(choices int) float64 {
	switch {
	case choices == 0:
		return 0
	case a.Rank == 0:
		return 1
	default:
		return float64(a.Rank-1) / float64(choices)
	}
}

// Deal gives lines to bidders. The award at a place is that of the bidder there.
// Choices of lines that do not exist are passed over. By points a choice ranks by
// what was offered for it, and in the order given among equal offers.
func Deal(bidders []Bidder, lines int, rule Rule) []Award {
	bidders = slices.Clone(bidders)
	for i := range bidders {
		bidders[i].Choices = Preferred(bidders[i].Choices, rule)
	}
	d := dealing{bidders: bidders, holder: fill(lines), line: fill(len(bidders))}
	queue := d.queue(rule)
	if rule == ByPoints {
		d.auction(queue)
	} else {
		d.inTurn(queue)
	}
	d.rest(queue)
	awards := make([]Award, len(bidders))
	for i := range bidders {
		awards[i] = d.award(i)
	}
	return awards
}

// Preferred returns choices in the order in which they rank under a rule.
func Preferred(choices []Choice, rule Rule) []Choice {
	if rule != ByPoints {
		return choices
	}
	out := slices.Clone(choices)
	slices.SortStableFunc(out, func(a, b Choice) int { return cmp.Compare(b.Points, a.Points) })
	return out
}

// dealing is a deal in the making.
type dealing struct {
	bidders []Bidder
	holder  []int // by line
	line    []int // by bidder
}

func fill(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = None
	}
	return list
}

// queue is the order in which bidders come, by which ties are decided too.
func (d *dealing) queue(rule Rule) []int {
	queue := make([]int, len(d.bidders))
	for i := range queue {
		queue[i] = i
	}
	slices.SortFunc(queue, func(i, j int) int {
		a, b := d.bidders[i], d.bidders[j]
		tie := cmp.Or(cmp.Compare(b.Last, a.Last), cmp.Compare(a.Hired, b.Hired), cmp.Compare(a.Code, b.Code))
		switch rule {
		case BySeniority:
			return cmp.Or(cmp.Compare(a.Hired, b.Hired), tie)
		case ByRotation:
			return cmp.Or(cmp.Compare(b.Mean, a.Mean), tie)
		default:
			return tie
		}
	})
	return queue
}

// may reports whether a line is still there and lawful for a bidder.
func (d *dealing) may(bidder, line int) bool {
	return d.lawful(bidder, line) && d.holder[line] == None
}

func (d *dealing) lawful(bidder, line int) bool {
	allowed := d.bidders[bidder].Lawful
	return line >= 0 && line < len(d.holder) && line < len(allowed) && allowed[line]
}

func (d *dealing) give(bidder, line int) { d.line[bidder], d.holder[line] = line, bidder }

// inTurn lets one after the other take the best that is left.
func (d *dealing) inTurn(queue []int) {
	for _, i := range queue {
		for _, c := range d.bidders[i].Choices {
			if d.may(i, c.Line) {
				d.give(i, c.Line)
				break
			}
		}
	}
}

// offer is one choice at an auction.
type offer struct{ bidder, place, rank, line, points int }

// auction meets the highest offer that can still be met, again and again.
func (d *dealing) auction(queue []int) {
	var offers []offer
	for place, i := range queue {
		for rank, c := range d.bidders[i].Choices {
			offers = append(offers, offer{i, place, rank, c.Line, c.Points})
		}
	}
	slices.SortFunc(offers, func(a, b offer) int {
		return cmp.Or(cmp.Compare(b.points, a.points), cmp.Compare(a.place, b.place), cmp.Compare(a.rank, b.rank))
	})
	for _, o := range offers {
		if d.line[o.bidder] == None && d.may(o.bidder, o.line) {
			d.give(o.bidder, o.line)
		}
	}
}

// rest gives those who are left without a line lawful ones that nobody chose, to as
// many people as possible. What was chosen stays where it is.
func (d *dealing) rest(queue []int) {
	chosen := slices.Clone(d.holder)
	for _, i := range queue {
		if d.line[i] == None {
			d.augment(i, chosen, make([]bool, len(d.holder)))
		}
	}
}

// augment finds a line for a bidder, moving others of the rest to other lines.
func (d *dealing) augment(bidder int, chosen []int, tried []bool) bool {
	for line := range d.holder {
		if chosen[line] != None || tried[line] || !d.lawful(bidder, line) {
			continue
		}
		tried[line] = true
		if holder := d.holder[line]; holder == None || d.augment(holder, chosen, tried) {
			d.give(bidder, line)
			return true
		}
	}
	return false
}

// award says what a bidder got, and which better choices others have.
func (d *dealing) award(bidder int) Award {
	a := Award{Line: d.line[bidder]}
	for k, c := range d.bidders[bidder].Choices {
		if c.Line == a.Line && a.Line != None {
			a.Rank, a.Points = k+1, c.Points
			break
		}
		if c.Line < 0 || c.Line >= len(d.holder) {
			continue
		}
		to := None
		if d.lawful(bidder, c.Line) {
			to = d.holder[c.Line]
		}
		a.Missed = append(a.Missed, Missed{c.Line, to})
	}
	return a
}
