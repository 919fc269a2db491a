package capacity

import (
	"context"
	"math"
)

// ProposalOptions say what a proposal may decide.
type ProposalOptions struct {
	// Keep leaves the planner's hires and tranches as they are and adds to them;
	// else they are forgotten.
	Keep bool
	// MostHires is how many people can begin in one week, those of the planner who
	// are kept among them; 0: as many as it takes.
	MostHires float64
	// ShortHour is what a missing hour is taken to cost, minor units; 0: four times
	// the dearest hour that can be had, so that an hour is missing only where
	// nobody can come in time.
	ShortHour int64
}

// Proposal is the decisions of one group, whole people throughout.
type Proposal struct {
	Hires    []Hire
	Tranches []Tranche
	// Cost is what they, overtime and the people who are there cost, and
	// ShortHours what is still missing, both over all weeks.
	Cost       int64
	ShortHours float64
}

// Propose finds hires and tranches of least cost for each group, and returns the
// plan with them, beside what each group costs then. Missing hours are priced, so
// that the result says what cannot be had rather than fail.
//
// Hours and cost are linear in the people hired and taken, but for overtime and
// missing hours, which are convex. The search starts from the least cost with
// fractions of people, a linear programme, and takes the step, of many people and
// then of few, that saves most: more or fewer in a week, earlier or later, vendors
// for hires and back, until none saves anything. Without minimum tranches the
// fractions are a lower bound, of which tests find the result within two per cent
// in the mean, beside the cost of whole people. The error is [problem.List],
// or the context's.
func Propose(ctx context.Context, p *Plan, o ProposalOptions) (*Plan, []Proposal, error) {
	if err := p.Check(); err != nil {
		return nil, nil, err
	}
	out := *p
	out.Groups = append([]Group(nil), p.Groups...)
	if !o.Keep {
		for i := range out.Groups {
			out.Groups[i].Hires, out.Groups[i].Tranches = nil, nil
		}
	}
	base, err := Compute(&out)
	if err != nil {
		return nil, nil, err
	}
	shorts := make([]float64, len(out.Groups)) // what a missing hour of each group is taken to cost
	for i := range out.Groups {
		s := newSearch(&out.Groups[i], &base.Groups[i], p.Weeks, o)
		if err := s.run(ctx); err != nil {
			return nil, nil, err
		}
		shorts[i] = s.short
		out.Groups[i].Hires = append(out.Groups[i].Hires[:len(out.Groups[i].Hires):len(out.Groups[i].Hires)], s.chosenHires()...)
		out.Groups[i].Tranches = append(out.Groups[i].Tranches[:len(out.Groups[i].Tranches):len(out.Groups[i].Tranches)], s.chosenTranches()...)
	}
	r, err := Compute(&out)
	if err != nil {
		return nil, nil, err
	}
	if o.Keep && r.weighed(shorts) > base.weighed(shorts) {
		// whom transfers take was thought otherwise, and the search was for the worse
		return proposed(p, base)
	}
	return proposed(&out, r)
}

// weighed is all money of a plan with its missing hours at their prices.
func (r *Result) weighed(shorts []float64) float64 {
	total := 0.0
	for i := range r.Groups {
		g := &r.Groups[i]
		for w := range g.Cost {
			total += float64(g.Cost[w]) + shorts[i]*max(0, -g.GapHours[w])
		}
	}
	return total
}

// proposed is the plan as it stands with what it costs: what is shown is what was
// computed, not what the search thought.
func proposed(p *Plan, r *Result) (*Plan, []Proposal, error) {
	proposals := make([]Proposal, len(p.Groups))
	for i := range p.Groups {
		proposals[i] = Proposal{Hires: p.Groups[i].Hires, Tranches: p.Groups[i].Tranches}
		for w := range p.Weeks {
			proposals[i].Cost += r.Groups[i].Cost[w]
			proposals[i].ShortHours += max(0, -r.Groups[i].GapHours[w])
		}
	}
	return p, proposals, nil
}

// search is the decisions of one group as they become better.
type search struct {
	weeks     int
	missing   []float64 // hours that are to be found, by week; below 0 too many
	own       []float64 // hours of the people there are, by week
	overtime  float64   // cap
	overRate  []float64 // cost of an overtime hour
	short     float64   // of a missing hour
	actions   []action
	amounts   []float64 // by action
	supply    []float64 // hours by all actions
	ownSupply []float64 // of them by hires
	hires     int       // actions that are hires; the others are tranches
	tranche   []Tranche // by action beyond hires, without people
}

// action is hours and cost of one person from a week on.
type action struct {
	from     int
	hours    []float64 // from that week
	cost     float64
	min, max float64
}

func newSearch(g *Group, base *GroupResult, weeks int, o ProposalOptions) *search {
	s := &search{
		weeks: weeks, missing: make([]float64, weeks), own: base.OwnHours, overtime: g.Overtime.Cap, overRate: make([]float64, weeks),
		supply: make([]float64, weeks), ownSupply: make([]float64, weeks),
	}
	dearest := 0.0
	for w := range weeks {
		s.missing[w] = base.RequiredHours[w] - base.OwnHours[w] - base.VendorHours[w]
		in, _ := g.lost(w)
		s.overRate[w] = float64(g.Pay) / g.Hours * g.Overtime.Premium / (1 - in)
		dearest = max(dearest, float64(g.Pay)/(g.Hours*base.Available[w]), s.overRate[w])
	}
	for h := range weeks {
		s.actions = append(s.actions, hireAction(g, h, weeks, roomIn(g, h, o.MostHires)))
	}
	s.hires = weeks
	for v, vendor := range g.Vendors {
		dearest = max(dearest, float64(vendor.Price)/vendor.Hours)
		for w := vendor.Lead; w < weeks; w++ {
			s.actions = append(s.actions, trancheAction(vendor, w, weeks))
			s.tranche = append(s.tranche, Tranche{Vendor: v, Week: w})
		}
	}
	s.amounts = make([]float64, len(s.actions))
	if s.short = float64(o.ShortHour); s.short == 0 {
		s.short = 4 * dearest
	}
	return s
}

// roomIn is how many more people than are hired already can begin in a week.
func roomIn(g *Group, week int, most float64) float64 {
	if most <= 0 {
		return math.Inf(1)
	}
	for _, h := range g.Hires {
		if h.Week == week {
			most -= h.People
		}
	}
	return max(0, most)
}

// hireAction follows one person hired in a week, of whom there can be so many.
func hireAction(g *Group, week, weeks int, most float64) action {
	a := action{from: week, cost: float64(g.HireCost), max: most}
	if week < g.Lead {
		a.max = 0
	}
	c := crew{Group: g, squads: []squad{{people: 1, after: -g.Training.Weeks}}}
	for w := week; w < weeks; w++ {
		training, working, worth := c.strength()
		a.hours = append(a.hours, worth*g.Hours*g.available(w))
		a.cost += (training+working)*float64(g.Pay) + training*float64(g.Training.Cost)
		c.pass(w)
	}
	return a
}

func trancheAction(v Vendor, week, weeks int) action {
	a := action{from: week, min: v.Min, max: v.Max}
	for w := week; w < min(weeks, week+v.Weeks); w++ {
		a.hours = append(a.hours, v.Hours)
		a.cost += float64(v.Price)
	}
	return a
}

// change is people more or fewer of an action.
type change struct {
	action int
	by     float64
}

// apply makes changes, and returns the cost they bring beside hours.
func (s *search) apply(changes ...change) float64 {
	cost := 0.0
	for _, c := range changes {
		a := &s.actions[c.action]
		s.amounts[c.action] += c.by
		cost += c.by * a.cost
		for i, h := range a.hours {
			s.supply[a.from+i] += c.by * h
			if c.action < s.hires {
				s.ownSupply[a.from+i] += c.by * h
			}
		}
	}
	return cost
}

// hoursCost is overtime and missing hours from a week on.
func (s *search) hoursCost(from int) float64 {
	total := 0.0
	for w := from; w < s.weeks; w++ {
		lack := s.missing[w] - s.supply[w]
		if lack <= 0 {
			continue
		}
		over := min(lack, s.overtime*(s.own[w]+s.ownSupply[w]))
		total += over*min(s.overRate[w], s.short) + (lack-over)*s.short
	}
	return total
}

// allowed reports whether an action may have so many people.
func (s *search) allowed(action int, people float64) bool {
	a := &s.actions[action]
	return people == 0 || people > 0 && people >= a.min && people <= a.max
}

// try makes changes and keeps them if they save something.
func (s *search) try(changes ...change) bool {
	from := s.weeks
	for _, c := range changes {
		if !s.allowed(c.action, s.amounts[c.action]+c.by) {
			return false
		}
		from = min(from, s.actions[c.action].from)
	}
	before := s.hoursCost(from)
	cost := s.apply(changes...)
	if s.hoursCost(from)+cost < before-1e-6*(1+before) {
		return true
	}
	for i := range changes {
		changes[i].by = -changes[i].by
	}
	s.apply(changes...)
	return false
}
