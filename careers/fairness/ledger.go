package fairness

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
)

// Smallest is the k that groups are shown from by default.
const Smallest = 10

// MostGroups is how many groups a table may have.
const MostGroups = 16

// Group is one of a table: the people in it, by numbers of their own from 0.
type Group struct {
	Name    string
	Members []int
}

// Shown is what is published of a group.
type Shown struct {
	Name   string
	Hidden bool
	Size   int // 0 where it is hidden
}

// Answer is what is published of a table.
type Answer struct {
	Groups  []Shown
	Refused bool // nothing may be said, not even of all together
	Total   int  // of all groups; 0 where the table is refused
}

// Ledger remembers what was published to somebody and hides what, taken together with
// any one earlier answer, would show a group of fewer than k people.
//
// Of a table the groups that are shown are published, and all together; what is hidden
// is then known as one rest, as the difference. These cells have no member in common,
// so that what can be worked out from one table is the size of unions of them. From two
// tables it is the size of differences too: a union U of cells of the one that holds a
// union V of cells of the other shows |U\V|. The ledger looks at every such pair, which
// finds in particular a query that is an earlier one less a person. Nothing more can be
// had: a sum of multiples of cells of both that counts each person once or not at all
// is made of such differences, one for each level of the multiples. (On auditing queries
// of counts: F. Y. Chin and G. Ozsoyoglu, "Auditing and inference control in statistical
// databases", IEEE TSE 8, 1982.)
type Ledger struct {
	k       int
	answers [][]members // the cells of each earlier answer
}

// NewLedger keeps groups below k from being shown; less than 2 is taken as 2.
func NewLedger(k int) *Ledger { return &Ledger{k: max(k, 2)} }

// members is a set of people.
type members []uint64

func newMembers(list []int) members {
	var m members
	for _, i := range list {
		for len(m) <= i/64 {
			m = append(m, 0)
		}
		m[i/64] |= 1 << (i % 64)
	}
	return m
}

func (m members) size() (n int) {
	for _, w := range m {
		n += bits.OnesCount64(w)
	}
	return n
}

// with is the union of two sets.
func (m members) with(o members) members {
	if len(m) < len(o) {
		m, o = o, m
	}
	u := slices.Clone(m)
	for i, w := range o {
		u[i] |= w
	}
	return u
}

// common is how many are in both.
func (m members) common(o members) (n int) {
	for i := range min(len(m), len(o)) {
		n += bits.OnesCount64(m[i] & o[i])
	}
	return n
}

// Publish answers with the sizes of groups that have no member in common. Groups below
// k are hidden, and then the smallest others until nothing can be worked out; if even
// the total would show too much, all is refused. What is published is remembered. The
// same table again gives the same answer.
func (l *Ledger) Publish(groups []Group) (*Answer, error) {
	cells := make([]members, len(groups))
	if err := l.check(groups, cells); err != nil {
		return nil, err
	}
	hidden := make([]bool, len(groups))
	for i, c := range cells {
		hidden[i] = c.size() < l.k
	}
	for !l.safe(published(cells, hidden)) {
		next := smallestShown(cells, hidden)
		if next < 0 {
			return &Answer{Groups: shown(groups, cells, slices.Repeat([]bool{true}, len(groups))), Refused: true}, nil
		}
		hidden[next] = true
	}
	l.answers = append(l.answers, published(cells, hidden))
	answer := &Answer{Groups: shown(groups, cells, hidden)}
	for _, c := range cells {
		answer.Total += c.size()
	}
	return answer, nil
}

// Recall tells a ledger of an answer that was given before, with the groups as they were
// then, so that it may be kept from one day to the next.
func (l *Ledger) Recall(groups []Group, a *Answer) error {
	cells := make([]members, len(groups))
	if err := l.check(groups, cells); err != nil {
		return err
	}
	if len(a.Groups) != len(groups) {
		return &CountError{Where: "answer", Found: fmt.Sprintf("%d groups", len(a.Groups)), Expected: fmt.Sprintf("the %d that it was about", len(groups))}
	}
	if a.Refused {
		return nil
	}
	hidden := make([]bool, len(groups))
	for i, g := range a.Groups {
		hidden[i] = g.Hidden
	}
	l.answers = append(l.answers, published(cells, hidden))
	return nil
}

func (l *Ledger) check(groups []Group, cells []members) error {
	if len(groups) > MostGroups {
		return &CountError{Where: "table", Found: fmt.Sprintf("%d groups", len(groups)), Expected: fmt.Sprintf("at most %d: put small ones together", MostGroups)}
	}
	var all members
	for i, g := range groups {
		for _, m := range g.Members {
			if m < 0 {
				return &CountError{Where: "group " + g.Name, Found: fmt.Sprintf("a member numbered %d", m), Expected: "numbers from 0"}
			}
		}
		cells[i] = newMembers(g.Members)
		if all.common(cells[i]) > 0 {
			return &CountError{Where: "group " + g.Name, Found: "somebody who is in another group too", Expected: "groups that have no member in common"}
		}
		all = all.with(cells[i])
	}
	return nil
}

func shown(groups []Group, cells []members, hidden []bool) []Shown {
	list := make([]Shown, len(groups))
	for i, g := range groups {
		list[i] = Shown{Name: g.Name, Hidden: hidden[i]}
		if !hidden[i] {
			list[i].Size = cells[i].size()
		}
	}
	return list
}

// smallestShown is the group to be hidden next, or -1.
func smallestShown(cells []members, hidden []bool) int {
	best := -1
	for i, c := range cells {
		if !hidden[i] && (best < 0 || cmp.Compare(c.size(), cells[best].size()) < 0) {
			best = i
		}
	}
	return best
}

// published are the cells whose sizes are known once some groups are hidden: the
// others, and the rest that the total leaves.
func published(cells []members, hidden []bool) []members {
	var list []members
	var rest members
	for i, c := range cells {
		if hidden[i] {
			rest = rest.with(c)
		} else {
			list = append(list, c)
		}
	}
	if rest.size() > 0 {
		list = append(list, rest)
	}
	return list
}

// safe reports whether cells show nothing small by themselves or beside any earlier
// answer.
func (l *Ledger) safe(cells []members) bool {
	for _, c := range cells {
		if c.size() < l.k {
			return false
		}
	}
	for _, earlier := range l.answers {
		if l.differ(cells, earlier) || l.differ(earlier, cells) {
			return false
		}
	}
	return true
}

// differ reports whether some union of the first cells, less the cells of the second
// that lie wholly within it, is small and not empty. To take away less leaves more, so
// that only all of these need be looked at.
func (l *Ledger) differ(first, second []members) bool {
	type part struct{ needs, size int } // a second cell, by the first cells that it needs
	var parts []part
	for _, s := range second {
		p := part{size: s.size()}
		covered := 0
		for i, f := range first {
			if n := f.common(s); n > 0 {
				p.needs |= 1 << i
				covered += n
			}
		}
		if covered == p.size {
			parts = append(parts, p)
		}
	}
	sizes := make([]int, len(first))
	for i, f := range first {
		sizes[i] = f.size()
	}
	for union := 1; union < 1<<len(first); union++ {
		left := 0
		for i, n := range sizes {
			if union>>i&1 == 1 {
				left += n
			}
		}
		for _, p := range parts {
			if p.needs&^union == 0 {
				left -= p.size
			}
		}
		if left > 0 && left < l.k {
			return true
		}
	}
	return false
}
