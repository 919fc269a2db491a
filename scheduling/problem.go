package scheduling

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// requestWeight is what it costs to plan somebody on a day off that they asked
// for and nobody has answered yet.
const requestWeight = 60

// pastDays is how many days before a roster its rules look back at least; see
// [Given.PastDays].
const pastDays = 14

// reach returns how many days back the rules of a site's agreements count.
func reach(agreements map[int64]workforce.Agreement) int {
	days := pastDays
	for _, a := range agreements {
		for _, terms := range a.Terms {
			for _, r := range terms.Rules.Further {
				days = max(days, reachOf(r))
			}
		}
	}
	return days
}

// reachOf is the longest stretch before a day that a rule counts.
func reachOf(r labour.Rule) int {
	switch r.Span {
	case labour.Month:
		return 31
	case labour.Quarter:
		return 92
	case labour.Year:
		return 366
	default:
		return r.Days
	}
}

// Problem is what the optimiser is given, with the names that lead back from
// its positions to people, queues and templates.
type Problem struct {
	*roster.Problem
	grid      grid.Grid
	people    []workforce.PlanningPerson
	demands   []Demand
	templates []workforce.ShiftTemplate // in the order of Problem.Templates
	position  map[int64]int             // person id to position
	group     map[int64]int             // queue id to position
	teams     []workforce.Team          // in the order of Problem.PauseTeams
	agreed    map[int]int               // of an agreement with exceptions: 1 + the position of that without
	pastDays  int                       // days before the roster that are known
	loose     []Unsatisfiable           // people who would be planned if they had an agreement
}

// Given is everything that a problem is made of.
type Given struct {
	Roster   Roster
	Snapshot workforce.PlanningSnapshot
	Demands  []Demand
	Told     []Shift // published shifts of the days before the roster
	PastDays int     // how many days before the roster Told goes back; 0 for two weeks
	Fixed    []Shift // locked shifts of the draft
	Ledger   Ledger  // burdens up to the day before the roster, and the terms of sharing them
	Wishes   []Wish  // for the roster's days
	Records  map[int64]Record
	Together []TeamRule // of the roster's site
	Granted  []Exception
	Check    *Check // whose corrected demand stands for that of the requirements; nil: none
}

// NewProblem turns what is known of a site's people and demand into the
// optimiser's problem. People who hold no skill of any demand are left out.
// So are those who have no agreement, which a build refuses; a roster that
// stands can be read in spite of them, unless nobody else is left.
func NewProblem(given Given) (*Problem, error) {
	g, err := given.Roster.Grid()
	if err != nil {
		return nil, err
	}
	p := &Problem{
		Problem: &roster.Problem{Grid: g, Fairness: given.Ledger.Terms.engine(holidaysOn(g, given.Snapshot.Days))}, grid: g, demands: given.Demands,
		position: map[int64]int{}, group: map[int64]int{}, pastDays: cmp.Or(given.PastDays, pastDays),
	}
	if err := p.addGroups(given.Roster.Prices, given.Check); err != nil {
		return nil, err
	}
	if err := p.addPeople(given); err != nil {
		return nil, err
	}
	p.addTeamRules(given.Together)
	return p, nil
}

func (p *Problem) addGroups(prices Prices, check *Check) error {
	for i, d := range p.demands {
		required, err := demandOn(p.grid, d.People)
		if err != nil {
			return fmt.Errorf("requirement of queue %s: %w", d.QueueCode, err)
		}
		if corrected := check.demandOf(d.RequirementID); len(corrected) == len(required) {
			required = corrected
		}
		p.group[d.QueueID] = i
		p.Groups = append(p.Groups, roster.Group{Code: d.QueueCode, Required: required, Price: prices.steps()})
	}
	return nil
}

// steps spreads shortages and surpluses: the second and the fifth person
// missing at the same time cost ever more.
func (p Prices) steps() roster.Price {
	return roster.Price{
		Under: []roster.Step{{Beyond: 0, PerHour: p.Under}, {Beyond: 1, PerHour: p.Under / 2}, {Beyond: 4, PerHour: p.Under}},
		Over:  []roster.Step{{Beyond: 0, PerHour: p.Over}, {Beyond: 2, PerHour: p.Over / 2}},
	}
}

// demandOn reads a requirement on the slots of a roster: whatever the lengths
// of both, each slot gets the level that stands at its start. Slots that the
// requirement does not reach need nobody.
func demandOn(g grid.Grid, demand grid.Curve) ([]float64, error) {
	if demand.Grid.Minutes() > g.Minutes() || demand.Grid.Minutes() == g.Minutes() {
		required := make([]float64, g.Len())
		for i := range required {
			if at, inside := demand.Grid.Index(g.Start(i)); inside {
				required[i] = demand.Values[at]
			}
		}
		return required, nil
	}
	coarse, err := demand.Resample(g.Minutes())
	if err != nil {
		return nil, err
	}
	return demandOn(g, coarse)
}

// minute is an instant in the optimiser's time.
func (p *Problem) minute(t time.Time) int { return int(t.Sub(p.grid.Start(0)) / time.Minute) }

// instant is the optimiser's time as an instant.
func (p *Problem) instant(minute int) time.Time {
	return p.grid.Start(0).Add(time.Duration(minute) * time.Minute)
}

func (p *Problem) addPeople(given Given) error {
	told, fixed, past, wishes := byPerson(given.Told), byPerson(given.Fixed), given.Ledger.byPerson(), wishesByPerson(given.Wishes)
	granted := exceptionsByPerson(given.Granted)
	seen := map[termsKey]termsPlace{}
	for _, person := range given.Snapshot.People {
		groups := p.groupsOf(person)
		if len(groups) == 0 || slices.Contains(given.Roster.People.LeaveOut, person.ID) {
			continue
		}
		first := later(given.Roster.From, person.HiredOn)
		terms, bound := given.Snapshot.TermsOn(person, first)
		if !bound {
			p.loose = append(p.loose, withoutAgreement(person, first))
			continue
		}
		key := termsKey{person.AgreementOn(first), terms.ValidFrom, person.RotationWeeksOn(first)}
		place, known := seen[key]
		if !known {
			place = p.addTerms(given.Snapshot.Agreements[key.agreement].Code, terms, key.weeks)
			seen[key] = place
		}
		p.position[person.ID] = len(p.People)
		p.people = append(p.people, person)
		p.People = append(p.People, p.personOf(person, place, groups, terms, told[person.ID], len(given.Told) > 0))
		p.fix(len(p.People)-1, fixed[person.ID])
		p.except(len(p.People)-1, granted[person.ID])
		p.limitPauses(len(p.People)-1, given.Snapshot.Teams[person.TeamID])
		planned := &p.People[len(p.People)-1]
		b, known := past[person.ID]
		if !known {
			b = given.Ledger.newcomer(key.agreement)
		}
		planned.Load, planned.Share = b.bearing(), b.Share
		planned.Preferences = append(planned.Preferences,
			p.preferences(given.Ledger.Terms.Wishes, person, wishes[person.ID], given.Records[person.ID], place.templates)...)
	}
	if len(p.People) == 0 && len(p.loose) > 0 {
		return &UnsatisfiableError{People: p.loose}
	}
	if len(p.People) == 0 {
		return &InvalidError{What: "roster", Fields: []FieldError{{Field: "peopleFilter", Found: "nobody", Expected: "people who hold a skill of the queues to cover", Want: problem.Wanting(problem.SkilledPeople)}}}
	}
	return nil
}

func withoutAgreement(person workforce.PlanningPerson, day grid.Date) Unsatisfiable {
	return Unsatisfiable{
		PersonID: person.ID, PersonName: person.Name,
		Reason:     fmt.Sprintf("%s (%s) has no agreement on %s; expected one that is valid then", person.Name, person.Code, day),
		Relaxation: "give the person an agreement, or leave them out of the roster",
	}
}

type termsKey struct {
	agreement int64
	validFrom grid.Date
	weeks     int // by which rotations begin later
}

// termsPlace is where an agreement's rules and templates stand in the problem.
type termsPlace struct {
	agreement int
	templates []int
}

func (p *Problem) addTerms(code string, terms workforce.Terms, weeks int) termsPlace {
	place := termsPlace{agreement: len(p.Agreements)}
	if slices.ContainsFunc(p.Agreements, func(a rules.Agreement) bool { return a.Code == code }) {
		// The terms of one agreement may change between people's first days, and people
		// may be at different places of its rotation.
		code += fmt.Sprintf(" from %s, rotation %d weeks later", terms.ValidFrom, weeks)
	}
	a := agreementOf(code, terms.Rules)
	a.Rules = labour.Later(a.Rules, weeks)
	p.Agreements = append(p.Agreements, a)
	for _, t := range terms.Templates {
		place.templates = append(place.templates, len(p.Templates))
		template := templateOf(t)
		template.Code = code + "/" + t.Code // agreements name their shifts alike: most have a D
		p.Templates = append(p.Templates, template)
		p.templates = append(p.templates, t)
	}
	return place
}

func agreementOf(code string, r workforce.Rules) rules.Agreement {
	a := rules.Agreement{
		Code: code, RestMinutes: r.MinRestMin, MaxConsecutiveDays: r.MaxConsecutiveDays,
		WeekMinutes: rules.Range{Min: r.WeeklyMinMin, Max: r.WeeklyMaxMin},
		WeekDays:    rules.Range{Max: r.MaxShiftsPerWeek}, MinWeekDaysOff: r.MinDaysOffPerWeek, Rules: r.Further,
	}
	if r.MinConsecutiveDaysOff > 1 {
		a.MinConsecutiveDaysOff = r.MinConsecutiveDaysOff
	}
	if r.MaxWeekendsInPeriod != nil {
		a.MaxWeekends = cmp.Or(*r.MaxWeekendsInPeriod, rules.Nothing)
	}
	return a
}

func templateOf(t workforce.ShiftTemplate) shifts.Template {
	out := shifts.Template{
		Code: t.Code, Class: t.Letter, Days: t.Weekdays, EarliestStart: t.EarliestStartMin, LatestStart: t.LatestStartMin,
		Step: t.StepMin, Lengths: t.LengthsMin, MinGap: t.MinMinutesBetweenBreaks, MaxWork: t.MaxWorkMin,
	}
	add := func(kind PauseKind, pause workforce.Pause) {
		out.Pauses = append(out.Pauses, shifts.Pause{
			Code: string(kind), Minutes: pause.Minutes, Paid: pause.Paid,
			Earliest: pause.EarliestAfterMin, Latest: pause.LatestAfterMin,
		})
	}
	if t.Lunch != nil {
		add(Lunch, *t.Lunch)
	}
	for _, pause := range t.Breaks {
		add(Break, pause)
	}
	slices.SortStableFunc(out.Pauses, func(a, b shifts.Pause) int { return cmp.Compare(a.Earliest, b.Earliest) })
	return out
}

// groupsOf returns the demands that a person can serve on the first day they
// are there, the most practised skill first.
func (p *Problem) groupsOf(person workforce.PlanningPerson) []int {
	held := person.SkillsOn(later(p.grid.First(), person.HiredOn))
	slices.SortStableFunc(held, func(a, b workforce.SkillSpell) int { return cmp.Compare(b.Level, a.Level) })
	var groups []int
	for _, skill := range held {
		for i, d := range p.demands {
			if d.SkillID == skill.SkillID {
				groups = append(groups, i)
			}
		}
	}
	for i, d := range p.demands {
		if d.SkillID == 0 {
			groups = append(groups, i)
		}
	}
	return groups
}

func later(a, b grid.Date) grid.Date {
	if a.Before(b) {
		return b
	}
	return a
}

func byPerson(list []Shift) map[int64][]Shift {
	out := map[int64][]Shift{}
	for _, s := range list {
		out[s.PersonID] = append(out[s.PersonID], s)
	}
	return out
}
