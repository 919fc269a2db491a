package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
)

// importing runs `muster import` on files in a fresh folder and returns what it
// printed, what it complained of, and its exit code.
func importing(t *testing.T, dir string, args ...string) (out, complaints string, code int) {
	t.Helper()
	t.Chdir(dir)
	out = captured(t, &os.Stdout, func() {
		complaints = captured(t, &os.Stderr, func() {
			code = run(t.Context(), append([]string{"import", "--db", "centre.db", "--kind", "intervals"}, args...))
		})
	})
	return out, complaints, code
}

// captured returns what fn writes to one of the program's streams.
func captured(t *testing.T, stream **os.File, fn func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	before := *stream
	*stream = w
	text := make(chan string)
	go func() {
		all, _ := io.ReadAll(r)
		text <- string(all)
	}()
	fn()
	*stream = before
	_ = w.Close()
	return <-text
}

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const genesys = "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle Time (Seconds)\n" +
	"2026-03-02T09:00:00Z,Billing,Voice,,,5,4,900\n2026-03-02T09:15:00Z,Billing,Voice,,,6,6,1000\n"

func TestImportIntoAnEmptyDatabaseSaysWhatItTook(t *testing.T) {
	dir := folder(t, map[string]string{"g.csv": genesys})
	out, complaints, code := importing(t, dir, "g.csv")
	if code != 0 {
		t.Fatalf("exit %d: %s", code, complaints)
	}
	for _, want := range []string{
		"g.csv: Genesys Cloud historical import, 100 % of the columns known; UTF-8, comma",
		"2 rows read; intervals taken 2 (added 2, changed 0, unchanged 0); rows refused 0, left out 0",
		"Billing (voice)", "2026-03-02T09:30Z",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("printed\n%s\nwithout %q", out, want)
		}
	}
	out, _, code = importing(t, dir, "g.csv")
	if code != 0 || !strings.Contains(out, "changed nothing: 2 rows read; intervals taken 2 (added 0, changed 0, unchanged 2)") {
		t.Errorf("the second time: exit %d\n%s", code, out)
	}
}

func TestImportNamesEveryWrongRowAndWritesNothing(t *testing.T) {
	dir := folder(t, map[string]string{
		"good.csv": genesys,
		"bad.csv":  genesys + "2026-03-02T09:30:00Z,Billing,Voice,,,-7,4,900\nsoon,Billing,Voice,,,1,1,900\n",
	})
	out, complaints, code := importing(t, dir, "bad.csv", "good.csv")
	if code != exitBadInput {
		t.Errorf("exit %d, want %d", code, exitBadInput)
	}
	for _, want := range []string{`bad.csv:4:Offered: "-7"; expected 0 or more`, `bad.csv:5:Interval Start UTC Date: "soon"; expected a date and time`} {
		if !strings.Contains(complaints, want) {
			t.Errorf("complained\n%s\nwithout %q", complaints, want)
		}
	}
	if !strings.Contains(out, "bad.csv") || !strings.Contains(out, "refused, nothing was written") || !strings.Contains(out, "added 2, changed 0") {
		t.Errorf("printed\n%s", out)
	}
	_, complaints, code = importing(t, dir, "--skip-bad-rows", "bad.csv")
	if code != 0 || !strings.Contains(complaints, "bad.csv:4:Offered") {
		t.Errorf("told to skip bad rows: exit %d, %s", code, complaints)
	}
}

func TestAnImportThatTakesNothingLeavesNothing(t *testing.T) {
	dir := folder(t, map[string]string{"g.csv": genesys, "bad.csv": genesys + "2026-03-02T09:30:00Z,Billing,Voice,,,-7,4,900\n", "half.csv.gz": "\x1f\x8bhalf"})
	cases := []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--dry-run", "g.csv"}, 0, ""},
		{[]string{"bad.csv"}, exitBadInput, `bad.csv:4:Offered: "-7"; expected 0 or more`},
		{[]string{"half.csv.gz"}, exitBadInput, "half.csv.gz: the compressed file is damaged or cut short; expected the whole file as it was exported"},
		{[]string{"missing.csv"}, exitBadInput, "missing.csv: no such file"},
		{[]string{"--zone", "Mars", "g.csv"}, exitBadInput, `zone: found "Mars"`},
	}
	for _, c := range cases {
		out, complaints, code := importing(t, dir, c.args...)
		if code != c.code || !strings.Contains(complaints, c.want) || strings.Contains(complaints, "made site") {
			t.Errorf("%q: exit %d, %s\n%s; want %d, %q", c.args, code, complaints, out, c.code, c.want)
		}
		if kept, _ := filepath.Glob(filepath.Join(dir, "muster-data", "*", "*")); len(kept) > 0 {
			t.Errorf("%q left %q", c.args, kept)
		}
		_, complaints, code = importing(t, dir, "--site", "NOWHERE", "--dry-run", "missing.csv")
		if code != exitBadInput || strings.Contains(complaints, "NOWHERE is not known") {
			t.Errorf("%q left a site behind: %s", c.args, complaints)
		}
	}
	if _, complaints, code := importing(t, dir, "g.csv"); code != 0 || !strings.Contains(complaints, "made site MAIN in UTC") {
		t.Errorf("exit %d, %s", code, complaints)
	}
}

func TestImportMapsColumnsByHand(t *testing.T) {
	dir := folder(t, map[string]string{"bank.csv": "when;n;sum\n02.03.2026 09:00;5;900\n02.03.2026 09:30;7;1000\n"})
	_, complaints, code := importing(t, dir, "bank.csv")
	if code != exitBadInput || !strings.Contains(complaints, "no column gives interval_start") || !strings.Contains(complaints, "the header is when, n, sum") {
		t.Errorf("an unknown header: exit %d, %s", code, complaints)
	}
	out, complaints, code := importing(t, dir, "--map", "when=start", "--map", "n=calls", "--queue", "bank", "--zone", "America/New_York", "--interval", "30", "bank.csv")
	if code != 0 || !strings.Contains(out, "added 2") || !strings.Contains(out, "2026-03-02T14:00Z") {
		t.Errorf("exit %d, %s\n%s", code, complaints, out)
	}
}

func TestImportReportsAsJSON(t *testing.T) {
	out, complaints, code := importing(t, folder(t, map[string]string{"g.csv": genesys}), "--json", "--dry-run", "--zone", "UTC", "g.csv")
	var got []struct {
		Format              string
		State               string
		DryRun              bool
		RowsRead, RowsTaken int
		RowsAdded           int
		Reconciliation      struct {
			Totals struct{ Offered, Handled int }
		}
		RowsRefused, LeftOut int
	}
	if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil || len(got) != 1 {
		t.Fatalf("exit %d, %v, %s\n%s", code, err, complaints, out)
	}
	if g := got[0]; g.Format != "genesys_cloud_import" || g.State != "done" || !g.DryRun || g.RowsTaken != 2 || g.Reconciliation.Totals.Offered != 11 {
		t.Errorf("%+v", g)
	}
}

func TestImportRefusesWhatItCannotDo(t *testing.T) {
	dir := folder(t, map[string]string{"g.csv": genesys, "p.pdf": "%PDF-1.7"})
	cases := []struct {
		args []string
		want string
	}{
		{[]string{"missing.csv"}, "missing.csv: no such file or directory; expected a file that can be read"},
		{[]string{"p.pdf"}, "p.pdf: the file is a PDF document; expected CSV (plain or gzip) or XLSX"},
		{[]string{"--format", "acme", "g.csv"}, "g.csv: --format acme is not known; expected one of canonical"},
		{[]string{"--site", "NOWHERE", "g.csv"}, "g.csv: --site NOWHERE is not known; expected the code of a site"},
		{[]string{"--map", "Offered=nonsense", "g.csv"}, `"nonsense" is no field`},
		{[]string{"--zone", "Mars/Olympus", "g.csv"}, `time zone "Mars/Olympus" is not known`},
	}
	if _, complaints, code := importing(t, dir, "--zone", "UTC", "g.csv"); code != 0 { // makes the site
		t.Fatal(complaints)
	}
	for _, c := range cases {
		_, complaints, code := importing(t, dir, c.args...)
		if code != exitBadInput || !strings.Contains(complaints, c.want) {
			t.Errorf("%q: exit %d, %s; want %q", c.args, code, complaints, c.want)
		}
	}
}

func TestProgressIsPlainLinesAwayFromATerminal(t *testing.T) {
	text := captured(t, &os.Stderr, func() {
		bar := newProgressBar(os.Stderr, "f.csv")
		for i := range 101 {
			_ = bar.show(forecast.ImportProgress{Phase: "reading", Rows: int64(i), Fraction: float64(i) / 100})
		}
		bar.end()
	})
	if lines := strings.Count(text, "\n"); lines != 5 || strings.Contains(text, "\r") {
		t.Errorf("%d lines:\n%s", lines, text)
	}
}

func TestShortFieldNamesAreUnderstood(t *testing.T) {
	for name, want := range map[string]history.Field{"queue": history.Queue, "start": history.IntervalStart, "Calls": "offered", "aht": history.AvgHandleS, "talk_s": "talk_s"} {
		if got := fieldNamed(name); got != want || !history.IsField(got) {
			t.Errorf("field %q = %q, want %q", name, got, want)
		}
	}
}
