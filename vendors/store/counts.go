package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Counts implements vendors.CountStore.
type Counts struct{ db *database.DB }

var _ vendors.CountStore = (*Counts)(nil)

// NewCounts returns the store of counts.
func NewCounts(db *database.DB) *Counts { return &Counts{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Counts) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// PrepareCounts makes the monthly partitions that rows will need.
func (s *Counts) PrepareCounts(ctx context.Context, from, to time.Time) error {
	return s.db.EnsurePartitions(ctx, "programme_counts", from, to)
}

// batchRow is a row of count_batches.
type batchRow struct {
	ID, TenantID, ProgrammeID int64
	Source, Name              string
	RowCount                  int
	FirstDay, LastDay, Hash   string
	CreatedAt                 database.Instant
	CreatedBy                 int64
	UndoneAt                  database.Instant
	UndoneBy                  int64
}

func (batchRow) TableName() string { return "count_batches" }

func (r batchRow) toDomain() (vendors.CountBatch, error) {
	b := vendors.CountBatch{
		ID: r.ID, ProgrammeID: r.ProgrammeID, Source: vendors.Source(r.Source), Name: r.Name, Rows: r.RowCount, Hash: r.Hash,
		CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy, UndoneAt: r.UndoneAt.Time, UndoneBy: r.UndoneBy,
	}
	var err error
	b.First, b.Last, err = days(r.FirstDay, r.LastDay)
	return b, err
}

// AddBatch keeps a new delivery.
func (s *Counts) AddBatch(ctx context.Context, scope auth.Scope, b vendors.CountBatch) (vendors.CountBatch, error) {
	row := batchRow{
		TenantID: scope.Tenant(), ProgrammeID: b.ProgrammeID, Source: string(b.Source), Name: b.Name, RowCount: b.Rows, FirstDay: dayText(b.First), LastDay: dayText(b.Last),
		Hash: b.Hash, CreatedAt: database.At(b.CreatedAt), CreatedBy: b.CreatedBy,
	}
	err := s.db.Tx(ctx).Create(&row).Error
	b.ID = row.ID
	return b, err
}

// under narrows a query to programmes that a scope sees.
func (s *Counts) under(ctx context.Context, scope auth.Scope) *gorm.DB {
	return underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope)
}

// Batch returns one delivery.
func (s *Counts) Batch(ctx context.Context, scope auth.Scope, id int64) (vendors.CountBatch, error) {
	var row batchRow
	if err := s.under(ctx, scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.CountBatch{}, err
	}
	return row.toDomain()
}

// Standing is the one batch of a source that lies in a month and was not undone.
func (s *Counts) Standing(ctx context.Context, scope auth.Scope, programme int64, source vendors.Source, m vendors.Month) (vendors.CountBatch, error) {
	var rows []batchRow
	err := s.under(ctx, scope).Where("programme_id = ? AND source = ? AND undone_at IS NULL AND first_day >= ? AND last_day <= ?", programme, string(source), dayText(m.First()), dayText(m.Last())).
		Order("id DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return vendors.CountBatch{}, err
	}
	return rows[0].toDomain()
}

// Batches lists the newest first.
func (s *Counts) Batches(ctx context.Context, scope auth.Scope, programme, before int64, limit int) ([]vendors.CountBatch, error) {
	query := s.under(ctx, scope).Where("programme_id = ?", programme).Order("id DESC").Limit(limit)
	if before != 0 {
		query = query.Where("id < ?", before)
	}
	var rows []batchRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return converted(rows, batchRow.toDomain)
}

// converted turns rows into what they stand for.
func converted[R, D any](rows []R, convert func(R) (D, error)) ([]D, error) {
	out := make([]D, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = convert(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

var epoch = grid.MustDate("1970-01-01")

// dayNumber counts days from 1970-01-01.
func dayNumber(d grid.Date) int { return epoch.DaysUntil(d) }

var (
	countKey     = []string{"tenant_id", "programme_id", "queue_id", "source", "start"}
	countColumns = slices.Concat(countKey, []string{"day", "batch_id"}, vendors.CountNames)
	countSums    = "sum(" + strings.Join(vendors.CountNames, "), sum(") + ")"
	countList    = strings.Join(vendors.CountNames, ", ")
)

// AppendCounts writes the rows of a batch and sums their days and months anew.
func (s *Counts) AppendCounts(ctx context.Context, scope auth.Scope, b vendors.CountBatch, rows []vendors.CountRow) (int64, error) {
	added, err := s.db.Bulk(ctx, "programme_counts", countColumns, countCells(scope.Tenant(), b, rows), database.DoNothing(countKey...))
	if err != nil || int(added) != len(rows) {
		return added, err
	}
	return added, s.sum(ctx, scope, b)
}

func countCells(tenant int64, b vendors.CountBatch, rows []vendors.CountRow) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		cells := make([]any, len(countColumns))
		for _, r := range rows {
			cells[0], cells[1], cells[2], cells[3], cells[4] = tenant, b.ProgrammeID, r.QueueID, string(b.Source), database.AtSecond(r.Start)
			cells[5], cells[6] = int64(dayNumber(r.Day)), b.ID
			for i, name := range vendors.CountNames {
				cells[7+i] = nil
				if n, given := r.Counts[name]; given {
					cells[7+i] = n
				}
			}
			if !yield(slices.Clone(cells)) {
				return
			}
		}
	}
}

// sum replaces the sums of the days and months that a batch touches.
func (s *Counts) sum(ctx context.Context, scope auth.Scope, b vendors.CountBatch) error {
	tx, where := s.db.Tx(ctx), "tenant_id = ? AND programme_id = ? AND source = ? AND %s BETWEEN ? AND ?"
	for _, level := range []struct {
		into, of, key, group string
		first, last          int
	}{
		{"programme_days", "programme_counts", "day", "day", dayNumber(b.First), dayNumber(b.Last)},
		{"programme_months", "programme_days", "month", "", int(vendors.MonthOf(b.First)), int(vendors.MonthOf(b.Last))},
	} {
		if err := tx.Exec("DELETE FROM "+level.into+" WHERE "+fmt.Sprintf(where, level.key), scope.Tenant(), b.ProgrammeID, string(b.Source), level.first, level.last).Error; err != nil {
			return err
		}
		if level.group == "" {
			continue
		}
		insert := fmt.Sprintf("INSERT INTO %s (tenant_id, programme_id, queue_id, source, day, %s) SELECT tenant_id, programme_id, queue_id, source, day, %s FROM %s WHERE %s GROUP BY tenant_id, programme_id, queue_id, source, day",
			level.into, countList, countSums, level.of, fmt.Sprintf(where, "day"))
		if err := tx.Exec(insert, scope.Tenant(), b.ProgrammeID, string(b.Source), level.first, level.last).Error; err != nil {
			return err
		}
	}
	for m := vendors.MonthOf(b.First); m <= vendors.MonthOf(b.Last); m++ {
		insert := "INSERT INTO programme_months (tenant_id, programme_id, queue_id, source, month, " + countList + ") SELECT tenant_id, programme_id, queue_id, source, CAST(? AS bigint), " + countSums +
			" FROM programme_days WHERE " + fmt.Sprintf(where, "day") + " GROUP BY tenant_id, programme_id, queue_id, source"
		if err := tx.Exec(insert, int64(m), scope.Tenant(), b.ProgrammeID, string(b.Source), dayNumber(m.First()), dayNumber(m.Last())).Error; err != nil {
			return err
		}
	}
	return nil
}

// DropBatch removes the rows of a batch, sums anew and marks the batch.
func (s *Counts) DropBatch(ctx context.Context, scope auth.Scope, b vendors.CountBatch) error {
	tx := s.db.Tx(ctx)
	err := tx.Exec("DELETE FROM programme_counts WHERE tenant_id = ? AND programme_id = ? AND day BETWEEN ? AND ? AND batch_id = ?",
		scope.Tenant(), b.ProgrammeID, dayNumber(b.First), dayNumber(b.Last), b.ID).Error
	if err != nil {
		return err
	}
	marked := tx.Model(&batchRow{}).Where("tenant_id = ? AND id = ?", scope.Tenant(), b.ID).
		Updates(map[string]any{"undone_at": database.At(b.UndoneAt), "undone_by": b.UndoneBy})
	if err := database.Affected(marked); err != nil {
		return err
	}
	return s.sum(ctx, scope, b)
}

// scanned reads rows of a few leading columns and all counts.
func (s *Counts) scanned(query *gorm.DB, lead []any, each func(metric.Counts) error) error {
	rows, err := query.Rows()
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	cells := make([]sql.NullInt64, len(vendors.CountNames))
	into := slices.Clone(lead)
	for i := range cells {
		into = append(into, &cells[i])
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		counts := metric.Counts{}
		for i, c := range cells {
			if c.Valid {
				counts[vendors.CountNames[i]] = c.Int64
			}
		}
		if err := each(counts); err != nil {
			return err
		}
	}
	return rows.Err()
}

// CountedRows are the intervals of a programme on days, in order.
func (s *Counts) CountedRows(ctx context.Context, scope auth.Scope, programme int64, from, to grid.Date) ([]vendors.SourcedRow, error) {
	start := "start"
	if s.db.Dialect() == database.PostgreSQL {
		start = "CAST(extract(epoch FROM start) AS bigint)"
	}
	query := s.under(ctx, scope).Table("programme_counts").Select("queue_id, source, day, "+start+" AS began, "+countList).
		Where("programme_id = ? AND day BETWEEN ? AND ?", programme, dayNumber(from), dayNumber(to)).Order("start, queue_id, source")
	var list []vendors.SourcedRow
	var row vendors.SourcedRow
	var day int
	var began int64
	err := s.scanned(query, []any{&row.QueueID, &row.Source, &day, &began}, func(c metric.Counts) error {
		row.Day, row.Start, row.Counts = epoch.AddDays(day), time.Unix(began, 0).UTC(), c
		list = append(list, row)
		return nil
	})
	return list, err
}

// DaySums are a programme's counts by day, queue and source.
func (s *Counts) DaySums(ctx context.Context, scope auth.Scope, programme int64, from, to grid.Date) ([]vendors.Summed, error) {
	query := s.under(ctx, scope).Table("programme_days").Select("programme_id, queue_id, source, day, "+countList).
		Where("programme_id = ? AND day BETWEEN ? AND ?", programme, dayNumber(from), dayNumber(to)).Order("day, queue_id, source")
	return s.sums(query, func(row *vendors.Summed, n int) { row.Day = epoch.AddDays(n) })
}

// MonthSums are the counts of programmes by month, queue and source.
func (s *Counts) MonthSums(ctx context.Context, scope auth.Scope, programmes []int64, from, to vendors.Month) ([]vendors.Summed, error) {
	query := s.under(ctx, scope).Table("programme_months").Select("programme_id, queue_id, source, month, "+countList).
		Where("programme_id IN ? AND month BETWEEN ? AND ?", nonEmpty(programmes), int(from), int(to)).Order("programme_id, month, queue_id, source")
	return s.sums(query, func(row *vendors.Summed, n int) { row.Month = vendors.Month(n) })
}

func (s *Counts) sums(query *gorm.DB, when func(*vendors.Summed, int)) ([]vendors.Summed, error) {
	var list []vendors.Summed
	var row vendors.Summed
	var n int
	err := s.scanned(query, []any{&row.ProgrammeID, &row.QueueID, &row.Source, &n}, func(c metric.Counts) error {
		when(&row, n)
		row.Counts = c
		list = append(list, row)
		return nil
	})
	return list, err
}

// ClosedMonths are the months of a programme that were closed.
func (s *Counts) ClosedMonths(ctx context.Context, scope auth.Scope, programme int64) ([]vendors.Month, error) {
	var months []vendors.Month
	err := s.under(ctx, scope).Table("closed_periods").Where("programme_id = ?", programme).Order("month").Pluck("month", &months).Error
	return months, err
}
