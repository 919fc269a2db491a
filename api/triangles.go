package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
)

// Triangle is the state of a programme's triangle.
type Triangle struct {
	Seats      []TriangleSeat   `json:"seats" nullable:"false"`
	Incomplete *Refusal         `json:"incomplete,omitempty" doc:"Why it cannot decide yet."`
	Colleagues []Colleague      `json:"colleagues" nullable:"false" doc:"Who can hold a corner."`
	Motions    []TriangleMotion `json:"motions" nullable:"false"`
	Actions    []TriangleAction `json:"actions" nullable:"false"`
	Health     TriangleHealth   `json:"health"`
}

// TriangleSeat is a user on a corner.
type TriangleSeat struct {
	Corner string `json:"corner" enum:"operations,quality,capability"`
	Owner  bool   `json:"owner" doc:"Else the vendor's counterpart."`
	UserID int64  `json:"userId" minimum:"1"`
	Name   string `json:"name,omitempty" readOnly:"true"`
}

// TriangleSeats is everybody on the corners.
type TriangleSeats struct {
	Seats []TriangleSeat `json:"seats" maxItems:"6" nullable:"false"`
}

// Colleague is a user who can hold a corner.
type Colleague struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Owner bool   `json:"owner"`
}

// TriangleMotion is a change, or a start, with what the corners say.
type TriangleMotion struct {
	ID       int64           `json:"id"`
	Field    string          `json:"field" doc:"Corner whose field it is; empty: go or no go."`
	Text     string          `json:"text"`
	OpenedAt time.Time       `json:"openedAt"`
	Passed   bool            `json:"passed"`
	Vetoed   []string        `json:"vetoed" nullable:"false"`
	Missing  []string        `json:"missing" nullable:"false" doc:"Corners whose word is still to come."`
	Voices   []TriangleVoice `json:"voices" nullable:"false"`
}

// TriangleVoice is a word on a motion.
type TriangleVoice struct {
	UserID int64     `json:"userId"`
	Yes    bool      `json:"yes"`
	Why    string    `json:"why"`
	At     time.Time `json:"at"`
}

// TriangleAction is a line of the weekly board.
type TriangleAction struct {
	ID int64 `json:"id"`
	NewTriangleAction
	DoneAt *time.Time `json:"doneAt,omitempty"`
}

// NewTriangleAction writes on the board.
type NewTriangleAction struct {
	Corner      string `json:"corner" enum:"operations,quality,capability"`
	Text        string `json:"text" maxLength:"4000"`
	Person      string `json:"person" maxLength:"200" doc:"Who does it."`
	Due         Day    `json:"due"`
	Critical    bool   `json:"critical"`
	Calibration bool   `json:"calibration" doc:"Done, it counts as the week's calibration."`
}

// TriangleHealth is how a triangle does, each part from 0 to 1.
type TriangleHealth struct {
	Index       float64 `json:"index" doc:"The least of the others."`
	Actions     float64 `json:"actions"`
	Calibration float64 `json:"calibration"`
	Coverage    float64 `json:"coverage"`
	Open        int     `json:"open" doc:"Critical actions."`
	Calibrated  *Day    `json:"calibrated,omitempty"`
	Certified   int     `json:"certified"`
	Working     int     `json:"working"`
}

// NewTriangleMotion puts a change to the corners.
type NewTriangleMotion struct {
	Field string `json:"field" enum:",operations,quality,capability"`
	Text  string `json:"text" maxLength:"4000"`
}

// NewTriangleVoice speaks on a motion.
type NewTriangleVoice struct {
	Yes bool   `json:"yes"`
	Why string `json:"why" maxLength:"4000" doc:"A veto has its reason."`
}

type (
	seatsInput struct {
		IDInput
		Body TriangleSeats
	}
	motionInput struct {
		IDInput
		OnceInput
		Body NewTriangleMotion
	}
	voiceInput struct {
		MemberEntryInput
		Body NewTriangleVoice
	}
	actionInput struct {
		IDInput
		OnceInput
		Body NewTriangleAction
	}
)

func (s *Server) registerTriangles(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return crowdOperation("Authority", aboutTriangle, method, path, id, summary)
	}
	answer := func(ctx context.Context, scope auth.Scope, t vendors.Triangle, err error) (*whole[Triangle], error) {
		if err != nil {
			return nil, err
		}
		people, err := s.Crowd.Triangles.Colleagues(ctx, scope, t.ProgrammeID)
		return &whole[Triangle]{triangleOf(t, people)}, err
	}
	secured(s, api, op(http.MethodGet, "/programmes/{id}/triangle", "get-triangle", "See a programme's triangle"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*whole[Triangle], error) {
			t, err := s.Crowd.Triangles.Get(ctx, scope, in.ID)
			return answer(ctx, scope, t, err)
		})
	secured(s, api, op(http.MethodPut, "/programmes/{id}/triangle/seats", "seat-triangle", "Put people on the corners"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *seatsInput) (*whole[Triangle], error) {
			t, err := s.Crowd.Triangles.Seat(ctx, scope, in.ID, each(in.Body.Seats, func(seat TriangleSeat) vendors.TriangleSeat {
				return vendors.TriangleSeat{Corner: authority.Corner(seat.Corner), Owner: seat.Owner, UserID: seat.UserID}
			}))
			return answer(ctx, scope, t, err)
		})
	secured(s, api, op(http.MethodPost, "/programmes/{id}/triangle/motions", "move-triangle", "Put a change or a start to the corners"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *motionInput) (*whole[Triangle], error) {
			t, err := s.Crowd.Triangles.Move(ctx, scope, in.ID, authority.Corner(in.Body.Field), in.Body.Text)
			return answer(ctx, scope, t, err)
		})
	secured(s, api, op(http.MethodPost, "/programmes/{id}/triangle/motions/{entry}/voice", "speak-triangle", "Sign or veto"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *voiceInput) (*whole[Triangle], error) {
			t, err := s.Crowd.Triangles.Speak(ctx, scope, in.ID, in.Entry, in.Body.Yes, in.Body.Why)
			return answer(ctx, scope, t, err)
		})
	secured(s, api, op(http.MethodPost, "/programmes/{id}/triangle/actions", "act-triangle", "Write on the weekly board"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *actionInput) (*whole[Triangle], error) {
			b := in.Body
			t, err := s.Crowd.Triangles.Act(ctx, scope, vendors.TriangleAction{ProgrammeID: in.ID, Corner: authority.Corner(b.Corner), Text: b.Text, Person: b.Person, Due: b.Due.Date, Critical: b.Critical, Calibration: b.Calibration})
			return answer(ctx, scope, t, err)
		})
	secured(s, api, op(http.MethodPost, "/programmes/{id}/triangle/actions/{entry}/done", "finish-triangle-action", "Mark an action done"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *MemberEntryInput) (*whole[Triangle], error) {
			t, err := s.Crowd.Triangles.Finish(ctx, scope, in.ID, in.Entry)
			return answer(ctx, scope, t, err)
		})
}

func triangleOf(t vendors.Triangle, people []vendors.Colleague) Triangle {
	corners := func(list []authority.Corner) []string {
		return each(list, func(c authority.Corner) string { return string(c) })
	}
	h := t.Health
	return Triangle{
		Seats: each(t.Seats, func(seat vendors.TriangleSeat) TriangleSeat {
			return TriangleSeat{string(seat.Corner), seat.Owner, seat.UserID, seat.Name}
		}),
		Incomplete: refusalOf(t.Incomplete),
		Colleagues: each(people, func(c vendors.Colleague) Colleague { return Colleague{c.ID, c.Name, c.Employer == 0} }),
		Motions: each(t.Motions, func(m vendors.TriangleMotion) TriangleMotion {
			return TriangleMotion{m.ID, string(m.Field), m.Text, m.OpenedAt, m.Vote.Passed, corners(m.Vote.Vetoed), corners(m.Vote.Missing), each(m.Voices, func(v vendors.TriangleVoice) TriangleVoice {
				return TriangleVoice{v.UserID, v.Yes, v.Why, v.At}
			})}
		}),
		Actions: each(t.Actions, func(a vendors.TriangleAction) TriangleAction {
			return TriangleAction{a.ID, NewTriangleAction{string(a.Corner), a.Text, a.Person, Day{a.Due}, a.Critical, a.Calibration}, orNone(a.DoneAt)}
		}),
		Health: TriangleHealth{h.Index, h.Actions, h.Calibration, h.Coverage, t.Open, dayOrNone(t.Calibrated), t.Certified, t.Working},
	}
}
