package forecast

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/auth"
)

// CapacityChange is one edit of a capacity plan: who made it, why, and what it
// changed.
type CapacityChange struct {
	Version int64 // of the plan, that the edit made
	At      time.Time
	By      int64
	ByName  string // "" for the system, or where nobody is known by it
	Note    string
	Differs []CapacityDifference // none for the plan's beginning
}

// CapacityDifference is one subject that is not as it was. Of people, hours and
// money that are planned by week, Before and After are sums over the weeks that
// differ; of shares they are means.
type CapacityDifference struct {
	Group               string // "" for the plan's own
	Subject             string // stable: hires, required, shrinkage, group_added, …
	Name                string // of the shrinkage category or the vendor
	FirstWeek, LastWeek int    // that differ, where it is planned by week; else -1
	Unit                capacity.Unit
	Before, After       float64 // where Unit says what they count
}

// mostCapacityChanges is how many edits a plan remembers; who edited it is in the
// audit log for ever.
const mostCapacityChanges = 500

// Changes returns the edits of a plan, the newest first.
func (s *CapacityPlans) Changes(ctx context.Context, scope auth.Scope, id int64) ([]CapacityChange, error) {
	return s.store.CapacityChanges(ctx, scope, id)
}

// remember adds to the changes of the plan as it stood what p makes of it.
func (p *CapacityPlan) remember(now *CapacityPlan) {
	change := CapacityChange{Version: 1, At: p.ChangedAt, By: p.ChangedBy, Note: p.Note}
	p.Changes = nil
	if now != nil {
		change.Version, change.Differs = now.Version+1, differences(now, p)
		p.Changes = slices.Clone(now.Changes)
		if len(change.Differs) == 0 && change.Note == "" {
			return
		}
	}
	p.Changes = append(p.Changes, change)
	p.Changes = p.Changes[max(0, len(p.Changes)-mostCapacityChanges):]
}

// differences lists what differs between two states of a plan.
func differences(before, after *CapacityPlan) []CapacityDifference {
	d := &differ{}
	d.plain("name", before.Name == after.Name)
	d.plain("currency", before.Currency == after.Currency)
	sameWeeks := before.Plan.From == after.Plan.From && before.Plan.Weeks == after.Plan.Weeks
	d.plain("weeks", sameWeeks)
	d.plain("scenarios", slices.Equal(before.Scenarios, after.Scenarios))
	if !slices.Equal(before.Plan.Transfers, after.Plan.Transfers) {
		d.weekly("transfers", "", capacity.InPeople, transferred(&before.Plan), transferred(&after.Plan))
	}
	for i := range after.Plan.Groups {
		g := &after.Plan.Groups[i]
		d.group = g.Name
		at := before.groupNamed(g.Name)
		if at < 0 {
			d.plain("group_added", false)
			continue
		}
		d.plain("queues", slices.Equal(before.Sources[at].QueueIDs, after.Sources[i].QueueIDs) && before.Sources[at].Sharing == after.Sources[i].Sharing)
		d.groups(&before.Plan.Groups[at], g, before.Plan.Weeks, after.Plan.Weeks)
	}
	for i := range before.Plan.Groups {
		if d.group = before.Plan.Groups[i].Name; after.groupNamed(d.group) < 0 {
			d.plain("group_removed", false)
		}
	}
	return d.found
}

func (p *CapacityPlan) groupNamed(name string) int {
	return slices.IndexFunc(p.Plan.Groups, func(g capacity.Group) bool { return g.Name == name })
}

// differ gathers differences, of one group after the other.
type differ struct {
	group string
	found []CapacityDifference
}

func (d *differ) plain(subject string, same bool) {
	if !same {
		d.found = append(d.found, CapacityDifference{Group: d.group, Subject: subject, FirstWeek: -1, LastWeek: -1})
	}
}

func (d *differ) figure(subject string, unit capacity.Unit, before, after float64) {
	if before != after {
		d.found = append(d.found, CapacityDifference{
			Group: d.group, Subject: subject, FirstWeek: -1, LastWeek: -1, Unit: unit, Before: before, After: after,
		})
	}
}

// weekly compares what is planned by week; beyond its end a plan has nothing.
func (d *differ) weekly(subject, name string, unit capacity.Unit, before, after []float64) {
	out := CapacityDifference{Group: d.group, Subject: subject, Name: name, FirstWeek: -1, LastWeek: -1, Unit: unit}
	weeks := 0.0
	for w := range max(len(before), len(after)) {
		was, is := inWeek(before, w), inWeek(after, w)
		if sameFigure(was, is) {
			continue
		}
		if out.FirstWeek < 0 {
			out.FirstWeek = w
		}
		out.LastWeek, out.Before, out.After, weeks = w, out.Before+was, out.After+is, weeks+1
	}
	if weeks == 0 {
		// the same by week, and yet told otherwise: in other parts, or another order
		out.Unit = ""
	}
	if unit == capacity.InShare && weeks > 0 {
		out.Before, out.After = out.Before/weeks, out.After/weeks
	}
	d.found = append(d.found, out)
}

func inWeek(values []float64, w int) float64 {
	if w >= len(values) || math.IsNaN(values[w]) {
		return 0
	}
	return values[w]
}

func (d *differ) groups(before, after *capacity.Group, weeksBefore, weeksAfter int) {
	if !slices.EqualFunc(before.Required, after.Required, sameFigure) {
		d.weekly("required", "", capacity.InHours, before.Required, after.Required)
	}
	if !slices.Equal(before.Starting, after.Starting) {
		d.starting(before.Starting, after.Starting)
	}
	d.figure("hours", capacity.InHours, before.Hours, after.Hours)
	d.shrinkage(before.Shrinkage, after.Shrinkage, weeksBefore, weeksAfter)
	d.plain("attrition", slices.Equal(before.Attrition, after.Attrition))
	d.plain("training", before.Training.Weeks == after.Training.Weeks && before.Training.Cost == after.Training.Cost &&
		slices.Equal(before.Training.Productivity, after.Training.Productivity) && slices.Equal(before.Training.Handle, after.Training.Handle))
	if !slices.Equal(before.Hires, after.Hires) {
		d.weekly("hires", "", capacity.InPeople, hired(before, weeksBefore), hired(after, weeksAfter))
	}
	d.plain("lead", before.Lead == after.Lead)
	d.figure("overtime", capacity.InShare, before.Overtime.Cap, after.Overtime.Cap)
	d.plain("premium", before.Overtime.Premium == after.Overtime.Premium)
	d.plain("vendors", slices.Equal(before.Vendors, after.Vendors))
	if !slices.Equal(before.Tranches, after.Tranches) {
		d.weekly("tranches", "", capacity.InPeople, taken(before, weeksBefore), taken(after, weeksAfter))
	}
	d.figure("pay", capacity.InMoney, float64(before.Pay), float64(after.Pay))
	d.figure("hire_cost", capacity.InMoney, float64(before.HireCost), float64(after.HireCost))
}

// sameFigure allows for the seven digits that the API gives of a column.
func sameFigure(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(math.Abs(a), math.Abs(b)) }

func (d *differ) starting(before, after []capacity.Cohort) {
	people := func(cohorts []capacity.Cohort) float64 {
		total := 0.0
		for _, c := range cohorts {
			total += c.People
		}
		return total
	}
	if was, is := people(before), people(after); was != is {
		d.figure("starting", capacity.InPeople, was, is)
		return
	}
	d.plain("starting", false)
}

// shrinkage compares category by category, by their names.
func (d *differ) shrinkage(before, after []capacity.Shrinkage, weeksBefore, weeksAfter int) {
	named := func(list []capacity.Shrinkage, name string) (capacity.Shrinkage, bool) {
		at := slices.IndexFunc(list, func(s capacity.Shrinkage) bool { return s.Name == name })
		if at < 0 {
			return capacity.Shrinkage{Name: name}, false
		}
		return list[at], true
	}
	compare := func(was, is capacity.Shrinkage) {
		old, fresh := shares(was, weeksBefore), shares(is, weeksAfter)
		if was.InOffice != is.InOffice || !slices.Equal(old, fresh) {
			d.weekly("shrinkage", is.Name, capacity.InShare, old, fresh)
		}
	}
	for _, is := range after {
		was, found := named(before, is.Name)
		if !found {
			was.InOffice = is.InOffice
		}
		compare(was, is)
	}
	for _, was := range before {
		if _, kept := named(after, was.Name); !kept {
			compare(was, capacity.Shrinkage{Name: was.Name, InOffice: was.InOffice})
		}
	}
}

func shares(s capacity.Shrinkage, weeks int) []float64 {
	switch len(s.Share) {
	case 0:
		return make([]float64, weeks)
	case 1:
		return slices.Repeat(s.Share, weeks)
	}
	return s.Share
}

func hired(g *capacity.Group, weeks int) []float64 {
	out := make([]float64, weeks)
	for _, h := range g.Hires {
		out[h.Week] += h.People
	}
	return out
}

func taken(g *capacity.Group, weeks int) []float64 {
	out := make([]float64, weeks)
	for _, t := range g.Tranches {
		out[t.Week] += t.People
	}
	return out
}

func transferred(p *capacity.Plan) []float64 {
	out := make([]float64, p.Weeks)
	for _, t := range p.Transfers {
		out[t.Week] += t.People
	}
	return out
}
