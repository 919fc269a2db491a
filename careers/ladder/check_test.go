package ladder_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/workforce/grid"
)

func day(s string) grid.Date { return grid.MustDate(s) }

func TestReadyLaddersCanBePublished(t *testing.T) {
	l := ladder.Templates()
	if faults := l.Check(ladder.TemplateCatalogue(), nil); len(faults) > 0 {
		t.Fatalf("the ready ladder has faults: %v", faults)
	}
	for _, r := range l.Rungs {
		if r.Name.En == "" || r.Name.Zh == "" {
			t.Errorf("rung %s has no name in both languages: %+v", r.Code, r.Name)
		}
	}
	for _, track := range l.Tracks {
		if track.Name.En == "" || track.Name.Zh == "" {
			t.Errorf("track %s has no name in both languages", track.Code)
		}
	}
}

// 004-06 and 004-07: both tracks of the field's own words, with their common first rungs.
func TestReadyTracksAreThoseOfTheField(t *testing.T) {
	want := map[string][]string{
		"management": {"新员工", "合格员工", "优秀员工", "业务督导", "培训师", "客服经理", "运营经理"},
		"tenure":     {"新员工", "合格员工", "优秀员工", "先进员工"},
		"specialist": {"新员工", "合格员工", "优秀员工", "业务专家", "高级业务专家"},
	}
	l := ladder.Templates()
	for _, track := range l.Tracks {
		var names []string
		for _, code := range track.Rungs {
			r, _ := l.Rung(code)
			names = append(names, r.Name.Zh)
		}
		if diff := cmp.Diff(want[track.Code], names); diff != "" {
			t.Errorf("track %s:\n%s", track.Code, diff)
		}
	}
}

func TestCheckNamesEveryFault(t *testing.T) {
	holders := map[string]int{"qualified": 100, "supervisor": 12, "operations-manager": 2}
	cases := map[string]struct {
		spoil func(*ladder.Ladder)
		kind  ladder.FaultKind
		says  string
	}{
		"a circle of promotions": {func(l *ladder.Ladder) {
			l.Rungs[0].Band = 3
			l.Rungs[1].Band = 3
			l.Edges = append(l.Edges, ladder.Edge{From: "excellent", To: "new", Kind: ladder.Promote})
		}, ladder.EndlessClimb, "new → qualified → excellent → new"},
		"a rung nobody reaches": {func(l *ladder.Ladder) { l.Rungs = append(l.Rungs, ladder.Rung{Code: "attic", Band: 9}) }, ladder.Unreachable, "attic"},
		"no entrance":           {func(l *ladder.Ladder) { l.Rungs[0].Entry = false }, ladder.NoEntry, "hired into"},
		"a move to nowhere": {func(l *ladder.Ladder) {
			l.Edges = append(l.Edges, ladder.Edge{From: "expert", To: "guru", Kind: ladder.Promote})
		}, ladder.NoSuchRung, "guru"},
		"a move from nowhere": {func(l *ladder.Ladder) {
			l.Edges = append(l.Edges, ladder.Edge{From: "guru", To: "expert", Kind: ladder.Lateral})
		}, ladder.NoSuchRung, "guru"},
		"two moves of one pair":      {func(l *ladder.Ladder) { l.Edges = append(l.Edges, l.Edges[0]) }, ladder.Twice, "from new to qualified"},
		"two rungs of one code":      {func(l *ladder.Ladder) { l.Rungs = append(l.Rungs, l.Rungs[1]) }, ladder.Twice, "rung qualified"},
		"two tracks of one code":     {func(l *ladder.Ladder) { l.Tracks[1].Code = "management" }, ladder.Twice, "track management"},
		"a track without a way":      {func(l *ladder.Ladder) { l.Tracks[1].Rungs = []string{"new", "excellent"} }, ladder.BrokenTrack, "no move from new to excellent"},
		"a track over nothing":       {func(l *ladder.Ladder) { l.Tracks[1].Rungs = []string{"new", "guru"} }, ladder.NoSuchRung, "guru"},
		"fewer places than holders":  {func(l *ladder.Ladder) { l.Rungs[9].Headcount.Places = 1 }, ladder.TooFewSeats, "1 places for 2 holders"},
		"a share too small":          {func(l *ladder.Ladder) { l.Rungs[6].Headcount.Share = 0.11 }, ladder.TooFewSeats, "11 places for 12 holders"},
		"a share of itself":          {func(l *ladder.Ladder) { l.Rungs[6].Headcount.Of = "supervisor" }, ladder.OddHeadcount, "supervisor"},
		"a share above all":          {func(l *ladder.Ladder) { l.Rungs[6].Headcount.Share = 12 }, ladder.OddHeadcount, "12"},
		"places below none":          {func(l *ladder.Ladder) { l.Rungs[9].Headcount.Places = -1 }, ladder.OddHeadcount, "-1"},
		"a headcount of no kind":     {func(l *ladder.Ladder) { l.Rungs[9].Headcount.Kind = "some" }, ladder.OddHeadcount, "some"},
		"promotion downwards":        {func(l *ladder.Ladder) { l.Rungs[1].Band = 0 }, ladder.PromotesNowhere, "from band 1 to band 0"},
		"a step back upwards":        {func(l *ladder.Ladder) { l.Rungs[2].Band = 5 }, ladder.SteppingUp, "from band 4 to band 5"},
		"a stay below none":          {func(l *ladder.Ladder) { l.Rungs[1].Dwell = -3 }, ladder.NegativeNumber, "-3"},
		"a metric that there is not": {asks(ladder.Metric{Name: "charm", Aggregate: ladder.Mean, Window: 30, Sense: ladder.NotBelow, Observations: 1}), ladder.NoSuchMetric, `"charm"; expected one of`},
		"an award that there is not": {asks(ladder.Streak{Award: "prize", Months: 3}), ladder.NoSuchAward, "prize"},
		"a certificate unknown":      {asks(ladder.Certified{Code: "pilot"}), ladder.NoSuchCredit, "pilot"},
		"a course unknown":           {asks(ladder.Trained{Course: "chess", Hours: 3}), ladder.NoSuchCourse, "chess"},
		"a streak of nothing":        {asks(ladder.Streak{Award: ladder.AdvancedAward}), ladder.OddRequirement, "0 months"},
		"more awards than months":    {asks(ladder.AwardCount{Award: ladder.AdvancedAward, Times: 4, Within: 3}), ladder.OddRequirement, "4 times within 3"},
		"an empty group":             {asks(ladder.All{}), ladder.EmptyGroup, "no requirement"},
		"a hole in a group":          {asks(ladder.Any{nil, ladder.NoSanction{}}), ladder.EmptyGroup, "requirement 1"},
		"three of two":               {asks(ladder.AtLeast{Count: 3, Of: []ladder.Requirement{ladder.NoSanction{}, ladder.Service{Months: 1}}}), ladder.OddRequirement, "3 of 2"},
		"a score beyond the scale":   {asks(ladder.Board{Score: 6}), ladder.OddRequirement, "6"},
		"nobody's nomination":        {asks(ladder.Nominated{}), ladder.OddRequirement, "0 people"},
		"a metric of no window":      {asks(ladder.Metric{Name: ladder.QualityScore, Aggregate: "sum", Sense: "about"}), ladder.OddRequirement, "0 days"},
		"training of no hours":       {asks(ladder.Trained{}), ladder.OddRequirement, "0 hours"},
		"months without end":         {asks(ladder.Service{Months: 9999}), ladder.OddRequirement, "9999"},
	}
	for name, c := range cases {
		l := ladder.Templates()
		c.spoil(l)
		faults := l.Check(ladder.TemplateCatalogue(), holders)
		if !slices.ContainsFunc(faults, func(f *ladder.Fault) bool { return f.Kind == c.kind && strings.Contains(f.Error(), c.says) }) {
			t.Errorf("%s: got %v, want %q that says %q", name, faults, c.kind, c.says)
		}
	}
}

// asks puts a requirement on the first move.
func asks(q ladder.Requirement) func(*ladder.Ladder) {
	return func(l *ladder.Ladder) { l.Edges[0].Asks = ladder.All{q} }
}

func TestNobodyStandsOnTwoRungsAtOnce(t *testing.T) {
	cases := map[string]struct {
		spells []ladder.Spell
		want   []ladder.FaultKind
	}{
		"one after the other": {[]ladder.Spell{{Rung: "b", From: day("2026-03-01")}, {Rung: "a", From: day("2026-01-01"), To: day("2026-03-01")}}, nil},
		"the first goes on":   {[]ladder.Spell{{Rung: "a", From: day("2026-01-01")}, {Rung: "b", From: day("2026-03-01")}}, []ladder.FaultKind{ladder.TwoRungsAtOnce}},
		"a short one within a long one": {[]ladder.Spell{
			{Rung: "a", From: day("2026-01-01"), To: day("2026-12-01")}, {Rung: "b", From: day("2026-02-01"), To: day("2026-03-01")}, {Rung: "c", From: day("2026-11-01")},
		}, []ladder.FaultKind{ladder.TwoRungsAtOnce, ladder.TwoRungsAtOnce}},
		"ends before it begins": {[]ladder.Spell{{Rung: "a", From: day("2026-03-01"), To: day("2026-01-01")}}, []ladder.FaultKind{ladder.OddDates}},
	}
	for name, c := range cases {
		var got []ladder.FaultKind
		for _, f := range ladder.CheckSpells("Li", c.spells) {
			got = append(got, f.Kind)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestRoomIsWhatTheHeadcountLeaves(t *testing.T) {
	l := ladder.Templates()
	holders := map[string]int{"qualified": 100, "supervisor": 10, "operations-manager": 3}
	for rung, want := range map[string]int{"supervisor": 2, "trainer": 5, "operations-manager": 0, "service-manager": 3} {
		if room, limited := l.Room(rung, holders); room != want || !limited {
			t.Errorf("%s: room for %d (limited: %v), want %d", rung, room, limited, want)
		}
	}
	if _, limited := l.Room("advanced", holders); limited {
		t.Error("the way of long service is limited: the log bridge again")
	}
	if room, limited := l.Room("attic", holders); room != 0 || !limited {
		t.Errorf("a rung that there is not has room for %d", room)
	}
}

// 004-06: a fault of a requirement names which one of the move and which of its fields, so
// that a designer can mark it.
func TestAFaultOfARequirementSaysWhichAndWhere(t *testing.T) {
	l := ladder.Templates()
	l.Edges[0].Asks = ladder.All{
		ladder.Service{Months: 3},
		ladder.Any{
			ladder.Certified{Code: "no-such"},
			ladder.AtLeast{Count: 3, Of: []ladder.Requirement{ladder.NoSanction{}, ladder.Metric{Name: "quality_score", Aggregate: ladder.Mean, Sense: ladder.NotBelow, Window: 90}}},
		},
		ladder.Trained{Hours: -1, Within: -1},
	}
	l.Edges[1].Asks = ladder.Board{Score: 9}
	type at struct {
		part  []int
		field string
	}
	var got []at
	for _, f := range l.Check(ladder.TemplateCatalogue(), nil) {
		got = append(got, at{f.Part, f.Field})
	}
	want := []at{{[]int{2, 1}, "certificate"}, {[]int{2, 2, 2}, "observations"}, {[]int{2, 2}, "count"}, {[]int{3}, "hours"}, {[]int{3}, "within_days"}, {nil, "score"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(at{})); diff != "" {
		t.Error(diff)
	}
	faults := l.Check(ladder.TemplateCatalogue(), nil)
	if where := faults[1].Where; where != "from new to qualified (promote), requirement 2.2.2" {
		t.Errorf("it is said to be at %q", where)
	}
}

func TestAFaultOfARungNamesNoRequirement(t *testing.T) {
	l := ladder.Templates()
	l.Rungs[0].Entry = false
	for _, f := range l.Check(ladder.TemplateCatalogue(), nil) {
		if f.Field != "" || f.Part != nil {
			t.Errorf("%v names the requirement %v, field %q", f, f.Part, f.Field)
		}
	}
}
