package plan

import (
	"fmt"
	"math"
	"testing"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// leavers are people hired on the first of January 2024, of whom so many left in each
// month of 2025, on its fifteenth; forty stay.
func leavers(byMonth [12]int) *people {
	p := &people{today: grid.MustDate("2026-01-01")}
	add := func(left grid.Date) {
		code := fmt.Sprintf("P%03d", len(p.spells))
		p.spells = append(p.spells, attrition.Spell{Code: code, Hired: grid.MustDate("2024-01-01"), Left: left})
		p.list = append(p.list, workforce.Person{Code: code, Skills: []workforce.SkillSpell{{SkillID: int64(1 + len(p.list)%2)}}})
	}
	for m, n := range byMonth {
		for range n {
			add(grid.MustDate(fmt.Sprintf("2025-%02d-15", m+1)))
		}
	}
	for range 40 {
		add(grid.Date{})
	}
	return p
}

// 004-01: who takes the money at the end of the year and goes is foreseen in that month,
// and not spread over the year.
func TestLeavingFollowsTheSeason(t *testing.T) {
	l, err := leavers([12]int{40, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}).leaving()
	if err != nil || l == nil {
		t.Fatalf("got %v, %v", l, err)
	}
	january, july := l.Week(grid.MustDate("2026-01-05"), 110), l.Week(grid.MustDate("2026-07-06"), 110)
	if l.Exits != 62 || january < 2*july || july <= 0 {
		t.Errorf("%d exits; January %.4f a week, July %.4f", l.Exits, january, july)
	}
	// by hand: one band of tenure from 12 months on, h exits a month at risk; a week of 7 of
	// 30.4375 days in July, whose multiplier stands in Season
	h := l.hazard(25)
	if want := 1 - math.Exp(-h*l.Season[6]*7/30.4375); math.Abs(july-want) > 1e-12 {
		t.Errorf("a week of July %.6f, want %.6f", july, want)
	}
}

// The same exits in every month: hardly any season, and as many leave as have left.
func TestLeavingWithoutASeasonHasNone(t *testing.T) {
	l, err := leavers([12]int{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}).leaving()
	if err != nil || l == nil {
		t.Fatalf("got %v, %v", l, err)
	}
	for m, f := range l.Season {
		if f < 0.75 || f > 1.35 {
			t.Errorf("month %d multiplies by %.2f", m+1, f)
		}
	}
}

// Fewer than fifty exits are no record, and of half the people there are half the exits.
func TestTooFewLeaversSayNothing(t *testing.T) {
	p := leavers([12]int{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5})
	p.keep(func(x workforce.Person) bool { return x.Skills[0].SkillID == 1 })
	if len(p.spells) != 50 || len(p.list) != 50 {
		t.Fatalf("%d employments of %d people are kept", len(p.spells), len(p.list))
	}
	if l, err := p.leaving(); l != nil || err != nil {
		t.Errorf("thirty exits say %+v (%v)", l, err)
	}
}
