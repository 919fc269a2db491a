package breaks_test

import (
	"math"
	"slices"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/breaks"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// tick is the slot of random problems, in minutes.
const tick = 15

// convex is a group with the need of every slot: a missing person costs 4 and
// the third missing 3 more, a surplus one 1.
func convex(need []float64) breaks.Group {
	return breaks.Group{Slots: len(need), Cost: func(slot, people int) float64 {
		missing := need[slot] - float64(people)
		return 4*max(0, missing) + 3*max(0, missing-2) + max(0, -missing)
	}}
}

// drawTemplate draws a template whose pauses find a place.
func drawTemplate(rt *rapid.T, length int) shifts.Template {
	quarters := func(label string, low, high int) int { return tick * rapid.IntRange(low, high).Draw(rt, label) }
	t := shifts.Template{Code: "T", EarliestStart: 480, LatestStart: 480, Lengths: []int{length}, MinGap: quarters("gap", 0, 2)}
	for range rapid.IntRange(1, 2).Draw(rt, "pauses") {
		t.Pauses = append(t.Pauses, shifts.Pause{
			Code: "pause", Minutes: quarters("pause", 1, 2), Earliest: quarters("earliest", 0, 4), Latest: quarters("latest", 4, 8),
			BeforeEnd: quarters("before end", 0, 1),
		})
	}
	if rapid.Bool().Draw(rt, "bounded") {
		t.MaxWork = quarters("max work", 3, 8)
	}
	if len(t.Faults()) > 0 {
		rt.Skip("the pauses find no place")
	}
	return t
}

// drawProblem draws a day of a few shifts with pauses as they might come in.
func drawProblem(rt *rapid.T, most int) *breaks.Problem {
	p := &breaks.Problem{Tick: tick}
	length := tick * rapid.IntRange(8, 12).Draw(rt, "length")
	for range rapid.IntRange(1, 2).Draw(rt, "templates") {
		p.Templates = append(p.Templates, drawTemplate(rt, length))
	}
	for range rapid.IntRange(1, 2).Draw(rt, "groups") {
		p.Groups = append(p.Groups, convex(rapid.SliceOfN(rapid.Float64Range(0, 4), 20, 20).Draw(rt, "need")))
	}
	p.Teams = []breaks.Team{{Code: "A", People: rapid.IntRange(0, 2).Draw(rt, "people")}, {Code: "B", Share: rapid.SampledFrom([]float64{0, 0.3, 0.5}).Draw(rt, "share")}}
	for range rapid.IntRange(1, most).Draw(rt, "shifts") {
		p.Shifts = append(p.Shifts, drawShift(rt, p, length))
	}
	if rapid.Bool().Draw(rt, "on the day") {
		p.Now = tick * rapid.IntRange(0, 16).Draw(rt, "now")
	}
	if faults := p.Faults(); len(faults) > 0 {
		rt.Fatalf("the problem is not as it was meant: %v", faults)
	}
	return p
}

func drawShift(rt *rapid.T, p *breaks.Problem, length int) breaks.Shift {
	s := breaks.Shift{
		Template: rapid.IntRange(0, len(p.Templates)-1).Draw(rt, "template"), Group: rapid.IntRange(0, len(p.Groups)-1).Draw(rt, "group"),
		Start: tick * rapid.IntRange(0, 8).Draw(rt, "start"), Minutes: length, Pinned: rapid.IntRange(0, 5).Draw(rt, "pinned") == 0,
	}
	for team := range p.Teams {
		if rapid.Bool().Draw(rt, "in team") {
			s.Teams = append(s.Teams, team)
		}
	}
	if rapid.IntRange(0, 3).Draw(rt, "bare") > 0 {
		if all := arrangements(p, s, math.MinInt); len(all) > 0 {
			s.Pauses = all[rapid.IntRange(0, len(all)-1).Draw(rt, "arrangement")]
		}
	}
	return s
}

// arrangements lists every placing of a shift's pauses that its template allows
// and that moves nothing before now.
func arrangements(p *breaks.Problem, s breaks.Shift, now int) [][]shifts.Placed {
	t := p.Templates[s.Template]
	due := t.Due(s.Minutes)
	var all [][]shifts.Placed
	var extend func(placed []shifts.Placed)
	extend = func(placed []shifts.Placed) {
		if k := len(placed); k < len(due) {
			for at := 0; at+due[k].Minutes <= s.Minutes; at += p.Tick {
				extend(append(slices.Clip(placed), shifts.Placed{Offset: at, Minutes: due[k].Minutes, Paid: due[k].Paid}))
			}
			return
		}
		one := &breaks.Problem{Tick: p.Tick, Templates: p.Templates, Shifts: []breaks.Shift{s}, Now: now}
		if len(breaks.Check(one, [][]shifts.Placed{placed})) == 0 {
			all = append(all, slices.Clone(placed))
		}
	}
	extend(nil)
	return all
}

// least returns the smallest excess of all placements together, and the
// smallest cost with it.
func least(p *breaks.Problem) (excess int, cost float64) {
	excess, cost = math.MaxInt, math.Inf(1)
	choices := make([][][]shifts.Placed, len(p.Shifts))
	for i, s := range p.Shifts {
		if choices[i] = arrangements(p, s, p.Now); len(choices[i]) == 0 {
			choices[i] = [][]shifts.Placed{s.Pauses}
		}
	}
	pauses := make([][]shifts.Placed, len(p.Shifts))
	var try func(i int)
	try = func(i int) {
		if i < len(choices) {
			for _, c := range choices[i] {
				pauses[i] = c
				try(i + 1)
			}
			return
		}
		over, value := breaks.Excess(p, pauses), breaks.Cost(p, pauses)
		if over < excess || over == excess && value < cost {
			excess, cost = over, value
		}
	}
	try(0)
	return excess, cost
}
