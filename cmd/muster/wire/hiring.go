package wire

import (
	"context"
	"errors"
	"time"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/hiring"
	hiringstore "github.com/muster-wfm/muster/careers/hiring/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// hire connects requisitions with the workforce, employments and scheduling.
func (m *Services) hire() {
	m.Careers.Hiring = hiring.New(hiringstore.New(m.DB), hiring.Books{
		Staff: newcomers{m.Workforce}, Rungs: m.Careers.Ladders, Employments: m.Employments, Retention: stays{m.Attrition}, Planner: firstWishes{m.Scheduling}, Journal: m.Audit,
	})
}

// newcomers takes people on.
type newcomers struct{ workforce *workforce.Service }

// Engage keeps a new person; see hiring.Staff.
func (n newcomers) Engage(ctx context.Context, scope auth.Scope, p workforce.Person) (workforce.Person, error) {
	made, err := n.workforce.CreatePeople(ctx, scope, []workforce.Person{p})
	if err != nil {
		return p, err
	}
	return made[0], nil
}

// InForce tells whether an agreement has terms for a day; see hiring.Staff.
func (n newcomers) InForce(ctx context.Context, scope auth.Scope, agreement int64, on grid.Date) (bool, error) {
	a, err := n.workforce.Agreements.Get(ctx, scope, agreement)
	if errors.Is(err, database.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return !a.Terms[0].ValidFrom.After(on), nil
}

// stays tells hiring how long hires of each channel stay.
type stays struct{ attrition *attrition.Explorer }

// Stays are those of all whom the scope sees; see hiring.Retention.
func (s stays) Stays(ctx context.Context, scope auth.Scope) (map[string]hiring.Stay, error) {
	report, err := s.attrition.Explore(ctx, scope, attrition.Question{})
	if err != nil {
		return nil, err
	}
	out := map[string]hiring.Stay{}
	for _, c := range report.Channels {
		out[c.Name] = hiring.Stay{Hires: c.Hires, Months: c.Months, Quality: c.Quality, Training: int64(c.TrainingCost*100 + 0.5)}
	}
	return out, nil
}

// firstWeeks is for how many days a newcomer's wishes are handed on; after that they make
// their own.
const firstWeeks = 28

// firstWishes makes what a candidate wished a newcomer's wishes in scheduling.
type firstWishes struct{ scheduling *scheduling.Service }

// Wish makes a wish of a point a day for a newcomer's first weeks, as far as the points
// of the house go; see hiring.Planner.
func (f firstWishes) Wish(ctx context.Context, scope auth.Scope, p workforce.Person, list []hiring.ShiftWish) (days int, err error) {
	own, err := auth.NewScope(auth.Grant{Tenant: scope.Tenant(), Actor: scope.Actor(), AllSites: true, Person: p.ID, Permissions: auth.Permissions(auth.Agent)})
	if err != nil {
		return 0, err
	}
	first := grid.DateOf(f.scheduling.Now().UTC()).AddDays(2) // tomorrow in every zone is past by then
	if p.HiredOn.After(first) {
		first = p.HiredOn
	}
	for i := range firstWeeks {
		day := first.AddDays(i)
		w, wished := wishOn(day, i, list)
		if !wished {
			continue
		}
		balance, err := f.scheduling.WishBalance(ctx, own, p.SiteID, day)
		if err != nil {
			return days, err
		}
		if balance.Left() < w.Points {
			continue
		}
		if _, err := f.scheduling.MakeWish(ctx, own, p.SiteID, w); err != nil {
			return days, err
		}
		days++
	}
	return days, nil
}

// wishOn is what a list of wishes comes to on a day: there is one wish a day, so that
// wishes about hours of starting take turns.
func wishOn(day grid.Date, turn int, list []hiring.ShiftWish) (scheduling.Wish, bool) {
	weekday := day.Weekday()
	weekend := weekday == time.Saturday || weekday == time.Sunday
	var starts []scheduling.Wish
	for _, w := range list {
		switch w {
		case hiring.WeekendsOff:
			if weekend {
				return scheduling.Wish{Day: day, Kind: scheduling.WishOff, Points: 1}, true
			}
		case hiring.Early:
			starts = append(starts, scheduling.Wish{Day: day, Kind: scheduling.WishStart, FromMin: 5 * 60, ToMin: 10 * 60, Points: 1})
		case hiring.Late:
			starts = append(starts, scheduling.Wish{Day: day, Kind: scheduling.WishStart, FromMin: 12 * 60, ToMin: 18 * 60, Points: 1})
		case hiring.NoNights:
			starts = append(starts, scheduling.Wish{Day: day, Kind: scheduling.WishNotStart, FromMin: 20 * 60, ToMin: 24 * 60, Points: 1})
		}
	}
	if len(starts) == 0 {
		return scheduling.Wish{}, false
	}
	return starts[turn%len(starts)], true
}
