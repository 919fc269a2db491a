package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/workforce/grid"
)

// memberExamRow is a row of member_exams.
type memberExamRow struct {
	ID, TenantID, Version, MemberID, SkillID int64
	Answers, Verdict                         string
	StartedAt                                database.Instant
	StartedBy                                int64
	EndedAt                                  database.Instant
}

func (memberExamRow) TableName() string { return "member_exams" }

func examFromDomain(tenant int64, e vendors.MemberExam) memberExamRow {
	var letters strings.Builder
	for _, a := range e.Answers {
		switch {
		case a.Critical:
			letters.WriteByte('c')
		case a.Error:
			letters.WriteByte('e')
		default:
			letters.WriteByte('g')
		}
	}
	return memberExamRow{e.ID, tenant, e.Version, e.MemberID, e.SkillID, letters.String(), string(e.Result.Verdict), database.At(e.StartedAt), e.StartedBy, database.At(e.EndedAt)}
}

func (r memberExamRow) toDomain() vendors.MemberExam {
	e := vendors.MemberExam{ID: r.ID, Version: r.Version, MemberID: r.MemberID, SkillID: r.SkillID, StartedAt: r.StartedAt.Time, StartedBy: r.StartedBy, EndedAt: r.EndedAt.Time}
	e.Result.Verdict, e.Result.Items = accept.Verdict(r.Verdict), len(r.Answers)
	for _, letter := range r.Answers {
		a := member.Answer{Error: letter != 'g', Critical: letter == 'c'}
		if a.Error {
			e.Result.Errors++
		}
		e.Result.Critical = e.Result.Critical || a.Critical
		e.Answers = append(e.Answers, a)
	}
	return e
}

// AddExam keeps an exam at version 1.
func (s *Members) AddExam(ctx context.Context, scope auth.Scope, e vendors.MemberExam) (vendors.MemberExam, error) {
	if _, err := s.Member(ctx, scope, e.MemberID); err != nil {
		return e, err
	}
	e.ID, e.Version = 0, 1
	row := examFromDomain(scope.Tenant(), e)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	e.ID = row.ID
	return e, err
}

// UpdateExam writes an exam that still has the version of e.
func (s *Members) UpdateExam(ctx context.Context, scope auth.Scope, e vendors.MemberExam) (vendors.MemberExam, error) {
	row := examFromDomain(scope.Tenant(), e)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := underMembers(s.db.Tx(ctx).Model(&memberExamRow{}), s.db.Tx(ctx), scope).Where("id = ? AND version = ?", e.ID, e.Version).
			Updates(map[string]any{"version": e.Version + 1, "answers": row.Answers, "verdict": row.Verdict, "ended_at": row.EndedAt})
		if result.Error == nil && result.RowsAffected == 0 {
			return &database.StaleError{What: "exam", ID: e.ID, Have: e.Version + 1, Want: e.Version}
		}
		return result.Error
	})
	e.Version++
	return e, err
}

// Exams lists the oldest first.
func (s *Members) Exams(ctx context.Context, scope auth.Scope, id int64) ([]vendors.MemberExam, error) {
	query := underMembers(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Order("id")
	if id != 0 {
		query = query.Where("member_id = ?", id)
	}
	var rows []memberExamRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]vendors.MemberExam, len(rows))
	for i, r := range rows {
		out[i] = r.toDomain()
	}
	return out, nil
}

// memberCertificateRow is a row of member_certificates.
type memberCertificateRow struct {
	ID, TenantID, MemberID, SkillID         int64
	ExamID                                  *int64
	Method, GrantedDay, UsedDay, RevokedDay string
}

func (memberCertificateRow) TableName() string { return "member_certificates" }

func (r memberCertificateRow) toDomain() (vendors.MemberCertificate, error) {
	c := vendors.MemberCertificate{ID: r.ID, MemberID: r.MemberID, SkillID: r.SkillID, Method: r.Method}
	if r.ExamID != nil {
		c.ExamID = *r.ExamID
	}
	for _, day := range []struct {
		text string
		to   *grid.Date
	}{{r.GrantedDay, &c.Granted}, {r.UsedDay, &c.Used}, {r.RevokedDay, &c.Revoked}} {
		if day.text == "" {
			continue
		}
		var err error
		if *day.to, err = grid.ParseDate(day.text); err != nil {
			return c, fmt.Errorf("certificate %d: %w", r.ID, err)
		}
	}
	return c, nil
}

// AddCertificate keeps a certificate.
func (s *Members) AddCertificate(ctx context.Context, scope auth.Scope, c vendors.MemberCertificate) (vendors.MemberCertificate, error) {
	if _, err := s.Member(ctx, scope, c.MemberID); err != nil {
		return c, err
	}
	row := memberCertificateRow{TenantID: scope.Tenant(), MemberID: c.MemberID, SkillID: c.SkillID, Method: c.Method, GrantedDay: dayText(c.Granted), UsedDay: dayText(c.Used), RevokedDay: dayText(c.Revoked)}
	if c.ExamID != 0 {
		row.ExamID = &c.ExamID
	}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	c.ID = row.ID
	return c, err
}

// SetCertificate writes until when a certificate was used, and from when it is
// revoked.
func (s *Members) SetCertificate(ctx context.Context, scope auth.Scope, c vendors.MemberCertificate) error {
	return database.Affected(underMembers(s.db.Tx(ctx).Model(&memberCertificateRow{}), s.db.Tx(ctx), scope).Where("id = ? AND member_id = ?", c.ID, c.MemberID).
		Updates(map[string]any{"used_day": dayText(c.Used), "revoked_day": dayText(c.Revoked)}))
}

// Certificates lists the oldest first.
func (s *Members) Certificates(ctx context.Context, scope auth.Scope, id int64) ([]vendors.MemberCertificate, error) {
	query := underMembers(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Order("granted_day, id")
	if id != 0 {
		query = query.Where("member_id = ?", id)
	}
	var rows []memberCertificateRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, memberCertificateRow.toDomain)
}

// memberAppealRow is a row of member_appeals.
type memberAppealRow struct {
	ID, TenantID, MemberID int64
	Step                   int
	OpenedDay, DueDay      string
	Outcome                string
	Words, Decider, Reason string
	DecidedAt              database.Instant
}

func (memberAppealRow) TableName() string { return "member_appeals" }

func (r memberAppealRow) toDomain() (vendors.MemberAppeal, error) {
	a := vendors.MemberAppeal{ID: r.ID, MemberID: r.MemberID, Words: r.Words, DecidedAt: r.DecidedAt.Time}
	a.Event, a.Outcome, a.Decider, a.Reason = r.Step, member.Outcome(r.Outcome), r.Decider, r.Reason
	var err error
	if a.Opened, a.Due, err = days(r.OpenedDay, r.DueDay); err != nil {
		return a, fmt.Errorf("appeal %d: %w", r.ID, err)
	}
	return a, nil
}

// AddAppeal keeps an appeal; a decision is appealed once.
func (s *Members) AddAppeal(ctx context.Context, scope auth.Scope, a vendors.MemberAppeal) (vendors.MemberAppeal, error) {
	if _, err := s.Member(ctx, scope, a.MemberID); err != nil {
		return a, err
	}
	row := memberAppealRow{0, scope.Tenant(), a.MemberID, a.Event, dayText(a.Opened), dayText(a.Due), string(a.Outcome), a.Words, a.Decider, a.Reason, database.At(a.DecidedAt)}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	a.ID = row.ID
	return a, err
}

// SetAppeal writes a decision.
func (s *Members) SetAppeal(ctx context.Context, scope auth.Scope, a vendors.MemberAppeal) error {
	return database.Affected(underMembers(s.db.Tx(ctx).Model(&memberAppealRow{}), s.db.Tx(ctx), scope).Where("id = ? AND outcome = ?", a.ID, string(member.Pending)).
		Updates(map[string]any{"outcome": string(a.Outcome), "decider": a.Decider, "reason": a.Reason, "decided_at": database.At(a.DecidedAt)}))
}

// Appeals lists the oldest first.
func (s *Members) Appeals(ctx context.Context, scope auth.Scope, id int64) ([]vendors.MemberAppeal, error) {
	var rows []memberAppealRow
	err := underMembers(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Where("member_id = ?", id).Order("step").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return toDomain(rows, memberAppealRow.toDomain)
}
