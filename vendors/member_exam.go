package vendors

import (
	"context"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Exams lists every exam that a scope sees, the oldest first.
func (s *Members) Exams(ctx context.Context, scope auth.Scope) ([]MemberExam, error) {
	return s.store.Exams(ctx, scope, 0)
}

// BeginExam begins a test for a skill; one that is under way for it goes on.
func (s *Members) BeginExam(ctx context.Context, scope auth.Scope, id, skill int64) (MemberExam, error) {
	f, err := s.file(ctx, scope, id)
	if err != nil {
		return MemberExam{}, err
	}
	var l problem.List
	_, err = s.books.Skills.Get(ctx, scope, skill)
	if err := missing(&l, err, "skillId", skill, "a skill"); err != nil {
		return MemberExam{}, err
	}
	if err := refused("exam", l); err != nil {
		return MemberExam{}, err
	}
	for _, e := range f.Exams {
		if e.EndedAt.IsZero() && e.SkillID == skill {
			return e, nil
		}
	}
	if f.Member.State == member.Suspended || f.Member.State == member.Exited {
		return MemberExam{}, member.Refuse("exam", "member", member.Against(member.NoExamNow, string(f.Member.State), "a member who is neither suspended nor gone", f.Member.State))
	}
	e := MemberExam{MemberID: id, SkillID: skill, Result: member.Result{Verdict: accept.Continue}, StartedAt: s.Now(), StartedBy: scope.Actor()}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if e, err = s.store.AddExam(ctx, scope, e); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "member.exam", f.Member.key(), map[string]any{"skill": skill})
	})
	return e, err
}

// AnswerExam adds answers to an exam under way. With its verdict the exam ends; one
// that is passed gives the certificate in the same transaction. after is how many
// answers the caller knew of: answers given twice are refused, not counted twice.
func (s *Members) AnswerExam(ctx context.Context, scope auth.Scope, id, exam int64, after int, answers []member.Answer) (MemberExam, error) {
	var e MemberExam
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		f, err := s.file(ctx, scope, id)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(f.Exams, func(x MemberExam) bool { return x.ID == exam })
		if at < 0 {
			return database.ErrNotFound
		}
		if e = f.Exams[at]; !e.EndedAt.IsZero() {
			return member.Refuse("exam", "verdict", member.Against(member.ExamOver, e.Result.String(), "an exam that is under way"))
		}
		if after != len(e.Answers) {
			return member.Refuse("exam", "after", member.Against(member.AnsweredTwice, fmt.Sprint(after), fmt.Sprintf("%d, the answers that there are", len(e.Answers)), len(e.Answers)))
		}
		if scope.Person() == f.Member.PersonID && scope.Person() != 0 {
			return member.Refuse("exam", "actor", member.Against(member.GradesThemselves, "the member", "somebody else: nobody grades themselves"))
		}
		test, err := member.ExamTest()
		if err != nil {
			return err
		}
		e.Answers = append(e.Answers, answers...)
		e.Result = member.Sit(test, e.Answers)
		e.Answers = e.Answers[:e.Result.Items] // what comes after the verdict changes nothing
		if e.Result.Verdict != accept.Continue {
			e.EndedAt = s.Now()
		}
		if e, err = s.store.UpdateExam(ctx, scope, e); err != nil || !e.Result.Passed() {
			return err
		}
		_, err = s.store.AddCertificate(ctx, scope, MemberCertificate{MemberID: id, SkillID: e.SkillID, ExamID: e.ID, Method: "exam", Granted: f.Member.day(e.EndedAt)})
		if err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "member.certificate", f.Member.key(), map[string]any{"skill": e.SkillID, "exam": e.ID})
	})
	return e, err
}

// Certify records a certificate that was gained elsewhere. One from the future is
// refused.
func (s *Members) Certify(ctx context.Context, scope auth.Scope, c MemberCertificate) (MemberCertificate, error) {
	m, err := s.store.Member(ctx, scope, c.MemberID)
	if err != nil {
		return c, err
	}
	today := m.day(s.Now())
	var l problem.List
	_, err = s.books.Skills.Get(ctx, scope, c.SkillID)
	if err := missing(&l, err, "skillId", c.SkillID, "a skill"); err != nil {
		return c, err
	}
	l.Need(!c.Granted.IsZero(), "granted", "nothing", "the day on which it was granted", problem.Wanting(problem.Needed))
	l.Need(!c.Granted.After(today), "granted", c.Granted, "a day that has come: no certificate from the future, today is "+today.String(), problem.Wanting(problem.DayTo, today))
	l.Need(isText(c.Method, 1, 200), "method", quoted(c.Method), "how the skill was shown", problem.Wanting(problem.Characters, 1, 200))
	if err := refused("certificate", l); err != nil {
		return c, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if c, err = s.store.AddCertificate(ctx, scope, c); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "member.certificate", m.key(), map[string]any{"skill": c.SkillID, "method": c.Method})
	})
	return c, err
}

// Held says of every skill whether a member's certificate for it holds on a day:
// nil, or why not.
func (f MemberFile) Held(skill int64, on grid.Date) error {
	none := MemberCertificate{SkillID: skill}
	err := f.Terms.Rules.Holds(none.core(f.Member), on)
	for _, c := range f.Certificates {
		if c.SkillID != skill {
			continue
		}
		if err = f.Terms.Rules.Holds(c.core(f.Member), on); err == nil {
			return nil
		}
	}
	return err
}
