package fairness_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/fairness"
)

// rows are people of a group, numbered from one number on, of whom the first so many are
// selected.
func rows(group string, from, size, selected int) (list []fairness.Row) {
	for i := range size {
		list = append(list, fairness.Row{Person: from + i, Group: group, Reached: i < selected})
	}
	return list
}

func sheet(t *testing.T, m fairness.Measure, groups ...string) fairness.Sheet {
	t.Helper()
	s, err := fairness.NewLedger(fairness.Smallest).Measure(m, groups)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if !(math.Abs(got-want) <= by) {
		t.Errorf("%s: got %.6g, want %.6g", what, got, want)
	}
}

// 004-08. The figures are of R 4.2.2: fisher.test, qbeta, and Katz's interval by
// hand: ln(0.5) ± 1.96·√(1/20−1/100+1/40−1/100).
func TestMeasureComparesSharesWithTheirIntervals(t *testing.T) {
	m := fairness.Measure{Key: "promoted", Kind: fairness.Share, Rows: append(rows("a", 0, 100, 40), rows("b", 100, 100, 20)...)}
	s := sheet(t, m, "a", "b")
	a, b := s.Groups[0], s.Groups[1]
	if a.Against != "" || b.Against != "a" || !b.Flagged || a.Flagged || s.Total != 200 {
		t.Fatalf("got %+v", s)
	}
	half := 1.959964 * math.Sqrt(1.0/20-1.0/100+1.0/40-1.0/100)
	near(t, "ratio", b.Ratio, 0.5, 1e-12)
	near(t, "lower", b.RatioLower, 0.5*math.Exp(-half), 1e-6)
	near(t, "upper", b.RatioUpper, 0.5*math.Exp(half), 1e-6)
	near(t, "p", b.P, fairness.FisherExact(20, 100, 40, 100), 1e-12)
	if !(b.Lower < 0.2 && b.Upper > 0.2 && b.Lower > 0.12 && b.Upper < 0.30) {
		t.Errorf("interval of the rate: %v to %v", b.Lower, b.Upper)
	}
}

func TestWhatIsBadForPeopleIsComparedTheOtherWayRound(t *testing.T) {
	m := fairness.Measure{Key: "dismissed", Kind: fairness.Share, Adverse: true, Rows: append(rows("a", 0, 100, 30), rows("b", 100, 100, 5)...)}
	s := sheet(t, m, "a", "b")
	if a := s.Groups[0]; a.Against != "b" || math.Abs(a.Ratio-6) > 1e-12 || !a.Flagged {
		t.Errorf("got %+v", a)
	}
	m.Rows = append(rows("a", 0, 100, 6), rows("b", 100, 100, 5)...)
	if a := sheet(t, m, "a", "b").Groups[0]; a.Flagged {
		t.Errorf("6 and 5 of a hundred are flagged: %+v", a)
	}
	m.Rows = append(rows("a", 0, 100, 20), rows("b", 100, 100, 0)...)
	if a := sheet(t, m, "a", "b").Groups[0]; !math.IsNaN(a.Ratio) || !a.Flagged {
		t.Errorf("nobody of the best: %+v", a)
	}
	m.Rows = append(rows("a", 0, 100, 0), rows("b", 100, 100, 0)...)
	for _, g := range sheet(t, m, "a", "b").Groups {
		if g.Flagged {
			t.Errorf("nobody at all: %+v", g)
		}
	}
}

// The same twice has no difference; shifted by one it has that, and t as R's t.test.
func TestMeansAreComparedByTheirDifference(t *testing.T) {
	m := fairness.Measure{Key: "scored", Kind: fairness.Mean}
	for i := range 12 {
		m.Rows = append(m.Rows, fairness.Row{Person: i, Group: "a", Value: 3 + float64(i%3)/2}, fairness.Row{Person: 100 + i, Group: "b", Value: 2 + float64(i%3)/2})
	}
	s := sheet(t, m, "a", "b")
	b := s.Groups[1]
	near(t, "difference", b.Ratio, -1, 1e-12)
	// variance of 0, ½, 1 four times each is 2/11; t = 1/√(2·2/11/12), 22 degrees of freedom.
	near(t, "half width", (b.RatioUpper-b.RatioLower)/2, 2.073873*math.Sqrt(2*2.0/11/12), 1e-6)
	if !b.Flagged || b.P > 1e-4 || b.Selected != 0 {
		t.Errorf("got %+v", b)
	}
	for i := range m.Rows {
		m.Rows[i].Value = 3
	}
	if b := sheet(t, m, "a", "b").Groups[1]; b.Flagged || b.P != 1 || b.Ratio != 0 {
		t.Errorf("all the same: %+v", b)
	}
}

// 004-07: how long it takes to rise, with those who left and those who are not yet there.
func TestIncidencesAreComparedOverTheirWholeCourse(t *testing.T) {
	m := fairness.Measure{Key: "climbed", Kind: fairness.Incidence, Horizon: 24}
	for i := range 40 {
		quick, slow := fairness.Row{Person: i, Group: "a", Value: 6 + float64(i%10), Cause: 1, Reached: true}, fairness.Row{Person: 100 + i, Group: "b", Value: 12 + float64(i), Cause: i % 3}
		slow.Reached = slow.Cause == 1
		m.Rows = append(m.Rows, quick, slow)
	}
	s := sheet(t, m, "a", "b")
	a, b := s.Groups[0], s.Groups[1]
	near(t, "all have risen", a.Rate, 1, 1e-9)
	if b.Against != "a" || !b.Flagged || b.P > 0.001 || !(b.Rate > 0 && b.Rate < 0.3) || !(b.Lower <= b.Rate && b.Rate <= b.Upper) || b.Selected != 13 {
		t.Errorf("got %+v", b)
	}
	if !(b.RatioLower < b.Ratio && b.Ratio < b.RatioUpper) {
		t.Errorf("interval of the ratio: %+v", b)
	}
}

// 004-08: of whom a group is not known is counted and not compared, and a group too small
// takes another with it.
func TestSmallGroupsOfAMeasureAreHiddenWithAnother(t *testing.T) {
	m := fairness.Measure{Key: "promoted", Kind: fairness.Share, Rows: append(append(rows("women", 0, 30, 3), rows("men", 100, 20, 18)...), rows("", 200, 4, 4)...)}
	s := sheet(t, m, "", "men", "women")
	if s.Refused || s.Total != 54 {
		t.Fatalf("got %+v", s)
	}
	for i, hidden := range []bool{true, true, false} {
		g := s.Groups[i]
		if g.Hidden != hidden {
			t.Errorf("%q: hidden %v", g.Group, g.Hidden)
		}
		if g.Hidden && g != (fairness.Figure{Group: g.Group, Hidden: true}) {
			t.Errorf("a hidden group tells %+v", g)
		}
	}
	if g := s.Groups[2]; g.Against != "" || g.Flagged {
		t.Errorf("compared with a group that is hidden: %+v", g)
	}
	if _, err := fairness.NewLedger(10).Measure(m, []string{"women"}); err == nil {
		t.Error("people of a group that is not there")
	}
}

// 004-08. Two measures over like people: whatever is shown, nobody can take one from the
// other and find fewer than k. Checked by brute force over all unions of cells.
func TestNoTwoMeasuresTogetherShowASmallGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const k = 4
		names := []string{"", "a", "b", "c"}
		draw := func(label string) fairness.Measure {
			m := fairness.Measure{Key: label, Kind: fairness.Share}
			for p := range 30 {
				if rapid.IntRange(0, 9).Draw(t, label) > 1 {
					m.Rows = append(m.Rows, fairness.Row{Person: p, Group: names[p*7%4], Reached: p%3 == 0})
				}
			}
			return m
		}
		l := fairness.NewLedger(k)
		var cells [][]map[int]bool
		for _, m := range []fairness.Measure{draw("first"), draw("second"), draw("third")} {
			s, err := l.Measure(m, names)
			if err != nil {
				t.Fatal(err)
			}
			cells = append(cells, cellsOf(m, s))
		}
		for i, one := range cells {
			for j, other := range cells {
				if i != j {
					noSmallDifference(t, one, other, k)
				}
			}
		}
	})
}

// cellsOf are the sets whose sizes a sheet tells: its groups, and what is left of all.
func cellsOf(m fairness.Measure, s fairness.Sheet) (cells []map[int]bool) {
	if s.Refused {
		return nil
	}
	hidden := map[string]bool{}
	for _, g := range s.Groups {
		hidden[g.Group] = g.Hidden
	}
	by := map[string]map[int]bool{}
	for _, r := range m.Rows {
		name := "group " + r.Group
		if hidden[r.Group] {
			name = "rest"
		}
		if by[name] == nil {
			by[name] = map[int]bool{}
		}
		by[name][r.Person] = true
	}
	for _, set := range by {
		cells = append(cells, set)
	}
	return cells
}

// noSmallDifference tries every union of cells against every union of others within it.
func noSmallDifference(t *rapid.T, one, other []map[int]bool, k int) {
	union := func(cells []map[int]bool, mask int) map[int]bool {
		set := map[int]bool{}
		for i, c := range cells {
			if mask>>i&1 == 1 {
				for p := range c {
					set[p] = true
				}
			}
		}
		return set
	}
	for u := 1; u < 1<<len(one); u++ {
		big := union(one, u)
		for v := range 1 << len(other) {
			small := union(other, v)
			within := true
			for p := range small {
				within = within && big[p]
			}
			if left := len(big) - len(small); within && left > 0 && left < k {
				t.Fatal(fmt.Sprintf("%d people can be told from %v less %v", left, big, small))
			}
		}
	}
}

func TestGroupsTooManyForATableArePutTogether(t *testing.T) {
	of := map[int64]string{}
	for g := range 20 {
		for i := range 30 - g {
			of[int64(100*g+i)] = fmt.Sprintf("group %02d", g)
		}
	}
	names, fold := fairness.GroupNames(of)
	if len(names) != fairness.MostGroups || names[0] != "" || fold["group 00"] != "group 00" || fold["group 19"] != fairness.Others {
		t.Errorf("got %q, the smallest in %q", names, fold["group 19"])
	}
}
