package main

import (
	"context"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func runDeferred(in, out string, asJSON bool) error {
	return (&staffCommand{In: in, Out: out, JSON: asJSON, Deferred: true, BusinessHours: true}).Run(context.Background())
}

func TestDeferredRowsAreOnePlan(t *testing.T) {
	rows := through(t, runDeferred,
		"start,contacts,interval_s,aht_s,response_s,open,live_agents,backlog,backlog_age_s,shrinkage",
		"8:00,12,1800,600,5400,1,0,6,1800,0.5", "8:30,0,,600,,1,3,,,", "9:00,0,,600,,0,0,,,", "9:30,0,,600,,1,1,,,", "10:00,3,,600,,1,0,,,")
	sum, previous := 0.0, 0.0
	for i, row := range rows {
		number := func(name string) float64 {
			v, err := strconv.ParseFloat(row[name], 64)
			if err != nil {
				t.Fatalf("row %d, %s: %v", i, name, err)
			}
			return v
		}
		came := number("contacts")
		if i == 0 {
			came += 6
		}
		if waits := number("waiting"); math.Abs(previous+came-number("done")-waits) > 1e-9 {
			t.Errorf("row %d: %v waited, %v came, %v done, %v waits", i, previous, came, number("done"), waits)
		}
		if row["open"] == "0" && (row["agents"] != "0" || row["binding"] != "none") {
			t.Errorf("people while closed: %v", row)
		}
		sum, previous = sum+number("agents_fractional"), number("waiting")
	}
	if math.Abs(sum-6) > 1e-9 || math.Abs(previous-3) > 1e-9 || rows[0]["overdue"] != "0" || rows[0]["start"] != "8:00" {
		t.Errorf("%v people in all and %v left, first row %v; want 6 of them, and the last three left", sum, previous, rows[0])
	}
	if rows[0]["agents"] != "2" || rows[0]["scheduled"] != "4" {
		t.Errorf("first row %v; want 2 people, 4 on the roster", rows[0])
	}
}

func TestWrongDeferredCellsAreNamed(t *testing.T) {
	got := problemsOf(t, runDeferred,
		"contacts,interval_s,aht_s,response_s,open,live_agents,backlog,sl_target",
		"-1,1800,600,5400,1,0,0,2", "1,900,,5400,yes,-2,-1,")
	text := strings.Join(got, "\n")
	for _, want := range []string{"2:contacts", "2:sl_target", "3:interval_s", "3:aht_s", "3:open", "3:live_agents", "3:backlog"} {
		if !strings.Contains(text, want) {
			t.Errorf("no word of %s in\n%s", want, text)
		}
	}
	if diff := cmp.Diff(1, len(problemsOf(t, runDeferred, "contacts,interval_s,aht_s", "1,1800,300"))); diff != "" {
		t.Errorf("without response_s (-want +got):\n%s", diff)
	}
}
