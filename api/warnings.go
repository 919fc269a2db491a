package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/internal/auth"
)

// WarningState is whether early warning is on, and what it learnt. Nobody is named in it.
type WarningState struct {
	Switch       WarningSwitch  `json:"switch"`
	Model        *WarningModel  `json:"model,omitempty" doc:"The newest; absent: nothing was learnt yet."`
	Distribution []WarningShare `json:"distribution" nullable:"false" doc:"How chances spread; ranges of fewer than ten people are joined. Empty while it is off."`
}

// WarningSwitch is how early warning was switched last.
type WarningSwitch struct {
	On     bool       `json:"on"`
	Reason string     `json:"reason"`
	At     *time.Time `json:"at,omitempty" doc:"Absent: never switched, which is off."`
	By     string     `json:"by"`
}

// NewWarningSwitch switches early warning.
type NewWarningSwitch struct {
	On     bool   `json:"on"`
	Reason string `json:"reason" minLength:"4" maxLength:"1000"`
}

// WarningShare is how many people's chances lie in a range.
type WarningShare struct {
	From   float64 `json:"from"`
	To     float64 `json:"to"`
	People int     `json:"people"`
}

// WarningTalk is what came of a conversation.
type WarningTalk struct {
	ID int64 `json:"id"`
	NewWarningTalk
	At time.Time `json:"at"`
	By string    `json:"by"`
}

// NewWarningTalk tells what came of a conversation.
type NewWarningTalk struct {
	Outcome string `json:"outcome" enum:"talked,agreed,no_need,leaving"`
	Note    string `json:"note" maxLength:"2000"`
}

// WarningScore is how likely somebody leaves within three months.
type WarningScore struct {
	Average   bool          `json:"average" doc:"What people of this tenure do: no model was good enough."`
	Chance    float64       `json:"chance"`
	Lower     float64       `json:"lower" doc:"95 % interval."`
	Upper     float64       `json:"upper"`
	Parts     []WarningPart `json:"parts" nullable:"false"`
	MadeAt    time.Time     `json:"madeAt"`
	ExpiresAt time.Time     `json:"expiresAt" doc:"Nobody sees it from then on."`
}

// WarningPart is what a fact adds to the chance.
type WarningPart struct {
	Name       string  `json:"name"`
	Value      float64 `json:"value"`
	Mean       float64 `json:"mean" doc:"Of everybody: what it is compared with."`
	Points     float64 `json:"points" doc:"Added to the chance, a share."`
	Actionable bool    `json:"actionable" doc:"Something can be done about it."`
}

// WarnedPerson is somebody to talk with.
type WarnedPerson struct {
	CareerPerson
	WarningScore
	Talks []WarningTalk `json:"talks" nullable:"false" doc:"The newest first."`
}

// WarningView is a look at somebody's score.
type WarningView struct {
	Person CareerPerson `json:"person"`
	What   string       `json:"what"`
	At     time.Time    `json:"at"`
	By     string       `json:"by"`
}

type (
	warningStateOutput struct{ Body WarningState }
	warningModelOutput struct{ Body WarningModel }
	warningTalkOutput  struct{ Body WarningTalk }
	warningSwitchInput struct{ Body NewWarningSwitch }
	warningTalkInput   struct {
		IDInput
		OnceInput
		Body NewWarningTalk
	}
)

const aboutWarnings = "Early warning names people with whom somebody should talk. HR alone reads it; it is off until HR switches it on and says why, every look at somebody's score is written down, and promotion, pay, rosters and dismissal cannot read it."

func (s *Server) registerWarnings(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return careerOperation(method, path, id, summary, aboutWarnings)
	}
	secured(s, api, op(http.MethodGet, "/warnings", "get-warnings", "See whether early warning is on, and its model card"), auth.ReadRisk, s.warningState)
	secured(s, api, op(http.MethodPut, "/warnings/switch", "switch-warnings", "Switch early warning on or off, and say why"), auth.ReadRisk, s.switchWarnings)
	learn := op(http.MethodPost, "/warnings/models", "learn-warnings", "Learn anew from all months that are over")
	learn.DefaultStatus = http.StatusCreated
	secured(s, api, learn, auth.ReadRisk, s.learnWarnings)
	secured(s, api, op(http.MethodGet, "/warnings/people", "list-warned-people", "See with whom to talk; that you looked is written down"), auth.ReadRisk, s.listWarned)
	talk := op(http.MethodPost, "/warnings/people/{id}/talks", "create-warning-talk", "Tell what came of a conversation")
	talk.DefaultStatus = http.StatusCreated
	secured(s, api, talk, auth.ReadRisk, s.recordTalk)
	secured(s, api, op(http.MethodGet, "/warnings/views", "list-warning-views", "See who looked at whose score"), auth.ReadRisk, s.listWarningViews)
}

// accountNames names those who can see careers, by user.
func (s *Server) accountNames(ctx context.Context, scope auth.Scope) (map[int64]string, error) {
	list, err := s.Careers.Rounds.BoardAccounts(ctx, scope)
	names := map[int64]string{}
	for _, a := range list {
		names[a.UserID] = a.Name
	}
	return names, err
}

func (s *Server) warningState(ctx context.Context, scope auth.Scope, _ *struct{}) (*warningStateOutput, error) {
	state, err := s.Warnings.State(ctx, scope)
	if err != nil {
		return nil, err
	}
	names, err := s.accountNames(ctx, scope)
	if err != nil {
		return nil, err
	}
	w := state.Switch
	out := WarningState{Switch: WarningSwitch{w.On, w.Reason, orNone(w.At), names[w.By]}, Distribution: []WarningShare{}}
	if state.Model != nil {
		card := warningModelOf(state.Model)
		out.Model = &card
	}
	if !w.On {
		return &warningStateOutput{out}, nil
	}
	shares, err := s.Warnings.Distribution(ctx, scope)
	out.Distribution = each(shares, func(k risk.Share) WarningShare { return WarningShare(k) })
	return &warningStateOutput{out}, err
}

func (s *Server) switchWarnings(ctx context.Context, scope auth.Scope, in *warningSwitchInput) (*warningStateOutput, error) {
	if _, err := s.Warnings.Turn(ctx, scope, in.Body.On, in.Body.Reason); err != nil {
		return nil, err
	}
	return s.warningState(ctx, scope, nil)
}

func (s *Server) learnWarnings(ctx context.Context, scope auth.Scope, _ *OnceInput) (*warningModelOutput, error) {
	m, err := s.Warnings.Learn(ctx, scope)
	if err != nil {
		return nil, err
	}
	return &warningModelOutput{warningModelOf(m)}, nil
}

func (s *Server) listWarned(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[WarnedPerson], error) {
	list, err := s.Warnings.ToTalkWith(ctx, scope)
	if err != nil {
		return nil, err
	}
	names, err := s.accountNames(ctx, scope)
	return pageOf(each(list, func(l risk.Listed) WarnedPerson {
		return WarnedPerson{CareerPerson{l.Person.ID, l.Person.Code, l.Person.Name}, warningScoreOf(l.Score), warningTalksOf(l.Talks, names)}
	}), ""), err
}

func (s *Server) recordTalk(ctx context.Context, scope auth.Scope, in *warningTalkInput) (*warningTalkOutput, error) {
	t, err := s.Warnings.Record(ctx, scope, risk.Talk{PersonID: in.ID, Outcome: risk.Outcome(in.Body.Outcome), Note: in.Body.Note})
	if err != nil {
		return nil, err
	}
	names, err := s.accountNames(ctx, scope)
	return &warningTalkOutput{warningTalksOf([]risk.Talk{t}, names)[0]}, err
}

func (s *Server) listWarningViews(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[WarningView], error) {
	views, err := s.Warnings.Views(ctx, scope)
	if err != nil {
		return nil, err
	}
	people, err := s.careerPeople(ctx, scope, each(views, func(v risk.View) int64 { return v.PersonID }))
	if err != nil {
		return nil, err
	}
	names, err := s.accountNames(ctx, scope)
	return pageOf(each(views, func(v risk.View) WarningView {
		return WarningView{careerPerson(v.PersonID, people), v.What, v.At, names[v.By]}
	}), ""), err
}

func warningScoreOf(k risk.Score) WarningScore {
	return WarningScore{
		Average: k.Average, Chance: k.Chance, Lower: k.Lower, Upper: k.Upper, MadeAt: k.MadeAt, ExpiresAt: k.ExpiresAt,
		Parts: each(k.Parts, func(p risk.Part) WarningPart { return WarningPart(p) }),
	}
}

func warningTalksOf(talks []risk.Talk, names map[int64]string) []WarningTalk {
	return each(talks, func(t risk.Talk) WarningTalk {
		return WarningTalk{t.ID, NewWarningTalk{string(t.Outcome), t.Note}, t.At, names[t.By]}
	})
}

// riskProblem translates what early warning refuses.
func riskProblem(err error) *Problem {
	var off *risk.OffError
	if errors.As(err, &off) {
		return newProblem(http.StatusConflict, "warning_off", off.Error())
	}
	return nil
}
