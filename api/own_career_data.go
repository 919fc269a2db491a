package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/internal/auth"
)

// OwnCareerData is all that careers keeps of the caller. Of a ballot there is only that it
// was cast: what was cast is tied to nobody.
type OwnCareerData struct {
	OwnCareer
	Warning OwnWarning `json:"warning" doc:"What early warning knows of the caller, whether it is on or not."`
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
	known, err := s.Warnings.Own(ctx, scope, own.Body.Path.Code)
	if err != nil {
		return nil, err
	}
	names, err := s.accountNames(ctx, scope)
	if err != nil {
		return nil, err
	}
	return &ownCareerDataOutput{`attachment; filename="my-career.json"`, OwnCareerData{own.Body, ownWarningOf(known, names)}}, nil
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
