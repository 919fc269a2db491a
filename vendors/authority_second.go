package vendors

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/member"
)

// secondWithin is how long a decision waits for the second person.
const secondWithin = 24 * time.Hour

// Waiting lists the decisions that wait for a second person, the oldest first.
func (s *Authority) Waiting(ctx context.Context, scope auth.Scope) ([]AuthorityUse, error) {
	now := s.Now()
	list, err := s.store.UsesBetween(ctx, scope, now.Add(-secondWithin), now.Add(time.Minute))
	return slices.DeleteFunc(list, func(u AuthorityUse) bool {
		return u.Decision.Verdict != authority.AllowSecond || u.Answered != 0
	}), err
}

// SecondWord is what the second person says of a decision that waits.
type SecondWord struct {
	Yes      bool
	Why      string // of a no
	Conflict bool   // the customer is the second person, or close to them
}

// Second is the word of the second person: one of the owner's, and neither the
// subject nor whoever asked. With a yes the decision is made anew, on what is known
// now; both ways it is sealed into the log.
func (s *Authority) Second(ctx context.Context, scope auth.Scope, number int64, word SecondWord) (Answered, error) {
	if scope.Employer() != 0 || scope.Person() != 0 {
		return Answered{}, database.ErrNotFound
	}
	var out Answered
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		last, err := s.store.LastUse(ctx, scope) // holds the log
		if err != nil {
			return err
		}
		use, err := s.store.Use(ctx, scope, number)
		if err != nil {
			return err
		}
		if err := s.mayAnswer(scope, use, word); err != nil {
			return err
		}
		q := Question{
			PersonID: use.PersonID, Right: use.Right, SkillID: use.SkillID, Amount: use.Amount, Contact: use.Contact, Customer: use.Customer,
			SecondConflict: word.Conflict, At: s.Now().UTC().Truncate(time.Microsecond), second: userKey(scope.Actor()), answers: number,
		}
		class, _ := classOf(use.Right)
		if word.Yes {
			out, err = s.decide(ctx, scope, q, class)
			return err
		}
		out, err = s.declined(ctx, scope, last, use, q, word.Why)
		return err
	})
	return out, err
}

// mayAnswer says why a word cannot be given; nil where it can.
func (s *Authority) mayAnswer(scope auth.Scope, use AuthorityUse, word SecondWord) error {
	refuse := func(field string, kind member.Kind, found, expected string, figures ...any) error {
		return authority.Refuse("decision", field, kind, found, expected, figures...)
	}
	switch {
	case use.Decision.Verdict != authority.AllowSecond:
		return refuse("verdict", authority.NoSecond, string(use.Decision.Verdict), "a decision that waits for a second person")
	case use.Answered != 0:
		return refuse("answered", authority.AnsweredNumber, fmt.Sprintf("decision %d", use.Answered), "a decision that nobody has answered", use.Answered)
	case s.Now().Sub(use.At) > secondWithin:
		return refuse("at", authority.SecondTooLate, use.At.Format(time.RFC3339), "a decision of the last 24 hours; ask again")
	case use.AskedBy == scope.Actor():
		return refuse("second", authority.AskedForIt, "who asked for it", "somebody else")
	case !word.Yes && !isText(word.Why, 3, longestText):
		return refuse("why", authority.NoRefusal, quoted(word.Why), "why not, 3 characters or more")
	}
	return nil
}

// declined seals the no of the second person.
func (s *Authority) declined(ctx context.Context, scope auth.Scope, last, of AuthorityUse, q Question, why string) (Answered, error) {
	out := Answered{
		Subject: authority.Subject{ID: of.Subject, Mode: of.Mode, Level: of.Level}, Number: last.Number + 1,
		Decision: authority.Decision{Verdict: authority.Deny, By: authority.BySecond, Reason: "the second person: " + why, Grant: of.Decision.Grant},
	}
	r := authority.Request{Right: q.Right, Amount: q.Amount, Contact: q.Contact, At: q.At, Second: q.second}
	use := AuthorityUse{Number: out.Number, PersonID: of.PersonID, EmployerID: of.EmployerID, SiteID: of.SiteID, Customer: of.Customer,
		AskedBy: scope.Actor(), Mode: of.Mode, Level: of.Level, SkillID: of.SkillID, Answers: of.Number,
		Use: authority.Seal(after(last), out.Subject, r, out.Decision)}
	return out, s.store.AddUse(ctx, scope, use)
}
