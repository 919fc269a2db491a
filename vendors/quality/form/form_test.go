package form_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/quality/form"
)

func item(key string, weight float64, best int) form.Item {
	return form.Item{Key: key, Text: key + "?", Criticality: form.NonCritical, Weight: weight, Best: best}
}

func made(t *testing.T, items ...form.Item) form.Form {
	t.Helper()
	f, err := form.New(items, 80)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func yes(key string, grade int) form.Answer { return form.Answer{Item: key, Grade: grade} }

// 001-07: behaviour leads results.
func TestBehaviourComesFirstWhateverTheOrderGiven(t *testing.T) {
	b := item("listen", 1, 1)
	b.Behaviour = true
	f := made(t, item("solved", 1, 1), b, item("record", 1, 1))
	var order []string
	for _, i := range f.Items {
		order = append(order, i.Key)
	}
	if diff := cmp.Diff([]string{"listen", "solved", "record"}, order); diff != "" {
		t.Error(diff)
	}
}

// 001-09: quality inspection. Two of three and one of two by weights 3 and 1.
func TestPointsAreWeightedGradesOfWhatApplies(t *testing.T) {
	f := made(t, item("a", 3, 3), item("b", 1, 2), item("c", 6, 1))
	s, err := f.Score([]form.Answer{yes("a", 2), yes("b", 1), {Item: "c", Without: true}})
	if err != nil {
		t.Fatal(err)
	}
	if want := 100 * (3*2.0/3 + 0.5) / 4; math.Abs(s.Points-want) > 1e-12 || s.Passed {
		t.Errorf("points %v passed %v, want %v and not passed", s.Points, s.Passed, want)
	}
}

func TestACriticalErrorFailsAContactThatHasPointsEnough(t *testing.T) {
	critical := item("told", 1, 1)
	critical.Criticality = form.Customer
	f := made(t, item("a", 99, 1), critical)
	s, err := f.Score([]form.Answer{yes("a", 1), yes("told", 0)})
	if err != nil {
		t.Fatal(err)
	}
	if s.Points != 99 || s.Passed || !cmp.Equal(s.Errors[form.Customer], []string{"told"}) || len(s.Fatal) != 0 {
		t.Errorf("got %+v, want 99 points, a customer-critical error, not passed, nothing fatal", s)
	}
}

func TestAFatalErrorTakesAllPoints(t *testing.T) {
	fatal := item("identity", 1, 1)
	fatal.Criticality, fatal.Fatal = form.Compliance, true
	s, err := made(t, item("a", 9, 1), fatal).Score([]form.Answer{yes("a", 1), yes("identity", 0)})
	if err != nil {
		t.Fatal(err)
	}
	if s.Points != 0 || s.Passed || !cmp.Equal(s.Fatal, []string{"identity"}) {
		t.Errorf("got %+v, want no points", s)
	}
}

func TestAnItemIsAskedOnlyWhereItsConditionHolds(t *testing.T) {
	then := item("offered", 1, 1)
	then.When = &form.Condition{Item: "fault", Grade: 1}
	last := item("kept", 1, 1)
	last.When = &form.Condition{Item: "offered", Grade: 1}
	f := made(t, item("a", 1, 1), item("fault", 0, 1), then, last)
	for _, tt := range []struct {
		name    string
		answers []form.Answer
		asked   []string
		refused string
	}{
		{"not our fault", []form.Answer{yes("a", 1), yes("fault", 0)}, []string{"a", "fault"}, ""},
		{"our fault", []form.Answer{yes("a", 1), yes("fault", 1), yes("offered", 0)}, []string{"a", "fault", "offered"}, ""},
		{"our fault, unanswered", []form.Answer{yes("a", 1), yes("fault", 1)}, nil, "answers.offered: found no answer"},
		{"answered though not asked", []form.Answer{yes("a", 1), yes("fault", 0), yes("offered", 1)}, nil, "answers.offered: found an answer"},
		{"an answer that was not asked for asks for nothing", []form.Answer{yes("a", 1), yes("fault", 0), yes("offered", 1)}, nil, "condition does not hold"},
		{"the condition's item does not apply", []form.Answer{yes("a", 1), {Item: "fault", Without: true, Grade: 1}}, []string{"a", "fault"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := f.Score(tt.answers)
			if tt.refused != "" {
				if err == nil || !strings.Contains(err.Error(), tt.refused) {
					t.Errorf("got %v, want it to hold %q", err, tt.refused)
				}
				return
			}
			if err != nil || !cmp.Equal(s.Asked, tt.asked) {
				t.Errorf("asked %v (%v), want %v", s.Asked, err, tt.asked)
			}
		})
	}
}

func TestWhatCannotBeAFormIsRefusedWithItsPlace(t *testing.T) {
	with := func(change func(*form.Item)) []form.Item {
		i := item("b", 1, 1)
		change(&i)
		return []form.Item{item("a", 1, 1), i}
	}
	for _, tt := range []struct {
		name  string
		items []form.Item
		want  string
	}{
		{"nothing", nil, "items: found 0; expected 1 to 60 items"},
		{"twice", with(func(i *form.Item) { i.Key = "a" }), ".key: found a; expected a name that no other item has"},
		{"no text", with(func(i *form.Item) { i.Text = " " }), "items[1].text"},
		{"unknown class", with(func(i *form.Item) { i.Criticality = "grave" }), "items[1].criticality: found grave"},
		{"fatal to nobody", with(func(i *form.Item) { i.Fatal = true }), "items[1].fatal"},
		{"weight", with(func(i *form.Item) { i.Weight = math.NaN() }), "items[1].weight"},
		{"best", with(func(i *form.Item) { i.Best = 0 }), "items[1].best"},
		{"later condition", with(func(i *form.Item) { i.When = &form.Condition{Item: "z"} }), "items[1].when.item: found z"},
		{"impossible grade", with(func(i *form.Item) { i.When = &form.Condition{Item: "a", Grade: 2} }), "items[1].when.grade: found 2"},
		{"weightless", []form.Item{item("a", 0, 1)}, "no weight at all"},
		// Behaviour is asked first, so that it cannot rest on what comes after.
		{"behaviour on result", []form.Item{item("a", 1, 1), {Key: "b", Text: "b", Behaviour: true, Criticality: form.NonCritical, Best: 1, When: &form.Condition{Item: "a", Grade: 1}}}, "items[1].when.item: found a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := form.New(tt.items, 80); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want it to hold %q", err, tt.want)
			}
		})
	}
	if _, err := form.New([]form.Item{item("a", 1, 1)}, 101); err == nil || !strings.Contains(err.Error(), "passFrom: found 101") {
		t.Errorf("got %v", err)
	}
}

func TestWhatCannotBeScoredIsRefused(t *testing.T) {
	f := made(t, item("a", 1, 2), item("b", 0, 1))
	for _, tt := range []struct {
		name    string
		answers []form.Answer
		want    string
	}{
		{"unknown item", []form.Answer{yes("a", 1), yes("b", 1), yes("z", 1)}, "answers[2].item: found z"},
		{"twice", []form.Answer{yes("a", 1), yes("a", 1), yes("b", 1)}, "one answer an item"},
		{"too good", []form.Answer{yes("a", 3), yes("b", 1)}, "answers.a: found 3; expected 0 to 2"},
		{"nothing that weighs", []form.Answer{{Item: "a", Without: true}, yes("b", 1)}, "nothing that weighs applies"},
		{"before the beginning", []form.Answer{{Item: "a", AtS: -1}, yes("b", 1)}, "answers[0].atS"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := f.Score(tt.answers); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want it to hold %q", err, tt.want)
			}
		})
	}
}

func TestTemplatesAreFormsInBothLanguages(t *testing.T) {
	for _, template := range form.Templates() {
		f, err := form.New(template.Items, template.PassFrom)
		if err != nil {
			t.Errorf("%s: %v", template.Code, err)
		}
		if !f.Items[0].Behaviour {
			t.Errorf("%s begins with %s, want behaviour", template.Code, f.Items[0].Key)
		}
		for _, i := range f.Items {
			if i.TextZH == "" {
				t.Errorf("%s: %s is not translated", template.Code, i.Key)
			}
		}
	}
}

func TestABetterGradeNeverCostsPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) form.Item {
			i := item("", rapid.Float64Range(0, 100).Draw(t, "weight"), rapid.IntRange(1, 10).Draw(t, "best"))
			i.Criticality = rapid.SampledFrom(form.Criticalities()).Draw(t, "class")
			i.Fatal = i.Critical() && rapid.Bool().Draw(t, "fatal")
			return i
		}), 1, 12).Draw(t, "items")
		for i := range items {
			items[i].Key = string(rune('a' + i))
		}
		items[0].Weight += 0.01
		f, err := form.New(items, 80)
		if err != nil {
			t.Skip(err)
		}
		var answers []form.Answer
		for _, i := range f.Items {
			answers = append(answers, yes(i.Key, rapid.IntRange(0, i.Best).Draw(t, i.Key)))
		}
		before, err := f.Score(answers)
		if err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, len(answers)-1).Draw(t, "at")
		if answers[at].Grade == f.Items[at].Best {
			return
		}
		answers[at].Grade++
		after, err := f.Score(answers)
		if err != nil {
			t.Fatal(err)
		}
		if after.Points < before.Points-1e-9 || (before.Passed && !after.Passed) {
			t.Errorf("%+v with %s one better: %v points, before %v", answers, answers[at].Item, after.Points, before.Points)
		}
	})
}
