package store

import (
	"context"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

type applicationRow struct {
	ID, TenantID, RoundID, PersonID int64
	FromRung, Statement             string
	NamedBy                         int64
	AppliedAt, WithdrawnAt          database.Instant
	Inputs                          string
	Verdict                         int
	Outcome, Reason, Deciders       string
	InEffectAt                      database.Instant
}

func (applicationRow) TableName() string { return "round_applications" }

func applicationFromDomain(tenant int64, a careers.Application) (applicationRow, error) {
	deciders, err := text(a.Deciders)
	return applicationRow{
		ID: a.ID, TenantID: tenant, RoundID: a.RoundID, PersonID: a.PersonID, FromRung: a.From, Statement: a.Statement, NamedBy: a.NamedBy,
		AppliedAt: database.At(a.At), WithdrawnAt: database.At(a.WithdrawnAt), Inputs: a.Inputs, Verdict: int(a.Verdict), Outcome: string(a.Outcome), Reason: a.Reason,
		Deciders: deciders, InEffectAt: database.At(a.InEffectAt),
	}, err
}

func (row applicationRow) toDomain() (careers.Application, error) {
	a := careers.Application{
		ID: row.ID, RoundID: row.RoundID, PersonID: row.PersonID, From: row.FromRung, Statement: row.Statement, NamedBy: row.NamedBy, At: row.AppliedAt.Time, WithdrawnAt: row.WithdrawnAt.Time,
		Inputs: row.Inputs, Verdict: ladder.Verdict(row.Verdict), Outcome: round.Outcome(row.Outcome), Reason: row.Reason, InEffectAt: row.InEffectAt.Time,
	}
	return a, parsed("application", row.ID, row.Deciders, &a.Deciders)
}

// Applications are those that stand, of whom the scope sees, in order of person.
func (s *Rounds) Applications(ctx context.Context, scope auth.Scope, id int64) ([]careers.Application, error) {
	return listed(seen(s.own(ctx, scope), scope).Where("round_id = ? AND withdrawn_at IS NULL", id).Order("person_id"), applicationRow.toDomain)
}

// ApplicationsOf are a person's, the newest first.
func (s *Rounds) ApplicationsOf(ctx context.Context, scope auth.Scope, person int64) ([]careers.Application, error) {
	return listed(seen(s.own(ctx, scope), scope).Where("person_id = ?", person).Order("id DESC"), applicationRow.toDomain)
}

// AddApplication keeps one.
func (s *Rounds) AddApplication(ctx context.Context, scope auth.Scope, a careers.Application) (careers.Application, error) {
	row, err := applicationFromDomain(scope.Tenant(), a)
	if err != nil {
		return a, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	a.ID = row.ID
	return a, err
}

// UpdateApplication writes what became of one.
func (s *Rounds) UpdateApplication(ctx context.Context, scope auth.Scope, a careers.Application) error {
	row, err := applicationFromDomain(scope.Tenant(), a)
	if err != nil {
		return err
	}
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.db.Tx(ctx).Model(&applicationRow{}).Where("tenant_id = ? AND id = ?", scope.Tenant(), a.ID).Updates(map[string]any{
			"withdrawn_at": row.WithdrawnAt, "inputs": row.Inputs, "verdict": row.Verdict, "outcome": row.Outcome, "reason": row.Reason, "deciders": row.Deciders, "in_effect_at": row.InEffectAt,
		}))
	})
}

type markRow struct {
	TenantID, RoundID, UserID, PersonID int64
	Criterion                           string
	Points                              int
	Note                                string
}

func (markRow) TableName() string { return "round_scores" }

// Marks are all scores, in order of member, person and criterion.
func (s *Rounds) Marks(ctx context.Context, scope auth.Scope, id int64) ([]careers.Marked, error) {
	return listed(seen(s.own(ctx, scope), scope).Where("round_id = ?", id).Order("user_id, person_id, criterion"), func(row markRow) (careers.Marked, error) {
		return careers.Marked{UserID: row.UserID, PersonID: row.PersonID, Criterion: row.Criterion, Points: row.Points, Note: row.Note}, nil
	})
}

// PutMark writes a score.
func (s *Rounds) PutMark(ctx context.Context, scope auth.Scope, id int64, m careers.Marked) error {
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		_, err := s.db.Bulk(ctx, "round_scores", []string{"tenant_id", "round_id", "user_id", "person_id", "criterion", "points", "note"}, func(yield func([]any) bool) {
			yield([]any{scope.Tenant(), id, m.UserID, m.PersonID, m.Criterion, m.Points, m.Note})
		}, database.Conflict{Key: []string{"tenant_id", "round_id", "user_id", "person_id", "criterion"}, Update: []string{"points", "note"}})
		return err
	})
}

type changeRow struct {
	ID, TenantID, RoundID, UserID, PersonID int64
	Criterion                               string
	Before, After                           int
	Reason                                  string
	ChangedAt                               database.Instant
}

func (changeRow) TableName() string { return "round_score_changes" }

// MarkChanges are in the order in which they were made.
func (s *Rounds) MarkChanges(ctx context.Context, scope auth.Scope, id int64) ([]careers.MarkChange, error) {
	return listed(seen(s.own(ctx, scope), scope).Where("round_id = ?", id).Order("id"), func(row changeRow) (careers.MarkChange, error) {
		return careers.MarkChange{UserID: row.UserID, PersonID: row.PersonID, Criterion: row.Criterion, Before: row.Before, After: row.After, Reason: row.Reason, At: row.ChangedAt.Time}, nil
	})
}

// AddMarkChange logs a change.
func (s *Rounds) AddMarkChange(ctx context.Context, scope auth.Scope, id int64, c careers.MarkChange) error {
	row := changeRow{TenantID: scope.Tenant(), RoundID: id, UserID: c.UserID, PersonID: c.PersonID, Criterion: c.Criterion, Before: c.Before, After: c.After, Reason: c.Reason, ChangedAt: database.At(c.At)}
	return s.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
}

type appealRow struct {
	ID, TenantID, RoundID, PersonID int64
	Reason                          string
	MadeAt                          database.Instant
	Outcome, Answer                 string
	DecidedBy                       int64
	DecidedAt                       database.Instant
}

func (appealRow) TableName() string { return "round_appeals" }

// Appeals are those of a round, of whom the scope sees.
func (s *Rounds) Appeals(ctx context.Context, scope auth.Scope, id int64) ([]careers.Appeal, error) {
	return listed(seen(s.own(ctx, scope), scope).Where("round_id = ?", id).Order("id"), func(row appealRow) (careers.Appeal, error) {
		return careers.Appeal{ID: row.ID, RoundID: row.RoundID, PersonID: row.PersonID, Reason: row.Reason, At: row.MadeAt.Time, Outcome: row.Outcome, Answer: row.Answer, DecidedBy: row.DecidedBy, DecidedAt: row.DecidedAt.Time}, nil
	})
}

// AddAppeal keeps one.
func (s *Rounds) AddAppeal(ctx context.Context, scope auth.Scope, a careers.Appeal) (careers.Appeal, error) {
	row := appealRow{TenantID: scope.Tenant(), RoundID: a.RoundID, PersonID: a.PersonID, Reason: a.Reason, MadeAt: database.At(a.At)}
	err := s.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	a.ID = row.ID
	return a, err
}

// UpdateAppeal writes the answer to one that is open.
func (s *Rounds) UpdateAppeal(ctx context.Context, scope auth.Scope, a careers.Appeal) error {
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.db.Tx(ctx).Model(&appealRow{}).Where("tenant_id = ? AND id = ? AND outcome = ''", scope.Tenant(), a.ID).Updates(map[string]any{
			"outcome": a.Outcome, "answer": a.Answer, "decided_by": a.DecidedBy, "decided_at": database.At(a.DecidedAt),
		}))
	})
}
