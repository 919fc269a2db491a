package plan

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CapacityPlan is a plan of staffing whose need may be hired for.
type CapacityPlan struct {
	ID, Version int64
	Name        string
	SiteID      int64
	Currency    string
	Groups      []string
}

// Need is what a group of a capacity plan needs, week by week.
type Need struct {
	Plan    CapacityPlan
	Group   string
	Monday  grid.Date // of the first week
	Lead    int       // weeks before which nobody can begin
	People  []float64 // own people of full output needed, by week
	Staff   []flow.Holders
	Planned []WeekHires // that the plan has now
}

// WeekHires are people who begin in a week of a capacity plan, the first being 0.
type WeekHires struct {
	Week   int
	People float64
}

// Capacities knows capacity plans, and takes hires in.
type Capacities interface {
	CapacityPlans(ctx context.Context, scope auth.Scope) ([]CapacityPlan, error)
	Need(ctx context.Context, scope auth.Scope, plan int64, group string) (Need, error)
	// TakeHires puts hires in the place of those of a group, if the plan still stands at
	// the version, and returns the new one.
	TakeHires(ctx context.Context, scope auth.Scope, plan, version int64, group, note string, hires []WeekHires) (int64, error)
}

// Bounds of a hiring plan.
const (
	longestNeed = 60 // months
	mostSizes   = 8
	largestSize = 1000
)

// Hiring is whom to hire: the need of a group of a capacity plan, or one that somebody
// typed, and what hiring and missing cost.
type Hiring struct {
	CapacityPlanID int64 // 0: Need holds
	Group          string
	Months         int       // of the capacity plan that are looked at; 0: all
	First          grid.Date // month of the first typed need
	Need           []float64 // people of full output, by month
	Decide         int       // months, from the first, in which a class may start
	Sizes          []int     // people that a class may have
	Currency       string
	HireMinor      int64 // of each hire
	ClassMinor     int64 // of each class
	ShortMinor     int64 // of a person that lacks, a month
	SurplusMinor   int64 // of a person too many, a month
	Trained        int   // months of training, without output
	Start, Tau     float64
}

func (h *Hiring) check(c *checks) {
	h.Sizes = slices.Compact(slices.Sorted(slices.Values(h.Sizes)))
	c.need(len(h.Sizes) > 0 && len(h.Sizes) <= mostSizes, "sizes", fmt.Sprintf("%d sizes", len(h.Sizes)), fmt.Sprintf("1 to %d sizes of a class", mostSizes))
	for i, n := range h.Sizes {
		c.need(n >= 1 && n <= largestSize, fmt.Sprintf("sizes[%d]", i), n, fmt.Sprintf("1 to %d people", largestSize))
	}
	if h.CapacityPlanID == 0 {
		c.need(len(h.Need) >= 1 && len(h.Need) <= longestNeed, "need", fmt.Sprintf("%d months", len(h.Need)), fmt.Sprintf("the need of 1 to %d months, or a capacity plan", longestNeed))
		c.need(!h.First.IsZero(), "first", "nothing", "the first month")
	} else {
		c.need(h.Group != "", "group", "nothing", "a group of the capacity plan")
	}
	for i, n := range h.Need {
		c.need(n >= 0 && n <= 1e6, fmt.Sprintf("need[%d]", i), n, "0 or more people")
	}
	c.need(h.Months >= 0 && h.Months <= longestNeed, "months", h.Months, fmt.Sprintf("1 to %d months, or 0 for all", longestNeed))
	c.need(h.Decide >= 1 && h.Decide <= longestNeed, "decide", h.Decide, fmt.Sprintf("1 to %d months in which a class may start", longestNeed))
	c.need(isCurrency(h.Currency), "currency", h.Currency, "three letters such as CNY or GBP")
	c.money("hireMinor", h.HireMinor)
	c.money("classMinor", h.ClassMinor)
	c.money("shortMinor", h.ShortMinor)
	c.money("surplusMinor", h.SurplusMinor)
	c.need(h.ShortMinor > 0, "shortMinor", h.ShortMinor, "more than 0: if missing people cost nothing, nobody is hired")
	c.need(h.Trained >= 0 && h.Trained <= 24, "trained", h.Trained, "0 to 24 months of training")
	c.share("start", h.Start)
	c.need(h.Tau > 0 && h.Tau <= 60, "tau", h.Tau, "months above 0, at most 60")
}

// Staff is what a hiring plan found: the need by month from the first in which anybody
// can begin, and who is there.
type Staff struct {
	On      grid.Date
	Need    []float64
	Months  []grid.Date // the first day of each
	Weeks   []int       // week of the capacity plan in which a class of the month begins
	Holders []flow.Holders
	Hazard  []flow.Band
	Own     bool
	Exits   int
	Plan    *CapacityPlan // nil: the need was typed
	Skipped int           // months of the need before anybody can begin
}

// Classes is what a hiring plan comes to.
type Classes struct {
	Months         []grid.Date
	Need           []float64
	Without, With  []float64 // people of full output, by month
	Short          []float64
	Classes        []int // people who begin, by month
	Cost, Bound    float64
	HireCost       float64
	ClassCost      float64
	ShortCost      float64
	SurplusCost    float64
	NothingCost    float64 // if nobody is hired
	Proven         bool
	Stay, Output   []float64 // of somebody after 0, 1, … months
	Hazard         []flow.Band
	Own            bool
	Exits          int
	Present        float64 // people there now
	CapacityPlan   int64
	CapacityAt     int64 // version of the capacity plan that was read
	FirstInPlan    []int // week of the capacity plan, by month
	SkippedAtStart int
}

// staff reads the need and who is there.
func (s *Plans) staff(ctx context.Context, scope auth.Scope, k Kept) (*Staff, error) {
	h := k.Order.Hiring
	p, err := s.gatherPeople(ctx, scope, k.SiteID, k.EmployerID)
	if err != nil {
		return nil, err
	}
	e, err := p.hazard()
	if err != nil {
		return nil, fmt.Errorf("hazard of employments: %w", err)
	}
	out := &Staff{On: p.today, Hazard: e.Hazard, Own: !e.Default, Exits: e.Exits}
	if h.CapacityPlanID == 0 {
		out.Need, out.Holders = h.Need, p.tenures()
		for m := range h.Need {
			out.Months = append(out.Months, monthAfter(h.First, m))
		}
		return out, nil
	}
	need, err := s.Books.Capacities.Need(ctx, scope, h.CapacityPlanID, h.Group)
	if err != nil {
		return nil, err
	}
	out.Plan, out.Holders = &need.Plan, need.Staff
	out.fold(need)
	if h.Months > 0 && h.Months < len(out.Need) {
		out.Need, out.Months, out.Weeks = out.Need[:h.Months], out.Months[:h.Months], out.Weeks[:h.Months]
	}
	if len(out.Need) > longestNeed {
		out.Need, out.Months, out.Weeks = out.Need[:longestNeed], out.Months[:longestNeed], out.Weeks[:longestNeed]
	}
	return out, nil
}

func monthAfter(first grid.Date, m int) grid.Date {
	return grid.DateOf(time.Date(first.Year, first.Month+time.Month(m), 1, 12, 0, 0, 0, time.UTC))
}

// fold turns weeks into months: a week belongs to the month of its Thursday, the need of
// a month is the mean of its weeks. Months in which nobody can begin yet are let pass: those
// who are there grow older and fewer in them.
func (f *Staff) fold(need Need) {
	var weeks []float64
	for w, n := range need.People {
		first := need.Monday.AddDays(7*w + 3)
		first.Day = 1
		if last := len(f.Months) - 1; last >= 0 && f.Months[last] == first {
			f.Need[last] += n
			weeks[last]++
			if f.Weeks[last] < need.Lead {
				f.Weeks[last] = w // the class of a month begins as soon as it can
			}
		} else {
			f.Months, f.Need, f.Weeks, weeks = append(f.Months, first), append(f.Need, n), append(f.Weeks, w), append(weeks, 1)
		}
	}
	for m := range f.Need {
		f.Need[m] /= weeks[m]
	}
	for f.Skipped < len(f.Weeks) && f.Weeks[f.Skipped] < need.Lead {
		f.Skipped++
	}
	f.Need, f.Months, f.Weeks = f.Need[f.Skipped:], f.Months[f.Skipped:], f.Weeks[f.Skipped:]
	if f.Skipped == 0 {
		return
	}
	aged := make([]flow.Holders, len(f.Holders))
	for i, h := range f.Holders {
		aged[i] = flow.Holders{Count: h.Count * stays(f.Hazard, h.Tenure, f.Skipped), Tenure: h.Tenure + f.Skipped}
	}
	f.Holders = aged
}

// stays is the share of people of a tenure who are still there some months later.
func stays(bands []flow.Band, tenure, months int) float64 {
	sum := 0.0
	for a := tenure; a < tenure+months; a++ {
		h := 0.0
		for _, b := range bands {
			if b.From <= a {
				h = b.Hazard
			}
		}
		sum += h
	}
	return math.Exp(-sum)
}

// classes answers a hiring plan.
func classes(f *Staff, h *Hiring) (*Classes, error) {
	c := checking("hiring plan")
	c.need(len(f.Need) > 0, "months", "no month", "a capacity plan that goes on after new people can begin")
	if err := c.err(); err != nil {
		return nil, err
	}
	d := &flow.Demand{
		People: f.Need, Decide: min(h.Decide, len(f.Need)), Sizes: append([]int{0}, h.Sizes...), Staff: f.Holders, Hazard: f.Hazard, Trained: h.Trained,
		Learning: flow.Learning{Start: h.Start, Tau: h.Tau},
		HireCost: float64(h.HireMinor), ClassCost: float64(h.ClassMinor), ShortCost: float64(h.ShortMinor), SurplusCost: float64(h.SurplusMinor),
	}
	best, err := flow.HiringPlan(d, 0)
	if err != nil {
		return nil, err
	}
	out := &Classes{
		Months: f.Months, Need: f.Need, Without: best.Without, With: best.Capacity, Short: best.Short, Classes: best.People, Cost: best.Cost, Bound: best.Bound,
		Proven: best.Proven(), Stay: best.Survival, Output: best.Output, Hazard: f.Hazard, Own: f.Own, Exits: f.Exits, FirstInPlan: f.Weeks, SkippedAtStart: f.Skipped,
	}
	if f.Plan != nil {
		out.CapacityPlan, out.CapacityAt = f.Plan.ID, f.Plan.Version
	}
	for _, x := range f.Holders {
		out.Present += x.Count
	}
	for m, n := range best.People {
		if n > 0 {
			out.ClassCost += d.ClassCost
			out.HireCost += float64(n) * d.HireCost
		}
		gap := best.Capacity[m] - f.Need[m]
		out.ShortCost += math.Max(0, -gap) * d.ShortCost
		out.SurplusCost += math.Max(0, gap) * d.SurplusCost
		gap = best.Without[m] - f.Need[m]
		out.NothingCost += math.Max(-gap*d.ShortCost, gap*d.SurplusCost)
	}
	return out, nil
}
