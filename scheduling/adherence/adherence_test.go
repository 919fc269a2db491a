package adherence

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var nine = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

// spell lasts some minutes from so many after nine.
func spell(from, minutes int, a Activity) Spell {
	return Spell{nine.Add(time.Duration(from) * time.Minute), nine.Add(time.Duration(from+minutes) * time.Minute), a}
}

func TestAnHourThatBeginsLateAndEndsLate(t *testing.T) {
	// field.md 1.5: an hour's shift, ten minutes late and ten made up
	scheduled, actual := []Spell{spell(0, 60, Work)}, []Spell{spell(10, 60, Work)}
	for _, c := range []struct {
		name                   string
		terms                  Terms
		adherence, conformance float64
		exceptions             int
	}{
		{"work outside does not count", Terms{}, 50. / 60, 1, 1},
		{"work outside counts", Terms{Outside: true}, 50. / 70, 1, 2},
		{"ten minutes are let pass", Terms{Grace: 10 * time.Minute, Outside: true}, 1, 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := Compare(scheduled, actual, c.terms)
			adherence, known := a.Adherence()
			conformance, worked := a.Conformance()
			if !known || !worked || math.Abs(adherence-c.adherence) > 1e-12 || math.Abs(conformance-c.conformance) > 1e-12 || len(a.Exceptions) != c.exceptions {
				t.Errorf("adherence %v, conformance %v, %v; want %v, %v, %d exceptions", adherence, conformance, a.Exceptions, c.adherence, c.conformance, c.exceptions)
			}
		})
	}
}

func TestDeparturesAreToldApartByWhatWasDone(t *testing.T) {
	scheduled := []Spell{spell(0, 120, Work), spell(120, 30, Pause), spell(150, 120, Work)}
	actual := []Spell{spell(0, 60, Work), spell(60, 30, Away), spell(90, 10, Pause), spell(100, 20, Work), spell(120, 40, Pause), spell(160, 110, Work)}
	a := Compare(scheduled, actual, Terms{})
	want := []Exception{
		{spell(60, 30, Work).From, spell(60, 30, Work).To, Work, Away},
		{spell(90, 10, Work).From, spell(90, 10, Work).To, Work, Pause},
		{spell(150, 10, Work).From, spell(150, 10, Work).To, Work, Pause},
	}
	if len(a.Exceptions) != len(want) {
		t.Fatalf("got %v, want %v", a.Exceptions, want)
	}
	for i := range want {
		if a.Exceptions[i] != want[i] {
			t.Errorf("exception %d is %v, want %v", i, a.Exceptions[i], want[i])
		}
	}
	if a := Compare(scheduled, actual, Terms{AwayIsWork: true}); len(a.Exceptions) != 2 || a.Worked != 220*time.Minute {
		t.Errorf("%d exceptions and %s worked where meetings are work; want 2 and 220 minutes", len(a.Exceptions), a.Worked)
	}
}

func TestNobodyIsJudgedByNoRecord(t *testing.T) {
	a := Compare([]Spell{spell(0, 60, Work)}, nil, Terms{})
	if _, known := a.Adherence(); known || len(a.Exceptions) > 0 {
		t.Errorf("known %t, %v; want nothing said", known, a.Exceptions)
	}
	if _, known := Compare(nil, []Spell{spell(0, 60, Work)}, Terms{}).Adherence(); known {
		t.Error("adherence to no schedule is known; want nothing said")
	}
}

// drawSpells draws spells that follow each other.
func drawSpells(rt *rapid.T, label string) []Spell {
	var list []Spell
	at := rapid.IntRange(-30, 30).Draw(rt, label)
	for range rapid.IntRange(0, 6).Draw(rt, label) {
		length := rapid.IntRange(1, 90).Draw(rt, label)
		if a := rapid.SampledFrom(Activities()).Draw(rt, label); a != Off {
			list = append(list, spell(at, length, a))
		}
		at += length
	}
	return list
}

func TestAnAccountAddsUpMinuteByMinute(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		scheduled, actual := drawSpells(rt, "scheduled"), drawSpells(rt, "actual")
		terms := Terms{Outside: rapid.Bool().Draw(rt, "outside"), AwayIsWork: rapid.Bool().Draw(rt, "away")}
		a := Compare(scheduled, actual, terms)
		out, whole := 0, 0
		for minute := -60; minute < 700; minute++ {
			moment := spell(minute, 1, Off).From
			was, is := at(scheduled, moment), at(actual, moment)
			outside := was == Off && terms.same(is, Work) && terms.Outside && len(actual) > 0
			if was != Off || outside {
				whole++
			}
			if len(actual) > 0 && (was != Off && !terms.same(was, is) || outside) {
				out++
			}
		}
		if a.Out != time.Duration(out)*time.Minute || a.Scheduled != time.Duration(whole)*time.Minute {
			rt.Fatalf("out %s of %s; minute by minute %d of %d", a.Out, a.Scheduled, out, whole)
		}
		if share, known := a.Adherence(); known && (share < 0 || share > 1) {
			rt.Fatalf("adherence %v", share)
		}
	})
}

func TestWhoDidAsScheduledAdheresWholly(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		list := drawSpells(rt, "spells")
		a := Compare(list, list, Terms{Outside: true})
		if share, known := a.Adherence(); known && share != 1 {
			rt.Fatalf("%v of their own schedule", share)
		}
	})
}
