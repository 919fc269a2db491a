package api_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestAFileIsTriedImportedFoundAgainAndUndone(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.atWork(t)
		up := c.upload(t, "planner", "March%20%E4%B8%89%E6%9C%88.csv", goodHistory)
		if up.FileName != "March 三月.csv" || up.Recognised.TimeZone != "Europe/London" || len(up.Recognised.Missing) > 0 {
			t.Errorf("recognised %+v as %q", up.Recognised, up.FileName)
		}
		order := map[string]any{"uploadId": up.ID, "dryRun": true}
		wantCounts(t, c.bring(t, "planner", order), "done read=2 added=2 changed=0 unchanged=0 refused=0 leftOut=0")
		if rows := c.seen(t, c.seeded.Sales, "from=2026-03-02&to=2026-03-02"); rows != nil {
			t.Errorf("after a dry run the history holds %q", rows)
		}
		order["dryRun"] = false
		first := c.bring(t, "planner", order)
		wantCounts(t, first, "done read=2 added=2 changed=0 unchanged=0 refused=0 leftOut=0")
		totals := first.Reconciliation.Totals
		if totals.Offered != 12 || totals.Handled != 11 || totals.Abandoned != 1 || totals.Difference != 0 || totals.From.Format("15:04Z07:00") != "09:00Z" {
			t.Errorf("reconciliation %+v", totals)
		}
		if diff := cmp.Diff([]int64{c.seeded.Sales}, first.QueueIDs); diff != "" {
			t.Errorf("queues (-want +got):\n%s", diff)
		}
		want := []string{"2026-03-02T09:00Z 5/4/1 180", "2026-03-02T09:30Z 7/7/0 200"}
		if diff := cmp.Diff(want, c.seen(t, c.seeded.Sales, "from=2026-03-01&to=2026-03-03")); diff != "" {
			t.Errorf("history (-want +got):\n%s", diff)
		}
		again := c.bring(t, "planner", map[string]any{"uploadId": c.upload(t, "planner", "again.csv", goodHistory).ID})
		wantCounts(t, again, "done read=2 added=0 changed=0 unchanged=2 refused=0 leftOut=0")
		c.undo(t, first.ID)
		if rows := c.seen(t, c.seeded.Sales, "from=2026-03-01&to=2026-03-03"); rows != nil {
			t.Errorf("after the undo the history holds %q", rows)
		}
	}, "planner")
}

// vendorFiles are made up after the products' documented headers.
var vendorFiles = []struct{ name, format, text, zone, want string }{
	{
		"Muster's own", "canonical", "interval_start_utc,interval_s,queue_ext_id,channel,offered,answered,abandoned,handled,talk_s,acw_s\n" +
			"2026-07-01T08:00:00Z,1800,Sales,voice,100,95,5,95,14250,1900\n", "", "2026-07-01T09:00+01:00 100/95/5 170",
	},
	{
		"Amazon Connect", "amazon_connect_forecast", "QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,AverageHandleTime,ContactsHandled\n" +
			"Sales,q-1,VOICE,2026-07-01T08:00:00Z,30mins,10,180,9\n", "", "2026-07-01T09:00+01:00 10/9/NaN 180",
	},
	{
		"Genesys Cloud", "genesys_cloud_import", "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle Time (Seconds)\n" +
			"2026-07-01T08:00:00Z,Sales,Voice,Gold,de,5,4,900\n2026-07-01T08:00:00Z,Sales,Voice,Silver,en,3,2,300\n2026-07-01T08:30:00Z,Sales,Voice,Gold,de,0,0,0\n", "",
		"2026-07-01T09:00+01:00 8/6/NaN 200\n2026-07-01T09:30+01:00 0/0/NaN NaN",
	},
	{
		"Avaya CMS", "avaya_cms_hsplit", "row_date,starttime,intrvl,acd,split,callsoffered,acdcalls,acceptable,servicelevel,abncalls,outflowcalls,acdtime,holdtime,acwtime,anstime,abntime\n" +
			"01/07/2026,900,30,1,Sales,20,18,15,20,2,0,2700,180,360,216,60\n", "Europe/London", "2026-07-01T09:00+01:00 20/18/2 180",
	},
}

func TestFilesOfEveryVendorReachTheHistory(t *testing.T) {
	for _, file := range vendorFiles {
		t.Run(file.name, func(t *testing.T) {
			c := newCentre(t)
			c.atWork(t)
			up := c.upload(t, "planner", "export.csv", file.text)
			if up.Recognised.Format != file.format || up.Recognised.Encoding != "UTF-8" {
				t.Fatalf("recognised as %s in %s, want %s", up.Recognised.Format, up.Recognised.Encoding, file.format)
			}
			order := map[string]any{"uploadId": up.ID, "dateOrder": "dmy"}
			if file.zone != "" {
				order["timeZone"] = file.zone
			}
			if done := c.bring(t, "planner", order); done.State != "done" || done.Read.Format != file.format {
				t.Fatalf("%s; problems %+v, failure %q", counts(done), done.Problems, done.Failure)
			}
			if diff := cmp.Diff(strings.Split(file.want, "\n"), c.seen(t, c.seeded.Sales, "from=2026-07-01&to=2026-07-01")); diff != "" {
				t.Errorf("history (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTwoColumnsAreMappedToOneQueue(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	up := c.upload(t, "planner", "calls.csv", "when it was;rings\n03.03.2026 07:00;560\n13.03.2026 07:30;609\n")
	try := fmt.Sprintf("/uploads/%d/mapping", up.ID)
	mapping := map[string]any{"mapping": map[string]string{"when it was": "interval_start", "rings": "offered"}}
	c.play(t, Scenario{As: "planner", Method: "PUT", URL: try, Body: request(t, mapping), Status: 200,
		Want: []string{`"missing":["queue_ext_id","interval_min"]`, `"rows":[]`}})
	mapping["uploadId"] = up.ID
	c.play(t, Scenario{As: "planner", Method: "POST", URL: "/imports", Body: request(t, mapping), Status: 422,
		Want: []string{`"location":"body.queueId"`, `"location":"body.intervalMin"`}})
	delete(mapping, "uploadId")
	mapping["queueId"], mapping["intervalMin"], mapping["timeZone"] = c.seeded.Sales, 30, "America/New_York"
	c.play(t, Scenario{As: "planner", Method: "PUT", URL: try, Body: request(t, mapping), Status: 200,
		Want: []string{`"missing":[]`, `"queue":"SALES","start":"2026-03-03T07:00:00-05:00","intervalMin":30,"figures":{"offered":560}`}})
	mapping["uploadId"] = up.ID
	wantCounts(t, c.bring(t, "planner", mapping), "done read=2 added=2 changed=0 unchanged=0 refused=0 leftOut=0")
	want := []string{"2026-03-03T12:00Z 560/NaN/NaN NaN", "2026-03-13T11:30Z 609/NaN/NaN NaN"}
	if diff := cmp.Diff(want, c.seen(t, c.seeded.Sales, "from=2026-03-01&to=2026-03-31")); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
}

func TestOneWrongRowRefusesTheFileAndSaysWhere(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	text := goodHistory + "2026-03-02 10:00,30,Sales,-1,4,1,9\n2026-03-02 09:00,30,Sales,5,4,1,9\n2026-03-02 10:30,30,Biling,5,4,1,9\n"
	up := c.upload(t, "planner", "=cmd.csv", text)
	refused := c.bring(t, "planner", map[string]any{"uploadId": up.ID})
	wantCounts(t, refused, "refused read=5 added=2 changed=0 unchanged=0 refused=3 leftOut=0")
	want := []api.ImportProblem{
		{Line: 4, Column: "offered", Found: `"-1"`, Expected: "0 or more", Code: "negative"},
		{Line: 5, Column: "interval_start", Found: "2026-03-02 09:00 +00:00 of queue Sales is on line 2 already", Expected: "one row for each interval", Code: "duplicate"},
		{Line: 6, Column: "queue", Found: `queue "Biling" is not known (1 rows)`, Expected: "one of the queues SALES, or queues to be created by the import", Code: "unknown_queue"},
	}
	if diff := cmp.Diff(want, refused.Problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if rows := c.seen(t, c.seeded.Sales, "from=2026-03-02&to=2026-03-02"); rows != nil {
		t.Errorf("the history holds %q of a refused file", rows)
	}
	c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/imports/%d/errors.csv", refused.ID), Status: 200,
		Want:    []string{"file,line,column,found,expected,code\n", `'=cmd.csv,4,offered,"""-1""",0 or more,negative`},
		WantTop: map[string]string{"Content-Type": "text/csv", "Content-Disposition": "attachment"}})
	skipped := c.bring(t, "planner", map[string]any{"uploadId": up.ID, "skipRefused": true})
	wantCounts(t, skipped, "done read=5 added=2 changed=0 unchanged=0 refused=3 leftOut=0")
}

func TestQueuesThatAreNotKnownCanBeMade(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	up := c.upload(t, "planner", "new.csv", strings.ReplaceAll(strings.ReplaceAll(goodHistory, "Sales", "Claims"), "SALES", "Claims"))
	order := map[string]any{"uploadId": up.ID, "createQueues": true, "timeZone": "Asia/Shanghai"}
	nowhere := c.bring(t, "planner", order)
	if nowhere.State != "refused" || len(nowhere.Problems) != 1 || !strings.Contains(nowhere.Problems[0].Expected, "DLC") {
		t.Errorf("without a site: %s %+v, want a refusal that names the sites", counts(nowhere), nowhere.Problems)
	}
	order["siteId"] = c.seeded.Dalian
	made := c.bring(t, "planner", order)
	wantCounts(t, made, "done read=2 added=2 changed=0 unchanged=0 refused=0 leftOut=0")
	c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/queues/%d", made.QueueIDs[0]), Status: 200, Want: []string{`"code":"Claims"`, fmt.Sprintf(`"siteId":%d`, c.seeded.Dalian)}})
}

func TestALaterImportIsUndoneFirst(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	first := c.bring(t, "planner", map[string]any{"uploadId": c.upload(t, "planner", "a.csv", goodHistory).ID})
	changed := strings.Replace(goodHistory, "Sales,5,4,1", "Sales,6,5,1", 1)
	second := c.bring(t, "planner", map[string]any{"uploadId": c.upload(t, "planner", "b.csv", changed).ID})
	wantCounts(t, second, "done read=2 added=0 changed=1 unchanged=1 refused=0 leftOut=0")
	c.play(t, Scenario{As: "planner", Method: "POST", URL: fmt.Sprintf("/imports/%d/undo", first.ID), Status: 409,
		Want: []string{"changed_later", fmt.Sprintf(`"found":"import:%d"`, second.ID)}})
	c.undo(t, second.ID)
	want := []string{"2026-03-02T09:00Z 5/4/1 180", "2026-03-02T09:30Z 7/7/0 200"}
	if diff := cmp.Diff(want, c.seen(t, c.seeded.Sales, "from=2026-03-02&to=2026-03-02")); diff != "" {
		t.Errorf("history after the undo (-want +got):\n%s", diff)
	}
	c.undo(t, first.ID)
	c.play(t, Scenario{As: "administrator", URL: "/audit?action=import.undo", Status: 200, Want: []string{fmt.Sprintf("import/%d", first.ID), fmt.Sprintf("import/%d", second.ID)}})
}

func TestWhatIsNotOnesOwnSiteCannotBeImported(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	foreign := c.seeded.Foreign["queues"]
	mine := c.upload(t, "planner@london", "mine.csv", strings.ReplaceAll(goodHistory, ",queue,", ",skipped,"))
	theirs := c.upload(t, "planner", "theirs.csv", goodHistory)
	order := func(fields map[string]any) string { return request(t, fields) }
	london := func(name, url, body string, status int, want ...string) Scenario {
		method := "POST"
		if body == "" {
			method = "GET"
		}
		return Scenario{Name: name, As: "planner@london", Method: method, URL: url, Body: body, Status: status, Want: want}
	}
	done := c.bring(t, "planner", map[string]any{"uploadId": theirs.ID, "dryRun": true})
	c.run(t, []Scenario{
		london("another's upload", "/imports", order(map[string]any{"uploadId": theirs.ID}), 404),
		london("another's upload seen", fmt.Sprintf("/uploads/%d", theirs.ID), "", 404),
		london("another's import", fmt.Sprintf("/imports/%d", done.ID), "", 404),
		london("another's problems", fmt.Sprintf("/imports/%d/errors.csv", done.ID), "", 404),
		london("not in the list", "/imports", "", 200, `"items":[]`),
		london("a queue of another organisation", "/imports", order(map[string]any{"uploadId": mine.ID, "queueId": foreign}), 404),
		london("a site not theirs", "/imports", order(map[string]any{"uploadId": mine.ID, "queueId": c.seeded.Sales, "siteId": c.seeded.Dalian}), 404),
		london("history of another organisation", fmt.Sprintf("/queues/%d/history?from=2026-03-02&to=2026-03-02", foreign), "", 404),
		london("its extent", fmt.Sprintf("/queues/%d/history/extent", foreign), "", 404),
		{Name: "a supervisor reads imports", As: "supervisor", URL: fmt.Sprintf("/imports/%d", done.ID), Status: 200},
		{Name: "and starts none", As: "supervisor", Method: "POST", URL: "/imports", Body: order(map[string]any{"uploadId": theirs.ID}), Status: 403},
		{Name: "HR sees nothing of it", As: "hr", URL: "/imports", Status: 403},
	})
}

func TestImportsAreListedNewestFirstAPageAtATime(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	up := c.upload(t, "planner", "a.csv", goodHistory)
	var ids []int64
	for range 3 {
		ids = append(ids, c.bring(t, "planner", map[string]any{"uploadId": up.ID, "dryRun": true}).ID)
	}
	page := decoded[api.PageOf[api.Import]](t, c.play(t, Scenario{As: "planner", URL: "/imports?limit=2", Status: 200}))
	if len(page.Items) != 2 || page.Items[0].ID != ids[2] || page.Items[1].ID != ids[1] {
		t.Errorf("first page %+v, want imports %d, %d", page.Items, ids[2], ids[1])
	}
	rest := decoded[api.PageOf[api.Import]](t, c.play(t, Scenario{As: "planner", URL: "/imports?limit=2&cursor=" + page.NextCursor, Status: 200}))
	if len(rest.Items) != 1 || rest.Items[0].ID != ids[0] || rest.NextCursor != "" || rest.Items[0].RowsAdded != 2 {
		t.Errorf("last page %+v, want import %d", rest, ids[0])
	}
}

func TestAnImportSentAgainUnderItsKeyIsTheSameImport(t *testing.T) {
	c := newCentre(t)
	up := c.upload(t, "planner", "a.csv", goodHistory)
	s := Scenario{As: "planner", Method: "POST", URL: "/imports", Body: request(t, map[string]any{"uploadId": up.ID}), Status: 202, Header: map[string]string{"Idempotency-Key": "once-and-no-more"}}
	first, second := c.play(t, s), c.play(t, s)
	if first != second {
		t.Errorf("answers %s and %s, want the same import", first, second)
	}
}

func TestAnImportCancelledBeforeItBeganIsCancelled(t *testing.T) {
	c := newCentre(t)
	up := c.upload(t, "planner", "a.csv", goodHistory)
	started := decoded[api.ImportStarted](t, c.play(t, Scenario{As: "planner", Method: "POST", URL: "/imports", Body: request(t, map[string]any{"uploadId": up.ID}), Status: 202}))
	at := fmt.Sprintf("/imports/%d", started.ImportID)
	c.run(t, []Scenario{
		{Name: "queued", As: "planner", URL: at, Status: 200, Want: []string{`"state":"queued"`}},
		{Name: "asked to end", As: "planner", Method: "POST", URL: fmt.Sprintf("/jobs/%d/cancellation", started.JobID), Status: 202},
		{Name: "cancelled", As: "planner", URL: at, Status: 200, Want: []string{`"state":"cancelled"`, `"finishedAt"`}},
		{Name: "in the list as well", As: "planner", URL: "/imports", Status: 200, Want: []string{`"state":"cancelled"`}},
		{Name: "with nothing to undo", As: "planner", Method: "POST", URL: at + "/undo", Status: 409, Want: []string{"wrong_state"}},
	})
}

func TestAFileIsKeptUntilItIsImported(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	up := c.upload(t, "planner", "a.csv", goodHistory)
	c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/uploads/%d", up.ID), Status: 200, Want: []string{`"fileName":"a.csv"`}})
	c.bring(t, "planner", map[string]any{"uploadId": up.ID})
	c.run(t, []Scenario{
		{Name: "then it is gone", As: "planner", URL: fmt.Sprintf("/uploads/%d", up.ID), Status: 410, Want: []string{`"code":"gone"`}},
		{Name: "for imports too", As: "planner", Method: "POST", URL: "/imports", Body: request(t, map[string]any{"uploadId": up.ID}), Status: 410},
		{Name: "and for mappings", As: "planner", Method: "PUT", URL: fmt.Sprintf("/uploads/%d/mapping", up.ID), Body: `{}`, Status: 410},
	})
}

// The number of rows is that of the data set's own documentation.
func TestThePublicBankFileIsImportedUnmodified(t *testing.T) {
	file := sharedData(t, "forecast", "bank_calls_30min.csv.gz")
	c := newCentre(t)
	c.atWork(t)
	up := c.upload(t, "planner", "bank_calls_30min.csv.gz", string(file))
	if !up.Recognised.Compressed || up.Recognised.IntervalMin != 30 {
		t.Errorf("recognised %+v", up.Recognised)
	}
	done := c.bring(t, "planner", map[string]any{
		"uploadId": up.ID, "queueId": c.seeded.Sales, "timeZone": "America/New_York",
		"mapping": map[string]string{"datetime": "interval_start", "calls": "offered"},
	})
	wantCounts(t, done, "done read=4592 added=4592 changed=0 unchanged=0 refused=0 leftOut=0")
	c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/queues/%d/history/extent", c.seeded.Sales), Status: 200, Want: []string{`"intervals":4592`, `"from":"2003-03-03T12:00:00Z"`}})
}

func TestAFileThatIsCutShortBeyondItsBeginningIsRefusedByTheImport(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	var text strings.Builder
	text.WriteString(historyHeader)
	for day := range 300 { // beyond what recognising a file reads
		for slot := range 48 {
			date := grid.MustDate("2025-01-01").AddDays(day)
			fmt.Fprintf(&text, "%s %02d:%02d,30,Sales,%d,%d,0,%d\n", date, slot/2, slot%2*30, 7*day+slot, day, 13*day*slot)
		}
	}
	whole := gzipped(t, text.String())
	done := c.bring(t, "planner", map[string]any{"uploadId": c.upload(t, "planner", "half.csv.gz", whole[:len(whole)-len(whole)/8]).ID, "timeZone": "UTC"})
	if done.State != "refused" || len(done.Problems) != 1 || done.Problems[0].Code != "damaged" {
		t.Errorf("%s with %q and %+v, want a refusal because the file is damaged", counts(done), done.Failure, done.Problems)
	}
	if rows := c.seen(t, c.seeded.Sales, "from=2025-01-01&to=2025-12-31"); rows != nil {
		t.Errorf("the history holds %d intervals of it", len(rows))
	}
}
