package store

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// Commitments implements vendors.CommitmentStore.
type Commitments struct{ db *database.DB }

var _ vendors.CommitmentStore = (*Commitments)(nil)

// NewCommitments returns the store of commitments.
func NewCommitments(db *database.DB) *Commitments { return &Commitments{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Commitments) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// commitmentRow is a row of commitments.
type commitmentRow struct {
	ID, TenantID, Version, ProgrammeID, QueueID, LockID int64
	State, Zone                                         string
	Minutes                                             int
	FirstDay, LastDay                                   string
	Share, VolumeBand, HandleBand, Tolerance            float64
	DueAt                                               database.Instant
	Hash                                                string
	Document                                            []byte
	CreatedAt                                           database.Instant
	CreatedBy                                           int64
}

func (commitmentRow) TableName() string { return "commitments" }

// stepRow is a row of commitment_steps.
type stepRow struct {
	TenantID, CommitmentID int64
	Step                   int
	Party, Action          string
	Hours                  float64
	Note                   string
	At                     database.Instant
	ActorID                int64
}

func (stepRow) TableName() string { return "commitment_steps" }

func commitmentFromDomain(tenant int64, c vendors.Commitment) (commitmentRow, error) {
	row := commitmentRow{
		ID: c.ID, TenantID: tenant, Version: c.Version, ProgrammeID: c.ProgrammeID, QueueID: c.QueueID, LockID: c.LockID, State: string(c.State), Zone: c.Zone,
		Minutes: c.Minutes, FirstDay: dayText(c.From), LastDay: dayText(c.To), Share: c.Share, VolumeBand: c.VolumeBand, HandleBand: c.HandleBand,
		Tolerance: c.Tolerance, DueAt: database.At(c.Due), CreatedAt: database.At(c.CreatedAt), CreatedBy: c.CreatedBy,
	}
	var err error
	row.Document, row.Hash, err = sealed(c.Curves)
	return row, err
}

func (r commitmentRow) toDomain() (vendors.Commitment, error) {
	c := vendors.Commitment{
		ID: r.ID, Version: r.Version, ProgrammeID: r.ProgrammeID, QueueID: r.QueueID, LockID: r.LockID, State: vendors.CommitmentState(r.State), Zone: r.Zone,
		Minutes: r.Minutes, Share: r.Share, VolumeBand: r.VolumeBand, HandleBand: r.HandleBand, Tolerance: r.Tolerance, Due: r.DueAt.Time, Hash: r.Hash,
		CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy,
	}
	var err error
	if c.From, c.To, err = days(r.FirstDay, r.LastDay); err == nil {
		err = unpacked(r.Document, &c.Curves)
	}
	if err != nil {
		err = fmt.Errorf("commitment %d: %w", r.ID, err)
	}
	return c, err
}

func (r stepRow) toDomain() vendors.Step {
	return vendors.Step{Party: vendors.Party(r.Party), Action: vendors.Action(r.Action), Hours: r.Hours, Note: r.Note, At: r.At.Time, Actor: r.ActorID}
}

// AddCommitment keeps a commitment at version 1 with its steps.
func (s *Commitments) AddCommitment(ctx context.Context, scope auth.Scope, c vendors.Commitment) (vendors.Commitment, error) {
	c.ID, c.Version = 0, 1
	row, err := commitmentFromDomain(scope.Tenant(), c)
	if err != nil {
		return c, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
			return err
		}
		for i, step := range c.Steps {
			if err := s.addStep(ctx, scope, row.ID, i, step); err != nil {
				return err
			}
		}
		return nil
	})
	c.ID, c.Hash = row.ID, row.Hash
	return c, err
}

func (s *Commitments) addStep(ctx context.Context, scope auth.Scope, id int64, number int, step vendors.Step) error {
	return s.db.Tx(ctx).Create(&stepRow{scope.Tenant(), id, number, string(step.Party), string(step.Action), step.Hours, step.Note, database.At(step.At), step.Actor}).Error
}

// Commitment returns one commitment.
func (s *Commitments) Commitment(ctx context.Context, scope auth.Scope, id int64) (vendors.Commitment, error) {
	var row commitmentRow
	if err := underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.Commitment{}, err
	}
	list, err := s.whole(ctx, scope, []commitmentRow{row})
	if err != nil {
		return vendors.Commitment{}, err
	}
	return list[0], nil
}

// Commitments lists the latest days first.
func (s *Commitments) Commitments(ctx context.Context, scope auth.Scope, q vendors.CommitmentQuery) ([]vendors.Commitment, error) {
	query := underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Order("first_day DESC, id DESC")
	if q.ProgrammeID != 0 {
		query = query.Where("programme_id = ?", q.ProgrammeID)
	}
	if q.QueueID != 0 {
		query = query.Where("queue_id = ?", q.QueueID)
	}
	if !q.To.IsZero() {
		query = query.Where("first_day <= ?", q.To.String())
	}
	if !q.From.IsZero() {
		query = query.Where("last_day >= ?", q.From.String())
	}
	if len(q.States) > 0 {
		query = query.Where("state IN ?", q.States)
	}
	if q.Limit > 0 {
		query = query.Limit(q.Limit)
	}
	var rows []commitmentRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return s.whole(ctx, scope, rows)
}

// whole adds steps to commitments.
func (s *Commitments) whole(ctx context.Context, scope auth.Scope, rows []commitmentRow) ([]vendors.Commitment, error) {
	out, at, ids := make([]vendors.Commitment, len(rows)), map[int64]int{}, make([]int64, len(rows))
	for i, row := range rows {
		var err error
		if out[i], err = row.toDomain(); err != nil {
			return nil, err
		}
		at[row.ID], ids[i] = i, row.ID
	}
	var steps []stepRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND commitment_id IN ?", scope.Tenant(), nonEmpty(ids)).Order("commitment_id, step").Find(&steps).Error
	for _, step := range steps {
		c := &out[at[step.CommitmentID]]
		c.Steps = append(c.Steps, step.toDomain())
	}
	return out, err
}

// UpdateCommitment writes a commitment that still has the version of c, and a step.
func (s *Commitments) UpdateCommitment(ctx context.Context, scope auth.Scope, c vendors.Commitment, step vendors.Step) (vendors.Commitment, error) {
	row, err := commitmentFromDomain(scope.Tenant(), c)
	if err != nil {
		return c, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := underProgrammes(s.db.Tx(ctx).Model(&commitmentRow{}), s.db.ReadAs(ctx, scope), scope).Where("id = ? AND version = ?", c.ID, c.Version).
			Updates(map[string]any{"version": c.Version + 1, "state": row.State, "due_at": row.DueAt, "hash": row.Hash, "document": row.Document})
		if result.Error != nil {
			return result.Error
		}
		if result.RowsAffected == 0 {
			now, err := s.Commitment(ctx, scope, c.ID)
			if err != nil {
				return err
			}
			return &database.StaleError{What: "commitment", ID: c.ID, Have: now.Version, Want: c.Version}
		}
		return s.addStep(ctx, scope, c.ID, len(c.Steps), step)
	})
	c.Version, c.Hash, c.Steps = c.Version+1, row.Hash, append(c.Steps, step)
	return c, err
}
