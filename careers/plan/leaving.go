package plan

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Leaving is how likely people leave, by tenure and month of the calendar, learnt from
// those who did.
type Leaving struct {
	Bands  []flow.Band // exits over months at risk, by months of tenure
	Season [12]float64 // by how much January to December multiply them
	Exits  int         // that it rests on
}

// seasonPrior is how many exits as tenure foretells stand beside those of each calendar
// month, so that a month of few people says little: the multiplier is the mean of a gamma
// distribution of mean 1 after its Poisson counts (Clayton and Kaldor, Biometrics 43,
// 1987, with a shape that is set and not estimated).
const seasonPrior = 10

// Leaving learns from the employments of a site, 0 for all in sight, and there of those who
// have had one of some skills, none for everybody. It is nil where fewer than
// [flow.EnoughExits] are known: averages of others are no record of one's own.
func (s *Plans) Leaving(ctx context.Context, scope auth.Scope, site int64, skills []int64) (*Leaving, error) {
	if err := scope.Require(auth.ReadCareers); err != nil {
		return nil, err
	}
	p, err := s.gatherPeople(ctx, scope, site, 0)
	if err != nil {
		return nil, err
	}
	if len(skills) > 0 {
		p.keep(func(x workforce.Person) bool {
			return slices.ContainsFunc(x.Skills, func(h workforce.SkillSpell) bool { return slices.Contains(skills, h.SkillID) })
		})
	}
	return p.leaving()
}

// keep leaves those of whom the register says so, with their employments.
func (p *people) keep(is func(workforce.Person) bool) {
	kept := map[string]bool{}
	p.list = slices.DeleteFunc(slices.Clone(p.list), func(x workforce.Person) bool { return !is(x) })
	for _, x := range p.list {
		kept[x.Code] = true
	}
	p.spells = slices.DeleteFunc(slices.Clone(p.spells), func(e attrition.Spell) bool { return !kept[e.Code] })
}

func (p *people) leaving() (*Leaving, error) {
	e, err := p.hazard()
	if err != nil {
		return nil, fmt.Errorf("hazard of employments: %w", err)
	}
	if e.Default {
		return nil, nil //nolint:nilnil // too little is known, as the contract says
	}
	out := &Leaving{Bands: e.Hazard, Exits: e.Exits}
	var left, expected [12]float64
	for _, x := range p.spells {
		end := p.today
		if x.LeftBy(p.today) {
			end = x.Left
			left[x.Left.Month-1]++
		}
		stay := months(x.Hired, end)
		for m := 0.0; m < stay; m++ { // month of tenure by month of tenure, each in the calendar month of its middle
			part := math.Min(1, stay-m)
			middle := x.Hired.AddDays(int((m + part/2) * monthDays))
			expected[middle.Month-1] += part * out.hazard(int(m))
		}
	}
	for m := range out.Season {
		out.Season[m] = (left[m] + seasonPrior) / (expected[m] + seasonPrior)
	}
	return out, nil
}

// hazard is that of a month of tenure, without a season.
func (l *Leaving) hazard(month int) float64 {
	h := 0.0
	for _, b := range l.Bands {
		if b.From <= month {
			h = b.Hazard
		}
	}
	return h
}

// Week is the chance that somebody leaves in the week from a Monday on, by weeks of
// employment: 1 − e^(−h·7/30.44), h being the hazard of a month.
func (l *Leaving) Week(monday grid.Date, tenure int) float64 {
	days := 7 / monthDays
	h := l.hazard(int(float64(tenure) * days))
	return 1 - math.Exp(-h*l.Season[monday.AddDays(3).Month-1]*days)
}
