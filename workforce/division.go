package workforce

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Division says who handles a queue from a day on. What its shares leave of the
// contacts is handled in-house; a division of no shares is all in-house.
type Division struct {
	ValidFrom grid.Date // zero: from the beginning
	Shares    []EmployerShare
}

// EmployerShare is how much of a queue's contacts the people of an employer handle.
type EmployerShare struct {
	EmployerID int64
	Share      float64 // above 0, at most 1
}

// wholeShare is how far beyond one shares may add up by rounding.
const wholeShare = 1 + 1e-9

// DivisionOn returns the division of the queue that holds on a day; the zero one,
// all in-house, where none does.
func (q Queue) DivisionOn(day grid.Date) Division {
	d, _ := inEffect(q.Divisions, func(d Division) grid.Date { return d.ValidFrom }, day)
	return d
}

// InHouse is the share of the contacts that no employer of the division handles.
func (d Division) InHouse() float64 {
	rest := 1.0
	for _, s := range d.Shares {
		rest -= s.Share
	}
	return max(0, rest)
}

func checkedDivisions(c *checks, divisions []Division) []Division {
	divisions = slices.Clone(divisions)
	for i, d := range divisions {
		at := fmt.Sprintf("handledBy[%d]", i)
		first := slices.IndexFunc(divisions, func(o Division) bool { return o.ValidFrom == d.ValidFrom })
		c.need(first == i, at+".validFrom", d.ValidFrom.String(), "one division a day", problem.Wanting(problem.OnceADay))
		divisions[i].Shares = checkedShares(c, at, d.Shares)
	}
	return slices.SortedStableFunc(slices.Values(divisions), func(a, b Division) int { return a.ValidFrom.Compare(b.ValidFrom) })
}

// checkedShares returns the shares in the order of their employers.
func checkedShares(c *checks, at string, shares []EmployerShare) []EmployerShare {
	total := 0.0
	for i, s := range shares {
		place := fmt.Sprintf("%s.shares[%d]", at, i)
		c.need(s.EmployerID > 0, place+".employerId", s.EmployerID, "the employer whose people handle it", problem.Wanting(problem.Needed))
		c.need(s.Share > 0 && s.Share <= 1, place+".share", s.Share, "a share above 0, at most 1", problem.Wanting(problem.Share))
		first := slices.IndexFunc(shares, func(o EmployerShare) bool { return o.EmployerID == s.EmployerID })
		c.need(first == i, place+".employerId", s.EmployerID, "each employer once", problem.Wanting(problem.EachOnce))
		total += s.Share
	}
	c.need(math.IsNaN(total) || total <= wholeShare, at+".shares", fmt.Sprintf("%g in all", total), "shares of 1 in all at most; the rest is handled in-house", problem.Wanting(problem.TogetherAtMost, 1))
	return slices.SortedFunc(slices.Values(shares), func(a, b EmployerShare) int { return cmp.Compare(a.EmployerID, b.EmployerID) })
}

// checkedGroup returns the name of a queue's group without blanks around it.
func checkedGroup(c *checks, name string) string {
	name = strings.TrimSpace(name)
	if name != "" {
		c.text("group", name, maxCode)
	}
	return name
}
