package roster

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/labour"
)

func TestALimitNamedByItsRuleAloneIsLoosenedAsTheSearchLoosensIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 5, starts: 2})
		m := newModel(p)
		for agreement, a := range p.Agreements {
			for _, l := range m.loosenings(agreement) {
				want := looserAgreements(m, l)[agreement]
				named := Loosening{Rule: l.Rule, Subject: l.Subject, From: l.From, To: l.To}
				got, changed := Loosen(a, named)
				if !changed {
					rt.Fatalf("%+v loosens nothing in %+v", named, a)
				}
				if faults := got.Faults(); len(faults) > 0 {
					rt.Fatalf("%+v makes an agreement that cannot be: %+v", named, faults)
				}
				asked := got
				asked.Rules = slices.DeleteFunc(slices.Clone(got.Rules), func(r labour.Rule) bool { return r.Class == idle.Class })
				if diff := cmp.Diff(want, asked); diff != "" {
					rt.Fatalf("%+v (-want +got) %s", named, diff)
				}
				if _, again := Loosen(got, named); again {
					rt.Fatalf("%+v loosens twice", named)
				}
			}
		}
	})
}

func TestWhatAnAgreementNoLongerAsksIsNotLoosened(t *testing.T) {
	a := rules.Agreement{
		RestMinutes: 600, MaxWeekends: rules.Nothing, Caps: []rules.ClassCap{{Class: "N", Max: 0}},
		Rules: []labour.Rule{{Kind: labour.PaidMinutes, Span: labour.Month, Min: 60, Max: 6000}},
	}
	month := rules.Further(0, labour.PaidMinutes)
	for _, c := range []struct {
		name string
		l    Loosening
		want bool
	}{
		{"less rest", Loosening{Rule: rules.Rest, From: 660, To: 540}, true},
		{"rest that is agreed already", Loosening{Rule: rules.Rest, From: 660, To: 600}, false},
		{"more rest", Loosening{Rule: rules.Rest, From: 600, To: 660}, false},
		{"a limit that is not there", Loosening{Rule: rules.MaxWeekMinutes, From: 2400, To: 2880}, false},
		{"a weekend where none is allowed", Loosening{Rule: rules.MaxWeekends, From: 0, To: 1}, true},
		{"a night where none is allowed", Loosening{Rule: rules.ClassLimit, Subject: "N", From: 0, To: 1}, true},
		{"a class without a limit", Loosening{Rule: rules.ClassLimit, Subject: "L", From: 0, To: 1}, false},
		{"the most of a month", Loosening{Rule: month, From: 6000, To: 6060}, true},
		{"the least of a month", Loosening{Rule: month, From: 60, To: 0}, true},
		{"a rule that moved away", Loosening{Rule: rules.Further(0, labour.Shifts), From: 5, To: 6}, false},
		{"a rule that is gone", Loosening{Rule: rules.Further(1, labour.PaidMinutes), From: 5, To: 6}, false},
	} {
		before := cmp.Diff(a, rules.Agreement{})
		got, changed := Loosen(a, c.l)
		if changed != c.want {
			t.Errorf("%s: %+v gives %+v, changed %t; want %t", c.name, c.l, got, changed, c.want)
		}
		if cmp.Diff(a, rules.Agreement{}) != before {
			t.Fatalf("%s: the agreement itself was changed to %+v", c.name, a)
		}
	}
}
