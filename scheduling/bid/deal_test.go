package bid

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func all(lines int) []bool { return slices.Repeat([]bool{true}, lines) }

func ranked(lines ...int) []Choice {
	var choices []Choice
	for _, line := range lines {
		choices = append(choices, Choice{Line: line})
	}
	return choices
}

func linesOf(awards []Award) []int {
	var lines []int
	for _, a := range awards {
		lines = append(lines, a.Line)
	}
	return lines
}

func TestLinesGoByTheRule(t *testing.T) {
	// Ann has served longest, Cai fared worst of late, Bo offers most for line 1.
	ann := Bidder{Code: "ann", Hired: 1, Choices: []Choice{{0, 50}, {1, 50}}, Lawful: all(3)}
	bo := Bidder{Code: "bo", Hired: 2, Choices: []Choice{{0, 30}, {1, 70}}, Lawful: all(3)}
	cai := Bidder{Code: "cai", Hired: 3, Last: 0.5, Mean: 0.5, Choices: []Choice{{0, 50}, {2, 50}}, Lawful: all(3)}
	for _, c := range []struct {
		rule Rule
		want []int
	}{
		{BySeniority, []int{0, 1, 2}},
		{ByRotation, []int{1, 2, 0}}, // Ann before Bo by service; the last line falls to Bo
		{ByPoints, []int{2, 1, 0}},   // 70 first; of 50 on line 0, last time's loser
	} {
		t.Run(string(c.rule), func(t *testing.T) {
			got := linesOf(Deal([]Bidder{ann, bo, cai}, 3, c.rule))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("lines by person (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTiesGoToWhomTheLastBidServedWorse(t *testing.T) {
	for _, rule := range Rules {
		lucky := Bidder{Code: "a", Hired: 1, Choices: []Choice{{0, 10}}, Lawful: all(1)}
		loser := Bidder{Code: "b", Hired: 1, Last: 1, Choices: []Choice{{0, 10}}, Lawful: all(1)}
		if got := linesOf(Deal([]Bidder{lucky, loser}, 1, rule)); !slices.Equal(got, []int{None, 0}) {
			t.Errorf("by %s: lines %v, want the loser of last time to have line 0", rule, got)
		}
	}
}

func TestAnAwardSaysWhyNothingBetter(t *testing.T) {
	first := Bidder{Code: "a", Hired: 1, Choices: ranked(1), Lawful: all(4)}
	second := Bidder{Code: "b", Hired: 2, Choices: ranked(0, 1, 9, 2), Lawful: []bool{false, true, true, true}}
	got := Deal([]Bidder{first, second}, 4, BySeniority)
	want := []Award{{Line: 1, Rank: 1}, {Line: 2, Rank: 4, Missed: []Missed{{0, None}, {1, 0}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("awards (-want +got):\n%s", diff)
	}
}

func TestWhoIsLeftGetsALineIfAnyArrangementHasOne(t *testing.T) {
	// The first of the rest would take line 0, the only one that the second may work.
	bidders := []Bidder{
		{Code: "a", Hired: 1, Lawful: []bool{true, true, true}},
		{Code: "b", Hired: 2, Lawful: []bool{true, false, false}},
		{Code: "c", Hired: 3, Choices: ranked(2), Lawful: all(3)},
	}
	if got := linesOf(Deal(bidders, 3, BySeniority)); !slices.Equal(got, []int{1, 0, 2}) {
		t.Errorf("lines %v, want 1, 0 and 2: the choice stays, the others make room", got)
	}
}

func TestRegretMeasuresTheDistanceFromTheFirstChoice(t *testing.T) {
	for _, c := range []struct {
		award   Award
		choices int
		want    float64
	}{{Award{Line: 3, Rank: 1}, 4, 0}, {Award{Line: 3, Rank: 3}, 4, 0.5}, {Award{Line: 3}, 4, 1}, {Award{Line: None}, 4, 1}, {Award{Line: 2}, 0, 0}} {
		if got := c.award.Regret(c.choices); got != c.want {
			t.Errorf("regret of %+v of %d choices is %v, want %v", c.award, c.choices, got, c.want)
		}
	}
}

// drawn is people who choose at random.
func drawn(t *rapid.T) (bidders []Bidder, lines int) {
	lines = rapid.IntRange(0, 7).Draw(t, "lines")
	for i := range rapid.IntRange(0, 7).Draw(t, "people") {
		b := Bidder{Code: fmt.Sprint("p", i), Hired: rapid.IntRange(0, 3).Draw(t, "hired"), Last: float64(rapid.IntRange(0, 2).Draw(t, "last")) / 2}
		b.Mean = b.Last
		for line := range lines {
			b.Lawful = append(b.Lawful, rapid.IntRange(0, 3).Draw(t, "lawful") > 0)
			_ = line
		}
		for range rapid.IntRange(0, 4).Draw(t, "choices") {
			b.Choices = append(b.Choices, Choice{rapid.IntRange(-1, 8).Draw(t, "line"), rapid.IntRange(0, 5).Draw(t, "points")})
		}
		bidders = append(bidders, b)
	}
	return bidders, lines
}

func TestNoDealIsUnlawfulOrUnfair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bidders, lines := drawn(t)
		rule := rapid.SampledFrom(Rules).Draw(t, "rule")
		awards := Deal(bidders, lines, rule)
		holder := map[int]int{}
		for i, a := range awards {
			if a.Line == None {
				continue
			}
			if other, twice := holder[a.Line]; twice {
				t.Fatalf("line %d is dealt to %d and %d", a.Line, other, i)
			}
			holder[a.Line] = i
			if !bidders[i].Lawful[a.Line] {
				t.Fatalf("bidder %d got line %d against the rules", i, a.Line)
			}
		}
		for i, a := range awards {
			better := slices.Clone(bidders[i].Choices)
			if rule == ByPoints {
				slices.SortStableFunc(better, func(a, b Choice) int { return b.Points - a.Points })
			}
			if a.Rank > 0 {
				better = better[:a.Rank-1]
			}
			for _, c := range better {
				lawful := c.Line >= 0 && c.Line < lines && bidders[i].Lawful[c.Line]
				if _, taken := holder[c.Line]; lawful && !taken {
					t.Fatalf("bidder %d preferred line %d, which nobody has: %+v", i, c.Line, awards)
				}
			}
			if a.Line != None {
				continue
			}
			for line := range lines {
				if _, taken := holder[line]; !taken && bidders[i].Lawful[line] {
					t.Fatalf("bidder %d has nothing while line %d is free", i, line)
				}
			}
		}
	})
}

func TestByPointsAChoiceRanksByItsOffer(t *testing.T) {
	one := Bidder{Code: "a", Lawful: []bool{false, true, true}, Choices: []Choice{{0, 50}, {1, 0}, {2, 40}}}
	want := Award{Line: 2, Rank: 2, Points: 40, Missed: []Missed{{0, None}}}
	if diff := cmp.Diff([]Award{want}, Deal([]Bidder{one}, 3, ByPoints)); diff != "" {
		t.Error(diff)
	}
}

func TestTheOrderOfTheListDecidesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bidders, lines := drawn(t)
		rule := rapid.SampledFrom(Rules).Draw(t, "rule")
		there := linesOf(Deal(bidders, lines, rule))
		mixed := slices.Clone(bidders)
		slices.Reverse(mixed)
		back := linesOf(Deal(mixed, lines, rule))
		slices.Reverse(back)
		if !slices.Equal(there, back) {
			t.Fatalf("lines %v in one order of the people, %v in the other", there, back)
		}
	})
}
