package roster

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawRepair draws a small problem, a legal roster of it and an absence.
func drawRepair(rt *rapid.T, s size) (*Problem, Roster, RepairOrder) {
	p := drawProblem(rt, s)
	if len(p.Faults()) > 0 {
		rt.Skip("the drawn fixed shifts overlap")
	}
	r, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: int64(rapid.IntRange(1, 60).Draw(rt, "moves"))}, nil)
	if err != nil {
		rt.Skip(err)
	}
	order := RepairOrder{Absent: []Away{{Person: rapid.IntRange(0, s.people-1).Draw(rt, "absent"), Paid: -1}}}
	order.Absent[0].First = rapid.IntRange(0, p.Grid.Days()-1).Draw(rt, "first")
	order.Absent[0].Last = min(p.Grid.Days()-1, order.Absent[0].First+rapid.IntRange(0, 2).Draw(rt, "more"))
	if len(order.gone(p, r.Roster)) == 0 {
		rt.Skip("the absent person was off")
	}
	return p, r.Roster, order
}

// repaired repairs, and skips absences that leave no legal row.
func repaired(rt *rapid.T, p *Problem, r Roster, o RepairOrder, s RepairSettings) RepairPlan {
	plan, err := Repair(context.Background(), p, r, o, s)
	var invalid *Invalid
	if errors.As(err, &invalid) && strings.HasPrefix(invalid.Faults[0].Field, "absent[") {
		rt.Skip(err)
	}
	if err != nil {
		rt.Fatal(err)
	}
	return plan
}

func TestRepairsAreLegalKeepWhatIsPinnedAndAddUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, r, o := drawRepair(rt, size{people: 2, days: 6, starts: 2, pauses: true, fairness: true})
		days := p.Grid.Days()
		o.Frozen = 60 * rapid.IntRange(0, 20).Draw(rt, "frozen")
		o.PinnedDays = []int{rapid.IntRange(0, days-1).Draw(rt, "pinned day")}
		pin := PersonDay{Person: (o.Absent[0].Person + 1) % 2, Day: rapid.IntRange(0, days-1).Draw(rt, "pinned")}
		o.PinnedShifts = []PersonDay{pin}
		o.Keep = Keep{WeekPaid: rapid.Bool().Draw(rt, "week"), DayPaid: rapid.Bool().Draw(rt, "day"),
			Starts: rapid.Bool().Draw(rt, "starts"), ByHand: rapid.Bool().Draw(rt, "hand")}
		if a, b := o.window(p); a >= b {
			rt.Skip("all is frozen")
		}
		plan := repaired(rt, p, r, o, RepairSettings{Seed: 3, Weights: DefaultRepairWeights(), Moves: 60})
		gone := o.without(p, r, plan.Gone)
		for n, alt := range plan.Alternatives {
			if found := Verify(gone, alt.Roster); len(found) > 0 {
				rt.Fatalf("alternative %d breaks %v", n, found[0])
			}
			if diff := cmp.Diff(Evaluate(gone, alt.Roster), alt.Cost, nearly); diff != "" {
				rt.Fatalf("alternative %d (-evaluated +told) %s", n, diff)
			}
			told := map[PersonDay]bool{}
			for _, c := range append(append([]PersonChange(nil), alt.Changes...), alt.Own...) {
				for _, d := range c.Days {
					told[PersonDay{c.Person, d.Day}] = true
				}
			}
			for i, row := range alt.Roster.Days {
				for d, s := range row {
					was := r.Days[i][d]
					lost := containsDay(plan.Gone, PersonDay{i, d})
					if lost {
						was = Shift{}
					}
					if changed := !s.Equal(was); changed != told[PersonDay{i, d}] {
						rt.Fatalf("alternative %d: person %d day %d changed %t, told %t", n, i, d, changed, !changed)
					} else if !changed {
						continue
					}
					if o.pinned(i, d, was) || !s.Off() && s.Start < o.Frozen || i != o.Absent[0].Person && breaksKeep(p, o.Keep, was, s) {
						rt.Fatalf("alternative %d changes what must stay: person %d day %d from %+v to %+v\norder %+v", n, i, d, was, s, o)
					}
				}
				if o.Keep.WeekPaid && i != o.Absent[0].Person {
					sameWeeklyPay(rt, p, r.Days[i], row)
				}
			}
		}
	})
}

func containsDay(list []PersonDay, at PersonDay) bool {
	for _, c := range list {
		if c == at {
			return true
		}
	}
	return false
}

func breaksKeep(p *Problem, k Keep, was, is Shift) bool {
	return k.DayPaid && p.paidOn(was) != p.paidOn(is) || k.Starts && !was.Off() && (is.Off() || is.Start != was.Start)
}

func sameWeeklyPay(rt *rapid.T, p *Problem, before, after []Shift) {
	weeks := map[string]int{}
	for d := range before {
		weeks[p.Grid.Date(d).Monday().String()] += p.paidOn(after[d]) - p.paidOn(before[d])
	}
	for monday, change := range weeks {
		if change != 0 {
			rt.Fatalf("the week of %s has %d paid minutes more", monday, change)
		}
	}
}

func TestAlternativesTradePeopleForCoverage(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, r, o := drawRepair(rt, size{people: 2, days: 5, starts: 2})
		plan := repaired(rt, p, r, o, RepairSettings{Seed: 3, Weights: DefaultRepairWeights(), Moves: 40})
		if len(plan.Alternatives) == 0 || plan.Alternatives[0].People() != 0 {
			rt.Fatalf("the first alternative asks somebody: %+v", plan.Alternatives)
		}
		for n, alt := range plan.Alternatives {
			if n > 0 {
				before := plan.Alternatives[n-1]
				if alt.People() <= before.People() || alt.Cost.coverage() >= before.Cost.coverage() {
					rt.Fatalf("alternative %d (%d people, %v) does not trade against %d people, %v",
						n, alt.People(), alt.Cost.coverage(), before.People(), before.Cost.coverage())
				}
			}
			if restores := alt.Cost.coverage() <= plan.Published.coverage()+1e-6; restores != alt.Restores {
				rt.Fatalf("alternative %d restores %t, told %t", n, restores, alt.Restores)
			}
			if alt.Restores && (alt.People() < plan.Minimum || plan.Unreachable) {
				rt.Fatalf("%d people restore the coverage, fewer than the proven %d (unreachable %t)", alt.People(), plan.Minimum, plan.Unreachable)
			}
		}
	})
}

// fewestByHand enumerates all rosters of at most two changed people.
func fewestByHand(p *Problem, r Roster, o RepairOrder, goal float64) int {
	base := r.Clone()
	for _, c := range o.gone(p, r) {
		base.Days[c.Person][c.Day] = Shift{}
	}
	q := o.without(p, r, o.gone(p, r))
	if Evaluate(q, base).coverage() <= goal {
		return 0
	}
	var others []int
	legal := map[int][][]Shift{}
	for i := range p.People {
		if i != o.Absent[0].Person && len(VerifyPerson(q, i, base.Days[i])) == 0 {
			others, legal[i] = append(others, i), everyLegalRow(q, i)
		}
	}
	two := false
	for _, i := range others {
		for _, row := range legal[i] {
			one := base.Clone()
			one.Days[i] = row
			if Evaluate(q, one).coverage() <= goal {
				return 1
			}
			for _, j := range others {
				for _, second := range legal[j] {
					if j > i && !two {
						both := one.Clone()
						both.Days[j] = second
						two = Evaluate(q, both).coverage() <= goal
					}
				}
			}
		}
	}
	if two {
		return 2
	}
	return 3
}

func TestProvenMinimumNeverExceedsTheTruthAndIsExactForNoneAndOne(t *testing.T) {
	reached := map[int]int{}
	rapid.Check(t, func(rt *rapid.T) {
		p, r, o := drawRepair(rt, size{people: 3, days: 3, starts: 2})
		o.Frozen = 0
		for g := range p.Groups {
			o.Groups = append(o.Groups, g) // everybody is within reach
		}
		if len(VerifyPerson(o.without(p, r, o.gone(p, r)), o.Absent[0].Person, withoutGone(p, r, o))) > 0 {
			rt.Skip("the absent person's other days have to move")
		}
		plan := repaired(rt, p, r, o, RepairSettings{Seed: 3, Weights: DefaultRepairWeights(), Moves: 60})
		want := fewestByHand(p, r, o, plan.Published.coverage()+1e-9*(1+plan.Published.coverage()))
		reached[want]++
		if plan.Minimum > want || want <= 1 && plan.Minimum != want {
			rt.Fatalf("proven minimum %d, by enumeration %d\norder %+v\nroster %+v", plan.Minimum, want, o, r)
		}
		fewest := math.MaxInt
		for _, alt := range plan.Alternatives {
			if alt.Restores {
				fewest = min(fewest, alt.People())
			}
		}
		if want <= 2 && fewest > want+1 {
			rt.Fatalf("%d people asked, %d would do", fewest, want)
		}
	})
	t.Logf("draws by people needed: %v", reached)
}

func withoutGone(p *Problem, r Roster, o RepairOrder) []Shift {
	row := r.Clone().Days[o.Absent[0].Person]
	for _, c := range o.gone(p, r) {
		row[c.Day] = Shift{}
	}
	return row
}

func TestWithoutWeightsARepairIsWithinATwentiethOfASearch(t *testing.T) {
	p := centreProblem(t, small)
	first, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 30}, nil)
	if err != nil {
		t.Fatal(err)
	}
	o := RepairOrder{Absent: []Away{awayOn(p, first.Roster, 3)}}
	for d := range p.Grid.Days() {
		o.Days = append(o.Days, d)
	}
	for g := range p.Groups {
		o.Groups = append(o.Groups, g)
	}
	plan, err := Repair(context.Background(), p, first.Roster, o, RepairSettings{Seed: 1, Moves: 4000, MostPeople: len(p.People)})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Solve(context.Background(), o.without(p, first.Roster, plan.Gone), Settings{Seed: 1, Iterations: 1500}, nil)
	if err != nil {
		t.Fatal(err)
	}
	best := math.Inf(1)
	for _, alt := range plan.Alternatives {
		best = min(best, alt.Cost.Total())
	}
	if best > again.Cost.Total()*1.05 {
		t.Errorf("the best repair costs %.1f, a new roster %.1f", best, again.Cost.Total())
	}
}

func TestRepairIsDecidedByItsSeed(t *testing.T) {
	p := centreProblem(t, small)
	r := published(t, p)
	o := RepairOrder{Absent: []Away{awayOn(p, r, 4)}}
	var plans [2]RepairPlan
	for k := range plans {
		var err error
		if plans[k], err = Repair(context.Background(), p, r, o, RepairSettings{Seed: 5, Weights: DefaultRepairWeights()}); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(plans[0], plans[1]); diff != "" {
		t.Errorf("the same order gives another plan: %s", diff)
	}
}

func TestOnlyTheWillingAreAskedWhenToldSo(t *testing.T) {
	p := centreProblem(t, small)
	r := published(t, p)
	o := RepairOrder{Absent: []Away{awayOn(p, r, 4)}, OnlyWilling: true, Willing: []int{3, 5, 7, 8}}
	plan, err := Repair(context.Background(), p, r, o, RepairSettings{Seed: 5, Weights: DefaultRepairWeights()})
	if err != nil {
		t.Fatal(err)
	}
	for _, alt := range plan.Alternatives {
		for _, c := range alt.Changes {
			if !c.Willing {
				t.Errorf("person %d is asked, who is not willing", c.Person)
			}
		}
	}
}

func TestRepairNamesEveryFaultOfAnOrder(t *testing.T) {
	p := centreProblem(t, small)
	r := published(t, p)
	away := awayOn(p, r, 4)
	off := Away{Person: away.Person}
	for d, s := range r.Days[away.Person] {
		if s.Off() && (d == 0 || r.Days[away.Person][d-1].Off()) {
			off.First, off.Last = d, d
		}
	}
	cases := map[string]struct {
		order    RepairOrder
		settings RepairSettings
		field    string
	}{
		"nobody":         {RepairOrder{}, RepairSettings{}, "absent"},
		"a stranger":     {RepairOrder{Absent: []Away{{Person: 99}}}, RepairSettings{}, "absent[0].person"},
		"outside":        {RepairOrder{Absent: []Away{{Person: 1, First: -1, Last: 40}}}, RepairSettings{}, "absent[0].from"},
		"backwards":      {RepairOrder{Absent: []Away{{Person: 1, First: 5, Last: 3}}}, RepairSettings{}, "absent[0].to"},
		"off anyway":     {RepairOrder{Absent: []Away{off}}, RepairSettings{}, "absent"},
		"pin of nothing": {RepairOrder{Absent: []Away{away}, PinnedShifts: []PersonDay{{0, 99}}}, RepairSettings{}, "pins.shifts[0].day"},
		"pin of absence": {RepairOrder{Absent: []Away{away}, PinnedShifts: []PersonDay{{away.Person, 4}}}, RepairSettings{}, "pins.shifts[0]"},
		"frozen":         {RepairOrder{Absent: []Away{away}, Frozen: 1440 * 14}, RepairSettings{}, "frozen"},
		"weights":        {RepairOrder{Absent: []Away{away}}, RepairSettings{Weights: RepairWeights{Day: math.NaN()}}, "weights.day"},
		"moves":          {RepairOrder{Absent: []Away{away}}, RepairSettings{Moves: -1}, "moves"},
	}
	for name, c := range cases {
		_, err := Repair(context.Background(), p, r, c.order, c.settings)
		var invalid *Invalid
		if !errors.As(err, &invalid) || invalid.Faults[0].Field != c.field {
			t.Errorf("%s: %v, want a fault of %s", name, err, c.field)
		}
	}
}

func TestPinsThatBreakRulesAreNamed(t *testing.T) {
	p := centreProblem(t, small)
	r := published(t, p)
	away := awayOn(p, r, 4)
	other := (away.Person + 2) % len(p.People) // of the same group
	for d := range r.Days[other] {             // work every day: too many in a row
		if r.Days[other][d].Off() {
			start := p.minuteAt(d, 540)
			r.Days[other][d] = Shift{Template: NoTemplate, Group: p.People[other].Groups[0], Start: start, Minutes: 480}
		}
	}
	broken := VerifyPerson(p, other, r.Days[other])
	if len(broken) == 0 {
		t.Fatal("the row breaks nothing")
	}
	o := RepairOrder{Absent: []Away{away}, PinnedPeople: []int{other}}
	_, err := Repair(context.Background(), p, r, o, RepairSettings{})
	if err == nil || !strings.Contains(err.Error(), "pins.people[0]") {
		t.Errorf("%v, want the pinned person named", err)
	}
	o.PinnedPeople = nil
	plan, err := Repair(context.Background(), p, r, o, RepairSettings{Weights: DefaultRepairWeights()})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Unfit) == 0 {
		t.Errorf("nobody is named as left alone, though person %d breaks %s", other, broken[0].Rule)
	}
}
