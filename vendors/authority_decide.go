package vendors

import (
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Question asks whether somebody may do something for a customer.
type Question struct {
	PersonID          int64
	Right             string
	SkillID           int64
	Amount            money.Amount
	Contact, Customer string
	SecondID          int64 // person who has agreed, 0: nobody
	Conflict          bool  // the customer is the subject, or close to them
	SecondConflict    bool
	Try               bool      // only asked: nothing is logged, and nothing counts as spent
	At                time.Time // zero: now; earlier only where a past is brought in

	second  string // user who agrees to what waited
	answers int64  // number of the decision that waited
}

// Answered is a decision, with what it was made on.
type Answered struct {
	authority.Decision
	Number  int64 // in the log; 0: only tried
	Subject authority.Subject
	Spent   authority.Spent
}

// Decide says whether somebody may, and seals the decision into the log. Who speaks
// for nobody but themselves asks for themselves, and cannot speak for a second
// person: what needs one waits for their own word ([Authority.Second]).
func (s *Authority) Decide(ctx context.Context, scope auth.Scope, q Question) (Answered, error) {
	if me := scope.Person(); me != 0 && q.PersonID != me {
		return Answered{}, database.ErrNotFound
	}
	class, known := classOf(q.Right)
	var l problem.List
	l.Need(known, "right", q.Right, "one of the rights", problem.Wanting(problem.Choice))
	l.Need(q.Amount.Minor >= 0, "amountMinor", q.Amount, "0 or more", problem.Wanting(problem.AtLeast, 0))
	l.Need(q.SecondID == 0 || scope.Person() == 0, "secondId", q.SecondID, "nobody: the second person speaks for themselves")
	l.Need(q.Try || q.Contact != "", "contact", "nothing", "the contact that it is for", problem.Wanting(problem.Needed))
	if err := refused("question", l); err != nil {
		return Answered{}, err
	}
	if q.At.IsZero() {
		q.At = s.Now()
	}
	q.At = q.At.UTC().Truncate(time.Microsecond)
	var out Answered
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		out, err = s.decide(ctx, scope, q, class)
		return err
	})
	return out, err
}

func (s *Authority) decide(ctx context.Context, scope auth.Scope, q Question, class authority.Class) (out Answered, err error) {
	var last AuthorityUse
	if !q.Try { // first, so that two payments at once are judged one after the other
		if last, err = s.store.LastUse(ctx, scope); err != nil {
			return out, err
		}
	}
	who, err := s.people.Get(ctx, everything(scope), q.PersonID)
	if err != nil {
		return out, err
	}
	grants, err := s.store.Grants(ctx, scope, GrantQuery{PersonID: q.PersonID})
	if err != nil {
		return out, err
	}
	if out.Subject, err = s.subject(ctx, scope, q.PersonID, q.SkillID, grants, q.At); err != nil {
		return out, err
	}
	policies, err := s.store.Policies(ctx, scope)
	if err != nil {
		return out, err
	}
	if out.Spent, err = s.store.Spent(ctx, scope, q.PersonID, q.Contact, q.Customer, q.At, q.Amount.Currency); err != nil {
		return out, err
	}
	r := authority.Request{
		Right: q.Right, Class: class, Skill: skillKey(q.SkillID), Amount: q.Amount, Contact: q.Contact, At: q.At,
		Conflict: q.Conflict, SecondConflict: q.SecondConflict,
	}
	if r.Second = q.second; q.SecondID != 0 {
		r.Second = personKey(q.SecondID)
	}
	held := approvedOf(grants)
	out.Decision = authority.Decide(out.Subject, r, held, forSkill(policies, q.SkillID), out.Spent)
	if q.Try {
		return out, nil
	}
	use := AuthorityUse{Number: last.Number + 1, PersonID: q.PersonID, EmployerID: who.EmployerID, SiteID: who.SiteID, Customer: q.Customer,
		AskedBy: scope.Actor(), Mode: out.Subject.Mode, Level: out.Subject.Level, SkillID: q.SkillID, Answers: q.answers,
		Use: authority.Seal(after(last), out.Subject, r, out.Decision), Edge: edge(q, out.Subject, held, forSkill(policies, q.SkillID))}
	if out.Decision.Verdict == authority.Allow && s.Duty != nil {
		on, known, err := s.Duty.OnDuty(ctx, everything(scope), q.PersonID, q.At)
		if err != nil {
			return out, err
		}
		use.Outside = known && !on
	}
	out.Number = use.Number
	return out, s.store.AddUse(ctx, scope, use)
}

// after is the log to seal after: its last entry, or nothing where it is empty.
func after(last AuthorityUse) []authority.Use {
	if last.Number == 0 {
		return nil
	}
	return []authority.Use{last.Use}
}

// everything is the scope of the same tenant that sees all its people: whoever may
// ask about a subject has been let through by now.
func everything(scope auth.Scope) auth.Scope {
	if scope.Person() == 0 {
		return scope
	}
	return auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
}

// edge is how far an amount lies beyond the limit a contact of who asks; nothing
// where no limit applies.
func edge(q Question, subject authority.Subject, grants []authority.Grant, policies []authority.Policy) *int64 {
	most := int64(-1)
	for _, g := range grants {
		if g.Right.Code == q.Right && g.Holds(q.At) && !g.Glass {
			most = max(most, g.Limit.Minor)
		}
	}
	for _, p := range policies {
		if p.Mode == subject.Mode && p.Level == subject.Level && p.Right == q.Right && most >= 0 {
			most = min(most, p.Contact.Minor)
		}
	}
	if most < 0 || q.Amount.Minor == 0 {
		return nil
	}
	beyond := q.Amount.Minor - most
	return &beyond
}

// approvedOf are the grants behind which two people stand.
func approvedOf(grants []AuthorityGrant) []authority.Grant {
	var out []authority.Grant
	for _, g := range grants {
		if g.ApprovedBy != 0 {
			out = append(out, g.core())
		}
	}
	return out
}

// forSkill is the matrix as it holds for a skill: its own policies before those of
// any.
func forSkill(list []SkillPolicy, skill int64) []authority.Policy {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b SkillPolicy) int { return int(min(b.SkillID, 1) - min(a.SkillID, 1)) })
	var out []authority.Policy
	for _, p := range sorted {
		if p.SkillID == 0 || p.SkillID == skill {
			out = append(out, p.Policy)
		}
	}
	return out
}

// subject is who asks: a crowd member by state, level and certificate; others by
// their employment, their skills, and the level that their grants name.
func (s *Authority) subject(ctx context.Context, scope auth.Scope, person, skill int64, grants []AuthorityGrant, at time.Time) (authority.Subject, error) {
	out := authority.Subject{ID: personKey(person)}
	list, err := s.members.store.Members(ctx, scope, MemberQuery{PersonID: person})
	if err != nil {
		return out, err
	}
	if len(list) > 0 {
		return s.memberSubject(ctx, scope, out, list, skill, at)
	}
	who, err := s.people.Get(ctx, everything(scope), person)
	if err != nil {
		return out, err
	}
	employer, err := s.work.Get(ctx, everything(scope), who.EmployerID)
	if err != nil {
		return out, err
	}
	on := grid.DateOf(at)
	if out.State = member.Exited; who.EmployedOn(on) {
		out.State = member.Active
	}
	out.Mode, out.Level = contract.InHouse, 1
	if employer.Kind == workforce.Crowd { // of the crowd, and no member: has not applied
		out.State, out.Mode = member.Applied, contract.Crowd
	}
	if employer.Kind == workforce.Vendor {
		if out.Mode, err = s.modeOf(ctx, scope, who.EmployerID, on); err != nil {
			return out, err
		}
	}
	for _, g := range grants {
		if g.core().Holds(at) {
			out.Level = max(out.Level, g.Level)
		}
	}
	if skill != 0 && !slices.ContainsFunc(who.SkillsOn(on), func(h workforce.SkillSpell) bool { return h.SkillID == skill }) {
		none := member.Against(member.SkillMissing, "no such skill of the person", "the skill, held on that day")
		out.Held = &member.CertificateError{Certificate: member.Certificate{Member: who.Name, Skill: skillKey(skill)}, On: on, Rule: none}
	}
	return out, nil
}

// memberSubject judges by the membership that allows most work.
func (s *Authority) memberSubject(ctx context.Context, scope auth.Scope, out authority.Subject, list []CrowdMember, skill int64, at time.Time) (authority.Subject, error) {
	best := list[0]
	for _, m := range list {
		if m.State.Works() && !best.State.Works() {
			best = m
		}
	}
	f, err := s.members.file(ctx, scope, best.ID)
	if err != nil {
		return out, err
	}
	p, err := s.members.books.Programmes.Get(ctx, everything(scope), best.ProgrammeID)
	if err != nil {
		return out, err
	}
	out.State, out.Level, out.Mode = best.State, f.Member.Level, p.Mode
	if skill != 0 {
		out.Held = f.Held(skill, f.Member.day(at))
	}
	return out, nil
}

// modeOf is the mode of a vendor's programme that runs on a day.
func (s *Authority) modeOf(ctx context.Context, scope auth.Scope, employer int64, on grid.Date) (contract.Mode, error) {
	list, err := s.members.books.Programmes.List(ctx, everything(scope), ProgrammeQuery{EmployerID: employer, On: on})
	if err != nil || len(list) == 0 {
		return contract.SimpleCall, err
	}
	return list[0].Mode, nil
}
