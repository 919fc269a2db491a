package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
)

// engine is a command that reads a table and writes a table.
type engine func(in, out string, asJSON bool) error

func runErlang(in, out string, asJSON bool) error {
	return (&erlangCommand{In: in, Out: out, JSON: asJSON}).Run(context.Background())
}

func runStaff(in, out string, asJSON bool) error {
	return (&staffCommand{In: in, Out: out, JSON: asJSON}).Run(context.Background())
}

// through writes lines to a file, runs the engine on it and returns what it
// wrote, by line and column.
func through(t *testing.T, run engine, lines ...string) []map[string]string {
	t.Helper()
	folder := t.TempDir()
	in, out := filepath.Join(folder, "in.csv"), filepath.Join(folder, "out.csv")
	if err := os.WriteFile(in, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(in, out, false); err != nil {
		t.Fatalf("input:\n%s\n%v", strings.Join(lines, "\n"), err)
	}
	return readRecords(t, out)
}

func readRecords(t *testing.T, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var records []map[string]string
	for _, line := range lines[1:] {
		record := map[string]string{}
		for i, name := range lines[0] {
			record[name] = line[i]
		}
		records = append(records, record)
	}
	return records
}

// problemsOf runs an engine on wrong input and returns what it found, with the
// file's name cut off, and fails when anything was written.
func problemsOf(t *testing.T, run engine, lines ...string) []string {
	t.Helper()
	folder := t.TempDir()
	in, out := filepath.Join(folder, "in.csv"), filepath.Join(folder, "out.csv")
	if err := os.WriteFile(in, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := run(in, out, false)
	var bad *badInput
	if !errors.As(err, &bad) {
		t.Fatalf("input:\n%s\ngot error %v, want bad input", strings.Join(lines, "\n"), err)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("an output was written in spite of wrong input")
	}
	var problems []string
	for _, p := range bad.problems {
		problems = append(problems, strings.TrimPrefix(p, in+":"))
	}
	return problems
}

func TestErlangCarriesInputThroughAndAppends(t *testing.T) {
	folder := t.TempDir()
	in, out := filepath.Join(folder, "in.csv"), filepath.Join(folder, "out.csv")
	text := "note,model,load_erl,agents\n\"a, \"\"b\"\"\",b, 10 ,12\n"
	if err := os.WriteFile(in, []byte("\ufeff"+text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := runErlang(in, out, false); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	want := "note,model,load_erl,agents," + strings.Join(erlangColumns, ",") + "\n" +
		"\"a, \"\"b\"\"\",b,\" 10 \",12,0.1197391884448251,-2.1224393311525871,,,,,0.73355067629597903,,,,,,,\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}
}

func TestErlangFillsTheFiguresOfItsModel(t *testing.T) {
	rows := through(t, runErlang,
		"model,load_erl,agents,aht_s,threshold_s,patience_s",
		"b,3.7,1.931015,,,",
		"c,10,14,180,20,",
		"c,10,10,180,20,",
		"c,10,14,180,,",
		"a,48,50,60,20,120",
	)
	wants := []map[string]string{
		{"p_block": "0.60560257908782", "p_wait": "", "service_level": ""},
		{"p_wait": "0.1741319335950498", "asa_s": "7.83593701177724", "service_level": "0.888350019179466", "sl_offered": "", "p_block": ""},
		{"p_wait": "1", "asa_s": "+Inf", "queue_length": "+Inf", "service_level": "0", "occupancy": "1"},
		{"p_wait": "0.1741319335950498", "service_level": ""},
		{"p_abandon": "0.030912249", "e_wait_s": "3.70946990", "service_level": "", "sl_excl_short": "0.97202960", "p_block": "", "ln_p_block": ""},
	}
	for i, want := range wants {
		for column, value := range want {
			if !sameFigure(rows[i][column], value) {
				t.Errorf("row %d %v: %s = %q, want %q", i, rows[i]["model"], column, rows[i][column], value)
			}
		}
	}
}

// sameFigure compares to as many digits as want has.
func sameFigure(got, want string) bool { return sameTo(got, want, 1e-8) }

// sameTo compares figures to a relative tolerance, and other text exactly.
func sameTo(got, want string, tolerance float64) bool {
	w, err := strconv.ParseFloat(want, 64)
	g, gotErr := strconv.ParseFloat(got, 64)
	if err != nil || gotErr != nil || math.IsInf(w, 0) {
		return got == want
	}
	return math.Abs(g-w) <= tolerance*math.Abs(w)
}

func TestErlangNamesEveryWrongCell(t *testing.T) {
	got := problemsOf(t, runErlang,
		"model,load_erl,agents,aht_s,threshold_s,patience_s",
		"z,-1,,180,20,",
		"c,10,14,,soon,",
		"a,NaN,Inf,180,20,0",
	)
	want := []string{
		`2:load_erl: "-1"; expected erlangs from 0 to 1e9`,
		`2:agents: blank; expected a number from 0 to 1e9, whole or not`,
		`2:model: "z"; expected b, c, a or x`,
		`3:aht_s: blank; expected seconds above 0`,
		`3:threshold_s: "soon"; expected seconds of at least 0`,
		`4:load_erl: "NaN"; expected erlangs from 0 to 1e9`,
		`4:agents: "Inf"; expected a number from 0 to 1e9, whole or not`,
		`4:patience_s: "0"; expected seconds above 0, at most 1e12 handle times`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestColumnsThatTheCommandAddsMayNotBeThereAlready(t *testing.T) {
	got := problemsOf(t, runErlang, "model,load_erl,agents,p_wait", "b,1,2,0.5")
	want := []string{"1:p_wait: the command adds a column of this name; rename or remove it"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestStaffMeetsTheGoalsOfEachRow(t *testing.T) {
	rows := through(t, runStaff,
		"contacts,interval_s,load_erl,aht_s,sl_target,threshold_s,patience_s,sl_variant,asa_target_s,max_occupancy,max_abandon,shrinkage,concurrency,min_agents",
		"100,1800,,180,0.8,20,,,,,,0.3,,",
		",,10,180,0.8,20,,,,,,0.3,,",
		"100,1800,10,180,0.8,20,,,,,,,,",
		",,2.1,180,,,,,,0.7,,,,",
		",,20,180,0.8,20,,,,,,,,",
		",,0,180,0.8,20,,,,,,,,2",
		",,10,180,,,120,,,,0.05,,,",
		",,10,180,0.8,20,,,,,,,2,",
		",,10,180,,,,,,,,,,",
		",,21,180,,,,,,,,0.3,,21",
	)
	want := []string{
		"14 20 service_level", "14 20 service_level", "14 14 service_level", "3 3 occupancy", "24 24 service_level",
		"2 2 minimum", "13 13 abandonment", "7 7 service_level", "11 11 stability", "22 32 stability",
	}
	for i, row := range rows {
		got := row["agents"] + " " + row["scheduled"] + " " + row["binding"]
		if got != want[i] {
			t.Errorf("row %d %v: agents, scheduled, binding = %q, want %q", i, row, got, want[i])
		}
	}
}

func TestStaffNamesEveryWrongCell(t *testing.T) {
	got := problemsOf(t, runStaff,
		"contacts,interval_s,load_erl,aht_s,sl_target,threshold_s,patience_s,sl_variant,min_agents,shrinkage",
		",1800,,180,0.8,20,,,,",
		"100,1800,,0,80,20,,sl_best,1.5,1",
		"100,1800,11,180,0.8,,,,,",
		"100,1800,,180,,,120,,,",
		"100,1800,,180,0.8,1e-9,1e-7,,,",
	)
	want := []string{
		`2:contacts: blank; expected a number of at least 0`,
		`3:aht_s: "0"; expected seconds above 0`,
		`3:sl_target: "80"; expected a share of at least 0 and below 1, such as 0.8`,
		`3:min_agents: "1.5"; expected a whole number of at least 0`,
		`3:shrinkage: "1"; expected a share from 0 to 0.99`,
		`3:sl_variant: service level "sl_best" is not known; expected one of [sl_excl_short sl_offered sl_ab_as_ok sl_answered sl_virtual]`,
		`4:load_erl: 11, but contacts, aht_s and interval_s make 10; expected one of them or the same`,
		`4:threshold_s: blank; expected the seconds within which sl_target must be answered`,
		`5:sl_target: number of goals is 0; expected at least one where contacts give up, for any number of agents is stable then`,
		`6:patience_s: patience is 1e-07; expected seconds, from a millionth to 1e15, or 0 where nobody gives up`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestStaffFollowsChatsByTheirHandleTimes(t *testing.T) {
	rows := through(t, runStaff,
		"contacts,interval_s,aht_s,patience_s,sl_target,threshold_s,concurrency",
		"200,1800,480; 560;660,120,0.8,30,",
		"200,1800,480;560;660,120,0.8,30,3",
		"200,1800,480;560;660,120,0.8,30,1",
		"200,1800,480,120,0.8,30,",
	)
	if rows[0]["agents"] != rows[1]["agents"] || rows[0]["agents"] >= rows[2]["agents"] {
		t.Errorf("three chats at once: %s and %s agents, one at a time %s", rows[0]["agents"], rows[1]["agents"], rows[2]["agents"])
	}
	for _, column := range staffColumns {
		if !sameTo(rows[2][column], rows[3][column], 1e-6) {
			t.Errorf("one chat at a time: %s = %q, as a call %q", column, rows[2][column], rows[3][column])
		}
	}
	got := problemsOf(t, runStaff,
		"contacts,interval_s,aht_s,sl_target,threshold_s,concurrency",
		"200,1800,480;soon,0.8,30,", "200,1800,480;560,0.8,30,3", "200,1800,480;0,0.8,30,",
	)
	want := []string{
		`2:aht_s: "480;soon"; expected seconds above 0 at 1, 2, … contacts at once, such as 480;560;660`,
		`3:concurrency: 3 beside 2 handle times; expected a whole number up to that, or nothing`,
		`4:aht_s: "480;0"; expected seconds above 0 at 1, 2, … contacts at once, such as 480;560;660`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestStaffNeedsALoad(t *testing.T) {
	got := problemsOf(t, runStaff, "sl_target", "0.8")
	want := []string{
		"1:aht_s: the column is missing; the header has sl_target",
		"1:contacts: the column is missing; the header has sl_target",
		"1:interval_s: the column is missing; the header has sl_target",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestJSONIsOneDocument(t *testing.T) {
	folder := t.TempDir()
	in, out := filepath.Join(folder, "in.csv"), filepath.Join(folder, "out.json")
	text := "id,model,load_erl,agents,aht_s\n007,c,10,14,180\n\"x\"\"y\",c,10,9,180\n"
	if err := os.WriteFile(in, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := runErlang(in, out, true); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var document struct{ Rows []map[string]any }
	if err := json.Unmarshal(content, &document); err != nil {
		t.Fatalf("%v in\n%s", err, content)
	}
	first, second := document.Rows[0], document.Rows[1]
	if first["id"] != "007" || first["p_wait"] != 0.1741319335950498 || first["p_block"] != nil {
		t.Errorf("first row = %v", first)
	}
	if second["id"] != `x"y` || second["asa_s"] != nil || second["service_level"] != nil {
		t.Errorf("unstable row = %v, want no ASA and no service level", second)
	}
}

func TestRowsThatCannotBeComparedAreNotWritten(t *testing.T) {
	if rows := through(t, runStaff, "load_erl,aht_s"); len(rows) != 0 {
		t.Errorf("a file without rows gave %v", rows)
	}
}

func TestAShareThatGivesUpNeedsThePatienceItIsPlannedBy(t *testing.T) {
	want := []string{`2:patience_s: blank; expected ` + workforce.PatienceToAbandon}
	for name, rows := range map[string][]string{
		"a target":      {"load_erl,aht_s,sl_target,threshold_s,max_abandon,patience_s", "10,180,0.8,20,0.05,"},
		"no column":     {"load_erl,aht_s,max_abandon", "10,180,0.05"},
		"weighed costs": {"load_erl,aht_s,max_abandon,cost_agent_hour,cost_wait_hour", "10,180,0.05,20,30"},
	} {
		if diff := cmp.Diff(want, problemsOf(t, runStaff, rows...)); diff != "" {
			t.Errorf("%s: problems (-want +got):\n%s", name, diff)
		}
	}
	course := func(in, out string, asJSON bool) error {
		return (&staffCommand{In: in, Out: out, JSON: asJSON, Method: byCourse}).Run(t.Context())
	}
	if diff := cmp.Diff(want, problemsOf(t, course, "load_erl,interval_s,aht_s,max_abandon", "10,900,180,0.05")); diff != "" {
		t.Errorf("by course: problems (-want +got):\n%s", diff)
	}
	goal := workforce.ServiceGoal{SLVariant: workforce.SLExclShort, MaxAbandon: 0.05}
	var invalid *workforce.InvalidError
	if err := workforce.CheckGoal(goal); !errors.As(err, &invalid) || invalid.Fields[0].Expected != workforce.PatienceToAbandon {
		t.Errorf("as a queue's goal: %v; want the same words", err)
	}
}
