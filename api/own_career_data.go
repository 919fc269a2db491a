package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/internal/auth"
)

// OwnCareerData is all that careers keeps of the caller. Of a ballot there is only that it
// was cast: what was cast is tied to nobody.
type OwnCareerData struct {
	OwnCareer
	Employment   []EmploymentEvent `json:"employment" nullable:"false"`
	Applications []OwnAppliedFor   `json:"applications" nullable:"false" doc:"All, those taken back included."`
	VotedIn      []OwnVote         `json:"votedIn" nullable:"false" doc:"All elections in which the caller voted, the newest first."`
	Warning      OwnWarning        `json:"warning" doc:"What early warning knows of the caller, whether it is on or not."`
}

// OwnAppliedFor is an application of the caller.
type OwnAppliedFor struct {
	RoundID     int64      `json:"roundId"`
	Round       string     `json:"round"`
	Rung        string     `json:"rung"`
	From        string     `json:"from"`
	Statement   string     `json:"statement"`
	AppliedAt   time.Time  `json:"appliedAt"`
	WithdrawnAt *time.Time `json:"withdrawnAt,omitempty"`
	Verdict     string     `json:"verdict" enum:"passes,fails,unknown"`
	Outcome     string     `json:"outcome,omitempty" enum:"promoted,turned down,no seat" doc:"Absent until it is announced."`
	Reason      string     `json:"reason,omitempty"`
}

// OwnVote is an election in which the caller voted.
type OwnVote struct {
	ElectionID int64  `json:"electionId"`
	Award      string `json:"award"`
	Month      string `json:"month" doc:"YYYY-MM."`
}

// OwnWarning is what early warning knows of somebody.
type OwnWarning struct {
	Scores []WarningScore  `json:"scores" nullable:"false" doc:"Those that have not expired; older ones are gone."`
	Views  []OwnView       `json:"views" nullable:"false" doc:"Who looked, the newest first."`
	Talks  []WarningTalk   `json:"talks" nullable:"false"`
	Months []ScheduleMonth `json:"months" nullable:"false" doc:"What schedules asked."`
}

// OwnView is that somebody looked.
type OwnView struct {
	What string    `json:"what"`
	At   time.Time `json:"at"`
	By   string    `json:"by"`
}

// ScheduleMonth is what schedules asked of somebody in a month.
type ScheduleMonth struct {
	Month      string  `json:"month" doc:"YYYY-MM."`
	Nights     float64 `json:"nights" doc:"Share of shifts."`
	Weekends   float64 `json:"weekends" doc:"Share of shifts."`
	ShortRests float64 `json:"shortRests"`
	Refused    float64 `json:"refused" doc:"Wishes."`
	Overtime   float64 `json:"overtime" doc:"Hours."`
}

type ownCareerDataOutput struct {
	Disposition string `header:"Content-Disposition"`
	Body        OwnCareerData
}

func (s *Server) registerOwnCareerData(api huma.API) {
	op := careerOperation(http.MethodGet, "/me/career-data", "export-own-career",
		"Take away all that careers keeps of oneself", "Placements, evidence, applications, that one voted, and what early warning knows, with who looked at it.")
	op.Tags = []string{"Me"}
	secured(s, api, op, auth.FollowOwnCareer, s.ownCareerData)
}

func (s *Server) ownCareerData(ctx context.Context, scope auth.Scope, _ *struct{}) (*ownCareerDataOutput, error) {
	own, err := s.ownCareer(ctx, scope, nil)
	if err != nil {
		return nil, err
	}
	out := OwnCareerData{OwnCareer: own.Body}
	if err := s.allOwn(ctx, scope, &out); err != nil {
		return nil, err
	}
	known, err := s.Warnings.Own(ctx, scope, own.Body.Path.Code)
	if err != nil {
		return nil, err
	}
	names, err := s.accountNames(ctx, scope)
	if err != nil {
		return nil, err
	}
	out.Warning = ownWarningOf(known, names)
	return &ownCareerDataOutput{`attachment; filename="my-career.json"`, out}, nil
}

// allOwn adds what the screen of one's path leaves out: what is old, taken back, or of
// employment.
func (s *Server) allOwn(ctx context.Context, scope auth.Scope, out *OwnCareerData) error {
	evidence, err := s.careerEvidenceAnswer(ctx, scope)(s.Careers.Evidence.Own(ctx, scope))
	if err != nil {
		return err
	}
	out.Evidence = evidence.Body.Items
	events, err := s.Employments.Own(ctx, scope)
	if err != nil {
		return err
	}
	out.Employment = each(events, employmentEventOf)
	applied, err := s.Careers.Rounds.OwnApplications(ctx, scope)
	if err != nil {
		return err
	}
	out.Applications = each(applied, func(a careers.OwnApplication) OwnAppliedFor {
		return OwnAppliedFor{
			RoundID: a.RoundID, Round: a.Round.Name, Rung: a.Round.Rung, From: a.From, Statement: a.Statement, AppliedAt: a.At,
			WithdrawnAt: orNone(a.WithdrawnAt), Verdict: a.Verdict.String(), Outcome: string(a.Outcome), Reason: a.Reason,
		}
	})
	voted, err := s.Careers.Elections.VotedIn(ctx, scope)
	out.VotedIn = each(voted, func(e careers.KeptElection) OwnVote { return OwnVote{e.ID, e.Award, e.Month} })
	return err
}

func ownWarningOf(o risk.Own, names map[int64]string) OwnWarning {
	return OwnWarning{
		Scores: each(o.Scores, warningScoreOf), Talks: warningTalksOf(o.Talks, names),
		Views: each(o.Views, func(v risk.View) OwnView { return OwnView{v.What, v.At, names[v.By]} }),
		Months: each(o.Months, func(m risk.Month) ScheduleMonth {
			return ScheduleMonth{m.Month, m.Facts.Nights, m.Facts.Weekends, m.Facts.ShortRests, m.Facts.Refused, m.Facts.Overtime}
		}),
	}
}
