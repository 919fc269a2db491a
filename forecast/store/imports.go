package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Imports implements forecast.ImportStore.
type Imports struct{ db *database.DB }

var _ forecast.ImportStore = (*Imports)(nil)

// NewImports returns the store of uploads and imports.
func NewImports(db *database.DB) *Imports { return &Imports{db: db} }

// uploadRow is a row of uploads.
type uploadRow struct {
	ID         int64
	TenantID   int64
	FileName   string
	StoredName string
	Bytes      int64
	SHA256     string `gorm:"column:sha256"`
	CreatedAt  database.Instant
	CreatedBy  int64
}

func (uploadRow) TableName() string { return "uploads" }

func (r uploadRow) toDomain() forecast.Upload {
	return forecast.Upload{
		ID: r.ID, FileName: r.FileName, StoredName: r.StoredName, Bytes: r.Bytes, SHA256: r.SHA256, CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy,
	}
}

// own narrows to what the scope's user brought in, unless he sees all sites.
func own(query *gorm.DB, scope auth.Scope, table string) *gorm.DB {
	query = query.Where(table+".tenant_id = ?", scope.Tenant())
	if _, all := scope.Sites(); !all {
		query = query.Where(table+".created_by = ?", scope.Actor())
	}
	return query
}

// AddUpload keeps a new upload.
func (s *Imports) AddUpload(ctx context.Context, scope auth.Scope, u forecast.Upload) (forecast.Upload, error) {
	row := uploadRow{TenantID: scope.Tenant(), FileName: u.FileName, StoredName: u.StoredName, Bytes: u.Bytes, SHA256: u.SHA256,
		CreatedAt: database.At(u.CreatedAt), CreatedBy: u.CreatedBy}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	u.ID = row.ID
	return u, err
}

// Upload returns an upload.
func (s *Imports) Upload(ctx context.Context, scope auth.Scope, id int64) (forecast.Upload, error) {
	var row uploadRow
	found := own(s.db.ReadAs(ctx, scope), scope, "uploads").Where("id = ?", id).Limit(1).Find(&row)
	if found.Error == nil && found.RowsAffected == 0 {
		return forecast.Upload{}, fmt.Errorf("upload %d: %w", id, database.ErrNotFound)
	}
	return row.toDomain(), found.Error
}

// ForgetFile notes that the file of an upload is no longer kept.
func (s *Imports) ForgetFile(ctx context.Context, scope auth.Scope, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return own(s.db.Tx(ctx).Model(&uploadRow{}), scope, "uploads").Where("id = ?", id).Update("stored_name", "").Error
	})
}

// IdleUploads returns old uploads that nothing is done with.
func (s *Imports) IdleUploads(ctx context.Context, scope auth.Scope, before time.Time, limit int) ([]forecast.Upload, error) {
	busy := []forecast.ImportState{forecast.ImportQueued, forecast.ImportChecking, forecast.ImportWriting}
	var rows []uploadRow
	err := own(s.db.ReadAs(ctx, scope), scope, "uploads").
		Where("stored_name <> '' AND created_at < ?", database.At(before)).
		Where("NOT EXISTS (SELECT 1 FROM imports i WHERE i.tenant_id = uploads.tenant_id AND i.upload_id = uploads.id AND i.state IN ?)", busy).
		Order("id").Limit(limit).Find(&rows).Error
	uploads := make([]forecast.Upload, len(rows))
	for i, row := range rows {
		uploads[i] = row.toDomain()
	}
	return uploads, err
}

// importRow is a row of imports. FileName is the upload's.
type importRow struct {
	ID            int64
	TenantID      int64
	Version       int64
	UploadID      int64
	JobID         int64
	State         string
	Orders        string
	Document      []byte
	Failure       string
	RowsRead      int64
	RowsAdded     int64
	RowsChanged   int64
	RowsUnchanged int64
	RowsRefused   int64
	RowsLeftOut   int64
	RowsWritten   int64
	AliveUntil    database.Instant
	CreatedAt     database.Instant
	CreatedBy     int64
	FinishedAt    database.Instant
	FileName      string `gorm:"->"`
}

func (importRow) TableName() string { return "imports" }

// importColumns are the columns a change may touch.
var importColumns = []string{
	"version", "job_id", "state", "orders", "document", "failure", "rows_read", "rows_added", "rows_changed", "rows_unchanged",
	"rows_refused", "rows_left_out", "rows_written", "alive_until", "finished_at",
}

// importDocument is what is read only with a single import.
type importDocument struct {
	Problems []history.RowError
	Report   history.Report
	Touched  []forecast.TouchedSeries
}

func importFromDomain(tenant int64, i forecast.Import) (importRow, error) {
	c := i.Counts
	row := importRow{
		ID: i.ID, TenantID: tenant, Version: i.Version, UploadID: i.UploadID, JobID: i.JobID, State: string(i.State), Failure: i.Failure,
		RowsRead: c.Read, RowsAdded: c.Added, RowsChanged: c.Changed, RowsUnchanged: c.Unchanged, RowsRefused: c.Refused,
		RowsLeftOut: c.LeftOut, RowsWritten: i.Written, AliveUntil: database.At(i.AliveUntil), CreatedAt: database.At(i.CreatedAt),
		CreatedBy: i.CreatedBy, FinishedAt: database.At(i.FinishedAt),
	}
	orders, err := json.Marshal(i.Order)
	if err != nil {
		return row, err
	}
	row.Orders = string(orders)
	row.Document, err = pack("import", importDocument{i.Problems, i.Report, i.Touched})
	return row, err
}

func (row importRow) toDomain() (forecast.Import, error) {
	i := forecast.Import{
		ID: row.ID, Version: row.Version, UploadID: row.UploadID, FileName: row.FileName, JobID: row.JobID,
		State: forecast.ImportState(row.State), Failure: row.Failure, Written: row.RowsWritten, AliveUntil: row.AliveUntil.Time,
		CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy, FinishedAt: row.FinishedAt.Time,
		Counts: forecast.ImportCounts{Read: row.RowsRead, Added: row.RowsAdded, Changed: row.RowsChanged, Unchanged: row.RowsUnchanged,
			Refused: row.RowsRefused, LeftOut: row.RowsLeftOut},
	}
	if err := json.Unmarshal([]byte(row.Orders), &i.Order); err != nil {
		return i, fmt.Errorf("import %d: %w", row.ID, err)
	}
	var document importDocument
	err := unpack("import", row.Document, &document)
	i.Problems, i.Report, i.Touched = document.Problems, document.Report, document.Touched
	return i, err
}

// AddImport keeps a new import, at version 1.
func (s *Imports) AddImport(ctx context.Context, scope auth.Scope, i forecast.Import) (forecast.Import, error) {
	i.Version = 1
	row, err := importFromDomain(scope.Tenant(), i)
	if err != nil {
		return i, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	i.ID = row.ID
	return i, err
}

func (s *Imports) query(ctx context.Context, scope auth.Scope) *gorm.DB {
	return own(s.db.ReadAs(ctx, scope).Model(&importRow{}), scope, "imports").
		Joins("JOIN uploads ON uploads.tenant_id = imports.tenant_id AND uploads.id = imports.upload_id")
}

// Import returns an import with its problems and report.
func (s *Imports) Import(ctx context.Context, scope auth.Scope, id int64) (forecast.Import, error) {
	var row importRow
	found := s.query(ctx, scope).Select("imports.*, uploads.file_name").Where("imports.id = ?", id).Limit(1).Find(&row)
	if found.Error == nil && found.RowsAffected == 0 {
		return forecast.Import{}, fmt.Errorf("import %d: %w", id, database.ErrNotFound)
	}
	if found.Error != nil {
		return forecast.Import{}, found.Error
	}
	return row.toDomain()
}

// Imports returns the newest first without problems and reports.
func (s *Imports) Imports(ctx context.Context, scope auth.Scope, before int64, limit int) ([]forecast.Import, error) {
	query := s.query(ctx, scope).Omit("document").Select("imports.id, imports.tenant_id, imports.version, imports.upload_id, imports.job_id, imports.state, " +
		"imports.orders, imports.failure, imports.rows_read, imports.rows_added, imports.rows_changed, imports.rows_unchanged, imports.rows_refused, " +
		"imports.rows_left_out, imports.rows_written, imports.alive_until, imports.created_at, imports.created_by, imports.finished_at, uploads.file_name")
	if before > 0 {
		query = query.Where("imports.id < ?", before)
	}
	var rows []importRow
	if err := query.Order("imports.id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	imports := make([]forecast.Import, len(rows))
	for i, row := range rows {
		var err error
		if imports[i], err = row.toDomain(); err != nil {
			return nil, err
		}
	}
	return imports, nil
}

// SaveImport writes an import that stands at its version.
func (s *Imports) SaveImport(ctx context.Context, scope auth.Scope, i forecast.Import) (forecast.Import, error) {
	row, err := importFromDomain(scope.Tenant(), i)
	if err != nil {
		return i, err
	}
	row.Version++
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		done := own(s.db.Tx(ctx).Model(&importRow{}), scope, "imports").Where("id = ? AND version = ?", i.ID, i.Version).Select(importColumns).Updates(&row)
		if done.Error != nil || done.RowsAffected == 1 {
			return done.Error
		}
		now, err := s.Import(ctx, scope, i.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "import", ID: i.ID, Have: now.Version, Want: i.Version}
	})
	if err == nil {
		i.Version++
	}
	return i, err
}

// MarkWritten notes how far the writing has come.
func (s *Imports) MarkWritten(ctx context.Context, scope auth.Scope, id, written int64, aliveUntil time.Time) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		row := importRow{RowsWritten: written, AliveUntil: database.At(aliveUntil)}
		return own(s.db.Tx(ctx).Model(&importRow{}), scope, "imports").Where("id = ?", id).Select("rows_written", "alive_until").Updates(&row).Error
	})
}

// AtWork returns the import that is at work, whoever asked for it.
func (s *Imports) AtWork(ctx context.Context, scope auth.Scope) (forecast.Import, bool, error) {
	var row importRow
	found := s.db.ReadAs(ctx, scope).Model(&importRow{}).Where("tenant_id = ? AND state IN ?", scope.Tenant(),
		[]forecast.ImportState{forecast.ImportChecking, forecast.ImportWriting, forecast.ImportUndoing}).Limit(1).Find(&row)
	if found.Error != nil || found.RowsAffected == 0 {
		return forecast.Import{}, false, found.Error
	}
	i, err := row.toDomain()
	return i, true, err
}
