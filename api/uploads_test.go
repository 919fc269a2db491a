package api_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/muster-wfm/muster/api"
)

func TestAnUploadTellsWhatTheFileIs(t *testing.T) {
	c := newCentre(t)
	up := c.upload(t, "planner", "50%25.csv.gz", gzipped(t, "\ufeffStart;Queue;Contacts\n13/03/2026 09:00;Sales;5\n13/03/2026 09:30;Sales;7\n"))
	want := api.RecognisedFile{
		Format: "generic", Name: up.Recognised.Name, Confidence: up.Recognised.Confidence, Delimiter: ";", Encoding: "UTF-8", Compressed: true,
		Header: []string{"Start", "Queue", "Contacts"}, HeaderLine: 1, Sample: [][]string{{"13/03/2026 09:00", "Sales", "5"}, {"13/03/2026 09:30", "Sales", "7"}},
		Mapping: map[string]string{"Start": "interval_start", "Queue": "queue_ext_id", "Contacts": "offered"}, Missing: []string{},
		TimeZone: "Europe/London", IntervalMin: 30, DateOrder: "dmy", Decimal: "point",
	}
	if diff := cmp.Diff(want, up.Recognised); diff != "" {
		t.Errorf("recognised (-want +got):\n%s", diff)
	}
	if up.FileName != "50%.csv.gz" || len(up.Formats) < 8 || len(up.Fields) < 30 || up.Formats[len(up.Formats)-1].Code != "generic" {
		t.Errorf("upload %q with %d formats and %d fields", up.FileName, len(up.Formats), len(up.Fields))
	}
}

func TestAFormatOfItsOwnZoneIsReadInThat(t *testing.T) {
	c := newCentre(t)
	up := c.upload(t, "planner", "g.csv", "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle Time (Seconds)\n2026-07-01T08:00:00,Sales,Voice,Gold,de,5,4,900\n")
	if up.Recognised.TimeZone != "UTC" {
		t.Errorf("zone %q, want UTC", up.Recognised.TimeZone)
	}
	c.play(t, Scenario{As: "planner", Method: "PUT", URL: fmt.Sprintf("/uploads/%d/mapping", up.ID), Body: `{"intervalMin":30}`, Status: 200, Want: []string{`"start":"2026-07-01T08:00:00Z"`}})
}

func TestAFileThatIsNoTableIsRefusedAndNotKept(t *testing.T) {
	c := newCentre(t)
	whole := gzipped(t, goodHistory+strings.Repeat("2026-03-02 09:00,30,Sales,5,4,1,720\n", 100))
	cases := []struct {
		name, text string
		status     int
		want       []string
	}{
		{"a document", "%PDF-1.7", 422, []string{`"code":"unreadable"`, "a PDF document", "CSV (plain or gzip) or XLSX", "not_a_table"}},
		{"nothing", "", 422, []string{"the file is empty"}},
		{"an unknown encoding", "queue,offered\nS\x81les,5\n", 422, []string{`"location":"file:2:"`, "0x81", "GB18030"}},
		{"bytes", "a,b\n1,\x00\n", 422, []string{"is zero"}},
		{"a zip of something else", "PK\x03\x04 and so on", 422, []string{"XLSX"}},
		{"a damaged gzip header", "\x1f\x8b\x00\x00\x00\x00", 422, []string{"unreadable", "damaged"}},
		{"a gzip that is cut short", whole[:len(whole)/2], 422, []string{"unreadable", "cut short"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c.play(t, Scenario{As: "planner", Method: "POST", URL: "/uploads", Body: tc.text, Header: map[string]string{"Content-Type": "application/octet-stream"}, Status: tc.status, Want: tc.want})
		})
	}
	if left, _ := filepath.Glob(filepath.Join(c.Data, "uploads", "*")); len(left) > 0 {
		t.Errorf("files left behind: %q", left)
	}
}

// tempting is a body that must not be read.
type tempting struct{ t *testing.T }

func (b tempting) Read([]byte) (int, error) {
	b.t.Error("the body was read")
	return 0, io.EOF
}

func TestAFileOfTwoGigabytesIsRefusedBeforeItIsRead(t *testing.T) {
	c := newCentre(t)
	for _, bytes := range []int64{2 << 30, 1 << 40} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/v1/uploads", tempting{t})
		request.ContentLength = bytes
		request.Header.Set("Content-Type", "text/csv")
		request.AddCookie(&http.Cookie{Name: "muster", Value: c.tokens["planner"]})
		recorder := httptest.NewRecorder()
		c.handler.ServeHTTP(recorder, request)
		if body := recorder.Body.String(); recorder.Code != http.StatusRequestEntityTooLarge || !strings.Contains(body, "too_large") || !strings.Contains(body, "2147483647") {
			t.Errorf("%d bytes: %d %s, want 413 with the limit", bytes, recorder.Code, body)
		}
	}
}

func TestAFileOfSeveralMegabytesIsTaken(t *testing.T) {
	c := newCentre(t)
	long := historyHeader + strings.Repeat("2026-03-02 09:00,30,Sales,5,4,1,720\n", 100_000)
	up := c.upload(t, "planner", `C:\exports\..\long.csv`, long)
	if up.Bytes != int64(len(long)) || up.FileName != "long.csv" {
		t.Errorf("%d bytes as %q, want %d as long.csv", up.Bytes, up.FileName, len(long))
	}
	kept, err := filepath.Glob(filepath.Join(c.Data, "uploads", "*"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %q, %v; want one file", kept, err)
	}
	if got, err := os.ReadFile(kept[0]); err != nil || string(got) != long {
		t.Errorf("the file was not kept as it came: %d bytes, %v", len(got), err)
	}
}

func TestABodyThatBreaksOffIsNoBrokenFile(t *testing.T) {
	c := newCentre(t)
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/v1/uploads", io.MultiReader(strings.NewReader(goodHistory), broken{}))
	request.AddCookie(&http.Cookie{Name: "muster", Value: c.tokens["planner"]})
	recorder := httptest.NewRecorder()
	c.handler.ServeHTTP(recorder, request)
	if recorder.Code != http.StatusBadRequest || !strings.Contains(recorder.Body.String(), "broke off") {
		t.Errorf("%d %s, want 400", recorder.Code, recorder.Body)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestAPreviewShowsWhatIsWrongBesideTheCell(t *testing.T) {
	c := newCentre(t)
	up := c.upload(t, "planner", "f.csv", historyHeader+"2026-03-02 09:00,30,Sales,5,4,1,720\n2026-03-02 09:30,30,Sales,many,4,-1,9\n")
	url := fmt.Sprintf("/uploads/%d/mapping", up.ID)
	preview := decoded[api.MappingPreview](t, c.play(t, Scenario{As: "planner", Method: "PUT", URL: url, Body: `{}`, Status: 200}))
	if len(preview.Rows) != 2 || preview.Rows[0].Parsed == nil || preview.Rows[1].Parsed != nil || preview.TimeZone != "Europe/London" {
		t.Fatalf("preview %+v", preview)
	}
	want := map[string]int64{"offered": 5, "handled": 4, "abandoned": 1, "handle_s": 720}
	if diff := cmp.Diff(want, preview.Rows[0].Parsed.Figures); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
	problems := []api.ImportProblem{
		{Line: 3, Column: "offered", Found: `"many"`, Expected: "a whole number", Code: "number"},
		{Line: 3, Column: "abandoned", Found: `"-1"`, Expected: "0 or more", Code: "negative"},
	}
	if diff := cmp.Diff(problems, preview.Rows[1].Problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestAMappingThatCannotBeIsRefusedAtItsField(t *testing.T) {
	c := newCentre(t)
	up := c.upload(t, "planner", "f.csv", goodHistory)
	url := fmt.Sprintf("/uploads/%d/mapping", up.ID)
	for body, want := range map[string][]string{
		`{"format":"nothing"}`:                          {`"location":"body.format"`, "avaya_cms_hsplit"},
		`{"format":"avaya_cms_dsplit"}`:                 {`"location":"body.format"`, "whole days"},
		`{"timeZone":"Mars/Olympus"}`:                   {`"location":"body.timeZone"`, "Asia/Shanghai"},
		`{"mapping":{"nothing":"offered"}}`:             {`"location":"body.mapping.nothing"`, "no such column"},
		`{"mapping":{"offered":"calls per fortnight"}}`: {`"location":"body.mapping.offered"`, "is no field"},
		`{"queueId":1}`:                                 {`"location":"body.queueId"`, "either a queue or a column"},
		`{"intervalMin":7}`:                             {`"location":"body.intervalMin"`},
		`{"decimal":";"}`:                               {`"location":"body.decimal"`},
		`{"dateOrder":"ymd","extra":1}`:                 {`"location":"body.dateOrder"`, "extra"},
	} {
		t.Run(body, func(t *testing.T) {
			c.play(t, Scenario{As: "planner", Method: "PUT", URL: url, Body: body, Status: 422, Want: want})
			if !strings.Contains(body, "uploadId") {
				order := strings.Replace(body, "{", fmt.Sprintf(`{"uploadId":%d,`, up.ID), 1)
				c.play(t, Scenario{As: "planner", Method: "POST", URL: "/imports", Body: order, Status: 422, Want: want})
			}
		})
	}
}

func TestAWorkbookIsAnUploadLikeAnyOther(t *testing.T) {
	c := newCentre(t)
	book := excelize.NewFile()
	for i, row := range [][]any{{"interval_start", "interval_min", "queue", "offered"}, {"2026-03-02 09:00", 30, "Sales", 5}} {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	file, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	up := c.upload(t, "planner", "book.xlsx", file.String())
	if up.Recognised.Encoding != "XLSX" || up.Recognised.Delimiter != "" || len(up.Recognised.Missing) > 0 {
		t.Errorf("recognised %+v", up.Recognised)
	}
	c.play(t, Scenario{As: "planner", Method: "PUT", URL: fmt.Sprintf("/uploads/%d/mapping", up.ID), Body: `{}`, Status: 200, Want: []string{`"figures":{"offered":5}`}})
}

func TestTheZoneIsOpenWhereTheSitesDoNotShareOne(t *testing.T) {
	c := newCentre(t)
	up := c.upload(t, "planner", "f.csv", "interval_start,interval_min,offered\n2026-03-02 09:00,30,5\n")
	if up.Recognised.TimeZone != "" {
		t.Errorf("zone %q, want none: the sites are in London and Dalian", up.Recognised.TimeZone)
	}
	c.play(t, Scenario{As: "planner", Method: "PUT", URL: fmt.Sprintf("/uploads/%d/mapping", up.ID), Body: fmt.Sprintf(`{"queueId":%d}`, c.seeded.Sales), Status: 200,
		Want: []string{`"timeZone":"Europe/London"`, `"start":"2026-03-02T09:00:00Z"`}})
}
