package forecast_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

// desk is an import desk on a fresh database: a site in London with the queue
// "Billing" (08:00 to 18:00 on weekdays) and "Night" (always open), and one in
// Shanghai without queues.
type desk struct {
	*forecast.Imports
	db        *database.DB
	intervals *store.Intervals
	centre    *workforce.Service
	past      *forecast.Histories
	dir       string
	all       auth.Scope
	queued    *recorder
	london    workforce.Site
	shanghai  workforce.Site
	billing   workforce.Queue
	night     workforce.Queue
	now       time.Time
}

// recorder notes what was enqueued, in place of a job runner.
type recorder struct{ kinds []jobs.Kind }

func (r *recorder) Enqueue(_ context.Context, _ auth.Scope, kind jobs.Kind, _ any, _ ...jobs.EnqueueOption) (int64, error) {
	r.kinds = append(r.kinds, kind)
	return int64(len(r.kinds)), nil
}

func eachDesk(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, db *database.DB) { test(t, newDesk(t, db)) })
}

func sqliteDesk(t testing.TB) *desk { return newDesk(t, databasetest.OpenSQLite(t)) }

func newDesk(t testing.TB, db *database.DB) *desk {
	t.Helper()
	d := &desk{db: db, intervals: store.NewIntervals(db), dir: t.TempDir(), all: auth.SystemScope(1), queued: &recorder{}}
	d.now = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	d.centre = workforce.NewService(workforcestore.New(db), holidays.Seed)
	d.past = forecast.NewHistories(d.intervals, d.centre)
	d.reopen()
	ctx := t.Context()
	voice, err := d.centre.Channels.Create(ctx, d.all, workforce.Channel{Code: "voice", Name: "Voice", Kind: workforce.Voice, Concurrency: 1})
	must(t, err)
	d.london, err = d.centre.Sites.Create(ctx, d.all, workforce.Site{Code: "LDN", Name: "London", Zone: "Europe/London", Country: "GB"})
	must(t, err)
	d.shanghai, err = d.centre.Sites.Create(ctx, d.all, workforce.Site{Code: "SH", Name: "上海", Zone: "Asia/Shanghai", Country: "CN"})
	must(t, err)
	var office workforce.OpeningHours
	for day := time.Monday; day <= time.Friday; day++ {
		office = append(office, workforce.OpeningPeriod{Weekday: day, Opens: 8 * 60, Closes: 18 * 60})
	}
	goals := []workforce.ServiceGoal{{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered}}
	d.billing, err = d.centre.Queues.Create(ctx, d.all, workforce.Queue{Code: "Billing", Name: "Billing enquiries", SiteID: d.london.ID, ChannelID: voice.ID, IntervalMin: 30, Hours: office, Goals: goals})
	must(t, err)
	d.night, err = d.centre.Queues.Create(ctx, d.all, workforce.Queue{Code: "Night", Name: "Night line", SiteID: d.london.ID, ChannelID: voice.ID, IntervalMin: 30, Hours: workforce.AlwaysOpen(), Goals: goals})
	must(t, err)
	return d
}

// reopen makes the service anew, as a restarted program would.
func (d *desk) reopen() {
	d.Imports = forecast.NewImports(store.NewImports(d.db), d.intervals, d.centre, d.queued, d.dir)
	d.Imports.Now = func() time.Time { return d.now }
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// bring uploads a text and imports it with the proposed mapping.
func (d *desk) bring(t testing.TB, text string, edit func(*forecast.ImportOrder)) forecast.Import {
	t.Helper()
	ordered := d.ordered(t, text, edit)
	done, err := d.Run(t.Context(), d.all, ordered.ID, nil)
	if err != nil {
		t.Fatalf("import of\n%s\n%v", text, err)
	}
	return done
}

func (d *desk) ordered(t testing.TB, text string, edit func(*forecast.ImportOrder)) forecast.Import {
	t.Helper()
	recognition, err := d.Upload(t.Context(), d.all, "f.csv", strings.NewReader(text))
	must(t, err)
	order := forecast.ImportOrder{Mapping: recognition.Recognised.Mapping}
	if edit != nil {
		edit(&order)
	}
	ordered, err := d.Record(t.Context(), d.all, recognition.Upload.ID, order)
	must(t, err)
	return ordered
}

// stored shows the whole history of a queue, one interval a line.
func (d *desk) stored(t testing.TB, queue workforce.Queue) []string {
	t.Helper()
	var lines []string
	series, err := d.intervals.SeriesOf(t.Context(), d.all, queue.ID)
	must(t, err)
	for _, s := range series {
		for row, err := range d.intervals.Stored(t.Context(), d.all, s.ID, 0, 1<<33) {
			must(t, err)
			line := fmt.Sprintf("%s %s %dm", s.Source, time.Unix(row.Start, 0).UTC().Format("2006-01-02T15:04Z"), row.IntervalS/60)
			for f := range history.FigureCount {
				if figure := history.Figure(f); row.Figures.Known(figure) {
					line += fmt.Sprintf(" %s=%d", figure, row.Figures[figure])
				}
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// problems shows an import's problems as people see them.
func problems(i forecast.Import) []string {
	var lines []string
	for _, p := range i.Problems {
		lines = append(lines, p.Error())
	}
	return lines
}

// files lists what lies in the data directory.
func (d *desk) files(t testing.TB) []string {
	t.Helper()
	var found []string
	must(t, filepath.WalkDir(d.dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found = append(found, strings.TrimPrefix(path, d.dir))
		}
		return err
	}))
	return found
}

func day(text string) grid.Date { return grid.MustDate(text) }

const header = "interval_start,interval_min,queue,offered,handled,abandoned\n"
