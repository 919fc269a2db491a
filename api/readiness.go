package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// ReadyPerson is how near somebody is to a rung, as it was last judged.
type ReadyPerson struct {
	CareerPerson
	SiteID int64      `json:"siteId"`
	TeamID int64      `json:"teamId,omitempty"`
	Move   CareerMove `json:"move"`
}

// CareerPath is where somebody stands and how near they are to each move.
type CareerPath struct {
	CareerPerson
	SiteID  int64         `json:"siteId"`
	HiredOn Day           `json:"hiredOn"`
	Ladder  *LadderReport `json:"ladder,omitempty" doc:"The version that they go by; absent: they stand on no rung."`
	Rung    string        `json:"rung,omitempty"`
	Since   *Day          `json:"since,omitempty"`
	Spells  []RungSpell   `json:"spells" nullable:"false"`
	Moves   []CareerMove  `json:"moves" nullable:"false"`
}

// RungSpell is a time on a rung.
type RungSpell struct {
	Ladder string `json:"ladder"`
	Rung   string `json:"rung"`
	From   Day    `json:"from"`
	To     *Day   `json:"to,omitempty" doc:"First day after it; absent: it lasts."`
	Reason string `json:"reason"`
}

// ReadinessJob is the job that judges everybody.
type ReadinessJob struct {
	JobID int64 `json:"jobId"`
}

// ReplayedSnapshot is what a decision rested on, judged once more.
type ReplayedSnapshot struct {
	PersonID int64         `json:"personId"`
	From     string        `json:"from"`
	To       string        `json:"to"`
	On       Day           `json:"on"`
	Inputs   string        `json:"inputs"`
	Outcome  string        `json:"outcome"`
	Finding  CareerFinding `json:"finding"`
}

type (
	readinessInput struct {
		SiteID int64  `query:"siteId" minimum:"0"`
		TeamID int64  `query:"teamId" minimum:"0"`
		Rung   string `query:"rung" maxLength:"64" doc:"That people stand on."`
	}
	careerPathOutput    struct{ Body CareerPath }
	readinessJobOutput  struct{ Body ReadinessJob }
	careerSnapshotInput struct {
		Inputs string `path:"inputs" minLength:"64" maxLength:"64"`
	}
	careerSnapshotOutput struct{ Body ReplayedSnapshot }
)

const aboutReadiness = "Everybody is judged every night and on demand: each requirement passes, fails or is unknown, with value, gap, evidence and the earliest realistic day."

func (s *Server) registerReadiness(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return careerOperation(method, path, id, summary, aboutReadiness)
	}
	secured(s, api, op(http.MethodGet, "/readiness", "list-readiness", "See who is ready and who lacks what"), auth.ReadCareers, s.listReadiness)
	judge := op(http.MethodPost, "/readiness", "judge-readiness", "Judge everybody anew")
	judge.DefaultStatus = http.StatusAccepted
	secured(s, api, judge, auth.ManageCareers, s.judgeReadiness)
	secured(s, api, op(http.MethodGet, "/people/{id}/career", "get-career", "See somebody's path"), auth.ReadCareers, s.getCareer)
	secured(s, api, op(http.MethodGet, "/career-snapshots/{inputs}", "replay-snapshot", "Judge once more what a decision rested on"), auth.ReadCareers, s.replaySnapshot)
}

func (s *Server) listReadiness(ctx context.Context, scope auth.Scope, in *readinessInput) (*listOutput[ReadyPerson], error) {
	filter := workforce.Filter{}
	if in.SiteID != 0 {
		filter.SiteIDs = []int64{in.SiteID}
	}
	if in.TeamID != 0 {
		filter.TeamIDs = []int64{in.TeamID}
	}
	people, err := s.Workforce.People.Find(ctx, scope, filter)
	if err != nil {
		return nil, err
	}
	names := map[int64]workforce.Person{}
	for _, p := range people {
		names[p.ID] = p
	}
	list, err := s.Careers.Readiness.Kept(ctx, scope)
	if err != nil {
		return nil, err
	}
	items := []ReadyPerson{}
	for _, j := range list {
		p, shown := names[j.PersonID]
		if !shown || in.Rung != "" && j.From != in.Rung {
			continue
		}
		items = append(items, ReadyPerson{CareerPerson{p.ID, p.Code, p.Name}, p.SiteID, p.TeamID, careerMoveOf(j)})
	}
	return pageOf(items, ""), nil
}

func (s *Server) judgeReadiness(ctx context.Context, scope auth.Scope, _ *OnceInput) (*readinessJobOutput, error) {
	job, err := s.Careers.Readiness.Order(ctx, scope)
	if err != nil {
		return nil, err
	}
	return &readinessJobOutput{ReadinessJob{job}}, nil
}

func (s *Server) getCareer(ctx context.Context, scope auth.Scope, in *IDInput) (*careerPathOutput, error) {
	return s.pathAnswer(ctx, scope)(s.Careers.Readiness.PathOf(ctx, scope, in.ID))
}

func (s *Server) pathAnswer(ctx context.Context, scope auth.Scope) func(careers.Path, error) (*careerPathOutput, error) {
	return func(p careers.Path, err error) (*careerPathOutput, error) {
		if err != nil {
			return nil, err
		}
		out := CareerPath{
			CareerPerson: CareerPerson{p.Person.ID, p.Person.Code, p.Person.Name}, SiteID: p.Person.SiteID, HiredOn: Day{p.Person.HiredOn},
			Rung: p.Spell.Rung, Since: dayOrNone(p.Spell.From), Moves: each(p.Moves, careerMoveOf),
			Spells: each(p.Spells, func(x careers.Spell) RungSpell {
				return RungSpell{x.Ladder, x.Rung, Day{x.From}, dayOrNone(x.To), x.Reason}
			}),
		}
		if p.Kept.ID != 0 {
			report, err := s.ladderReport(ctx, auth.SystemScope(scope.Tenant()), p.Kept)
			if err != nil {
				return nil, err
			}
			out.Ladder = &report
		}
		return &careerPathOutput{out}, nil
	}
}

func (s *Server) replaySnapshot(ctx context.Context, scope auth.Scope, in *careerSnapshotInput) (*careerSnapshotOutput, error) {
	x, err := s.Careers.Readiness.Replay(ctx, scope, in.Inputs)
	if err != nil {
		return nil, err
	}
	return &careerSnapshotOutput{ReplayedSnapshot{x.PersonID, x.From, x.To, Day{x.On}, x.Inputs, x.Outcome, careerFindingOf(x.Finding)}}, nil
}
