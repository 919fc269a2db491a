package api

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
)

func TestEveryRefusalOfAnImportHasItsProblem(t *testing.T) {
	row := func(code history.Code, line int, column string) *history.RowError {
		return &history.RowError{File: "f.csv", Line: line, Column: column, Got: "this", Want: "that", Code: code}
	}
	cases := []struct {
		name   string
		err    error
		status int
		code   string
		place  string
	}{
		{"a later import", &forecast.UndoError{Import: 3, State: forecast.ImportDone, By: 7}, 409, "changed_later", "path.id"},
		{"a dry run", &forecast.UndoError{Import: 3, State: forecast.ImportDone}, 409, "wrong_state", ""},
		{"a file not kept", fmt.Errorf("start: %w", &forecast.GoneError{Upload: 4}), 410, "gone", ""},
		{"a bomb", row(history.TooLarge, 0, ""), 413, "too_large", "file:0:"},
		{"no table", row(history.NotATable, 0, ""), 422, "unreadable", "file:0:"},
		{"an encoding", fmt.Errorf("read: %w", row(history.BadEncoding, 3, "")), 422, "unreadable", "file:3:"},
		{"a damaged file", row(history.Damaged, 0, ""), 422, "unreadable", "file:0:"},
		{"a cell", row(history.BadNumber, 5, "offered"), 422, "unreadable", "file:5:offered"},
		{"a column that is not there", asMapping(row(history.MissingColumn, 1, "calls")), 422, "invalid", "body.mapping.calls"},
		{"an unknown header", asMapping(row(history.UnknownHeader, 1, "")), 422, "invalid", "body.mapping"},
		{"a zone", asMapping(row(history.BadTime, 0, "")), 422, "invalid", "body.timeZone"},
		{"a record, whatever the mapping", asMapping(row(history.BadRecord, 2, "")), 422, "unreadable", "file:2:"},
		{"fields that lack", missingFields([]history.Field{history.IntervalMinutes}), 422, "invalid", "body.intervalMin"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := known(c.err)
			if got == nil || got.Status != c.status || got.Code != c.code {
				t.Fatalf("%v: got %+v, want %d %s", c.err, got, c.status, c.code)
			}
			if c.place != "" && (len(got.Errors) != 1 || got.Errors[0].Location != c.place) {
				t.Errorf("%v: places %+v, want %s", c.err, got.Errors, c.place)
			}
			if strings.HasPrefix(c.place, "file:") && (got.Errors[0].Found != "this" || got.Errors[0].Expected != "that") {
				t.Errorf("%v: %+v, want what was found and expected", c.err, got.Errors[0])
			}
		})
	}
}

func TestAllThatAMappingLacksIsNamedAtOnce(t *testing.T) {
	p := known(missingFields([]history.Field{history.IntervalStart, history.Queue, history.IntervalMinutes}))
	got := each(p.Errors, func(f FieldProblem) string { return f.Location + " " + f.Code })
	want := []string{"body.mapping interval_start", "body.queueId queue_ext_id", "body.intervalMin interval_min"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestANameMayBeEncodedOrNot(t *testing.T) {
	for sent, want := range map[string]string{"a.csv": "a.csv", "%E4%B8%89%E6%9C%88.csv": "三月.csv", "50%25.csv": "50%.csv", "80%.csv": "80%.csv", "a+b.csv": "a+b.csv", "": ""} {
		if got := decodedName(sent); got != want {
			t.Errorf("%q is %q, want %q", sent, got, want)
		}
	}
}
