package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
)

// KeptDesign is a shift design under a name.
type KeptDesign struct {
	ID        int64            `json:"id"`
	SiteID    int64            `json:"siteId"`
	JobID     int64            `json:"jobId" doc:"That searches."`
	Name      string           `json:"name"`
	Done      bool             `json:"done" doc:"The search has ended and there is an answer."`
	Seconds   int              `json:"seconds" doc:"The longest that the search may take."`
	Order     ShiftDesignOrder `json:"order"`
	CreatedAt time.Time        `json:"createdAt"`
	CreatedBy int64            `json:"createdBy"`
}

// KeptDesignReport is a kept design with its answer.
type KeptDesignReport struct {
	KeptDesign
	Answer *ShiftDesign `json:"answer,omitempty" doc:"Absent until the search has ended."`
}

// NewKeptDesign asks for a design that is kept.
type NewKeptDesign struct {
	Name    string           `json:"name" maxLength:"120"`
	Seconds int              `json:"seconds" minimum:"1" maximum:"3600" doc:"The longest that the search may take."`
	Order   ShiftDesignOrder `json:"order"`
}

func keptDesignOf(d scheduling.KeptDesign) KeptDesign {
	return KeptDesign{
		ID: d.ID, SiteID: d.SiteID, JobID: d.JobID, Name: d.Name, Done: d.Answer != nil, Seconds: d.Seconds, Order: designOrderOf(d.Order),
		CreatedAt: d.CreatedAt, CreatedBy: d.CreatedBy,
	}
}

type (
	keepDesignInput struct {
		OnceInput
		Body NewKeptDesign
	}
	keptDesignOutput       struct{ Body KeptDesign }
	keptDesignReportOutput struct{ Body KeptDesignReport }
)

func (s *Server) registerKeptDesigns(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		o := rosterOperation(method, path, id, summary)
		o.Description = "A kept design is which shifts to offer, with a rotation of them, under a name. Its lines can be offered to people for a bid. Done, it never changes."
		return o
	}
	keep := op(http.MethodPost, "/kept-designs", "keep-design", "Search for shifts to offer, and keep the answer")
	keep.DefaultStatus = http.StatusAccepted
	secured(s, api, keep, auth.ManageRosters, s.keepDesign)
	secured(s, api, op(http.MethodGet, "/kept-designs", "list-kept-designs", "List kept designs, newest first"), auth.ReadRosters, s.listKeptDesigns)
	secured(s, api, op(http.MethodGet, "/kept-designs/{id}", "get-kept-design", "Get one kept design"), auth.ReadRosters, s.getKeptDesign)
	secured(s, api, op(http.MethodDelete, "/kept-designs/{id}", "delete-kept-design", "Forget a kept design; bids keep their lines"), auth.ManageRosters, s.forgetDesign)
}

func (s *Server) keepDesign(ctx context.Context, scope auth.Scope, in *keepDesignInput) (*keptDesignOutput, error) {
	d, err := s.Scheduling.KeepDesign(ctx, scope, scheduling.KeptDesign{Name: in.Body.Name, Seconds: in.Body.Seconds, Order: in.Body.Order.toDomain()})
	if err != nil {
		return nil, err
	}
	return &keptDesignOutput{Body: keptDesignOf(d)}, nil
}

func (s *Server) listKeptDesigns(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[KeptDesign], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Scheduling.KeptDesigns(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(d scheduling.KeptDesign) int64 { return d.ID }, keptDesignOf), nil
}

func (s *Server) getKeptDesign(ctx context.Context, scope auth.Scope, in *IDInput) (*keptDesignReportOutput, error) {
	d, err := s.Scheduling.KeptDesign(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	out := &keptDesignReportOutput{Body: KeptDesignReport{KeptDesign: keptDesignOf(d)}}
	if d.Answer != nil {
		answer := shiftDesignOf(*d.Answer)
		out.Body.Answer = &answer
	}
	return out, nil
}

func (s *Server) forgetDesign(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.Scheduling.ForgetDesign(ctx, scope, in.ID)
}
