package erlang_test

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// oracleRow is one line of a reference file by column name.
type oracleRow map[string]string

func (r oracleRow) number(t testing.TB, column string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(r[column], 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		t.Fatalf("row %s, column %s: %q is not a number", r["id"], column, r[column])
	}
	return v
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

// worst keeps the largest relative error among values that are not equal to
// within an absolute 1e-15, and where it was found.
type worst struct {
	relative float64
	at       string
}

// check compares by the reference's own rule: 1e-12 relative or 1e-15 absolute.
func (w *worst) check(t testing.TB, row oracleRow, column string, got float64) {
	t.Helper()
	if row[column] == "" {
		return
	}
	want := row.number(t, column)
	off := math.Abs(got - want)
	if off <= 1e-15 {
		return
	}
	relative := off / math.Abs(want)
	if !(relative <= 1e-12) {
		t.Errorf("%s %s = %.17g, want %s (relative error %.1e)", row["id"], column, got, row[column], relative)
	}
	if relative > w.relative {
		*w = worst{relative, row["id"] + " " + column}
	}
}

func (w *worst) log(t testing.TB, rows int) {
	t.Helper()
	t.Logf("%d rows, worst relative error %.1e (%s)", rows, w.relative, w.at)
}

func TestLossAndDelayAgreeWithHighPrecision(t *testing.T) {
	rows, seen := readOracle(t, "oracle_erlang_bc_public.csv"), worst{}
	for _, row := range rows {
		a, n, threshold := row.number(t, "a_erl"), row.number(t, "n"), row.number(t, "t_s")
		b := erlang.B(a, n)
		seen.check(t, row, "ln_erlang_b", b.LnPBlock)
		seen.check(t, row, "occ_loss", b.Occupancy)
		if row.number(t, "erlang_b") > math.SmallestNonzeroFloat64*(1<<52) {
			seen.check(t, row, "erlang_b", b.PBlock)
		}
		c := erlang.C(a, n, row.number(t, "aht_s"))
		if unstable := row["erlang_c_pwait"] == ""; unstable != c.Unstable {
			t.Errorf("%s: unstable = %v with %v agents for %v erlangs", row["id"], c.Unstable, n, a)
		}
		seen.check(t, row, "erlang_c_pwait", c.PWait)
		seen.check(t, row, "ln_erlang_c", c.LnPWait)
		seen.check(t, row, "asa_s", c.ASA())
		seen.check(t, row, "sl", c.ServiceLevel(threshold))
		seen.check(t, row, "one_minus_sl", c.Late(threshold))
		seen.check(t, row, "occupancy", c.Occupancy())
		seen.check(t, row, "lq", c.QueueLength())
	}
	seen.log(t, len(rows))
}

func TestFractionsOfAgentsAgreeWithHighPrecision(t *testing.T) {
	rows, seen := readOracle(t, "oracle_erlang_b_real_public.csv"), worst{}
	for _, row := range rows {
		a, n := row.number(t, "a_erl"), row.number(t, "n_real")
		b := erlang.B(a, n)
		seen.check(t, row, "erlang_b", b.PBlock)
		seen.check(t, row, "ln_erlang_b", b.LnPBlock)
		seen.check(t, row, "erlang_c_pwait", erlang.C(a, n, 1).PWait)
	}
	seen.log(t, len(rows))
}

func TestAbandonmentAgreesWithHighPrecision(t *testing.T) {
	rows, seen := readOracle(t, "oracle_erlang_a_public.csv"), worst{}
	for _, row := range rows {
		q := erlang.Queue{
			Load: row.number(t, "a_erl"), Agents: row.number(t, "n"),
			AHT: row.number(t, "aht_s"), Patience: row.number(t, "patience_s"),
		}
		a := erlang.A(q, row.number(t, "t_s"))
		seen.check(t, row, "p_wait", a.PWait)
		seen.check(t, row, "p_abandon", a.PAbandon)
		seen.check(t, row, "e_wait_all_s", a.MeanWait)
		seen.check(t, row, "asa_served_s", a.ASA)
		seen.check(t, row, "lq", a.QueueLength)
		seen.check(t, row, "occupancy", a.Occupancy)
		seen.check(t, row, "p_served_le_t", a.AnsweredInTime)
		seen.check(t, row, "p_aband_le_t", a.AbandonedInTime)
		seen.check(t, row, "p_wait_gt_t", a.PLate)
		for _, variant := range erlang.Variants() {
			seen.check(t, row, variant.String(), a.ServiceLevel(variant))
		}
	}
	seen.log(t, len(rows))
}
