package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

// past is a database with one queue and its history.
type past struct {
	*store.Intervals
	db      *database.DB
	imports *store.Imports
	all     auth.Scope
	site    workforce.Site
	queue   workforce.Queue
	series  forecast.Series
}

func eachPast(t *testing.T, test func(t *testing.T, p *past)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		p := &past{Intervals: store.NewIntervals(db), db: db, imports: store.NewImports(db), all: auth.SystemScope(1)}
		centre := workforce.NewService(workforcestore.New(db), holidays.Seed)
		ctx := t.Context()
		voice, err := centre.Channels.Create(ctx, p.all, workforce.Channel{Code: "voice", Name: "Voice", Kind: workforce.Voice, Concurrency: 1})
		fatal(t, err)
		p.site, err = centre.Sites.Create(ctx, p.all, workforce.Site{Code: "LDN", Name: "London", Zone: "Europe/London", Country: "GB"})
		fatal(t, err)
		p.queue, err = centre.Queues.Create(ctx, p.all, workforce.Queue{Code: "Q", Name: "Queue", SiteID: p.site.ID, ChannelID: voice.ID, IntervalMin: 30,
			Hours: workforce.AlwaysOpen(), Goals: []workforce.ServiceGoal{{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered}}})
		fatal(t, err)
		p.series = p.addSeries(t, "history")
		test(t, p)
	})
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (p *past) addSeries(t *testing.T, source string) (series forecast.Series) {
	t.Helper()
	fatal(t, p.InTx(t.Context(), p.all, func(ctx t0) (err error) {
		series, err = p.AddSeries(ctx, p.all, p.queue.ID, source)
		return err
	}))
	return series
}

// march is 2026-03-31T22:00Z: rows from there on cross a month.
var march = time.Date(2026, 3, 31, 22, 0, 0, 0, time.UTC).Unix()

// half returns the n-th half hour from march on.
func (p *past) half(n int, importID int64, figures ...int64) forecast.Interval {
	row := forecast.Interval{SeriesID: p.series.ID, Start: march + int64(n)*1800, IntervalS: 1800, ImportID: importID, Figures: history.NoFigures()}
	copy(row.Figures[:], figures)
	return row
}

func (p *past) append(t *testing.T, rows ...forecast.Interval) {
	t.Helper()
	fatal(t, p.Prepare(t.Context(), time.Unix(march, 0), time.Unix(march+90*86400, 0)))
	fatal(t, p.InTx(t.Context(), p.all, func(ctx t0) error { return p.Append(ctx, p.all, rows) }))
}

func (p *past) read(t *testing.T) []forecast.Interval {
	t.Helper()
	var rows []forecast.Interval
	for row, err := range p.Stored(t.Context(), p.all, p.series.ID, 0, march+400*86400) {
		fatal(t, err)
		rows = append(rows, *row)
	}
	return rows
}

func TestIntervalsComeBackAsTheyWere(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		full := p.half(3, 7)
		for i := range full.Figures {
			full.Figures[i] = int64(1000 + i)
		}
		full.Attribution, full.Flags = history.WhenCallEnds, history.FromAverage|history.RepeatedHour
		want := []forecast.Interval{p.half(0, 7, 5), p.half(1, 7, 0, history.Unknown, 3), full, p.half(5, 0, 1<<40)}
		p.append(t, want[3], want[0], want[2], want[1])
		if diff := cmp.Diff(want, p.read(t)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestAppendingAgainTakesTheNewValues(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		p.append(t, p.half(0, 1, 5), p.half(1, 1, 6))
		p.append(t, p.half(1, 2, 9), p.half(2, 2, 7))
		want := []forecast.Interval{p.half(0, 1, 5), p.half(1, 2, 9), p.half(2, 2, 7)}
		if diff := cmp.Diff(want, p.read(t)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestRestoringTakesBackOneImportWithinItsBounds(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		p.append(t, p.half(0, 1, 5), p.half(1, 1, 6))
		before := []forecast.Interval{p.half(1, 1, 6), p.half(0, 1, 5)}
		fatal(t, p.InTx(t.Context(), p.all, func(ctx t0) error { return p.KeepReplaced(ctx, p.all, 2, before) }))
		p.append(t, p.half(0, 2, 50), p.half(1, 2, 60), p.half(2, 2, 70))
		if by, err := p.ReplacedBy(t.Context(), p.all, 1); err != nil || by != 2 {
			t.Errorf("import 1 was replaced by %d, %v; want 2", by, err)
		}
		restore := func(from, to int64) {
			fatal(t, p.InTx(t.Context(), p.all, func(ctx t0) error { return p.Restore(ctx, p.all, 2, p.series.ID, from, to) }))
		}
		restore(march, march+1800)
		want := []forecast.Interval{p.half(0, 1, 5), p.half(1, 2, 60), p.half(2, 2, 70)}
		if diff := cmp.Diff(want, p.read(t)); diff != "" {
			t.Errorf("first part (-want +got):\n%s", diff)
		}
		restore(march, march+86400)
		want = []forecast.Interval{p.half(0, 1, 5), p.half(1, 1, 6)}
		if diff := cmp.Diff(want, p.read(t)); diff != "" {
			t.Errorf("whole (-want +got):\n%s", diff)
		}
		if by, err := p.ReplacedBy(t.Context(), p.all, 1); err != nil || by != 0 {
			t.Errorf("import 1 is still replaced by %d, %v", by, err)
		}
	})
}

func TestAMonthWithoutPartitionIsMadeOnDemand(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		fatal(t, p.Prepare(t.Context(), time.Unix(march, 0), time.Unix(march+1, 0)))
		fatal(t, p.Prepare(t.Context(), time.Unix(march, 0), time.Unix(march+70*86400, 0)))
		p.append(t, p.half(0, 1, 5), p.half(48*65, 1, 6))
		extent, err := p.Extent(t.Context(), p.all, p.queue.ID)
		fatal(t, err)
		if extent.Intervals != 2 || extent.From.Unix() != march || extent.To.Unix() != march+65*86400+1800 {
			t.Errorf("extent %+v", extent)
		}
	})
}

func TestSeriesAreOneAQueueAndSource(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		if again := p.addSeries(t, "history"); again != p.series {
			t.Errorf("the same source twice: %+v and %+v", p.series, again)
		}
		other := p.addSeries(t, "partner")
		all, err := p.SeriesOf(t.Context(), p.all, p.queue.ID)
		fatal(t, err)
		if diff := cmp.Diff([]forecast.Series{p.series, other}, all); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		err = p.InTx(t.Context(), p.all, func(ctx t0) error {
			_, err := p.AddSeries(ctx, p.all, p.queue.ID+99, "history")
			return err
		})
		if !errors.Is(err, database.ErrNotFound) {
			t.Errorf("series of a queue that is not there: %v, want not found", err)
		}
	})
}

func TestHistoryIsWalledBySiteAndTenant(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		p.append(t, p.half(0, 1, 5))
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 3, Sites: []int64{p.site.ID + 1}})
		fatal(t, err)
		stranger := auth.SystemScope(2)
		for name, scope := range map[string]auth.Scope{"another site": elsewhere, "another tenant": stranger} {
			if series, err := p.SeriesOf(t.Context(), scope, p.queue.ID); err != nil || len(series) > 0 {
				t.Errorf("%s sees series %v, %v", name, series, err)
			}
			if extent, err := p.Extent(t.Context(), scope, p.queue.ID); err != nil || extent.Intervals > 0 {
				t.Errorf("%s sees the extent %+v, %v", name, extent, err)
			}
		}
		for row, err := range p.Stored(t.Context(), stranger, p.series.ID, 0, 1<<33) {
			t.Errorf("another tenant reads %+v, %v", row, err)
		}
	})
}

func TestWritesNeedATransaction(t *testing.T) {
	eachPast(t, func(t *testing.T, p *past) {
		if err := p.Append(t.Context(), p.all, []forecast.Interval{p.half(0, 1, 5)}); !errors.Is(err, database.ErrNoTransaction) {
			t.Errorf("append without a transaction: %v", err)
		}
	})
}
