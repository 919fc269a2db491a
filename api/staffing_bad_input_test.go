package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/api"
)

// refusal is a request that cannot be, and the fields that the answer must name.
type refusal struct {
	name, body string
	fields     []string
}

// refused sends what cannot be to a door. Every answer names the field and what is
// expected there, and nothing is kept.
func (c *centre) refused(t *testing.T, door string, list []refusal) {
	t.Helper()
	for _, r := range list {
		t.Run(r.name, func(t *testing.T) {
			response, body := c.send(t, Scenario{As: "planner", Method: http.MethodPost, URL: door, Body: r.body})
			if response.StatusCode != http.StatusUnprocessableEntity {
				t.Fatalf("%s: status %d, want 422\n%s", r.body, response.StatusCode, body)
			}
			problem := decoded[api.Problem](t, body)
			for _, field := range r.fields {
				found := false
				for _, f := range problem.Errors {
					found = found || f.Location == field && f.Message != ""
				}
				if !found {
					t.Errorf("%s\nlacks %s in %s", r.body, field, body)
				}
			}
		})
	}
}

// kept is how many a list holds.
func (c *centre) kept(t *testing.T, door string) int {
	t.Helper()
	return len(decoded[struct {
		Items []json.RawMessage `json:"items"`
	}](t, c.play(t, Scenario{As: "planner", URL: door, Status: http.StatusOK})).Items)
}

func TestTheWorkbenchRefusesByFieldWhatCannotBe(t *testing.T) {
	c := newCentre(t)
	goals := `,"unknown":"agents","goals":[{"measure":"service_level","target":0.8}]`
	patient := func(seconds string) string { return workbench("", `"agents"`, `"patienceS":`+seconds+`,"agents"`) }
	list := []refusal{
		{"no handle time", workbench("", `"ahtS":180`, `"ahtS":0`), []string{"body.setting.ahtS"}},
		{"a negative handle time", workbench("", `"ahtS":180`, `"ahtS":-180`), []string{"body.setting.ahtS"}},
		{"no interval", workbench("", `"intervalS":1800`, `"intervalS":0`), []string{"body.setting.intervalS"}},
		{"fewer than no contacts", workbench("", `"contacts":100`, `"contacts":-1`), []string{"body.setting.contacts"}},
		{"fewer than no agents", workbench("", `"agents":14`, `"agents":-1`), []string{"body.setting.agents"}},
		{"a threshold before the contact", workbench("", `"thresholdS":20`, `"thresholdS":-20`), []string{"body.setting.thresholdS"}},
		{"a negative patience", patient("-1"), []string{"body.setting.patienceS"}},
		{"a share of redials above 1", workbench("", `"agents"`, `"redial":1.5,"agents"`), []string{"body.setting.redial"}},
		{"fewer lines than agents", workbench("", `"agents"`, `"lines":3,"agents"`), []string{"body.setting.lines"}},
		{"a definition that nobody knows", workbench("", `"sl_offered"`, `"sl_best"`), []string{"body.setting.slVariant"}},
		{"an unknown that is none", workbench(goals, `"unknown":"agents"`, `"unknown":"weather"`), []string{"body.unknown"}},
		{"a target of 100 %", workbench(goals, `"target":0.8`, `"target":1`), []string{"body.goals"}},
		{"a target of 80 instead of 0.8", workbench(goals, `"target":0.8`, `"target":80`), []string{"body.goals"}},
		{"a negative target", workbench(goals, `"target":0.8`, `"target":-0.1`), []string{"body.goals"}},
		{"no goal", workbench(`,"unknown":"agents"`), []string{"body.goals"}},
		{"agents below the load, for any threshold", workbench(`,"unknown":"threshold","goals":[{"measure":"service_level","target":0.8}]`, `"agents":14`, `"agents":9`), []string{"body.goals.service_level"}},
	}
	c.refused(t, "/erlang/solutions", list)
	c.refused(t, "/erlang/curves", []refusal{
		{"a range that runs backwards", workbench(`,"varied":"agents","from":9,"to":5`), []string{"body.to"}},
		{"handle times from 0 on", workbench(`,"varied":"aht","from":0,"to":300`), []string{"body.setting.ahtS"}},
	})
	// What has an answer, and none that is a number.
	for name, test := range map[string]struct {
		body string
		want []string
	}{
		"a load without agents":      {workbench("", `"agents":14`, `"agents":0`), []string{`"unstable":true`, `"serviceLevel":0`}},
		"agents below the load":      {workbench("", `"agents":14`, `"agents":9`), []string{`"unstable":true`, `"serviceLevel":0`, `"pWait":1`}},
		"nobody waits":               {patient("0"), []string{`"meanWaitS":0`}},
		"everybody is answered late": {workbench("", `"thresholdS":20`, `"thresholdS":0`), []string{`"serviceLevel":0.8258`}},
		"no contacts":                {workbench("", `"contacts":100`, `"contacts":0`), []string{`"serviceLevel":1`}},
	} {
		t.Run(name, func(t *testing.T) {
			c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/erlang/solutions", Body: test.body, Status: http.StatusOK, Want: test.want, NotWant: []string{"NaN", "Inf"}})
		})
	}
}

// Whatever numbers are sent, the answer is figures or the field at fault.
func TestTheWorkbenchAnswersOrNamesTheField(t *testing.T) {
	c := newCentre(t)
	number := rapid.OneOf(
		rapid.SampledFrom([]float64{0, -1, 1, 0.5, 1e-300, 1e-9, 1e9, 1e300, -1e300, 99, 180, 1800}), rapid.Float64Range(0, 200), rapid.Float64(),
	)
	rapid.Check(t, func(rt *rapid.T) {
		s := api.ErlangSetting{
			Contacts: number.Draw(rt, "contacts"), IntervalS: number.Draw(rt, "interval"), AHTS: number.Draw(rt, "aht"), Agents: number.Draw(rt, "agents"),
			ThresholdS: number.Draw(rt, "threshold"), SLVariant: rapid.SampledFrom([]string{"sl_offered", "sl_virtual", "sl_answered"}).Draw(rt, "variant"),
			PatienceKind: rapid.SampledFrom([]string{"", "fixed", "weibull", "lognormal"}).Draw(rt, "kind"), NoQueue: rapid.Bool().Draw(rt, "no queue"),
		}
		if rapid.Bool().Draw(rt, "gives up") {
			patience := number.Draw(rt, "patience")
			s.PatienceS, s.PatienceShape = &patience, number.Draw(rt, "shape")
		}
		if rapid.Bool().Draw(rt, "limited") {
			s.Lines, s.Redial = number.Draw(rt, "lines"), number.Draw(rt, "redial")
		}
		body := api.ErlangProblem{Setting: s}
		if rapid.Bool().Draw(rt, "search") {
			body.Unknown = rapid.SampledFrom([]string{"agents", "volume", "aht", "patience", "lines", "threshold"}).Draw(rt, "unknown")
			body.Goals = []api.ErlangGoal{{
				Measure: rapid.SampledFrom([]string{"service_level", "asa", "abandonment", "occupancy", "blocking", "waiting", "lost"}).Draw(rt, "measure"),
				Target:  number.Draw(rt, "target"),
			}}
		}
		text, err := json.Marshal(body)
		if err != nil {
			rt.Skip(err)
		}
		response, answer := c.send(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/erlang/solutions", Body: string(text)})
		switch response.StatusCode {
		case http.StatusOK:
		case http.StatusUnprocessableEntity:
			if problem := decoded[api.Problem](t, answer); len(problem.Errors) == 0 || !strings.HasPrefix(problem.Errors[0].Location, "body") {
				rt.Fatalf("%s\nno field is named in %s", text, answer)
			}
		default:
			rt.Fatalf("%s\nstatus %d: %s", text, response.StatusCode, answer)
		}
	})
}

func TestRequirementsRefuseByFieldWhatCannotBe(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	run := c.forecastWeek(t)
	before := c.kept(t, "/requirements")
	goal := func(rest string, replace ...string) string {
		full := `{"slTarget":0.8,"thresholdS":20,"slVariant":"sl_offered","inOfficeShrinkage":0,"outOfOfficeShrinkage":0,"minAgents":0` + rest + `}`
		return fmt.Sprintf(`{"forecastId":%d,"goal":%s}`, run, strings.NewReplacer(replace...).Replace(full))
	}
	c.refused(t, "/requirements", []refusal{
		{"a target of 100 %", goal("", `0.8`, `1`), []string{"body.goal.slTarget"}},
		{"a target of 80 instead of 0.8", goal("", `0.8`, `80`), []string{"body.goal.slTarget"}},
		{"a negative target", goal("", `0.8`, `-0.8`), []string{"body.goal.slTarget"}},
		{"a negative threshold", goal("", `"thresholdS":20`, `"thresholdS":-1`), []string{"body.goal.thresholdS"}},
		{"a definition that nobody knows", goal("", `sl_offered`, `sl_best`), []string{"body.goal.slVariant"}},
		{"a negative handle time", goal(`,"ahtS":-180`), []string{"body.goal.ahtS"}},
		{"a negative patience", goal(`,"patienceS":-1`), []string{"body.goal.patienceS"}},
		{"abandonment of those who never give up", goal(`,"maxAbandon":0.05`), []string{"body.goal.patienceS"}},
		{"an occupancy of 120 %", goal(`,"maxOccupancy":1.2`), []string{"body.goal.maxOccupancy"}},
		{"a negative abandonment", goal(`,"maxAbandon":-0.1,"patienceS":60`), []string{"body.goal.maxAbandon"}},
		{"all time lost", goal("", `"inOfficeShrinkage":0`, `"inOfficeShrinkage":1`), []string{"body.goal.inOfficeShrinkage"}},
		{"fewer than nobody", goal("", `"minAgents":0`, `"minAgents":-1`), []string{"body.goal.minAgents"}},
		{"a negative speed of answer", goal(`,"asaTargetS":-5`), []string{"body.goal.asaTargetS"}},
		{"nothing at all", `{}`, []string{"body.forecastId"}},
	})
	for name, body := range map[string]string{
		"a threshold of 0": goal("", `"thresholdS":20`, `"thresholdS":0`), "a patience of a microsecond": goal(`,"patienceS":1e-6`),
		"a patience without end": goal(`,"patienceS":1e15`), "a patience that is not measurable": goal(`,"patienceS":1e-300`),
		"a handle time of an instant": goal(`,"ahtS":1e-300`), "a handle time of an age": goal(`,"ahtS":1e300`), "people without number": goal("", `"minAgents":0`, `"minAgents":1000000000000`),
	} {
		t.Run(name, func(t *testing.T) {
			response, answer := c.send(t, Scenario{As: "planner", Method: http.MethodPost, URL: "/requirements", Body: body})
			switch {
			case response.StatusCode == http.StatusCreated:
				made := decoded[api.Requirement](t, answer)
				c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/requirements/%d/intervals", made.ID), Status: http.StatusOK, NotWant: []string{"NaN", "Inf"}})
				before++
			case response.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(answer, `"body.goal`):
				t.Errorf("%s: status %d, %s", body, response.StatusCode, answer)
			}
		})
	}
	if after := c.kept(t, "/requirements"); after != before {
		t.Errorf("%d requirements are kept, want %d: what was refused left something", after, before)
	}
}

func TestSimulationsRefuseByFieldWhatCannotBe(t *testing.T) {
	c := newCentre(t)
	scenario := func(replace ...string) string {
		return `{"scenario":` + strings.NewReplacer(replace...).Replace(oneQueueScenario) + `}`
	}
	queue := `{"name":"voice","contacts":160,"handle":{"mean_s":180},"patience":{"mean_s":120},"threshold_s":20`
	c.refused(t, "/simulations", []refusal{
		{"no handle time", scenario(`"handle":{"mean_s":180}`, `"handle":{"mean_s":0}`), []string{"body.scenario.queues[0].handle.mean_s"}},
		{"a negative handle time", scenario(`"handle":{"mean_s":180}`, `"handle":{"mean_s":-1}`), []string{"body.scenario.queues[0].handle.mean_s"}},
		{"a negative patience", scenario(`"patience":{"mean_s":120}`, `"patience":{"mean_s":-1}`), []string{"body.scenario.queues[0].patience.mean_s"}},
		{"a negative threshold", scenario(`"threshold_s":20`, `"threshold_s":-1`), []string{"body.scenario.queues[0].threshold_s"}},
		{"fewer than no contacts", scenario(`"contacts":160`, `"contacts":-160`), []string{"body.scenario.queues[0].contacts"}},
		{"a group with no shift", scenario(`"agents":10,`, ``), []string{"body.scenario.groups[0].agents"}},
		{"a skill that nobody has", scenario(`"skills":[{"queue":"voice"}]`, `"skills":[]`), []string{"body.scenario.groups[0].skills", "body.scenario.queues[0]"}},
		{"a skill for a queue that is not there", scenario(`{"queue":"voice"}`, `{"queue":"fax"}`), []string{"body.scenario.groups[0].skills[0].queue"}},
		{"a share of callbacks above 1", scenario(queue, queue+`,"callback":{"from":1,"accept":1.5}`), []string{"body.scenario.queues[0].callback.accept"}},
		{"a negative share of redials", scenario(queue, queue+`,"redial":{"share":-0.5,"after_s":60}`), []string{"body.scenario.queues[0].redial.share"}},
		{"an overflow to itself", scenario(queue, queue+`,"overflow":{"to":"voice","after_s":60}`), []string{"body.scenario.queues[0].overflow.to"}},
		{"an overflow in a circle", scenario(queue+`}`, queue+`,"overflow":{"to":"b","after_s":60}},{"name":"b","contacts":1,"handle":{"mean_s":60},"threshold_s":20,"overflow":{"to":"voice","after_s":60}}`), []string{"body.scenario.queues[0].overflow.to"}},
		{"no interval", scenario(`"interval_s":3600`, `"interval_s":0`), []string{"body.scenario.interval_s"}},
		{"a name that is no field", scenario(`"threshold_s"`, `"treshold_s"`), []string{"body.scenario.queues[0].treshold_s"}},
		{"fewer than no replications", `{"scenario":` + oneQueueScenario + `,"replications":-1}`, []string{"body.replications"}},
		{"nothing to play", `{}`, []string{"body.requirementIds"}},
	})
	if n := c.kept(t, "/simulations"); n != 0 {
		t.Errorf("%d simulations are kept, want none", n)
	}
}

func TestNetStaffingRefusesByFieldWhatCannotBe(t *testing.T) {
	c := newCentre(t)
	c.atWork(t)
	need := c.required(t)
	order := func(mode, rest string) string {
		return fmt.Sprintf(`{"mode":"%s","requirementIds":[%d]%s}`, mode, need.ID, rest)
	}
	c.refused(t, "/net-staffing", []refusal{
		{"a question that nobody answers", order("magic", ""), []string{"body.mode"}},
		{"no requirement", `{"mode":"net","requirementIds":[]}`, []string{"body.requirementIds"}},
		{"fewer than no days", order("net", `,"days":-1`), []string{"body.days"}},
		{"more hours than a week has", order("net", `,"weeklyHours":200`), []string{"body.weeklyHours"}},
		{"fewer than no replications", order("net", `,"replications":-3`), []string{"body.replications"}},
		{"nobody trained", order("training", fmt.Sprintf(`,"trainings":[{"group":"SALES","queueId":%d,"people":0}]`, need.QueueID)), []string{"body.trainings[0].people"}},
		{"a negative handle time", order("training", fmt.Sprintf(`,"trainings":[{"group":"SALES","queueId":%d,"people":1,"handle":-1}]`, need.QueueID)), []string{"body.trainings[0].handle"}},
		{"a group that is not there", order("training", fmt.Sprintf(`,"trainings":[{"group":"X","queueId":%d,"people":1}]`, need.QueueID)), []string{"body.trainings[0].group"}},
	})
	if n := c.kept(t, "/net-staffing"); n != 0 {
		t.Errorf("%d answers are kept, want none", n)
	}
}

func TestCapacityPlansRefuseByFieldWhatCannotBe(t *testing.T) {
	c := newCentre(t)
	plan := func(replace ...string) string {
		return strings.NewReplacer(replace...).Replace(fmt.Sprintf(voicePlan(""), c.seeded.London))
	}
	c.refused(t, "/capacity-plans", []refusal{
		{"a day that is no Monday", plan(`2026-03-02`, `2026-03-03`), []string{"body.from"}},
		{"no week", plan(`"weeks":8`, `"weeks":0`), []string{"body.weeks"}},
		{"fewer required hours than weeks", plan(`660,660,660,660`, `660`), []string{"body.groups[0].required"}},
		{"negative hours", plan(`660,660,660,660`, `-660,660,660,660`), []string{"body.groups[0].required[4]"}},
		{"fewer than nobody", plan(`"people":20`, `"people":-20`), []string{"body.groups[0].starting[0].people"}},
		{"all time lost", plan(`[0.25]`, `[1]`), []string{"body.groups[0].shrinkage[0].share[0]"}},
		{"a negative share lost", plan(`[0.25]`, `[-0.25]`), []string{"body.groups[0].shrinkage[0].share[0]"}},
		{"more leave than there are", plan(`"yearly":0`, `"yearly":1.2`), []string{"body.groups[0].attrition[0].yearly"}},
		{"no hours of contract", plan(`"hours":40`, `"hours":0`), []string{"body.groups[0].hours"}},
		{"negative pay", plan(`"payMinor":60000`, `"payMinor":-1`), []string{"body.groups[0].payMinor"}},
		{"overtime above all hours", plan(`"cap":0`, `"cap":1.5,"premium":1.5`), []string{"body.groups[0].overtime.cap"}},
		{"a tranche of less than the least", plan(`"min":1,"max":9`, `"min":9,"max":1`), []string{"body.groups[0].vendors[0].max"}},
		{"less demand than none", plan(`"demand":0.1`, `"demand":-1`), []string{"body.scenarios[0].demand"}},
		{"a scenario without a name", plan(`"name":"busy"`, `"name":""`), []string{"body.scenarios[0].name"}},
	})
	if n := c.kept(t, "/capacity-plans"); n != 0 {
		t.Errorf("%d plans are kept, want none", n)
	}
}
