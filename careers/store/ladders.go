package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder/format"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Ladders implements careers.LadderStore.
type Ladders struct{ base }

var _ careers.LadderStore = (*Ladders)(nil)

// NewLadders returns a store over a migrated database.
func NewLadders(db *database.DB) *Ladders { return &Ladders{base{db}} }

type ladderRow struct {
	ID, TenantID, Version int64
	Code                  string
	Number                int
	State, Document, Hash string
	PublishedAt           database.Instant
	PublishedBy           int64
	CreatedAt             database.Instant
	CreatedBy             int64
}

func (ladderRow) TableName() string { return "ladders" }

func ladderFromDomain(tenant int64, k careers.KeptLadder) (ladderRow, error) {
	document, hash, err := careers.Document(k.Ladder)
	return ladderRow{
		ID: k.ID, TenantID: tenant, Version: k.Version, Code: k.Ladder.Code, Number: k.Ladder.Version, State: string(k.State), Document: document, Hash: hash,
		PublishedAt: database.At(k.PublishedAt), PublishedBy: k.PublishedBy, CreatedAt: database.At(k.CreatedAt), CreatedBy: k.CreatedBy,
	}, err
}

func (row ladderRow) toDomain() (careers.KeptLadder, error) {
	l, err := format.Read(strings.NewReader(row.Document))
	if err != nil {
		return careers.KeptLadder{}, fmt.Errorf("ladder %d: %w", row.ID, err)
	}
	return careers.KeptLadder{
		ID: row.ID, Version: row.Version, State: careers.LadderState(row.State), Ladder: l, Hash: row.Hash,
		PublishedAt: row.PublishedAt.Time, PublishedBy: row.PublishedBy, CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
	}, nil
}

// AddLadder keeps a version of a ladder, and a row by which its places are held.
func (s *Ladders) AddLadder(ctx context.Context, scope auth.Scope, k careers.KeptLadder) (careers.KeptLadder, error) {
	k.ID, k.Version = 0, 1
	row, err := ladderFromDomain(scope.Tenant(), k)
	if err != nil {
		return k, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Exec("INSERT INTO ladder_places (tenant_id, code) VALUES (?, ?) ON CONFLICT DO NOTHING", scope.Tenant(), row.Code).Error; err != nil {
			return err
		}
		return s.db.Tx(ctx).Create(&row).Error
	})
	k.ID, k.Hash = row.ID, row.Hash
	return k, err
}

// Ladder returns one version.
func (s *Ladders) Ladder(ctx context.Context, scope auth.Scope, id int64) (careers.KeptLadder, error) {
	return one(s.own(ctx, scope).Where("id = ?", id), ladderRow.toDomain)
}

// Ladders returns every version, the newest first.
func (s *Ladders) Ladders(ctx context.Context, scope auth.Scope) ([]careers.KeptLadder, error) {
	return listed(s.own(ctx, scope).Order("id DESC"), ladderRow.toDomain)
}

// UpdateLadder writes a version that still is at k's version.
func (s *Ladders) UpdateLadder(ctx context.Context, scope auth.Scope, k careers.KeptLadder) (careers.KeptLadder, error) {
	row, err := ladderFromDomain(scope.Tenant(), k)
	if err != nil {
		return k, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error {
		result := s.db.Tx(ctx).Model(&ladderRow{}).Where("tenant_id = ? AND id = ? AND version = ?", scope.Tenant(), k.ID, k.Version).Updates(map[string]any{
			"version": k.Version + 1, "state": row.State, "document": row.Document, "hash": row.Hash,
			"published_at": row.PublishedAt, "published_by": row.PublishedBy,
		})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Ladder(ctx, scope, k.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "ladder", ID: k.ID, Have: now.Version, Want: k.Version}
	})
	k.Version++
	k.Hash = row.Hash
	return k, err
}

// DeleteDraft forgets a draft.
func (s *Ladders) DeleteDraft(ctx context.Context, scope auth.Scope, id int64) error {
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.db.Tx(ctx).Where("tenant_id = ? AND id = ? AND state = 'draft'", scope.Tenant(), id).Delete(&ladderRow{}))
	})
}

// HoldPlaces locks the row of a ladder's places.
func (s *Ladders) HoldPlaces(ctx context.Context, scope auth.Scope, code string) error {
	var found []string
	return locked(s.db.Tx(ctx).Table("ladder_places").Select("code").Where("tenant_id = ? AND code = ?", scope.Tenant(), code)).Find(&found).Error
}

type counted struct {
	Rung string
	N    int
}

func countedBy(rows []counted) map[string]int {
	out := map[string]int{}
	for _, r := range rows {
		out[r.Rung] = r.N
	}
	return out
}

// Holders counts who stands on each rung on a day, of those employed then.
func (s *Ladders) Holders(ctx context.Context, scope auth.Scope, code string, on grid.Date) (map[string]int, error) {
	var rows []counted
	err := s.db.ReadAs(ctx, scope).Table("rung_spells AS s").Select("s.rung AS rung, count(*) AS n").
		Joins("JOIN people AS p ON p.tenant_id = s.tenant_id AND p.id = s.person_id").
		Where("s.tenant_id = ? AND s.ladder = ? AND s.from_day <= ? AND (s.to_day IS NULL OR s.to_day > ?) AND (p.left_on IS NULL OR p.left_on >= ?)", scope.Tenant(), code, on.String(), on.String(), on.String()).
		Group("s.rung").Find(&rows).Error
	return countedBy(rows), err
}

// Promised counts those whom a round has promoted and who are not on the rung yet.
func (s *Ladders) Promised(ctx context.Context, scope auth.Scope, code string) (map[string]int, error) {
	var rows []counted
	err := s.db.ReadAs(ctx, scope).Table("round_applications AS a").Select("r.rung AS rung, count(*) AS n").
		Joins("JOIN promotion_rounds AS r ON r.tenant_id = a.tenant_id AND r.id = a.round_id").
		Joins("JOIN ladders AS l ON l.tenant_id = r.tenant_id AND l.id = r.ladder_id").
		Where("a.tenant_id = ? AND l.code = ? AND a.outcome = 'promoted' AND a.in_effect_at IS NULL AND a.withdrawn_at IS NULL AND r.state IN ('decided', 'appeals', 'closed')", scope.Tenant(), code).
		Group("r.rung").Find(&rows).Error
	return countedBy(rows), err
}

type spellRow struct {
	ID, TenantID, PersonID int64
	Ladder, Rung           string
	FromDay                string
	ToDay                  *string
	Reason                 string
	RecordedAt             database.Instant
	RecordedBy             int64
}

func (spellRow) TableName() string { return "rung_spells" }

func (row spellRow) toDomain() (careers.Spell, error) {
	return careers.Spell{
		ID: row.ID, PersonID: row.PersonID, Ladder: row.Ladder, Rung: row.Rung, From: day(row.FromDay), To: dayOrNone(row.ToDay), Reason: row.Reason,
		RecordedAt: row.RecordedAt.Time, RecordedBy: row.RecordedBy,
	}, nil
}

// Spells are those of the people whom the scope sees; nil is everybody.
func (s *Ladders) Spells(ctx context.Context, scope auth.Scope, people []int64) ([]careers.Spell, error) {
	return listed(of(seen(s.own(ctx, scope), scope), people).Order("person_id, from_day"), spellRow.toDomain)
}

// AddSpells keeps spells.
func (s *Ladders) AddSpells(ctx context.Context, scope auth.Scope, spells []careers.Spell) error {
	rows := make([]spellRow, len(spells))
	for i, x := range spells {
		rows[i] = spellRow{
			TenantID: scope.Tenant(), PersonID: x.PersonID, Ladder: x.Ladder, Rung: x.Rung, FromDay: x.From.String(), ToDay: orNull(x.To), Reason: x.Reason,
			RecordedAt: database.At(x.RecordedAt), RecordedBy: x.RecordedBy,
		}
	}
	return s.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).CreateInBatches(&rows, 500).Error })
}

// EndSpell ends a spell on a day.
func (s *Ladders) EndSpell(ctx context.Context, scope auth.Scope, id int64, to grid.Date) error {
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.db.Tx(ctx).Model(&spellRow{}).Where("tenant_id = ? AND id = ? AND to_day IS NULL", scope.Tenant(), id).Update("to_day", to.String()))
	})
}
