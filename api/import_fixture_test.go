package api_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/muster-wfm/muster/api"
)

const (
	historyHeader = "interval_start,interval_min,queue,offered,handled,abandoned,handle_s\n"
	goodHistory   = historyHeader + "2026-03-02 09:00,30,Sales,5,4,1,720\n2026-03-02 09:30,30,SALES,7,7,0,1400\n"
)

// atWork starts the centre's jobs for the length of the test.
func (c *centre) atWork(t *testing.T) {
	t.Helper()
	if err := c.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Jobs.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
}

// upload sends a file of history and returns what was found out about it.
func (c *centre) upload(t *testing.T, as, name, text string) api.Upload {
	t.Helper()
	body := c.play(t, Scenario{As: as, Method: "POST", URL: "/uploads", Body: text, Status: 201,
		Header: map[string]string{"Content-Type": "application/octet-stream", "X-File-Name": name}})
	return decoded[api.Upload](t, body)
}

// request writes a request's body as a client would.
func request(t *testing.T, fields map[string]any) string {
	t.Helper()
	body, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// bring imports an upload to the end of its job.
func (c *centre) bring(t *testing.T, as string, fields map[string]any) api.ImportReport {
	t.Helper()
	started := decoded[api.ImportStarted](t, c.play(t, Scenario{As: as, Method: "POST", URL: "/imports", Body: request(t, fields), Status: 202}))
	c.await(t, started.JobID)
	return decoded[api.ImportReport](t, c.play(t, Scenario{As: as, URL: fmt.Sprintf("/imports/%d", started.ImportID), Status: 200}))
}

// await waits for a job to end and returns how it did.
func (c *centre) await(t *testing.T, job int64) string {
	t.Helper()
	state := ""
	for run, err := range c.Jobs.Watch(t.Context(), systemScope(), job, 0) {
		if err != nil {
			t.Fatal(err)
		}
		state = string(run.State)
	}
	return state
}

// seen is a queue's history as short lines, without the intervals of which
// nothing is known.
func (c *centre) seen(t *testing.T, queue int64, query string) []string {
	t.Helper()
	h := decoded[api.QueueHistory](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/queues/%d/history?%s", queue, query), Status: 200}))
	var lines []string
	for i, start := range h.Start {
		if !math.IsNaN(h.Offered[i]) {
			lines = append(lines, fmt.Sprintf("%s %v/%v/%v %v", start.Format("2006-01-02T15:04Z07:00"), h.Offered[i], h.Handled[i], h.Abandoned[i], h.AHTS[i]))
		}
	}
	return lines
}

// counts is what became of the rows of an import.
func counts(r api.ImportReport) string {
	return fmt.Sprintf("%s read=%d added=%d changed=%d unchanged=%d refused=%d leftOut=%d",
		r.State, r.RowsRead, r.RowsAdded, r.RowsChanged, r.RowsUnchanged, r.RowsRefused, r.RowsLeftOut)
}

func wantCounts(t *testing.T, r api.ImportReport, want string) {
	t.Helper()
	if got := counts(r); got != want {
		t.Errorf("import %d: got %s, want %s\nproblems: %+v, failure: %q", r.ID, got, want, r.Problems, r.Failure)
	}
}

// undo takes an import back, to the end of its job.
func (c *centre) undo(t *testing.T, id int64) {
	t.Helper()
	at := fmt.Sprintf("/imports/%d", id)
	started := decoded[api.ImportStarted](t, c.play(t, Scenario{As: "planner", Method: "POST", URL: at + "/undo", Status: 202}))
	if state := c.await(t, started.JobID); state != "done" {
		t.Errorf("the job of the undo ended as %s", state)
	}
	c.play(t, Scenario{As: "planner", URL: at, Status: 200, Want: []string{`"state":"undone"`}})
	c.play(t, Scenario{As: "planner", Method: "POST", URL: at + "/undo", Status: 409, Want: []string{"wrong_state", "undone"}})
}

// sharedData reads a public data set where it lies.
func sharedData(t *testing.T, path ...string) []byte {
	t.Helper()
	root := os.Getenv("MUSTER_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	file, err := os.ReadFile(filepath.Join(append([]string{root, "data"}, path...)...))
	if os.IsNotExist(err) {
		t.Skipf("the public data set %s is not on this machine (set MUSTER_SHARED)", filepath.Join(path...))
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// gzipped compresses a text.
func gzipped(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
