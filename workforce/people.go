package workforce

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
)

func personNoun() noun[Person] {
	return noun[Person]{
		kind: KindPerson, check: NewPerson,
		code:   func(p Person) string { return p.Code },
		refers: personReferences,
	}
}

func personReferences(p Person) []reference {
	refs := []reference{{"siteId", KindSite, p.SiteID}, {"employerId", KindEmployer, p.EmployerID}, {"teamId", KindTeam, p.TeamID}}
	for i, spell := range p.Agreements {
		refs = append(refs, reference{fmt.Sprintf("agreements[%d].agreementId", i), KindAgreement, spell.AgreementID})
	}
	for i, spell := range p.Skills {
		refs = append(refs, reference{fmt.Sprintf("skills[%d].skillId", i), KindSkill, spell.SkillID})
	}
	return refs
}

// CreatePeople keeps many new people at once, all or none, and returns them
// with their ids in the order given.
func (s *Service) CreatePeople(ctx context.Context, scope auth.Scope, people []Person) ([]Person, error) {
	return s.People.CreateAll(ctx, scope, people)
}

// admitAssignment refuses fixed hours that overlap others of the same person.
func (s *Service) admitAssignment(ctx context.Context, scope auth.Scope, a Assignment) error {
	if err := s.books.HoldPerson(ctx, scope, a.PersonID); err != nil {
		return err
	}
	standing, err := s.books.Assignments.Find(ctx, scope, Filter{
		PersonIDs: []int64{a.PersonID}, From: a.Date.AddDays(-2), To: a.Date.AddDays(2),
	})
	if err != nil {
		return err
	}
	return CheckOverlaps(a, standing)
}
