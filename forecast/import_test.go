package forecast_test

import (
	"context"
	"errors"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
)

const twoRows = header + "2026-03-02 09:00,30,Billing,5,4,1\n2026-03-02 09:30,30,billing enquiries,7,7,0\n"

func TestAFileBecomesHistoryAndTheSameFileTwiceChangesNothing(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		first := d.bring(t, twoRows, nil)
		if want := (forecast.ImportCounts{Read: 2, Added: 2}); first.State != forecast.ImportDone || first.Counts != want {
			t.Errorf("first import %s %+v, want done %+v; %q", first.State, first.Counts, want, problems(first))
		}
		want := []string{"history 2026-03-02T09:00Z 30m offered=5 abandoned=1 handled=4", "history 2026-03-02T09:30Z 30m offered=7 abandoned=0 handled=7"}
		if diff := cmp.Diff(want, d.stored(t, d.billing)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		again := d.bring(t, twoRows, nil)
		if want := (forecast.ImportCounts{Read: 2, Unchanged: 2}); again.State != forecast.ImportDone || again.Counts != want {
			t.Errorf("second import %s %+v, want done %+v", again.State, again.Counts, want)
		}
		if left := d.files(t); len(left) > 0 {
			t.Errorf("files left behind: %q", left)
		}
	})
}

func TestOneWrongRowAndNothingIsWritten(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		text := twoRows + "2026-03-02 10:00,30,Billing,-1,4,1\n"
		done := d.bring(t, text, nil)
		want := []string{`f.csv:4:offered: "-1"; expected 0 or more`}
		if diff := cmp.Diff(want, problems(done)); diff != "" || done.State != forecast.ImportRefused || done.Counts.Refused != 1 {
			t.Errorf("%s %+v (-want +got):\n%s", done.State, done.Counts, diff)
		}
		if rows := d.stored(t, d.billing); rows != nil {
			t.Errorf("history %q, want none", rows)
		}
		skipped := d.bring(t, text, func(o *forecast.ImportOrder) { o.SkipRefused = true })
		if rows := d.stored(t, d.billing); skipped.State != forecast.ImportDone || len(rows) != 2 || skipped.Counts.Refused != 1 {
			t.Errorf("told to skip: %s %+v, history %q; want the two good rows", skipped.State, skipped.Counts, rows)
		}
	})
}

func TestAMappingThatCannotBeRefusesTheWholeImport(t *testing.T) {
	d := sqliteDesk(t)
	for name, edit := range map[string]func(*forecast.ImportOrder){
		"zone":   func(o *forecast.ImportOrder) { o.Mapping.Zone = "Mars/Olympus" },
		"column": func(o *forecast.ImportOrder) { o.Mapping.Columns = map[string]history.Field{"nothing": "offered"} },
	} {
		done := d.bring(t, twoRows, func(o *forecast.ImportOrder) { o.SkipRefused = true; edit(o) })
		if done.State != forecast.ImportRefused || len(done.Problems) != 1 {
			t.Errorf("%s: %s %q, want it refused for one reason", name, done.State, problems(done))
		}
	}
}

func TestADryRunReportsAndWritesNothing(t *testing.T) {
	d := sqliteDesk(t)
	done := d.bring(t, twoRows, func(o *forecast.ImportOrder) { o.DryRun = true })
	if want := (forecast.ImportCounts{Read: 2, Added: 2}); done.State != forecast.ImportDone || done.Counts != want {
		t.Errorf("%s %+v, want done %+v", done.State, done.Counts, want)
	}
	if rows := d.stored(t, d.billing); rows != nil {
		t.Errorf("history %q, want none", rows)
	}
	got := done.Report.Totals
	if got.Offered != 12 || got.Handled != 11 || got.Abandoned != 1 || got.Difference != 0 || got.Intervals != 2 {
		t.Errorf("totals %+v", got)
	}
	var undo *forecast.UndoError
	if _, err := d.Undo(t.Context(), d.all, done.ID, nil); !errors.As(err, &undo) {
		t.Errorf("undo of a dry run: %v, want an UndoError", err)
	}
}

// TestWhatMeetsAnotherRowIsRefusedWithBothPlaces lists what only shows when rows
// are compared with each other, with the queue, and with the history.
func TestWhatMeetsAnotherRowIsRefusedWithBothPlaces(t *testing.T) {
	cases := []struct{ name, before, text, want string }{
		{
			"two rows for one interval", "", header + "2026-03-02 09:00,30,Billing,5,4,1\n2026-03-02 09:30,30,Billing,5,4,1\n2026-03-02 09:00,30,BILLING,6,4,1\n",
			"f.csv:4:interval_start: 2026-03-02 09:00 +00:00 of queue Billing is on line 2 already; expected one row for each interval",
		},
		{
			"an interval inside another", "", header + "2026-03-02 09:00,60,Billing,5,4,1\n2026-03-02 09:30,30,Billing,5,4,1\n",
			"f.csv:3:interval_start: 2026-03-02 09:30 +00:00 of queue Billing is on line 2 already; expected one row for each interval",
		},
		{
			"outside opening hours", "", header + "2026-03-02 07:00,30,Billing,5,4,1\n2026-03-02 06:00,30,Billing,0,0,0\n",
			"f.csv:2:interval_start: 5 contacts at 2026-03-02 07:00 +00:00, when queue Billing is closed; expected contacts within the queue's opening hours, or contacts outside them to be allowed",
		},
		{
			"an unknown queue", "", header + "2026-03-02 09:00,30,Biling,5,4,1\n2026-03-02 09:30,30,Biling,5,4,1\n",
			`f.csv:2:queue: queue "Biling" is not known (2 rows); expected one of the queues Billing, Night, or queues to be created by the import`,
		},
		{
			"another length than the history", twoRows, header + "2026-03-02 09:00,60,Billing,5,4,1\n",
			"f.csv:2:interval_start: 2026-03-02 09:00 +00:00 has a length of 60 minutes here and the history has 30 minutes from 2026-03-02 09:00 +00:00; expected the length that the history has, or undoing the import that wrote it",
		},
		{
			"inside an interval of the history", twoRows, header + "2026-03-02 09:15,15,Billing,5,4,1\n",
			"f.csv:2:interval_start: 2026-03-02 09:15 +00:00 has a length of 15 minutes here and the history has 30 minutes from 2026-03-02 09:00 +00:00; expected the length that the history has, or undoing the import that wrote it",
		},
		{
			"a repeated hour", "", header + "2025-10-26 01:00,30,Night,5,4,1\n",
			"f.csv:2:interval_start: 2025-10-26 01:00 happens twice in Europe/London, where the clocks go back, and the file has one row for it; expected two rows for it, times with an offset, or a zone without clock changes",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := sqliteDesk(t)
			if c.before != "" {
				d.bring(t, c.before, nil)
			}
			before := d.stored(t, d.billing)
			done := d.bring(t, c.text, func(o *forecast.ImportOrder) { o.SiteID = d.london.ID })
			if diff := cmp.Diff([]string{c.want}, problems(done)); diff != "" || done.State != forecast.ImportRefused {
				t.Errorf("%s (-want +got):\n%s", done.State, diff)
			}
			if diff := cmp.Diff(before, d.stored(t, d.billing)); diff != "" {
				t.Errorf("the history changed:\n%s", diff)
			}
		})
	}
}

func TestContactsOutsideOpeningHoursCanBeAllowed(t *testing.T) {
	d := sqliteDesk(t)
	done := d.bring(t, header+"2026-03-02 07:00,30,Billing,5,4,1\n", func(o *forecast.ImportOrder) { o.AllowClosed = true })
	if done.State != forecast.ImportDone || done.Report.Totals.OutsideOpening != 1 {
		t.Errorf("%s, %+v, %q", done.State, done.Report.Totals, problems(done))
	}
}

func TestPartsOfAQueueAddUp(t *testing.T) {
	d := sqliteDesk(t)
	text := "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle Time (Seconds)\n" +
		"2026-03-02T09:00:00Z,Billing,Voice,Gold,en,5,4,900\n2026-03-02T09:30:00Z,Billing,Voice,Gold,en,1,1,100\n2026-03-02T09:00:00Z,Billing,Voice,Silver,en,3,3,700\n2026-03-02T09:00:00Z,Billing,Voice,Gold,en,9,9,900\n"
	done := d.bring(t, text, nil)
	want := []string{"f.csv:5:Interval Start UTC Date: 2026-03-02 09:00 +00:00 of queue Billing (voice) is on line 2 already; expected one row for each interval"}
	if diff := cmp.Diff(want, problems(done)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	d.bring(t, strings.Join(strings.SplitAfter(text, "\n")[:4], ""), nil)
	stored := []string{"history 2026-03-02T09:00Z 30m offered=8 handled=7 handle_s=1600", "history 2026-03-02T09:30Z 30m offered=1 handled=1 handle_s=100"}
	if diff := cmp.Diff(stored, d.stored(t, d.billing)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFiguresThatAFileDoesNotGiveStay(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.bring(t, twoRows, nil)
		done := d.bring(t, "interval_start,interval_min,queue,offered,staffed_s\n2026-03-02 09:00,30,Billing,6,3600\n", nil)
		if want := (forecast.ImportCounts{Read: 1, Changed: 1}); done.Counts != want {
			t.Errorf("%+v, want %+v; %q", done.Counts, want, problems(done))
		}
		want := []string{"history 2026-03-02T09:00Z 30m offered=6 abandoned=1 handled=4 staffed_s=3600", "history 2026-03-02T09:30Z 30m offered=7 abandoned=0 handled=7"}
		if diff := cmp.Diff(want, d.stored(t, d.billing)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestUndoRestoresWhatWasThere(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		first := d.bring(t, twoRows, nil)
		before := d.stored(t, d.billing)
		second := d.bring(t, header+"2026-03-02 09:30,30,Billing,9,9,0\n2026-03-02 10:00,30,Billing,3,3,0\n", nil)
		if want := (forecast.ImportCounts{Read: 2, Added: 1, Changed: 1}); second.Counts != want {
			t.Fatalf("%+v, want %+v", second.Counts, want)
		}
		var undo *forecast.UndoError
		if _, err := d.Undo(t.Context(), d.all, first.ID, nil); !errors.As(err, &undo) || undo.By != second.ID {
			t.Errorf("undo of the first import: %v, want a refusal that names import %d", err, second.ID)
		}
		undone, err := d.Undo(t.Context(), d.all, second.ID, nil)
		must(t, err)
		if diff := cmp.Diff(before, d.stored(t, d.billing)); diff != "" || undone.State != forecast.ImportUndone {
			t.Errorf("%s (-before +after undo):\n%s", undone.State, diff)
		}
		if _, err := d.Undo(t.Context(), d.all, second.ID, nil); !errors.As(err, &undo) {
			t.Errorf("a second undo: %v, want an UndoError", err)
		}
		_, err = d.Undo(t.Context(), d.all, first.ID, nil)
		must(t, err)
		if rows := d.stored(t, d.billing); rows != nil {
			t.Errorf("history %q after undoing everything", rows)
		}
	})
}

func TestQueuesAreMadeOnDemand(t *testing.T) {
	d := sqliteDesk(t)
	text := "QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,AverageHandleTime,ContactsHandled\n" +
		"Returns,q,VOICE,2026-03-02T08:00:00Z,15mins,10,180,9\nReturns,q,CHAT,2026-03-02T08:00:00Z,15mins,4,600,4\n"
	done := d.bring(t, text, func(o *forecast.ImportOrder) { o.CreateQueues = true })
	if len(done.Problems) != 1 || !strings.Contains(done.Problems[0].Error(), "at which site") {
		t.Fatalf("two sites and none named: %q", problems(done))
	}
	done = d.bring(t, text, func(o *forecast.ImportOrder) { o.CreateQueues, o.SiteID = true, d.shanghai.ID })
	if done.State != forecast.ImportDone {
		t.Fatalf("%s: %q", done.State, problems(done))
	}
	queues, err := d.centre.Queues.Find(t.Context(), d.all, workforce.Filter{Text: "Returns"})
	must(t, err)
	var got []string
	for _, q := range queues {
		got = append(got, q.Code)
		if q.SiteID != d.shanghai.ID || q.IntervalMin != 15 {
			t.Errorf("queue %+v, want 15 minutes in Shanghai", q)
		}
	}
	if diff := cmp.Diff([]string{"Returns", "Returns (chat)"}, got); diff != "" {
		t.Errorf("queues (-want +got):\n%s", diff)
	}
	again := d.bring(t, text, func(o *forecast.ImportOrder) { o.SiteID = d.shanghai.ID })
	if want := (forecast.ImportCounts{Read: 2, Unchanged: 2}); again.Counts != want {
		t.Errorf("again %+v, want %+v; %q", again.Counts, want, problems(again))
	}
}

func TestTheZoneComesFromTheQueuesSite(t *testing.T) {
	d := sqliteDesk(t)
	text := "datetime,calls\n2026-07-01 09:00,5\n2026-07-01 09:30,6\n"
	done := d.bring(t, text, func(o *forecast.ImportOrder) { o.QueueID = d.billing.ID })
	want := []string{"history 2026-07-01T08:00Z 30m offered=5", "history 2026-07-01T08:30Z 30m offered=6"}
	if diff := cmp.Diff(want, d.stored(t, d.billing)); diff != "" || done.State != forecast.ImportDone {
		t.Errorf("%s %q (-want +got):\n%s", done.State, problems(done), diff)
	}
}

func TestSourcesOfOneQueueStandSideBySide(t *testing.T) {
	d := sqliteDesk(t)
	d.bring(t, twoRows, nil)
	d.bring(t, twoRows, func(o *forecast.ImportOrder) { o.Source = "partner" })
	past, err := d.past.History(t.Context(), d.all, d.billing.ID, day("2026-03-02"), 1, 60)
	must(t, err)
	if got := past.Offered[9]; got != 24 {
		t.Errorf("09:00 to 10:00 over both sources: %v offered, want 24", got)
	}
}

func TestAWholeFileDecidesTheOrderOfItsDates(t *testing.T) {
	d := sqliteDesk(t)
	rows := "datetime,queue,calls,interval_min\n" + strings.Repeat("03/02/2026 09:00,Billing,5,30\n", 1) + "03/13/2026 09:00,Billing,6,30\n"
	done := d.bring(t, rows, nil)
	want := []string{"history 2026-03-02T09:00Z 30m offered=5", "history 2026-03-13T09:00Z 30m offered=6"}
	if diff := cmp.Diff(want, d.stored(t, d.billing)); diff != "" {
		t.Errorf("%q (-want +got):\n%s", problems(done), diff)
	}
	open := d.bring(t, "datetime,queue,calls,interval_min\n03/02/2026 09:00,Billing,5,30\n", nil)
	if len(open.Problems) != 1 || open.Problems[0].Code != history.DateOrderOpen {
		t.Errorf("an open order of dates: %q", problems(open))
	}
	stated := d.bring(t, "datetime,queue,calls,interval_min\n03/02/2026 09:00,Billing,5,30\n", func(o *forecast.ImportOrder) { o.Mapping.DateOrder = history.MDY })
	if stated.Counts.Unchanged != 1 {
		t.Errorf("a stated order of dates: %+v %q", stated.Counts, problems(stated))
	}
}

func TestAFileThatIsNoTableIsRefusedAtTheDoor(t *testing.T) {
	d := sqliteDesk(t)
	for _, content := range []string{"", "%PDF-1.4", "a,b\n\x00"} {
		_, err := d.Upload(t.Context(), d.all, "../../etc/evil\n.csv", strings.NewReader(content))
		var bad *history.RowError
		if !errors.As(err, &bad) || bad.File != "evil.csv" {
			t.Errorf("%q: %v, want a refusal of evil.csv", content, err)
		}
	}
	if left := d.files(t); len(left) > 0 {
		t.Errorf("files left behind: %q", left)
	}
}

func TestAFileOfTwoGigabytesIsRefusedWhileItStreams(t *testing.T) {
	if os.Getenv("MUSTER_SOAK") != "1" {
		t.Skip("writes two gigabytes; set MUSTER_SOAK=1")
	}
	d := sqliteDesk(t)
	_, err := d.Upload(t.Context(), d.all, "big.csv", &endless{line: []byte(strings.Repeat("0123456789abcde\n", 4096))})
	if err == nil || !strings.Contains(err.Error(), "big.csv: the file has 2 GiB or more") {
		t.Errorf("got %v", err)
	}
	if left := d.files(t); len(left) > 0 {
		t.Errorf("files left behind: %q", left)
	}
}

type endless struct{ line []byte }

func (e *endless) Read(p []byte) (int, error) { return copy(p, e.line), nil }

func TestAnImportIsAJob(t *testing.T) {
	d := sqliteDesk(t)
	recognition, err := d.Upload(t.Context(), d.all, "f.csv", strings.NewReader(twoRows))
	must(t, err)
	started, err := d.Start(t.Context(), d.all, recognition.Upload.ID, forecast.ImportOrder{})
	must(t, err)
	if started.JobID != 1 || started.State != forecast.ImportQueued || len(d.queued.kinds) != 1 || d.queued.kinds[0] != forecast.ImportKind {
		t.Errorf("started %+v, queued %v", started, d.queued.kinds)
	}
	done, err := d.Run(t.Context(), d.all, started.ID, nil)
	must(t, err)
	if done.Counts.Added != 2 { // without a mapping the proposed one is taken
		t.Errorf("%s %+v %q", done.State, done.Counts, problems(done))
	}
	again, err := d.Run(t.Context(), d.all, started.ID, nil)
	if err != nil || again.Version != done.Version {
		t.Errorf("a second run of the job: %v, version %d, want %d", err, again.Version, done.Version)
	}
	var gone *forecast.GoneError
	if _, err := d.Start(t.Context(), d.all, recognition.Upload.ID, forecast.ImportOrder{}); !errors.As(err, &gone) {
		t.Errorf("an upload whose file is gone: %v, want a GoneError", err)
	}
}

func TestThePreviewShowsHowRowsRead(t *testing.T) {
	d := sqliteDesk(t)
	recognition, err := d.Upload(t.Context(), d.all, "f.csv", strings.NewReader("datetime,calls\n2026-07-01 09:00,5\n2026-07-01 09:30,-6\n"))
	must(t, err)
	order := forecast.ImportOrder{Mapping: recognition.Recognised.Mapping}
	if _, missing, err := d.Preview(t.Context(), d.all, recognition.Upload.ID, order); err != nil || len(missing) != 1 || missing[0] != history.Queue {
		t.Errorf("missing %q, %v; want the queue", missing, err)
	}
	order.QueueID = d.billing.ID
	rows, missing, err := d.Preview(t.Context(), d.all, recognition.Upload.ID, order)
	must(t, err)
	if len(missing) > 0 || len(rows) != 2 || rows[0].Row == nil || rows[0].Queue.Queue != "Billing" || rows[1].Row != nil || len(rows[1].Problems) != 1 {
		t.Errorf("preview %+v, missing %q", rows, missing)
	}
	again, err := d.Recognise(t.Context(), d.all, recognition.Upload.ID)
	must(t, err)
	if diff := cmp.Diff(recognition.Recognised, again.Recognised); diff != "" {
		t.Errorf("recognised differently the second time:\n%s", diff)
	}
}

func TestWhoSeesOneSiteImportsThereOnlyAndSeesHisOwnImports(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		abroad, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, Sites: []int64{d.shanghai.ID}})
		must(t, err)
		other := d.bring(t, twoRows, nil)
		if _, err := d.Get(t.Context(), abroad, other.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("another's import: %v, want not found", err)
		}
		recognition, err := d.Upload(t.Context(), abroad, "f.csv", strings.NewReader(twoRows))
		must(t, err)
		ordered, err := d.Record(t.Context(), abroad, recognition.Upload.ID, forecast.ImportOrder{Mapping: recognition.Recognised.Mapping})
		must(t, err)
		// The job runs with the system's scope; the order remembers whose it is.
		done, err := d.Run(t.Context(), d.all.WithActor(7), ordered.ID, nil)
		must(t, err)
		if done.State != forecast.ImportRefused || len(done.Problems) == 0 || done.Problems[0].Code != history.UnknownQueue {
			t.Errorf("import into another site's queue: %s %q", done.State, problems(done))
		}
		mine, err := d.List(t.Context(), abroad, 0, 10)
		must(t, err)
		if len(mine) != 1 || mine[0].ID != ordered.ID {
			t.Errorf("%d imports are seen, want the own one", len(mine))
		}
		if series, err := d.intervals.SeriesOf(t.Context(), abroad, d.billing.ID); err != nil || len(series) > 0 {
			t.Errorf("series of another site's queue: %v, %v", series, err)
		}
	})
}

func TestHistoryIsRebinnedByRule(t *testing.T) {
	d := sqliteDesk(t)
	d.bring(t, "interval_start,interval_min,queue,offered,handled,handle_s\n2026-03-02 09:00,30,Night,6,4,800\n2026-03-02 09:30,30,Night,2,2,500\n2026-03-02 12:00,60,Night,8,8,800\n", nil)
	past, err := d.past.History(t.Context(), d.all, d.night.ID, day("2026-03-02"), 1, 60)
	must(t, err)
	if past.Offered[9] != 8 || past.Handled[9] != 6 || math.Abs(past.AHTS(9)-1300.0/6) > 1e-9 || !math.IsNaN(past.Offered[10]) {
		t.Errorf("hours: offered %v, handled %v, aht %v, next %v", past.Offered[9], past.Handled[9], past.AHTS(9), past.Offered[10])
	}
	past, err = d.past.History(t.Context(), d.all, d.night.ID, day("2026-03-02"), 1, 15)
	must(t, err)
	if past.Offered[36] != 3 || past.Offered[37] != 3 || past.Offered[38] != 1 || past.Offered[48] != 2 || past.Offered[51] != 2 {
		t.Errorf("quarter hours: %v", past.Offered[36:52])
	}
	seen, err := d.past.Observations(t.Context(), d.all, d.night.ID, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 2, 12, 30, 0, 0, time.UTC))
	must(t, err)
	if len(seen) != 3 || seen[0].Contacts != 6 || seen[0].Handled != 4 || seen[0].HandleSeconds != 800 || seen[2].Contacts != 4 {
		t.Errorf("observations %+v, want three half hours of 6, 2 and 4 contacts", seen)
	}
	days, err := d.past.Days(t.Context(), d.all, d.night.ID, day("2026-03-01"), 3)
	must(t, err)
	if len(days) != 1 || days[0].Offered != 16 || days[0].Intervals != 4 {
		t.Errorf("days %+v", days)
	}
	extent, err := d.past.Extent(t.Context(), d.all, d.night.ID)
	must(t, err)
	if extent.Intervals != 3 || extent.From.Format("15:04") != "09:00" || extent.To.Format("15:04") != "13:00" {
		t.Errorf("extent %+v", extent)
	}
	stranger, err := auth.NewScope(auth.Grant{Tenant: 2, Actor: 9, AllSites: true})
	must(t, err)
	if _, err := d.past.Extent(context.Background(), stranger, d.night.ID); !errors.Is(err, database.ErrNotFound) {
		t.Errorf("another tenant asks for the extent: %v, want not found", err)
	}
}
