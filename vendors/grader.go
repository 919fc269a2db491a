package vendors

import (
	"context"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
)

// nameable refuses programmes for which a grader cannot be named: none that there is,
// and none of his own vendor, whose work is not his to judge.
func (s *Evaluations) nameable(ctx context.Context, scope auth.Scope, g Grader) error {
	if len(g.ProgrammeIDs) == 0 {
		return nil
	}
	list, err := s.programmes.List(ctx, scope, ProgrammeQuery{})
	if err != nil {
		return err
	}
	var bad problem.List
	for i, id := range g.ProgrammeIDs {
		at := slices.IndexFunc(list, func(p Programme) bool { return p.ID == id })
		field := fmt.Sprintf("programmeIds[%d]", i)
		bad.Need(at >= 0, field, id, "a programme")
		bad.Need(at < 0 || g.EmployerID == 0 || list[at].EmployerID != g.EmployerID, field, "a programme of the grader's own vendor", "one of another: nobody judges the work of his own people")
		bad.Need(!slices.Contains(g.ProgrammeIDs[:i], id), field, id, "each programme once")
	}
	return invalidQuality("grader", bad.Err())
}

// named are the graders of a scope with the programmes that they were named for.
func (s *Evaluations) named(ctx context.Context, scope auth.Scope) ([]Grader, error) {
	all, err := s.store.Graders(ctx, scope)
	if err != nil || !slices.ContainsFunc(all, func(g Grader) bool { return len(g.ProgrammeIDs) > 0 }) {
		return all, err
	}
	list, err := s.programmes.List(ctx, auth.SystemScope(scope.Tenant()), ProgrammeQuery{})
	for i, g := range all {
		for _, p := range list {
			if slices.Contains(g.ProgrammeIDs, p.ID) {
				all[i].programmes = append(all[i].programmes, p)
			}
		}
	}
	return all, err
}
