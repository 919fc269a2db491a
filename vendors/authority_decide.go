package vendors

import (
	"context"
	"errors"
	"math"
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
}

// Answered is a decision, with what it was made on.
type Answered struct {
	authority.Decision
	Number  int64 // in the log; 0: only tried
	Subject authority.Subject
	Spent   authority.Spent
}

// Decide says whether somebody may, and seals the decision into the log. Who speaks
// for nobody but themselves asks for themselves.
func (s *Authority) Decide(ctx context.Context, scope auth.Scope, q Question) (Answered, error) {
	if me := scope.Person(); me != 0 && q.PersonID != me {
		return Answered{}, database.ErrNotFound
	}
	class, known := classOf(q.Right)
	var l problem.List
	l.Need(known, "right", q.Right, "one of the rights")
	l.Need(q.Amount.Minor >= 0, "amountMinor", q.Amount, "0 or more")
	l.Need(q.Try || q.Contact != "", "contact", "nothing", "the contact that it is for")
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
	if q.SecondID != 0 {
		r.Second = personKey(q.SecondID)
	}
	held := approvedOf(grants)
	out.Decision = authority.Decide(out.Subject, r, held, forSkill(policies, q.SkillID), out.Spent)
	if q.Try {
		return out, nil
	}
	var log []authority.Use
	if last.Number > 0 {
		log = []authority.Use{last.Use}
	}
	use := AuthorityUse{Number: last.Number + 1, PersonID: q.PersonID, EmployerID: who.EmployerID, SiteID: who.SiteID, Customer: q.Customer,
		Use: authority.Seal(log, out.Subject, r, out.Decision), Edge: edge(q, out.Subject, held, forSkill(policies, q.SkillID))}
	out.Number = use.Number
	return out, s.store.AddUse(ctx, scope, use)
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
		out.Held = &member.CertificateError{Certificate: member.Certificate{Member: who.Name, Skill: skillKey(skill)}, On: on, Found: "no such skill of the person", Expected: "the skill, held on that day"}
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
		out.Held = f.Held(skill, grid.DateOf(at))
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

// GrantReview is a grant to be looked at, and why.
type GrantReview struct {
	Grant  AuthorityGrant
	Doubts []authority.Doubt
}

// Reviews lists the grants that raise a doubt, the gravest first.
func (s *Authority) Reviews(ctx context.Context, scope auth.Scope) ([]GrantReview, error) {
	grants, err := s.store.Grants(ctx, scope, GrantQuery{})
	if err != nil {
		return nil, err
	}
	policies, err := s.store.Policies(ctx, scope)
	if err != nil {
		return nil, err
	}
	now, byID := s.Now(), map[int64]AuthorityGrant{}
	subjects := map[string]authority.Subject{}
	for _, g := range grants {
		byID[g.ID] = g
		if _, known := subjects[personKey(g.PersonID)]; known || !g.core().Holds(now) {
			continue
		}
		subject, err := s.subject(ctx, scope, g.PersonID, 0, grantsOf(grants, g.PersonID), now)
		if err != nil && !errors.Is(err, database.ErrNotFound) {
			return nil, err
		}
		subjects[subject.ID] = subject
	}
	most := func(g authority.Grant) money.Amount {
		subject := subjects[g.Subject]
		for _, p := range forSkill(policies, byID[g.ID].SkillID) {
			if p.Mode == subject.Mode && p.Level == subject.Level && p.Right == g.Right.Code {
				return p.Contact
			}
		}
		return money.Amount{}
	}
	working := func(person string) bool { return subjects[person].State.Works() }
	outside := func(id int64) bool { return byID[id].Outside }
	var out []GrantReview
	for _, r := range authority.Recertify(approvedOf(grants), now, working, most, outside) {
		out = append(out, GrantReview{byID[r.Grant.ID], r.Doubts})
	}
	return out, nil
}

func grantsOf(list []AuthorityGrant, person int64) []AuthorityGrant {
	return slices.DeleteFunc(slices.Clone(list), func(g AuthorityGrant) bool { return g.PersonID != person })
}

// Uses lists the newest decisions.
func (s *Authority) Uses(ctx context.Context, scope auth.Scope) ([]AuthorityUse, error) {
	return s.store.NewestUses(ctx, scope, 200)
}

// Follow records how a contact went on: hours that an escalation added, and whether
// it ended well.
func (s *Authority) Follow(ctx context.Context, scope auth.Scope, number int64, hours, outcome *float64) error {
	for _, v := range []*float64{hours, outcome} {
		if v != nil && !(*v >= 0 && *v <= 1e6) {
			return &authority.RefusedError{What: "use", Field: "outcome", Found: "below 0 or no number", Expected: "0 or more"}
		}
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error { return s.store.SetUseOutcome(ctx, scope, number, hours, outcome) })
}

// Verification is what a walk over the whole log found.
type Verification struct {
	Uses   int64
	Broken int64 // number of the first use that is not as it was written; 0: none
	Roots  []AuthorityRoot
}

// verifyPart is how many uses are read at a time.
const verifyPart = 5000

// Verify walks the whole log of the tenant, and keeps the day's root apart from it.
func (s *Authority) Verify(ctx context.Context, scope auth.Scope) (Verification, error) {
	if scope.Employer() != 0 || scope.Person() != 0 {
		return Verification{}, database.ErrNotFound
	}
	whole := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	var v Verification
	var carried []authority.Use // the last of the part before, to chain on
	for v.Broken == 0 {
		part, err := s.store.Uses(ctx, whole, v.Uses, verifyPart)
		if err != nil {
			return v, err
		}
		if len(part) == 0 {
			break
		}
		broken, last := brokenIn(carried, part, v.Uses)
		v.Broken = broken
		v.Uses, carried = part[len(part)-1].Number, []authority.Use{last}
	}
	now := s.Now()
	root := AuthorityRoot{Day: grid.DateOf(now.UTC()).String(), Number: v.Uses, VerifiedAt: now, Broken: v.Broken}
	var hash []byte
	if len(carried) > 0 {
		hash = carried[0].Hash[:]
	}
	err := s.store.InTx(ctx, whole, func(ctx context.Context) error {
		if err := s.store.AddRoot(ctx, whole, root, hash); err != nil || v.Broken == 0 {
			return err
		}
		return s.journal.Record(ctx, whole, "authority.broken", "authority", map[string]any{"number": v.Broken})
	})
	if err != nil {
		return v, err
	}
	v.Roots, err = s.store.Roots(ctx, whole, 30)
	return v, err
}

// brokenIn is the number of the first broken use of a part after another, and the
// part's last use.
func brokenIn(before []authority.Use, part []AuthorityUse, after int64) (int64, authority.Use) {
	last := part[len(part)-1].Use
	for i, u := range part {
		if u.Number != after+int64(i)+1 {
			return after + int64(i) + 1, last // one is missing
		}
		again := authority.Seal(before, authority.Subject{ID: u.Subject}, authority.Request{Right: u.Right, Contact: u.Contact, Amount: u.Amount, At: u.At, Second: u.Second}, u.Decision)
		if again.Hash != u.Hash {
			return u.Number, last
		}
		before = []authority.Use{u.Use}
	}
	return 0, last
}

// Reached is whether authority lies where contacts need it, right by right.
type Reached struct {
	Right  string
	Reach  authority.Reach
	Known  bool
	Effect *authority.Effect // at the limit; nil with Few
	Few    *authority.FewError
}

// Analyse says by right how often the first authority sufficed, what escalation
// cost, and what the limit does to contacts that lie at it.
func (s *Authority) Analyse(ctx context.Context, scope auth.Scope, costHour float64) ([]Reached, error) {
	uses, err := s.store.Uses(ctx, scope, 0, 1<<20)
	if err != nil {
		return nil, err
	}
	type sums struct {
		needing int
		hours   []float64
		cases   []authority.Case
	}
	by := map[string]*sums{}
	for _, u := range uses {
		sum := by[u.Right]
		if sum == nil {
			sum = &sums{}
			by[u.Right] = sum
		}
		sum.needing++
		if u.Decision.Verdict != authority.Allow {
			hours := 0.0
			if u.Hours != nil {
				hours = *u.Hours
			}
			sum.hours = append(sum.hours, hours)
		}
		if u.Edge != nil && u.Outcome != nil {
			sum.cases = append(sum.cases, authority.Case{Distance: float64(*u.Edge), Outcome: *u.Outcome})
		}
	}
	var out []Reached
	for _, right := range Rights {
		sum := by[right.Code]
		if sum == nil {
			continue
		}
		r := Reached{Right: right.Code}
		r.Reach, r.Known = authority.ReachOf(sum.needing, sum.hours, costHour)
		if effect, err := authority.EffectOf(sum.cases, bandwidth(sum.cases)); err == nil {
			r.Effect = &effect
		} else {
			errors.As(err, &r.Few)
		}
		out = append(out, r)
	}
	return out, nil
}

// bandwidth takes in the half of the cases that lies nearest to the limit.
func bandwidth(cases []authority.Case) float64 {
	var distances []float64
	for _, c := range cases {
		distances = append(distances, math.Abs(c.Distance))
	}
	if len(distances) == 0 {
		return 1
	}
	slices.Sort(distances)
	return max(1, distances[len(distances)/2]*1.5)
}
