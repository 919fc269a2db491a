package forecast

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce"
)

// CapacityPlan is a plan of people and money for a site, months ahead, with the
// scenarios that a planner sets beside it.
type CapacityPlan struct {
	ID, Version int64
	SiteID      int64
	Name        string
	Currency    string // ISO 4217, of all its money
	Plan        capacity.Plan
	Sources     []CapacitySource // of the plan's groups, in their order
	Scenarios   []CapacityScenario
	ChangedAt   time.Time
	ChangedBy   int64
	Note        string           // why it was changed last
	Changes     []CapacityChange // the oldest first
}

// CapacitySource says where a group's demand and people come from when they are
// read anew; a group without queues has what the planner typed.
type CapacitySource struct {
	QueueIDs []int64
	// Sharing is the part of the people that the queues would need alone which
	// they need because people have several skills: net staffing says it. 0: 1.
	Sharing     float64
	CountPeople bool // take who is employed and can do one of the queues as the people to start with
	Basis       []DemandBasis
}

// DemandBasis says what a queue's required hours were made of.
type DemandBasis struct {
	QueueID       int64
	RequirementID int64   // whose intervals say how work lies in the week; 0: evenly over the opening hours
	Contacts      float64 // of all weeks
	WorkHours     float64 // contacts times handle time
	Hours         float64 // required
}

// CapacityScenario is the plan in another world.
type CapacityScenario struct {
	Name      string
	Variation capacity.Variation
}

const (
	longestPlanName   = 200
	longestPlanNote   = 1000
	mostPlanGroups    = 200
	mostPlanScenarios = 20
)

// NewCapacityPlan returns p if it can be; else a *workforce.InvalidError that
// names every bad field. Groups whose demand comes from queues may be without it
// until it is read.
func NewCapacityPlan(p CapacityPlan) (CapacityPlan, error) {
	p.Name, p.Currency, p.Note = strings.TrimSpace(p.Name), strings.ToUpper(strings.TrimSpace(p.Currency)), strings.TrimSpace(p.Note)
	v := verdict{what: "capacity plan"}
	v.need(isLine(p.Name, 1, longestPlanName), "name", p.Name, fmt.Sprintf("1 to %d printable characters", longestPlanName))
	v.need(isCurrency(p.Currency), "currency", p.Currency, "three letters such as CNY or GBP")
	v.need(isLine(p.Note, 0, longestPlanNote), "note", p.Note, fmt.Sprintf("at most %d printable characters in one line", longestPlanNote))
	v.need(p.SiteID > 0, "siteId", p.SiteID, "the site of the plan")
	v.need(len(p.Plan.Groups) <= mostPlanGroups, "groups", fmt.Sprintf("%d groups", len(p.Plan.Groups)), fmt.Sprintf("at most %d", mostPlanGroups))
	v.need(len(p.Sources) == len(p.Plan.Groups), "groups", fmt.Sprintf("%d sources", len(p.Sources)), "one a group")
	if err := v.err(); err != nil {
		return p, err
	}
	p.Plan.Groups = slices.Clone(p.Plan.Groups)
	for i := range p.Plan.Groups {
		p.source(&v, i)
	}
	_, err := capacity.Compute(&p.Plan)
	v.add(err, "")
	v.need(len(p.Scenarios) <= mostPlanScenarios, "scenarios", fmt.Sprintf("%d scenarios", len(p.Scenarios)), fmt.Sprintf("at most %d", mostPlanScenarios))
	if err := v.err(); err != nil {
		return p, err
	}
	p.scenarios(&v)
	return p, v.err()
}

// adopt takes over what was read for groups that are as they were.
func (p *CapacityPlan) adopt(now CapacityPlan) {
	if p.Plan.From != now.Plan.From || p.Plan.Weeks != now.Plan.Weeks || len(p.Sources) != len(p.Plan.Groups) {
		return
	}
	for i := range p.Plan.Groups {
		at := slices.IndexFunc(now.Plan.Groups, func(g capacity.Group) bool { return g.Name == p.Plan.Groups[i].Name })
		if at < 0 || len(p.Sources[i].QueueIDs) == 0 || !slices.Equal(p.Sources[i].QueueIDs, now.Sources[at].QueueIDs) {
			continue
		}
		if len(p.Plan.Groups[i].Required) == 0 {
			p.Plan.Groups[i].Required = now.Plan.Groups[at].Required
		}
		if len(p.Sources[i].Basis) == 0 {
			p.Sources[i].Basis = now.Sources[at].Basis
		}
	}
}

func isCurrency(code string) bool {
	return len(code) == 3 && !strings.ContainsFunc(code, func(r rune) bool { return r < 'A' || r > 'Z' })
}

// source settles one group's: what is still to be read is zeros until then.
func (p *CapacityPlan) source(v *verdict, i int) {
	s, g := &p.Sources[i], &p.Plan.Groups[i]
	field := fmt.Sprintf("groups[%d].", i)
	s.QueueIDs = slices.Compact(slices.Sorted(slices.Values(s.QueueIDs)))
	v.need(s.Sharing >= 0 && s.Sharing <= 1, field+"sharing", s.Sharing, "a share from 0 to 1; 0 or 1: the queues share nobody")
	v.need(len(s.QueueIDs) > 0 || !s.CountPeople, field+"countPeople", true, "queues by whose skills people are counted")
	if len(s.QueueIDs) > 0 && len(g.Required) == 0 && p.Plan.Weeks > 0 && p.Plan.Weeks <= capacity.MaxWeeks {
		g.Required = make([]float64, p.Plan.Weeks)
	}
}

func (p *CapacityPlan) scenarios(v *verdict) {
	names := map[string]bool{"": true}
	for i := range p.Scenarios {
		s := &p.Scenarios[i]
		field := fmt.Sprintf("scenarios[%d].", i)
		s.Name = strings.TrimSpace(s.Name)
		v.need(!names[s.Name] && isLine(s.Name, 1, longestPlanName), field+"name", s.Name, "a name of its own")
		names[s.Name] = true
		varied, err := s.Variation.In(&p.Plan)
		if err == nil {
			_, err = capacity.Compute(varied)
		}
		v.add(err, field)
	}
}

// add takes over what the engine refuses.
func (v *verdict) add(err error, prefix string) {
	var problems problem.List
	if errors.As(err, &problems) {
		for _, p := range problems {
			v.fields = append(v.fields, workforce.FieldError{Field: prefix + capacityField(p.Field), Found: p.Found, Expected: p.Expected})
		}
		return
	}
	v.need(err == nil, prefix, err, "figures that can be planned")
}

// capacityFields are the engine's names where the plan's users know others: money
// says that it is in minor units.
var capacityFields = strings.NewReplacer(
	"from_week", "fromWeek", ".hire_cost", ".hireCostMinor", "training.cost", "training.costMinor", ".price", ".priceMinor",
)

func capacityField(field string) string {
	if strings.HasSuffix(field, ".pay") {
		return field + "Minor"
	}
	return capacityFields.Replace(field)
}

// In returns the plan in one of its scenarios, "" for none.
func (p *CapacityPlan) In(scenario string) (*capacity.Plan, error) {
	if scenario == "" {
		return &p.Plan, nil
	}
	var names []string
	for _, s := range p.Scenarios {
		if s.Name == scenario {
			return s.Variation.In(&p.Plan)
		}
		names = append(names, s.Name)
	}
	return nil, &QueryError{"scenario", scenario, "one of the plan's scenarios (" + strings.Join(names, ", ") + "), or none"}
}
