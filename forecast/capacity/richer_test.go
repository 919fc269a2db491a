package capacity_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/capacity"
)

// busy draws plans of two to four groups in which everything happens: classes of
// many weeks, transfers in circles and chains, shrinkage by week, vendors.
func busy() *rapid.Generator[*capacity.Plan] {
	return rapid.Custom(func(t *rapid.T) *capacity.Plan {
		p := tranched().Draw(t, "plan")
		if len(p.Groups) == 1 {
			again := p.Groups[0]
			again.Name, again.Hires = "group 1", nil
			p.Groups = append(p.Groups, again)
		}
		people := rapid.Float64Range(0, 80)
		for i := range p.Groups {
			g := &p.Groups[i]
			byWeek := rapid.SliceOfN(rapid.Float64Range(0, 0.3), p.Weeks, p.Weeks).Draw(t, "leave by week")
			g.Shrinkage = append(g.Shrinkage, capacity.Shrinkage{Name: "leave", Share: byWeek})
			for range rapid.IntRange(0, 4).Draw(t, "classes") {
				g.Hires = append(g.Hires, capacity.Hire{Week: weekOf(t, p), People: people.Draw(t, "class")})
			}
		}
		for range rapid.IntRange(0, 6).Draw(t, "transfers") {
			from := rapid.IntRange(0, len(p.Groups)-1).Draw(t, "from")
			to := (from + rapid.IntRange(1, len(p.Groups)-1).Draw(t, "to")) % len(p.Groups)
			p.Transfers = append(p.Transfers, capacity.Transfer{
				From: from, To: to, Week: weekOf(t, p), People: people.Draw(t, "who move"), Training: rapid.IntRange(0, 3).Draw(t, "who learn"),
			})
		}
		return p
	})
}

func weekOf(t *rapid.T, p *capacity.Plan) int {
	return rapid.IntRange(0, p.Weeks-1).Draw(t, "week")
}

// changed is a copy of a plan whose groups may be written to.
func changed(p *capacity.Plan, change func(i int, g *capacity.Group)) *capacity.Plan {
	out := *p
	out.Groups = slices.Clone(p.Groups)
	for i := range out.Groups {
		g := &out.Groups[i]
		g.Hires, g.Tranches = slices.Clone(g.Hires), slices.Clone(g.Tranches)
		change(i, g)
	}
	return &out
}

// atMost fails where one column is above another in some week.
func atMost(t rapid.TB, what string, got, limit []float64) {
	t.Helper()
	for w := range got {
		if got[w] > limit[w]+1e-9*(1+max(limit[w], -limit[w])) {
			t.Errorf("%s: %.12g in week %d; want at most %.12g", what, got[w], w, limit[w])
		}
	}
}

// sameWeeks fails where two columns differ in one of the first weeks.
func sameWeeks(t rapid.TB, what string, got, want []float64, weeks int) {
	t.Helper()
	for w := range weeks {
		near(t, fmt.Sprintf("%s of week %d", what, w), got[w], want[w])
	}
}
