package careers

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Rounds is the verbs of promotion rounds.
type Rounds struct {
	store     RoundStore
	ladders   *Ladders
	readiness *Readiness
	evidence  EvidenceStore
	accounts  Accounts
	journal   Journal
	// Capacity says what a round costs queues; nil: nobody can say.
	Capacity Capacity
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewRounds connects rounds with what they need of others.
func NewRounds(store RoundStore, ladders *Ladders, readiness *Readiness, evidence EvidenceStore, accounts Accounts, journal Journal) *Rounds {
	return &Rounds{store: store, ladders: ladders, readiness: readiness, evidence: evidence, accounts: accounts, journal: journal, Now: time.Now}
}

func (s *Rounds) today() grid.Date { return grid.DateOf(s.Now().UTC()) }

// RoundReport is a round as one who may see careers sees it.
type RoundReport struct {
	KeptRound
	Ladder       KeptLadder
	Board        []Member
	Applications []Application
	Marks        []Marked // those that the caller may see
	Complete     []int64  // users of the board who have scored everybody whom they judge
	ScoreChanges []MarkChange
	Standings    []round.Standing // once scoring is over
	Leniency     []round.Leniency
	Appeals      []Appeal
	Room         int // places free on the rung now
	Limited      bool
	Faults       []*Refused // that keep it from going on
}

// opened is a round with all that belongs to it.
type opened struct {
	round  KeptRound
	kept   KeptLadder
	board  []Member
	people []Application
	marks  []Marked
}

func (s *Rounds) read(ctx context.Context, scope auth.Scope, r KeptRound) (o opened, err error) {
	o.round = r
	if o.kept, err = s.ladders.Ladder(ctx, scope, r.LadderID); err != nil {
		return o, err
	}
	if o.board, err = s.store.Members(ctx, scope, r.ID); err != nil {
		return o, err
	}
	if o.people, err = s.store.Applications(ctx, scope, r.ID); err != nil {
		return o, err
	}
	o.marks, err = s.store.Marks(ctx, scope, r.ID)
	return o, err
}

// hold reads a round for the caller's transaction; states are those it must be in.
func (s *Rounds) hold(ctx context.Context, scope auth.Scope, id int64, states ...round.State) (opened, error) {
	r, err := s.store.HoldRound(ctx, scope, id)
	if err != nil {
		return opened{}, err
	}
	if len(states) > 0 && !slices.Contains(states, r.State) {
		return opened{}, refuse(string(round.WrongState), string(r.State), fmt.Sprint(states))
	}
	return s.read(ctx, scope, r)
}

func (o opened) under() *round.Round { return o.round.under(o.board, o.people, o.marks) }

// seat is the board's member that a user is.
func (o opened) seat(user int64) (Member, bool) {
	at := slices.IndexFunc(o.board, func(m Member) bool { return m.UserID == user })
	if at < 0 {
		return Member{}, false
	}
	return o.board[at], true
}

func (o opened) application(person int64) (Application, bool) {
	at := slices.IndexFunc(o.people, func(a Application) bool { return a.PersonID == person })
	if at < 0 {
		return Application{}, false
	}
	return o.people[at], true
}

// names call people and members as in messages: the board by name, people by number.
func (o opened) names() map[string]string {
	names := map[string]string{}
	for _, a := range o.people {
		names[personCode(a.PersonID)] = fmt.Sprintf("person %d", a.PersonID)
	}
	for _, m := range o.board {
		names[m.code()] = m.Name
	}
	return names
}

// room is how many places the rung of a round has free now. Who is promoted away from it
// keeps their place until their day.
func (s *Rounds) room(ctx context.Context, scope auth.Scope, o opened) (room int, limited bool, err error) {
	code := o.kept.Ladder.Code
	holders, err := s.ladders.taken(ctx, scope, code, s.today())
	if err != nil {
		return 0, false, err
	}
	standing, err := s.ladders.InForce(ctx, scope)
	if err != nil {
		return 0, false, err
	}
	l := o.kept.Ladder
	if now, found := standing[code]; found { // places are those of today's version
		l = now.Ladder
	}
	room, limited = l.Room(o.round.Rung, holders)
	return room, limited, nil
}

// Draft keeps a new round.
func (s *Rounds) Draft(ctx context.Context, scope auth.Scope, r KeptRound) (KeptRound, error) {
	kept, err := s.ladders.Ladder(ctx, scope, r.LadderID)
	if errors.Is(err, database.ErrNotFound) || err == nil && kept.State != Published {
		return r, invalid("promotion round", "ladderId", fmt.Sprint(r.LadderID), "a ladder in force")
	}
	if err != nil {
		return r, err
	}
	if err := r.check(kept.Ladder); err != nil {
		return r, err
	}
	r.State, r.CreatedAt, r.CreatedBy = round.Draft, s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if r, err = s.store.AddRound(ctx, scope, r); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "round.draft", subject("round", r.ID), map[string]any{"name": r.Name, "rung": r.Rung, "seats": r.Seats})
	})
	return r, err
}

// Change changes a round before it opens.
func (s *Rounds) Change(ctx context.Context, scope auth.Scope, r KeptRound) (KeptRound, error) {
	var out KeptRound
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		o, err := s.hold(ctx, scope, r.ID, round.Draft)
		if err != nil {
			return err
		}
		now := o.round
		now.Version, now.Name, now.Rung, now.Seats, now.Quorum, now.Criteria = r.Version, r.Name, r.Rung, r.Seats, r.Quorum, r.Criteria
		now.Opens, now.Closes, now.Effective, now.Changes = r.Opens, r.Closes, r.Effective, r.Changes
		if err := now.check(o.kept.Ladder); err != nil {
			return err
		}
		out, err = s.store.UpdateRound(ctx, scope, now)
		return err
	})
	return out, err
}

// Forget deletes a round before it opens.
func (s *Rounds) Forget(ctx context.Context, scope auth.Scope, id int64) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.hold(ctx, scope, id, round.Draft); err != nil {
			return err
		}
		return s.store.DeleteRound(ctx, scope, id)
	})
}

// Rounds lists them, the newest first.
func (s *Rounds) Rounds(ctx context.Context, scope auth.Scope, before int64, limit int) ([]KeptRound, error) {
	return s.store.Rounds(ctx, scope, before, limit)
}

// BoardAccounts are those who may sit on a board.
func (s *Rounds) BoardAccounts(ctx context.Context, scope auth.Scope) ([]Account, error) {
	return s.accounts.BoardAccounts(ctx, auth.SystemScope(scope.Tenant()))
}

// Seat makes people the board of a round, with whom they are recused from, until scoring
// is over. Whoever has scored already stays.
func (s *Rounds) Seat(ctx context.Context, scope auth.Scope, id int64, board []Member) error {
	known, err := s.BoardAccounts(ctx, scope)
	if err != nil {
		return err
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		o, err := s.hold(ctx, scope, id, round.Draft, round.Open, round.Scoring)
		if err != nil {
			return err
		}
		c := checks{what: "board"}
		for i := range board {
			at := slices.IndexFunc(known, func(a Account) bool { return a.UserID == board[i].UserID })
			c.need(at >= 0, fmt.Sprintf("members[%d].userId", i), board[i].UserID, "somebody who may see careers")
			if at >= 0 {
				board[i].Account, board[i].Recused = known[at], unique(board[i].Recused)
			}
		}
		for _, m := range o.marks {
			c.need(slices.ContainsFunc(board, func(b Member) bool { return b.UserID == m.UserID && !slices.Contains(b.Recused, m.PersonID) }), "members", fmt.Sprintf("user %d left out", m.UserID), "everybody who has scored already, for those whom they scored")
			if len(c.fields) > 0 {
				break
			}
		}
		if err := c.err(); err != nil {
			return err
		}
		if err := s.store.PutMembers(ctx, scope, id, board); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "round.board", subject("round", id), map[string]any{"members": len(board)})
	})
}

// Recuse takes the caller out of judging somebody.
func (s *Rounds) Recuse(ctx context.Context, scope auth.Scope, id, person int64) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		o, err := s.hold(ctx, scope, id, round.Open, round.Scoring)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(o.board, func(m Member) bool { return m.UserID == scope.Actor() })
		if at < 0 {
			return refuse(string(round.NoSuchMember), "you", "a member of the board")
		}
		if slices.ContainsFunc(o.marks, func(m Marked) bool { return m.UserID == scope.Actor() && m.PersonID == person }) {
			return refuse(string(round.ScoredTwice), "you", "to be recused before scoring")
		}
		o.board[at].Recused = unique(append(o.board[at].Recused, person))
		if err := s.store.PutMembers(ctx, scope, id, o.board); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "round.recuse", subject("round", id), map[string]any{"person": person})
	})
}

// Report is a round as the caller sees it. While scoring lasts a member sees their own
// scores only; applicants from whom somebody is recused stay hidden from them later too.
func (s *Rounds) Report(ctx context.Context, scope auth.Scope, id int64) (RoundReport, error) {
	r, err := s.store.Round(ctx, scope, id)
	if err != nil {
		return RoundReport{}, err
	}
	o, err := s.read(ctx, scope, r)
	if err != nil {
		return RoundReport{}, err
	}
	if _, sits := o.seat(scope.Actor()); sits { // a board decides about all who apply
		scope = auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
		if o, err = s.read(ctx, scope, r); err != nil {
			return RoundReport{}, err
		}
	}
	out := RoundReport{KeptRound: r, Ladder: o.kept, Board: o.board, Applications: o.people}
	under := o.under()
	over := r.State == round.Calibration || r.announced()
	if me, sits := o.seat(scope.Actor()); sits {
		by := map[string]int64{}
		for _, m := range o.board {
			by[m.code()] = m.UserID
		}
		for _, v := range under.Visible(me.code()) {
			out.Marks = append(out.Marks, Marked{by[v.Member], PersonOf(v.Applicant), v.Criterion, v.Points, v.Comment})
		}
	}
	out.Complete = o.complete()
	if over {
		out.Standings, out.Leniency = under.Standings()
		if out.ScoreChanges, err = s.store.MarkChanges(ctx, scope, id); err != nil {
			return out, err
		}
	}
	if out.Room, out.Limited, err = s.room(ctx, scope, o); err != nil {
		return out, err
	}
	if out.Appeals, err = s.store.Appeals(ctx, scope, id); err != nil {
		return out, err
	}
	var refused *RefusedError
	if errors.As(s.standsAgainst(o, out.Room, out.Limited), &refused) {
		out.Faults = refused.Rules
	}
	return out, nil
}

// complete are the members who have scored everybody whom they judge.
func (o opened) complete() []int64 {
	var list []int64
	for _, m := range o.board {
		asked, given := 0, 0
		for _, a := range o.people {
			if a.PersonID != m.PersonID && !slices.Contains(m.Recused, a.PersonID) {
				asked += len(o.round.Criteria)
			}
		}
		for _, x := range o.marks {
			if x.UserID == m.UserID {
				given++
			}
		}
		if asked > 0 && given >= asked {
			list = append(list, m.UserID)
		}
	}
	return list
}

// standsAgainst says what keeps a round from going on, without moving it.
func (s *Rounds) standsAgainst(o opened, room int, limited bool) error {
	under := o.under()
	switch o.round.State {
	case round.Draft:
		return refusedBy(under.Check(), o.names())
	case round.Calibration:
		return refusedBy(under.CheckDecisions(room, limited), o.names())
	case round.Scoring:
		err := under.Advance(room, limited)
		var fault *round.Fault
		if errors.As(err, &fault) {
			return refusedBy([]*round.Fault{fault}, o.names())
		}
		return err
	}
	return nil
}

// verdictOf judges an applicant anew and keeps what it rests on.
func (s *Rounds) verdictOf(ctx context.Context, scope auth.Scope, o opened, a *Application) error {
	e, found := o.round.edge(o.kept.Ladder, a.From)
	if !found {
		return invalid("application", "personId", a.From, "a rung from which a move leads to "+o.round.Rung)
	}
	j, err := s.readiness.snap(ctx, scope, o.kept, e, a.PersonID, s.today())
	if err != nil {
		return err
	}
	a.Inputs, a.Verdict = j.Inputs, j.Finding.Verdict
	return nil
}

// boardScores makes evidence of what the board makes of everybody, and judges them anew:
// a ladder may ask for a board's score.
func (s *Rounds) boardScores(ctx context.Context, scope auth.Scope, o *opened) error {
	standings, _ := o.under().Standings()
	var pieces []Piece
	for _, st := range standings {
		p := Piece{
			Fact:   Fact{PersonID: PersonOf(st.Applicant), Register: string(ladder.BoardRegister), Name: o.round.Rung, Day: o.round.Closes, Value: st.Fair, Weight: float64(st.Scored), Reference: subject("round", o.round.ID)},
			Source: FromRound, EnteredAt: s.Now(), EnteredBy: scope.Actor(),
		}
		p.seal()
		pieces = append(pieces, p)
	}
	if len(pieces) > 0 {
		if _, err := s.evidence.PutPieces(ctx, scope, pieces); err != nil {
			return err
		}
	}
	for i := range o.people {
		if err := s.verdictOf(ctx, scope, *o, &o.people[i]); err != nil {
			return err
		}
		if err := s.store.UpdateApplication(ctx, scope, o.people[i]); err != nil {
			return err
		}
	}
	return nil
}
