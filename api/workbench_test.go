package api_test

import (
	"math"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
)

// workbench is a request of the published case of 100 contacts of 180 s in half
// an hour, with parts of the setting put in place of others.
func workbench(rest string, replace ...string) string {
	body := `{"setting":{"contacts":100,"intervalS":1800,"ahtS":180,"agents":14,"thresholdS":20,"slVariant":"sl_offered"}` + rest + `}`
	return strings.NewReplacer(replace...).Replace(body)
}

func (c *centre) solve(t *testing.T, body string) api.ErlangSolution {
	t.Helper()
	return decoded[api.ErlangSolution](t, c.play(t, Scenario{As: "planner", Method: "POST", URL: "/erlang/solutions", Body: body, Status: 200}))
}

func near(got, want, within float64) bool { return math.Abs(got-want) <= within }

func TestTheWorkbenchSaysHowAQueueDoes(t *testing.T) {
	c := newCentre(t)
	s := c.solve(t, workbench(""))
	f := s.Figures
	if s.Formula != "Erlang C" || s.Found != nil || !near(f.PWait, 0.1741319335950498, 1e-12) || !near(f.ServiceLevel, 0.8883500191794669, 1e-12) ||
		f.ASAS == nil || !near(*f.ASAS, 7.8359, 1e-3) || !near(f.Occupancy, 10./14, 1e-12) {
		t.Errorf("%s: %+v; want the published figures of Erlang C", s.Formula, f)
	}
	a := c.solve(t, workbench("", `"agents"`, `"patienceS":300,"agents"`)).Figures
	if !near(a.PAbandon, 0.0139837441, 1e-9) || !near(a.Levels.OfOffered, 0.9167920919, 1e-9) || a.Levels.AbandonsAsAnswered <= a.Levels.OfOffered {
		t.Errorf("%+v; want the published figures of Erlang A, and five service levels", a)
	}
}

func TestPercentilesAreTheWaitsThatSharesDoNotExceed(t *testing.T) {
	c := newCentre(t)
	// 17.4 % wait, so half of all contacts do not; 90 % wait no longer than ln(C/0.1)·180/4 s
	got := c.solve(t, workbench("")).Percentiles
	want := map[float64]float64{0.5: 0, 0.8: 0, 0.9: math.Log(0.1741319335950498/0.1) * 45, 0.99: math.Log(0.1741319335950498/0.01) * 45}
	for _, p := range got {
		if seconds, set := want[p.Share]; set && (p.WaitS == nil || !near(*p.WaitS, seconds, 1e-6)) {
			t.Errorf("%v of contacts wait %v, want at most %v s", p.Share, p.WaitS, seconds)
		}
	}
	if len(got) != 5 {
		t.Errorf("%d percentiles, want 5", len(got))
	}
	for _, p := range c.solve(t, workbench("", `"agents":14`, `"agents":9`)).Percentiles {
		if p.WaitS != nil {
			t.Errorf("%v of contacts wait %v s in a queue that only grows, want no end", p.Share, *p.WaitS)
		}
	}
}

func TestTheWorkbenchSolvesForAnyUnknown(t *testing.T) {
	c := newCentre(t)
	for _, test := range []struct {
		unknown string
		rest    string
		whole   float64 // 0: not looked at
	}{
		{unknown: "agents", whole: 14},
		{unknown: "volume"},
		{unknown: "aht"},
		{unknown: "threshold"},
	} {
		goals := `,"unknown":"` + test.unknown + `","goals":[{"measure":"service_level","target":0.85}]`
		s := c.solve(t, workbench(goals))
		if s.Found == nil || s.Found.Binding != "service_level" || !near(s.Figures.ServiceLevel, 0.85, 1e-9) {
			t.Errorf("%s: %+v with a service level of %v; want one of 0.85, which decides", test.unknown, s.Found, s.Figures.ServiceLevel)
			continue
		}
		if test.whole != 0 && s.Found.Whole != test.whole {
			t.Errorf("%s: %v whole, want %v", test.unknown, s.Found.Whole, test.whole)
		}
		// what was found is in the setting, which is as good as the solution
		values := map[string]float64{"agents": s.Setting.Agents, "volume": s.Setting.Contacts, "aht": s.Setting.AHTS, "threshold": s.Setting.ThresholdS}
		if values[test.unknown] != s.Found.Value {
			t.Errorf("%s: the setting has %v, found was %v", test.unknown, values[test.unknown], s.Found.Value)
		}
	}
	patience := c.solve(t, workbench(`,"unknown":"patience","goals":[{"measure":"abandonment","target":0.01}]`, `"agents"`, `"patienceS":1,"agents"`))
	if patience.Setting.PatienceS == nil || *patience.Setting.PatienceS != patience.Found.Value || patience.Formula != "Erlang A" {
		t.Errorf("patience %+v of %s, want that of an Erlang A", patience.Setting.PatienceS, patience.Formula)
	}
}

func TestTheWorkbenchKnowsOtherModels(t *testing.T) {
	c := newCentre(t)
	for formula, with := range map[string]string{
		"Erlang B": `"noQueue":true`, "Erlang X": `"lines":20,"redial":0.3,"patienceS":120`, "M/M/n+G": `"patienceS":120,"patienceKind":"lognormal","patienceShape":1.5`,
	} {
		if s := c.solve(t, workbench("", `"agents"`, with+`,"agents"`)); s.Formula != formula || s.Figures.PAbandon+s.Figures.PBlock == 0 {
			t.Errorf("%s: %s with %+v; want the model, and contacts that are not answered", with, s.Formula, s.Figures)
		}
	}
}

func TestTheWorkbenchSaysWhyThereIsNoAnswer(t *testing.T) {
	c := newCentre(t)
	refuse := func(body string, want ...string) {
		t.Helper()
		c.play(t, Scenario{As: "planner", Method: "POST", URL: "/erlang/solutions", Body: body, Status: 422, Want: want})
	}
	goals := `,"unknown":"agents","goals":[{"measure":"service_level","target":0.8}]`
	refuse(workbench(goals, `"ahtS":180`, `"ahtS":0`), "body.setting.ahtS")
	refuse(workbench(goals, `"intervalS":1800`, `"intervalS":-1`), "body.setting.intervalS")
	refuse(workbench(goals, `0.8`, `1`), "body.goals")
	refuse(workbench(`,"unknown":"agents"`), "body.goals", "at least one")
	refuse(workbench(goals, `"contacts":100`, `"contacts":-100`), "body.setting.contacts")
	refuse(workbench("", `"agents":14`, `"lines":3,"agents":14`), "body.setting.lines")
	// ten erlangs never find nine agents enough
	refuse(workbench(`,"unknown":"threshold","goals":[{"measure":"service_level","target":0.8}]`, `"agents":14`, `"agents":9`), "out_of_reach", "body.goals.service_level")
	refuse(workbench(`,"unknown":"threshold","goals":[{"measure":"asa","target":1}]`), "no_effect", "body.goals.asa")
}

func TestCurvesOfCountedThingsHaveAPointForEach(t *testing.T) {
	c := newCentre(t)
	sweep := func(rest string) api.ErlangCurves {
		body := workbench(`,` + rest)
		return decoded[api.ErlangCurves](t, c.play(t, Scenario{As: "planner", Method: "POST", URL: "/erlang/curves", Body: body, Status: 200}))
	}
	agents := sweep(`"varied":"agents","from":9,"to":15`)
	if len(agents.Value) != 7 || agents.Value[0] != 9 || agents.Value[6] != 15 || !near(agents.ServiceLevel[5], 0.88835, 1e-5) {
		t.Errorf("agents %v with service levels %v; want 9 to 15, and 0.88835 at 14", agents.Value, agents.ServiceLevel)
	}
	if !math.IsNaN(agents.ASAS[0]) || agents.ASAS[2] <= agents.ASAS[3] {
		t.Errorf("speeds of answer %v; want none for a queue that grows, then falling ones", agents.ASAS)
	}
	volume := sweep(`"varied":"volume","from":50,"to":130,"points":41`)
	if len(volume.Value) != 41 || volume.Value[1] != 52 || len(volume.Virtual) != 41 {
		t.Errorf("volumes %v; want 41 from 50 to 130", volume.Value)
	}
	c.play(t, Scenario{As: "planner", Method: "POST", URL: "/erlang/curves", Body: workbench(`,"varied":"agents","from":9,"to":5`), Status: 422, Want: []string{"body.to"}})
	c.play(t, Scenario{As: "agent", Method: "POST", URL: "/erlang/curves", Body: workbench(`,"varied":"agents","from":9,"to":15`), Status: 403})
}

func TestTheWorkbenchSolvesChats(t *testing.T) {
	c := newCentre(t)
	chats := []string{`"agents":14`, `"agents":14,"patienceS":120,"concurrencyAhtS":[180,225,270]`}
	s := c.solve(t, workbench(`,"unknown":"agents","goals":[{"measure":"service_level","target":0.9}]`, chats...))
	want, err := staffing.Requirement(
		staffing.Load{Erlangs: 10, AHT: 180, AHTs: []float64{180, 225, 270}, Patience: 120}, staffing.Goals{ServiceLevel: 0.9, Threshold: 20, Variant: erlang.OfOffered},
	)
	if err != nil {
		t.Fatal(err)
	}
	if s.Formula != "Erlang Chat" || s.Found == nil || s.Found.Whole != float64(want.Agents) || !near(s.Found.Value, want.Fractional, 1e-6) {
		t.Errorf("%s: %+v; staffing takes %v agents, %v", s.Formula, s.Found, want.Agents, want.Fractional)
	}
	longest := c.solve(t, workbench(`,"unknown":"aht","goals":[{"measure":"service_level","target":0.9}]`, chats...))
	if aht := longest.Setting.AtOnceAHTS; len(aht) != 3 || !near(aht[0], longest.Found.Value, 1e-9) || !near(aht[2]/aht[0], 1.5, 1e-9) {
		t.Errorf("found %+v with handle times %v; want them in proportion", longest.Found, aht)
	}
	c.run(t, []Scenario{
		{Name: "lines", As: "planner", Method: "POST", URL: "/erlang/solutions", Body: workbench("", `"agents":14`, `"agents":14,"lines":20,"concurrencyAhtS":[180,225]`), Status: 422, Want: []string{"setting.lines"}},
		{Name: "no time", As: "planner", Method: "POST", URL: "/erlang/solutions", Body: workbench("", `"agents":14`, `"agents":14,"concurrencyAhtS":[180,-1]`), Status: 422, Want: []string{"setting.concurrencyAhtS"}},
	})
}
