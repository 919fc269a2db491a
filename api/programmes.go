package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
)

// Programme is what an employer does for the centre.
type Programme struct {
	Versioned
	ProgrammeFields
	Shares    []ProgrammeShare `json:"shares" nullable:"false" doc:"What approved allocations gave it, the newest first."`
	CreatedAt time.Time        `json:"createdAt"`
	CreatedBy int64            `json:"createdBy"`
}

// ProgrammeFields is what the owner decides about a programme.
type ProgrammeFields struct {
	EmployerID   int64            `json:"employerId" minimum:"1" doc:"A vendor, the crowd, the own staff or a machine; it stays."`
	TeamID       *int64           `json:"teamId,omitempty" minimum:"1" doc:"One team of the employer; absent: all its people."`
	SiteID       int64            `json:"siteId" minimum:"1" doc:"Whose clock its days follow."`
	Code         string           `json:"code" maxLength:"64" doc:"Short name, unique among programmes."`
	Name         string           `json:"name" maxLength:"200"`
	Mode         string           `json:"mode" enum:"simple_call,owner_controlled,crowd,in_house,bot" doc:"Who runs what; it stays."`
	Motive       string           `json:"motive" maxLength:"4000" doc:"Why the work is placed there."`
	BusinessCase string           `json:"businessCase" maxLength:"4000" doc:"What it is to bring."`
	Queues       []ProgrammeQueue `json:"queues" nullable:"false" maxItems:"200"`
	From         Day              `json:"from"`
	To           *Day             `json:"to,omitempty" doc:"Last day; absent: open."`
}

// ProgrammeQueue is how much of a queue a programme may carry.
type ProgrammeQueue struct {
	QueueID     int64   `json:"queueId" minimum:"1"`
	MinShare    float64 `json:"minShare" minimum:"0" maximum:"1"`
	MaxShare    float64 `json:"maxShare" minimum:"0" maximum:"1"`
	SurgeAgents float64 `json:"surgeAgents" minimum:"0" doc:"Agents more that it could bring at short notice."`
}

// ProgrammeShare is a part of a queue that an approved allocation gave.
type ProgrammeShare struct {
	QueueID      int64   `json:"queueId"`
	AllocationID int64   `json:"allocationId"`
	From         Day     `json:"from"`
	To           Day     `json:"to"`
	Share        float64 `json:"share"`
}

func (f ProgrammeFields) toDomain(id, version int64) vendors.Programme {
	return vendors.Programme{
		ID: id, Version: version, EmployerID: f.EmployerID, TeamID: orZero(f.TeamID), SiteID: f.SiteID, Code: f.Code, Name: f.Name, Mode: contract.Mode(f.Mode),
		Motive: f.Motive, BusinessCase: f.BusinessCase, From: f.From.Date, To: dateOrNone(f.To),
		Queues: each(f.Queues, func(q ProgrammeQueue) vendors.QueueShare { return vendors.QueueShare(q) }),
	}
}

func programmeOf(p vendors.Programme) Programme {
	return Programme{
		Versioned: Versioned{p.ID, p.Version},
		ProgrammeFields: ProgrammeFields{
			EmployerID: p.EmployerID, TeamID: orNone(p.TeamID), SiteID: p.SiteID, Code: p.Code, Name: p.Name, Mode: string(p.Mode),
			Motive: p.Motive, BusinessCase: p.BusinessCase, From: Day{p.From}, To: dayOrNone(p.To),
			Queues: each(p.Queues, func(q vendors.QueueShare) ProgrammeQueue { return ProgrammeQueue(q) }),
		},
		Shares: each(p.Shares, func(a vendors.AgreedShare) ProgrammeShare {
			return ProgrammeShare{a.QueueID, a.AllocationID, Day{a.From}, Day{a.To}, a.Share}
		}),
		CreatedAt: p.CreatedAt, CreatedBy: p.CreatedBy,
	}
}

type programmeListInput struct {
	Employer int64 `query:"employer" doc:"Only of this employer."`
	Queue    int64 `query:"queue" doc:"Only those that serve this queue."`
	On       Day   `query:"on" doc:"Only those that run on this day."`
}

const aboutProgrammes = "A programme is what an employer does for the centre: queues, by a sourcing mode. Vendors, the crowd, the own staff and machines are rows like one another. A coordinator meets the own vendor's only."

func (s *Server) registerProgrammes(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Programmes"}, Description: aboutProgrammes}
	}
	secured(s, api, op(http.MethodGet, "/programmes", "list-programmes", "List programmes"), auth.ReadVendors, s.listProgrammes)
	crud(s, api, resource[ProgrammeFields, Programme]{
		one: "programme", many: "programmes", tag: "Programmes", read: auth.ReadVendors, manage: auth.ManageVendors, about: aboutProgrammes,
		create: func(ctx context.Context, scope auth.Scope, f ProgrammeFields) (Programme, error) {
			p, err := s.Programmes.Create(ctx, scope, f.toDomain(0, 0))
			return programmeOf(p), err
		},
		get: func(ctx context.Context, scope auth.Scope, id int64) (Programme, error) {
			p, err := s.Programmes.Get(ctx, scope, id)
			return programmeOf(p), err
		},
		edit: func(ctx context.Context, scope auth.Scope, id, version int64, f ProgrammeFields) (Programme, error) {
			if _, err := s.Programmes.Change(ctx, scope, f.toDomain(id, version)); err != nil {
				return Programme{}, err
			}
			p, err := s.Programmes.Get(ctx, scope, id)
			return programmeOf(p), err
		},
	})
	s.registerContractVersions(api)
}

func (s *Server) listProgrammes(ctx context.Context, scope auth.Scope, in *programmeListInput) (*listOutput[Programme], error) {
	list, err := s.Programmes.List(ctx, scope, vendors.ProgrammeQuery{EmployerID: in.Employer, QueueID: in.Queue, On: in.On.Date})
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, programmeOf), ""), nil
}
