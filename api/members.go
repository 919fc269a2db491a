package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/quality/accept"
)

// CrowdMember is a person of a crowd in a programme.
type CrowdMember struct {
	Versioned
	ProgrammeID  int64     `json:"programmeId"`
	EmployerID   int64     `json:"employerId"`
	PersonID     int64     `json:"personId"`
	Code         string    `json:"code"`
	Name         string    `json:"name"`
	State        string    `json:"state" enum:"applied,screened,training,exam,probation,active,watch,suspended,remedial,re_exam,exited"`
	Ground       string    `json:"ground" doc:"Of a suspension."`
	Since        time.Time `json:"since"`
	Consent      bool      `json:"consent"`
	Identity     bool      `json:"identity"`
	Trained      bool      `json:"trained"`
	Coached      bool      `json:"coached"`
	Alarm        bool      `json:"alarm"`
	Contacts     int64     `json:"contacts" doc:"Handled in the present state."`
	Good         float64   `json:"good" doc:"Graded work without error, weighted."`
	Bad          float64   `json:"bad"`
	Level        int       `json:"level" doc:"That the evidence supports, 1 to 3."`
	Mean         float64   `json:"mean" doc:"Posterior mean of the accuracy."`
	Low          float64   `json:"low" doc:"2.5 % point of the posterior."`
	High         float64   `json:"high" doc:"97.5 % point of the posterior."`
	Certificates int       `json:"certificates" doc:"That hold today."`
	Lapsing      int       `json:"lapsing" doc:"Of them, ending within a month."`
	JoinedAt     time.Time `json:"joinedAt"`
	Zone         string    `json:"zone" doc:"Clock of the member's site."`
}

func crowdMemberOf(m vendors.CrowdMember) CrowdMember {
	return CrowdMember{
		Versioned: Versioned{m.ID, m.Version}, ProgrammeID: m.ProgrammeID, EmployerID: m.EmployerID, PersonID: m.PersonID, Code: m.Code, Name: m.Name,
		State: string(m.State), Ground: string(m.Ground), Since: m.Since, Consent: m.Consent, Identity: m.Identity, Trained: m.Trained, Coached: m.Coached, Alarm: m.Alarm,
		Contacts: m.Contacts, Good: m.Good, Bad: m.Bad, Level: m.Level, Mean: m.Mean, Low: m.Low, High: m.High, Certificates: m.Certificates, Lapsing: m.Lapsing, JoinedAt: m.JoinedAt, Zone: m.Zone,
	}
}

// MemberFile is all that is known of a member.
type MemberFile struct {
	Member       CrowdMember         `json:"member"`
	ConfirmBy    *time.Time          `json:"confirmBy,omitempty" doc:"When a suspension at once lapses unless a person stands by it."`
	Events       []MemberEvent       `json:"events" nullable:"false"`
	Broken       int                 `json:"broken" doc:"First event that is not as it was written, from 0; -1: none."`
	Next         []MemberNextStep    `json:"next" nullable:"false"`
	Exams        []MemberExam        `json:"exams" nullable:"false"`
	Certificates []MemberCertificate `json:"certificates" nullable:"false"`
	Appeals      []MemberAppeal      `json:"appeals" nullable:"false"`
}

// MemberEvent is a step in the sealed log.
type MemberEvent struct {
	At       time.Time `json:"at"`
	Actor    string    `json:"actor" doc:"As it is sealed into the log."`
	By       string    `json:"by" doc:"Who that is, by name."`
	From     string    `json:"from"`
	To       string    `json:"to"`
	Reason   string    `json:"reason"`
	Evidence []string  `json:"evidence" nullable:"false"`
}

// MemberNextStep is a step that leads on, and what it still needs.
type MemberNextStep struct {
	To    string   `json:"to"`
	Needs *Refusal `json:"needs,omitempty" doc:"Absent: it can be taken."`
}

// MemberExam is a sequential test.
type MemberExam struct {
	Versioned
	MemberID  int64      `json:"memberId"`
	SkillID   int64      `json:"skillId"`
	Items     int        `json:"items"`
	Errors    int        `json:"errors"`
	Critical  bool       `json:"critical"`
	Verdict   string     `json:"verdict" enum:"continue,accept,reject"`
	Answers   []string   `json:"answers" nullable:"false" doc:"good, error or critical, in their order."`
	Most      int        `json:"most" doc:"Items after which there is a verdict."`
	Slope     float64    `json:"slope" doc:"Of the two lines that end the test, in errors an item."`
	Accept    float64    `json:"accept" doc:"Passed once errors are at most slope × items less this."`
	Reject    float64    `json:"reject" doc:"Failed once errors are at least slope × items and this."`
	AcceptAt  int        `json:"acceptAt" doc:"Passed with so many items, if no error comes; 0: it has ended."`
	StartedAt time.Time  `json:"startedAt"`
	EndedAt   *time.Time `json:"endedAt,omitempty"`
}

// MemberCertificate says that a member has shown a skill.
type MemberCertificate struct {
	ID      int64    `json:"id"`
	SkillID int64    `json:"skillId"`
	Method  string   `json:"method"`
	Granted Day      `json:"granted"`
	Ends    Day      `json:"ends"`
	Used    *Day     `json:"used,omitempty"`
	Revoked *Day     `json:"revoked,omitempty"`
	Idle    Day      `json:"idle" doc:"On this day it lapses unless it is used before."`
	Refused *Refusal `json:"refused,omitempty" doc:"Why it does not hold today; absent: it does."`
}

// MemberAppeal is a member's word against a decision.
type MemberAppeal struct {
	ID      int64  `json:"id"`
	Event   int    `json:"event" doc:"Position in the log, from 0."`
	Opened  Day    `json:"opened"`
	Due     Day    `json:"due"`
	Overdue bool   `json:"overdue"`
	Outcome string `json:"outcome" enum:"pending,upheld,overturned"`
	Words   string `json:"words"`
	Decider string `json:"decider" doc:"By name."`
	Reason  string `json:"reason"`
}

func memberFileOf(f vendors.MemberFile) MemberFile {
	out := MemberFile{
		Member: crowdMemberOf(f.Member), ConfirmBy: orNone(f.Member.ConfirmBy(f.Terms.Rules)), Broken: f.Broken,
		Events: each(f.Events, func(e member.Event) MemberEvent {
			return MemberEvent{e.At, e.Actor, nameOr(f.Names, e.Actor), string(e.From), string(e.To), e.Reason, orEmpty(e.Evidence)}
		}),
		Exams: each(f.Exams, memberExamOf),
		Certificates: each(f.Certificates, func(c vendors.MemberCertificate) MemberCertificate {
			return MemberCertificate{c.ID, c.SkillID, c.Method, Day{c.Granted}, Day{c.Ends}, dayOrNone(c.Used), dayOrNone(c.Revoked), Day{c.Idle}, refusalOf(c.Holds)}
		}),
		Appeals: each(f.Appeals, func(a vendors.MemberAppeal) MemberAppeal {
			a.Decider = nameOr(f.Names, a.Decider)
			return memberAppealOf(a)
		}),
		Next: each(f.Next, func(n vendors.NextStep) MemberNextStep {
			step := MemberNextStep{To: string(n.To)}
			if n.Needs != nil {
				step.Needs = refusalOf(n.Needs)
			}
			return step
		}),
	}
	return out
}

// nameOr is a name by its key, or the key where nobody goes by it any more.
func nameOr(names map[string]string, key string) string {
	if name, known := names[key]; known {
		return name
	}
	return key
}

func memberAppealOf(a vendors.MemberAppeal) MemberAppeal {
	return MemberAppeal{a.ID, a.Event, Day{a.Opened}, Day{a.Due}, a.Overdue, string(a.Outcome), a.Words, a.Decider, a.Reason}
}

func memberExamOf(e vendors.MemberExam) MemberExam {
	test, err := member.ExamTest()
	if err != nil {
		return MemberExam{Versioned: Versioned{e.ID, e.Version}} // the goal of exams is a constant: it cannot be refused
	}
	left := 0
	if e.EndedAt.IsZero() {
		left = member.PassedAt(test, e.Result.Errors)
	}
	return MemberExam{
		Versioned: Versioned{e.ID, e.Version}, MemberID: e.MemberID, SkillID: e.SkillID, Items: e.Result.Items, Errors: e.Result.Errors, Critical: e.Result.Critical, Verdict: string(e.Result.Verdict),
		Answers: each(e.Answers, letterOf), Most: test.Most, Slope: test.Slope, Accept: test.Below, Reject: test.Above, AcceptAt: left, StartedAt: e.StartedAt, EndedAt: orNone(e.EndedAt),
	}
}

func letterOf(a member.Answer) string {
	switch {
	case a.Critical:
		return "critical"
	case a.Error:
		return "error"
	}
	return "good"
}

// CrowdApplication begins a membership.
type CrowdApplication struct {
	ProgrammeID int64 `json:"programmeId" minimum:"1"`
	PersonID    int64 `json:"personId" minimum:"1"`
}

// MemberStepOrder takes a step.
type MemberStepOrder struct {
	To       string   `json:"to" enum:"screened,training,exam,probation,active,watch,suspended,remedial,re_exam,exited"`
	Evidence []string `json:"evidence" minItems:"1" maxItems:"20" nullable:"false" doc:"What the step rests on: contacts, gradings, documents."`
	Ground   string   `json:"ground,omitempty" enum:"critical_error,posterior,sequential_test,permission_breach" doc:"Of a suspension."`
	Exit     string   `json:"exit,omitempty" enum:"voluntary,inactive,dismissed,partner_left" doc:"Of an exit."`
}

// MemberNotes is what is recorded outside the steps; what is absent stays.
type MemberNotes struct {
	Consent  *bool    `json:"consent,omitempty"`
	Identity *bool    `json:"identity,omitempty"`
	Trained  *bool    `json:"trained,omitempty"`
	Coached  *bool    `json:"coached,omitempty"`
	Alarm    *bool    `json:"alarm,omitempty"`
	Contacts *int64   `json:"contacts,omitempty"`
	Good     *float64 `json:"good,omitempty"`
	Bad      *float64 `json:"bad,omitempty"`
	Confirm  bool     `json:"confirm,omitempty" doc:"A person stands by a suspension."`
}

// ExamOrder begins an exam.
type ExamOrder struct {
	SkillID int64 `json:"skillId" minimum:"1"`
}

// ExamAnswers adds answers to an exam under way.
type ExamAnswers struct {
	After   int      `json:"after" minimum:"0" doc:"How many answers there are already: the same twice is refused."`
	Answers []string `json:"answers" minItems:"1" maxItems:"300" nullable:"false" doc:"good, error or critical."`
}

// NewCertificate records one that was gained elsewhere.
type NewCertificate struct {
	SkillID int64  `json:"skillId" minimum:"1"`
	Granted Day    `json:"granted" doc:"No day to come."`
	Method  string `json:"method" maxLength:"200"`
}

// MemberReason says why something ends.
type MemberReason struct {
	Reason string `json:"reason" minLength:"3" maxLength:"4000"`
}

// NewMemberAppeal is a member's word.
type NewMemberAppeal struct {
	Event int    `json:"event" minimum:"0"`
	Words string `json:"words" maxLength:"4000"`
}

// MemberAppealDecision closes an appeal.
type MemberAppealDecision struct {
	Granted bool   `json:"granted"`
	Reason  string `json:"reason" maxLength:"4000"`
}

// MemberEntryInput names something of a member or a programme.
type MemberEntryInput struct {
	IDInput
	Entry int64 `path:"entry" minimum:"1" doc:"Names the exam, appeal, motion or action."`
}

type (
	memberListInput struct {
		Programme int64  `query:"programme"`
		State     string `query:"state"`
		Text      string `query:"text" maxLength:"100" doc:"Part of a code or a name."`
	}
	memberApplyInput struct {
		OnceInput
		Body CrowdApplication
	}
	memberStepInput struct {
		IDInput
		IfMatch
		Body MemberStepOrder
	}
	memberNoteInput struct {
		IDInput
		IfMatch
		Body MemberNotes
	}
	examInput struct {
		IDInput
		OnceInput
		Body ExamOrder
	}
	examAnswerInput struct {
		MemberEntryInput
		Body ExamAnswers
	}
	certificateInput struct {
		IDInput
		OnceInput
		Body NewCertificate
	}
	memberReasonInput struct {
		MemberEntryInput
		Body MemberReason
	}
	memberAppealInput struct {
		IDInput
		OnceInput
		Body NewMemberAppeal
	}
	memberAppealDecisionInput struct {
		MemberEntryInput
		Body MemberAppealDecision
	}
)

func (s *Server) registerMembers(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return crowdOperation("Crowd", aboutMembers, method, path, id, summary)
	}
	secured(s, api, op(http.MethodGet, "/crowd-members", "list-crowd-members", "List members of crowds"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *memberListInput) (*listOutput[CrowdMember], error) {
			list, err := s.Crowd.Members.List(ctx, scope, vendors.MemberQuery{ProgrammeID: in.Programme, State: member.State(in.State), Text: in.Text})
			return pageOf(each(list, crowdMemberOf), ""), err
		})
	secured(s, api, op(http.MethodPost, "/crowd-members", "apply-crowd-member", "Begin a membership"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *memberApplyInput) (*whole[MemberFile], error) {
			if err := ownerOrVendor(scope); err != nil {
				return nil, err
			}
			m, err := s.Crowd.Members.Apply(ctx, scope, in.Body.ProgrammeID, in.Body.PersonID)
			return s.memberAnswer(ctx, scope, m.ID, err)
		})
	secured(s, api, op(http.MethodGet, "/crowd-members/{id}", "get-crowd-member", "See a member with the sealed log"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*whole[MemberFile], error) {
			return s.memberAnswer(ctx, scope, in.ID, nil)
		})
	secured(s, api, op(http.MethodPost, "/crowd-members/{id}/steps", "step-crowd-member", "Take a step"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *memberStepInput) (*whole[MemberFile], error) {
			step := vendors.MemberStep{To: member.State(in.Body.To), Evidence: in.Body.Evidence, Ground: member.Ground(in.Body.Ground), Exit: member.Exit(in.Body.Exit)}
			if step.Ground == member.Sequential {
				step.Verdict = accept.Reject
			}
			_, err := s.Crowd.Members.Step(ctx, scope, in.ID, in.version(), step)
			return s.memberAnswer(ctx, scope, in.ID, err)
		})
	secured(s, api, op(http.MethodPost, "/crowd-members/{id}/notes", "note-crowd-member", "Record facts on which later steps rest"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *memberNoteInput) (*whole[MemberFile], error) {
			_, err := s.Crowd.Members.Note(ctx, scope, in.ID, in.version(), vendors.MemberNotes(in.Body))
			return s.memberAnswer(ctx, scope, in.ID, err)
		})
	secured(s, api, op(http.MethodGet, "/crowd-exams", "list-crowd-exams", "List exams"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[MemberExam], error) {
			list, err := s.Crowd.Members.Exams(ctx, scope)
			return pageOf(each(list, memberExamOf), ""), err
		})
	secured(s, api, op(http.MethodPost, "/crowd-members/{id}/exams", "begin-crowd-exam", "Begin an exam, or go on with it"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *examInput) (*whole[MemberExam], error) {
			e, err := s.Crowd.Members.BeginExam(ctx, scope, in.ID, in.Body.SkillID)
			return &whole[MemberExam]{memberExamOf(e)}, err
		})
	secured(s, api, op(http.MethodPost, "/crowd-members/{id}/exams/{entry}/answers", "answer-crowd-exam", "Add answers to an exam"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *examAnswerInput) (*whole[MemberExam], error) {
			answers := each(in.Body.Answers, func(letter string) member.Answer {
				return member.Answer{Error: letter != "good", Critical: letter == "critical"}
			})
			e, err := s.Crowd.Members.AnswerExam(ctx, scope, in.ID, in.Entry, in.Body.After, answers)
			return &whole[MemberExam]{memberExamOf(e)}, err
		})
	secured(s, api, op(http.MethodPost, "/crowd-members/{id}/certificates", "certify-crowd-member", "Record a certificate from elsewhere"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *certificateInput) (*whole[MemberFile], error) {
			_, err := s.Crowd.Members.Certify(ctx, scope, vendors.MemberCertificate{MemberID: in.ID, SkillID: in.Body.SkillID, Granted: in.Body.Granted.Date, Method: in.Body.Method})
			return s.memberAnswer(ctx, scope, in.ID, err)
		})
	secured(s, api, op(http.MethodPost, "/crowd-members/{id}/certificates/{entry}/revocation", "revoke-crowd-certificate", "End a certificate, and the grants that rest on it"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *memberReasonInput) (*whole[MemberFile], error) {
			return s.memberAnswer(ctx, scope, in.ID, s.Crowd.Members.RevokeCertificate(ctx, scope, in.ID, in.Entry, in.Body.Reason))
		})
	secured(s, api, op(http.MethodPost, "/crowd-members/{id}/appeals/{entry}/decision", "decide-crowd-appeal", "Decide an appeal"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *memberAppealDecisionInput) (*whole[MemberFile], error) {
			_, err := s.Crowd.Members.DecideAppeal(ctx, scope, in.ID, in.Entry, in.Body.Granted, in.Body.Reason)
			return s.memberAnswer(ctx, scope, in.ID, err)
		})
}

// memberAnswer is a member as they are now, or why not.
func (s *Server) memberAnswer(ctx context.Context, scope auth.Scope, id int64, err error) (*whole[MemberFile], error) {
	if err != nil {
		return nil, err
	}
	f, err := s.Crowd.Members.File(ctx, scope, id)
	return &whole[MemberFile]{memberFileOf(f)}, err
}
