package store

import (
	"context"
	"maps"
	"slices"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Rounds implements careers.RoundStore.
type Rounds struct{ base }

var (
	_ careers.RoundStore = (*Rounds)(nil)
	_ careers.Pinned     = (*Rounds)(nil)
)

// NewRounds returns a store over a migrated database.
func NewRounds(db *database.DB) *Rounds { return &Rounds{base{db}} }

// sorted are the keys of a map in order.
func sorted(m map[string]int) []string { return slices.Sorted(maps.Keys(m)) }

type roundRow struct {
	ID, TenantID, Version          int64
	Name                           string
	LadderID                       int64
	Rung                           string
	Seats, Quorum                  int
	Criteria, State                string
	OpensOn, ClosesOn, EffectiveOn string
	Changes                        string
	AnnouncedAt                    database.Instant
	AppealsDue                     *string
	CreatedAt                      database.Instant
	CreatedBy                      int64
}

func (roundRow) TableName() string { return "promotion_rounds" }

func roundFromDomain(tenant int64, r careers.KeptRound) (roundRow, error) {
	row := roundRow{
		ID: r.ID, TenantID: tenant, Version: r.Version, Name: r.Name, LadderID: r.LadderID, Rung: r.Rung, Seats: r.Seats, Quorum: r.Quorum, State: string(r.State),
		OpensOn: r.Opens.String(), ClosesOn: r.Closes.String(), EffectiveOn: r.Effective.String(), AnnouncedAt: database.At(r.AnnouncedAt), AppealsDue: orNull(r.AppealsDue),
		CreatedAt: database.At(r.CreatedAt), CreatedBy: r.CreatedBy,
	}
	var err error
	if row.Criteria, err = text(r.Criteria); err != nil {
		return row, err
	}
	row.Changes, err = text(r.Changes)
	return row, err
}

func (row roundRow) toDomain() (careers.KeptRound, error) {
	r := careers.KeptRound{
		ID: row.ID, Version: row.Version, Name: row.Name, LadderID: row.LadderID, Rung: row.Rung, Seats: row.Seats, Quorum: row.Quorum, State: round.State(row.State),
		Opens: day(row.OpensOn), Closes: day(row.ClosesOn), Effective: day(row.EffectiveOn), AnnouncedAt: row.AnnouncedAt.Time, AppealsDue: dayOrNone(row.AppealsDue),
		CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
	}
	if err := parsed("round", row.ID, row.Criteria, &r.Criteria); err != nil {
		return r, err
	}
	return r, parsed("round", row.ID, row.Changes, &r.Changes)
}

// AddRound keeps a round.
func (s *Rounds) AddRound(ctx context.Context, scope auth.Scope, r careers.KeptRound) (careers.KeptRound, error) {
	r.ID, r.Version = 0, 1
	row, err := roundFromDomain(scope.Tenant(), r)
	if err != nil {
		return r, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	r.ID = row.ID
	return r, err
}

// Round returns one.
func (s *Rounds) Round(ctx context.Context, scope auth.Scope, id int64) (careers.KeptRound, error) {
	return one(s.own(ctx, scope).Where("id = ?", id), roundRow.toDomain)
}

// HoldRound is Round, locking its row.
func (s *Rounds) HoldRound(ctx context.Context, scope auth.Scope, id int64) (careers.KeptRound, error) {
	return one(locked(s.own(ctx, scope).Where("id = ?", id)), roundRow.toDomain)
}

// Rounds lists them, the newest first.
func (s *Rounds) Rounds(ctx context.Context, scope auth.Scope, before int64, limit int) ([]careers.KeptRound, error) {
	query := s.own(ctx, scope).Order("id DESC").Limit(limit)
	if before > 0 {
		query = query.Where("id < ?", before)
	}
	return listed(query, roundRow.toDomain)
}

// UpdateRound writes a round that still is at r's version.
func (s *Rounds) UpdateRound(ctx context.Context, scope auth.Scope, r careers.KeptRound) (careers.KeptRound, error) {
	row, err := roundFromDomain(scope.Tenant(), r)
	if err != nil {
		return r, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error {
		result := s.db.Tx(ctx).Model(&roundRow{}).Where("tenant_id = ? AND id = ? AND version = ?", scope.Tenant(), r.ID, r.Version).Updates(map[string]any{
			"version": r.Version + 1, "name": row.Name, "rung": row.Rung, "seats": row.Seats, "quorum": row.Quorum, "criteria": row.Criteria, "state": row.State,
			"opens_on": row.OpensOn, "closes_on": row.ClosesOn, "effective_on": row.EffectiveOn, "changes": row.Changes, "announced_at": row.AnnouncedAt, "appeals_due": row.AppealsDue,
		})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Round(ctx, scope, r.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "round", ID: r.ID, Have: now.Version, Want: r.Version}
	})
	r.Version++
	return r, err
}

// DeleteRound forgets a round.
func (s *Rounds) DeleteRound(ctx context.Context, scope auth.Scope, id int64) error {
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.db.Tx(ctx).Where("tenant_id = ? AND id = ?", scope.Tenant(), id).Delete(&roundRow{}))
	})
}

// Due are rounds with promotions whose day has come and that are not in effect.
func (s *Rounds) Due(ctx context.Context, scope auth.Scope, on grid.Date) ([]careers.KeptRound, error) {
	return listed(s.own(ctx, scope).Where(`state IN ('decided', 'appeals', 'closed') AND effective_on <= ? AND id IN (
		SELECT round_id FROM round_applications WHERE tenant_id = ? AND outcome = 'promoted' AND in_effect_at IS NULL AND withdrawn_at IS NULL)`, on.String(), scope.Tenant()).Order("id"), roundRow.toDomain)
}

// Pinned tells by which version of its ladder each running application goes.
func (s *Rounds) Pinned(ctx context.Context, scope auth.Scope) (map[int64]int64, error) {
	var rows []struct{ PersonID, LadderID int64 }
	err := s.db.ReadAs(ctx, scope).Table("round_applications AS a").Select("a.person_id, r.ladder_id").
		Joins("JOIN promotion_rounds AS r ON r.tenant_id = a.tenant_id AND r.id = a.round_id").
		Where("a.tenant_id = ? AND a.withdrawn_at IS NULL AND r.state IN ('open', 'scoring', 'calibration')", scope.Tenant()).Find(&rows).Error
	out := map[int64]int64{}
	for _, r := range rows {
		out[r.PersonID] = r.LadderID
	}
	return out, err
}

type memberRow struct {
	TenantID, RoundID, UserID, PersonID int64
	Name, Recused                       string
}

func (memberRow) TableName() string { return "round_members" }

// Members are the board, in order of user.
func (s *Rounds) Members(ctx context.Context, scope auth.Scope, id int64) ([]careers.Member, error) {
	return listed(s.own(ctx, scope).Where("round_id = ?", id).Order("user_id"), func(row memberRow) (careers.Member, error) {
		m := careers.Member{Account: careers.Account{UserID: row.UserID, PersonID: row.PersonID, Name: row.Name}}
		return m, parsed("board of round", row.RoundID, row.Recused, &m.Recused)
	})
}

// PutMembers replaces the board.
func (s *Rounds) PutMembers(ctx context.Context, scope auth.Scope, id int64, list []careers.Member) error {
	rows := make([]memberRow, len(list))
	for i, m := range list {
		recused, err := text(m.Recused)
		if err != nil {
			return err
		}
		rows[i] = memberRow{scope.Tenant(), id, m.UserID, m.PersonID, m.Name, recused}
	}
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Where("tenant_id = ? AND round_id = ?", scope.Tenant(), id).Delete(&memberRow{}).Error; err != nil || len(rows) == 0 {
			return err
		}
		return s.db.Tx(ctx).Create(&rows).Error
	})
}
