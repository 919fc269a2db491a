package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/careers/hiring"
	"github.com/muster-wfm/muster/internal/auth"
)

// RequisitionFields is what HR asks for.
type RequisitionFields struct {
	Name       string                 `json:"name" minLength:"1" maxLength:"120"`
	Role       string                 `json:"role" minLength:"1" maxLength:"120" doc:"The job."`
	Seats      int                    `json:"seats" minimum:"1" maximum:"1000"`
	SiteID     int64                  `json:"siteId" minimum:"1"`
	EmployerID int64                  `json:"employerId" minimum:"1"`
	StartsOn   Day                    `json:"startsOn"`
	Ladder     string                 `json:"ladder,omitempty" maxLength:"64" doc:"Code of a ladder in force, with the rung on which whoever is hired begins; absent: on none."`
	Rung       string                 `json:"rung,omitempty" maxLength:"64"`
	Wishes     []string               `json:"wishes" nullable:"false" maxItems:"4" enum:"early,late,no_nights,weekends_off" doc:"Wishes about hours that the job can grant."`
	Needs      []RequisitionNeed      `json:"needs" nullable:"false" maxItems:"30"`
	Conditions []RequisitionCondition `json:"conditions" nullable:"false" maxItems:"30"`
}

// RequisitionNeed is something that the job asks of whoever does it.
type RequisitionNeed struct {
	Code string `json:"code" minLength:"1" maxLength:"40"`
	Task string `json:"task" minLength:"1" maxLength:"400"`
}

// RequisitionCondition is what candidates must meet.
type RequisitionCondition struct {
	Code string `json:"code" minLength:"1" maxLength:"40"`
	Kind string `json:"kind" enum:"language,skill,certificate,experience,education,hours"`
	What string `json:"what" minLength:"1" maxLength:"200"`
	Need string `json:"need" maxLength:"40" doc:"Code of the need that it serves; without one the condition is refused."`
}

// Requisition asks for people for a job.
type Requisition struct {
	Versioned
	RequisitionFields
	State      string     `json:"state" enum:"draft,open,closed"`
	WrittenAt  time.Time  `json:"writtenAt"`
	Own        bool       `json:"own" doc:"Whether the caller wrote it last, and so may not approve it."`
	ApprovedAt *time.Time `json:"approvedAt,omitempty"`
}

// RequisitionReport is a requisition with its candidates.
type RequisitionReport struct {
	Requisition
	RungName   *CareerNames           `json:"rungName,omitempty" doc:"Of the rung on which whoever is hired begins."`
	Hired      int                    `json:"hired"`
	Smallest   int                    `json:"smallest" doc:"Channels of fewer candidates are hidden."`
	Candidates []RequisitionCandidate `json:"candidates" nullable:"false" doc:"In order of number: never of how well they match."`
	Funnel     []FunnelStep           `json:"funnel" nullable:"false"`
	Channels   []RequisitionChannel   `json:"channels" nullable:"false" doc:"In order of name."`
}

// RequisitionCandidate is somebody who applies, without a name.
type RequisitionCandidate struct {
	Versioned
	Code      string         `json:"code"`
	Channel   string         `json:"channel"`
	AppliedOn Day            `json:"appliedOn"`
	Stage     string         `json:"stage" enum:"applied,screened,interviewed,offered,hired"`
	Ending    string         `json:"ending,omitempty" enum:"turned_down,withdrew"`
	Reason    string         `json:"reason,omitempty"`
	Answers   []CandidateFit `json:"answers" nullable:"false" doc:"One a condition, in their order."`
	Wishes    []string       `json:"wishes" nullable:"false"`
	PersonID  int64          `json:"personId,omitempty" doc:"Who they became."`
	Days      []StageDay     `json:"days" nullable:"false" doc:"On which they came to their stages, in order; a stage of which it is not known is missing."`
	EndedOn   *Day           `json:"endedOn,omitempty" doc:"On which they dropped out."`
}

// StageDay is the day on which a candidate came to a stage.
type StageDay struct {
	Stage string `json:"stage" enum:"applied,screened,interviewed,offered,hired"`
	Day   Day    `json:"day"`
}

// CandidateFit is whether a candidate meets a condition.
type CandidateFit struct {
	Condition string `json:"condition" maxLength:"40" doc:"Its code."`
	Answer    string `json:"answer" enum:"met,not_met,unknown"`
}

// FunnelStep is what became of those who reached a stage.
type FunnelStep struct {
	Stage   string   `json:"stage" enum:"applied,screened,interviewed,offered,hired"`
	Reached int      `json:"reached"`
	Passed  int      `json:"passed"`
	Out     int      `json:"out"`
	Waiting int      `json:"waiting"`
	Rate    *float64 `json:"rate,omitempty" doc:"Passed of those about whom it is decided."`
	Lower   *float64 `json:"lower,omitempty" doc:"Of its 95 % interval (Jeffreys)."`
	Upper   *float64 `json:"upper,omitempty"`
	Days    *float64 `json:"days,omitempty" doc:"Median days to the next stage, of those of whom both days are known."`
}

// RequisitionChannel is what a channel brought and cost.
type RequisitionChannel struct {
	Name       string   `json:"name"`
	Hidden     bool     `json:"hidden" doc:"Too few candidates, or a channel of too few could be worked out from it."`
	Applied    int      `json:"applied"`
	Hired      int      `json:"hired"`
	SpendMinor int64    `json:"spendMinor"`
	Rate       *float64 `json:"rate,omitempty" doc:"Hired of those about whom it is decided."`
	Lower      *float64 `json:"lower,omitempty"`
	Upper      *float64 `json:"upper,omitempty"`
	PerHire    *float64 `json:"perHire,omitempty" doc:"In minor units."`
	Months     *float64 `json:"months,omitempty" doc:"Mean months that hires of the channel stay of the first twelve, over the whole centre."`
	PerMonth   *float64 `json:"perMonth,omitempty" doc:"Cost of a retained productive month, in minor units."`
}

// NewCandidate is somebody who applies.
type NewCandidate struct {
	Channel   string         `json:"channel" minLength:"1" maxLength:"120"`
	AppliedOn Day            `json:"appliedOn"`
	Answers   []CandidateFit `json:"answers" nullable:"false" maxItems:"30"`
	Wishes    []string       `json:"wishes" nullable:"false" maxItems:"4" enum:"early,late,no_nights,weekends_off"`
}

// CandidateState is how far somebody has come.
type CandidateState struct {
	Stage   string         `json:"stage" enum:"applied,screened,interviewed,offered"`
	Ending  string         `json:"ending,omitempty" enum:"turned_down,withdrew"`
	Reason  string         `json:"reason,omitempty" maxLength:"1000" doc:"About the work; needed for turning down."`
	On      *Day           `json:"on,omitempty" doc:"On which they came this far, or dropped out; absent: today."`
	Answers []CandidateFit `json:"answers" nullable:"false" maxItems:"30"`
	Wishes  []string       `json:"wishes" nullable:"false" maxItems:"4" enum:"early,late,no_nights,weekends_off"`
}

// NewEngagement is who a candidate becomes.
type NewEngagement struct {
	Code      string `json:"code" minLength:"1" maxLength:"64" doc:"Personnel number."`
	Name      string `json:"name" minLength:"1" maxLength:"200"`
	HiredOn   Day    `json:"hiredOn"`
	CostMinor int64  `json:"costMinor" minimum:"0" doc:"What this hire cost, in minor units."`
	Agreement int64  `json:"agreementId,omitempty" minimum:"0" doc:"Agreement on working time, which must be in force on that day; absent: none yet, so that nobody can roster them."`
}

// RequisitionSpend is what a channel has cost so far.
type RequisitionSpend struct {
	Channel string `json:"channel" minLength:"1" maxLength:"120"`
	Minor   int64  `json:"minor" minimum:"0"`
}

// Engagement is who a candidate became.
type Engagement struct {
	PersonID   int64 `json:"personId"`
	WishedDays int   `json:"wishedDays" doc:"Days of the first weeks for which wishes were handed to scheduling."`
}

func (f RequisitionFields) toDomain() hiring.Requisition {
	return hiring.Requisition{
		Name: f.Name, Role: f.Role, Seats: f.Seats, SiteID: f.SiteID, EmployerID: f.EmployerID, StartsOn: f.StartsOn.Date, Ladder: f.Ladder, Rung: f.Rung, Wishes: each(f.Wishes, toWish),
		Needs: each(f.Needs, func(n RequisitionNeed) hiring.Need { return hiring.Need(n) }),
		Conditions: each(f.Conditions, func(c RequisitionCondition) hiring.Condition {
			return hiring.Condition{Code: c.Code, Kind: hiring.ConditionKind(c.Kind), What: c.What, Need: c.Need}
		}),
	}
}

func toWish(w string) hiring.ShiftWish   { return hiring.ShiftWish(w) }
func wishText(w hiring.ShiftWish) string { return string(w) }

func answersOf(list []CandidateFit) map[string]hiring.Answer {
	out := map[string]hiring.Answer{}
	for _, a := range list {
		out[a.Condition] = hiring.Answer(a.Answer)
	}
	return out
}

func requisitionOf(r hiring.Requisition, actor int64) Requisition {
	return Requisition{
		Versioned: Versioned{r.ID, r.Version}, State: string(r.State), WrittenAt: r.WrittenAt, Own: r.WrittenBy == actor, ApprovedAt: orNone(r.ApprovedAt),
		RequisitionFields: RequisitionFields{
			Name: r.Name, Role: r.Role, Seats: r.Seats, SiteID: r.SiteID, EmployerID: r.EmployerID, StartsOn: Day{r.StartsOn}, Ladder: r.Ladder, Rung: r.Rung, Wishes: each(r.Wishes, wishText),
			Needs: each(r.Needs, func(n hiring.Need) RequisitionNeed { return RequisitionNeed(n) }),
			Conditions: each(r.Conditions, func(c hiring.Condition) RequisitionCondition {
				return RequisitionCondition{c.Code, string(c.Kind), c.What, c.Need}
			}),
		},
	}
}

func stageDaysOf(c hiring.Candidate) []StageDay {
	out := []StageDay{}
	for _, stage := range hiring.Stages() {
		if day, known := c.Days[stage]; known {
			out = append(out, StageDay{string(stage), Day{day}})
		}
	}
	return out
}

func requisitionReportOf(r hiring.Report, actor int64) RequisitionReport {
	return RequisitionReport{
		Requisition: requisitionOf(r.Requisition, actor), Hired: r.Hired, Smallest: fairness.Smallest,
		Candidates: each(r.Candidates, func(c hiring.Candidate) RequisitionCandidate {
			return RequisitionCandidate{
				Versioned: Versioned{c.ID, c.Version}, Code: c.Code(), Channel: c.Channel, AppliedOn: Day{c.AppliedOn}, Stage: string(c.Stage), Ending: string(c.Ending), Reason: c.Reason,
				Answers: each(r.Matches(c), func(m hiring.Match) CandidateFit { return CandidateFit{m.Code, string(m.Answer)} }), Wishes: each(c.Wishes, wishText), PersonID: c.PersonID,
				Days: stageDaysOf(c), EndedOn: dayOrNone(c.EndedOn),
			}
		}),
		Funnel: each(r.Funnel, func(s hiring.Step) FunnelStep {
			return FunnelStep{string(s.Stage), s.Reached, s.Passed, s.Out, s.Waiting, figure(s.Rate), figure(s.Lower), figure(s.Upper), figure(s.Days)}
		}),
		Channels: each(r.Channels, func(l hiring.ChannelLine) RequisitionChannel {
			return RequisitionChannel{
				l.Name, l.Hidden, l.Applied, l.Hired, l.SpendMinor, figure(l.Rate), figure(l.Lower), figure(l.Upper), figure(l.PerHire), figure(l.Months), figure(l.PerMonth),
			}
		}),
	}
}

type (
	newRequisitionInput struct {
		OnceInput
		Body RequisitionFields
	}
	editRequisitionInput struct {
		IDInput
		IfMatch
		Body RequisitionFields
	}
	spendInput struct {
		IDInput
		IfMatch
		Body RequisitionSpend
	}
	newCandidateInput struct {
		IDInput
		OnceInput
		Body NewCandidate
	}
	// CandidatePath names a candidate of a requisition at the version that was read.
	CandidatePath struct {
		IDInput
		IfMatch
		Candidate int64 `path:"candidate" minimum:"1"`
	}
	candidateStateInput struct {
		CandidatePath
		Body CandidateState
	}
	engagementInput struct {
		CandidatePath
		Body NewEngagement
	}
	engagementOutput struct{ Body Engagement }
)

const aboutRequisitions = "A requisition asks for people for a job. Each condition serves a need of the job and none is about what somebody is; a second person approves it; candidates have a number and no name until they are hired, and are never ranked."

func (s *Server) registerRequisitions(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return careerOperation(method, "/requisitions"+path, id, summary, aboutRequisitions)
	}
	secured(s, api, op(http.MethodGet, "", "list-requisitions", "List requisitions, newest first"), auth.ManageCareers, s.listRequisitions)
	add := op(http.MethodPost, "", "create-requisition", "Write a requisition")
	add.DefaultStatus = http.StatusCreated
	secured(s, api, add, auth.ManageCareers, s.writeRequisition)
	secured(s, api, op(http.MethodGet, "/{id}", "get-requisition", "Get a requisition with its candidates"), auth.ManageCareers, s.getRequisition)
	secured(s, api, op(http.MethodPut, "/{id}", "replace-requisition", "Write a draft anew"), auth.ManageCareers, s.changeRequisition)
	secured(s, api, op(http.MethodPost, "/{id}/approval", "approve-requisition", "Approve what somebody else wrote"), auth.ManageCareers, s.requisitionStep((*hiring.Service).Approve))
	secured(s, api, op(http.MethodPost, "/{id}/closing", "close-requisition", "End the search"), auth.ManageCareers, s.requisitionStep((*hiring.Service).Close))
	secured(s, api, op(http.MethodPut, "/{id}/spend", "set-requisition-spend", "Say what a channel has cost so far"), auth.ManageCareers, s.spendOnChannel)
	enter := op(http.MethodPost, "/{id}/candidates", "create-requisition-candidate", "Take in somebody who applies")
	enter.DefaultStatus = http.StatusCreated
	secured(s, api, enter, auth.ManageCareers, s.enterCandidate)
	secured(s, api, op(http.MethodPut, "/{id}/candidates/{candidate}", "move-requisition-candidate", "Write what is found out, and how far a candidate has come"), auth.ManageCareers, s.moveCandidate)
	employ := op(http.MethodPost, "/{id}/candidates/{candidate}/employment", "hire-requisition-candidate", "Employ a candidate who has an offer")
	employ.DefaultStatus = http.StatusCreated
	secured(s, api, employ, auth.ManageCareers, s.hireCandidate)
}

func (s *Server) listRequisitions(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[Requisition], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	list, err := s.Careers.Hiring.List(ctx, scope, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(r hiring.Requisition) int64 { return r.ID }, func(r hiring.Requisition) Requisition { return requisitionOf(r, scope.Actor()) }), nil
}

func (s *Server) requisitionAnswer(ctx context.Context, scope auth.Scope, id int64) (*entityOutput[RequisitionReport], error) {
	r, err := s.Careers.Hiring.Report(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	out := requisitionReportOf(r, scope.Actor())
	if r.Rung != "" {
		standing, err := s.Careers.Ladders.InForce(ctx, scope)
		if err != nil {
			return nil, err
		}
		name := CareerNames{En: r.Rung, Zh: r.Rung} // a rung that was given up since
		if kept, inForce := standing[r.Ladder]; inForce {
			if rung, found := kept.Ladder.Rung(r.Rung); found {
				name = CareerNames(rung.Name)
			}
		}
		out.RungName = &name
	}
	return &entityOutput[RequisitionReport]{ETag: etag(r.Version), Location: basePath + "/requisitions/" + strconv.FormatInt(id, 10), Body: out}, nil
}

func (s *Server) getRequisition(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[RequisitionReport], error) {
	return s.requisitionAnswer(ctx, scope, in.ID)
}

func (s *Server) writeRequisition(ctx context.Context, scope auth.Scope, in *newRequisitionInput) (*entityOutput[RequisitionReport], error) {
	made, err := s.Careers.Hiring.Write(ctx, scope, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	return s.requisitionAnswer(ctx, scope, made.ID)
}

func (s *Server) changeRequisition(ctx context.Context, scope auth.Scope, in *editRequisitionInput) (*entityOutput[RequisitionReport], error) {
	r := in.Body.toDomain()
	r.ID, r.Version = in.ID, in.version()
	if err := s.Careers.Hiring.Change(ctx, scope, r); err != nil {
		return nil, err
	}
	return s.requisitionAnswer(ctx, scope, in.ID)
}

// requisitionStep is a step that needs nothing but the version that was read.
func (s *Server) requisitionStep(step func(*hiring.Service, context.Context, auth.Scope, int64, int64) error) func(context.Context, auth.Scope, *careerVersionInput) (*entityOutput[RequisitionReport], error) {
	return func(ctx context.Context, scope auth.Scope, in *careerVersionInput) (*entityOutput[RequisitionReport], error) {
		if err := step(s.Careers.Hiring, ctx, scope, in.ID, in.version()); err != nil {
			return nil, err
		}
		return s.requisitionAnswer(ctx, scope, in.ID)
	}
}

func (s *Server) spendOnChannel(ctx context.Context, scope auth.Scope, in *spendInput) (*entityOutput[RequisitionReport], error) {
	if err := s.Careers.Hiring.Spend(ctx, scope, in.ID, in.version(), in.Body.Channel, in.Body.Minor); err != nil {
		return nil, err
	}
	return s.requisitionAnswer(ctx, scope, in.ID)
}

func (s *Server) enterCandidate(ctx context.Context, scope auth.Scope, in *newCandidateInput) (*entityOutput[RequisitionReport], error) {
	b := in.Body
	c := hiring.Candidate{RequisitionID: in.ID, Channel: b.Channel, AppliedOn: b.AppliedOn.Date, Answers: answersOf(b.Answers), Wishes: each(b.Wishes, toWish)}
	if _, err := s.Careers.Hiring.Enter(ctx, scope, c); err != nil {
		return nil, err
	}
	return s.requisitionAnswer(ctx, scope, in.ID)
}

func (s *Server) moveCandidate(ctx context.Context, scope auth.Scope, in *candidateStateInput) (*entityOutput[RequisitionReport], error) {
	b := in.Body
	_, err := s.Careers.Hiring.Move(ctx, scope, hiring.Candidate{
		ID: in.Candidate, Version: in.version(), RequisitionID: in.ID, Stage: hiring.Stage(b.Stage), Ending: hiring.Ending(b.Ending), Reason: b.Reason,
		Answers: answersOf(b.Answers), Wishes: each(b.Wishes, toWish),
	}, dateOrNone(b.On))
	if err != nil {
		return nil, err
	}
	return s.requisitionAnswer(ctx, scope, in.ID)
}

func (s *Server) hireCandidate(ctx context.Context, scope auth.Scope, in *engagementInput) (*engagementOutput, error) {
	b := in.Body
	e, err := s.Careers.Hiring.Hire(ctx, scope, in.ID, in.Candidate, in.version(), hiring.Engagement{Code: b.Code, Name: b.Name, HiredOn: b.HiredOn.Date, CostMinor: b.CostMinor, Agreement: b.Agreement})
	if err != nil {
		return nil, err
	}
	return &engagementOutput{Engagement(e)}, nil
}
