package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/export"
	"github.com/muster-wfm/muster/workforce"
)

// FeedAddress is the secret address of a person's calendar.
type FeedAddress struct {
	URL string `json:"url" doc:"Path on this server; whoever has it can read the shifts. Making a new one ends the old."`
}

type (
	fileOutput struct {
		ContentType string `header:"Content-Type"`
		Disposition string `header:"Content-Disposition"`
		Body        []byte
	}
	feedAddressOutput struct{ Body FeedAddress }
	feedInput         struct {
		Token string `path:"token" minLength:"20" maxLength:"80" pattern:"^[A-Za-z0-9_-]+$" doc:"The secret."`
	}
	feedOutput struct {
		ContentType string `header:"Content-Type"`
		Cache       string `header:"Cache-Control"`
		Body        []byte
	}
)

func (s *Server) registerRosterExports(api huma.API) {
	file := func(path, id, summary, media string) huma.Operation {
		op := rosterOperation(http.MethodGet, path, id, summary)
		op.Responses = map[string]*huma.Response{"200": {
			Description: "The file.", Content: map[string]*huma.MediaType{media: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
		}}
		return op
	}
	secured(s, api, file("/rosters/{id}/export.csv", "export-roster-csv", "Take a roster away as CSV", "text/csv"), auth.ReadRosters, s.exportCSV)
	secured(s, api, file("/rosters/{id}/export.xlsx", "export-roster-xlsx", "Take a roster away as a workbook", xlsxType), auth.ReadRosters, s.exportXLSX)
	feed := rosterOperation(http.MethodPost, "/people/{id}/feed", "make-feed", "Give a person's calendar a new secret address")
	secured(s, api, feed, auth.ReadRosters, s.makeFeed)
	own := rosterOperation(http.MethodPost, "/me/feed", "make-own-feed", "Give one's own calendar a new secret address")
	own.Tags = []string{"Me"}
	secured(s, api, own, auth.ReadOwnSchedule, s.makeOwnFeed)
	open(s, api, file("/feeds/{token}", "read-feed", "Read a calendar by its secret address", "text/calendar"), s.readFeed)
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func (s *Server) exportCSV(ctx context.Context, scope auth.Scope, in *IDInput) (*fileOutput, error) {
	return s.export(ctx, scope, in.ID, "csv", "text/csv; charset=utf-8", func(out *bytes.Buffer, loc *time.Location, lines []export.Line) error {
		return export.CSV(out, loc, lines)
	})
}

func (s *Server) exportXLSX(ctx context.Context, scope auth.Scope, in *IDInput) (*fileOutput, error) {
	return s.export(ctx, scope, in.ID, "xlsx", xlsxType, func(out *bytes.Buffer, loc *time.Location, lines []export.Line) error {
		return export.XLSX(out, loc, lines)
	})
}

func (s *Server) export(ctx context.Context, scope auth.Scope, id int64, ending, media string, write func(*bytes.Buffer, *time.Location, []export.Line) error) (*fileOutput, error) {
	plan, err := s.Scheduling.Open(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	lines, err := s.linesOf(ctx, scope, plan)
	if err != nil {
		return nil, err
	}
	loc, err := time.LoadLocation(plan.Roster.Zone)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := write(&out, loc, lines); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("roster-%d-%s.%s", id, plan.Roster.From, ending)
	return &fileOutput{ContentType: media, Disposition: `attachment; filename="` + name + `"`, Body: out.Bytes()}, nil
}

// linesOf puts names beside shifts.
func (s *Server) linesOf(ctx context.Context, scope auth.Scope, plan *scheduling.Opened) ([]export.Line, error) {
	employers, err := namesOf(ctx, scope, s.Workforce.Employers, func(e workforce.Employer) (int64, string) { return e.ID, e.Name })
	if err != nil {
		return nil, err
	}
	teams, err := namesOf(ctx, scope, s.Workforce.Teams, func(t workforce.Team) (int64, string) { return t.ID, t.Name })
	if err != nil {
		return nil, err
	}
	queues := map[int64]string{}
	for _, d := range plan.Demands() {
		queues[d.QueueID] = d.Name
	}
	people := map[int64]workforce.PlanningPerson{}
	for _, p := range plan.People() {
		people[p.ID] = p
	}
	return each(plan.Shifts, func(shift scheduling.Shift) export.Line {
		p := people[shift.PersonID]
		return export.Line{
			PersonCode: p.Code, PersonName: p.Name, Employer: employers[p.EmployerID], Team: teams[p.TeamID],
			Queue: queues[shift.QueueID], Shift: shift,
		}
	}), nil
}

// namesOf reads the names of all things of one kind that the scope sees.
func namesOf[T any](ctx context.Context, scope auth.Scope, register *workforce.Register[T], name func(T) (int64, string)) (map[int64]string, error) {
	names := map[int64]string{}
	for cursor := ""; ; {
		page, err := register.List(ctx, scope, workforce.Filter{}, cursor, 500)
		if err != nil {
			return nil, err
		}
		for _, thing := range page.Items {
			id, text := name(thing)
			names[id] = text
		}
		if cursor = page.Next; cursor == "" {
			return names, nil
		}
	}
}

func (s *Server) makeFeed(ctx context.Context, scope auth.Scope, in *IDInput) (*feedAddressOutput, error) {
	token, err := s.Scheduling.NewFeed(ctx, scope, in.ID)
	return &feedAddressOutput{Body: FeedAddress{URL: basePath + "/feeds/" + token}}, err
}

func (s *Server) makeOwnFeed(ctx context.Context, scope auth.Scope, _ *struct{}) (*feedAddressOutput, error) {
	return s.makeFeed(ctx, scope, &IDInput{ID: scope.Person()})
}

// readFeed answers calendar programs, which cannot sign in: the secret in the
// address is the permission.
func (s *Server) readFeed(ctx context.Context, in *feedInput) (*feedOutput, error) {
	tenant, person, shifts, err := s.Scheduling.Feed(ctx, in.Token)
	if err != nil {
		return nil, err
	}
	scope := auth.SystemScope(tenant)
	loc, err := s.zoneOfPerson(ctx, scope, person)
	if err != nil {
		return nil, err
	}
	queues, err := namesOf(ctx, scope, s.Workforce.Queues, func(q workforce.Queue) (int64, string) { return q.ID, q.Name })
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := export.Calendar(&out, loc, "", queues, shifts, time.Now()); err != nil {
		return nil, err
	}
	return &feedOutput{ContentType: "text/calendar; charset=utf-8", Cache: "private, max-age=300", Body: out.Bytes()}, nil
}
