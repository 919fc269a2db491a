package scheduling

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// CostTerm is one line of what a roster costs.
type CostTerm struct {
	roster.Term
	QueueID  int64  // of lines about a queue
	TeamCode string // of lines about a team rule
}

// CostTerms is a roster's objective line by line, counted anew, and the cost that
// was reported when the roster was built or last changed. The lines sum to it.
type CostTerms struct {
	Version  int64
	Reported float64
	Terms    []CostTerm
}

// CostTerms splits what a roster costs into its lines.
func (s *Service) CostTerms(ctx context.Context, scope auth.Scope, id int64) (CostTerms, error) {
	plan, err := s.Open(ctx, scope, id)
	if err != nil {
		return CostTerms{}, err
	}
	out := CostTerms{Version: plan.Roster.Version, Reported: plan.Roster.Cost.Total()}
	for _, t := range roster.Terms(plan.Problem.Problem, plan.Problem.lay(plan.Shifts)) {
		line := CostTerm{Term: t}
		if t.Kind == roster.TermUnder || t.Kind == roster.TermOver {
			line.QueueID = plan.Problem.demands[t.Group].QueueID
		}
		if t.Kind == roster.TermTeam {
			line.TeamCode = plan.Problem.TeamRules[t.Team].Code
		}
		out.Terms = append(out.Terms, line)
	}
	return out, nil
}
