package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestCellsOfAPeopleFile(t *testing.T) {
	c := newCentre(t, databasetest.OpenSQLite(t), auth.SystemScope(1))
	for i := range 25 {
		code := fmt.Sprintf("S%02d", i)
		if _, err := c.Skills.Create(t.Context(), c.all, workforce.Skill{Code: code, Name: "Twin"}); err != nil {
			t.Fatal(err)
		}
	}
	row := func(column, cell string) string {
		cells := map[string]string{"code": "1", "name": "Ann", "site": "LDS", "employer": "OWN", "hired_on": "2025-01-06", column: cell}
		order := []string{"code", "name", "site", "employer", "hired_on"}
		if !slices.Contains(order, column) {
			order = append(order, column)
		}
		values := make([]string, len(order))
		for i, name := range order {
			values[i] = cells[name]
		}
		return strings.Join(order, ";") + "\n" + strings.Join(values, ";") + "\n"
	}
	cases := []struct {
		column, cell string
		want         string // "" where the cell is fine
	}{
		{"hired_on", "2025-01-06", ""},
		{"hired_on", "2025/1/6", ""},
		{"hired_on", "6.1.2025", ""},
		{"hired_on", "20250106", ""},
		{"hired_on", "01/06/2025", "a day written"},
		{"hired_on", "2025-02-30", "a day written"},
		{"hired_on", "", "a day written"},
		{"left_on", "0000-00-00", ""},
		{"left_on", "", ""},
		{"left_on", "2024-12-31", "no day before 2025-01-06"},
		{"site", "leeds", ""}, // by name, in any case
		{"site", "LDS-1", "a known site: CD, LDS"},
		{"site", "", "a known site: CD, LDS"},
		{"employer", "harbour", ""},
		{"agreement", "Full time", ""},
		{"agreement", "", ""},
		{"skills", "billing", ""},
		{"skills", " billing : 5 | S01 ", ""},
		{"skills", "||", ""},
		{"skills", "Twin", "a known skill: S00, S01"}, // a name that many have
		{"skills", "nothing", "and 6 more"},
		{"skills", "billing:", "a level from 1 to 5"},
		{"skills", "billing:x", "a level from 1 to 5"},
		{"skills", "billing:6", "a level from 1 to 5"},
		{"skills", ":3", "a known skill"},
		{"email", "ann@example.org", ""},
		{"email", "ann@", "an e-mail address"},
		{"name", "", "printable characters"},
	}
	for _, k := range cases {
		report := c.take(t, row(k.column, k.cell), workforce.ImportOptions{DryRun: true})
		switch {
		case k.want == "" && (report.Refused != 0 || report.Taken() != 1):
			t.Errorf("%s %q: refused for %v; want it taken", k.column, k.cell, report.Problems)
		case k.want != "" && (len(report.Problems) != 1 || report.Problems[0].Column != k.column || report.Problems[0].Line != 2 || !strings.Contains(report.Problems[0].Expected, k.want)):
			t.Errorf("%s %q: problems %v; want one in line 2, column %s, expecting %q", k.column, k.cell, report.Problems, k.column, k.want)
		}
	}
}

func TestWithoutAnythingToReferToTheMessageSaysSo(t *testing.T) {
	c := newCentre(t, databasetest.OpenSQLite(t), auth.SystemScope(1))
	if err := c.Agreements.Delete(t.Context(), c.all, c.agreement.ID); err != nil {
		t.Fatal(err)
	}
	report := c.take(t, "code,name,site,employer,agreement,hired_on\n1,Ann,LDS,OWN,FULL,2025-01-06\n", workforce.ImportOptions{})
	want := `line 2, column agreement: found "FULL"; expected a known agreement; there is none yet`
	if len(report.Problems) != 1 || report.Problems[0].String() != want {
		t.Errorf("problems %v; want %q", report.Problems, want)
	}
}

func TestTheDayFromWhichChangesHoldCanBeGiven(t *testing.T) {
	c := newCentre(t, databasetest.OpenSQLite(t), auth.SystemScope(1))
	c.hire(t, c.person("1001"))
	from := grid.MustDate("2026-05-01")
	c.take(t, "code,name,agreement\n1001,Ann,\n", workforce.ImportOptions{From: from})
	p := c.everybody(t)[0]
	if p.AgreementOn(from.AddDays(-1)) != c.agreement.ID || p.AgreementOn(from) != 0 {
		t.Errorf("agreements %v; want none from %s on", p.Agreements, from)
	}
}

// However the lines of a file are ordered, the same people come of it; taking
// any of the orders again changes nothing.
func TestTheOrderOfAPeopleFileDoesNotMatter(t *testing.T) {
	c := newCentre(t, databasetest.OpenSQLite(t), auth.SystemScope(1))
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		var lines []string
		for i := range rapid.IntRange(1, 12).Draw(rt, "people") {
			site := rapid.SampledFrom([]string{"LDS", "CD", "Leeds", "成都"}).Draw(rt, "site")
			skills := rapid.SampledFrom([]string{"", "billing", "billing:1", "billing:5"}).Draw(rt, "skills")
			agreement := rapid.SampledFrom([]string{"", "FULL", "full time"}).Draw(rt, "agreement")
			lines = append(lines, fmt.Sprintf("r%d-%d,Name %d,%s,OWN,%s,%s,2025-01-06", round, i, i, site, agreement, skills))
		}
		head := "code,name,site,employer,agreement,skills,hired_on\n"
		first := c.take(t, head+strings.Join(lines, "\n")+"\n", workforce.ImportOptions{})
		if first.Created != len(lines) || !first.Written {
			rt.Fatalf("first time: %s, %v; want %d created", counts(first), first.Problems, len(lines))
		}
		before := c.everybody(t)
		shuffled := rapid.Permutation(lines).Draw(rt, "order")
		second := c.take(t, head+strings.Join(shuffled, "\r\n")+"\r\n", workforce.ImportOptions{})
		if second.Unchanged != len(lines) {
			rt.Fatalf("second time: %s; want %d unchanged", counts(second), len(lines))
		}
		if diff := cmp.Diff(before, c.everybody(t)); diff != "" {
			rt.Fatalf("people changed (-before +after):\n%s", diff)
		}
	})
}
