package roster

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// drawnShort draws a problem of one group in which far too many people are needed
// at all times.
func drawnShort(rt *rapid.T, s size) *Problem {
	p := drawProblem(rt, s)
	p.Groups = p.Groups[:1]
	for i := range p.People {
		p.People[i].Groups = []int{0}
	}
	for i := range p.Groups[0].Required {
		p.Groups[0].Required[i] = 50
	}
	if len(p.Faults()) > 0 {
		rt.Skip("the drawn fixed shifts overlap")
	}
	return p
}

func TestTheMostThatOnePersonCanGiveIsThatOfTheirBestRow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawnShort(rt, size{people: 1, days: 4, starts: 2, pauses: true})
		rows := everyLegalRow(p, 0)
		if len(rows) == 0 || newModel(p).people[0].auto == nil {
			rt.Skip("no legal row, or no exact automaton")
		}
		m := p.plain(NewRoster(p))
		most := make([]int, m.ticks())
		hours := 0.0
		for _, row := range rows {
			sum := 0.0
			for _, n := range m.counts(Roster{Days: [][]Shift{row}})[0] {
				sum += float64(n) * m.cells[0].hours
			}
			hours = math.Max(hours, sum)
			for _, s := range row {
				for tick := max(0, s.Start/m.tick); !s.Off() && tick < min(len(most), s.End()/m.tick); tick++ {
					most[tick] = 1 // pauses can move, so they count as present
				}
			}
		}
		for _, f := range Shortfalls(p) {
			switch f.Span {
			case Moment:
				if want := float64(most[f.At/m.tick]); f.Most != want || f.Required != 50 {
					rt.Fatalf("at minute %d: most %v of %v, want %v of 50", f.At, f.Most, f.Required, want)
				}
			case AllHours:
				if math.Abs(f.Most-hours) > 1e-6 {
					rt.Fatalf("hours: most %v, the best row gives %v\nperson %+v\nagreement %+v", f.Most, hours, p.People[0], p.Agreements[0])
				}
			}
		}
	})
}

func TestNoLegalRosterHasMoreThanTheMost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawnShort(rt, size{people: 2, days: 4, starts: 1})
		first, second := everyLegalRow(p, 0), everyLegalRow(p, 1)
		if len(first) == 0 || len(second) == 0 {
			rt.Skip("somebody has no legal row")
		}
		row := func(rows [][]Shift, label string) []Shift {
			return rows[rapid.IntRange(0, len(rows)-1).Draw(rt, label)]
		}
		r := Roster{Days: [][]Shift{row(first, "first"), row(second, "second")}}
		cover := Coverage(p, r)[0]
		for _, f := range Shortfalls(p) {
			got := 0.0
			for i, n := range cover {
				minute := int(p.Grid.Start(i).Sub(p.Grid.Start(0)).Minutes())
				switch {
				case f.Span == Moment && minute == f.At:
					got = n
				case f.Span == AllHours:
					got += n * float64(p.Grid.Minutes()) / 60
				}
			}
			if got > f.Most+1e-9 {
				rt.Fatalf("%+v: a legal roster has %v", f, got)
			}
		}
	})
}

func TestALooserLimitBringsWhatItsEaseSays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawnShort(rt, size{people: 2, days: 5, starts: 2})
		of := func(list []Shortfall) (Shortfall, bool) {
			for _, f := range list {
				if f.Span == AllHours {
					return f, true
				}
			}
			return Shortfall{}, false
		}
		before, short := of(Shortfalls(p))
		if !short {
			rt.Skip("nothing is short")
		}
		for _, e := range before.Eases {
			looser := *p
			looser.Agreements = looserAgreements(newModel(p), e.Loosening)
			after, _ := of(Shortfalls(&looser))
			if math.Abs(after.Most-before.Most-e.Gain) > 1e-6 || e.Gain <= 0 {
				rt.Fatalf("%+v: the most rises from %v to %v\nagreement %+v", e, before.Most, after.Most, p.Agreements[e.Agreement])
			}
		}
	})
}

func TestANightThatTooFewCanWorkNamesWhatKeepsTheOthers(t *testing.T) {
	p := centreProblem(t, centre{people: 6, days: 7, minutes: 60, groups: 1, load: 0.1, nights: true, seed: 1})
	for i := range p.People {
		q := &p.People[i]
		q.Agreement, q.Templates, q.Absences, q.Preferences = 0, []int{0}, nil, nil
	}
	p.Agreements[0] = rules.Agreement{Code: "full", RestMinutes: 660, Caps: []rules.ClassCap{{Class: "D", Max: 4}}}
	p.Templates[0].Class = "D"
	at := 3*24 + 3
	p.Groups[0].Required[at] = 5
	p.People[0].Absences = []rules.Absence{{Day: 3, Paid: 480}, {Day: 2, Paid: 480}}
	for i := 1; i < 4; i++ {
		p.People[i].Limited = true // and never there
	}
	found := Shortfalls(p)
	if len(found) == 0 {
		t.Fatal("nothing is short, want the third hour of the fourth day")
	}
	f := found[0]
	if f.Span != Moment || f.From != at*60 || f.To != at*60+60 || f.Required != 5 || f.Most != 2 || f.People != 3 {
		t.Errorf("got %+v, want 2 of 5 from minute %d for an hour", f, at*60)
	}
	want := []Obstacle{{rules.Availability, 3}, {rules.Leave, 1}}
	if diff := cmp.Diff(want, f.Obstacles); diff != "" {
		t.Errorf("obstacles (-want +got) %s", diff)
	}
}

func TestACentreWithEnoughPeopleHasNoShortfall(t *testing.T) {
	p := centreProblem(t, centre{people: 20, days: 7, minutes: 60, groups: 2, load: 0.3, seed: 1})
	if found := Shortfalls(p); len(found) > 0 {
		t.Errorf("got %+v, want none", found)
	}
}
