package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// LooserLimit is one limit of an agreement, a notch looser.
type LooserLimit struct {
	Agreement string `json:"agreement"`
	Rule      string `json:"rule"`
	Subject   string `json:"subject,omitempty" doc:"The class of shifts that the limit is about."`
	From      int    `json:"from" doc:"In the rule's own unit: minutes, days, shifts or weekends."`
	To        int    `json:"to"`
}

func looserLimitOf(l scheduling.LooserLimit) LooserLimit {
	return LooserLimit{l.Agreement, string(l.Rule), l.Subject, l.From, l.To}
}

// SlotConcessions are what could be conceded to cover a slot better.
type SlotConcessions struct {
	Version     int64        `json:"version"`
	Required    float64      `json:"required"`
	Covered     float64      `json:"covered"`
	Served      *float64     `json:"served,omitempty" doc:"Share of the slot's contacts served in time as the roster stands; absent where it cannot be told."`
	Goal        *float64     `json:"goal,omitempty" doc:"The same with everybody who is needed."`
	Concessions []Concession `json:"concessions" nullable:"false" doc:"The best first."`
}

// Concession is one thing that could be conceded.
type Concession struct {
	Kind    string             `json:"kind" enum:"rearrange,limit,overtime,availability,borrow" doc:"rearrange: nothing is conceded; overtime: all limits on the amount of work a notch looser."`
	Limits  []LooserLimit      `json:"limits" nullable:"false"`
	Helpers []ConcessionHelper `json:"helpers" nullable:"false"`
	Cost    CostChange         `json:"cost" doc:"Change of the objective by term; negative is better."`
	PaidMin int                `json:"paidMin" doc:"Paid minutes more than planned."`
	Covered float64            `json:"covered" doc:"People more in the slot."`
	Served  *float64           `json:"served,omitempty" doc:"Share of contacts served in time then."`
	Money   *float64           `json:"money,omitempty" doc:"What the paid hours cost, where the requirement's goal says what an hour does."`
}

// ConcessionHelper is somebody who comes.
type ConcessionHelper struct {
	PersonID   int64       `json:"personId,omitempty" doc:"Absent for people from elsewhere."`
	PersonName string      `json:"personName,omitempty"`
	Day        Day         `json:"day"`
	Shift      ShiftRow    `json:"shift"`
	Days       []RepairDay `json:"days" nullable:"false"`
	Moves      []Move      `json:"moves" nullable:"false"`

	Exceptions []RosterExceptionFields `json:"exceptions" nullable:"false" doc:"What has to be granted before the moves may be made."`
}

// RosterTerm is one line of what a roster costs.
type RosterTerm struct {
	Kind    string  `json:"kind" enum:"under,over,wish,fairness,hours,team"`
	QueueID int64   `json:"queueId,omitempty" doc:"Of missing and idle people."`
	Of      string  `json:"of,omitempty" enum:"off,work,start,not_start,points,nights,weekends,holidays,short_rests,undesired" doc:"Which wishes, or which account of burdens."`
	Team    string  `json:"team,omitempty" doc:"Code of the team rule."`
	Amount  float64 `json:"amount" doc:"Person-hours, wishes not met, units of the account, or paid hours."`
	Cost    float64 `json:"cost"`
}

// RosterTerms is what a roster costs line by line, counted anew.
type RosterTerms struct {
	Version  int64        `json:"version"`
	Reported float64      `json:"reported" doc:"The cost that was reported when the roster was built or last changed; the lines sum to it."`
	Sum      float64      `json:"sum"`
	Items    []RosterTerm `json:"items" nullable:"false"`
}

// RosterShortfall is demand that no legal roster can meet.
type RosterShortfall struct {
	Span      string            `json:"span" enum:"moment,nights,weekends,all" doc:"moment: people at one time; the others: person-hours of the whole roster."`
	QueueID   int64             `json:"queueId,omitempty" doc:"Absent: all queues together."`
	From      *time.Time        `json:"from,omitempty" doc:"Of a moment."`
	To        *time.Time        `json:"to,omitempty"`
	At        *time.Time        `json:"at,omitempty" doc:"The worst time within it."`
	Required  float64           `json:"required"`
	Most      float64           `json:"most" doc:"Proven: everybody together can legally give no more."`
	People    int               `json:"people" doc:"People more, each as able as the ablest, who would mend it; 0 where nobody can do it at all."`
	Obstacles []ShortfallReason `json:"obstacles" nullable:"false"`
	Eases     []ShortfallEase   `json:"eases" nullable:"false" doc:"Limits whose loosening by a notch helps, the most helpful first."`
}

// ShortfallReason is a rule and how many people it keeps away.
type ShortfallReason struct {
	Rule   string `json:"rule"`
	People int    `json:"people"`
}

// ShortfallEase is a looser limit and what it brings.
type ShortfallEase struct {
	LooserLimit
	Gain    float64 `json:"gain" doc:"People, or person-hours."`
	Notches int     `json:"notches" doc:"How many such notches would be needed if each brought as much."`
}

// RosterShortfalls lists them, the worst first.
type RosterShortfalls struct {
	Items []RosterShortfall `json:"items" nullable:"false"`
}

type (
	slotConcessionsOutput struct{ Body SlotConcessions }
	termsOutput           struct{ Body RosterTerms }
	shortfallsOutput      struct{ Body RosterShortfalls }
	pricesInput           struct {
		IDInput
		OnceInput
	}
)

// The names of kinds in answers, by their numbers.
var (
	concessionKinds = []string{roster.Rearrange: "rearrange", roster.OneLimit: "limit", roster.Overtime: "overtime", roster.Unavailable: "availability", roster.Borrow: "borrow"}
	termKinds       = []string{roster.TermUnder: "under", roster.TermOver: "over", roster.TermWish: "wish", roster.TermFairness: "fairness", roster.TermHours: "hours", roster.TermTeam: "team"}
	wishKinds       = []string{roster.WishOff: "off", roster.WishWork: "work", roster.WishStart: "start", roster.WishNotStart: "not_start"}
	accountNames    = []string{roster.Points: "points", roster.Nights: "nights", roster.Weekends: "weekends", roster.Holidays: "holidays", roster.ShortRests: "short_rests", roster.Undesired: "undesired"}
	spanNames       = []string{roster.Moment: "moment", roster.NightHours: "nights", roster.WeekendHours: "weekends", roster.AllHours: "all"}
)

func (s *Server) registerRosterLimits(api huma.API) {
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/queues/{queue}/slots/{slot}/concessions", "list-slot-concessions",
		"Price what could be conceded to cover a slot better"), auth.ReadRosters, s.slotConcessions)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/terms", "list-roster-terms",
		"Split what a roster costs into its lines, counted anew"), auth.ReadRosters, s.rosterTerms)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/shortfalls", "list-roster-shortfalls",
		"Name the demand that no legal roster can meet, before any is built"), auth.ReadRosters, s.rosterShortfalls)
	prices := rosterOperation(http.MethodPost, "/rosters/{id}/rule-prices", "price-roster-rules",
		"Find what each limit of each agreement costs; the job's result lists them")
	prices.DefaultStatus = http.StatusAccepted
	secured(s, api, prices, auth.ManageRosters, s.priceRules)
}

func (s *Server) slotConcessions(ctx context.Context, scope auth.Scope, in *slotReasonInput) (*slotConcessionsOutput, error) {
	w, err := s.repairWriter(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	found, err := s.Scheduling.Concessions(ctx, scope, in.ID, in.QueueID, in.Slot)
	if err != nil {
		return nil, err
	}
	body := SlotConcessions{Version: found.Version, Required: found.Required, Covered: found.Covered, Served: found.Served, Goal: found.Goal, Concessions: []Concession{}}
	for _, c := range found.Concessions {
		out := Concession{Kind: concessionKinds[c.Kind], Limits: each(c.Limits, looserLimitOf), Cost: costChangeOf(c.Cost),
			PaidMin: c.PaidMinutes, Covered: c.Covered, Served: c.Served, Money: c.Money, Helpers: []ConcessionHelper{}}
		for _, h := range c.Helpers {
			moves, err := movesOf(w.r, h.Moves)
			if err != nil {
				return nil, err
			}
			out.Helpers = append(out.Helpers, ConcessionHelper{PersonID: h.ID, PersonName: h.Name, Day: Day{h.Shift.Day},
				Shift: shiftRowOf(h.Shift.Day.Start(w.location), h.Shift), Days: w.days(h.ID, h.Days), Moves: moves,
				Exceptions: each(h.Exceptions, exceptionFieldsOf)})
		}
		body.Concessions = append(body.Concessions, out)
	}
	return &slotConcessionsOutput{Body: body}, nil
}

func (s *Server) rosterTerms(ctx context.Context, scope auth.Scope, in *IDInput) (*termsOutput, error) {
	found, err := s.Scheduling.CostTerms(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	body := RosterTerms{Version: found.Version, Reported: found.Reported, Items: []RosterTerm{}}
	for _, t := range found.Terms {
		line := RosterTerm{Kind: termKinds[t.Kind], QueueID: t.QueueID, Team: t.TeamCode, Amount: t.Amount, Cost: t.Cost}
		switch t.Kind {
		case roster.TermWish:
			line.Of = wishKinds[t.Wish]
		case roster.TermFairness:
			line.Of = accountNames[t.Account]
		}
		body.Sum += t.Cost
		body.Items = append(body.Items, line)
	}
	return &termsOutput{Body: body}, nil
}

func (s *Server) rosterShortfalls(ctx context.Context, scope auth.Scope, in *IDInput) (*shortfallsOutput, error) {
	w, err := s.repairWriter(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	found, err := s.Scheduling.Shortfalls(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &shortfallsOutput{Body: RosterShortfalls{Items: each(found, w.shortfall)}}, nil
}

func (w repairWriter) shortfall(f scheduling.Shortfall) RosterShortfall {
	local := func(t time.Time) *time.Time {
		if t.IsZero() {
			return nil
		}
		t = t.In(w.location)
		return &t
	}
	return RosterShortfall{
		Span: spanNames[f.Span], QueueID: f.QueueID, From: local(f.From), To: local(f.To), At: local(f.At),
		Required: f.Required, Most: f.Most, People: f.People,
		Obstacles: each(f.Obstacles, func(o roster.Obstacle) ShortfallReason { return ShortfallReason{string(o.Rule), o.People} }),
		Eases: each(f.Eases, func(e scheduling.Ease) ShortfallEase {
			return ShortfallEase{looserLimitOf(e.LooserLimit), e.Gain, e.Notches}
		}),
	}
}

func (s *Server) priceRules(ctx context.Context, scope auth.Scope, in *pricesInput) (*jobStartedOutput, error) {
	job, err := s.Scheduling.PriceRules(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &jobStartedOutput{Body: JobStarted{JobID: job}}, nil
}
