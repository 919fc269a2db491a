package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

// AuthorityPolicy is what a mode and a level may at most do by a right.
type AuthorityPolicy struct {
	Mode          string `json:"mode" enum:"simple_call,owner_controlled,crowd,in_house,bot"`
	Level         int    `json:"level" minimum:"1" maximum:"5" doc:"1 to 3 of the crowd; 1 an agent, 4 a team lead, 5 a supervisor."`
	Right         string `json:"right"`
	SkillID       int64  `json:"skillId" doc:"0: any skill. What is said of a skill goes before."`
	Currency      string `json:"currency" maxLength:"3"`
	ContactMinor  int64  `json:"contactMinor" minimum:"0"`
	CustomerMinor int64  `json:"customerMinor" minimum:"0" doc:"To a customer in 30 days."`
	DayMinor      int64  `json:"dayMinor" minimum:"0"`
	MonthMinor    int64  `json:"monthMinor" minimum:"0"`
	SecondMinor   *int64 `json:"secondMinor,omitempty" minimum:"0" doc:"From which a second person agrees; absent: never."`
	SecondAlways  bool   `json:"secondAlways"`
}

// AuthorityPolicies is the whole matrix.
type AuthorityPolicies struct {
	Policies []AuthorityPolicy `json:"policies" maxItems:"2000" nullable:"false"`
}

func policyOf(p vendors.SkillPolicy) AuthorityPolicy {
	out := AuthorityPolicy{string(p.Mode), p.Level, p.Right, p.SkillID, string(p.Contact.Currency), p.Contact.Minor, p.Customer.Minor, p.Day.Minor, p.Month.Minor, nil, p.SecondAlways}
	if p.Second != nil {
		out.SecondMinor = &p.Second.Minor
	}
	return out
}

func (p AuthorityPolicy) toDomain() vendors.SkillPolicy {
	amount := func(minor int64) money.Amount {
		return money.Amount{Minor: minor, Currency: money.Currency(p.Currency)}
	}
	out := vendors.SkillPolicy{SkillID: p.SkillID, Policy: authority.Policy{
		Mode: contract.Mode(p.Mode), Level: p.Level, Right: p.Right, Contact: amount(p.ContactMinor), Customer: amount(p.CustomerMinor), Day: amount(p.DayMinor), Month: amount(p.MonthMinor), SecondAlways: p.SecondAlways,
	}}
	if p.SecondMinor != nil {
		from := amount(*p.SecondMinor)
		out.Second = &from
	}
	return out
}

// AuthorityGrant is a right given to a person.
type AuthorityGrant struct {
	Versioned
	NewAuthorityGrant
	Code       string     `json:"code"`
	Name       string     `json:"name"`
	Holder     string     `json:"holder" enum:"crowd,vendor,owner"`
	Class      string     `json:"class"`
	AskedBy    int64      `json:"askedBy"`
	ApprovedBy int64      `json:"approvedBy" doc:"0: it waits for a second person."`
	Revoked    *time.Time `json:"revoked,omitempty"`
	RevokedWhy string     `json:"revokedWhy,omitempty"`
	Used       *time.Time `json:"used,omitempty"`
	Outside    bool       `json:"outside" doc:"Used outside the hours of whom it is for."`
	Replaces   int64      `json:"replaces" doc:"The grant whose place it takes once it is approved; 0: none."`
	Reviewed   *time.Time `json:"reviewed,omitempty" doc:"When somebody looked at what was done while the glass was broken."`
	ReviewedBy int64      `json:"reviewedBy"`
	Finding    string     `json:"finding"`
	Doubts     []string   `json:"doubts" nullable:"false" doc:"Why somebody should look at it again: glass_unreviewed, orphan, over_limit, unused, out_of_hours, due."`
}

// NewAuthorityGrant asks for a grant.
type NewAuthorityGrant struct {
	PersonID int64     `json:"personId" minimum:"1"`
	Right    string    `json:"right"`
	SkillID  int64     `json:"skillId" doc:"0: any."`
	Level    int       `json:"level" enum:"1,4,5" doc:"Of people who are no crowd members: 4 a team lead, 5 a supervisor."`
	Limit    Money     `json:"limit"`
	From     time.Time `json:"from"`
	To       time.Time `json:"to"`
	Reason   string    `json:"reason" maxLength:"2000"`
	Glass    bool      `json:"glass" doc:"Broken in an emergency: a day at most."`
}

func grantOf(g vendors.AuthorityGrant) AuthorityGrant {
	return AuthorityGrant{
		Versioned:         Versioned{g.ID, g.Version},
		NewAuthorityGrant: NewAuthorityGrant{g.PersonID, g.Right.Code, g.SkillID, g.Level, moneyOf(g.Limit), g.From, g.To, g.Reason, g.Glass},
		Code:              g.Code, Name: g.Name, Holder: string(g.Holder), Class: string(g.Right.Class), AskedBy: g.AskedBy, ApprovedBy: g.ApprovedBy,
		Revoked: orNone(g.Revoked), RevokedWhy: string(g.RevokedWhy), Used: orNone(g.Used), Doubts: []string{},
		Outside: g.Outside, Replaces: g.Replaces, Reviewed: orNone(g.Reviewed), ReviewedBy: g.ReviewedBy, Finding: g.Finding,
	}
}

// AuthorityQuestion asks whether somebody may do something for a customer.
type AuthorityQuestion struct {
	PersonID       int64  `json:"personId" minimum:"1"`
	Right          string `json:"right"`
	SkillID        int64  `json:"skillId" doc:"0: none in particular."`
	Amount         *Money `json:"amount,omitempty" doc:"Of compensation."`
	Contact        string `json:"contact" maxLength:"100"`
	Customer       string `json:"customer" maxLength:"100"`
	SecondID       int64  `json:"secondId,omitempty" doc:"Person who has agreed."`
	Conflict       bool   `json:"conflict,omitempty" doc:"The customer is the person, or close to them."`
	SecondConflict bool   `json:"secondConflict,omitempty"`
	Try            bool   `json:"try,omitempty" doc:"Only asked: nothing is logged, nothing counts as spent."`
}

// AuthorityDecision is an answer with its reason.
type AuthorityDecision struct {
	Verdict string         `json:"verdict" enum:"allow,allow_with_second,deny"`
	By      string         `json:"by" doc:"The check that denied, or asks for a second person."`
	Reason  string         `json:"reason"`
	GrantID int64          `json:"grantId" doc:"That it rests on; 0: none."`
	Number  int64          `json:"number" doc:"In the log; 0: only tried."`
	State   string         `json:"state"`
	Mode    string         `json:"mode"`
	Level   int            `json:"level"`
	Spent   AuthoritySpent `json:"spent"`
}

// AuthoritySpent is what was paid before, in minor units.
type AuthoritySpent struct {
	Contact  int64 `json:"contact"`
	Customer int64 `json:"customer"`
	Day      int64 `json:"day"`
	Month    int64 `json:"month"`
}

// AuthorityVerification is what a walk over the whole log found.
type AuthorityVerification struct {
	Uses   int64 `json:"uses"`
	Broken int64 `json:"broken" doc:"Number of the first that is not as it was written; 0: none."`
}

// GrantReason says why a grant ends or goes on.
type GrantReason struct {
	Reason string `json:"reason" maxLength:"2000"`
}

type (
	authorityLadderInput struct {
		Bill     int64  `query:"billMinor" minimum:"1" required:"true" doc:"Median monthly bill."`
		Currency string `query:"currency" required:"true" minLength:"3" maxLength:"3"`
	}
	policiesInput struct{ Body AuthorityPolicies }
	grantInput    struct {
		OnceInput
		Body NewAuthorityGrant
	}
	grantStepInput struct {
		IDInput
		IfMatch
	}
	grantReasonInput struct {
		IDInput
		IfMatch
		Body GrantReason
	}
	questionInput struct{ Body AuthorityQuestion }
)

func (s *Server) registerAuthority(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return crowdOperation("Authority", aboutAuthority, method, path, id, summary)
	}
	policies := func(list []vendors.SkillPolicy, err error) (*whole[AuthorityPolicies], error) {
		return &whole[AuthorityPolicies]{AuthorityPolicies{each(list, policyOf)}}, err
	}
	grant := func(g vendors.AuthorityGrant, err error) (*whole[AuthorityGrant], error) {
		return &whole[AuthorityGrant]{grantOf(g)}, err
	}
	secured(s, api, op(http.MethodGet, "/authority/policies", "get-authority-policies", "See the matrix"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*whole[AuthorityPolicies], error) {
			return policies(s.Crowd.Authority.Policies(ctx, scope))
		})
	secured(s, api, op(http.MethodGet, "/authority/ladder", "get-authority-ladder", "See the default matrix for a median bill"), auth.ManageVendors,
		func(_ context.Context, _ auth.Scope, in *authorityLadderInput) (*whole[AuthorityPolicies], error) {
			return policies(s.Crowd.Authority.Ladder(money.Amount{Minor: in.Bill, Currency: money.Currency(in.Currency)}))
		})
	secured(s, api, op(http.MethodPut, "/authority/policies", "set-authority-policies", "Replace the matrix"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *policiesInput) (*whole[AuthorityPolicies], error) {
			return policies(s.Crowd.Authority.SetPolicies(ctx, scope, each(in.Body.Policies, AuthorityPolicy.toDomain)))
		})
	secured(s, api, op(http.MethodGet, "/authority/grants", "list-authority-grants", "List grants, with what is doubtful about them"), auth.ReadVendors, s.listGrants)
	secured(s, api, op(http.MethodPost, "/authority/grants", "ask-authority-grant", "Ask for a grant, or to break the glass"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *grantInput) (*whole[AuthorityGrant], error) {
			f := in.Body
			return grant(s.Crowd.Authority.Ask(ctx, scope, vendors.AuthorityGrant{
				PersonID: f.PersonID, Right: authority.Right{Code: f.Right}, SkillID: f.SkillID, Level: f.Level, Limit: f.Limit.toDomain(), From: f.From, To: f.To, Reason: f.Reason, Glass: f.Glass,
			}))
		})
	secured(s, api, op(http.MethodPost, "/authority/grants/{id}/approval", "approve-authority-grant", "Be the second person behind a grant"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *grantStepInput) (*whole[AuthorityGrant], error) {
			return grant(s.Crowd.Authority.Approve(ctx, scope, in.ID, in.version()))
		})
	secured(s, api, op(http.MethodPost, "/authority/grants/{id}/revocation", "revoke-authority-grant", "End a grant"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *grantReasonInput) (*whole[AuthorityGrant], error) {
			return grant(s.Crowd.Authority.Revoke(ctx, scope, in.ID, in.version(), in.Body.Reason))
		})
	secured(s, api, op(http.MethodPost, "/authority/grants/{id}/recertification", "recertify-authority-grant", "Ask for a grant to go on"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *grantReasonInput) (*whole[AuthorityGrant], error) {
			return grant(s.Crowd.Authority.Recertify(ctx, scope, in.ID, in.Body.Reason))
		})
	secured(s, api, op(http.MethodPost, "/authority/grants/{id}/review", "review-authority-grant", "Record what was done while the glass was broken"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *grantReasonInput) (*whole[AuthorityGrant], error) {
			return grant(s.Crowd.Authority.ReviewGlass(ctx, scope, in.ID, in.version(), in.Body.Reason))
		})
	secured(s, api, op(http.MethodPost, "/authority/verification", "verify-authority-log", "Walk the sealed log"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*whole[AuthorityVerification], error) {
			v, err := s.Crowd.Authority.Verify(ctx, scope)
			return &whole[AuthorityVerification]{AuthorityVerification{v.Uses, v.Broken}}, err
		})
}

func (s *Server) listGrants(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[AuthorityGrant], error) {
	list, err := s.Crowd.Authority.Grants(ctx, scope, vendors.GrantQuery{})
	if err != nil {
		return nil, err
	}
	reviews, err := s.Crowd.Authority.Reviews(ctx, scope)
	if err != nil {
		return nil, err
	}
	doubts := map[int64][]string{}
	for _, r := range reviews {
		doubts[r.Grant.ID] = each(r.Doubts, func(d authority.Doubt) string { return string(d) })
	}
	return pageOf(each(list, func(g vendors.AuthorityGrant) AuthorityGrant {
		out := grantOf(g)
		out.Doubts = orEmpty(doubts[g.ID])
		return out
	}), ""), nil
}
