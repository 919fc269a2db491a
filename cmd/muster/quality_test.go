package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// consensusOn writes votes to a file, runs the command with options and returns the
// folder of its files and its exit code.
func consensusOn(t *testing.T, lines string, options ...string) (folder string, code int, stderr string) {
	t.Helper()
	folder = t.TempDir()
	in := filepath.Join(folder, "labels.csv")
	if err := os.WriteFile(in, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, option := range options {
		options[i] = strings.ReplaceAll(option, "DIR", folder)
	}
	stderr = captured(t, &os.Stderr, func() { code = run(t.Context(), append([]string{"quality", "consensus", "--in", in}, options...)) })
	return folder, code, strings.ReplaceAll(stderr, folder+string(filepath.Separator), "")
}

const someVotes = "item,worker,label,note\n" +
	"c1,ann,pass,x\nc1,bob,pass,\nc1,cy,fail,\nc2,ann,fail,\nc2,bob,fail,\nc2,cy,fail,\nc3,cy,pass,\nc3,ann,fail,\n"

// 001-09 quality inspection by several graders, from file to file.
func TestConsensusWritesLabelsProbabilitiesAndWorkers(t *testing.T) {
	folder, code, stderr := consensusOn(t, someVotes, "--method", "mv", "--out", "DIR/out.csv", "--workers", "DIR/workers.csv")
	if code != 0 {
		t.Fatal(stderr)
	}
	want := []map[string]string{
		{"item": "c1", "label": "pass", "p_fail": "0.33333333333333331", "p_pass": "0.66666666666666663"},
		{"item": "c2", "label": "fail", "p_fail": "1", "p_pass": "0"},
		{"item": "c3", "label": "fail", "p_fail": "0.5", "p_pass": "0.5"},
	}
	if diff := cmp.Diff(want, readRecords(t, filepath.Join(folder, "out.csv"))); diff != "" {
		t.Error(diff)
	}
	workers := readRecords(t, filepath.Join(folder, "workers.csv"))
	if len(workers) != 6 || workers[0]["worker"] != "ann" || workers[0]["truth"] != "fail" {
		t.Fatalf("workers are %v", workers)
	}
	for _, row := range workers {
		fail, _ := strconv.ParseFloat(row["p_fail"], 64)
		pass, _ := strconv.ParseFloat(row["p_pass"], 64)
		if math.Abs(fail+pass-1) > 1e-12 {
			t.Errorf("%v does not add up to 1", row)
		}
	}
}

// consensusDocument is the JSON that the command promises.
type consensusDocument struct {
	Method        string                       `json:"method"`
	Classes       []string                     `json:"classes"`
	Frequency     []float64                    `json:"frequency"`
	LogLikelihood *float64                     `json:"log_likelihood"`
	LogPosterior  *float64                     `json:"log_posterior"`
	Iterations    int                          `json:"iterations"`
	Converged     bool                         `json:"converged"`
	Rows          []map[string]json.RawMessage `json:"rows"`
	Workers       []workerRecord               `json:"workers"`
}

func readConsensus(t *testing.T, path string) consensusDocument {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var d consensusDocument
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return d
}

func TestConsensusInJSONTellsLikelihoodAndIterations(t *testing.T) {
	folder, code, stderr := consensusOn(t, someVotes, "--json", "--out", "DIR/out.json")
	if code != 0 {
		t.Fatal(stderr)
	}
	d := readConsensus(t, filepath.Join(folder, "out.json"))
	if d.Method != "ds-map" || d.LogLikelihood == nil || d.LogPosterior == nil || d.Iterations < 1 || !d.Converged ||
		len(d.Rows) != 3 || len(d.Workers) != 3 || string(d.Rows[0]["item"]) != `"c1"` {
		t.Errorf("the document is %+v", d)
	}
	if diff := cmp.Diff([]string{"fail", "pass"}, d.Classes); diff != "" {
		t.Error(diff)
	}
	folder, _, _ = consensusOn(t, someVotes, "--method", "mv", "--json", "--out", "DIR/out.json")
	if d := readConsensus(t, filepath.Join(folder, "out.json")); d.LogLikelihood != nil || d.Iterations != 0 {
		t.Errorf("a majority has no likelihood and no iterations: %+v", d)
	}
}

func TestConsensusKeepsTheTableBesideJSON(t *testing.T) {
	var folder string
	stdout := captured(t, &os.Stdout, func() { folder, _, _ = consensusOn(t, someVotes, "--json", "--out", "DIR/out.csv") })
	if rows := readRecords(t, filepath.Join(folder, "out.csv")); len(rows) != 3 {
		t.Errorf("the table is %v", rows)
	}
	var d consensusDocument
	if err := json.Unmarshal([]byte(stdout), &d); err != nil || d.Iterations < 1 {
		t.Errorf("standard output is %s: %v", stdout, err)
	}
}

func TestConsensusHoldsGold(t *testing.T) {
	gold := filepath.Join(t.TempDir(), "gold.csv")
	if err := os.WriteFile(gold, []byte("item,truth\nc1,unsure\nc3,pass\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	folder, code, stderr := consensusOn(t, someVotes, "--gold", gold, "--out", "DIR/out.csv")
	if code != 0 {
		t.Fatal(stderr)
	}
	rows := readRecords(t, filepath.Join(folder, "out.csv"))
	if rows[0]["label"] != "unsure" || rows[0]["p_unsure"] != "1" || rows[2]["label"] != "pass" {
		t.Errorf("with gold %v", rows)
	}
}

func TestConsensusSortsLabelsByNumber(t *testing.T) {
	folder, _, _ := consensusOn(t, "item,worker,label\na,x,10\na,y,9\n", "--method", "mv", "--out", "DIR/out.csv")
	if rows := readRecords(t, filepath.Join(folder, "out.csv")); rows[0]["label"] != "9" {
		t.Errorf("a tie of 9 and 10 is %v, want the first in the order of numbers", rows[0])
	}
}

func TestConsensusNamesEveryProblem(t *testing.T) {
	gold := filepath.Join(t.TempDir(), "gold.csv")
	if err := os.WriteFile(gold, []byte("item,truth\nc9,pass\nc1,\nc2,pass\nc2,fail\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lines   string
		options []string
		want    []string
	}{
		{"item,worker\na,b\n", nil, []string{"labels.csv:1:label: the column is missing; the header has item, worker"}},
		{"item,worker,label\n,b,c\na, ,\n", nil, []string{"labels.csv:2:item: blank; expected a name", "labels.csv:3:worker: blank", "labels.csv:3:label: blank"}},
		{"item,worker,label\n", nil, []string{"labels.csv:1:row: there are no votes"}},
		{someVotes, []string{"--gold", gold}, []string{`gold.csv:2:item: "c9" has no vote`, "gold.csv:3:truth: blank", `gold.csv:5:truth: "fail" after "pass"`}},
		{someVotes, []string{"--off=-1"}, []string{"--off: -1; expected a finite number above 0"}},
		{someVotes, []string{"--max-iterations=-1"}, []string{"--max-iterations: -1; expected at least 1"}},
		{someVotes, []string{"--method", "best"}, []string{"--method"}},
	} {
		_, code, stderr := consensusOn(t, c.lines, c.options...)
		for _, want := range c.want {
			if code != exitBadInput || !strings.Contains(stderr, want) {
				t.Errorf("%q %v: exit %d and\n%swant %d and %s", c.lines, c.options, code, stderr, exitBadInput, want)
			}
		}
	}
}

// The public sets through the door that acceptance uses.
func TestConsensusOnPublicSets(t *testing.T) {
	var sets []struct {
		Dataset string
		MAP     struct{ Acc, LogLik float64 } `json:"DSmap_4_1"`
	}
	oracletest.JSON(t, &sets, "oracle", "vendors", "ds_reference.json")
	for _, set := range sets {
		out := filepath.Join(t.TempDir(), "out.json")
		votes := oracletest.Path(t, "data", "vendors", "labels", set.Dataset, "label.csv")
		if code := run(t.Context(), []string{"quality", "consensus", "--in", votes, "--method", "ds-map", "--json", "--out", out}); code != 0 {
			t.Fatalf("%s: exit %d", set.Dataset, code)
		}
		d := readConsensus(t, out)
		if math.Abs(*d.LogLikelihood-set.MAP.LogLik) > 1e-8*math.Abs(set.MAP.LogLik) {
			t.Errorf("%s: log-likelihood %v, want %v", set.Dataset, *d.LogLikelihood, set.MAP.LogLik)
		}
		truth, right := map[string]string{}, 0
		file := oracletest.CSV(t, "data", "vendors", "labels", set.Dataset, "truth.csv")
		for i := range file.Rows {
			truth[file.Text(i, "item")] = file.Text(i, "truth")
		}
		for _, row := range d.Rows {
			var item, label string
			_, _ = json.Unmarshal(row["item"], &item), json.Unmarshal(row["label"], &label)
			if truth[item] == label {
				right++
			}
		}
		if accuracy := float64(right) / float64(len(truth)); math.Abs(accuracy-set.MAP.Acc) > 5e-4 {
			t.Errorf("%s: accuracy %v, want %v", set.Dataset, accuracy, set.MAP.Acc)
		}
	}
}
