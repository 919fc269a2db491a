package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// graderRow is a row of quality_graders.
type graderRow struct {
	ID, TenantID, UserID int64
	Name                 string
	EmployerID, TeamID   int64
	Party                string
	Active               bool
	State                string
	Severity             float64
	CalibratedAt         database.Instant
	Programmes           string // ids as a list
}

func (graderRow) TableName() string { return "quality_graders" }

func (r graderRow) toDomain() (vendors.Grader, error) {
	g := vendors.Grader{
		ID: r.ID, UserID: r.UserID, Name: r.Name, EmployerID: r.EmployerID, TeamID: r.TeamID, Party: vendors.GraderParty(r.Party), Active: r.Active,
		State: r.State, Severity: r.Severity, CalibratedAt: r.CalibratedAt.Time,
	}
	return g, read(r.Programmes, &g.ProgrammeIDs)
}

// Graders returns who judges, of the scope's employer where it has one.
func (s *Quality) Graders(ctx context.Context, scope auth.Scope) ([]vendors.Grader, error) {
	var rows []graderRow
	if err := ofEmployer(s.db.ReadAs(ctx, scope), scope).Order("id").Find(&rows).Error; err != nil {
		return nil, err
	}
	var waiting []struct {
		GraderID int64
		N        int
	}
	err := ofTenant(scope)(s.db.ReadAs(ctx, scope).Table("quality_assignments")).Select("grader_id", "count(*) AS n").
		Where("state = 'waiting'").Group("grader_id").Find(&waiting).Error
	if err != nil {
		return nil, err
	}
	list, err := toDomain(rows, graderRow.toDomain)
	for i := range list {
		for _, w := range waiting {
			if w.GraderID == list[i].ID {
				list[i].Waiting = w.N
			}
		}
	}
	return list, err
}

// PutGrader keeps a new grader, or writes whether and whom he judges.
func (s *Quality) PutGrader(ctx context.Context, scope auth.Scope, g vendors.Grader) (vendors.Grader, error) {
	if g.ProgrammeIDs == nil {
		g.ProgrammeIDs = []int64{}
	}
	programmes, err := text(g.ProgrammeIDs)
	if err != nil {
		return g, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if g.ID != 0 {
			return database.Affected(s.oneGrader(ctx, scope, g.ID).Updates(map[string]any{
				"name": g.Name, "employer_id": g.EmployerID, "team_id": g.TeamID, "party": string(g.Party), "active": g.Active, "programmes": programmes,
			}))
		}
		row := graderRow{TenantID: scope.Tenant(), UserID: g.UserID, Name: g.Name, EmployerID: g.EmployerID, TeamID: g.TeamID, Party: string(g.Party), Active: g.Active, Programmes: programmes}
		err := s.db.Tx(ctx).Create(&row).Error
		g.ID = row.ID
		return err
	})
	return g, err
}

func (s *Quality) oneGrader(ctx context.Context, scope auth.Scope, id int64) *gorm.DB {
	return ofEmployer(s.db.Tx(ctx).Model(&graderRow{}), scope).Where("id = ?", id)
}

// SetGraderState writes how a calibration found a grader.
func (s *Quality) SetGraderState(ctx context.Context, scope auth.Scope, g vendors.Grader) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.oneGrader(ctx, scope, g.ID).Updates(map[string]any{
			"state": g.State, "severity": g.Severity, "calibrated_at": database.At(g.CalibratedAt),
		}))
	})
}

// UserEmployer returns a user's name and employer, 0 for the owner's own.
func (s *Quality) UserEmployer(ctx context.Context, scope auth.Scope, user int64) (string, int64, error) {
	var row struct {
		Name       string
		EmployerID *int64
	}
	if err := ofEmployer(s.db.ReadAs(ctx, scope).Table("users"), scope).Select("name", "employer_id").Where("id = ?", user).Take(&row).Error; err != nil {
		return "", 0, err
	}
	if row.EmployerID == nil {
		return row.Name, 0, nil
	}
	return row.Name, *row.EmployerID, nil
}

// Candidates returns who may judge contacts and is no grader, by name.
func (s *Quality) Candidates(ctx context.Context, scope auth.Scope) ([]vendors.GraderCandidate, error) {
	var rows []struct {
		ID          int64
		Name, Roles string
		EmployerID  *int64
	}
	db := s.db.ReadAs(ctx, scope)
	named := ofTenant(scope)(s.db.ReadAs(ctx, scope).Table("quality_graders")).Select("user_id")
	err := ofEmployer(db.Table("users"), scope).Where("NOT disabled AND id NOT IN (?)", named).Order("name, id").Find(&rows).Error
	var out []vendors.GraderCandidate
	for _, r := range rows {
		var roles []auth.Role
		for _, role := range strings.Fields(r.Roles) {
			roles = append(roles, auth.Role(role))
		}
		if !slices.Contains(auth.Permissions(roles...), auth.GradeContacts) {
			continue
		}
		c := vendors.GraderCandidate{UserID: r.ID, Name: r.Name}
		if r.EmployerID != nil {
			c.EmployerID = *r.EmployerID
		}
		out = append(out, c)
	}
	return out, err
}

// calibrationRow is a row of quality_calibrations.
type calibrationRow struct {
	ID, TenantID     int64
	Since, Until, At database.Instant
	ByUser           int64
	Result           string
}

func (calibrationRow) TableName() string { return "quality_calibrations" }

func (r calibrationRow) toDomain() (vendors.Calibration, error) {
	var c vendors.Calibration
	err := read(r.Result, &c)
	c.ID, c.Since, c.Until, c.At, c.By = r.ID, r.Since.Time, r.Until.Time, r.At.Time, r.ByUser
	return c, err
}

// AddCalibration keeps a round.
func (s *Quality) AddCalibration(ctx context.Context, scope auth.Scope, c vendors.Calibration) (vendors.Calibration, error) {
	result, err := text(c)
	if err != nil {
		return c, err
	}
	row := calibrationRow{TenantID: scope.Tenant(), Since: database.At(c.Since), Until: database.At(c.Until), At: database.At(c.At), ByUser: c.By, Result: result}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	c.ID = row.ID
	return c, err
}

// Calibrations returns the newest rounds first.
func (s *Quality) Calibrations(ctx context.Context, scope auth.Scope, limit int) ([]vendors.Calibration, error) {
	var rows []calibrationRow
	if err := ofTenant(scope)(s.db.ReadAs(ctx, scope)).Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, calibrationRow.toDomain)
}
