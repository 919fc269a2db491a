package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Hours implements vendors.HoursStore.
type Hours struct{ db *database.DB }

var _ vendors.HoursStore = (*Hours)(nil)

// NewHours returns the store of rosters and delivered hours.
func NewHours(db *database.DB) *Hours { return &Hours{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Hours) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// fileRow is a row of vendor_files.
type fileRow struct {
	ID, TenantID, ProgrammeID int64
	Kind, Name                string
	Lines                     int
	Hours                     float64
	FirstDay, LastDay, Hash   string
	CreatedAt                 database.Instant
	CreatedBy                 int64
}

func (fileRow) TableName() string { return "vendor_files" }

func (r fileRow) toDomain() (vendors.HoursFile, error) {
	f := vendors.HoursFile{
		ID: r.ID, ProgrammeID: r.ProgrammeID, Kind: vendors.HoursKind(r.Kind), Name: r.Name, Lines: r.Lines, Hours: r.Hours, Hash: r.Hash,
		CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy,
	}
	var err error
	f.From, f.To, err = days(r.FirstDay, r.LastDay)
	return f, err
}

// hoursRow is a row of programme_hours.
type hoursRow struct {
	TenantID, ProgrammeID, QueueID int64
	Kind, Day, Zone                string
	Minutes                        int
	FileID                         int64
	Hours                          string
}

func (hoursRow) TableName() string { return "programme_hours" }

func (r hoursRow) toDomain() (vendors.DayHours, error) {
	d := vendors.DayHours{ProgrammeID: r.ProgrammeID, QueueID: r.QueueID, Kind: vendors.HoursKind(r.Kind), Zone: r.Zone, Minutes: r.Minutes, FileID: r.FileID}
	var err error
	if d.Day, err = grid.ParseDate(r.Day); err == nil {
		err = json.Unmarshal([]byte(r.Hours), &d.Hours)
	}
	if err != nil {
		err = fmt.Errorf("hours of programme %d on %s: %w", r.ProgrammeID, r.Day, err)
	}
	return d, err
}

// hoursRowsAtOnce bounds one statement, whose values are counted by the engines.
const hoursRowsAtOnce = 500

// AddHours keeps a file and its days.
func (s *Hours) AddHours(ctx context.Context, scope auth.Scope, f vendors.HoursFile, list []vendors.DayHours) (vendors.HoursFile, error) {
	file := fileRow{
		TenantID: scope.Tenant(), ProgrammeID: f.ProgrammeID, Kind: string(f.Kind), Name: f.Name, Lines: f.Lines, Hours: f.Hours,
		FirstDay: dayText(f.From), LastDay: dayText(f.To), Hash: f.Hash, CreatedAt: database.At(f.CreatedAt), CreatedBy: f.CreatedBy,
	}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		var p programmeRow
		if err := ofProgrammes(s.db.Tx(ctx), scope).Where("id = ?", f.ProgrammeID).Take(&p).Error; err != nil {
			return err
		}
		if err := s.db.Tx(ctx).Create(&file).Error; err != nil {
			return err
		}
		rows := make([]hoursRow, len(list))
		for i, d := range list {
			text, err := json.Marshal(d.Hours)
			if err != nil {
				return err
			}
			rows[i] = hoursRow{scope.Tenant(), f.ProgrammeID, d.QueueID, string(f.Kind), d.Day.String(), d.Zone, d.Minutes, file.ID, string(text)}
			of := s.db.Tx(ctx).Where("tenant_id = ? AND programme_id = ? AND queue_id = ? AND kind = ? AND day = ?", scope.Tenant(), f.ProgrammeID, d.QueueID, string(f.Kind), d.Day.String())
			if err := of.Delete(&hoursRow{}).Error; err != nil {
				return err
			}
		}
		return s.db.Tx(ctx).CreateInBatches(&rows, hoursRowsAtOnce).Error
	})
	f.ID = file.ID
	return f, err
}

// Hours returns days in order of programme, queue and day.
func (s *Hours) Hours(ctx context.Context, scope auth.Scope, q vendors.HoursQuery) ([]vendors.DayHours, error) {
	query := underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).
		Where("programme_id IN ? AND kind = ? AND day BETWEEN ? AND ?", nonEmpty(q.ProgrammeIDs), string(q.Kind), q.From.String(), q.To.String())
	if q.QueueID != 0 {
		query = query.Where("queue_id = ?", q.QueueID)
	}
	var rows []hoursRow
	if err := query.Order("programme_id, queue_id, day").Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, hoursRow.toDomain)
}

// HoursFiles lists the newest first.
func (s *Hours) HoursFiles(ctx context.Context, scope auth.Scope, programme int64, limit int) ([]vendors.HoursFile, error) {
	var rows []fileRow
	err := underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope).Where("programme_id = ?", programme).Order("id DESC").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return toDomain(rows, fileRow.toDomain)
}
