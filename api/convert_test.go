package api

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// back sends a thing out as JSON and reads what a caller would send in again.
func back[F, E any](t *rapid.T, e E) F {
	raw, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var fields F
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return fields
}

// drawn are the parts that many things have.
func drawn(t *rapid.T) (id, version int64, code, name string) {
	return rapid.Int64Range(1, 1<<53).Draw(t, "id"), rapid.Int64Range(1, 99).Draw(t, "version"),
		rapid.StringMatching(`[A-Z0-9]{1,8}`).Draw(t, "code"), rapid.StringMatching(`[A-Za-z客服 ]{1,20}`).Draw(t, "name")
}

func same[T any](t *rapid.T, want, got T) {
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("what came back differs (-sent +back):\n%s", diff)
	}
}

func TestPlainThingsSurviveTheirJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id, version, code, name := drawn(t)
		other := rapid.Int64Range(0, 9).Draw(t, "other")
		site := workforce.Site{ID: id, Version: version, Code: code, Name: name, Zone: "Asia/Shanghai", Country: "CN", CalendarID: other}
		same(t, site, back[SiteFields](t, siteOf(site)).toDomain(id, version))
		calendar := workforce.Calendar{ID: id, Version: version, Code: code, Name: name, Region: "cn"}
		same(t, calendar, back[CalendarFields](t, calendarOf(calendar)).toDomain(id, version))
		channel := workforce.Channel{ID: id, Version: version, Code: code, Name: name, Kind: rapid.SampledFrom(workforce.ChannelKinds()).Draw(t, "kind"), Concurrency: 3}
		same(t, channel, back[ChannelFields](t, channelOf(channel)).toDomain(id, version))
		skill := workforce.Skill{ID: id, Version: version, Code: code, Name: name}
		same(t, skill, back[SkillFields](t, skillOf(skill)).toDomain(id, version))
		employer := workforce.Employer{ID: id, Version: version, Code: code, Name: name, Kind: rapid.SampledFrom(workforce.EmployerKinds()).Draw(t, "employer")}
		same(t, employer, back[EmployerFields](t, employerOf(employer)).toDomain(id, version))
		team := workforce.Team{ID: id, Version: version, Code: code, Name: name, SiteID: 4, EmployerID: 5, MaxOnPause: int(other), MaxPauseShare: float64(other) / 9}
		same(t, team, back[TeamFields](t, teamOf(team)).toDomain(id, version))
	})
}

func TestSpecialDaysSurviveTheirJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		uplift := rapid.Float64Range(-100, 1000).Draw(t, "uplift")
		day := workforce.CalendarDay{Date: grid.MustDate("2026-02-28"), Kind: rapid.SampledFrom(workforce.DayKinds()).Draw(t, "kind"), Name: "春节", EventType: "campaign", UpliftPct: &uplift}
		same(t, day, back[CalendarDay](t, calendarDayOf(day)).toDomain())
	})
}

func TestTimesOfAPersonSurviveTheirJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := grid.MustDate("2026-01-01").AddDays(rapid.IntRange(0, 400).Draw(t, "day"))
		absence := workforce.Absence{ID: 1, Version: 2, PersonID: 3, From: day, To: day.AddDays(4), Kind: workforce.Vacation, Status: workforce.Approved}
		same(t, absence, back[AbsenceFields](t, absenceOf(absence)).toDomain(3, 1, 2))
		start := rapid.IntRange(0, 1439).Draw(t, "start")
		work := workforce.Assignment{ID: 1, Version: 2, PersonID: 3, Date: day, Start: start, End: start + rapid.IntRange(1, 1440).Draw(t, "length"), Note: "coaching"}
		same(t, work, back[AssignmentFields](t, assignmentOf(work)).toDomain(3, 1, 2))
	})
}

func TestAgreementsSurviveTheirJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weekends := rapid.IntRange(0, 3).Draw(t, "weekends")
		want := workforce.Agreement{ID: 1, Version: 2, Code: "FT", Name: "Full time", Terms: []workforce.Terms{{
			ValidFrom: grid.MustDate("2026-01-01"),
			Rules: workforce.Rules{
				WeeklyMinMin: 1200, WeeklyMaxMin: 2400, MinRestMin: 660, MaxConsecutiveDays: 6, MinDaysOffPerWeek: 1,
				MinConsecutiveDaysOff: 2, MaxShiftsPerWeek: rapid.IntRange(0, 7).Draw(t, "shifts"), MaxWeekendsInPeriod: &weekends,
				Further: []labour.Rule{
					{Kind: labour.PaidMinutes, Span: labour.Rolling, Days: 7, Min: 60, Max: 2880, Source: "2003/88/EC, article 6"},
					{Kind: labour.Shifts, Class: "N", Span: labour.Blocks, Days: 28, Anchor: grid.MustDate("2026-01-05"), Max: labour.Nothing},
					{Kind: labour.StartSpread, Span: labour.Week, Weekdays: []time.Weekday{time.Monday, time.Sunday}},
					{Kind: labour.BarredHours, From: 22 * 60, To: 6 * 60},
					{Kind: labour.DayOffLength, Min: 36 * 60, From: 720, Flex: 240},
					{Kind: labour.Pattern, Anchor: grid.MustDate("2026-01-05"), Cycle: [][]string{{"N"}, {}, {labour.Off}}},
					{Kind: labour.NoSuccession, Class: "N", Then: "D"},
				},
			},
			Templates: []workforce.ShiftTemplate{{
				Code: "N", Letter: "夜", Name: "Night", Weekdays: []time.Weekday{time.Monday, time.Sunday},
				EarliestStartMin: 1260, LatestStartMin: 1380, StepMin: 15, LengthsMin: []int{480, 540},
				Lunch:  &workforce.Pause{Minutes: 30, EarliestAfterMin: 180, LatestAfterMin: 300},
				Breaks: []workforce.Pause{{Minutes: 15, Paid: true, EarliestAfterMin: 60, LatestAfterMin: 120}}, MinMinutesBetweenBreaks: 45, MaxWorkMin: 300,
			}},
		}}}
		same(t, want, back[AgreementFields](t, agreementOf(want)).toDomain(1, 2))
	})
}

func TestAnEditKeepsWhatHeldBefore(t *testing.T) {
	now := workforce.Agreement{ID: 1, Version: 2, Code: "FT", Name: "Full time", Terms: []workforce.Terms{{Rules: workforce.Rules{WeeklyMaxMin: 2400}}}}
	from := Day{grid.MustDate("2026-07-01")}
	next := reviseAgreement(now, AgreementFields{Code: "FT", Name: "Full time", ValidFrom: &from, Rules: LabourRules{WeeklyMaxMin: 2280}}, 2)
	if len(next.Terms) != 2 || next.Terms[0].Rules.WeeklyMaxMin != 2400 || next.Terms[1].Rules.WeeklyMaxMin != 2280 {
		t.Errorf("terms %+v, want 2400 minutes before 2026-07-01 and 2280 from then on", next.Terms)
	}
	queue := workforce.Queue{ID: 1, Version: 2, Goals: []workforce.ServiceGoal{{SLTarget: 0.8}}}
	changed := reviseQueue(queue, QueueFields{Goal: ServiceGoal{ValidFrom: &from, SLTarget: 0.9}}, 2)
	if len(changed.Goals) != 2 || changed.Goals[0].SLTarget != 0.8 || changed.Goals[1].SLTarget != 0.9 {
		t.Errorf("goals %+v, want 0.8 before 2026-07-01 and 0.9 from then on", changed.Goals)
	}
	again := reviseQueue(changed, QueueFields{Goal: ServiceGoal{ValidFrom: &from, SLTarget: 0.85}}, 3)
	if len(again.Goals) != 2 || again.Goals[1].SLTarget != 0.85 {
		t.Errorf("goals %+v, want the goal of the same day replaced", again.Goals)
	}
}

func TestAPersonIsShownAsOfADay(t *testing.T) {
	p := workforce.Person{
		ID: 1, Version: 2, Code: "P1", Name: "Ann", SiteID: 1, EmployerID: 2, HiredOn: grid.MustDate("2024-01-08"), LeftOn: grid.MustDate("2027-12-31"),
		Agreements: []workforce.AgreementSpell{{AgreementID: 5}, {AgreementID: 6, ValidFrom: grid.MustDate("2026-07-01")}},
		Skills:     []workforce.SkillSpell{{SkillID: 7, Level: 2, ValidTo: grid.MustDate("2026-06-30")}, {SkillID: 8, Level: 4, ValidFrom: grid.MustDate("2026-07-01")}},
	}
	before, after := personOn(p, grid.MustDate("2026-06-30")), personOn(p, grid.MustDate("2026-07-01"))
	if *before.AgreementID != 5 || *after.AgreementID != 6 {
		t.Errorf("agreements %d and %d, want 5 until June and 6 from July", *before.AgreementID, *after.AgreementID)
	}
	if diff := cmp.Diff([]SkillLevel{{7, 2}}, before.Skills); diff != "" {
		t.Errorf("skills of June (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]SkillLevel{{8, 4}}, after.Skills); diff != "" {
		t.Errorf("skills of July (-want +got):\n%s", diff)
	}
	unchanged := revisePerson(p, after.PersonFields, 2, grid.MustDate("2026-08-01"))
	if diff := cmp.Diff(p, unchanged, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("an edit that changes nothing changed (-before +after):\n%s", diff)
	}
}

func TestUsersSurviveTheirJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := auth.User{
			ID: 1, Version: 2, Name: "Ana", Roles: []auth.Role{auth.VendorCoordinator}, Employer: 3, Disabled: rapid.Bool().Draw(t, "disabled"),
			Sites: rapid.SampledFrom([][]int64{nil, {}, {1, 2}}).Draw(t, "sites"),
		}
		got := back[UserFields](t, userOf(want)).toDomain(1, 2)
		if diff := cmp.Diff(want, got); diff != "" { // nil is every site, and no site is none
			t.Errorf("what came back differs (-sent +back):\n%s", diff)
		}
	})
}

func TestAJobShowsWhatIsKnownOfIt(t *testing.T) {
	best, queued := 12.5, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	run := jobs.Run{
		ID: 4, Version: 9, Kind: "roster.build", State: jobs.Running, Subject: "roster:12", CancelRequested: true,
		Progress: jobs.Progress{Phase: "search", Fraction: 0.5, Best: &best}, QueuedAt: queued, Result: json.RawMessage(`{"a":1}`),
	}
	raw, err := json.Marshal(jobOf(run))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":4,"version":9,"kind":"roster.build","state":"running","cancelling":true,"phase":"search","fraction":0.5,"best":12.5,"message":"",` +
		`"result":{"a":1},"subject":{"type":"roster","id":12},"createdAt":"2026-03-02T09:00:00Z"}`
	if string(raw) != want {
		t.Errorf("got  %s\nwant %s", raw, want)
	}
	run.State, run.Subject = jobs.Cancelled, "something else"
	if ended := jobOf(run); ended.Cancelling || ended.Subject != nil {
		t.Errorf("got %+v, want an ended job no longer cancelling, and no subject", ended)
	}
}

func TestVersionsAreReadFromTheirTags(t *testing.T) {
	for tag, want := range map[string]int64{`"3"`: 3, `W/"17"`: 17, `"999999999999999999"`: 999999999999999999, `"x"`: 0} {
		if got := (IfMatch{Match: tag}).version(); got != want {
			t.Errorf("%s: version %d, want %d", tag, got, want)
		}
	}
	if got := etag(12); got != `"12"` {
		t.Errorf("the tag of 12 is %s", got)
	}
}

func TestARequestIsKnownAgainWithoutKeepingIt(t *testing.T) {
	first, err := fingerprint("/skills", SkillFields{Code: "EN", Name: "English"})
	if err != nil {
		t.Fatal(err)
	}
	same, _ := fingerprint("/skills", SkillFields{Code: "EN", Name: "English"})
	other, _ := fingerprint("/skills", SkillFields{Code: "EN", Name: "Englisch"})
	elsewhere, _ := fingerprint("/teams", SkillFields{Code: "EN", Name: "English"})
	if first != same || first == other || first == elsewhere || len(first) != 64 {
		t.Errorf("fingerprints %s, %s, %s, %s: want the first two equal and no others", first, same, other, elsewhere)
	}
}
