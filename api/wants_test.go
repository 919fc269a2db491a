package api_test

import (
	"fmt"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/problem"
)

// The description lists every code, so that a screen without words for one of them
// does not compile.
func TestTheDescriptionListsEveryExpectation(t *testing.T) {
	field, _ := reflect.TypeFor[api.Want]().FieldByName("Code")
	described := strings.Split(field.Tag.Get("enum"), ",")
	var known []string
	for _, c := range problem.Codes {
		known = append(known, string(c))
	}
	slices.Sort(described)
	if slices.Sort(known); !slices.Equal(described, known) {
		t.Errorf("described %v\nknown %v", described, known)
	}
}

// The screens have words in both languages for every kind of refusal.
func TestEveryCodeOfAProblemHasWordsInBothLanguages(t *testing.T) {
	page := bodyOf(t, get(t, api.New(api.Deps{Logger: quiet()}), "/api/docs"))
	for _, language := range []string{"en", "zh"} {
		words, err := os.ReadFile("../frontend/src/api/refusals/strings." + language + ".ts")
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(`id="problem-(\w+)"`).FindAllStringSubmatch(page, -1)
		if len(found) < 40 {
			t.Fatalf("the documentation explains %d codes", len(found))
		}
		for _, code := range found {
			if !said(string(words), code[1]) {
				t.Errorf("%s: no words for %s", language, code[1])
			}
		}
	}
}

// Every expectation has a sentence in both languages: a screen in Chinese falls back
// on the server's English where one is missing.
func TestEveryExpectationHasWordsInBothLanguages(t *testing.T) {
	for _, language := range []string{"en", "zh"} {
		words, err := os.ReadFile("../frontend/src/api/refusals/fields." + language + ".ts")
		if err != nil {
			t.Fatal(err)
		}
		_, wants, found := strings.Cut(string(words), "\n  wants: {")
		if !found {
			t.Fatalf("%s: no expectations", language)
		}
		for _, code := range problem.Codes {
			if !said(wants, string(code)) {
				t.Errorf("%s: no words for %s", language, code)
			}
		}
	}
}

// What an agreement's form refuses is told with a code and its figures beside the
// English words, so that every screen says it in its own language.
func TestWhatARuleEditorRefusesHasACode(t *testing.T) {
	c := newCentre(t)
	a := c.agreements(t)[0]
	least, most, span := 2000, 1000, "week"
	f := api.AgreementFields{Code: a.Code, Name: a.Name, Rules: a.Rules, Templates: a.Templates}
	f.Rules.MaxConsecutiveDays, f.Rules.Further = 99, []api.FurtherRule{{Kind: "paid_minutes", Span: &span, Min: &least, Max: &most}}
	body := c.play(t, Scenario{
		As: "planner", Method: http.MethodPut, URL: fmt.Sprintf("/agreements/%d", a.ID), Body: written(t, f), Status: 422,
		Header: map[string]string{"If-Match": fmt.Sprintf(`"%d"`, a.Version)},
	})
	got := map[string]api.Want{}
	for _, e := range decoded[api.Problem](t, body).Errors {
		if e.Want != nil {
			got[e.Location] = *e.Want
		}
	}
	want := map[string]api.Want{
		"body.rules.maxConsecutiveDays": {Code: "whole_number", Figures: []string{"1", "31"}},
		"body.rules.further[0].min":     {Code: "least_below_most", Figures: []string{"2000", "1000"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v\nof %s", got, want, body)
	}
}

// said is whether the words have a sentence under the name, on its line or on the next.
func said(words, name string) bool {
	return regexp.MustCompile(`\n    ` + regexp.QuoteMeta(name) + `:\s+'`).MatchString(words)
}
