package workforce_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func goodPerson() workforce.Person {
	return workforce.Person{Code: "1001", Name: "Ann Lee", SiteID: 1, EmployerID: 1, HiredOn: grid.MustDate("2025-01-06")}
}

func TestAPersonRefusesWhatCannotBe(t *testing.T) {
	day := grid.MustDate
	cases := []struct {
		name string
		spot func(*workforce.Person)
		want []string
	}{
		{"nothing wrong, not even without an agreement", func(*workforce.Person) {}, nil},
		{"everything missing", func(p *workforce.Person) { *p = workforce.Person{TeamID: -1} }, []string{"code", "name", "siteId", "employerId", "teamId", "hiredOn"}},
		{"no address", func(p *workforce.Person) { p.Email = "Ann <ann@example.org>" }, []string{"email"}},
		{"left before hired", func(p *workforce.Person) { p.LeftOn = day("2025-01-05") }, []string{"leftOn"}},
		{"left on the day of hiring", func(p *workforce.Person) { p.LeftOn = p.HiredOn }, nil},
		{"two agreements from one day", func(p *workforce.Person) {
			p.Agreements = []workforce.AgreementSpell{{AgreementID: 1}, {AgreementID: -2}}
		}, []string{"agreements[1].agreementId", "agreements[1].validFrom"}},
		{"a skill that is none", func(p *workforce.Person) { p.Skills = []workforce.SkillSpell{{SkillID: 0, Level: 6}} }, []string{"skills[0].skillId", "skills[0].level"}},
		{"a skill twice at a time", func(p *workforce.Person) {
			p.Skills = []workforce.SkillSpell{{SkillID: 1, Level: 1, ValidTo: day("2026-01-31")}, {SkillID: 1, Level: 2, ValidFrom: day("2026-01-31")}}
		}, []string{"skills[1]"}},
		{"a skill twice in turn, and another", func(p *workforce.Person) {
			p.Skills = []workforce.SkillSpell{{SkillID: 1, Level: 1, ValidTo: day("2026-01-31")}, {SkillID: 1, Level: 2, ValidFrom: day("2026-02-01")}, {SkillID: 2, Level: 1}}
		}, nil},
		{"a skill that ends before it begins", func(p *workforce.Person) {
			p.Skills = []workforce.SkillSpell{{SkillID: 1, Level: 1, ValidFrom: day("2026-02-01"), ValidTo: day("2026-01-01")}}
		}, []string{"skills[0].validTo"}},
		{"availability that overlaps over midnight", func(p *workforce.Person) {
			p.Availability = []workforce.Availability{{Weekday: time.Monday, From: 1200, To: 1800}, {Weekday: time.Tuesday, From: 300, To: 600}}
		}, []string{"availability[1]"}},
		{"availability that is none", func(p *workforce.Person) {
			p.Availability = []workforce.Availability{{Weekday: time.Monday, From: -1, To: -2}}
		}, []string{"availability[0].from", "availability[0].to"}},
	}
	for _, c := range cases {
		p := goodPerson()
		c.spot(&p)
		_, err := workforce.NewPerson(p)
		expectRefused(t, c.name, err, c.want...)
	}
}

func TestSpellsComeOutInOrder(t *testing.T) {
	p := goodPerson()
	p.Agreements = []workforce.AgreementSpell{{AgreementID: 2, ValidFrom: grid.MustDate("2026-01-01")}, {AgreementID: 1}}
	p.Skills = []workforce.SkillSpell{{SkillID: 9, Level: 1}, {SkillID: 2, Level: 1}}
	p.Availability = []workforce.Availability{{Weekday: time.Sunday, From: 0, To: 60}, {Weekday: time.Monday, From: 0, To: 60}}
	got, err := workforce.NewPerson(p)
	if err != nil {
		t.Fatal(err)
	}
	if got.Agreements[0].AgreementID != 1 || got.Skills[0].SkillID != 2 || got.Availability[0].Weekday != time.Monday {
		t.Errorf("got %+v; want every list in order", got)
	}
}

func TestWhatHoldsOnADayOfEmployment(t *testing.T) {
	p := goodPerson()
	p.LeftOn = grid.MustDate("2026-12-31")
	p.Agreements = []workforce.AgreementSpell{{AgreementID: 7, ValidFrom: grid.MustDate("2025-02-01")}, {ValidFrom: grid.MustDate("2026-03-01")}}
	p.Skills = []workforce.SkillSpell{{SkillID: 1, Level: 2, ValidFrom: grid.MustDate("2025-02-01"), ValidTo: grid.MustDate("2025-02-28")}}
	cases := []struct {
		day       string
		employed  bool
		agreement int64
		skills    int
	}{
		{"2025-01-05", false, 0, 0}, {"2025-01-06", true, 0, 0}, {"2025-02-01", true, 7, 1}, {"2025-02-28", true, 7, 1},
		{"2025-03-01", true, 7, 0}, {"2026-03-01", true, 0, 0}, {"2026-12-31", true, 0, 0}, {"2027-01-01", false, 0, 0},
	}
	for _, c := range cases {
		day := grid.MustDate(c.day)
		if got := p.EmployedOn(day); got != c.employed {
			t.Errorf("%s: employed %t; want %t", c.day, got, c.employed)
		}
		if got := p.AgreementOn(day); got != c.agreement {
			t.Errorf("%s: agreement %d; want %d", c.day, got, c.agreement)
		}
		if got := p.SkillsOn(day); len(got) != c.skills {
			t.Errorf("%s: skills %v; want %d", c.day, got, c.skills)
		}
	}
}

// Whatever changes a person goes through, what is set holds from its day on,
// what held before stays as it was, setting it twice changes nothing, and the
// person remains one that can be.
func TestChangesHoldFromTheirDayAndKeepThePast(t *testing.T) {
	start := grid.MustDate("2026-01-01")
	rapid.Check(t, func(t *rapid.T) {
		p := goodPerson()
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			from := start.AddDays(rapid.IntRange(0, 40).Draw(t, "day"))
			agreement := int64(rapid.IntRange(0, 3).Draw(t, "agreement"))
			levels := rapid.MapOfN(rapid.Int64Range(1, 4), rapid.IntRange(1, 5), 0, 4).Draw(t, "levels")
			before := p
			p = p.WithAgreement(agreement, from).WithSkills(levels, from)
			if _, err := workforce.NewPerson(p); err != nil {
				t.Fatalf("after %v: %v", p, err)
			}
			if again := p.WithAgreement(agreement, from).WithSkills(levels, from); !cmp.Equal(p, again) {
				t.Fatalf("the same change again (-once +twice):\n%s", cmp.Diff(p, again))
			}
			for k := range 60 {
				day := start.AddDays(k)
				if day.Before(from) {
					if p.AgreementOn(day) != before.AgreementOn(day) || !sameLevels(p, before, day) {
						t.Fatalf("a change from %s changed %s: %v was %v", from, day, p, before)
					}
					continue
				}
				if p.AgreementOn(day) != agreement || !cmp.Equal(levelsOn(p, day), levels) {
					t.Fatalf("on %s agreement %d, skills %v; want %d, %v since %s", day, p.AgreementOn(day), levelsOn(p, day), agreement, levels, from)
				}
			}
		}
	})
}

func levelsOn(p workforce.Person, day grid.Date) map[int64]int {
	levels := make(map[int64]int)
	for _, s := range p.SkillsOn(day) {
		levels[s.SkillID] = s.Level
	}
	return levels
}

func sameLevels(a, b workforce.Person, day grid.Date) bool {
	return cmp.Equal(levelsOn(a, day), levelsOn(b, day))
}

func TestAbsencesAndAssignmentsRefuseWhatCannotBe(t *testing.T) {
	_, err := workforce.NewAbsence(workforce.Absence{From: grid.MustDate("2026-03-02"), To: grid.MustDate("2026-03-01"), Kind: "hangover", Status: "maybe"})
	expectRefused(t, "absence", err, "personId", "to", "kind", "status")
	_, err = workforce.NewAbsence(workforce.Absence{PersonID: 1, From: grid.MustDate("2026-01-05"), To: grid.MustDate("2029-06-01"), Kind: workforce.Parental, Status: workforce.Approved})
	expectRefused(t, "absence that never ends", err, "to") // 004-25
	_, err = workforce.NewAbsence(workforce.Absence{})
	expectRefused(t, "empty absence", err, "personId", "from", "to", "kind", "status")
	_, err = workforce.NewAssignment(workforce.Assignment{Start: 1440, End: 1439})
	expectRefused(t, "assignment", err, "personId", "date", "start", "end")
	_, err = workforce.NewAssignment(workforce.Assignment{PersonID: 1, Date: grid.MustDate("2026-03-02"), Start: 0, End: 1441})
	expectRefused(t, "an assignment of more than a day", err, "end")
	_, err = workforce.NewAssignment(workforce.Assignment{PersonID: 1, Date: grid.MustDate("2026-03-02"), Start: 540, End: 540 + 1440})
	expectRefused(t, "an assignment from 09:00 to 09:00", err, "end")
	if _, err := workforce.NewAssignment(workforce.Assignment{PersonID: 1, Date: grid.MustDate("2026-03-02"), Start: 0, End: 1440}); err != nil {
		t.Errorf("an assignment of a whole day: %v, want it taken", err)
	}
}

func TestAssignmentsOverlapOnTheWallClock(t *testing.T) {
	at := func(day string, start, end int) workforce.Assignment {
		return workforce.Assignment{ID: 1, PersonID: 1, Date: grid.MustDate(day), Start: start, End: end}
	}
	cases := []struct {
		a, b workforce.Assignment
		want bool
	}{
		{at("2026-03-02", 540, 600), at("2026-03-02", 600, 660), false},
		{at("2026-03-02", 540, 601), at("2026-03-02", 600, 660), true},
		{at("2026-03-02", 540, 600), at("2026-03-03", 540, 600), false},
		{at("2026-03-02", 1320, 1800), at("2026-03-03", 359, 400), true},
		{at("2026-03-02", 1320, 1800), at("2026-03-03", 360, 400), false},
		{at("2026-02-28", 1320, 1800), at("2026-03-01", 0, 60), true},
	}
	for _, c := range cases {
		if c.a.Overlaps(c.b) != c.want || c.b.Overlaps(c.a) != c.want {
			t.Errorf("%s and %s: overlap %t and %t; want %t both ways", c.a, c.b, c.a.Overlaps(c.b), c.b.Overlaps(c.a), c.want)
		}
	}
}

func TestAnAssignmentIsComparedWithOthersOfItsPersonOnly(t *testing.T) {
	added := workforce.Assignment{PersonID: 1, Date: grid.MustDate("2026-03-02"), Start: 540, End: 600}
	other := added
	other.ID, other.PersonID = 5, 2
	self := added
	self.ID = 6
	if err := workforce.CheckOverlaps(added, []workforce.Assignment{other}); err != nil {
		t.Errorf("somebody else's hours: %v; want no clash", err)
	}
	if err := workforce.CheckOverlaps(self, []workforce.Assignment{self}); err != nil {
		t.Errorf("its own earlier form: %v; want no clash", err)
	}
	err := workforce.CheckOverlaps(added, []workforce.Assignment{other, self})
	var overlap *workforce.OverlapError
	if !errors.As(err, &overlap) || overlap.With.ID != 6 || overlap.Found != added {
		t.Errorf("got %v; want a clash with assignment 6", err)
	}
}

func TestASnapshotTellsWhoIsAwayAndWhoIsUnderNoTerms(t *testing.T) {
	from, to := grid.MustDate("2026-03-02"), grid.MustDate("2026-03-08")
	agreement := goodAgreement()
	agreement.ID = 7
	bound, loose, late, gone := goodPerson(), goodPerson(), goodPerson(), goodPerson()
	bound.Code, bound.Agreements = "bound", []workforce.AgreementSpell{{AgreementID: 7}}
	loose.Code = "loose"
	late.Code, late.HiredOn, late.Agreements = "late", grid.MustDate("2026-03-05"), []workforce.AgreementSpell{{AgreementID: 7, ValidFrom: grid.MustDate("2026-03-06")}}
	gone.Code, gone.LeftOn, gone.Agreements = "gone", grid.MustDate("2026-03-04"), []workforce.AgreementSpell{{AgreementID: 7}, {ValidFrom: grid.MustDate("2026-03-05")}}
	away := workforce.PlanningPerson{Person: bound, Absences: []workforce.Absence{
		{From: from, To: from, Status: workforce.Requested}, {From: from.AddDays(1), To: from.AddDays(2), Status: workforce.Approved},
	}}
	s := workforce.PlanningSnapshot{
		From: from, To: to, Agreements: map[int64]workforce.Agreement{7: agreement},
		People: []workforce.PlanningPerson{away, {Person: loose}, {Person: late}, {Person: gone}},
	}
	var codes []string
	for _, p := range s.WithoutAgreement() {
		codes = append(codes, p.Code)
	}
	if diff := cmp.Diff([]string{"loose", "late"}, codes); diff != "" {
		t.Errorf("people without terms (-want +got):\n%s", diff)
	}
	for k, want := range []bool{false, true, true, false} {
		if _, got := away.AbsentOn(from.AddDays(k)); got != want {
			t.Errorf("%s: absent %t; want %t (a request binds nobody)", from.AddDays(k), got, want)
		}
	}
	if _, found := s.TermsOn(s.People[3], grid.MustDate("2026-03-05")); found {
		t.Error("terms bind somebody who has left")
	}
}

func TestThePlaceInARotationStaysWithTheAgreement(t *testing.T) {
	p := workforce.Person{}.WithContract(7, 3, grid.MustDate("2026-01-05"))
	june := grid.MustDate("2026-06-01")
	for _, c := range []struct {
		name  string
		after workforce.Person
		want  int
	}{
		{"the same agreement again", p.WithAgreement(7, june), 3},
		{"another agreement", p.WithAgreement(8, june), 0},
		{"another place", p.WithContract(7, 1, june), 1},
	} {
		if got := c.after.RotationWeeksOn(june); got != c.want {
			t.Errorf("%s: %d weeks later, want %d", c.name, got, c.want)
		}
		if got := c.after.RotationWeeksOn(june.AddDays(-1)); got != 3 {
			t.Errorf("%s: %d weeks later on the day before, want 3", c.name, got)
		}
	}
	if _, err := workforce.NewPerson(workforce.Person{Agreements: []workforce.AgreementSpell{{AgreementID: 7, RotationWeeks: 53}}}); err == nil || !strings.Contains(err.Error(), "rotationWeeks") {
		t.Errorf("53 weeks: got %v; want the field named", err)
	}
}
