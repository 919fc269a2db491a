package roster

import (
	"cmp"
	"slices"

	"github.com/muster-wfm/muster/scheduling/breaks"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// spare gives people back the pauses they had whose move saves less than least, one
// after another and the smallest saving first, since what one move is worth depends
// on the others. Unlawful pauses are not given back. Nor are those of people whose
// team has a limit, where that would put more of a team on pause than the plan does.
func (m *model) spare(plan PausePlan, stood Roster, least float64) (PausePlan, error) {
	free, err := m.spared(plan, stood, least, func(int) bool { return true })
	if err != nil || excessOf(free.Excess) <= excessOf(plan.Excess) {
		return free, err
	}
	return m.spared(plan, stood, least, func(person int) bool { return len(m.problem.People[person].PauseTeams) == 0 })
}

// excessOf is the person-minutes above limits.
func excessOf(list []breaks.Stretch) int {
	sum := 0
	for _, s := range list {
		sum += (s.People - s.Allowed) * (s.To - s.From)
	}
	return sum
}

// spared is spare among the people who may.
func (m *model) spared(plan PausePlan, stood Roster, least float64, may func(person int) bool) (PausePlan, error) {
	desk, err := NewDesk(m.problem, plan.Roster)
	if err != nil {
		return plan, err
	}
	back := map[int][]Move{}
	for _, at := range plan.Moved {
		if may(at.Person) {
			back[at.Person] = append(back[at.Person], Move{at.Person, at.Day, stood.Days[at.Person][at.Day]})
		}
	}
	for again := true; again; {
		again = false
		for _, person := range bySaving(desk, back) {
			if effect := desk.Try(back[person]...); lawfulPauses(effect) && effect.Cost.Total() < least-1e-9 {
				desk.Apply(back[person]...)
				plan.Moved = slices.DeleteFunc(plan.Moved, func(at PersonDay) bool { return at.Person == person })
				delete(back, person)
				again = true
			}
		}
	}
	plan.Roster = desk.Roster().Clone()
	plan.After, plan.ShortAfter = m.evaluate(plan.Roster), m.short(plan.Roster)
	problem, _ := m.pauseProblem(plan.Roster, PauseSettings{})
	plan.Excess, plan.Full = breaks.Standing(problem)
	plan.ExcessMinutes = excessOf(plan.Excess)
	return plan, nil
}

// bySaving is people by what their move saves, the least first.
func bySaving(desk *Desk, back map[int][]Move) []int {
	people, saved := make([]int, 0, len(back)), make(map[int]float64, len(back))
	for person, moves := range back {
		people = append(people, person)
		saved[person] = desk.Try(moves...).Cost.Total()
	}
	slices.SortFunc(people, func(a, b int) int { return cmp.Or(cmp.Compare(saved[a], saved[b]), cmp.Compare(a, b)) })
	return people
}

func lawfulPauses(e Effect) bool {
	return !slices.ContainsFunc(e.Violations, func(v rules.Violation) bool { return v.Rule == rules.Pause })
}
