package fairness_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/fairness"
)

// people are the numbers from one to another.
func people(from, to int) []int {
	var list []int
	for i := from; i < to; i++ {
		list = append(list, i)
	}
	return list
}

func publish(t *testing.T, l *fairness.Ledger, groups ...fairness.Group) *fairness.Answer {
	t.Helper()
	a, err := l.Publish(groups)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// hidden are the names of the groups that are not shown.
func hidden(a *fairness.Answer) (names []string) {
	for _, g := range a.Groups {
		if g.Hidden {
			names = append(names, g.Name)
		}
	}
	return names
}

func TestSmallGroupsAreHiddenWithWhatWouldShowThem(t *testing.T) {
	for name, c := range map[string]struct {
		sizes   []int
		hidden  []string
		refused bool
	}{
		"all large":                       {[]int{30, 20, 10}, nil, false},
		"one small, and the next with it": {[]int{30, 20, 9}, []string{"b", "c"}, false},
		"two small that make a large one": {[]int{30, 6, 6}, []string{"b", "c"}, false},
		"two small that do not":           {[]int{30, 20, 3, 4}, []string{"b", "c", "d"}, false},
		"all small, together large":       {[]int{6, 6}, []string{"a", "b"}, false},
		"too few in all":                  {[]int{4, 5}, []string{"a", "b"}, true},
		"an empty group":                  {[]int{30, 0}, []string{"b"}, false},
	} {
		var groups []fairness.Group
		at := 0
		for i, n := range c.sizes {
			groups = append(groups, fairness.Group{Name: string(rune('a' + i)), Members: people(at, at+n)})
			at += n
		}
		a := publish(t, fairness.NewLedger(fairness.Smallest), groups...)
		if diff := cmp.Diff(c.hidden, hidden(a)); diff != "" || a.Refused != c.refused {
			t.Errorf("%s (refused: %v):\n%s", name, a.Refused, diff)
		}
		if want := at; a.Total != want && !a.Refused {
			t.Errorf("%s: total %d, want %d", name, a.Total, want)
		}
	}
}

// The same filter minus one person shows that person.
func TestAQueryLessAPersonIsRefused(t *testing.T) {
	l := fairness.NewLedger(10)
	all := fairness.Group{Name: "site", Members: people(0, 40)}
	if a := publish(t, l, all); a.Refused {
		t.Fatal("forty are refused")
	}
	if a := publish(t, l, fairness.Group{Name: "site", Members: people(1, 40)}); !a.Refused || a.Total != 0 {
		t.Errorf("forty less one are shown: %+v", a)
	}
	if a := publish(t, l, fairness.Group{Name: "site", Members: people(10, 40)}); a.Refused {
		t.Errorf("forty less ten are refused: %+v", a)
	}
	if a := publish(t, l, all); a.Refused || a.Groups[0].Size != 40 {
		t.Errorf("the same again is refused: %+v", a)
	}
}

// Women of a site, then women of its teams but one.
func TestTwoTablesCannotBeTakenFromOneAnother(t *testing.T) {
	l := fairness.NewLedger(10)
	publish(t, l, fairness.Group{Name: "women", Members: people(0, 25)}, fairness.Group{Name: "men", Members: people(25, 60)})
	a := publish(t, l,
		fairness.Group{Name: "women of early shifts", Members: people(0, 12)}, fairness.Group{Name: "women of late shifts", Members: people(12, 22)})
	if !a.Refused {
		t.Errorf("the women of night shifts, three, can be worked out: %+v", a)
	}
}

func TestLedgerRefusesTablesThatCannotBe(t *testing.T) {
	for says, groups := range map[string][]fairness.Group{
		"in another group": {{Name: "a", Members: people(0, 20)}, {Name: "b", Members: people(19, 40)}},
		"numbered -1":      {{Name: "a", Members: []int{-1}}},
		"17 groups":        make([]fairness.Group, 17),
	} {
		if _, err := fairness.NewLedger(10).Publish(groups); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want an error that says %q", err, says)
		}
	}
}

// A ledger that is told of an earlier answer decides as the one that gave it.
func TestALedgerCanBeKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second := table(t, 24), table(t, 24)
		l := fairness.NewLedger(3)
		given, err := l.Publish(first)
		if err != nil {
			t.Fatal(err)
		}
		kept := fairness.NewLedger(3)
		if err := kept.Recall(first, given); err != nil {
			t.Fatal(err)
		}
		want, err := l.Publish(second)
		if err != nil {
			t.Fatal(err)
		}
		got, err := kept.Publish(second)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		if err := kept.Recall(first, &fairness.Answer{}); err == nil && len(first) > 0 {
			t.Fatal("an answer about other groups is taken")
		}
	})
}

// table draws groups over a filter of some people.
func table(t *rapid.T, n int) []fairness.Group {
	groups := make([]fairness.Group, rapid.IntRange(1, 5).Draw(t, "groups"))
	for i := range groups {
		groups[i].Name = string(rune('a' + i))
	}
	for p := range n {
		if at := rapid.IntRange(-1, len(groups)-1).Draw(t, "of"); at >= 0 {
			groups[at].Members = append(groups[at].Members, p)
		}
	}
	return groups
}

// akin draws a table of which groups are those of another, some put together or left
// out, and a few people have changed or are missing.
func akin(t *rapid.T, of []fairness.Group) []fairness.Group {
	groups := make([]fairness.Group, len(of))
	for i := range groups {
		groups[i].Name = string(rune('a' + i))
	}
	for _, g := range of {
		to := rapid.IntRange(-1, len(groups)-1).Draw(t, "as")
		for _, p := range g.Members {
			at := to
			if rapid.IntRange(0, 9).Draw(t, "changes") == 0 {
				at = rapid.IntRange(-1, len(groups)-1).Draw(t, "to")
			}
			if at >= 0 {
				groups[at].Members = append(groups[at].Members, p)
			}
		}
	}
	return groups
}

// known are the sets of people of which an answer shows the size.
func known(groups []fairness.Group, a *fairness.Answer) (sets [][]int) {
	if a.Refused {
		return nil
	}
	var all []int
	for i, g := range groups {
		all = append(all, g.Members...)
		if !a.Groups[i].Hidden {
			sets = append(sets, g.Members)
		}
	}
	return append(sets, all)
}

// reduced brings indicator vectors of sets to echelon form.
func reduced(sets [][]int, n int) (basis [][]float64) {
	for _, s := range sets {
		v := make([]float64, n)
		for _, p := range s {
			v[p] = 1
		}
		if v = rest(basis, v); v != nil {
			basis = append(basis, v)
		}
	}
	return basis
}

// rest is what of a vector the basis does not reach, its first entry made 1; nil where
// it reaches all.
func rest(basis [][]float64, v []float64) []float64 {
	v = slices.Clone(v)
	for _, b := range basis {
		lead := slices.IndexFunc(b, func(x float64) bool { return x != 0 })
		if by := v[lead]; by != 0 {
			for i := range v {
				v[i] -= by * b[i]
				if math.Abs(v[i]) < 1e-9 {
					v[i] = 0
				}
			}
		}
	}
	lead := slices.IndexFunc(v, func(x float64) bool { return x != 0 })
	if lead < 0 {
		return nil
	}
	by := v[lead]
	for i := range v {
		v[i] /= by
	}
	return v
}

// Whatever is added to and taken from all that two answers show, in whatever
// multiples: no set of fewer than k people comes out.
func TestSuppressionCannotBeUndoneByTwoQueries(t *testing.T) {
	const n, k = 24, 3
	var small [][]int
	for i := range n {
		small = append(small, []int{i})
		for j := range i {
			small = append(small, []int{j, i})
		}
	}
	published := 0
	rapid.Check(t, func(t *rapid.T) {
		l := fairness.NewLedger(k)
		var sets [][]int
		first := table(t, n)
		second := table(t, n)
		if rapid.Bool().Draw(t, "much alike") {
			second = akin(t, first)
		}
		if rapid.Bool().Draw(t, "the other way round") {
			first, second = second, first
		}
		for _, groups := range [][]fairness.Group{first, second} {
			a, err := l.Publish(groups)
			if err != nil {
				t.Fatal(err)
			}
			sets = append(sets, known(groups, a)...)
		}
		published += len(sets)
		basis := reduced(sets, n)
		for _, s := range small {
			v := make([]float64, n)
			for _, p := range s {
				v[p] = 1
			}
			if rest(basis, v) == nil {
				t.Fatalf("%v can be worked out from %v", s, sets)
			}
		}
	})
	if published == 0 {
		t.Error("nothing was ever published: the ledger is of no use")
	}
}

func TestTheSameTableAgainGetsTheSameAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := fairness.NewLedger(3)
		groups := table(t, 20)
		first, err := l.Publish(groups)
		if err != nil {
			t.Fatal(err)
		}
		again, err := l.Publish(groups)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatal(diff)
		}
	})
}
