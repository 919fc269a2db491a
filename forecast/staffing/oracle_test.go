package staffing_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
)

// oracleRow is one line of a reference file by column name.
type oracleRow map[string]string

func (r oracleRow) number(t testing.TB, column string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(r[column], 64)
	if err != nil {
		t.Fatalf("row %s, column %s: %q is not a number", r["id"], column, r[column])
	}
	return v
}

func (r oracleRow) numbers(t testing.TB, column string) []float64 {
	t.Helper()
	var list []float64
	for _, cell := range strings.Fields(r[column]) {
		v, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			t.Fatalf("row %s, column %s: %q is not a number", r["id"], column, cell)
		}
		list = append(list, v)
	}
	return list
}

// readOracle reads a file of the queueing reference, which lies outside the
// project, and skips the test where it is absent.
func readOracle(t testing.TB, name string) []oracleRow {
	t.Helper()
	file, err := os.Open(filepath.Join(sharedFolder(t), "oracle", "queueing", name))
	if err != nil {
		t.Skipf("no reference values here: %v; set MUSTER_SHARED to the folder that holds oracle/", err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]oracleRow, 0, len(lines)-1)
	for _, line := range lines[1:] {
		row := oracleRow{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func sharedFolder(t testing.TB) string {
	t.Helper()
	if folder := os.Getenv("MUSTER_SHARED"); folder != "" {
		return folder
	}
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			return filepath.Join(root, "..", "shared")
		}
		if root == filepath.Dir(root) {
			t.Fatal("no go.mod above the test")
		}
	}
}

// agree compares figures of the reference with an absolute 1e-12, or that
// much relative to large ones.
func agree(t *testing.T, row oracleRow, column string, got float64) {
	t.Helper()
	if row[column] == "" {
		return
	}
	want := row.number(t, column)
	if off := got - want; !(max(off, -off) <= 1e-12*max(1, want)) {
		t.Errorf("%s %s = %.17g, want %s", row["id"], column, got, row[column])
	}
}

func TestErlangCRequirementIsTheReferences(t *testing.T) {
	for _, row := range readOracle(t, "oracle_staff_c_public.csv") {
		load := staffing.Load{Erlangs: row.number(t, "a_erl"), AHT: row.number(t, "aht_s")}
		goals := staffing.Goals{
			ServiceLevel: row.number(t, "sl_target"), Threshold: row.number(t, "t_s"),
			MaxASA: row.number(t, "asa_target_s(0=none)"), MaxOccupancy: row.number(t, "max_occ"),
		}
		explained, err := staffing.Explain(load, goals)
		if err != nil {
			t.Fatal(err)
		}
		got := explained.Result
		if want := int(row.number(t, "n_required")); got.Agents != want {
			t.Errorf("%s: %+v with %+v requires %d agents, want %d", row["id"], load, goals, got.Agents, want)
			continue
		}
		if explained.Below != nil && !math.IsInf(explained.Below.ASA, 1) {
			agree(t, row, "sl_at_n_minus_1", explained.Below.ServiceLevel)
			agree(t, row, "asa_at_n_minus_1_s", explained.Below.ASA)
		}
		agree(t, row, "sl_at_n", got.Performance.ServiceLevel)
		agree(t, row, "asa_at_n_s", got.Performance.ASA)
		agree(t, row, "occ_at_n", got.Performance.Occupancy)
		agree(t, row, "pwait_at_n", got.Performance.PWait)
		checkFraction(t, row["id"], load, goals, got)
	}
}

func TestErlangARequirementIsTheReferences(t *testing.T) {
	for _, row := range readOracle(t, "oracle_staff_a_public.csv") {
		load := staffing.Load{Erlangs: row.number(t, "a_erl"), AHT: row.number(t, "aht_s"), Patience: row.number(t, "patience_s")}
		variant, err := erlang.ParseVariant(row["sl_variant"])
		if err != nil {
			t.Fatal(err)
		}
		goals := staffing.Goals{
			ServiceLevel: row.number(t, "sl_target"), Threshold: row.number(t, "t_s"), Variant: variant,
			MaxAbandonment: row.number(t, "max_abandon"), MaxOccupancy: row.number(t, "max_occ"),
		}
		explained, err := staffing.Explain(load, goals)
		if err != nil {
			t.Fatal(err)
		}
		got := explained.Result
		if want := int(row.number(t, "n_required")); got.Agents != want {
			t.Errorf("%s: %+v with %+v requires %d agents, want %d", row["id"], load, goals, got.Agents, want)
			continue
		}
		agree(t, row, "sl_at_n", got.Performance.ServiceLevel)
		agree(t, row, "pab_at_n", got.Performance.PAbandon)
		agree(t, row, "occ_at_n", got.Performance.Occupancy)
		if explained.Below != nil {
			agree(t, row, "sl_at_n_minus_1", explained.Below.ServiceLevel)
			agree(t, row, "pab_at_n_minus_1", explained.Below.PAbandon)
			agree(t, row, "occ_at_n_minus_1", explained.Below.Occupancy)
		}
		checkFraction(t, row["id"], load, goals, got)
	}
}

// checkFraction checks that a fractional requirement lies above the next
// smaller whole number and sits where its goal begins to hold.
func checkFraction(t *testing.T, id string, load staffing.Load, goals staffing.Goals, r staffing.Result) {
	t.Helper()
	whole := float64(r.Agents)
	if !(r.Fractional > whole-1-1e-6 && r.Fractional <= whole) {
		t.Errorf("%s: fractional requirement %v beside %d agents", id, r.Fractional, r.Agents)
	}
	if r.Binding == staffing.ServiceLevelGoal && r.Fractional > 2e-6 {
		at := staffing.Perform(load, goals, r.Fractional).ServiceLevel
		if off := at - goals.ServiceLevel; max(off, -off) > 1e-7 {
			t.Errorf("%s: service level %v at %v agents, want the target %v", id, at, r.Fractional, goals.ServiceLevel)
		}
	}
}

func requirement(t testing.TB, load staffing.Load, goals staffing.Goals) staffing.Result {
	t.Helper()
	r, err := staffing.Requirement(load, goals)
	if err != nil {
		t.Fatalf("%+v with %+v: %v", load, goals, err)
	}
	return r
}
