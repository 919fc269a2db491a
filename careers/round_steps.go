package careers

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// appealDays is how many working days there are to appeal.
const appealDays = 15

// Advance takes a round to its next state. Decisions are made final in one transaction
// with the count of the rung's people, which other rounds of the ladder wait for.
func (s *Rounds) Advance(ctx context.Context, scope auth.Scope, id, version int64) (KeptRound, error) {
	var out KeptRound
	// Applicants are judged by all that is known of them, not by what the caller sees.
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		o, err := s.hold(ctx, all, id)
		if err != nil {
			return err
		}
		if err := s.ladders.store.HoldPlaces(ctx, all, o.kept.Ladder.Code); err != nil {
			return err
		}
		if err := s.ripe(ctx, all, o); err != nil {
			return err
		}
		if o.round.State == round.Scoring || o.round.State == round.Calibration {
			if err := s.boardScores(ctx, all, &o); err != nil {
				return err
			}
		}
		room, limited, err := s.room(ctx, all, o)
		if err != nil {
			return err
		}
		if err := s.standsAgainst(o, room, limited); err != nil {
			return err
		}
		under := o.under()
		if err := under.Advance(room, limited); err != nil {
			var fault *round.Fault
			if errors.As(err, &fault) {
				return refusedBy([]*round.Fault{fault}, o.names())
			}
			return err
		}
		r := o.round
		r.State, r.Version = under.State, version
		if r.State == round.Decided {
			r.AnnouncedAt, r.AppealsDue = s.Now(), WorkingDays(s.today(), appealDays)
		}
		if out, err = s.store.UpdateRound(ctx, all, r); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "round.advance", subject("round", id), map[string]any{"state": string(r.State), "room": room, "limited": limited})
	})
	return out, err
}

// ripe refuses to go on where something is owed to people: applications that are not
// over, appeals that may still come or that nobody has answered.
func (s *Rounds) ripe(ctx context.Context, all auth.Scope, o opened) error {
	today := s.today()
	switch o.round.State {
	case round.Open:
		if len(o.people) == 0 {
			return refuse("nobody applies", o.round.Name, "at least one application")
		}
	case round.Appeals:
		if !today.After(o.round.AppealsDue) {
			return refuse("not over yet", "appeals", "a day after "+o.round.AppealsDue.String())
		}
		appeals, err := s.store.Appeals(ctx, all, o.round.ID)
		if err != nil {
			return err
		}
		for _, a := range appeals {
			if a.Outcome == "" {
				return refuse("an appeal waits", fmt.Sprintf("person %d", a.PersonID), "an answer to every appeal")
			}
		}
	}
	return nil
}

// Score gives the caller's score to an applicant, once; the same again is a mistake,
// since others may not know that it changed.
func (s *Rounds) Score(ctx context.Context, scope auth.Scope, id int64, m Marked) error {
	return s.judging(ctx, scope, id, round.Scoring, func(ctx context.Context, o opened, me Member) error {
		under := o.under()
		score := round.Score{Member: me.code(), Applicant: personCode(m.PersonID), Criterion: m.Criterion, Points: m.Points, Comment: m.Note}
		if err := coreRefusal(under.Give(score), o); err != nil {
			return err
		}
		m.UserID = me.UserID
		return s.store.PutMark(ctx, scope, id, m)
	})
}

// Revise changes the caller's score after discussion, with the reason.
func (s *Rounds) Revise(ctx context.Context, scope auth.Scope, id int64, m Marked, reason string) error {
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	return s.judging(ctx, scope, id, round.Calibration, func(ctx context.Context, o opened, me Member) error {
		under := o.under()
		score := round.Score{Member: me.code(), Applicant: personCode(m.PersonID), Criterion: m.Criterion, Points: m.Points, Comment: m.Note}
		if err := coreRefusal(under.Revise(score, reason), o); err != nil {
			return err
		}
		m.UserID = me.UserID
		at := slices.IndexFunc(o.marks, func(x Marked) bool {
			return x.UserID == m.UserID && x.PersonID == m.PersonID && x.Criterion == m.Criterion
		})
		change := MarkChange{me.UserID, m.PersonID, m.Criterion, o.marks[at].Points, m.Points, trimmed(reason), s.Now()}
		if err := s.store.AddMarkChange(ctx, scope, id, change); err != nil {
			return err
		}
		if m.Note == "" {
			m.Note = o.marks[at].Note
		}
		o.marks[at] = m
		if err := s.store.PutMark(ctx, scope, id, m); err != nil {
			return err
		}
		if err := s.boardScores(ctx, all, &o); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "round.revise", subject("round", id), map[string]any{"person": m.PersonID, "criterion": m.Criterion, "before": change.Before, "after": change.After, "reason": change.Reason})
	})
}

// judging does something as a member of the board.
func (s *Rounds) judging(ctx context.Context, scope auth.Scope, id int64, state round.State, do func(context.Context, opened, Member) error) error {
	all := auth.SystemScope(scope.Tenant()) // a board decides about all who apply
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		o, err := s.hold(ctx, all, id)
		if err != nil {
			return err
		}
		me, sits := o.seat(scope.Actor())
		if !sits {
			return refuse(string(round.NoSuchMember), "you", "a member of the board")
		}
		if o.round.State != state {
			return refuse(string(round.WrongState), string(o.round.State), string(state))
		}
		return do(ctx, o, me)
	})
}

// coreRefusal carries on what the core refuses.
func coreRefusal(err error, o opened) error {
	var fault *round.Fault
	if errors.As(err, &fault) {
		return refusedBy([]*round.Fault{fault}, o.names())
	}
	return err
}

// Decide writes what is decided about an applicant, with the reason that they will read.
// The caller is one of the deciders; who says the same of an outcome that stands joins
// them, another outcome begins anew.
func (s *Rounds) Decide(ctx context.Context, scope auth.Scope, id, person int64, outcome round.Outcome, reason string) error {
	return s.judging(ctx, scope, id, round.Calibration, func(ctx context.Context, o opened, me Member) error {
		a, found := o.application(person)
		switch {
		case !found:
			return refuse(string(round.NoSuchApplicant), fmt.Sprintf("person %d", person), "somebody who applies")
		case me.PersonID == person:
			return refuse(string(round.JudgesThemself), me.Name, "a judge who does not apply")
		case slices.Contains(me.Recused, person):
			return refuse(string(round.IsRecused), me.Name, "a member who is not recused")
		case !slices.Contains([]round.Outcome{round.Promoted, round.TurnedDown, round.NoSeat}, outcome):
			return invalid("decision", "outcome", fmt.Sprintf("%q", outcome), "promoted, turned down or no seat")
		case trimmed(reason) == "" && a.Outcome != outcome:
			return refuse(string(round.NoReason), fmt.Sprintf("person %d", person), "a reason that the applicant can read")
		}
		if a.Outcome != outcome {
			a.Outcome, a.Reason, a.Deciders = outcome, "", nil
		}
		if trimmed(reason) != "" {
			a.Reason = trimmed(reason)
		}
		a.Deciders = unique(append(a.Deciders, me.UserID))
		if err := s.store.UpdateApplication(ctx, scope, a); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "round.decide", subject("round", id), map[string]any{"person": person, "outcome": string(outcome), "reason": a.Reason, "deciders": a.Deciders})
	})
}

// SettleAppeal answers an appeal. None of those who decided answers it. Upheld, the
// applicant is promoted after all, if the rung has room in the same moment.
func (s *Rounds) SettleAppeal(ctx context.Context, scope auth.Scope, id, person int64, upheld bool, answer string) error {
	c := checks{what: "answer to an appeal"}
	c.text("answer", answer, fewest, 4000)
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		o, err := s.hold(ctx, all, id)
		if err != nil {
			return err
		}
		if err := c.err(); err != nil {
			return err
		}
		appeals, err := s.store.Appeals(ctx, all, id)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(appeals, func(x Appeal) bool { return x.PersonID == person })
		a, found := o.application(person)
		if at < 0 || !found {
			return database.ErrNotFound
		}
		appeal := appeals[at]
		switch {
		case appeal.Outcome != "":
			return refuse(string(round.DecidedTwice), fmt.Sprintf("person %d", person), "an appeal that is open")
		case slices.Contains(a.Deciders, scope.Actor()):
			return refuse("decides about their own decision", "you", "somebody who did not decide before")
		case scope.Person() == person && person != 0:
			return refuse(string(round.JudgesThemself), "you", "somebody whom it does not concern")
		}
		appeal.Outcome, appeal.Answer, appeal.DecidedBy, appeal.DecidedAt = "rejected", trimmed(answer), scope.Actor(), s.Now()
		if upheld {
			appeal.Outcome = "upheld"
			if err := s.promoteAfterAll(ctx, all, o, a); err != nil {
				return err
			}
		}
		if err := s.store.UpdateAppeal(ctx, all, appeal); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "round.appeal", subject("round", id), map[string]any{"person": person, "outcome": appeal.Outcome, "answer": appeal.Answer})
	})
}

func (s *Rounds) promoteAfterAll(ctx context.Context, all auth.Scope, o opened, a Application) error {
	if err := s.ladders.store.HoldPlaces(ctx, all, o.kept.Ladder.Code); err != nil {
		return err
	}
	room, limited, err := s.room(ctx, all, o)
	if err != nil {
		return err
	}
	if limited && room < 1 {
		return refuse(string(round.TooManySeats), o.round.Rung, "a free place on the rung")
	}
	a.Outcome = round.Promoted
	return s.store.UpdateApplication(ctx, all, a)
}
