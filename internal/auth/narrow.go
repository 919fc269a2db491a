package auth

import (
	"context"
	"slices"
)

// Narrowing reports whether a person may not work at present: who is nothing but
// such an agent keeps the sight of their own record, and nothing else.
type Narrowing func(ctx context.Context, scope Scope, person int64) (bool, error)

// narrowed takes from an agent who may not work everything but the sight of their
// own.
func (s *Service) narrowed(ctx context.Context, user User, p Principal) (Principal, error) {
	if s.Narrow == nil || user.Person == 0 || user.holdsOther(Agent) {
		return p, nil
	}
	barred, err := s.Narrow(ctx, SystemScope(user.Tenant), user.Person)
	if err != nil || !barred {
		return p, err
	}
	p.Permissions = slices.DeleteFunc(p.Permissions, func(has Permission) bool { return has != ReadOwnSchedule })
	p.scope, err = NewScope(Grant{
		Tenant: user.Tenant, Actor: user.ID, AllSites: user.Sites == nil, Sites: user.Sites, Employer: user.Employer, Person: user.Person, Permissions: p.Permissions,
	})
	return p, err
}

// usersAtOnce is how many users are read at a time.
const usersAtOnce = 500

// EndSessionsOf ends every session of the agent that a person is. It joins the
// transaction in ctx.
func (s *Service) EndSessionsOf(ctx context.Context, scope Scope, person int64) error {
	system := SystemScope(scope.Tenant()).WithActor(scope.Actor())
	return s.tx.InTx(ctx, system, func(ctx context.Context) error {
		for after := int64(0); ; {
			users, err := s.rows.Users(ctx, system, after, usersAtOnce)
			if err != nil || len(users) == 0 {
				return err
			}
			for _, user := range users {
				after = user.ID
				if user.Person != person || user.holdsOther(Agent) {
					continue
				}
				if err := s.rows.EndSessions(ctx, system, user.ID, 0); err != nil {
					return err
				}
				if err := s.log.Record(ctx, system, "session.end", subject(user.ID), nil); err != nil {
					return err
				}
			}
		}
	})
}
