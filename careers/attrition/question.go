package attrition

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/muster-wfm/muster/careers/survival"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Attribute is by what spells are put into groups.
type Attribute string

// The attributes.
const (
	BySite      Attribute = "site"
	ByTeam      Attribute = "team"
	ByEmployer  Attribute = "employer"
	BySource    Attribute = "source"
	ByAgreement Attribute = "agreement"
	ByLanguage  Attribute = "language"
	ByRung      Attribute = "rung"
	ByQuarter   Attribute = "hired_quarter"
)

// Attributes lists them.
func Attributes() []Attribute {
	return []Attribute{BySite, ByTeam, ByEmployer, BySource, ByAgreement, ByLanguage, ByRung, ByQuarter}
}

// Question is what somebody wants to know of those who stayed and left.
type Question struct {
	By Attribute // "": all together
	// From is the first day that is watched; zero: from the first hire. Who was hired
	// earlier enters with the tenure of that day.
	From       grid.Date
	SiteID     int64 // 0: all
	EmployerID int64
	Source     string // "": all
	Exit       ExitKind
	Months     int // of tenure that curves show; 0: 36
}

const (
	usualMonths = 36
	mostMonths  = 120
)

// NewQuestion returns q if it can be asked.
func NewQuestion(q Question) (Question, error) {
	if q.Months == 0 {
		q.Months = usualMonths
	}
	c := checking("question")
	c.need(q.By == "" || slices.Contains(Attributes(), q.By), "by", q.By, fmt.Sprintf("one of %v", Attributes()))
	c.need(q.Exit == "" || slices.Contains(ExitKinds(), q.Exit), "exit", q.Exit, "a kind of exit, or nothing for all")
	c.need(q.Months >= 3 && q.Months <= mostMonths, "months", q.Months, fmt.Sprintf("3 to %d months", mostMonths))
	return q, c.err()
}

// daysInMonth is the mean length of a month; tenures are counted in days and shown in
// months.
const daysInMonth = 365.25 / 12

// Cohort is spells that are watched in a window of days.
type Cohort struct {
	Spells   []Spell
	From, To grid.Date // From zero: from each hire
	exit     ExitKind
}

// cohort picks the spells that a question is about, up to a day.
func cohort(spells []Spell, q Question, to grid.Date) Cohort {
	c := Cohort{From: q.From, To: to, exit: q.Exit}
	for _, s := range spells {
		switch {
		case s.Hired.After(to), !q.From.IsZero() && s.LeftBy(q.From.AddDays(-1)):
		case q.SiteID != 0 && s.SiteID != q.SiteID, q.EmployerID != 0 && s.EmployerID != q.EmployerID, q.Source != "" && s.Source != q.Source:
		default:
			c.Spells = append(c.Spells, s)
		}
	}
	return c
}

// cause is how a spell ended in sight: 0 where it was cut short, else the number of its
// kind of exit from 1.
func (c Cohort) cause(s Spell) int {
	if !s.LeftBy(c.To) || c.exit != "" && s.ExitKind != c.exit {
		return 0
	}
	return slices.Index(ExitKinds(), s.ExitKind) + 1
}

// Observations are the spells as survival analysis takes them, in days of tenure.
func (c Cohort) Observations() *survival.Observations {
	o := &survival.Observations{}
	for _, s := range c.Spells {
		start := 0
		if !c.From.IsZero() {
			start = max(0, s.Hired.DaysUntil(c.From))
		}
		o.Start = append(o.Start, float64(start))
		o.Stop = append(o.Stop, float64(s.Days(c.To)))
		o.Event = append(o.Event, c.cause(s) > 0)
	}
	if c.From.IsZero() {
		o.Start = nil
	}
	return o
}

// subset keeps some spells.
func (c Cohort) subset(keep func(i int) bool) Cohort {
	out := Cohort{From: c.From, To: c.To, exit: c.exit}
	for i, s := range c.Spells {
		if keep(i) {
			out.Spells = append(out.Spells, s)
		}
	}
	return out
}

// names are what ids and codes are called.
type names struct {
	sites, employers map[int64]string
	rungs            map[string]string // by code
}

// value is what a spell has of an attribute, "" for what is not known.
func (n names) value(s Spell, by Attribute) string {
	switch by {
	case BySite:
		return n.sites[s.SiteID]
	case ByTeam:
		return s.Team
	case ByEmployer:
		return n.employers[s.EmployerID]
	case BySource:
		return s.Source
	case ByAgreement:
		return s.Agreement
	case ByLanguage:
		return s.Language
	case ByRung:
		return n.rungs[s.Code]
	case ByQuarter:
		return strconv.Itoa(s.Hired.Year) + " Q" + strconv.Itoa((int(s.Hired.Month)+2)/3)
	}
	return ""
}

// mostGroups is how many groups stand side by side; what is beyond goes together.
const mostGroups = 12

// RestGroup is the group of what is beyond the others.
const RestGroup = "…"

// parts puts spells into groups: their names, and the group of each spell. The largest
// are kept, quarters the newest.
func (n names) parts(c Cohort, by Attribute) (group []int, called []string) {
	count := map[string]int{}
	for _, s := range c.Spells {
		count[n.value(s, by)]++
	}
	for name := range count {
		called = append(called, name)
	}
	slices.Sort(called)
	if len(called) > mostGroups {
		if by == ByQuarter {
			slices.Reverse(called)
		} else {
			slices.SortStableFunc(called, func(a, b string) int { return cmp.Compare(count[b], count[a]) })
		}
		called = called[:mostGroups-1]
		slices.Sort(called)
		called = append(called, RestGroup)
	}
	place := map[string]int{}
	for i, name := range called {
		place[name] = i
	}
	group = make([]int, len(c.Spells))
	for i, s := range c.Spells {
		at, kept := place[n.value(s, by)]
		if !kept {
			at = len(called) - 1
		}
		group[i] = at
	}
	return group, called
}
