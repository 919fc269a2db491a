package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/careers/hiring"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

type candidateRow struct {
	ID, TenantID, Version, RequisitionID int64
	Number                               int
	Channel, AppliedOn                   string
	Stage, Ending, Reason                string
	Answers, Wishes                      string
	PersonID                             int64
	Days, EndedOn                        string
}

func (candidateRow) TableName() string { return "requisition_candidates" }

func candidateFrom(tenant int64, c hiring.Candidate) (row candidateRow, err error) {
	row = candidateRow{
		ID: c.ID, TenantID: tenant, Version: c.Version, RequisitionID: c.RequisitionID, Number: c.Number, Channel: c.Channel, AppliedOn: c.AppliedOn.String(),
		Stage: string(c.Stage), Ending: string(c.Ending), Reason: c.Reason, PersonID: c.PersonID,
	}
	if row.Answers, err = text(c.Answers); err != nil {
		return row, err
	}
	if row.Days, err = text(daysText(c.Days)); err != nil {
		return row, err
	}
	if !c.EndedOn.IsZero() {
		row.EndedOn = c.EndedOn.String()
	}
	row.Wishes, err = text(c.Wishes)
	return row, err
}

func daysText(days map[hiring.Stage]grid.Date) map[hiring.Stage]string {
	out := map[hiring.Stage]string{}
	for stage, day := range days {
		out[stage] = day.String()
	}
	return out
}

// parseDays reads what daysText wrote.
func parseDays(text string) (map[hiring.Stage]grid.Date, error) {
	var days map[hiring.Stage]string
	if err := json.Unmarshal([]byte(text), &days); err != nil {
		return nil, err
	}
	out := map[hiring.Stage]grid.Date{}
	for stage, day := range days {
		var err error
		if out[stage], err = grid.ParseDate(day); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (row candidateRow) toDomain() (hiring.Candidate, error) {
	applied, err := grid.ParseDate(row.AppliedOn)
	c := hiring.Candidate{
		ID: row.ID, Version: row.Version, RequisitionID: row.RequisitionID, Number: row.Number, Channel: row.Channel, AppliedOn: applied,
		Stage: hiring.Stage(row.Stage), Ending: hiring.Ending(row.Ending), Reason: row.Reason, PersonID: row.PersonID,
	}
	if err == nil {
		err = json.Unmarshal([]byte(row.Answers), &c.Answers)
	}
	if err == nil {
		err = json.Unmarshal([]byte(row.Wishes), &c.Wishes)
	}
	if err == nil {
		c.Days, err = parseDays(row.Days)
	}
	if err == nil && row.EndedOn != "" {
		c.EndedOn, err = grid.ParseDate(row.EndedOn)
	}
	if err != nil {
		return c, fmt.Errorf("candidate %d: %w", row.ID, err)
	}
	return c, nil
}

// of is a query on the candidates of a requisition that the scope sees.
func (s *Store) of(ctx context.Context, scope auth.Scope, requisition int64) *gorm.DB {
	mine := s.seen(ctx, scope).Model(&requisitionRow{}).Where("id = ?", requisition).Select("id")
	return s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND requisition_id IN (?)", scope.Tenant(), mine)
}

// Candidates are in order of number.
func (s *Store) Candidates(ctx context.Context, scope auth.Scope, requisition int64) ([]hiring.Candidate, error) {
	return listed(s.of(ctx, scope, requisition).Order("number"), candidateRow.toDomain)
}

// Candidate returns one.
func (s *Store) Candidate(ctx context.Context, scope auth.Scope, requisition, id int64) (hiring.Candidate, error) {
	return one(s.of(ctx, scope, requisition).Where("id = ?", id), candidateRow.toDomain)
}

// AddCandidate keeps a new one; their requisition is held.
func (s *Store) AddCandidate(ctx context.Context, scope auth.Scope, c hiring.Candidate) (hiring.Candidate, error) {
	c.ID, c.Version = 0, 1
	row, err := candidateFrom(scope.Tenant(), c)
	if err != nil {
		return c, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	c.ID = row.ID
	return c, err
}

// UpdateCandidate writes one that still has its version.
func (s *Store) UpdateCandidate(ctx context.Context, scope auth.Scope, c hiring.Candidate) (hiring.Candidate, error) {
	row, err := candidateFrom(scope.Tenant(), c)
	if err != nil {
		return c, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error {
		result := s.db.Tx(ctx).Model(&candidateRow{}).Where("tenant_id = ? AND id = ? AND version = ?", scope.Tenant(), c.ID, c.Version).Updates(map[string]any{
			"version": c.Version + 1, "stage": row.Stage, "ending": row.Ending, "reason": row.Reason, "answers": row.Answers, "wishes": row.Wishes, "person_id": row.PersonID,
			"days": row.Days, "ended_on": row.EndedOn,
		})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Candidate(ctx, scope, c.RequisitionID, c.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "candidate", ID: c.ID, Have: now.Version, Want: c.Version}
	})
	c.Version++
	return c, err
}
