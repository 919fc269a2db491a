package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/workforce/grid"
)

// problemRow is a row of voice_problems.
type problemRow struct {
	ID, TenantID, Version, EmployerID, ProgrammeID, ReasonID int64
	Title, Detail, Department, Severity, State               string
	OpenedAt, AcceptedAt                                     database.Instant
	MeasuredOn                                               string
	ClosedAt                                                 database.Instant
	Effect                                                   string
	Escalated                                                int
}

func (problemRow) TableName() string { return "voice_problems" }

func (r problemRow) toDomain() (vendors.VoiceProblem, error) {
	p := vendors.VoiceProblem{
		ID: r.ID, Version: r.Version, EmployerID: r.EmployerID, ProgrammeID: r.ProgrammeID, ReasonID: r.ReasonID,
		ProblemFields: vendors.ProblemFields{Title: r.Title, Detail: r.Detail, Department: r.Department, Severity: vendors.Severity(r.Severity)},
		State:         vendors.ProblemState(r.State), OpenedAt: r.OpenedAt.Time, AcceptedAt: r.AcceptedAt.Time, ClosedAt: r.ClosedAt.Time, Escalated: r.Escalated,
	}
	if r.MeasuredOn != "" {
		day, err := grid.ParseDate(r.MeasuredOn)
		if err != nil {
			return p, fmt.Errorf("problem %d: %w", r.ID, err)
		}
		p.MeasuredOn = day
	}
	return p, read(r.Effect, &p.Effect)
}

func problemFrom(tenant int64, p vendors.VoiceProblem) (problemRow, error) {
	effect, err := text(p.Effect)
	return problemRow{
		ID: p.ID, TenantID: tenant, Version: p.Version, EmployerID: p.EmployerID, ProgrammeID: p.ProgrammeID, ReasonID: p.ReasonID, Title: p.Title, Detail: p.Detail,
		Department: p.Department, Severity: string(p.Severity), State: string(p.State), OpenedAt: database.At(p.OpenedAt), AcceptedAt: database.At(p.AcceptedAt),
		MeasuredOn: dayText(p.MeasuredOn), ClosedAt: database.At(p.ClosedAt), Effect: effect, Escalated: p.Escalated,
	}, err
}

// AddProblem keeps a problem at version 1.
func (s *Voice) AddProblem(ctx context.Context, scope auth.Scope, p vendors.VoiceProblem) (vendors.VoiceProblem, error) {
	p.ID, p.Version = 0, 1
	row, err := problemFrom(scope.Tenant(), p)
	if err != nil {
		return p, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	p.ID = row.ID
	return p, err
}

// Problem returns one problem.
func (s *Voice) Problem(ctx context.Context, scope auth.Scope, id int64) (vendors.VoiceProblem, error) {
	var row problemRow
	if err := ofEmployer(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.VoiceProblem{}, err
	}
	return row.toDomain()
}

// Problems lists all, or those that are not closed, the newest first.
func (s *Voice) Problems(ctx context.Context, scope auth.Scope, closed bool) ([]vendors.VoiceProblem, error) {
	query := ofEmployer(s.db.ReadAs(ctx, scope), scope).Order("id DESC")
	if !closed {
		query = query.Where("state <> ?", string(vendors.ProblemClosed))
	}
	var rows []problemRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, problemRow.toDomain)
}

// UpdateProblem writes a problem that still has the version of p.
func (s *Voice) UpdateProblem(ctx context.Context, scope auth.Scope, p vendors.VoiceProblem) (vendors.VoiceProblem, error) {
	row, err := problemFrom(scope.Tenant(), p)
	if err != nil {
		return p, err
	}
	of := func(query *gorm.DB) *gorm.DB { return ofEmployer(query, scope) }
	err = s.update(ctx, scope, "problem", p.ID, p.Version, of, &problemRow{}, map[string]any{
		"title": row.Title, "detail": row.Detail, "department": row.Department, "severity": row.Severity, "state": row.State, "accepted_at": row.AcceptedAt,
		"measured_on": row.MeasuredOn, "closed_at": row.ClosedAt, "effect": row.Effect, "escalated": row.Escalated,
	})
	p.Version++
	return p, err
}

// SetEscalated keeps how far up a problem went.
func (s *Voice) SetEscalated(ctx context.Context, scope auth.Scope, id int64, level int) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(ofEmployer(s.db.Tx(ctx).Model(&problemRow{}), scope).Where("id = ?", id).Update("escalated", level))
	})
}

// problemStepRow is a row of voice_problem_steps.
type problemStepRow struct {
	ID, TenantID, ProblemID int64
	At                      database.Instant
	ByUser                  int64
	Step, Text              string
}

func (problemStepRow) TableName() string { return "voice_problem_steps" }

// AddStep keeps a step of a problem that the scope sees.
func (s *Voice) AddStep(ctx context.Context, scope auth.Scope, step vendors.ProblemStep) error {
	if _, err := s.Problem(ctx, scope, step.ProblemID); err != nil {
		return err
	}
	row := problemStepRow{TenantID: scope.Tenant(), ProblemID: step.ProblemID, At: database.At(step.At), ByUser: step.By, Step: step.Step, Text: step.Text}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
}

// Steps of a problem in the order in which they were taken.
func (s *Voice) Steps(ctx context.Context, scope auth.Scope, problem int64) ([]vendors.ProblemStep, error) {
	if _, err := s.Problem(ctx, scope, problem); err != nil {
		return nil, err
	}
	var rows []problemStepRow
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND problem_id = ?", scope.Tenant(), problem).Order("id").Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, func(r problemStepRow) (vendors.ProblemStep, error) {
		return vendors.ProblemStep{ID: r.ID, ProblemID: r.ProblemID, At: r.At.Time, By: r.ByUser, Step: r.Step, Text: r.Text}, nil
	})
}
