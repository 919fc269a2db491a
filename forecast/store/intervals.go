package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Intervals implements forecast.IntervalStore.
type Intervals struct{ db *database.DB }

var _ forecast.IntervalStore = (*Intervals)(nil)

// NewIntervals returns the store of history.
func NewIntervals(db *database.DB) *Intervals { return &Intervals{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Intervals) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// BatchRows is small on SQLite, whose one writer others wait for, and large on
// PostgreSQL.
func (s *Intervals) BatchRows() int {
	if s.db.Dialect() == database.SQLite {
		return 2_000
	}
	return 50_000
}

// Prepare makes the monthly partitions that rows will need.
func (s *Intervals) Prepare(ctx context.Context, from, to time.Time) error {
	return s.db.EnsurePartitions(ctx, "intervals", from, to)
}

// seriesRow is a row of interval_series.
type seriesRow struct {
	ID       int64
	TenantID int64
	QueueID  int64
	Source   string
}

func (seriesRow) TableName() string { return "interval_series" }

func (r seriesRow) toDomain() forecast.Series {
	return forecast.Series{ID: r.ID, QueueID: r.QueueID, Source: r.Source}
}

// visible narrows to series of queues at the scope's sites.
func visible(query *gorm.DB, scope auth.Scope) *gorm.DB {
	query = query.Where("tenant_id = ?", scope.Tenant())
	if sites, all := scope.Sites(); !all {
		query = query.Where("queue_id IN (SELECT id FROM queues WHERE tenant_id = ? AND site_id IN ?)", scope.Tenant(), sites)
	}
	return query
}

// AddSeries returns the series of a queue and source, new if need be.
func (s *Intervals) AddSeries(ctx context.Context, scope auth.Scope, queue int64, source string) (forecast.Series, error) {
	row := seriesRow{TenantID: scope.Tenant(), QueueID: queue, Source: source}
	insert := `INSERT INTO interval_series (tenant_id, queue_id, source)
		SELECT tenant_id, id, ? FROM queues WHERE tenant_id = ? AND id = ? ON CONFLICT (tenant_id, queue_id, source) DO NOTHING`
	if err := s.db.Tx(ctx).Exec(insert, source, scope.Tenant(), queue).Error; err != nil {
		return row.toDomain(), err
	}
	found := visible(s.db.Tx(ctx), scope).Where("queue_id = ? AND source = ?", queue, source).Limit(1).Find(&row)
	if found.Error == nil && found.RowsAffected == 0 {
		return row.toDomain(), fmt.Errorf("series of queue %d: %w", queue, database.ErrNotFound)
	}
	return row.toDomain(), found.Error
}

// SeriesOf returns the series of a queue.
func (s *Intervals) SeriesOf(ctx context.Context, scope auth.Scope, queue int64) ([]forecast.Series, error) {
	var rows []seriesRow
	if err := visible(s.db.ReadAs(ctx, scope), scope).Where("queue_id = ?", queue).Order("source").Find(&rows).Error; err != nil {
		return nil, err
	}
	series := make([]forecast.Series, len(rows))
	for i, row := range rows {
		series[i] = row.toDomain()
	}
	return series, nil
}

// seconds is a moment of a fact table as seconds since 1970, in either engine's
// words.
func (s *Intervals) seconds(column string) string {
	if s.db.Dialect() == database.PostgreSQL {
		return "CAST(extract(epoch FROM " + column + ") AS bigint)"
	}
	return column
}

func moment(seconds int64) database.Second { return database.AtSecond(time.Unix(seconds, 0)) }

// figureColumns are the columns of all figures, in their order.
var figureColumns = func() []string {
	columns := make([]string, history.FigureCount)
	for i := range columns {
		columns[i] = history.Figure(i).String()
	}
	return columns
}()

// Stored gives the intervals of a series that start in [from, to), in order.
func (s *Intervals) Stored(ctx context.Context, scope auth.Scope, series, from, to int64) iter.Seq2[*forecast.Interval, error] {
	return func(yield func(*forecast.Interval, error) bool) {
		query := "SELECT " + s.seconds("start") + ", interval_s, attribution, flags, import_id, coalesce(" + strings.Join(figureColumns, ", -1), coalesce(") +
			", -1) FROM intervals WHERE tenant_id = ? AND series_id = ? AND start >= ? AND start < ? ORDER BY start"
		rows, err := s.db.ReadAs(ctx, scope).Raw(query, scope.Tenant(), series, moment(from), moment(to)).Rows()
		if err != nil {
			yield(nil, err)
			return
		}
		defer func() { _ = rows.Close() }()
		row := forecast.Interval{SeriesID: series}
		into := []any{&row.Start, &row.IntervalS, &row.Attribution, &row.Flags, &row.ImportID}
		for i := range row.Figures {
			into = append(into, &row.Figures[i])
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				yield(nil, err)
				return
			}
			if !yield(&row, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}

var intervalKey = []string{"tenant_id", "series_id", "start"}

// Append writes intervals; one that is there already takes the new values.
func (s *Intervals) Append(ctx context.Context, scope auth.Scope, rows []forecast.Interval) error {
	fixed := append([]string{}, "tenant_id", "series_id", "start", "interval_s", "attribution", "flags", "import_id")
	err := s.bulk(ctx, "intervals", fixed, len(intervalKey), rows, func(row *forecast.Interval, cells []any) {
		cells[0], cells[1], cells[2] = scope.Tenant(), row.SeriesID, moment(row.Start)
		cells[3], cells[4], cells[5], cells[6] = int64(row.IntervalS), int64(row.Attribution), int64(row.Flags), row.ImportID
	})
	if err != nil {
		return err
	}
	earliest := map[int64]int64{}
	for i := range rows {
		start, seen := earliest[rows[i].SeriesID]
		if !seen || rows[i].Start < start {
			earliest[rows[i].SeriesID] = rows[i].Start
		}
	}
	for _, series := range slices.Sorted(maps.Keys(earliest)) {
		if err := s.changed(ctx, scope, series, earliest[series]); err != nil {
			return err
		}
	}
	return nil
}

// KeepReplaced keeps what an import is about to change.
func (s *Intervals) KeepReplaced(ctx context.Context, scope auth.Scope, importID int64, rows []forecast.Interval) error {
	fixed := append([]string{}, "tenant_id", "import_id", "series_id", "start", "interval_s", "attribution", "flags", "previous_import_id")
	return s.bulk(ctx, "replaced_intervals", fixed, 4, rows, func(row *forecast.Interval, cells []any) {
		cells[0], cells[1], cells[2], cells[3] = scope.Tenant(), importID, row.SeriesID, moment(row.Start)
		cells[4], cells[5], cells[6], cells[7] = int64(row.IntervalS), int64(row.Attribution), int64(row.Flags), row.ImportID
	})
}

// bulk writes rows to a table whose first key columns are its key. Only the
// figures that some row knows are written: most files know three of twenty, and
// SQLite's time goes with the number of bound values.
func (s *Intervals) bulk(ctx context.Context, table string, columns []string, key int, rows []forecast.Interval, fill func(*forecast.Interval, []any)) error {
	var known [history.FigureCount]bool
	for i := range rows {
		for f, v := range rows[i].Figures {
			known[f] = known[f] || v != history.Unknown
		}
	}
	fixed := len(columns)
	var figures []history.Figure
	for f, is := range known {
		if is {
			figures = append(figures, history.Figure(f))
			columns = append(columns, figureColumns[f])
		}
	}
	cells := make([]any, len(columns))
	each := func(yield func([]any) bool) {
		for i := range rows {
			fill(&rows[i], cells)
			for j, f := range figures {
				cells[fixed+j] = nil
				if v := rows[i].Figures[f]; v != history.Unknown {
					cells[fixed+j] = v
				}
			}
			if !yield(cells) {
				return
			}
		}
	}
	_, err := s.db.Bulk(ctx, table, columns, each, database.Conflict{Key: columns[:key], Update: columns[key:]})
	return err
}

// Restore takes back what an import wrote to a series in [from, to).
func (s *Intervals) Restore(ctx context.Context, scope auth.Scope, importID, series, from, to int64) error {
	figures := strings.Join(figureColumns, ", ")
	within := " WHERE tenant_id = ? AND import_id = ? AND series_id = ? AND start >= ? AND start < ?"
	args := []any{scope.Tenant(), importID, series, moment(from), moment(to)}
	for _, statement := range []string{
		"DELETE FROM intervals" + within,
		"INSERT INTO intervals (tenant_id, series_id, start, interval_s, attribution, flags, import_id, " + figures + ")" +
			" SELECT tenant_id, series_id, start, interval_s, attribution, flags, previous_import_id, " + figures + " FROM replaced_intervals" + within,
		"DELETE FROM replaced_intervals" + within,
	} {
		if err := s.db.Tx(ctx).Exec(statement, args...).Error; err != nil {
			return err
		}
	}
	return s.changed(ctx, scope, series, from)
}

// ReplacedBy returns an import that changed intervals of the given one.
func (s *Intervals) ReplacedBy(ctx context.Context, scope auth.Scope, importID int64) (int64, error) {
	var by sql.NullInt64
	err := s.db.ReadAs(ctx, scope).Raw("SELECT max(import_id) FROM replaced_intervals WHERE tenant_id = ? AND previous_import_id = ?",
		scope.Tenant(), importID).Row().Scan(&by)
	return by.Int64, err
}

// Extent returns how far the history of a queue reaches.
func (s *Intervals) Extent(ctx context.Context, scope auth.Scope, queue int64) (forecast.Extent, error) {
	series, err := s.SeriesOf(ctx, scope, queue)
	if err != nil || len(series) == 0 {
		return forecast.Extent{}, err
	}
	ids := make([]int64, len(series))
	for i, one := range series {
		ids[i] = one.ID
	}
	query := "SELECT count(*), coalesce(min(" + s.seconds("start") + "), 0), coalesce(max(" + s.seconds("start") + " + interval_s), 0)" +
		" FROM intervals WHERE tenant_id = ? AND series_id IN ?"
	var count, from, to int64
	if err := s.db.ReadAs(ctx, scope).Raw(query, scope.Tenant(), ids).Row().Scan(&count, &from, &to); err != nil || count == 0 {
		return forecast.Extent{}, err
	}
	return forecast.Extent{From: time.Unix(from, 0).UTC(), To: time.Unix(to, 0).UTC(), Intervals: count}, nil
}
