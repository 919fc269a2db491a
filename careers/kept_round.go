package careers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// KeptRound is a promotion round for the places of one rung.
type KeptRound struct {
	ID, Version   int64
	Name          string
	LadderID      int64 // the version that applications go by
	Rung          string
	Seats, Quorum int
	Criteria      []round.Criterion
	State         round.State
	Opens, Closes grid.Date // first and last day of applications
	Effective     grid.Date // first day on the new rung
	Changes       Changes
	AnnouncedAt   time.Time // when decisions became known
	AppealsDue    grid.Date // last day to appeal; zero before decisions are announced
	CreatedAt     time.Time
	CreatedBy     int64
}

// Changes is what else changes for whoever is promoted, on the effective day.
type Changes struct {
	AgreementID int64   // 0: stays
	Drops       []int64 // skills that they no longer serve
	Gains       []SkillGain
	OffQueues   float64 // part of their time that leaves the queues, 0 to 1
}

// SkillGain is a skill that comes with a rung.
type SkillGain struct {
	SkillID int64
	Level   int
}

// Member is one of a board.
type Member struct {
	Account
	Recused []int64 // people about whom they have no say
}

// code is how the core calls a member: as the person where they are one, so that it
// knows who would judge themselves.
func (m Member) code() string {
	if m.PersonID != 0 {
		return personCode(m.PersonID)
	}
	return fmt.Sprintf("u%d", m.UserID)
}

// Application is somebody who applies in a round.
type Application struct {
	ID, RoundID, PersonID int64
	From                  string // rung
	Statement             string
	NamedBy               int64 // user who entered it: oneself, or a supervisor
	At, WithdrawnAt       time.Time
	Inputs                string // of the snapshot that it rests on
	Verdict               ladder.Verdict
	Outcome               round.Outcome // "" until it is decided
	Reason                string
	Deciders              []int64 // users
	InEffectAt            time.Time
}

// Marked is a score by a member for somebody in a criterion.
type Marked struct {
	UserID, PersonID int64
	Criterion        string
	Points           int
	Note             string
}

// MarkChange is a score changed after it was shown to others.
type MarkChange struct {
	UserID, PersonID int64
	Criterion        string
	Before, After    int
	Reason           string
	At               time.Time
}

// Appeal is somebody who does not accept a decision.
type Appeal struct {
	ID, RoundID, PersonID int64
	Reason                string
	At                    time.Time
	Outcome               string // "", upheld or rejected
	Answer                string
	DecidedBy             int64
	DecidedAt             time.Time
}

// RoundStore keeps promotion rounds.
type RoundStore interface {
	Transactor
	AddRound(ctx context.Context, scope auth.Scope, r KeptRound) (KeptRound, error)
	Round(ctx context.Context, scope auth.Scope, id int64) (KeptRound, error)
	// HoldRound is Round, keeping others from changing it until the transaction ends.
	HoldRound(ctx context.Context, scope auth.Scope, id int64) (KeptRound, error)
	Rounds(ctx context.Context, scope auth.Scope, before int64, limit int) ([]KeptRound, error)
	UpdateRound(ctx context.Context, scope auth.Scope, r KeptRound) (KeptRound, error)
	DeleteRound(ctx context.Context, scope auth.Scope, id int64) error
	Members(ctx context.Context, scope auth.Scope, round int64) ([]Member, error)
	PutMembers(ctx context.Context, scope auth.Scope, round int64, list []Member) error
	// Applications are those that stand, in order of person.
	Applications(ctx context.Context, scope auth.Scope, round int64) ([]Application, error)
	// ApplicationsOf are a person's, the newest first, withdrawn ones too.
	ApplicationsOf(ctx context.Context, scope auth.Scope, person int64) ([]Application, error)
	AddApplication(ctx context.Context, scope auth.Scope, a Application) (Application, error)
	UpdateApplication(ctx context.Context, scope auth.Scope, a Application) error
	Marks(ctx context.Context, scope auth.Scope, round int64) ([]Marked, error)
	PutMark(ctx context.Context, scope auth.Scope, round int64, m Marked) error
	MarkChanges(ctx context.Context, scope auth.Scope, round int64) ([]MarkChange, error)
	AddMarkChange(ctx context.Context, scope auth.Scope, round int64, c MarkChange) error
	Appeals(ctx context.Context, scope auth.Scope, round int64) ([]Appeal, error)
	AddAppeal(ctx context.Context, scope auth.Scope, a Appeal) (Appeal, error)
	UpdateAppeal(ctx context.Context, scope auth.Scope, a Appeal) error
	// Due are promotions whose day has come and that are not in effect yet, with their
	// rounds.
	Due(ctx context.Context, scope auth.Scope, on grid.Date) ([]KeptRound, error)
	// Pinned tells by which version of its ladder each running application goes.
	Pinned(ctx context.Context, scope auth.Scope) (map[int64]int64, error)
}

// check refuses a round that cannot be.
func (r KeptRound) check(l *ladder.Ladder) error {
	c := checks{what: "promotion round"}
	c.text("name", r.Name, 1, 120)
	_, found := l.Rung(r.Rung)
	c.need(found, "rung", fmt.Sprintf("%q", r.Rung), "a rung of the ladder in force")
	c.need(slices.ContainsFunc(l.Edges, func(e ladder.Edge) bool { return e.To == r.Rung && e.Kind != ladder.StepBack }), "rung", r.Rung, "a rung that some move leads up or across to")
	c.need(r.Seats >= 1 && r.Seats <= 1000, "seats", r.Seats, "1 to 1000")
	c.need(r.Quorum >= 1 && r.Quorum <= 50, "quorum", r.Quorum, "1 to 50 members")
	c.need(!r.Opens.IsZero() && !r.Closes.Before(r.Opens), "closesOn", r.Closes.String(), "a day not before "+r.Opens.String())
	c.need(r.Effective.After(r.Closes), "effectiveOn", r.Effective.String(), "a day after "+r.Closes.String())
	c.need(r.Changes.OffQueues >= 0 && r.Changes.OffQueues <= 1, "changes.offQueues", r.Changes.OffQueues, "a share from 0 to 1")
	c.need(len(r.Criteria) >= 1 && len(r.Criteria) <= 12, "criteria", len(r.Criteria), "1 to 12 criteria")
	for i, x := range r.Criteria {
		at := fmt.Sprintf("criteria[%d]", i)
		c.text(at+".code", x.Code, 1, 80)
		c.need(x.Weight > 0 && x.Weight <= 100, at+".weight", x.Weight, "above 0, at most 100")
		c.need(slices.IndexFunc(r.Criteria, func(o round.Criterion) bool { return o.Code == x.Code }) == i, at+".code", x.Code, "each criterion once")
	}
	for i, g := range r.Changes.Gains {
		c.need(g.Level >= 1 && g.Level <= 5, fmt.Sprintf("changes.gains[%d].level", i), g.Level, "1 to 5")
	}
	return c.err()
}

// under puts together what the core decides by.
func (r KeptRound) under(board []Member, applied []Application, marks []Marked) *round.Round {
	out := &round.Round{State: r.State, Rung: r.Rung, Seats: r.Seats, Criteria: r.Criteria, Quorum: r.Quorum}
	by := map[int64]string{}
	for _, m := range board {
		by[m.UserID] = m.code()
		member := round.Member{Code: m.code()}
		for _, p := range m.Recused {
			member.Recused = append(member.Recused, personCode(p))
		}
		out.Board = append(out.Board, member)
	}
	for _, a := range applied {
		out.Applicants = append(out.Applicants, round.Applicant{Code: personCode(a.PersonID), Verdict: a.Verdict})
		if a.Outcome == "" {
			continue
		}
		d := round.Decision{Applicant: personCode(a.PersonID), Outcome: a.Outcome, Reason: a.Reason}
		for _, user := range a.Deciders {
			d.Deciders = append(d.Deciders, orUser(by[user], user))
		}
		out.Decisions = append(out.Decisions, d)
	}
	for _, m := range marks {
		out.Scores = append(out.Scores, round.Score{Member: orUser(by[m.UserID], m.UserID), Applicant: personCode(m.PersonID), Criterion: m.Criterion, Points: m.Points, Comment: m.Note})
	}
	return out
}

func orUser(code string, user int64) string {
	if code != "" {
		return code
	}
	return fmt.Sprintf("u%d", user)
}

// announced reports whether decisions stand and are known.
func (r KeptRound) announced() bool {
	return slices.Contains([]round.State{round.Decided, round.Appeals, round.Closed}, r.State)
}

// edge is the move by which somebody on a rung would come to the round's.
func (r KeptRound) edge(l *ladder.Ladder, from string) (ladder.Edge, bool) {
	for _, e := range l.From(from) {
		if e.To == r.Rung && e.Kind != ladder.StepBack {
			return e, true
		}
	}
	return ladder.Edge{}, false
}

func trimmed(text string) string { return strings.TrimSpace(text) }
