package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
)

// TeamRule is a rule about who works at the same time: while anybody of while is at
// work in its hours, at least min and at most max of count are.
type TeamRule struct {
	Name     string  `json:"name" maxLength:"120"`
	While    Who     `json:"while" doc:"Whose work the rule is about."`
	Count    Who     `json:"count" doc:"Who is counted."`
	Min      int     `json:"min" doc:"Least of count; 0: none."`
	Each     int     `json:"each,omitempty" doc:"The least holds for every so many people of while begun; absent: whatever their number."`
	Max      *int    `json:"max,omitempty" doc:"Most of count; absent: not limited, 0: nobody."`
	From     Clock   `json:"from" doc:"When the hours of the rule begin."`
	To       Clock   `json:"to" doc:"When they end, on the next day where that is not later; 00:00 to 24:00 is the whole day."`
	Weekdays []int   `json:"weekdays,omitempty" minimum:"1" maximum:"7" maxItems:"7" doc:"Days on which the hours begin, 1 Monday to 7 Sunday; absent: all."`
	Soft     bool    `json:"soft,omitempty" doc:"It is only dear to break, and does not keep a roster from being published."`
	PerHour  float64 `json:"perHour,omitempty" doc:"Price of a person-hour by which it is broken, beside the roster's prices; absent: 40 for soft rules, at least 1000 for others."`
}

// Who chooses people: those who are of every list that is given, everybody where none
// is.
type Who struct {
	TeamIDs   []int64 `json:"teamIds,omitempty" nullable:"false" maxItems:"2000"`
	SkillIDs  []int64 `json:"skillIds,omitempty" nullable:"false" maxItems:"2000"`
	MinLevel  int     `json:"minLevel,omitempty" doc:"Least level at which one of the skills is held."`
	PersonIDs []int64 `json:"personIds,omitempty" nullable:"false" maxItems:"2000"`
}

// TeamRuleSet is all team rules of a site.
type TeamRuleSet struct {
	Rules []TeamRule `json:"rules" nullable:"false" maxItems:"50"`
}

// TeamRuleReport is a site's team rules with whom they reach today.
type TeamRuleReport struct {
	Version int64           `json:"version" doc:"0: the site has none yet. Send it as If-Match to change them."`
	Rules   []TeamRule      `json:"rules" nullable:"false"`
	Reaches []TeamRuleReach `json:"reaches" nullable:"false" doc:"By rule: how many people it is about and how many it counts, today."`
}

// TeamRuleReach is how many people a team rule concerns.
type TeamRuleReach struct {
	While int `json:"while"`
	Count int `json:"count"`
}

func whoOf(w scheduling.Who) Who {
	return Who{TeamIDs: w.TeamIDs, SkillIDs: w.SkillIDs, MinLevel: w.MinLevel, PersonIDs: w.PersonIDs}
}

func (w Who) toDomain() scheduling.Who {
	return scheduling.Who{TeamIDs: w.TeamIDs, SkillIDs: w.SkillIDs, MinLevel: w.MinLevel, PersonIDs: w.PersonIDs}
}

func teamRuleOf(t scheduling.TeamRule) TeamRule {
	return TeamRule{
		Name: t.Name, While: whoOf(t.While), Count: whoOf(t.Count), Min: t.Min, Each: t.Each, Max: t.Max, From: Clock(t.From), To: Clock(t.To),
		Weekdays: each(t.Weekdays, workforce.ISOWeekday), Soft: t.Soft, PerHour: t.PerHour,
	}
}

func (t TeamRule) toDomain() scheduling.TeamRule {
	out := scheduling.TeamRule{
		Name: t.Name, While: t.While.toDomain(), Count: t.Count.toDomain(), Min: t.Min, Each: t.Each, Max: t.Max, From: int(t.From), To: int(t.To),
		Soft: t.Soft, PerHour: t.PerHour,
	}
	for _, iso := range t.Weekdays {
		out.Weekdays = append(out.Weekdays, weekday(iso))
	}
	return out
}

type (
	teamRulesInput struct {
		IDInput
		IfMatch
		Body TeamRuleSet
	}
	teamRulesOutput struct {
		ETag string `header:"ETag"`
		Body TeamRuleReport
	}
)

func (s *Server) registerTeamRules(api huma.API) {
	op := func(method, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: "/sites/{id}/team-rules", Summary: summary, Tags: []string{"Rosters"},
			Description: "Team rules say who has to be at work together: nobody alone by night, a supervisor, a skill, a mentor, people kept apart.",
		}
	}
	secured(s, api, op(http.MethodGet, "get-team-rules", "See who has to work together"), auth.ReadRosters, s.teamRules)
	secured(s, api, op(http.MethodPut, "set-team-rules", "Say who has to work together"), auth.ManageRosters, s.setTeamRules)
}

func (s *Server) teamRules(ctx context.Context, scope auth.Scope, in *IDInput) (*teamRulesOutput, error) {
	kept, err := s.Scheduling.TeamRules(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return s.teamRulesAnswer(ctx, scope, kept)
}

func (s *Server) setTeamRules(ctx context.Context, scope auth.Scope, in *teamRulesInput) (*teamRulesOutput, error) {
	kept, err := s.Scheduling.SetTeamRules(ctx, scope, scheduling.TeamRules{
		SiteID: in.ID, Version: in.version(), Rules: each(in.Body.Rules, TeamRule.toDomain),
	})
	if err != nil {
		return nil, err
	}
	return s.teamRulesAnswer(ctx, scope, kept)
}

func (s *Server) teamRulesAnswer(ctx context.Context, scope auth.Scope, kept scheduling.TeamRules) (*teamRulesOutput, error) {
	reaches, err := s.Scheduling.TeamRuleReaches(ctx, scope, kept)
	if err != nil {
		return nil, err
	}
	return &teamRulesOutput{ETag: etag(kept.Version), Body: TeamRuleReport{
		Version: kept.Version, Rules: each(kept.Rules, teamRuleOf), Reaches: each(reaches, func(r scheduling.TeamRuleReach) TeamRuleReach { return TeamRuleReach(r) }),
	}}, nil
}
