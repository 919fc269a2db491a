package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
)

// PublicationDiff is what publishing changes for people.
type PublicationDiff struct {
	People  int             `json:"people" doc:"People whose plans differ."`
	Added   []ShiftDiffItem `json:"added" nullable:"false"`
	Removed []ShiftDiffItem `json:"removed" nullable:"false"`
	Changed []ShiftDiffItem `json:"changed" nullable:"false"`
}

// ShiftDiffItem is one person's day before and after.
type ShiftDiffItem struct {
	PersonID int64     `json:"personId"`
	Day      Day       `json:"day"`
	Before   *ShiftRow `json:"before,omitempty"`
	After    *ShiftRow `json:"after,omitempty"`
}

// Publication is a roster that people have been told, and what it changed.
type Publication struct {
	Roster Roster          `json:"roster"`
	Diff   PublicationDiff `json:"diff"`
}

// PublicationOrder says how to publish.
type PublicationOrder struct {
	Force bool `json:"force,omitempty" doc:"Publish although rules are broken."`
}

// PersonShift is a shift as its owner sees it.
type PersonShift struct {
	PersonID int64        `json:"personId"`
	Day      Day          `json:"day"`
	Start    time.Time    `json:"start"`
	End      time.Time    `json:"end"`
	Letter   string       `json:"letter"`
	QueueID  int64        `json:"queueId"`
	PaidMin  int          `json:"paidMin"`
	Breaks   []ShiftPause `json:"breaks" nullable:"false"`
}

// ShiftPause is a pause as the owner of the shift sees it.
type ShiftPause struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
	Kind  string    `json:"kind" enum:"lunch,break"`
	Paid  bool      `json:"paid"`
}

type (
	diffOutput       struct{ Body PublicationDiff }
	publicationInput struct {
		IDInput
		IfMatch
		Body PublicationOrder
	}
	publicationOutput struct {
		ETag string `header:"ETag"`
		Body Publication
	}
	ownShiftsInput struct {
		From Day `query:"from" required:"true"`
		To   Day `query:"to" required:"true"`
	}
	ownShiftsOutput struct{ Body PageOf[PersonShift] }
)

func (s *Server) registerPublication(api huma.API) {
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/publication/diff", "get-publication-diff", "See what publishing would change"), auth.ReadRosters, s.publicationDiff)
	secured(s, api, rosterOperation(http.MethodPost, "/rosters/{id}/publication", "publish-roster", "Tell people their shifts"), auth.ManageRosters, s.publish)
	own := rosterOperation(http.MethodGet, "/me/shifts", "list-own-shifts", "See one's own published shifts")
	own.Tags = []string{"Me"}
	secured(s, api, own, auth.ReadOwnSchedule, s.ownShifts)
}

func diffOf(r scheduling.Roster, d scheduling.Difference) (PublicationDiff, error) {
	g, err := r.Grid()
	if err != nil {
		return PublicationDiff{}, err
	}
	item := func(c scheduling.ShiftChange) ShiftDiffItem {
		out := ShiftDiffItem{}
		for _, side := range []struct {
			shift scheduling.Shift
			into  **ShiftRow
		}{{c.Before, &out.Before}, {c.After, &out.After}} {
			if side.shift.PersonID != 0 {
				row := shiftRowOf(side.shift.Day.Start(g.Location()), side.shift)
				*side.into, out.PersonID, out.Day = &row, side.shift.PersonID, Day{side.shift.Day}
			}
		}
		return out
	}
	return PublicationDiff{People: d.People(), Added: each(d.Added, item), Removed: each(d.Removed, item), Changed: each(d.Changed, item)}, nil
}

func (s *Server) publicationDiff(ctx context.Context, scope auth.Scope, in *IDInput) (*diffOutput, error) {
	r, err := s.Scheduling.Roster(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	diff, err := s.Scheduling.Difference(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	body, err := diffOf(r, diff)
	return &diffOutput{Body: body}, err
}

func (s *Server) publish(ctx context.Context, scope auth.Scope, in *publicationInput) (*publicationOutput, error) {
	r, diff, err := s.Scheduling.Publish(ctx, scope, in.ID, in.version(), in.Body.Force)
	if err != nil {
		return nil, err
	}
	body, err := diffOf(r, diff)
	return &publicationOutput{ETag: etag(r.Version), Body: Publication{Roster: rosterOf(r), Diff: body}}, err
}

// ownShifts lists what the caller was told. A caller who is nobody's agent has
// no shifts.
func (s *Server) ownShifts(ctx context.Context, scope auth.Scope, in *ownShiftsInput) (*ownShiftsOutput, error) {
	out := &ownShiftsOutput{Body: PageOf[PersonShift]{Items: []PersonShift{}}}
	if scope.Person() == 0 {
		return out, nil
	}
	shifts, err := s.Scheduling.Told(ctx, scope, in.From.Date, in.To.Date)
	if err != nil {
		return nil, err
	}
	loc, err := s.zoneOfPerson(ctx, scope, scope.Person())
	if err != nil {
		return nil, err
	}
	out.Body.Items = each(shifts, func(shift scheduling.Shift) PersonShift { return personShift(shift, loc) })
	return out, nil
}

func personShift(s scheduling.Shift, loc *time.Location) PersonShift {
	out := PersonShift{
		PersonID: s.PersonID, Day: Day{s.Day}, Start: s.Start.In(loc), End: s.End.In(loc), Letter: s.Letter, QueueID: s.QueueID,
		PaidMin: int(s.Paid() / time.Minute), Breaks: []ShiftPause{},
	}
	for _, p := range s.Pauses {
		out.Breaks = append(out.Breaks, ShiftPause{Start: p.Start.In(loc), End: p.End.In(loc), Kind: string(p.Kind), Paid: p.Paid})
	}
	return out
}

// zoneOfPerson is the zone of the site where a person works.
func (s *Server) zoneOfPerson(ctx context.Context, scope auth.Scope, id int64) (*time.Location, error) {
	person, err := s.Workforce.People.Get(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	site, err := s.Workforce.Sites.Get(ctx, auth.SystemScope(scope.Tenant()), person.SiteID)
	if err != nil {
		return nil, err
	}
	return time.LoadLocation(site.Zone)
}
