package forecast

import (
	"context"
	"fmt"
	"math"
	"sort"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ReadDemand reads a plan's required hours from the outlooks of its queues, and
// its first people from who is employed, and keeps both as the plan's next
// version. Groups without queues stay as they are.
//
// A week's hours are those that its contacts require when they lie in the week as
// in the queue's newest requirement, scaled: a week of twice the contacts does not
// need twice the people. Queues that have never been staffed have their work
// evenly over their opening hours, which needs fewer people than reality will.
func (s *CapacityPlans) ReadDemand(ctx context.Context, scope auth.Scope, id, version int64) (CapacityPlan, error) {
	p, err := s.store.CapacityPlan(ctx, scope, id)
	if err != nil {
		return p, err
	}
	if p.Version != version {
		return p, &database.StaleError{What: "capacity plan", ID: id, Have: p.Version, Want: version}
	}
	if months := monthsFor(p.Plan.Weeks); months > MaxOutlookMonths {
		return p, &OrderError{"weeks", fmt.Sprint(p.Plan.Weeks), fmt.Sprintf("at most %d weeks, as far as an outlook reaches", outlookWeeks)}
	}
	for i := range p.Sources {
		if err := s.readGroup(ctx, scope, &p, i); err != nil {
			return p, fmt.Errorf("group %s: %w", p.Plan.Groups[i].Name, err)
		}
	}
	if err := s.countPeople(ctx, scope, &p); err != nil {
		return p, err
	}
	return s.Edit(ctx, scope, p)
}

// outlookWeeks is how many whole weeks the longest outlook surely holds.
const outlookWeeks = 103

// monthsFor is how many months hold so many weeks, whenever they begin.
func monthsFor(weeks int) int { return (weeks*7+3)/30 + 1 }

func (s *CapacityPlans) readGroup(ctx context.Context, scope auth.Scope, p *CapacityPlan, i int) error {
	source, group := &p.Sources[i], &p.Plan.Groups[i]
	if len(source.QueueIDs) == 0 {
		return nil
	}
	source.Basis = nil
	total := make([]float64, p.Plan.Weeks)
	for _, queue := range source.QueueIDs {
		hours, basis, err := s.queueHours(ctx, scope, queue, &p.Plan)
		if err != nil {
			return fmt.Errorf("queue %d: %w", queue, err)
		}
		source.Basis = append(source.Basis, basis)
		for w, h := range hours {
			total[w] += h
		}
	}
	if source.Sharing > 0 {
		for w := range total {
			total[w] *= source.Sharing
		}
	}
	group.Required = total
	return nil
}

// queueHours are the hours that a queue requires by week.
func (s *CapacityPlans) queueHours(ctx context.Context, scope auth.Scope, queue int64, p *capacity.Plan) ([]float64, DemandBasis, error) {
	basis := DemandBasis{QueueID: queue}
	outlook, err := s.outlooks.Outlook(ctx, scope, queue, OutlookOrder{From: p.From, Months: monthsFor(p.Weeks)})
	if err != nil {
		return nil, basis, err
	}
	shape, err := s.weekShape(ctx, scope, queue, p.From)
	if err != nil {
		return nil, basis, err
	}
	basis.RequirementID = shape.requirement
	if len(outlook.Weeks) < p.Weeks {
		return nil, basis, &OrderError{"weeks", fmt.Sprint(p.Weeks), fmt.Sprintf("at most the %d weeks of the outlook", len(outlook.Weeks))}
	}
	work := make([]float64, p.Weeks)
	for w := range work {
		period := outlook.Weeks[w]
		aht := period.HandleSeconds
		if shape.aht > 0 && (shape.ahtGiven || math.IsNaN(aht)) {
			aht = shape.aht
		}
		if math.IsNaN(aht) {
			return nil, basis, &HandleTimeError{QueueCode: shape.code}
		}
		work[w] = period.Contacts * aht / 3600
		basis.Contacts += period.Contacts
		basis.WorkHours += work[w]
	}
	hours, err := shape.hours(work)
	for _, h := range hours {
		basis.Hours += h
	}
	return hours, basis, err
}

// weekShape is how a queue's work lies in a week.
type weekShape struct {
	code        string
	requirement int64
	loads       []staffing.Load // of its intervals
	goals       staffing.Goals
	costs       staffing.Costs // zero: promises alone decide
	waiting     *waitingShape  // of work that may wait; nil of queues
	step        float64        // hours of an interval
	weeks       float64        // that the intervals are
	aht         float64        // seconds; 0: not known
	ahtGiven    bool           // by the goal
}

func (s *CapacityPlans) weekShape(ctx context.Context, scope auth.Scope, queue int64, from grid.Date) (weekShape, error) {
	newest, err := s.requirements.Requirements(ctx, scope, queue, 0, 0, 1)
	if err != nil {
		return weekShape{}, err
	}
	if len(newest) == 0 {
		return s.evenShape(ctx, scope, queue, from)
	}
	r, err := s.requirements.Requirement(ctx, scope, newest[0].ID)
	if err != nil {
		return weekShape{}, err
	}
	return shapeOf(r)
}

func shapeOf(r Requirement) (weekShape, error) {
	goals, err := r.Goals()
	if err != nil {
		return weekShape{}, err
	}
	g, err := r.Grid()
	if err != nil {
		return weekShape{}, err
	}
	out := weekShape{
		code: r.QueueCode, requirement: r.ID, goals: goals, costs: staffing.Costs(r.Goal.Costs),
		step: g.Interval().Hours(), weeks: float64(r.Days) / 7, aht: r.Goal.AHTS, ahtGiven: r.Goal.AHTS > 0,
	}
	if out.aht == 0 {
		out.aht = r.Curves.meanAHT()
	}
	if times := r.Goal.Concurrency.AHTS; len(times) > 0 {
		out.aht, out.ahtGiven = times[0], true
	}
	r.Backlog = nil // a week like any other
	queue := r.Curves
	if r.Deferred {
		if !r.short(&r.Curves) {
			out.waiting = &waitingShape{r, g}
			return out, nil
		}
		r.DeferredMethod = DeferredByDeadline
		queue, out.goals = r.kept(&r.Curves), r.queueGoals(goals)
	}
	for i := range g.Len() {
		if !r.Curves.Open[i] {
			continue
		}
		load := staffing.Load{AHT: 1, Patience: r.Goal.PatienceS, Concurrency: r.Concurrency}
		if queue.Contacts[i] > 0 {
			if load, err = r.load(queue, i, g); err != nil {
				return out, err
			}
		}
		out.loads = append(out.loads, load)
	}
	return out, nil
}

// evenShape spreads work over the opening hours of a queue's first week.
func (s *CapacityPlans) evenShape(ctx context.Context, scope auth.Scope, queue int64, from grid.Date) (weekShape, error) {
	setup, err := s.queues.QueueSetup(ctx, scope, queue)
	if err != nil {
		return weekShape{}, err
	}
	goal, found := setup.Queue.GoalOn(from)
	if !found {
		return weekShape{}, &OrderError{"groups", "queue " + setup.Queue.Code + " without a service goal", "a goal of the queue on " + from.String()}
	}
	if goal.SLVariant == "" {
		goal.SLVariant = workforce.SLExclShort
	}
	g, err := grid.New(setup.Site.Location(), setup.Queue.IntervalMin, from, 7)
	if err != nil {
		return weekShape{}, err
	}
	r := Requirement{
		QueueCode: setup.Queue.Code, Zone: setup.Site.Zone, Minutes: setup.Queue.IntervalMin, From: from, Days: 7, Goal: goal,
		Concurrency: max(1, float64(setup.Channel.Concurrency)), Deferred: setup.Channel.Deferred(), Curves: emptyCurves(g.Len()),
	}
	r.Curves.Open = setup.Open(g)
	aht := goal.AHTS
	if aht == 0 {
		aht = 300 // of the shape alone: how much there is the outlook says
	}
	for i, open := range r.Curves.Open {
		if open {
			r.Curves.Contacts[i], r.Curves.AHTS[i] = 1, aht
		}
	}
	out, err := shapeOf(r)
	if goal.AHTS == 0 {
		out.aht = 0
	}
	return out, err
}

// shapePoints is at how many amounts of work a shape is staffed; between them the
// hours are almost straight.
const shapePoints = 9

// hours turns hours of work by week into hours of people.
func (s *weekShape) hours(work []float64) ([]float64, error) {
	base, out := s.base(), make([]float64, len(work))
	if base == 0 {
		copy(out, work)
		return out, nil
	}
	low, high := math.Inf(1), 0.0
	for _, h := range work {
		low, high = min(low, h/base), max(high, h/base)
	}
	factors, hours := make([]float64, shapePoints), make([]float64, shapePoints)
	for i := range factors {
		factors[i] = low + (high-low)*float64(i)/(shapePoints-1)
		var err error
		if hours[i], err = s.at(factors[i]); err != nil {
			return nil, err
		}
	}
	for w, h := range work {
		out[w] = between(factors, hours, h/base)
	}
	return out, nil
}

// base is the hours of work of a week, a contact at a time.
func (s *weekShape) base() float64 {
	if s.waiting != nil {
		return s.waiting.base()
	}
	base := 0.0
	for _, l := range s.loads {
		base += l.Erlangs * s.step
	}
	return base / s.weeks
}

// at staffs the shape with so many times its work, in hours a week.
func (s *weekShape) at(factor float64) (float64, error) {
	if s.waiting != nil {
		hours, err := s.waiting.at(factor, s.goals)
		return hours / s.weeks, err
	}
	total := 0.0
	for _, l := range s.loads {
		l.Erlangs *= factor
		r, err := staffedFor(l, s.goals, s.costs)
		if err != nil {
			return 0, err
		}
		total += r.Fractional
	}
	return total * s.step / s.weeks, nil
}

// between reads a broken line.
func between(x, y []float64, at float64) float64 {
	i := sort.SearchFloat64s(x, at)
	if i == 0 || x[len(x)-1] <= x[0] {
		return y[0]
	}
	i = min(i, len(x)-1)
	part := (at - x[i-1]) / (x[i] - x[i-1])
	return y[i-1] + part*(y[i]-y[i-1])
}

// countPeople takes who is employed at the site on the first day as the people to
// start with. Everybody counts once: in the first group that has a queue they can
// do.
func (s *CapacityPlans) countPeople(ctx context.Context, scope auth.Scope, p *CapacityPlan) error {
	skills := map[int64]int{} // group by skill, the first
	counting := false
	for i, source := range p.Sources {
		if !source.CountPeople {
			continue
		}
		counting = true
		for _, queue := range source.QueueIDs {
			setup, err := s.queues.QueueSetup(ctx, scope, queue)
			if err != nil {
				return err
			}
			if first, found := skills[setup.Queue.SkillID]; !found || i < first {
				skills[setup.Queue.SkillID] = i
			}
		}
	}
	if !counting {
		return nil
	}
	people, err := s.people.Find(ctx, scope, workforce.Filter{SiteIDs: []int64{p.SiteID}, From: p.Plan.From, To: p.Plan.From})
	if err != nil {
		return err
	}
	tenures := make([]map[int]float64, len(p.Sources))
	for _, person := range people {
		group, can := workplaceOf(person, p.Plan.From, skills)
		if !can {
			continue
		}
		if tenures[group] == nil {
			tenures[group] = map[int]float64{}
		}
		tenures[group][min(longTenure, person.HiredOn.DaysUntil(p.Plan.From)/7)]++
	}
	for i, source := range p.Sources {
		if source.CountPeople {
			p.Plan.Groups[i].Starting = cohortsOf(tenures[i])
		}
	}
	return nil
}

// longTenure is the tenure in weeks from which people are not told apart.
const longTenure = 520

// workplaceOf is the first group that a person can work in.
func workplaceOf(person workforce.Person, day grid.Date, bySkill map[int64]int) (int, bool) {
	best, can := bySkill[0] // queues that anybody can do
	for _, held := range person.SkillsOn(day) {
		if group, found := bySkill[held.SkillID]; found && (!can || group < best) {
			best, can = group, true
		}
	}
	return best, can
}

func cohortsOf(byWeeks map[int]float64) []capacity.Cohort {
	out := []capacity.Cohort{}
	for weeks, people := range byWeeks {
		out = append(out, capacity.Cohort{People: people, Weeks: weeks})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Weeks > out[j].Weeks })
	return out
}
