package shifts_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// lawful reports whether free pauses stand where the template has them, apart
// from each other and from those that are held, and not before from.
func lawful(t shifts.Template, length, tick, from int, held, at []int) bool {
	due := t.Due(length)
	end, standing := 0, false
	for i, p := range due {
		x := at[i] * tick
		if held[i] != shifts.Free {
			if at[i] != held[i] {
				return false
			}
		} else {
			step := min(p.Minutes, 15)
			last := length - p.BeforeEnd - p.Minutes
			if p.Step > 0 {
				step = p.Step
			}
			if p.Latest > 0 {
				last = min(last, p.Latest)
			}
			if x < p.Earliest || x > last || x%step != 0 || at[i] < from {
				return false
			}
		}
		taken := standing && held[i] != shifts.Free
		if work := x - end; !taken && (i > 0 && work < t.MinGap || t.MaxWork > 0 && work > t.MaxWork) {
			if i > 0 || held[i] == shifts.Free {
				return false
			}
		}
		end, standing = x+p.Minutes, held[i] != shifts.Free
	}
	return t.MaxWork <= 0 || standing || length-end <= t.MaxWork
}

func TestPausesThatStandLeaveTheOthersTheirBestPlaces(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		quarters := func(label string, low, high int) int { return 15 * rapid.IntRange(low, high).Draw(rt, label) }
		template := shifts.Template{EarliestStart: 480, LatestStart: 480, Lengths: []int{quarters("length", 8, 20)}, MinGap: quarters("gap", 0, 3)}
		if rapid.Bool().Draw(rt, "bounded") {
			template.MaxWork = quarters("max work", 3, 12)
		}
		for range rapid.IntRange(1, 3).Draw(rt, "pauses") {
			template.Pauses = append(template.Pauses, shifts.Pause{
				Code: "pause", Minutes: quarters("pause", 1, 2), Earliest: quarters("earliest", 0, 8), Latest: quarters("latest", 0, 14),
				BeforeEnd: quarters("before end", 0, 2), Step: quarters("step", 0, 2),
			})
		}
		length, tick, n := template.Lengths[0], 15, len(template.Pauses)
		from := rapid.IntRange(0, 8).Draw(rt, "from")
		held, at := make([]int, n), 0
		for i := range held {
			held[i] = shifts.Free
			if rapid.IntRange(0, 2).Draw(rt, "held") == 0 {
				at += rapid.IntRange(0, 6).Draw(rt, "place")
				held[i] = min(at, (length-template.Pauses[i].Minutes)/tick)
				at = held[i] + template.Pauses[i].Minutes/tick
			}
		}
		prefix := make([]float64, length/tick+1)
		for i := range length / tick {
			prefix[i+1] = prefix[i] + float64(rapid.IntRange(-9, 9).Draw(rt, "price"))
		}
		best := math.Inf(-1)
		var try func(starts []int)
		try = func(starts []int) {
			if len(starts) < n {
				for x := range (length-template.Pauses[len(starts)].Minutes)/tick + 1 {
					try(append(starts, x))
				}
				return
			}
			if lawful(template, length, tick, from, held, starts) {
				best = max(best, saved(template, length, tick, starts, prefix))
			}
		}
		try(nil)
		placement, scratch := template.Narrowed(length, tick, from, held), shifts.Scratch{}
		if placement.Possible() != !math.IsInf(best, -1) {
			rt.Fatalf("template %+v held %v from %d: possible %v, but the best arrangement saves %v", template, held, from, placement.Possible(), best)
		}
		if !placement.Possible() {
			return
		}
		value, starts := placement.Best(prefix, &scratch, nil)
		if math.Abs(value-best) > 1e-9 || !lawful(template, length, tick, from, held, starts) {
			rt.Fatalf("template %+v held %v from %d: %v saves %v, want %v", template, held, from, starts, value, best)
		}
	})
}

func TestWorkWithoutAPauseIsBounded(t *testing.T) {
	template := day()
	template.MaxWork = 120
	if faults := template.Faults(); len(faults) == 0 {
		t.Fatal("a lunch that comes too late for two hours of work at most is accepted")
	}
	template.MaxWork = 180
	if faults := template.Faults(); len(faults) != 0 {
		t.Fatalf("faults %v, want none", faults)
	}
	placed := []shifts.Placed{{Offset: 60, Minutes: 15, Paid: true}, {Offset: 270, Minutes: 30}, {Offset: 420, Minutes: 15, Paid: true}}
	if fault := template.PauseFault(510, placed); fault == "" {
		t.Error("195 minutes of work without a pause are accepted where 180 are agreed")
	}
	if none := (shifts.Template{Lengths: []int{300}, MaxWork: 240}); len(none.Faults()) == 0 {
		t.Error("five hours without any pause are accepted where four are agreed")
	}
}
