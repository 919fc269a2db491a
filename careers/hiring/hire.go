package hiring

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Engagement is what turns a candidate into a colleague.
type Engagement struct {
	Code, Name string
	HiredOn    grid.Date
	CostMinor  int64 // of this hire
	Agreement  int64 // on working time, which must hold on that day; 0: none yet
}

// check refuses a hire before there was anybody to hire. What a person needs besides is
// checked where people are kept.
func (e Engagement) check(of Candidate) error {
	c := checks{what: "hire"}
	c.need(!e.HiredOn.Before(of.AppliedOn), "hiredOn", e.HiredOn, fmt.Sprintf("%s, when they applied, or later", of.AppliedOn))
	c.need(e.CostMinor >= 0, "costMinor", e.CostMinor, "0 or more, in minor units")
	return c.err()
}

// Engaged is who a candidate became.
type Engaged struct {
	PersonID   int64
	WishedDays int // for which the wishes were handed to scheduling
}

// Hire employs a candidate who has an offer: the person with their agreement on working
// time, the day of hire with the channel they came by, the rung that the requisition names,
// and their wishes, all or nothing. No more than there are seats.
func (s *Service) Hire(ctx context.Context, scope auth.Scope, requisition, candidate, version int64, e Engagement) (out Engaged, err error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return out, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.hold(ctx, scope, requisition, Open)
		if err != nil {
			return err
		}
		c, err := s.store.Candidate(ctx, scope, requisition, candidate)
		if err != nil {
			return err
		}
		list, err := s.store.Candidates(ctx, scope, requisition)
		if err != nil {
			return err
		}
		switch {
		case c.Stage != Offered || c.Ending != "":
			return refuse(WrongStage, c.Code(), "a candidate who has an offer")
		case hired(list) >= r.Seats:
			return refuse(NoSeatLeft, r.Name, fmt.Sprintf("a free seat of %d", r.Seats))
		}
		if err := e.check(c); err != nil {
			return err
		}
		p, err := s.employ(ctx, scope, r, c, e)
		if err != nil {
			return err
		}
		if s.books.Planner != nil && len(c.Wishes) > 0 {
			if out.WishedDays, err = s.books.Planner.Wish(ctx, scope, p, c.Wishes); err != nil {
				return fmt.Errorf("hand on wishes: %w", err)
			}
		}
		was := c
		c.Version, c.Stage, c.PersonID = version, Hired, p.ID
		if err := c.dated(was, grid.Date{}, s.today()); err != nil {
			return err
		}
		if _, err := s.store.UpdateCandidate(ctx, scope, c); err != nil {
			return err
		}
		out.PersonID = p.ID
		return s.record(ctx, scope, "hire", r.ID, map[string]any{"candidate": c.Code(), "person": p.ID})
	})
	return out, err
}

// employ keeps the person, the event of hire and the rung on which they begin.
func (s *Service) employ(ctx context.Context, scope auth.Scope, r Requisition, c Candidate, e Engagement) (workforce.Person, error) {
	p := workforce.Person{Code: e.Code, Name: e.Name, SiteID: r.SiteID, EmployerID: r.EmployerID, HiredOn: e.HiredOn}
	if e.Agreement != 0 {
		holds, err := s.books.Staff.InForce(ctx, scope, e.Agreement, e.HiredOn)
		if err != nil {
			return p, err
		}
		k := checks{what: "hire"}
		k.need(holds, "agreementId", e.Agreement, fmt.Sprintf("an agreement in force on %s", e.HiredOn))
		if err := k.err(); err != nil {
			return p, err
		}
		p.Agreements = []workforce.AgreementSpell{{AgreementID: e.Agreement}}
	}
	p, err := s.books.Staff.Engage(ctx, scope, p)
	if err != nil {
		return p, err
	}
	if _, err := s.books.Employments.Record(ctx, scope, p.ID, attrition.Event{Kind: attrition.Hired, Day: e.HiredOn, Source: c.Channel, CostMinor: e.CostMinor}); err != nil {
		return p, err
	}
	if r.Rung == "" || s.books.Rungs == nil {
		return p, nil
	}
	return p, s.books.Rungs.Place(ctx, scope, careers.Spell{PersonID: p.ID, Ladder: r.Ladder, Rung: r.Rung, From: e.HiredOn, Reason: fmt.Sprintf("%s, %s", r.Name, c.Code())})
}
