package main

import (
	"context"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func runStaffCourse(in, out string, asJSON bool) error {
	return (&staffCommand{In: in, Out: out, JSON: asJSON, Method: byCourse}).Run(context.Background())
}

func atof(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestRowsInTimeOrderAreStaffedByCourse(t *testing.T) {
	lines := []string{
		"queue,at,contacts,interval_s,aht_s,sl_target,threshold_s,patience_s,shrinkage",
		"sales,9:00,60,900,600,0.8,20,,0.3", "care,9:00,60,900,600,0.8,20,,0.3",
		"sales,9:15,90,900,600,0.8,20,,0.3", "care,9:15,60,900,600,0.8,20,,0.3",
		"sales,9:30,20,900,600,0.8,20,,0.3", "care,9:30,60,900,600,0.8,20,,0.3",
	}
	plain, got := through(t, runStaff, lines...), through(t, runStaffCourse, lines...)
	for i, row := range got {
		if row["agents_interval"] != plain[i]["agents"] {
			t.Errorf("row %d: %s by the formula beside the course, %s without it", i, row["agents_interval"], plain[i]["agents"])
		}
		if _, there := plain[i]["queue_after"]; there {
			t.Errorf("row %d has columns of a course that nobody asked for", i)
		}
		if agents, people := atof(t, row["agents"]), atof(t, row["scheduled"]); atof(t, row["service_level"]) < 0.8-2e-3 || people < agents/0.7-1e-9 || people > agents/0.7+1 {
			t.Errorf("row %d: %v", i, row)
		}
	}
	// Both begin with nobody in the system; what sales leaves is met when it falls.
	if first, last := got[0], got[4]; !(atof(t, first["agents"]) < atof(t, first["agents_interval"]) && atof(t, last["agents"]) > atof(t, last["agents_interval"])) {
		t.Errorf("sales begins with %s (formula %s), ends with %s (%s)", first["agents"], first["agents_interval"], last["agents"], last["agents_interval"])
	}
}

func TestACourseOfRowsNamesWhatIsWrong(t *testing.T) {
	got := problemsOf(t, runStaffCourse,
		"queue,contacts,interval_s,load_erl,aht_s,sl_target,threshold_s,patience_s,concurrency",
		"sales,100,1800,,180,0.8,20,,",
		"sales,100,1800,,180,0.9,20,,",
		"sales,,,10,180,0.8,20,,",
		"sales,100,soon,,180,0.8,20,,",
	)
	want := []string{
		`3:sl_target: "0.9" differs from line 2; expected the same goal in every row of a course (part courses by --by COLUMN)`,
		`4:interval_s: blank; expected seconds above 0, the length of the interval, which a course needs`,
		`5:interval_s: "soon"; expected seconds above 0`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	got = problemsOf(t, runStaffCourse, "contacts,interval_s,aht_s,sl_target,threshold_s,patience_s",
		"100,1800,180,0.8,20,60", "100,1800,180,0.8,20,90")
	if want := []string{`3:patience_s: patience is 90; expected the same in every interval of a course`}; !cmp.Equal(got, want) {
		t.Errorf("another patience: %v, want %v", got, want)
	}
}

func TestCostsDecideWhereThereAreAny(t *testing.T) {
	got := through(t, runStaff,
		"contacts,interval_s,aht_s,sl_target,threshold_s,patience_s,cost_agent_hour,cost_wait_hour,cost_abandonment",
		"100,1800,180,,20,120,30,40,5", "100,1800,180,0.8,20,120,,,", "100,1800,180,0.99,20,120,30,40,5")
	if first := got[0]; first["binding"] != "cost" || atof(t, first["cost_people"]) != 30*atof(t, first["agents"]) {
		t.Errorf("staffed by cost: %v", first)
	}
	if second := got[1]; second["cost_total"] != "" || second["binding"] != "service_level" {
		t.Errorf("staffed for a target beside it: %v", second)
	}
	if third := got[2]; third["binding"] != "service_level" || atof(t, third["agents"]) <= atof(t, got[0]["agents"]) {
		t.Errorf("a target beside costs holds too: %v", third)
	}
	problems := problemsOf(t, runStaff, "contacts,interval_s,aht_s,cost_agent_hour,cost_wait_hour", "100,1800,180,,3", "100,1800,180,30,-1", "100,1800,180,30,0")
	want := []string{
		`2:cost_agent_hour: blank; expected what a paid hour of one person costs, above 0`,
		`3:cost_wait_hour: "-1"; expected what an hour of waiting costs, at least 0`,
		`4:cost_wait_hour: cost of an hour of waiting is 0; expected more than 0, or a cost of an abandonment, else nobody would be best`,
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
