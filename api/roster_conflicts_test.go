package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/api"
)

// week is the centre's roster of the week from 2026-03-09, and how to ask about it.
type week struct {
	*centre
	at string
}

func newWeek(t *testing.T) *week {
	t.Helper()
	c := newCentre(t)
	c.atWork(t)
	_, _, at := c.draftedWeek(t)
	return &week{c, at}
}

// build asks for a build and returns whatever was refused.
func (w *week) build(t *testing.T, status int) api.Problem {
	t.Helper()
	return decoded[api.Problem](t, w.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: w.at + "/builds", Body: `{"timeLimitS":1}`, Status: status}))
}

func (w *week) give(t *testing.T, person int64, what, body string) {
	t.Helper()
	w.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: fmt.Sprintf("/people/%d/%s", person, what), Body: body, Status: 201})
}

// agree changes the full-time agreement.
func (w *week) agree(t *testing.T, edit func(*api.AgreementFields)) {
	t.Helper()
	a := w.agreements(t)[0]
	fields := api.AgreementFields{Code: a.Code, Name: a.Name, Rules: a.Rules, Templates: a.Templates}
	edit(&fields)
	w.play(t, Scenario{
		As: "planner", Method: http.MethodPut, URL: fmt.Sprintf("/agreements/%d", a.ID), Status: 200, Body: written(t, fields),
		Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, a.Version)},
	})
}

// Promises and rules that no roster keeps are named with the person and the smallest
// set of rules in conflict, and the person can be rostered once one of them is gone
// (004-25).
func TestPromisesThatBreakRulesAreNamedBeforeASearch(t *testing.T) {
	kind := func(name, class, then string) api.FurtherRule {
		r := api.FurtherRule{Kind: name}
		if class != "" {
			r.Class, r.Then = &class, &then
		}
		return r
	}
	for _, tc := range []struct {
		name  string
		shape func(*testing.T, *week)
		want  func(seeded) map[int64][]string // rules in conflict by person
	}{
		{"pins with too little rest between them", func(t *testing.T, w *week) {
			w.give(t, w.seeded.Bo, "assignments", `{"date":"2026-03-10","start":"14:00","end":"22:00"}`)
			w.give(t, w.seeded.Bo, "assignments", `{"date":"2026-03-11","start":"06:00","end":"14:00"}`)
		}, func(s seeded) map[int64][]string { return map[int64][]string{s.Bo: {"fixed_shift", "rest"}} }},
		{"a pin on a day of leave", func(t *testing.T, w *week) {
			w.give(t, w.seeded.Bo, "assignments", `{"date":"2026-03-10","start":"09:00","end":"17:00"}`)
			w.give(t, w.seeded.Bo, "absences", `{"from":"2026-03-10","to":"2026-03-10","kind":"vacation","status":"approved"}`)
		}, func(s seeded) map[int64][]string { return map[int64][]string{s.Bo: {"absence", "fixed_shift"}} }},
		{"classes that forbid one another in a ring", func(t *testing.T, w *week) {
			w.agree(t, func(f *api.AgreementFields) {
				other := f.Templates[0]
				other.Code, other.Letter, other.Name = "E", "E", "Early"
				f.Templates = append(f.Templates, other)
				work := kind("required_days", "", "")
				work.Weekdays = []int{1, 2, 3}
				f.Rules.Further = []api.FurtherRule{
					work, kind("no_succession", "D", "D"), kind("no_succession", "D", "E"), kind("no_succession", "E", "D"), kind("no_succession", "E", "E"),
				}
			})
		}, func(s seeded) map[int64][]string {
			// Ann's course on Monday is of no class; Bo could work early on Monday, then
			// late, and then nothing would be left for Wednesday even if that were allowed.
			ring := []string{"rules[0].required_days", "rules[1].no_succession", "rules[2].no_succession", "rules[4].no_succession"}
			return map[int64][]string{s.Ann: append(slices.Clone(ring[:3]), "rules[3].no_succession", ring[3]), s.Bo: ring}
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWeek(t)
			tc.shape(t, w)
			refused := w.build(t, 409)
			got := map[int64][]string{}
			for _, p := range refused.Impossible {
				if got[p.PersonID] = slices.Sorted(slices.Values(p.Rules)); len(p.Reliefs) == 0 {
					t.Errorf("%s: nothing is said to free them", p.PersonName)
				}
			}
			if diff := cmp.Diff(tc.want(w.seeded), got); refused.Code != "unsatisfiable" || diff != "" {
				t.Errorf("%s; by person (-want +got):\n%s", refused.Code, diff)
			}
			if r := decoded[api.Roster](t, w.play(t, Scenario{As: "planner", URL: w.at, Status: 200})); r.State != "draft" {
				t.Errorf("the roster is %s; want a draft: nothing was begun", r.State)
			}
		})
	}
}

// A template that stands twice, a window without length and the like never reach a
// roster: the form that would bring them in is refused by field.
func TestWhatWouldContradictARosterIsRefusedWhereItIsTyped(t *testing.T) {
	c := newCentre(t)
	a := c.agreements(t)[0]
	ann := decoded[api.Person](t, c.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/people/%d", c.seeded.Ann), Status: 200}))
	match := func(version int64) map[string]string {
		return map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}
	}
	agreement := func(name string, edit func(*api.AgreementFields), field string) Scenario {
		f := api.AgreementFields{Code: a.Code, Name: a.Name, Rules: a.Rules, Templates: slices.Clone(a.Templates)}
		edit(&f)
		return Scenario{Name: name, As: "planner", Method: http.MethodPut, URL: fmt.Sprintf("/agreements/%d", a.ID), Header: match(a.Version), Body: written(t, f), Status: 422, Want: []string{field}}
	}
	person := func(name string, edit func(*api.PersonFields), field string) Scenario {
		f := ann.PersonFields
		edit(&f)
		return Scenario{Name: name, As: "planner", Method: http.MethodPut, URL: fmt.Sprintf("/people/%d", ann.ID), Header: match(ann.Version), Body: written(t, f), Status: 422, Want: []string{field}}
	}
	least, most := 2000, 1000
	c.run(t, []Scenario{
		agreement("a template twice", func(f *api.AgreementFields) { f.Templates = append(f.Templates, f.Templates[0]) }, `"body.templates[1].code"`),
		agreement("starts that end before they begin", func(f *api.AgreementFields) {
			f.Templates[0].EarliestStart, f.Templates[0].LatestStart = f.Templates[0].LatestStart, f.Templates[0].EarliestStart
		}, `"body.templates[0].latestStart`),
		agreement("a shift without length", func(f *api.AgreementFields) { f.Templates[0].LengthsMin = []int{0} }, `"body.templates[0].lengthsMin`),
		agreement("hours without length", func(f *api.AgreementFields) {
			nine := api.Clock(540)
			f.Rules.Further = []api.FurtherRule{{Kind: "barred_hours", From: &nine, To: &nine}}
		}, `"body.rules.further[0].to"`),
		agreement("a least above the most", func(f *api.AgreementFields) {
			span := "week"
			f.Rules.Further = []api.FurtherRule{{Kind: "paid_minutes", Span: &span, Min: &least, Max: &most}}
		}, `"body.rules.further[0].min"`),
		person("a skill twice", func(f *api.PersonFields) { f.Skills = append(slices.Clone(f.Skills), f.Skills...) }, `"body.skills[1]`),
		person("a level of nothing", func(f *api.PersonFields) { f.Skills = []api.SkillLevel{{SkillID: c.seeded.English}} }, `"body.skills[0].level"`),
	})
	clash := `{"date":"2026-03-09","start":"10:00","end":"12:00"}`
	c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: fmt.Sprintf("/people/%d/assignments", c.seeded.Ann), Body: clash, Status: 409, Want: []string{`"code":"overlap"`}})
	same := `{"date":"2026-03-12","start":"09:00","end":"09:00"}`
	c.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: fmt.Sprintf("/people/%d/assignments", c.seeded.Ann), Body: same, Status: 422, Want: []string{`"body.end"`}})
}

// Who holds no skill of the demand is no part of the roster; where nobody does, the
// order is refused by field.
func TestARosterOfNobodyWithTheSkillIsRefused(t *testing.T) {
	w := newWeek(t)
	for _, id := range []int64{w.seeded.Ann, w.seeded.Bo} {
		p := decoded[api.Person](t, w.play(t, Scenario{As: "planner", URL: fmt.Sprintf("/people/%d", id), Status: 200}))
		from := decoded[api.Roster](t, w.play(t, Scenario{As: "planner", URL: w.at, Status: 200})).From
		f := p.PersonFields
		f.Skills, f.ValidFrom = []api.SkillLevel{}, &from
		w.play(t, Scenario{
			As: "planner", Method: http.MethodPut, URL: fmt.Sprintf("/people/%d", id), Status: 200, Body: written(t, f),
			Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, p.Version)},
		})
		if id == w.seeded.Ann {
			w.play(t, Scenario{As: "planner", URL: w.at + "/grid", Status: 200, NotWant: []string{"Ann Ash"}, Want: []string{"Bo Birch"}})
		}
	}
	if refused := w.build(t, 422); len(refused.Errors) != 1 || refused.Errors[0].Location != "body.peopleFilter" {
		t.Errorf("refused with %+v; want peopleFilter", refused.Errors)
	}
}

// What was promised before the first day may break what it likes: the build goes on,
// and only what follows is legal.
func TestAPastThatBreaksRulesIsNoReasonToRefuseABuild(t *testing.T) {
	w := newWeek(t)
	for day := 1; day <= 8; day++ { // of six in a row
		w.give(t, w.seeded.Bo, "assignments", fmt.Sprintf(`{"date":"2026-03-0%d","start":"09:00","end":"17:00"}`, day))
	}
	w.built(t, w.at)
	if left := decoded[api.PageOf[api.Breach]](t, w.play(t, Scenario{As: "planner", URL: w.at + "/violations", Status: 200})); len(left.Items) > 0 {
		t.Errorf("after a past that broke rules, %+v", left.Items)
	}
}

// A planner who has seen enough ends a build, and keeps the best roster so far.
func TestACancelledBuildLeavesTheBestSoFarAndADraft(t *testing.T) {
	w := newWeek(t)
	order := Scenario{As: "planner", Method: http.MethodPost, URL: w.at + "/builds", Body: `{"timeLimitS":7200}`, Status: 202}
	job := decoded[api.JobStarted](t, w.play(t, order)).JobID
	asked := false
	for run, err := range w.Jobs.Watch(t.Context(), systemScope(), job, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if !asked && run.Progress.Best != nil {
			asked = true
			w.play(t, Scenario{As: "planner", Method: http.MethodPost, URL: fmt.Sprintf("/jobs/%d/cancellation", job), Status: 202})
		}
	}
	r := decoded[api.Roster](t, w.play(t, Scenario{As: "planner", URL: w.at, Status: 200}))
	if r.State != "draft" || r.InputHash == "" {
		t.Errorf("the roster is %s (built of %q); want a draft with what was found", r.State, r.InputHash)
	}
	if left := decoded[api.PageOf[api.Breach]](t, w.play(t, Scenario{As: "planner", URL: w.at + "/violations", Status: 200})); len(left.Items) > 0 {
		t.Errorf("the best so far breaks %+v", left.Items)
	}
}
