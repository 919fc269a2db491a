package api_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestAThingLivesFromCreationToDeletion(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		body := `{"code":"MAN","name":"Manchester","zone":"Europe/London","country":"gb"}`
		made := c.play(t, Scenario{As: "planner", Method: "POST", URL: "/sites", Body: body, Status: 201,
			Want: []string{`"version":1`, `"country":"GB"`}, WantTop: map[string]string{"ETag": `"1"`, "Location": "/api/v1/sites/"}})
		at := fmt.Sprintf("/sites/%d", decoded[struct{ ID int64 }](t, made).ID)
		edited := strings.Replace(body, "Manchester", "Manchester Piccadilly", 1)
		first := map[string]string{"If-Match": `"1"`}
		c.run(t, []Scenario{
			{Name: "it is there", As: "hr", URL: at, Status: 200, Want: []string{"Manchester"}, WantTop: map[string]string{"ETag": `"1"`}},
			{Name: "a code is taken once", As: "planner", Method: "POST", URL: "/sites", Body: body, Status: 409, Want: []string{`"code":"duplicate"`, "body.code", "MAN"}},
			{Name: "an edit moves the version on", As: "planner", Method: "PUT", URL: at, Body: edited, Header: first, Status: 200, Want: []string{`"version":2`}, WantTop: map[string]string{"ETag": `"2"`}},
			{Name: "a stale edit is told both versions and what stands", As: "planner", Method: "PUT", URL: at, Body: body, Header: first, Status: 412,
				Want: []string{`"code":"stale"`, `"have":2`, `"want":1`, `"current":{`, "Piccadilly"}},
			{Name: "an edit without a version is refused", As: "planner", Method: "PUT", URL: at, Body: body, Status: 428, Want: []string{"header.If-Match"}},
			{Name: "a supervisor only reads", As: "supervisor", Method: "DELETE", URL: at, Status: 403},
			{Name: "it goes", As: "planner", Method: "DELETE", URL: at, Status: 204},
			{Name: "and is gone", As: "planner", URL: at, Status: 404, Want: []string{`"code":"not_found"`}},
			{Name: "what is referred to stays, and says by what", As: "planner", Method: "DELETE", URL: fmt.Sprintf("/employers/%d", c.seeded.Vendor), Status: 409,
				Want: []string{`"code":"in_use"`, "Bo Birch"}},
		})
	}, "planner", "hr", "supervisor")
}

func TestARequestSentAgainIsAnsweredAsBefore(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		key := map[string]string{"Idempotency-Key": "a-key-of-my-own"}
		skill := `{"code":"FR","name":"French"}`
		first := c.play(t, Scenario{As: "planner", Method: "POST", URL: "/skills", Body: skill, Header: key, Status: 201})
		again := c.play(t, Scenario{As: "planner", Method: "POST", URL: "/skills", Body: skill, Header: key, Status: 201, WantTop: map[string]string{"Location": "/api/v1/skills/"}})
		if first != again {
			t.Errorf("sent again: %s, want the first answer %s", again, first)
		}
		c.run(t, []Scenario{
			{Name: "the key is for that request alone", As: "planner", Method: "POST", URL: "/skills", Body: `{"code":"DE","name":"German"}`, Header: key, Status: 422, Want: []string{"key_misused"}},
			{Name: "and for that user alone", As: "hr", Method: "POST", URL: "/skills", Body: skill, Header: key, Status: 409, Want: []string{"duplicate"}},
			{Name: "without a key the second is a duplicate", As: "planner", Method: "POST", URL: "/skills", Body: skill, Status: 409},
		})
	}, "planner", "hr", "supervisor")
}

func TestEverythingWrongIsNamedAtOnce(t *testing.T) {
	c := newCentre(t)
	queue := `{"code":"","name":"Q","siteId":987654,"channelId":%d,"intervalMin":17,"openingHours":[{"weekday":1,"opens":"09:00","closes":"12:00"},{"weekday":1,"opens":"11:00","closes":"15:00"}],` +
		`"closedOnHolidays":false,"extra":1,"goal":{"slTarget":1.5,"thresholdS":20,"slVariant":"best","inOfficeShrinkage":1,"outOfOfficeShrinkage":0,"minAgents":-1}}`
	c.run(t, []Scenario{
		{Name: "types, forms and the domain's rules together", As: "planner", Method: "POST", URL: "/queues", Body: fmt.Sprintf(queue, c.seeded.Voice), Status: 422,
			Want: []string{"body.code", "body.intervalMin", "body.openingHours[1]", "body.goal.slTarget", "body.goal.slVariant", "body.goal.inOfficeShrinkage", "body.goal.minAgents", "body.extra"}},
		{Name: "a reference to nothing", As: "planner", Method: "POST", URL: "/teams", Body: `{"code":"B","name":"B","siteId":98765,"employerId":98766}`, Status: 422,
			Want: []string{"body.siteId", "body.employerId", "98765", "98766"}},
		{Name: "a day that does not exist", As: "planner", URL: fmt.Sprintf("/people/%d/absences?from=2026-02-30", c.seeded.Ann), Status: 422, Want: []string{"query.from"}},
		{Name: "a cursor that is no number", As: "administrator", URL: "/audit?cursor=next", Status: 422, Want: []string{"query.cursor", `"code":"page_cursor"`}},
		{Name: "a question that nobody asks", As: "planner", URL: "/sites?colour=red", Status: 422, Want: []string{"query.colour"}},
		{Name: "a page too long", As: "planner", URL: "/sites?limit=501", Status: 422, Want: []string{"query.limit"}},
		{Name: "a cursor from nowhere", As: "planner", URL: "/sites?cursor=%21%21", Status: 422, Want: []string{"query.cursor", `"code":"page_cursor"`}},
		{Name: "a cursor of people that is none", As: "planner", URL: "/people?cursor=MTIz", Status: 422, Want: []string{"query.cursor"}},
		{Name: "a cursor where there are no pages", As: "planner", URL: fmt.Sprintf("/people/%d/absences?cursor=MTIz", c.seeded.Ann), Status: 422, Want: []string{"query.cursor"}},
		{Name: "an assignment of no time", As: "planner", Method: "POST", URL: fmt.Sprintf("/people/%d/assignments", c.seeded.Ann), Body: `{"date":"2026-03-02","start":"09:00","end":"09:00"}`, Status: 422, Want: []string{"body.end"}},
		{Name: "broken JSON", As: "planner", Method: "POST", URL: "/skills", Body: `{"code":`, Status: 400, Want: []string{`"code":"malformed"`}, NotWant: []string{"expected 1 to 64"}},
		{Name: "no body", As: "planner", Method: "POST", URL: "/skills", Status: 400, Want: []string{"malformed"}},
		{Name: "another media type", As: "planner", Method: "POST", URL: "/skills", Body: "code=FR", Header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, Status: 415},
		{Name: "a body beyond the limit", As: "planner", Method: "POST", URL: "/skills", Body: `{"code":"` + strings.Repeat("x", 2<<20) + `"}`, Status: 413, Want: []string{"too_large"}},
		{Name: "an id that is no number", As: "planner", URL: "/sites/one", Status: 422, Want: []string{"path.id"}},
		{Name: "a method that the address does not take", As: "planner", Method: "PATCH", URL: "/sites/1", Status: 405, Want: []string{"method_not_allowed"}, WantTop: map[string]string{"Allow": "GET"}},
	})
}

func TestAUserSeesTheRowsOfTheirScope(t *testing.T) {
	c := newCentre(t)
	person := func(id int64) string { return fmt.Sprintf("/people/%d", id) }
	c.run(t, []Scenario{
		{Name: "a planner of all sites sees everyone", As: "planner", URL: "/people", Status: 200, Want: []string{"Ann Ash", "Bo Birch", "Cai Wei", "Dee Dow"}},
		{Name: "one of London sees London", As: "planner@london", URL: "/people", Status: 200, Want: []string{"Ann Ash", "Bo Birch"}, NotWant: []string{"Cai Wei", "Dee Dow"}},
		{Name: "a vendor's coordinator sees the vendor's", As: "vendor_coordinator", URL: "/people", Status: 200, Want: []string{"Bo Birch", "Dee Dow"}, NotWant: []string{"Ann Ash", "Cai Wei"}},
		{Name: "nor one by one", As: "vendor_coordinator", URL: person(c.seeded.Ann), Status: 404},
		{Name: "nor another site's", As: "planner@london", URL: person(c.seeded.Cai), Status: 404},
		{Name: "nor what hangs on them", As: "planner@london", URL: person(c.seeded.Cai) + "/absences", Status: 404},
		{Name: "nor by lying about whose it is", As: "planner", Method: "DELETE", URL: fmt.Sprintf("/people/%d/absences/%d", c.seeded.Bo, c.seeded.AnnAway), Status: 404},
		{Name: "an agent does not browse people", As: "agent", URL: "/people", Status: 403},
		{Name: "nobody puts a person at a site they do not see", As: "planner@london", Method: "POST", URL: "/people", Status: 422, Want: []string{"body.siteId"},
			Body: fmt.Sprintf(`{"code":"N1","name":"New","siteId":%d,"employerId":%d,"hiredOn":"2026-01-05","skills":[],"availability":[]}`, c.seeded.Dalian, c.seeded.Own)},
	})
}

func TestPeopleAreFoundByWhatIsKnownOfThem(t *testing.T) {
	c := newCentre(t)
	c.run(t, []Scenario{
		{Name: "by site", As: "planner", URL: fmt.Sprintf("/people?site=%d", c.seeded.Dalian), Status: 200, Want: []string{"Cai Wei"}, NotWant: []string{"Ann Ash"}},
		{Name: "by employer", As: "planner", URL: fmt.Sprintf("/people?employer=%d", c.seeded.Own), Status: 200, Want: []string{"Ann Ash", "Cai Wei"}, NotWant: []string{"Bo Birch"}},
		{Name: "by skill", As: "planner", URL: fmt.Sprintf("/people?skill=%d", c.seeded.English), Status: 200, Want: []string{"Ann Ash"}},
		{Name: "by a part of the name", As: "planner", URL: "/people?q=birch", Status: 200, Want: []string{"Bo Birch"}, NotWant: []string{"Ann Ash"}},
		{Name: "page by page", As: "planner", URL: "/people?limit=3", Status: 200, Want: []string{"Cai Wei", `"nextCursor"`}, NotWant: []string{"Dee Dow"}},
	})
	body := c.play(t, Scenario{As: "planner", URL: "/people?limit=3", Status: 200})
	next := decoded[struct{ NextCursor string }](t, body).NextCursor
	c.play(t, Scenario{As: "planner", URL: "/people?limit=3&cursor=" + next, Status: 200, Want: []string{"Dee Dow"}, NotWant: []string{"Cai Wei", "nextCursor"}})
}

func TestAChangedSkillHoldsFromItsDayOn(t *testing.T) {
	c := newCentre(t)
	at := fmt.Sprintf("/people/%d", c.seeded.Ann)
	with := func(level int, from string) string {
		return fmt.Sprintf(`{"code":"P1","name":"Ann Ash","siteId":%d,"employerId":%d,"agreementId":%d,"hiredOn":"2024-01-08","skills":[{"skillId":%d,"level":%d}],"availability":[{"weekday":5,"from":"22:00","to":"06:00"}]%s}`,
			c.seeded.London, c.seeded.Own, c.seeded.FullTime, c.seeded.English, level, from)
	}
	c.run(t, []Scenario{
		{Name: "a change from a later day is not yet in force", As: "planner", Method: "PUT", URL: at, Header: map[string]string{"If-Match": `"1"`}, Body: with(5, `,"validFrom":"2999-01-01"`), Status: 200,
			Want: []string{`"level":3`, `"from":"22:00","to":"06:00"`}},
		{Name: "one without a day holds from today", As: "planner", Method: "PUT", URL: at, Header: map[string]string{"If-Match": `"2"`}, Body: with(4, ""), Status: 200, Want: []string{`"level":4`}},
	})
	person, err := c.Workforce.People.Get(t.Context(), systemScope(), c.seeded.Ann)
	if err != nil {
		t.Fatal(err)
	}
	if len(person.Skills) != 2 || person.Skills[0].Level != 3 || person.Skills[1].Level != 4 {
		t.Errorf("skills %+v; want level 3 until yesterday and level 4 from today", person.Skills)
	}
}

func TestCalendarsKeepTheirDaysByYear(t *testing.T) {
	c := newCentre(t)
	at := fmt.Sprintf("/calendars/%d", c.seeded.Calendar)
	c.run(t, []Scenario{
		{Name: "statutory days come from the seed", As: "planner", Method: "POST", URL: at + "/seed", Body: bodies["CalendarSeed"], Status: 200, Want: []string{`"added":`}, NotWant: []string{`"added":0`}},
		{Name: "and only once", As: "planner", Method: "POST", URL: at + "/seed", Body: bodies["CalendarSeed"], Status: 200, Want: []string{`"added":0`}},
		{Name: "an unknown region lists the known", As: "planner", Method: "POST", URL: at + "/seed", Body: `{"region":"xx","from":"2026-01-01","to":"2026-12-31"}`, Status: 422, Want: []string{"body.region", "gb"}},
		{Name: "the year shows them", As: "hr", URL: at + "/days?year=2026", Status: 200, Want: []string{`"2026-12-25"`, `"holiday"`}, WantTop: map[string]string{"ETag": `"2"`}},
		{Name: "a year is replaced as a whole", As: "planner", Method: "PUT", URL: at + "/days?year=2026", Header: map[string]string{"If-Match": `"2"`},
			Body: `{"days":[{"date":"2026-06-01","kind":"event","name":"Launch","upliftPct":12.5}]}`, Status: 200, Want: []string{"Launch"}, WantTop: map[string]string{"ETag": `"3"`}},
		{Name: "a stale replacement is told what stands", As: "planner", Method: "PUT", URL: at + "/days?year=2026", Header: map[string]string{"If-Match": `"2"`}, Body: `{"days":[]}`, Status: 412, Want: []string{`"have":3`, "Launch"}},
		{Name: "every wrong day is named, with what else is wrong", As: "planner", Method: "PUT", URL: at + "/days?year=2026", Header: map[string]string{"If-Match": `"3"`},
			Body: `{"days":[{"date":"2026-06-01","kind":"feast","name":"Launch"},{"date":"2026-06-02","kind":"event","name":""}]}`, Status: 422, Want: []string{"body.days[0].kind", "body.days[1].name"}},
		{Name: "years on end are replaced at once", As: "planner", Method: "PUT", URL: at + "/days?year=2026&lastYear=2027", Header: map[string]string{"If-Match": `"3"`},
			Body:   `{"days":[{"date":"2026-12-31","kind":"event","name":"Sale"},{"date":"2027-01-01","kind":"event","name":"Sale"}]}`,
			Status: 200, WantTop: map[string]string{"ETag": `"4"`}},
		{Name: "and read at once", As: "hr", URL: at + "/days?year=2026&lastYear=2027", Status: 200, Want: []string{"2026-12-31", "2027-01-01"}, NotWant: []string{"Launch"}},
		{Name: "or one by one", As: "hr", URL: at + "/days?year=2027", Status: 200, Want: []string{"2027-01-01"}, NotWant: []string{"2026-12-31"}},
		{Name: "years the wrong way round are refused", As: "hr", URL: at + "/days?year=2027&lastYear=2026", Status: 422, Want: []string{"query.lastYear"}},
		{Name: "of several years a wrong day refuses all", As: "planner", Method: "PUT", URL: at + "/days?year=2026&lastYear=2027", Header: map[string]string{"If-Match": `"4"`},
			Body: `{"days":[{"date":"2026-12-30","kind":"event","name":"Sale"},{"date":"2028-01-01","kind":"event","name":"Sale"}]}`, Status: 422, Want: []string{"body.days[1].date"}},
		{Name: "and leaves them as they were", As: "hr", URL: at + "/days?year=2026", Status: 200, Want: []string{"2026-12-31"}, NotWant: []string{"2026-12-30"}, WantTop: map[string]string{"ETag": `"4"`}},
		{Name: "a day outside the year is refused", As: "planner", Method: "PUT", URL: at + "/days?year=2026", Header: map[string]string{"If-Match": `"4"`},
			Body: `{"days":[{"date":"2027-06-01","kind":"event","name":"Launch"}]}`, Status: 422, Want: []string{"body.days[0].date"}},
	})
}

func TestOverlappingAssignmentsNameBoth(t *testing.T) {
	c := newCentre(t)
	at := fmt.Sprintf("/people/%d/assignments", c.seeded.Ann)
	c.run(t, []Scenario{
		{Name: "what stands is listed", As: "planner", URL: at + "?from=2026-03-01&to=2026-03-31", Status: 200, Want: []string{"coaching", `"09:00"`}},
		{Name: "an overlap is refused", As: "planner", Method: "POST", URL: at, Body: `{"date":"2026-03-09","start":"10:30","end":"12:00"}`, Status: 409,
			Want: []string{`"code":"overlap"`, "10:30-12:00", "09:00-11:00"}},
		{Name: "beside it is fine", As: "planner", Method: "POST", URL: at, Body: `{"date":"2026-03-09","start":"11:00","end":"12:00"}`, Status: 201, WantTop: map[string]string{"Location": at}},
		{Name: "an absence is approved by an edit", As: "hr", Method: "PUT", URL: fmt.Sprintf("/people/%d/absences/%d", c.seeded.Ann, c.seeded.AnnAway), Header: map[string]string{"If-Match": `"1"`},
			Body: `{"from":"2026-03-02","to":"2026-03-05","kind":"vacation","status":"refused"}`, Status: 200, Want: []string{`"refused"`, `"version":2`}},
		{Name: "and ends before it begins never", As: "hr", Method: "POST", URL: fmt.Sprintf("/people/%d/absences", c.seeded.Ann),
			Body: `{"from":"2026-03-06","to":"2026-03-02","kind":"vacation","status":"approved"}`, Status: 422, Want: []string{"body.to"}},
	})
}

func TestTheLogTellsWhoChangedWhat(t *testing.T) {
	c := newCentre(t)
	at := fmt.Sprintf("/people/%d/absences/%d", c.seeded.Ann, c.seeded.AnnAway)
	c.run(t, []Scenario{
		{Name: "a change that is refused", As: "planner", Method: "POST", URL: "/skills", Body: `{"code":"EN","name":"English again"}`, Status: 409},
		{Name: "leaves no line", As: "administrator", URL: "/audit?action=skill.create", Status: 200, Want: []string{`"items":[]`}},
		{Name: "one that is made", As: "planner", Method: "POST", URL: "/skills", Body: `{"code":"FR","name":"French"}`, Status: 201},
		{Name: "leaves one", As: "administrator", URL: "/audit?action=skill.create", Status: 200, Want: []string{`"subject":"skill/`, `"detail":{"version":1}`, `"userId":`}},
		{Name: "so does the end of an absence", As: "hr", Method: "DELETE", URL: at, Status: 204},
		{Name: "without what was in it", As: "administrator", URL: fmt.Sprintf("/audit?subject=absence/%d", c.seeded.AnnAway), Status: 200, Want: []string{"absence.delete"}, NotWant: []string{"vacation"}},
	})
}
