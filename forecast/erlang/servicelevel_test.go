package erlang_test

import (
	"math"
	"testing"

	"github.com/muster-wfm/muster/forecast/erlang"
)

func TestServiceLevelOfCountedContacts(t *testing.T) {
	// 1,000 answered, 860 of them in time; 60 abandoned, 20 of them in time.
	counts := erlang.Shares{AnsweredInTime: 860, AnsweredLate: 140, AbandonedInTime: 20, AbandonedLate: 40}
	wants := map[erlang.Variant]float64{
		erlang.AbandonsAsAnswered: .8302, erlang.OfAnswered: .8600, erlang.OfOffered: .8113, erlang.ExcludeShort: .8269,
	}
	for variant, want := range wants {
		if got := counts.ServiceLevel(variant); math.Abs(got-want) > 5e-5 {
			t.Errorf("%v = %v, want %v", variant, got, want)
		}
	}
	for _, variant := range erlang.Variants() {
		if got := (erlang.Shares{}).ServiceLevel(variant); got != 1 {
			t.Errorf("%v of no contacts = %v, want 1", variant, got)
		}
	}
}

func TestVariantsAreKnownByName(t *testing.T) {
	for _, variant := range erlang.Variants() {
		if got, err := erlang.ParseVariant(variant.String()); err != nil || got != variant {
			t.Errorf("%v is read back as %v, %v", variant, got, err)
		}
	}
	if got, err := erlang.ParseVariant(""); err != nil || got != erlang.ExcludeShort {
		t.Errorf("no name = %v, %v, want the default", got, err)
	}
	if got, err := erlang.ParseVariant("sl_best"); err == nil {
		t.Errorf("sl_best was read as %v", got)
	}
	if got := erlang.Variant(99).String(); got != "Variant(99)" {
		t.Errorf("an unknown variant is called %q", got)
	}
}
