package main

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// oraclePath returns a file of the queueing reference, which lies outside the
// project, and skips the test where it is absent.
func oraclePath(t *testing.T, name string) string {
	t.Helper()
	folder := os.Getenv("MUSTER_SHARED")
	if folder == "" {
		root, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for ; root != filepath.Dir(root); root = filepath.Dir(root) {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
		}
		folder = filepath.Join(root, "..", "shared")
	}
	path := filepath.Join(folder, "oracle", "queueing", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no reference values here: %v; set MUSTER_SHARED to the folder that holds oracle/", err)
	}
	return path
}

// asInput turns records of the reference into lines of a command's input:
// columns pairs each column of the command with that of the reference, or with
// a fixed value after "=".
func asInput(records []map[string]string, columns [][2]string) []string {
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c[0]
	}
	lines := []string{strings.Join(header, ",")}
	for _, record := range records {
		cells := make([]string, len(columns))
		for i, c := range columns {
			if fixed, ok := strings.CutPrefix(c[1], "="); ok {
				cells[i] = fixed
			} else {
				cells[i] = record[c[1]]
			}
		}
		lines = append(lines, strings.Join(cells, ","))
	}
	return lines
}

// compareFigures checks columns of the output against those of the reference
// at 1e-12 relative or 1e-15 absolute; blanks of the reference are not known.
func compareFigures(t *testing.T, want, got []map[string]string, columns map[string]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d rows written for %d", len(got), len(want))
	}
	for i := range want {
		for ours, theirs := range columns {
			w, err := strconv.ParseFloat(want[i][theirs], 64)
			if err != nil {
				continue // blank, or smaller than a float can be
			}
			g, err := strconv.ParseFloat(got[i][ours], 64)
			off := math.Abs(g - w)
			if err != nil || !(off <= 1e-15 || off <= 1e-12*math.Abs(w)) {
				t.Errorf("%s: %s = %q, want %s = %s", want[i]["id"], ours, got[i][ours], theirs, want[i][theirs])
			}
		}
	}
}

func TestErlangCommandAgreesWithHighPrecision(t *testing.T) {
	common := [][2]string{{"id", "id"}, {"load_erl", "a_erl"}, {"agents", "n"}, {"aht_s", "aht_s"}, {"threshold_s", "t_s"}}
	cases := []struct {
		file, model string
		more        [][2]string
		figures     map[string]string
	}{
		{"oracle_erlang_bc_public.csv", "b", nil, map[string]string{"p_block": "erlang_b", "ln_p_block": "ln_erlang_b", "occupancy": "occ_loss"}},
		{"oracle_erlang_bc_public.csv", "c", nil, map[string]string{
			"p_wait": "erlang_c_pwait", "asa_s": "asa_s", "service_level": "sl", "occupancy": "occupancy", "queue_length": "lq",
		}},
		{"oracle_erlang_a_public.csv", "a", [][2]string{{"patience_s", "patience_s"}}, map[string]string{
			"p_wait": "p_wait", "p_abandon": "p_abandon", "e_wait_s": "e_wait_all_s", "asa_s": "asa_served_s", "occupancy": "occupancy",
			"queue_length": "lq", "sl_offered": "sl_offered", "sl_ab_as_ok": "sl_ab_as_ok", "sl_excl_short": "sl_excl_short",
			"sl_answered": "sl_answered", "sl_virtual": "sl_virtual",
		}},
	}
	for _, c := range cases {
		t.Run(c.model, func(t *testing.T) {
			reference := readRecords(t, oraclePath(t, c.file))
			columns := append(append([][2]string{{"model", "=" + c.model}}, common...), c.more...)
			compareFigures(t, reference, through(t, runErlang, asInput(reference, columns)...), c.figures)
		})
	}
}

func TestStaffCommandAgreesWithTheReference(t *testing.T) {
	common := [][2]string{{"load_erl", "a_erl"}, {"aht_s", "aht_s"}, {"threshold_s", "t_s"}, {"sl_target", "sl_target"}, {"max_occupancy", "max_occ"}}
	cases := []struct {
		file string
		more [][2]string
	}{
		{"oracle_staff_c_public.csv", [][2]string{{"asa_target_s", "asa_target_s(0=none)"}}},
		{"oracle_staff_a_public.csv", [][2]string{{"patience_s", "patience_s"}, {"sl_variant", "sl_variant"}, {"max_abandon", "max_abandon"}}},
	}
	for _, c := range cases {
		t.Run(c.file, func(t *testing.T) {
			reference := readRecords(t, oraclePath(t, c.file))
			got := through(t, runStaff, asInput(reference, append(c.more, common...))...)
			compareFigures(t, reference, got, map[string]string{"agents": "n_required"})
		})
	}
}
