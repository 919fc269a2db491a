package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
)

// AuthorityUse is a decision in the log.
type AuthorityUse struct {
	Number   int64     `json:"number"`
	PersonID int64     `json:"personId"`
	Right    string    `json:"right"`
	SkillID  int64     `json:"skillId"`
	Contact  string    `json:"contact"`
	Customer string    `json:"customer"`
	Amount   Money     `json:"amount"`
	At       time.Time `json:"at"`
	Verdict  string    `json:"verdict" enum:"allow,allow_with_second,deny"`
	By       string    `json:"by"`
	Reason   string    `json:"reason"`
	GrantID  int64     `json:"grantId"`
	Mode     string    `json:"mode" doc:"Of the subject at that time."`
	Level    int       `json:"level"`
	Second   string    `json:"second" doc:"Who took part as the second person."`
	AskedBy  int64     `json:"askedBy" doc:"User."`
	Outside  bool      `json:"outside" doc:"Of the subject's hours."`
	Answers  int64     `json:"answers" doc:"The decision that this one answers; 0: none."`
	Answered int64     `json:"answered" doc:"The decision that answered this one; 0: none."`
}

func authorityUseOf(u vendors.AuthorityUse) AuthorityUse {
	return AuthorityUse{
		u.Number, u.PersonID, u.Right, u.SkillID, u.Contact, u.Customer, moneyOf(u.Amount), u.At, string(u.Decision.Verdict), string(u.Decision.By), u.Decision.Reason, u.Decision.Grant,
		string(u.Mode), u.Level, u.Second, u.AskedBy, u.Outside, u.Answers, u.Answered,
	}
}

// AuthoritySecond is the word of the second person.
type AuthoritySecond struct {
	Yes      bool   `json:"yes"`
	Why      string `json:"why,omitempty" maxLength:"4000" doc:"Of a no."`
	Conflict bool   `json:"conflict,omitempty" doc:"The customer is the second person, or close to them."`
}

// AuthorityEmpowerment is where authority lies, and whether that is where it is
// needed.
type AuthorityEmpowerment struct {
	Policies []EmpoweredContacts `json:"policies" nullable:"false" doc:"By right, mode and level."`
	Weeks    []EmpoweredContacts `json:"weeks" nullable:"false"`
	Rights   []AuthorityReach    `json:"rights" nullable:"false"`
}

// EmpoweredContacts is how many contacts the first authority solved that they met.
type EmpoweredContacts struct {
	Mode    string  `json:"mode"`
	Level   int     `json:"level"`
	Right   string  `json:"right"`
	Week    *Day    `json:"week,omitempty" doc:"Its Monday."`
	Needing int     `json:"needing" doc:"Contacts that needed authority."`
	First   int     `json:"first" doc:"Of them, solved at the first."`
	Low     float64 `json:"low" doc:"95 % interval of the share."`
	High    float64 `json:"high"`
	Second  int     `json:"second" doc:"In which a second person took part."`
	Denied  int     `json:"denied" doc:"Whose last word was a denial."`
	Hours   float64 `json:"hours" doc:"That escalations added, where it is known."`
}

// AuthorityReach is what a right's limit does.
type AuthorityReach struct {
	Right       string   `json:"right"`
	Needing     int      `json:"needing"`
	Escalated   int      `json:"escalated"`
	First       *float64 `json:"first,omitempty" doc:"Share solved at the first authority."`
	DelayHours  float64  `json:"delayHours"`
	Effect      *float64 `json:"effect,omitempty" doc:"Outcome within less beyond, at the limit."`
	EffectError *float64 `json:"effectError,omitempty" doc:"Its standard error."`
	Cases       int      `json:"cases" doc:"Near the limit."`
}

// AuthorityFollowing is how a contact went on after a decision.
type AuthorityFollowing struct {
	Hours   *float64 `json:"hours,omitempty" minimum:"0" doc:"That an escalation added."`
	Outcome *float64 `json:"outcome,omitempty" minimum:"0" maximum:"1" doc:"1: it ended well, 0: not."`
}

type (
	secondInput struct {
		IDInput
		Body AuthoritySecond
	}
	followInput struct {
		IDInput
		Body AuthorityFollowing
	}
	empowermentInput struct {
		From Day `query:"from" required:"true"`
		To   Day `query:"to" required:"true" doc:"Both days included."`
	}
)

func (s *Server) registerAuthorityUses(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return crowdOperation("Authority", aboutAuthority, method, path, id, summary)
	}
	secured(s, api, op(http.MethodPost, "/decisions", "decide-authority", "May somebody do this for a customer?"), anyone, s.decideAuthority)
	secured(s, api, op(http.MethodGet, "/authority/uses", "list-authority-uses", "List decisions, the newest first"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[AuthorityUse], error) {
			list, err := s.Crowd.Authority.Uses(ctx, scope)
			return pageOf(each(list, authorityUseOf), ""), err
		})
	secured(s, api, op(http.MethodGet, "/authority/waiting", "list-authority-waiting", "List decisions that wait for a second person"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[AuthorityUse], error) {
			list, err := s.Crowd.Authority.Waiting(ctx, scope)
			return pageOf(each(list, authorityUseOf), ""), err
		})
	secured(s, api, op(http.MethodPost, "/authority/uses/{id}/second", "second-authority-use", "Be the second person of a decision"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *secondInput) (*whole[AuthorityDecision], error) {
			d, err := s.Crowd.Authority.Second(ctx, scope, in.ID, vendors.SecondWord(in.Body))
			return &whole[AuthorityDecision]{authorityDecisionOf(d)}, err
		})
	secured(s, api, op(http.MethodPost, "/authority/uses/{id}/following", "follow-authority-use", "Record how a contact went on"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *followInput) (*struct{}, error) {
			return nil, s.Crowd.Authority.Follow(ctx, scope, in.ID, in.Body.Hours, in.Body.Outcome)
		})
	secured(s, api, op(http.MethodGet, "/authority/empowerment", "get-authority-empowerment", "See how often the first authority sufficed"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *empowermentInput) (*whole[AuthorityEmpowerment], error) {
			e, err := s.Crowd.Authority.Empowerment(ctx, scope, in.From.Date, in.To.Date, 1)
			return &whole[AuthorityEmpowerment]{AuthorityEmpowerment{each(e.Policies, empoweredOf), each(e.Weeks, empoweredOf), each(e.Rights, reachOf)}}, err
		})
}

func empoweredOf(e vendors.Empowered) EmpoweredContacts {
	return EmpoweredContacts{string(e.Mode), e.Level, e.Right, dayOrNone(e.Week), e.Needing, e.First, e.Low, e.High, e.Second, e.Denied, e.Hours}
}

func reachOf(r vendors.Reached) AuthorityReach {
	out := AuthorityReach{Right: r.Right, Needing: r.Reach.Needing, Escalated: r.Reach.Escalated, DelayHours: r.Reach.Delay}
	if r.Known {
		out.First = &r.Reach.First
	}
	if r.Effect != nil {
		out.Effect, out.EffectError, out.Cases = figure(r.Effect.Effect), figure(r.Effect.Error), r.Effect.N
	} else if r.Few != nil {
		out.Cases = r.Few.Within + r.Few.Beyond
	}
	return out
}

// decideAuthority answers the desk software of whoever asks: agents for themselves,
// the owner and a vendor's coordinator for people whom they see.
func (s *Server) decideAuthority(ctx context.Context, scope auth.Scope, in *questionInput) (*whole[AuthorityDecision], error) {
	if scope.Person() == 0 {
		if err := ownerOrVendor(scope); err != nil {
			return nil, err
		}
	}
	f := in.Body
	q := vendors.Question{PersonID: f.PersonID, Right: f.Right, SkillID: f.SkillID, Contact: f.Contact, Customer: f.Customer, SecondID: f.SecondID, Conflict: f.Conflict, SecondConflict: f.SecondConflict, Try: f.Try}
	if f.Amount != nil {
		q.Amount = f.Amount.toDomain()
	}
	d, err := s.Crowd.Authority.Decide(ctx, scope, q)
	return &whole[AuthorityDecision]{authorityDecisionOf(d)}, err
}

func authorityDecisionOf(d vendors.Answered) AuthorityDecision {
	return AuthorityDecision{
		string(d.Verdict), string(d.By), d.Reason, d.Grant, d.Number, string(d.Subject.State), string(d.Subject.Mode), d.Subject.Level,
		AuthoritySpent{d.Spent.Contact.Minor, d.Spent.Customer.Minor, d.Spent.Day.Minor, d.Spent.Month.Minor},
	}
}
