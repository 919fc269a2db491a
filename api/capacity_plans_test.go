package api_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
)

// voicePlan is eight weeks of a group of London, 20 people for 600 hours a week,
// of whom more are required from the fifth week on.
func voicePlan(extra string) string {
	return `{"siteId":%d,"name":"Spring","currency":"gbp","from":"2026-03-02","weeks":8,"groups":[{"name":"voice"` + extra + `,` +
		`"required":[600,600,600,600,660,660,660,660],"starting":[{"people":20,"weeks":100}],"hours":40,` +
		`"shrinkage":[{"name":"leave","inOffice":false,"share":[0.25]}],"attrition":[{"fromWeek":0,"yearly":0}],` +
		`"training":{"weeks":2,"costMinor":100,"productivity":[0.5,1]},"overtime":{"cap":0},` +
		`"vendors":[{"name":"North","min":1,"max":9,"lead":1,"weeks":4,"hours":30,"priceMinor":90000}],"payMinor":60000,"hireCostMinor":1000}],` +
		`"scenarios":[{"name":"busy","demand":0.1}]}`
}

func (c *centre) planned(t *testing.T, body string) api.CapacityPlan {
	t.Helper()
	return decoded[api.CapacityPlan](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/capacity-plans", Body: body, Status: http.StatusCreated}))
}

func TestACapacityPlanIsComputedByWeekAndMonth(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		p := c.planned(t, fmt.Sprintf(voicePlan(""), c.seeded.London))
		if p.Currency != "GBP" || p.Version != 1 || len(p.Groups[0].Required) != 8 {
			t.Fatalf("plan %+v", p)
		}
		at := fmt.Sprintf("/capacity-plans/%d", p.ID)
		weeks := decoded[api.CapacityWeeks](t, c.play(t, Scenario{As: "supervisor", URL: at + "/weeks", Status: 200}))
		if g := weeks.Groups[0]; len(weeks.First) != 8 || g.OwnHours[0] != 600 || g.GapHours[4] != -60 || g.Gap[4] != -2 || g.CostMinor[0] != 20*60000 {
			t.Errorf("by week %+v", weeks)
		}
		months := decoded[api.CapacityWeeks](t, c.play(t, Scenario{As: "supervisor", URL: at + "/weeks?period=month&scenario=busy", Status: 200}))
		if len(months.First) != 2 || months.Groups[0].RequiredHours[0] != 600*4*1.1 || months.Scenario != "busy" {
			t.Errorf("by month in another world %+v", months)
		}
		cell := decoded[api.CapacityCell](t, c.play(t, Scenario{As: "supervisor", URL: at + "/groups/0/weeks/4", Status: 200}))
		if cell.Group != "voice" || cell.Monday.String() != "2026-03-30" || len(cell.Steps) < 20 {
			t.Errorf("cell %+v", cell)
		}
		c.run(t, []Scenario{
			{Name: "no such scenario", As: "planner", URL: at + "/weeks?scenario=dull", Status: 422, Want: []string{`"query.scenario"`, "busy"}},
			{Name: "no such week", As: "planner", URL: at + "/groups/0/weeks/8", Status: 422, Want: []string{`"query.week"`}},
			{Name: "an agent sees none", As: "agent", URL: at, Status: 403},
			{Name: "a supervisor changes none", As: "supervisor", Method: http.MethodDelete, URL: at, Status: 403},
			{Name: "stale", As: "planner", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"7"`}, Body: fmt.Sprintf(voicePlan(""), c.seeded.London), Status: 412, Want: []string{`"have":1`}},
			{Name: "changed", As: "planner", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"1"`}, Body: fmt.Sprintf(voicePlan(`,"lead":3`), c.seeded.London), Status: 200, Want: []string{`"version":2`, `"lead":3`}},
			{Name: "listed", As: "planner@london", URL: "/capacity-plans", Status: 200, Want: []string{`"Spring"`}},
			{Name: "deleted", As: "planner", Method: http.MethodDelete, URL: at, Status: 204},
			{Name: "gone", As: "planner", URL: at, Status: 404},
		})
	}, "planner", "planner@london", "supervisor", "agent")
}

func TestAProposalClosesTheGapAndKeepsNothing(t *testing.T) {
	c := newCentre(t)
	p := c.planned(t, fmt.Sprintf(voicePlan(""), c.seeded.London))
	at := fmt.Sprintf("/capacity-plans/%d", p.ID)
	proposal := decoded[api.CapacityProposal](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/proposal", Body: `{}`, Status: 200}))
	g := proposal.Groups[0]
	if g.ShortHours != 0 || len(g.Hires)+len(g.Tranches) == 0 || proposal.CostMinor <= proposal.OwnCostMinor {
		t.Errorf("proposal %+v", proposal)
	}
	for w, gap := range proposal.Weeks.Groups[0].GapHours {
		if gap < -1e-6 {
			t.Errorf("week %d lacks %.2f hours", w, -gap)
		}
	}
	now := decoded[api.CapacityPlan](t, c.play(t, Scenario{As: "planner", URL: at, Status: 200}))
	if now.Version != 1 || len(now.Groups[0].Hires) != 0 {
		t.Errorf("the plan was changed: %+v", now)
	}
}

func TestDemandIsReadFromOutlooksAndPeopleFromTheRegister(t *testing.T) {
	c := newCentre(t)
	c.calls(t, c.seeded.Sales, firstMonday.AddDays(-150), firstMonday)
	body := `{"siteId":%d,"name":"Year","currency":"GBP","from":"` + firstMonday.String() + `","weeks":26,"groups":[{"name":"sales","queueIds":[%d],"countPeople":true,` +
		`"hours":40,"training":{"weeks":2,"costMinor":0},"overtime":{"cap":0},"payMinor":60000,"hireCostMinor":0}]}`
	body = fmt.Sprintf(body, c.seeded.London, c.seeded.Sales)
	p := c.planned(t, body)
	at := fmt.Sprintf("/capacity-plans/%d", p.ID)
	read := decoded[api.CapacityPlan](t, c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/demand", Header: map[string]string{"If-Match": `"1"`}, Status: 200}))
	g := read.Groups[0]
	if read.Version != 2 || len(g.Basis) != 1 || g.Basis[0].QueueID != c.seeded.Sales || g.Basis[0].RequirementID != 0 {
		t.Fatalf("plan %+v", read)
	}
	if g.Basis[0].Hours < g.Basis[0].WorkHours || math.Abs(total(g.Required)-g.Basis[0].Hours) > 1e-3*g.Basis[0].Hours {
		t.Errorf("%.1f hours of people for %.1f of work, %.1f in the weeks", g.Basis[0].Hours, g.Basis[0].WorkHours, total(g.Required))
	}
	people := 0.0
	for _, cohort := range g.Starting {
		people += cohort.People
	}
	if people != 2 { // Ann and Bo
		t.Errorf("%g people begin, want the two of London who can do it: %+v", people, g.Starting)
	}
	kept := decoded[api.CapacityPlan](t, c.play(t, Scenario{As: "planner", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"2"`}, Body: body, Status: 200}))
	if total(kept.Groups[0].Required) != total(g.Required) || len(kept.Groups[0].Basis) != 1 {
		t.Errorf("an edit without required hours lost what was read: %+v", kept.Groups[0])
	}
	c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: at + "/demand", Header: map[string]string{"If-Match": `"1"`}, Status: 412})
}

func TestACapacityPlanThatCannotBeNamesItsFields(t *testing.T) {
	c := newCentre(t)
	post := func(name, body string, want ...string) Scenario {
		return Scenario{Name: name, As: "planner", Method: http.MethodPost, URL: "/capacity-plans", Body: fmt.Sprintf(body, c.seeded.London), Status: 422, Want: want}
	}
	c.run(t, []Scenario{
		post("a Tuesday, no money and a week too far", `{"siteId":%d,"name":"X","currency":"GBP","from":"2026-03-03","weeks":2,"groups":[{"name":"a","required":[1,1],"hours":40,`+
			`"training":{"weeks":0,"costMinor":-1},"overtime":{"cap":0},"payMinor":-5,"hireCostMinor":0,"hires":[{"week":2,"people":1}]}]}`,
			`"body.from"`, `"body.groups[0].payMinor"`, `"body.groups[0].training.costMinor"`, `"body.groups[0].hires[0].week"`),
		post("no currency", `{"siteId":%d,"name":"X","currency":"12£","from":"2026-03-02","weeks":1,"groups":[{"name":"a","required":[1],"hours":40,"training":{"weeks":0,"costMinor":0},"overtime":{"cap":0},"payMinor":0,"hireCostMinor":0}]}`, `"body.currency"`),
		post("queues of nobody", `{"siteId":%d,"name":"X","currency":"GBP","from":"2026-03-02","weeks":1,"groups":[{"name":"a","queueIds":[99],"hours":40,"training":{"weeks":0,"costMinor":0},"overtime":{"cap":0},"payMinor":0,"hireCostMinor":0}]}`, `"body.groups[0].queueIds[0]"`),
		{
			Name: "a site of others", As: "planner@london", Method: http.MethodPost, URL: "/capacity-plans", Status: 422,
			Body: fmt.Sprintf(voicePlan(""), c.seeded.Dalian), Want: []string{`"body.siteId"`},
		},
	})
}

func TestChangesOfAPlanSayWhoAndWhy(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		p := c.planned(t, fmt.Sprintf(voicePlan(""), c.seeded.London))
		at := fmt.Sprintf("/capacity-plans/%d", p.ID)
		hired := strings.Replace(fmt.Sprintf(voicePlan(`,"hires":[{"week":2,"people":3}]`), c.seeded.London), `"name":"Spring"`, `"name":"Spring","note":" the class of March "`, 1)
		c.run(t, []Scenario{
			{Name: "a class", As: "planner@london", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"1"`}, Body: hired, Status: 200, Want: []string{`"note":"the class of March"`}},
			{Name: "a note of two lines", As: "planner", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"2"`}, Body: strings.Replace(hired, "the class", `a\nb`, 1), Status: 422, Want: []string{`"body.note"`}},
			{Name: "an agent sees none", As: "agent", URL: at + "/changes", Status: 403},
			{Name: "of no plan", As: "planner", URL: "/capacity-plans/99999/changes", Status: 404},
		})
		got := decoded[api.PageOf[api.CapacityChange]](t, c.play(t, Scenario{As: "supervisor", URL: at + "/changes", Status: 200})).Items
		if len(got) != 2 || got[0].Version != 2 || got[0].Note != "the class of March" || got[0].ChangedByName == "" || got[1].Version != 1 || len(got[1].Differs) != 0 {
			t.Fatalf("changes %+v", got)
		}
		d := got[0].Differs
		if len(d) != 1 || d[0].Group != "voice" || d[0].Subject != "hires" || *d[0].FirstWeek != 2 || *d[0].LastWeek != 2 || *d[0].Before != 0 || *d[0].After != 3 {
			t.Errorf("what differs: %+v", d)
		}
	}, "planner", "planner@london", "supervisor", "agent")
}

func TestAPreviewComputesAndKeepsNothing(t *testing.T) {
	c := newCentre(t)
	plan := fmt.Sprintf(voicePlan(`,"hires":[{"week":2,"people":2}]`), c.seeded.London)
	weeks := decoded[api.CapacityWeeks](t, c.play(t, Scenario{As: "supervisor", Method: http.MethodPost, URL: "/capacity-plans/preview", Body: `{"plan":` + plan + `,"scenario":"busy"}`, Status: 200}))
	if g := weeks.Groups[0]; weeks.Scenario != "busy" || weeks.Period != "week" || g.End[2] != 22 || math.Abs(g.RequiredHours[0]-660) > 1e-6 {
		t.Errorf("preview %+v", weeks)
	}
	c.run(t, []Scenario{
		{Name: "nothing is kept", As: "planner", URL: "/capacity-plans", Status: 200, Want: []string{`"items":[]`}},
		{Name: "what cannot be is named", As: "planner", Method: http.MethodPost, URL: "/capacity-plans/preview", Body: `{"plan":` + strings.Replace(plan, `"week":2`, `"week":9`, 1) + `}`, Status: 422, Want: []string{`groups[0].hires[0].week`}},
		{Name: "no such scenario", As: "planner", Method: http.MethodPost, URL: "/capacity-plans/preview", Body: `{"plan":` + plan + `,"scenario":"dull"}`, Status: 422, Want: []string{"busy"}},
		{Name: "a site of others", As: "planner@london", Method: http.MethodPost, URL: "/capacity-plans/preview", Body: `{"plan":` + fmt.Sprintf(voicePlan(""), c.seeded.Dalian) + `}`, Status: 422, Want: []string{`siteId`}},
		{Name: "not for agents", As: "agent", Method: http.MethodPost, URL: "/capacity-plans/preview", Body: `{"plan":` + plan + `}`, Status: 403},
	})
}

func TestAPlanIsTakenAwayAsATable(t *testing.T) {
	c := newCentre(t)
	p := c.planned(t, strings.Replace(fmt.Sprintf(voicePlan(""), c.seeded.London), `"name":"voice"`, `"name":"=voice"`, 1))
	at := fmt.Sprintf("/capacity-plans/%d", p.ID)
	answer := c.play(t, Scenario{As: "supervisor", URL: at + "/export.csv?period=month", Status: 200, Want: []string{"group,month,currency,start,hires", "cost_minor"}})
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(answer, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v; want a heading and two months", len(rows), err)
	}
	cell := func(row int, name string) string { return rows[row][slices.Index(rows[0], name)] }
	if cell(1, "group") != "'=voice" || cell(1, "month") != "2026-03-01" || cell(1, "required_hours") != "2400" || cell(1, "cost_minor") != "4800000" {
		t.Errorf("March is %v", rows[1])
	}
	book := c.play(t, Scenario{As: "supervisor", URL: at + "/export.xlsx?scenario=busy", Status: 200})
	if !strings.HasPrefix(book, "PK") {
		t.Errorf("a workbook begins with %.10q", book)
	}
}
