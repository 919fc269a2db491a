package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
)

// RequirementCourse is a requirement's queue followed through its days, by interval.
type RequirementCourse struct {
	ServiceLevel Numbers    `json:"serviceLevel" doc:"By the goal's variant; null where the queue is closed."`
	PWait        Numbers    `json:"pWait"`
	Abandon      Numbers    `json:"abandon"`
	QueueAfter   Numbers    `json:"queueAfter" doc:"Contacts waiting when the interval ends."`
	Doubts       [][]string `json:"doubts" nullable:"false" doc:"Why the formula behind the requirement may mislead: busy, jump or short."`
}

type requirementCourseOutput struct{ Body RequirementCourse }

func (s *Server) registerRequirementCourse(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "get-requirement-course", Method: http.MethodGet, Path: "/requirements/{id}/course", Tags: []string{"Requirements"},
		Summary:     "Follow a requirement's queue through its days",
		Description: "With the agents required, from each opening to the next closing, with what one interval leaves to the next: where that differs from the requirement's own figures, the formula misleads.",
	}, auth.ReadDemand, s.requirementCourse)
}

func (s *Server) requirementCourse(ctx context.Context, scope auth.Scope, in *IDInput) (*requirementCourseOutput, error) {
	_, c, err := s.Staffing.Course(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &requirementCourseOutput{Body: RequirementCourse{
		ServiceLevel: c.ServiceLevel, PWait: c.PWait, Abandon: c.Abandon, QueueAfter: c.QueueAfter, Doubts: each(c.Doubts, doubtsOf),
	}}, nil
}
