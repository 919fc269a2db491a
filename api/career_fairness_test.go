package api_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/internal/audit"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// climbers puts so many people more on the first rung of a ladder, and returns them.
func (c *centre) climbers(t *testing.T, n int) (ids []int64) {
	t.Helper()
	ctx, all := t.Context(), systemScope()
	people := make([]workforce.Person, n)
	for i := range people {
		people[i] = workforce.Person{Code: fmt.Sprintf("CL%03d", i), Name: fmt.Sprintf("Climber %d", i), SiteID: c.seeded.London, EmployerID: c.seeded.Own, HiredOn: grid.MustDate("2024-01-08")}
	}
	made, err := c.Workforce.CreatePeople(ctx, all, people)
	if err != nil {
		t.Fatal(err)
	}
	draft, err := c.Careers.Ladders.Begin(ctx, all, "contact-centre", 0)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := c.Careers.Ladders.Publish(ctx, all, draft.ID, draft.Version)
	if err != nil {
		t.Fatal(err)
	}
	var spells []careers.Spell
	for _, p := range made {
		ids = append(ids, p.ID)
		spells = append(spells, careers.Spell{PersonID: p.ID, Ladder: kept.Ladder.Code, Rung: kept.Ladder.Rungs[0].Code, From: grid.MustDate("2024-01-08"), RecordedAt: time.Now()})
	}
	if err := c.Careers.Ladders.Stand(ctx, all, spells); err != nil {
		t.Fatal(err)
	}
	return ids
}

// protect tells an audit the groups of people, so many of each in order.
func (c *centre) protect(t *testing.T, attribute string, people []int64, groups []string, sizes ...int) {
	t.Helper()
	values := map[int64]string{}
	for i, n := range sizes {
		for range n {
			values[people[0]], people = groups[i], people[1:]
		}
	}
	if err := c.Careers.Audit.Put(t.Context(), systemScope(), attribute, values); err != nil {
		t.Fatal(err)
	}
}

// 004-08: HR alone reads how groups fare; no group below ten, nor one by which it could
// be worked out, is told of; and that somebody looked is written down.
func TestFairnessHidesSmallGroupsAlsoByDifference(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		people := c.climbers(t, 40)
		// Of four it is not known: men, twelve, would be the total less the women and them.
		c.protect(t, "sex", people, []string{"women", "men"}, 24, 12)
		// Thirty-one and nine: the nine are the difference.
		c.protect(t, "origin", people, []string{"here", "elsewhere"}, 31, 9)
		answer := c.play(t, Scenario{As: "hr", URL: "/career-fairness", Status: 200, NotWant: []string{"Climber", "personId"}})
		r := decoded[api.CareerFairness](t, answer)
		if len(r.Attributes) != 2 || r.Smallest != 10 || len(r.NotLookedAt) == 0 {
			t.Fatalf("got %s", answer)
		}
		for _, a := range r.Attributes {
			for _, sheet := range a.Sheets {
				if sheet.Measure == "applied" {
					applied(t, a.Name, sheet)
				}
				for _, g := range sheet.Groups {
					if g.Hidden && (g.Size != 0 || g.Selected != 0 || g.Rate != nil || g.P != nil || g.Flagged) {
						t.Errorf("%s %s: a hidden group tells %+v", a.Name, sheet.Measure, g)
					}
					if !g.Hidden && g.Size < r.Smallest {
						t.Errorf("%s %s: %d people are told of", a.Name, sheet.Measure, g.Size)
					}
				}
			}
		}
		if again := c.play(t, Scenario{As: "hr", URL: "/career-fairness", Status: 200}); again != answer {
			t.Error("the same again is told otherwise")
		}
		file := c.play(t, Scenario{As: "hr", URL: "/career-fairness.csv", Status: 200, NotWant: []string{"Climber"}})
		sameAsFile(t, r, file)
		c.play(t, Scenario{As: "hr", URL: "/career-fairness.csv?part=rounds", Status: 200, Want: []string{"round,name,rung"}})

		entries, err := c.Audit.List(t.Context(), systemScope(), audit.Query{Action: "protected.report", Limit: 20})
		if err != nil || len(entries) != 4 {
			t.Errorf("%d looks are recorded, want each of 4 (%v)", len(entries), err)
		}
		for _, role := range auth.Roles() {
			if slices.Contains(auth.Permissions(role), auth.ManageCareers) {
				continue
			}
			for _, url := range []string{"/career-fairness", "/career-fairness.csv"} {
				c.play(t, Scenario{Name: string(role) + url, As: string(role), URL: url, Status: 403, NotWant: []string{"women", "elsewhere"}})
			}
		}
	})
}

// applied is the sheet that everybody on a rung is in.
func applied(t *testing.T, attribute string, sheet api.FairSheet) {
	t.Helper()
	shown := map[string]int{}
	for _, g := range sheet.Groups {
		if !g.Hidden {
			shown[g.Group] = g.Size
		}
	}
	want := map[string]map[string]int{"sex": {"women": 24}, "origin": {}}[attribute]
	if attribute == "origin" && len(shown) > 0 || attribute == "sex" && (len(shown) != 1 || shown["women"] != want["women"]) || sheet.Total != 40 {
		t.Errorf("%s: shown are %v of %d, want %v of 40", attribute, shown, sheet.Total, want)
	}
}

// sameAsFile compares a file with what the screen shows, line by line.
func sameAsFile(t *testing.T, r api.CareerFairness, file string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	text := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'g', -1, 64)
	}
	var want [][]string
	for _, a := range r.Attributes {
		for _, s := range a.Sheets {
			for _, g := range s.Groups {
				row := []string{a.Name, s.Measure, s.Kind, g.Group, "yes", "", "", "", "", "", "", "", "", "", "", ""}
				if !g.Hidden {
					flagged := map[bool]string{true: "yes"}[g.Flagged]
					row = []string{a.Name, s.Measure, s.Kind, g.Group, "", strconv.Itoa(g.Size), strconv.Itoa(g.Selected), text(g.Rate), text(g.Lower), text(g.Upper), g.Against, text(g.Ratio), text(g.RatioLower), text(g.RatioUpper), text(g.P), flagged}
				}
				want = append(want, row)
			}
		}
	}
	if len(rows) != len(want)+1 {
		t.Fatalf("%d lines, want %d and a heading", len(rows), len(want))
	}
	for i, row := range want {
		if !slices.Equal(row, rows[i+1]) {
			t.Errorf("line %d: got %q, want %q", i+2, rows[i+1], row)
		}
	}
}
