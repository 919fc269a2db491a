package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Scored implements forecast.ScoredStore.
type Scored struct{ db *database.DB }

var _ forecast.ScoredStore = (*Scored)(nil)

// NewScored returns the store of scored days.
func NewScored(db *database.DB) *Scored { return &Scored{db: db} }

// RunsSpeakingOf returns the finished runs of a queue that speak of some day of
// a span, without their documents.
func (s *Scored) RunsSpeakingOf(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) ([]accuracy.Made, error) {
	var rows []runRow
	query := atSites(s.db.ReadAs(ctx, scope), scope).Select("id", "orders", "zone", "created_at").
		Where("queue_id = ? AND state = ?", queue, string(forecast.RunDone)).
		Where("last_day IS NULL OR last_day >= ? AND first_day <= ?", from.String(), to.String()).Order("id")
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	made := make([]accuracy.Made, 0, len(rows))
	for _, row := range rows {
		run, err := row.toDomain()
		if err != nil {
			return nil, err
		}
		m, err := run.Made()
		if err != nil {
			return nil, fmt.Errorf("forecast %d: %w", row.ID, err)
		}
		made = append(made, m)
	}
	return made, nil
}

// Changes returns how often the history of a queue has changed.
func (s *Scored) Changes(ctx context.Context, scope auth.Scope, queue int64) (int64, error) {
	return changesOf(s.db.ReadAs(ctx, scope).Raw, scope, queue, "")
}

// scoredRow is a row of scored_days.
type scoredRow struct {
	TenantID int64
	QueueID  int64
	Day      string
	RunID    int64
	Curves   []byte
}

func (scoredRow) TableName() string { return "scored_days" }

// keysAtOnce bounds the parameters of one query.
const keysAtOnce = 1000

// ScoredDays returns what is kept of the days and runs asked for.
func (s *Scored) ScoredDays(ctx context.Context, scope auth.Scope, queue int64, keys []forecast.ScoredKey) ([]forecast.ScoredDay, error) {
	var out []forecast.ScoredDay
	for first := 0; first < len(keys); first += keysAtOnce {
		pairs := make([][]any, 0, keysAtOnce)
		for _, k := range keys[first:min(len(keys), first+keysAtOnce)] {
			pairs = append(pairs, []any{k.Day.String(), k.Run})
		}
		var rows []scoredRow
		query := visible(s.db.ReadAs(ctx, scope), scope).Select("day", "run_id", "curves").
			Where("queue_id = ? AND (day, run_id) IN ?", queue, pairs)
		if err := query.Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, row := range rows {
			if len(row.Curves) > 0 && row.Curves[0] < dayFormat {
				continue
			}
			day, err := row.toDomain(queue)
			if err != nil {
				return nil, err
			}
			out = append(out, day)
		}
	}
	return out, nil
}

// KeepScored keeps days worked out when the history of the queue had changed as
// often as given; when it changed since, nothing is kept.
func (s *Scored) KeepScored(ctx context.Context, scope auth.Scope, queue, changes int64, days []forecast.ScoredDay) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		lock := ""
		if s.db.Dialect() == database.PostgreSQL {
			lock = " FOR SHARE"
		}
		now, err := changesOf(s.db.Tx(ctx).Raw, scope, queue, lock)
		if err != nil || now != changes {
			return err
		}
		rows := func(yield func([]any) bool) {
			for i := range days {
				d := &days[i]
				if !yield([]any{scope.Tenant(), queue, d.Date.String(), d.Run, packDay(d)}) {
					return
				}
			}
		}
		_, err = s.db.Bulk(ctx, "scored_days", []string{"tenant_id", "queue_id", "day", "run_id", "curves"}, rows,
			database.Conflict{Key: []string{"tenant_id", "queue_id", "day", "run_id"}, Update: []string{"curves"}})
		return err
	})
}

func (row scoredRow) toDomain(queue int64) (forecast.ScoredDay, error) {
	date, err := grid.ParseDate(row.Day)
	if err != nil {
		return forecast.ScoredDay{}, err
	}
	var d forecast.ScoredDay
	d.Queue, d.Run, d.Date = queue, row.RunID, date
	return d, unpackDay(row.Curves, &d)
}

// What a packed day has beside its forecast. Days of an earlier format are worked
// out again.
const (
	dayFormat   = 2
	hasNaive    = 1
	hasAdjusted = 2
)

// packDay writes a day as 32-bit numbers, whose seven digits are more than any
// of the figures carries: a day of half hours takes about a kilobyte.
func packDay(d *forecast.ScoredDay) []byte {
	flags := byte(0)
	if d.Naive != nil {
		flags |= hasNaive
	}
	if d.Adjusted != nil {
		flags |= hasAdjusted
	}
	out := []byte{dayFormat, flags, byte(len(d.Bands))}
	out = binary.LittleEndian.AppendUint16(out, uint16(len(d.Minutes)))
	for _, m := range d.Minutes {
		out = binary.LittleEndian.AppendUint16(out, uint16(m))
	}
	number := func(values ...float64) {
		for _, v := range values {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(v)))
		}
	}
	out = binary.LittleEndian.AppendUint64(out, d.Basis)
	number(d.Scale, d.Deviation)
	number(d.Actual...)
	number(d.Forecast...)
	number(d.Naive...)
	number(d.Adjusted...)
	for _, b := range d.Bands {
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(b.Level))
		number(b.Lo...)
		number(b.Hi...)
	}
	return out
}

// errDayCut says that a packed day is not what packDay writes.
var errDayCut = errors.New("a scored day cannot be read; delete it and it will be worked out again")

func unpackDay(in []byte, d *forecast.ScoredDay) error {
	if len(in) < 5 || in[0] != dayFormat {
		return errDayCut
	}
	flags, bands, n := in[1], int(in[2]), int(binary.LittleEndian.Uint16(in[3:]))
	curves := 2
	for _, flag := range []byte{hasNaive, hasAdjusted} {
		if flags&flag != 0 {
			curves++
		}
	}
	if len(in) != 5+2*n+16+4*n*curves+bands*(8+8*n) {
		return errDayCut
	}
	in = in[5:]
	d.Minutes = make([]int, n)
	for i := range d.Minutes {
		d.Minutes[i] = int(binary.LittleEndian.Uint16(in[2*i:]))
	}
	in = in[2*n:]
	d.Basis = binary.LittleEndian.Uint64(in)
	in = in[8:]
	numbers := func(n int) []float64 {
		out := make([]float64, n)
		for i := range out {
			out[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(in[4*i:])))
		}
		in = in[4*n:]
		return out
	}
	totals := numbers(2)
	d.Scale, d.Deviation = totals[0], totals[1]
	d.Actual, d.Forecast = numbers(n), numbers(n)
	if flags&hasNaive != 0 {
		d.Naive = numbers(n)
	}
	if flags&hasAdjusted != 0 {
		d.Adjusted = numbers(n)
	}
	for range bands {
		b := accuracy.Band{Level: math.Float64frombits(binary.LittleEndian.Uint64(in))}
		in = in[8:]
		b.Lo, b.Hi = numbers(n), numbers(n)
		d.Bands = append(d.Bands, b)
	}
	return nil
}
