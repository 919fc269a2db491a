package roster

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// worn is a week of four people who have worked all they may, and lack somebody at
// noon of the last day.
func worn(t testing.TB) (p *Problem, d *Desk, interval int) {
	t.Helper()
	p = centreProblem(t, centre{people: 4, days: 7, minutes: 60, groups: 1, load: 1, seed: 1})
	p.Fairness = Fairness{}
	for i := range p.People {
		q := &p.People[i]
		q.Agreement, q.Templates, q.Absences, q.Preferences, q.HourCost = 0, []int{0}, nil, nil, 1
	}
	p.Agreements[0] = rules.Agreement{Code: "full", RestMinutes: 660, WeekMinutes: rules.Range{Max: 2400}, WeekDays: rules.Range{Max: 6}}
	for i := range p.Groups[0].Required {
		p.Groups[0].Required[i] = 0
		if h := p.Grid.WallMinute(i) / 60; h >= 10 && h < 14 {
			p.Groups[0].Required[i] = 4
		}
	}
	found, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 400}, nil)
	if err != nil {
		t.Fatal(err)
	}
	d, err = NewDesk(p, found.Roster)
	if err != nil {
		t.Fatal(err)
	}
	cover := Coverage(p, found.Roster)[0]
	for i, need := range p.Groups[0].Required {
		if need-cover[i] > p.Groups[0].Required[interval]-cover[interval] {
			interval = i
		}
	}
	return p, d, interval
}

func TestConcessionsForAShortHour(t *testing.T) {
	p, d, interval := worn(t)
	before := d.Roster().Clone()
	list := d.Relax(0, interval)
	if diff := cmp.Diff(before, d.Roster()); diff != "" {
		t.Fatalf("asking changed the roster: %s", diff)
	}
	if diff := cmp.Diff(Evaluate(p, before), d.Cost(), nearly); diff != "" {
		t.Fatalf("asking changed the cost: %s", diff)
	}
	kinds, last := map[RelaxKind]Relaxation{}, math.Inf(-1)
	for _, r := range list {
		if r.Cost.Total() < last {
			t.Errorf("%+v is cheaper than the one before it", r)
		}
		last = r.Cost.Total()
		if r.Covered <= 0 || len(r.Helpers) == 0 {
			t.Errorf("%+v covers nothing", r)
		}
		if _, known := kinds[r.Kind]; !known {
			kinds[r.Kind] = r
		}
	}
	hours, ok := kinds[OneLimit]
	if !ok || hours.Limits[0].Rule != rules.MaxWeekMinutes || hours.Limits[0].To != 2880 {
		t.Fatalf("got %+v, want eight hours more a week: the shifts are of eight hours", list)
	}
	if hours.Cost.Under >= 0 || hours.Cost.Hours <= 0 || hours.Paid <= 0 {
		t.Errorf("overtime %+v, want service bought with paid hours", hours)
	}
	if borrowed, ok := kinds[Borrow]; !ok || borrowed.Helpers[0].Person != Borrowed || borrowed.Cost.Total() > hours.Cost.Total()+1e-6 {
		t.Errorf("borrowed %+v, want the same shifts at no price of hours", borrowed)
	}
}

func TestEveryConcessionIsLegalUnderItsLimitsAndCostsWhatItSays(t *testing.T) {
	tried := 0
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 2, days: 5, starts: 2, fairness: rapid.Bool().Draw(rt, "fair")})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		found, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 10}, nil)
		if err != nil {
			rt.Skip("no legal roster")
		}
		d, err := NewDesk(p, found.Roster)
		if err != nil {
			rt.Fatal(err)
		}
		interval := rapid.IntRange(0, p.Grid.Len()-1).Draw(rt, "interval")
		for _, r := range d.Relax(0, interval) {
			if r.Kind == Borrow {
				continue
			}
			tried++
			after, looser := found.Roster.Clone(), *p
			if len(r.Limits) > 0 {
				looser.Agreements = looserAgreements(d.m, r.Limits...)
			}
			for _, h := range r.Helpers {
				for _, c := range h.Days {
					after.Days[h.Person][c.Day] = c.To
				}
				if r.Kind == Unavailable {
					looser.People = append([]Person(nil), p.People...)
					looser.People[h.Person].Limited, looser.People[h.Person].Windows = false, nil
				}
				if broken := VerifyPerson(&looser, h.Person, after.Days[h.Person]); len(broken) > 0 {
					rt.Fatalf("%+v breaks %+v", r, broken)
				}
			}
			want := Evaluate(p, after).plus(found.Cost, -1)
			if diff := cmp.Diff(want, r.Cost, nearly); diff != "" {
				rt.Fatalf("%+v costs (-want +got) %s", r, diff)
			}
			cover := Coverage(p, after)[0][interval] - Coverage(p, found.Roster)[0][interval]
			if math.Abs(cover-r.Covered) > 1e-9 {
				rt.Fatalf("%+v covers %v", r, cover)
			}
		}
	})
	if tried == 0 {
		t.Error("no concession in any problem: the test proves nothing")
	}
}
