package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
)

// Wish is what an agent would like for a day, and what became of it.
type Wish struct {
	ID int64 `json:"id"`
	WishFields
	State string  `json:"state" enum:"open,granted,refused"`
	Rule  string  `json:"rule,omitempty" doc:"Of a refused wish: the rule that forbade it."`
	Delta float64 `json:"delta,omitempty" doc:"Of a refused wish that no rule forbade: what granting it would have cost more."`
}

// WishFields is what an agent decides about a wish.
type WishFields struct {
	Day      Day    `json:"day"`
	Kind     string `json:"kind" enum:"off,start,not_start,template,not_template"`
	FromMin  int    `json:"fromMin,omitempty" minimum:"0" maximum:"1440" doc:"Of start and not_start: minutes after local midnight."`
	ToMin    int    `json:"toMin,omitempty" minimum:"0" maximum:"1440"`
	Template string `json:"template,omitempty" maxLength:"64" doc:"Of template and not_template: its code."`
	Points   int    `json:"points" minimum:"1" maximum:"2000" doc:"Of the period's budget."`
}

func (f WishFields) toDomain() scheduling.Wish {
	return scheduling.Wish{Day: f.Day.Date, Kind: scheduling.WishKind(f.Kind), FromMin: f.FromMin, ToMin: f.ToMin, Template: f.Template, Points: f.Points}
}

func wishOf(w scheduling.Wish) Wish {
	return Wish{
		ID: w.ID, WishFields: WishFields{Day{w.Day}, string(w.Kind), w.FromMin, w.ToMin, w.Template, w.Points},
		State: string(w.State), Rule: string(w.Rule), Delta: w.Delta,
	}
}

// OwnWishes are the caller's wishes and points.
type OwnWishes struct {
	Balance WishBalance `json:"balance" doc:"Of the period that the first day asked for lies in."`
	Items   []Wish      `json:"items" nullable:"false"`

	Templates []WishTemplate `json:"templates" nullable:"false" doc:"The shifts of one's agreement on the first day asked for."`
}

// WishTemplate is a kind of shift that one may wish for or against.
type WishTemplate struct {
	Code   string `json:"code"`
	Letter string `json:"letter"`
	Name   string `json:"name"`
}

// WishBalance is the points of a period.
type WishBalance struct {
	From   Day `json:"from"`
	To     Day `json:"to"`
	Budget int `json:"budget"`
	Credit int `json:"credit" doc:"For wishes that were refused in the period before."`
	Used   int `json:"used" doc:"By open and granted wishes; refused ones give theirs back."`
	Left   int `json:"left"`
}

// RosterWish is a wish beside what the roster plans now.
type RosterWish struct {
	Wish
	PersonID   int64  `json:"personId"`
	PersonName string `json:"personName"`
	Met        bool   `json:"met" doc:"The roster as it stands meets it."`
}

// RosterWishes are the wishes for a roster's days.
type RosterWishes struct {
	Items   []RosterWish `json:"items" nullable:"false"`
	Records []WishRecord `json:"records" nullable:"false" doc:"Of people whose wishes were decided in the year before the roster."`
}

// WishRecord is how often somebody's wishes were granted.
type WishRecord struct {
	PersonID int64 `json:"personId"`
	Granted  int   `json:"granted"`
	Refused  int   `json:"refused"`
}

// RosterFairness is what a roster adds to burdens.
type RosterFairness struct {
	Cost   AccountLoads          `json:"cost" doc:"The objective's fairness by account."`
	People []RosterFairnessShare `json:"people" nullable:"false"`
}

// RosterFairnessShare is one person's part.
type RosterFairnessShare struct {
	PersonID int64        `json:"personId"`
	Name     string       `json:"name"`
	Before   AccountLoads `json:"before"`
	Added    AccountLoads `json:"added"`
	Expected AccountLoads `json:"expected" doc:"The peers' average before the roster."`
}

type (
	ownWishesOutput struct{ Body OwnWishes }
	makeWishInput   struct {
		OnceInput
		Body WishFields
	}
	wishOutput           struct{ Body Wish }
	rosterWishesOutput   struct{ Body RosterWishes }
	rosterFairnessOutput struct{ Body RosterFairness }
)

func (s *Server) registerWishes(api huma.API) {
	own := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Me"},
			Description: "A wish costs points of a period's budget. Refused, it gives them back, and part of them more in the next period.",
		}
	}
	secured(s, api, own(http.MethodGet, "/me/wishes", "list-own-wishes", "See one's own wishes and points"), auth.ReadOwnSchedule, s.ownWishes)
	wish := own(http.MethodPost, "/me/wishes", "make-wish", "Wish something for a day, in place of what was wished for it")
	wish.DefaultStatus = http.StatusCreated
	secured(s, api, wish, auth.ReadOwnSchedule, s.makeWish)
	secured(s, api, own(http.MethodDelete, "/me/wishes/{id}", "take-back-wish", "Take back an open wish"), auth.ReadOwnSchedule, s.takeBackWish)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/wishes", "list-roster-wishes", "See what people wish for a roster's days"), auth.ReadRosters, s.rosterWishes)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/fairness", "get-roster-fairness", "See what a roster adds to burdens, and what that costs by account"), auth.ReadRosters, s.rosterFairness)
}

// ownWishes answers a caller who is nobody's agent with none.
func (s *Server) ownWishes(ctx context.Context, scope auth.Scope, in *ownShiftsInput) (*ownWishesOutput, error) {
	out := &ownWishesOutput{Body: OwnWishes{Items: []Wish{}, Templates: []WishTemplate{}}}
	if scope.Person() == 0 {
		return out, nil
	}
	person, err := s.person(ctx, scope)
	if err != nil {
		return nil, err
	}
	wishes, err := s.Scheduling.OwnWishes(ctx, scope, in.From.Date, in.To.Date)
	if err != nil {
		return nil, err
	}
	b, err := s.Scheduling.WishBalance(ctx, scope, person.SiteID, in.From.Date)
	if err != nil {
		return nil, err
	}
	templates, err := s.Scheduling.OwnTemplates(ctx, scope, person.SiteID, in.From.Date)
	if err != nil {
		return nil, err
	}
	out.Body = OwnWishes{WishBalance{Day{b.From}, Day{b.To}, b.Budget, b.Credit, b.Used, b.Left()}, each(wishes, wishOf),
		each(templates, func(t workforce.ShiftTemplate) WishTemplate { return WishTemplate{t.Code, t.Letter, t.Name} })}
	return out, nil
}

// person is the caller as an agent.
func (s *Server) person(ctx context.Context, scope auth.Scope) (workforce.Person, error) {
	return s.Workforce.People.Get(ctx, scope, scope.Person())
}

func (s *Server) makeWish(ctx context.Context, scope auth.Scope, in *makeWishInput) (*wishOutput, error) {
	person, err := s.person(ctx, scope)
	if err != nil {
		return nil, err
	}
	made, err := s.Scheduling.MakeWish(ctx, scope, person.SiteID, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	return &wishOutput{Body: wishOf(made)}, nil
}

func (s *Server) takeBackWish(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.Scheduling.TakeBackWish(ctx, scope, in.ID)
}

func (s *Server) rosterWishes(ctx context.Context, scope auth.Scope, in *IDInput) (*rosterWishesOutput, error) {
	wishes, records, err := s.Scheduling.RosterWishes(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	body := RosterWishes{Records: []WishRecord{}, Items: each(wishes, func(w scheduling.PlannedWish) RosterWish {
		return RosterWish{wishOf(w.Wish), w.PersonID, w.PersonName, w.Met}
	})}
	for id, r := range records {
		body.Records = append(body.Records, WishRecord{id, r.Granted, r.Refused})
	}
	return &rosterWishesOutput{Body: body}, nil
}

func (s *Server) rosterFairness(ctx context.Context, scope auth.Scope, in *IDInput) (*rosterFairnessOutput, error) {
	f, err := s.Scheduling.Fairness(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	body := RosterFairness{Cost: loadsOf(f.Cost), People: []RosterFairnessShare{}}
	for i, p := range f.People {
		body.People = append(body.People, RosterFairnessShare{
			p.ID, p.Name, loadsOf(f.Before[i].Total()), loadsOf(f.Added[i]), loadsOf(f.Before[i].Expected),
		})
	}
	return &rosterFairnessOutput{Body: body}, nil
}
