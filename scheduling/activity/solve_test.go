package activity

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// small draws a problem of days of eight slots, three of which may be worked.
func small(t *rapid.T) *Problem {
	p := &Problem{SlotMinutes: 180, FirstMinute: 360, Slots: 8 * rapid.IntRange(1, 3).Draw(t, "days"),
		Rules: Rules{MinShift: 2, MaxShift: 4, MinSpell: rapid.IntRange(1, 2).Draw(t, "spell"), Rest: rapid.IntRange(0, 4).Draw(t, "rest"),
			MaxRun: rapid.IntRange(1, 3).Draw(t, "run"), Starts: make([]bool, 8)}}
	for slot := range p.Rules.Starts {
		p.Rules.Starts[slot] = rapid.Bool().Draw(t, "may start")
	}
	for task := range rapid.IntRange(1, 2).Draw(t, "tasks") {
		p.Tasks = append(p.Tasks, Task{Code: string(rune('a' + task)), Min: make([]int, p.Slots), Max: make([]int, p.Slots)})
		for slot := range p.Slots {
			least := rapid.IntRange(0, 1).Draw(t, "least")
			p.Tasks[task].Min[slot], p.Tasks[task].Max[slot] = least, least+rapid.IntRange(0, 1).Draw(t, "more")
		}
	}
	least := rapid.IntRange(0, 6).Draw(t, "least")
	p.People = []Person{{Code: "one", MinSlots: least, MaxSlots: least + rapid.IntRange(0, 4).Draw(t, "most")}}
	return p
}

// everyWeek calls use with every list of shifts of one person that keeps the rules.
func everyWeek(p *Problem, from int, shifts []Shift, use func([]Shift)) {
	switch broken := p.checkPerson(0, shifts); {
	case len(broken) == 0:
		use(shifts)
	case len(broken) > 1 || broken[0].Rule != "least time":
		return // more shifts mend nothing else
	}
	for start := from; start < p.Slots; start++ {
		for length := p.Rules.MinShift; length <= p.Rules.MaxShift && start+length <= p.Slots; length++ {
			for _, tasks := range everyTasks(len(p.Tasks), length) {
				everyWeek(p, start+length+p.Rules.Rest, append(shifts[:len(shifts):len(shifts)], Shift{start, tasks}), use)
			}
		}
	}
}

func everyTasks(tasks, length int) [][]int {
	if length == 0 {
		return [][]int{nil}
	}
	var list [][]int
	for _, rest := range everyTasks(tasks, length-1) {
		for task := range tasks {
			list = append(list, append([]int{task}, rest...))
		}
	}
	return list
}

func TestTheCheapestWeekIsThatOfAllWeeks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := small(t)
		p.Slots = min(p.Slots, 16)
		for i := range p.Tasks {
			p.Tasks[i].Min, p.Tasks[i].Max = p.Tasks[i].Min[:p.Slots], p.Tasks[i].Max[:p.Slots]
		}
		if p.Valid() != nil {
			t.Skip()
		}
		prices := make([][]float64, len(p.Tasks))
		for task := range prices {
			for range p.Slots {
				prices[task] = append(prices[task], float64(rapid.IntRange(-3, 3).Draw(t, "price")))
			}
		}
		want := math.Inf(1)
		everyWeek(p, 0, nil, func(shifts []Shift) {
			cost := 0.0
			for _, s := range shifts {
				for i, task := range s.Tasks {
					cost += prices[task][s.Start+i]
				}
			}
			want = min(want, cost)
		})
		w := newPlanner(p)
		w.tasks.price(prices)
		shifts, got, ok := w.plan(0, nil)
		if ok != !math.IsInf(want, 1) || ok && math.Abs(got-want) > 1e-9 {
			t.Fatalf("%+v with prices %v: got %v at %g (%v), want %g", p, prices, shifts, got, ok, want)
		}
	})
}

// centre has days of 24 hours, two tasks and eight people.
func centre() *Problem {
	p := &Problem{SlotMinutes: 60, FirstMinute: 360, Slots: 7 * 24,
		Rules: Rules{MinShift: 4, MaxShift: 8, MinSpell: 2, Rest: 12, MaxRun: 5, Starts: make([]bool, 24)}}
	for slot := range p.Rules.Starts {
		p.Rules.Starts[slot] = slot%2 == 0
	}
	for _, code := range []string{"calls", "mail"} {
		p.Tasks = append(p.Tasks, Task{Code: code, Min: make([]int, p.Slots), Max: make([]int, p.Slots)})
	}
	for slot := range p.Slots {
		if hour := (slot + 6) % 24; hour >= 8 && hour < 20 {
			p.Tasks[0].Min[slot], p.Tasks[0].Max[slot] = 1, 2
		}
		p.Tasks[1].Max[slot] = 1
	}
	for i := range 8 {
		p.People = append(p.People, Person{Code: string(rune('A' + i)), MinSlots: 20, MaxSlots: 32})
	}
	return p
}

func TestRostersKeepEveryRule(t *testing.T) {
	p := centre()
	r, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 150})
	if err != nil {
		t.Fatal(err)
	}
	if broken := p.Check(r.Roster); len(broken) > 0 {
		t.Errorf("broken: %v", broken)
	}
	if r.Cost.Missing != 0 || r.Bound > r.Cost.Surplus {
		t.Errorf("cost %+v, bound %d", r.Cost, r.Bound)
	}
}

func TestTheSameSeedGivesTheSameRoster(t *testing.T) {
	one, err := Solve(context.Background(), centre(), Settings{Seed: 3, Iterations: 60})
	if err != nil {
		t.Fatal(err)
	}
	two, err := Solve(context.Background(), centre(), Settings{Seed: 3, Iterations: 60})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, two); diff != "" {
		t.Error(diff)
	}
}

func TestPeopleWithoutAWeekAreNamed(t *testing.T) {
	p := centre()
	p.People[2].MinSlots, p.People[2].MaxSlots = 90, 95
	var stuck *Infeasible
	if _, err := Solve(context.Background(), p, Settings{Iterations: 1}); !errors.As(err, &stuck) || len(stuck.People) != 1 || stuck.People[0] != "C" {
		t.Errorf("got %v, want C to be named", err)
	}
}

func TestEveryBrokenRuleIsFound(t *testing.T) {
	p := centre()
	work := func(start, length int) Shift { return Shift{start, make([]int, length)} }
	good := []Shift{work(2, 8), work(26, 8), work(74, 8)}
	for _, c := range []struct {
		name   string
		shifts []Shift
		rule   string
	}{
		{"kept", good, ""},
		{"start", []Shift{work(3, 8), work(26, 8), work(74, 8)}, "start"},
		{"short", append(good[:3:3], work(98, 3)), "shortest shift"},
		{"long", []Shift{work(2, 9), work(26, 8), work(74, 8)}, "longest shift"},
		{"spell", []Shift{{2, []int{0, 1, 1, 1, 1, 1, 1, 1}}, work(26, 8), work(74, 8)}, "shortest spell"},
		{"rest", []Shift{work(2, 8), work(20, 8), work(74, 8)}, "rest"},
		{"little", good[:2], "least time"},
		{"much", append(good[:3:3], work(98, 8), work(122, 8)), "most time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := ""
			for _, v := range p.checkPerson(0, c.shifts) {
				if v.Rule == c.rule {
					found = v.Rule
				}
			}
			if found != c.rule {
				t.Errorf("got %v, want %q", p.checkPerson(0, c.shifts), c.rule)
			}
		})
	}
}

func TestTheBoundSpreadsWhatIsTooMuch(t *testing.T) {
	p := &Problem{SlotMinutes: 60, Slots: 4, Tasks: []Task{{Min: make([]int, 4), Max: []int{1, 1, 1, 1}}}, People: []Person{{MinSlots: 6}, {MinSlots: 4}}}
	if got, want := p.Bound(), 2*2*2+2*1; got != want { // ten to work, four wanted: 2, 2, 1, 1 too many
		t.Errorf("got %d, want %d", got, want)
	}
}
