package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ContractVersion is the terms of a programme from one day to another.
type ContractVersion struct {
	Versioned
	ProgrammeID int64         `json:"programmeId"`
	Number      int           `json:"number" doc:"Counts the versions of the programme from 1."`
	State       string        `json:"state" enum:"draft,in_force"`
	Terms       ContractTerms `json:"terms"`
	Until       *Day          `json:"until,omitempty" doc:"Last day on which it holds; absent: for good. An open version ends the day before its successor."`
	Note        string        `json:"note"`
	Hash        string        `json:"hash" doc:"SHA-256 of the terms as kept."`
	RecordedAt  time.Time     `json:"recordedAt"`
	RecordedBy  int64         `json:"recordedBy"`
	InForceAt   *time.Time    `json:"inForceAt,omitempty"`
	InForceBy   *int64        `json:"inForceBy,omitempty"`
}

// NewContractVersion is terms that do not hold yet.
type NewContractVersion struct {
	Terms ContractTerms `json:"terms"`
	Note  string        `json:"note" maxLength:"4000" doc:"What changes, and why."`
}

// ForceOrder makes a draft hold.
type ForceOrder struct {
	EndEarlier bool `json:"endEarlier" doc:"Let an open version that began before end the day before; else two that would hold on one day are refused."`
}

// ContractTemplate is terms to begin from.
type ContractTemplate struct {
	Mode     string        `json:"mode" enum:"simple_call,owner_controlled,crowd,in_house,bot"`
	Rights   []string      `json:"rights" nullable:"false" doc:"Of the owner under this mode."`
	Evidence []string      `json:"evidence" nullable:"false" doc:"What invoices and scorecards rest on."`
	Terms    ContractTerms `json:"terms"`
}

func contractVersionOf(v vendors.ContractVersion) ContractVersion {
	return ContractVersion{
		Versioned: Versioned{v.ID, v.Version}, ProgrammeID: v.ProgrammeID, Number: v.Terms.Number, State: string(v.State), Terms: contractTermsOf(v.Terms),
		Until: dayOrNone(v.Until), Note: v.Note, Hash: v.Hash, RecordedAt: v.RecordedAt, RecordedBy: v.RecordedBy,
		InForceAt: orNone(v.InForceAt), InForceBy: orNone(v.InForceBy),
	}
}

type (
	versionInput struct {
		IDInput
		ContractVersion int64 `path:"contractVersion" minimum:"1" doc:"Which version, by id."`
	}
	draftInput struct {
		IDInput
		OnceInput
		Body NewContractVersion
	}
	redraftInput struct {
		IDInput
		IfMatch
		ContractVersion int64 `path:"contractVersion" minimum:"1" doc:"Which version, by id."`
		Body            NewContractVersion
	}
	forceInput struct {
		IDInput
		IfMatch
		ContractVersion int64 `path:"contractVersion" minimum:"1" doc:"Which version, by id."`
		Body            ForceOrder
	}
	termsInput struct {
		IDInput
		Day Day `query:"day" required:"true" doc:"Terms that hold on this day."`
	}
	templateInput struct {
		Currency string `query:"currency" minLength:"3" maxLength:"3" default:"CNY"`
		From     Day    `query:"from" required:"true" doc:"First day of the terms."`
	}
)

func (s *Server) registerContractVersions(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Programmes"},
			Description: "A version of a contract holds from one day to another. In force it never changes; a successor takes its place. A coordinator meets versions in force only.",
		}
	}
	const list = "/programmes/{id}/versions"
	const one = list + "/{contractVersion}"
	secured(s, api, op(http.MethodGet, list, "list-contract-versions", "List the versions of a programme's contract"), auth.ReadVendors, s.listContractVersions)
	draft := op(http.MethodPost, list, "draft-contract-version", "Draft terms")
	draft.DefaultStatus = http.StatusCreated
	secured(s, api, draft, auth.ManageVendors, s.draftContract)
	secured(s, api, op(http.MethodGet, one, "get-contract-version", "Get one version"), auth.ReadVendors, s.getContractVersion)
	secured(s, api, op(http.MethodPut, one, "replace-contract-version", "Change a draft"), auth.ManageVendors, s.redraftContract)
	secured(s, api, op(http.MethodDelete, one, "delete-contract-version", "Forget a draft"), auth.ManageVendors, s.forgetContract)
	secured(s, api, op(http.MethodPost, one+"/force", "put-contract-version-in-force", "Put a draft in force"), auth.ManageVendors, s.forceContract)
	secured(s, api, op(http.MethodGet, "/programmes/{id}/terms", "get-contract-terms", "Get the terms that hold on a day"), auth.ReadVendors, s.contractTerms)
	secured(s, api, op(http.MethodGet, "/contract-templates", "list-contract-templates", "List terms to begin from, by sourcing mode"), auth.ReadVendors, s.contractTemplates)
}

func (s *Server) listContractVersions(ctx context.Context, scope auth.Scope, in *IDInput) (*listOutput[ContractVersion], error) {
	list, err := s.Programmes.Versions(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, contractVersionOf), ""), nil
}

// versionAnswer answers with one version and where it is.
func versionAnswer(v vendors.ContractVersion, err error) (*entityOutput[ContractVersion], error) {
	if err != nil {
		return nil, err
	}
	return &entityOutput[ContractVersion]{
		ETag: etag(v.Version), Location: fmt.Sprintf("%s/programmes/%d/versions/%d", basePath, v.ProgrammeID, v.ID), Body: contractVersionOf(v),
	}, nil
}

func (s *Server) draftContract(ctx context.Context, scope auth.Scope, in *draftInput) (*entityOutput[ContractVersion], error) {
	return versionAnswer(s.Programmes.Draft(ctx, scope, in.ID, in.Body.Terms.toDomain(), in.Body.Note))
}

func (s *Server) getContractVersion(ctx context.Context, scope auth.Scope, in *versionInput) (*entityOutput[ContractVersion], error) {
	return versionAnswer(s.Programmes.ContractVersion(ctx, scope, in.ID, in.ContractVersion))
}

func (s *Server) redraftContract(ctx context.Context, scope auth.Scope, in *redraftInput) (*entityOutput[ContractVersion], error) {
	v := vendors.ContractVersion{ID: in.ContractVersion, Version: in.version(), ProgrammeID: in.ID, Terms: in.Body.Terms.toDomain(), Note: in.Body.Note}
	return versionAnswer(s.Programmes.Redraft(ctx, scope, v))
}

func (s *Server) forgetContract(ctx context.Context, scope auth.Scope, in *versionInput) (*struct{}, error) {
	return nil, s.Programmes.ForgetDraft(ctx, scope, in.ID, in.ContractVersion)
}

func (s *Server) forceContract(ctx context.Context, scope auth.Scope, in *forceInput) (*entityOutput[ContractVersion], error) {
	return versionAnswer(s.Programmes.PutInForce(ctx, scope, in.ID, in.ContractVersion, in.version(), in.Body.EndEarlier))
}

func (s *Server) contractTerms(ctx context.Context, scope auth.Scope, in *termsInput) (*struct{ Body ContractTerms }, error) {
	v, err := s.Programmes.VersionOn(ctx, scope, in.ID, in.Day.Date)
	if err != nil {
		return nil, err
	}
	return &struct{ Body ContractTerms }{contractTermsOf(v)}, nil
}

func (s *Server) contractTemplates(_ context.Context, _ auth.Scope, in *templateInput) (*listOutput[ContractTemplate], error) {
	return pageOf(templates(money.Currency(in.Currency), in.From.Date), ""), nil
}

func templates(currency money.Currency, from grid.Date) []ContractTemplate {
	return each(contract.Sourcings(), func(mode contract.Sourcing) ContractTemplate {
		return ContractTemplate{
			Mode: string(mode.Mode), Rights: each(mode.Rights, func(r contract.Right) string { return string(r) }),
			Evidence: each(mode.Evidence, func(p contract.Proof) string { return string(p) }),
			Terms:    contractTermsOf(vendors.Template(mode.Mode, currency, from)),
		}
	})
}
