package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
)

// Roster is a plan of who works when at one site.
type Roster struct {
	Versioned
	Name             string       `json:"name"`
	SiteID           int64        `json:"siteId"`
	Zone             string       `json:"zone"`
	From             Day          `json:"from"`
	Days             int          `json:"days"`
	SlotMin          int          `json:"slotMin" doc:"Length of a slot of coverage in minutes."`
	State            string       `json:"state" enum:"draft,building,published"`
	RequirementIDs   []int64      `json:"requirementIds" nullable:"false"`
	People           PeopleFilter `json:"people"`
	Prices           RosterPrices `json:"prices"`
	Seed             int64        `json:"seed"`
	Cost             RosterCost   `json:"cost"`
	Bound            float64      `json:"bound" doc:"No roster costs less; 0 before a build."`
	Gap              float64      `json:"gap" doc:"How far the cost may lie above the best possible, 0..1."`
	InputHash        string       `json:"inputHash"`
	PublishedVersion int64        `json:"publishedVersion" doc:"Version that people were told; 0: none."`
	PublishedAt      *time.Time   `json:"publishedAt,omitempty"`
	CreatedAt        time.Time    `json:"createdAt"`
	CreatedBy        int64        `json:"createdBy"`
}

// RosterCost is the objective of a roster, or a change of it, by its terms.
type RosterCost struct {
	Under      float64 `json:"under" doc:"Missing people."`
	Over       float64 `json:"over" doc:"Idle people."`
	Preference float64 `json:"preference" doc:"Wishes not met."`
	Fairness   float64 `json:"fairness" doc:"Burdens unevenly shared."`
	Team       float64 `json:"team,omitempty" doc:"Team rules broken."`
	Total      float64 `json:"total"`
}

func costOf(c scheduling.Cost) RosterCost {
	return RosterCost{Under: c.Under, Over: c.Over, Preference: c.Preference, Fairness: c.Fairness, Team: c.Team, Total: c.Total()}
}

// RosterPrices weigh missing and idle people against each other.
type RosterPrices struct {
	Under float64 `json:"under" minimum:"0" maximum:"1000000" doc:"Price of an hour of one missing person."`
	Over  float64 `json:"over" minimum:"0" maximum:"1000000" doc:"Price of an hour of one idle person."`
}

// PeopleFilter chooses among the people of the site; empty lists choose all.
type PeopleFilter struct {
	EmployerIDs []int64 `json:"employerIds,omitempty" nullable:"false"`
	TeamIDs     []int64 `json:"teamIds,omitempty" nullable:"false"`
	SkillIDs    []int64 `json:"skillIds,omitempty" nullable:"false"`
	PersonIDs   []int64 `json:"personIds,omitempty" nullable:"false"`
	LeaveOut    []int64 `json:"leaveOut,omitempty" nullable:"false" doc:"People whom the roster does not plan."`
}

// RosterOrder asks for a new roster.
type RosterOrder struct {
	Name           string        `json:"name" maxLength:"120"`
	SiteID         int64         `json:"siteId,omitempty" doc:"Absent: the site of the first requirement."`
	From           Day           `json:"from"`
	Days           int           `json:"days" minimum:"1" maximum:"56"`
	RequirementIDs []int64       `json:"requirementIds" minItems:"1" maxItems:"50" nullable:"false"`
	People         *PeopleFilter `json:"people,omitempty"`
	Prices         *RosterPrices `json:"prices,omitempty"`
	Seed           int64         `json:"seed,omitempty" minimum:"0"`
}

// BuildOrder asks for a search.
type BuildOrder struct {
	TimeLimitS int   `json:"timeLimitS" minimum:"1" maximum:"7200" doc:"When to stop searching, in seconds."`
	Seed       int64 `json:"seed,omitempty" minimum:"0" doc:"Decides every random choice."`
	Threads    int   `json:"threads,omitempty" minimum:"0" maximum:"16" doc:"Searches beside each other; absent: 2."`
	Simulate   bool  `json:"simulate,omitempty" doc:"Play the roster contact by contact, and correct its demand until every queue keeps its goals or some rounds are over. Half of the time is for the first search."`
}

// JobStarted names the job that does the work.
type JobStarted struct {
	JobID int64 `json:"jobId"`
}

func rosterOf(r scheduling.Roster) Roster {
	return Roster{
		Versioned: Versioned{ID: r.ID, Version: r.Version}, Name: r.Name, SiteID: r.SiteID, Zone: r.Zone, From: Day{r.From}, Days: r.Days,
		SlotMin: r.SlotMin, State: string(r.State), RequirementIDs: orEmpty(r.Requirements), People: PeopleFilter(r.People),
		Prices: RosterPrices(r.Prices), Seed: int64(r.Seed), Cost: costOf(r.Cost), Bound: r.Bound, Gap: r.Gap(), InputHash: r.InputHash,
		PublishedVersion: r.PublishedVersion, PublishedAt: orNone(r.PublishedAt), CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy,
	}
}

type (
	rosterOrderInput struct {
		OnceInput
		Body RosterOrder
	}
	rosterRemoveInput struct {
		IDInput
		IfMatch
	}
	buildInput struct {
		IDInput
		OnceInput
		Body BuildOrder
	}
	jobStartedOutput struct{ Body JobStarted }
)

func rosterOperation(method, path, id, summary string) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Rosters"},
		Description: "A roster is a plan of who works when at one site: drafted for requirements, built, edited, published.",
	}
}

func (s *Server) registerRosters(api huma.API) {
	create := rosterOperation(http.MethodPost, "/rosters", "create-roster", "Draft a roster")
	create.DefaultStatus = http.StatusCreated
	secured(s, api, create, auth.ManageRosters, s.createRoster)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters", "list-rosters", "List rosters, newest first"), auth.ReadRosters, s.listRosters)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}", "get-roster", "Get one roster"), auth.ReadRosters, s.getRoster)
	secured(s, api, rosterOperation(http.MethodDelete, "/rosters/{id}", "delete-roster", "Forget a draft that nobody was told about"), auth.ManageRosters, s.deleteRoster)
	build := rosterOperation(http.MethodPost, "/rosters/{id}/builds", "build-roster", "Search for the best roster")
	build.DefaultStatus = http.StatusAccepted
	secured(s, api, build, auth.ManageRosters, s.buildRoster)
	s.registerRosterGrid(api)
	s.registerRosterMoves(api)
	s.registerRosterExceptions(api)
	s.registerKeptPlans(api)
	s.registerRosterBreaks(api)
	s.registerRosterReasons(api)
	s.registerRosterSuppositions(api)
	s.registerRosterLimits(api)
	s.registerRosterRepairs(api)
	s.registerRosterComparison(api)
	s.registerRosterChecks(api)
	s.registerPublication(api)
	s.registerRosterExports(api)
}

func (s *Server) createRoster(ctx context.Context, scope auth.Scope, in *rosterOrderInput) (*entityOutput[Roster], error) {
	r := scheduling.Roster{
		Name: in.Body.Name, SiteID: in.Body.SiteID, From: in.Body.From.Date, Days: in.Body.Days, Requirements: in.Body.RequirementIDs,
		People: scheduling.PeopleFilter(orZero(in.Body.People)), Prices: scheduling.Prices(orZero(in.Body.Prices)), Seed: uint64(in.Body.Seed),
	}
	made, err := s.Scheduling.Create(ctx, scope, r)
	if err != nil {
		return nil, err
	}
	return rosterAnswer(made), nil
}

func rosterAnswer(r scheduling.Roster) *entityOutput[Roster] {
	return &entityOutput[Roster]{ETag: etag(r.Version), Location: basePath + "/rosters/" + strconv.FormatInt(r.ID, 10), Body: rosterOf(r)}
}

func (s *Server) listRosters(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[Roster], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Scheduling.Rosters(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(x scheduling.Roster) int64 { return x.ID }, rosterOf), nil
}

func (s *Server) getRoster(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[Roster], error) {
	r, err := s.Scheduling.Roster(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return rosterAnswer(r), nil
}

func (s *Server) deleteRoster(ctx context.Context, scope auth.Scope, in *rosterRemoveInput) (*struct{}, error) {
	return nil, s.Scheduling.Delete(ctx, scope, in.ID, in.version())
}

const defaultThreads = 2

func (s *Server) buildRoster(ctx context.Context, scope auth.Scope, in *buildInput) (*jobStartedOutput, error) {
	order := scheduling.BuildOrder{
		RosterID: in.ID, TimeLimit: time.Duration(in.Body.TimeLimitS) * time.Second, Seed: uint64(in.Body.Seed), Threads: in.Body.Threads,
		Simulate: in.Body.Simulate,
	}
	if order.Threads == 0 {
		order.Threads = defaultThreads
	}
	job, err := s.Scheduling.Build(ctx, scope, order)
	if err != nil {
		return nil, err
	}
	return &jobStartedOutput{Body: JobStarted{JobID: job}}, nil
}
