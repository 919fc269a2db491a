package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

const header = "code,name,email,site,employer,team,agreement,skills,hired_on,left_on\n"

func (c *centre) take(t *testing.T, content string, options workforce.ImportOptions) workforce.ImportReport {
	t.Helper()
	report, err := c.ImportPeople(t.Context(), c.all, strings.NewReader(content), options)
	if err != nil {
		t.Fatalf("import %q: %v", content, err)
	}
	return report
}

func (c *centre) everybody(t *testing.T) []workforce.Person {
	t.Helper()
	people, err := c.People.Find(t.Context(), c.all, workforce.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return people
}

// counts is the part of a report that most tests look at.
func counts(r workforce.ImportReport) string {
	return fmt.Sprintf("written=%t created=%d updated=%d unchanged=%d refused=%d", r.Written, r.Created, r.Updated, r.Unchanged, r.Refused)
}

func expectCounts(t *testing.T, r workforce.ImportReport, want string) {
	t.Helper()
	if got := counts(r); got != want {
		t.Errorf("report: %s; want %s; problems %v", got, want, r.Problems)
	}
}

func TestAPeopleFileCreatesPeopleOnceAndThenChangesNothing(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		file := header +
			"1001,Ann Lee,ann@example.org,LDS,OWN,LDS-1,FULL,billing:4,2025-01-06,\n" +
			"1002,王芳,,CD,KESTREL,,FULL,,2025/2/1,31.12.2026\n"
		expectCounts(t, c.take(t, file, workforce.ImportOptions{}), "written=true created=2 updated=0 unchanged=0 refused=0")
		expectCounts(t, c.take(t, file, workforce.ImportOptions{}), "written=true created=0 updated=0 unchanged=2 refused=0")
		want := []workforce.Person{
			{
				Version: 1, Code: "1001", Name: "Ann Lee", Email: "ann@example.org", SiteID: c.leeds.ID, EmployerID: c.own.ID, TeamID: c.team.ID,
				HiredOn:    grid.MustDate("2025-01-06"),
				Agreements: []workforce.AgreementSpell{{AgreementID: c.agreement.ID}},
				Skills:     []workforce.SkillSpell{{SkillID: c.billing.ID, Level: 4}},
			},
			{
				Version: 1, Code: "1002", Name: "王芳", SiteID: c.chengdu.ID, EmployerID: c.vendor.ID,
				HiredOn: grid.MustDate("2025-02-01"), LeftOn: grid.MustDate("2026-12-31"),
				Agreements: []workforce.AgreementSpell{{AgreementID: c.agreement.ID}},
			},
		}
		got := c.everybody(t)
		for i := range got {
			got[i].ID = 0
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("people (-want +got):\n%s", diff)
		}
	})
}

func TestADryRunTellsWhatWouldHappenAndWritesNothing(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		c.hire(t, c.person("1001"))
		file := header + "1001,New Name,1001@example.org,LDS,OWN,LDS-1,FULL,billing,2025-01-06,\n1002,Bo,,LDS,OWN,,FULL,,2025-02-01,\n"
		report := c.take(t, file, workforce.ImportOptions{DryRun: true})
		expectCounts(t, report, "written=false created=1 updated=1 unchanged=0 refused=0")
		if people := c.everybody(t); len(people) != 1 || people[0].Name != "Person 1001" {
			t.Errorf("after a dry run: %v; want only Person 1001 as before", people)
		}
	})
}

func TestOneRefusedLineKeepsTheWholeFileOut(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		file := header +
			"1001,Ann,,LDS,OWN,,FULL,,2025-01-06,\n" +
			"1002,Bo,not an address,LDS,OWN,LDS-9,PART,billing:9|sales,06/01/25,\n" +
			"1001,Cy,,Atlantis,,,FULL,billing|billing,2025-01-06,2024-01-01\n" +
			",Di,,LDS,OWN,,FULL,,2025-01-06,\n" +
			"1005,Ed,,LDS\n"
		report := c.take(t, file, workforce.ImportOptions{})
		expectCounts(t, report, "written=false created=1 updated=0 unchanged=0 refused=4")
		if people := c.everybody(t); len(people) != 0 {
			t.Errorf("%d people stand after a refused file; want none", len(people))
		}
		var got []string
		for _, p := range report.Problems {
			got = append(got, fmt.Sprintf("%d %s: %s; %s", p.Line, p.Column, p.Found, p.Expected))
		}
		want := []string{
			`3 team: "LDS-9"; a known team: LDS-1`,
			`3 hired_on: "06/01/25"; a day written YYYY-MM-DD, YYYY/MM/DD or DD.MM.YYYY`,
			`3 agreement: "PART"; a known agreement: FULL`,
			`3 skills: "9"; a level from 1 to 5 behind the colon`,
			`3 skills: "sales"; a known skill: billing`,
			`3 email: "not an address"; an e-mail address, or nothing`,
			`4 code: "1001"; each code once; line 2 has it too`,
			`4 site: "Atlantis"; a known site: CD, LDS`,
			`4 employer: nothing; a known employer: KESTREL, OWN`,
			`4 skills: "billing"; each skill once`,
			`4 left_on: "2024-01-01"; no day before 2025-01-06, the first day of employment`,
			`5 code: nothing; 1 to 64 printable characters without |`,
			`6 : 4 cells; 10, as in the header`,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("problems (-want +got):\n%s", diff)
		}
	})
}

func TestChangedAgreementsAndSkillsHoldFromTheDayOfTheImport(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		c.hire(t, c.person("1001"))
		file := "code,name,agreement,skills\n1001,Person 1001,,billing:5\n"
		expectCounts(t, c.take(t, file, workforce.ImportOptions{}), "written=true created=0 updated=1 unchanged=0 refused=0")
		expectCounts(t, c.take(t, file, workforce.ImportOptions{}), "written=true created=0 updated=0 unchanged=1 refused=0")
		p := c.everybody(t)[0]
		today := grid.MustDate("2026-03-02")
		wantAgreements := []workforce.AgreementSpell{{AgreementID: c.agreement.ID, RotationWeeks: 2}, {ValidFrom: today}}
		if diff := cmp.Diff(wantAgreements, p.Agreements); diff != "" {
			t.Errorf("agreements (-want +got):\n%s", diff)
		}
		wantSkills := []workforce.SkillSpell{
			{SkillID: c.billing.ID, Level: 3, ValidTo: today.AddDays(-1)},
			{SkillID: c.billing.ID, Level: 5, ValidFrom: today},
		}
		if diff := cmp.Diff(wantSkills, p.Skills); diff != "" {
			t.Errorf("skills (-want +got):\n%s", diff)
		}
	})
}

func TestTodayOfAnImportIsTheSitesDay(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		c.Now = func() time.Time { return time.Date(2026, 3, 2, 20, 0, 0, 0, time.UTC) }
		p := c.person("1001")
		p.SiteID, p.TeamID = c.chengdu.ID, 0
		c.hire(t, p)
		c.take(t, "code,name,agreement\n1001,Person 1001,\n", workforce.ImportOptions{})
		if got, want := c.everybody(t)[0].Agreements[1].ValidFrom, grid.MustDate("2026-03-03"); got != want {
			t.Errorf("the agreement ends on %s; want %s, when it is already tomorrow in Chengdu", got, want)
		}
	})
}

func TestColumnsAFileDoesNotHaveLeaveWhatIsKnownAndEmptyCellsClear(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		before := c.hire(t, c.person("1001"))
		c.take(t, "code,name\n1001,Ann Lee\n", workforce.ImportOptions{})
		want := before
		want.Name, want.Version = "Ann Lee", 2
		if diff := cmp.Diff(want, c.everybody(t)[0]); diff != "" {
			t.Errorf("after a file with names only (-want +got):\n%s", diff)
		}
		c.take(t, "code,name,email,team,left_on\n1001,Ann Lee,,,\n", workforce.ImportOptions{})
		want.Email, want.TeamID, want.Version = "", 0, 3
		if diff := cmp.Diff(want, c.everybody(t)[0]); diff != "" {
			t.Errorf("after a file with empty cells (-want +got):\n%s", diff)
		}
	})
}

func TestAPersonnelSystemsExportIsTakenWithSiteAndEmployerGiven(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		file := "Personnel number;Last name;First name;Department;Position;Hire date;Employment end date\n77;Lee;Ann;Leeds one;Agent;06.01.2025;\n"
		report := c.take(t, file, workforce.ImportOptions{SiteCode: "LDS", EmployerCode: "OWN"})
		expectCounts(t, report, "written=true created=1 updated=0 unchanged=0 refused=0")
		p := c.everybody(t)[0]
		if p.Name != "Ann Lee" || p.SiteID != c.leeds.ID || p.EmployerID != c.own.ID || p.TeamID != c.team.ID {
			t.Errorf("got %+v; want Ann Lee in team Leeds one (found by its name), site and employer as given", p)
		}
		want := []peoplefile.Problem{{Line: 2, Column: "agreement", Found: "nobody's agreement", Expected: "an agreement; without one no roster plans this person"}}
		if diff := cmp.Diff(want, report.Warnings); diff != "" {
			t.Errorf("warnings (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{"Position"}, report.Ignored); diff != "" {
			t.Errorf("ignored (-want +got):\n%s", diff)
		}
	})
}

func TestAnUnreadableFileIsRefusedAsAWhole(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		_, err := c.ImportPeople(t.Context(), c.all, strings.NewReader("colour\nred\n"), workforce.ImportOptions{})
		var bad *peoplefile.UnreadableError
		if !errors.As(err, &bad) {
			t.Errorf("got %v; want *peoplefile.UnreadableError", err)
		}
	})
}
