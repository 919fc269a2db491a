package format_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/format"
	"github.com/muster-wfm/muster/internal/strictjson"
)

func written(t interface {
	Helper()
	Fatal(...any)
}, l *ladder.Ladder) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := format.Write(&out, l); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTheReadyLadderReadsBackAsItWas(t *testing.T) {
	l := ladder.Templates()
	text := written(t, l)
	got, err := format.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(l, got); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(string(text), "优秀员工") {
		t.Error("names are not written as they are")
	}
}

var update = flag.Bool("update", false, "write testdata anew")

// 004-06 004-07: the screen of a ladder is tested with the same document, which it must give back
// as it was.
func TestTheReadyLadderIsTheDocumentThatTheScreenIsTestedWith(t *testing.T) {
	const file = "testdata/contact-centre.json"
	text := written(t, ladder.Templates())
	if *update {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(kept), string(text)); diff != "" {
		t.Errorf("write it anew with -update: %s", diff)
	}
}

func TestATrackWithoutRungsIsWrittenAsAnEmptyList(t *testing.T) {
	l := &ladder.Ladder{Code: "l", Tracks: []ladder.Track{{Code: "t", Kind: ladder.Tenure}}}
	text := written(t, l)
	if strings.Contains(string(text), "null") {
		t.Errorf("a document holds null: %s", text)
	}
	got, err := format.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(l, got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

// anyRequirement draws a requirement, groups no deeper than so many.
func anyRequirement(t *rapid.T, deep int) ladder.Requirement {
	whole, text := rapid.IntRange(0, 999), rapid.StringMatching(`[a-z]{1,6}`)
	parts := func() []ladder.Requirement {
		var list []ladder.Requirement
		for range rapid.IntRange(1, 3).Draw(t, "parts") {
			list = append(list, anyRequirement(t, deep-1))
		}
		return list
	}
	last := 9
	if deep > 0 {
		last = 12
	}
	switch rapid.IntRange(0, last).Draw(t, "kind") {
	case 0:
		return ladder.Service{Months: whole.Draw(t, "months")}
	case 1:
		return ladder.Dwell{Months: whole.Draw(t, "months")}
	case 2:
		return ladder.Metric{
			Name: text.Draw(t, "metric"), Aggregate: rapid.SampledFrom([]ladder.Aggregate{ladder.Mean, ladder.Worst, ladder.Latest}).Draw(t, "aggregate"),
			Window: whole.Draw(t, "window"), Sense: rapid.SampledFrom([]ladder.Sense{ladder.NotBelow, ladder.NotAbove}).Draw(t, "sense"),
			Threshold: rapid.Float64Range(-1e6, 1e6).Draw(t, "threshold"), Observations: whole.Draw(t, "observations"),
		}
	case 3:
		return ladder.Certified{Code: text.Draw(t, "certificate")}
	case 4:
		return ladder.Streak{Award: text.Draw(t, "award"), Months: whole.Draw(t, "months"), LeaveBreaks: rapid.Bool().Draw(t, "leave breaks")}
	case 5:
		return ladder.AwardCount{Award: text.Draw(t, "award"), Times: whole.Draw(t, "times"), Within: whole.Draw(t, "within")}
	case 6:
		return ladder.Trained{Course: rapid.SampledFrom([]string{"", "c"}).Draw(t, "course"), Hours: rapid.Float64Range(0, 1e4).Draw(t, "hours"), Within: whole.Draw(t, "within")}
	case 7:
		return ladder.Nominated{By: whole.Draw(t, "by"), Within: whole.Draw(t, "within")}
	case 8:
		return ladder.Board{Score: rapid.Float64Range(0, 5).Draw(t, "score"), Within: whole.Draw(t, "within")}
	case 9:
		return ladder.NoSanction{}
	case 10:
		return ladder.All(parts())
	case 11:
		return ladder.Any(parts())
	default:
		return ladder.AtLeast{Count: whole.Draw(t, "count"), Of: parts()}
	}
}

func TestEveryLadderReadsBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := &ladder.Ladder{Code: "l", Version: rapid.IntRange(0, 99).Draw(t, "version")}
		for range rapid.IntRange(0, 4).Draw(t, "rungs") {
			l.Rungs = append(l.Rungs, ladder.Rung{
				Code: "r", Name: ladder.Name{En: "R"}, Band: rapid.IntRange(0, 9).Draw(t, "band"), Entry: rapid.Bool().Draw(t, "entry"), Dwell: rapid.IntRange(0, 99).Draw(t, "dwell"),
				Headcount: rapid.SampledFrom([]ladder.Headcount{{}, {Kind: ladder.Absolute}, {Kind: ladder.Absolute, Places: 3}, {Kind: ladder.ShareOf, Share: 0.2, Of: "q"}}).Draw(t, "headcount"),
			})
		}
		for range rapid.IntRange(0, 3).Draw(t, "moves") {
			e := ladder.Edge{From: "a", To: "b", Kind: rapid.SampledFrom([]ladder.EdgeKind{ladder.Promote, ladder.Lateral, ladder.Switch, ladder.StepBack}).Draw(t, "kind")}
			if rapid.Bool().Draw(t, "asks") {
				e.Asks = anyRequirement(t, 3)
			}
			l.Edges = append(l.Edges, e)
		}
		text := written(t, l)
		got, err := format.Read(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if diff := cmp.Diff(l, got); diff != "" {
			t.Fatalf("%s\nof %s", diff, text)
		}
	})
}

func TestDocumentsThatCannotBeReadNameEveryFault(t *testing.T) {
	const head = `{"format": "muster-ladder/1", "code": "l", `
	for name, c := range map[string]struct{ text, says string }{
		"no JSON":               {`{"format": `, "JSON"},
		"another format":        {`{"format": "muster-roster/1", "code": "l"}`, "muster-ladder/1"},
		"no format":             {`{"code": "l"}`, "format"},
		"a field unknown":       {head + `"stairs": []}`, "stairs"},
		"places and a share":    {head + `"rungs": [{"code": "a", "headcount": {"places": 1, "share": 0.1, "of": "b"}}]}`, "places, or share and of"},
		"a share of nothing":    {head + `"rungs": [{"code": "a", "headcount": {"share": 0.1}}]}`, "rungs[0].headcount"},
		"a track of no kind":    {head + `"tracks": [{"code": "t", "kind": "fun"}]}`, "tracks[0].kind"},
		"a move of no kind":     {head + `"moves": [{"from": "a", "to": "b"}]}`, "kind"},
		"a requirement unknown": {head + `"moves": [{"from": "a", "to": "b", "kind": "promote", "asks": {"kind": "charm"}}]}`, "moves[0].asks.kind"},
		"a field of another":    {head + `"moves": [{"from": "a", "to": "b", "kind": "promote", "asks": {"kind": "no_sanction", "months": 3}}]}`, "moves[0].asks.months"},
		"a threshold in words":  {head + `"moves": [{"from": "a", "to": "b", "kind": "promote", "asks": {"kind": "metric", "metric": "q", "aggregate": "mean", "sense": "at least", "threshold": "high"}}]}`, "threshold"},
		"deep within a group":   {head + `"moves": [{"from": "a", "to": "b", "kind": "promote", "asks": {"kind": "all", "of": [{"kind": "any", "of": [3]}]}}]}`, "moves[0].asks.of[0].of[0]"},
	} {
		_, err := format.Read(strings.NewReader(c.text))
		var faults *strictjson.Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want faults that say %q", name, err, c.says)
		}
	}
}

func TestARequirementOfAnotherPackageIsRefused(t *testing.T) {
	l := &ladder.Ladder{Edges: []ladder.Edge{{From: "a", To: "b", Asks: ladder.All{nil}}}}
	if err := format.Write(&bytes.Buffer{}, l); err == nil || !strings.Contains(err.Error(), "from a to b") {
		t.Errorf("a hole in a group is written: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	var out bytes.Buffer
	if err := format.Write(&out, ladder.Templates()); err != nil {
		f.Fatal(err)
	}
	f.Add(out.String())
	f.Add(`{"format": "muster-ladder/1", "code": "l", "moves": [{"asks": {"kind": "at_least", "count": 9, "of": [{}]}}]}`)
	f.Add(`[`)
	f.Fuzz(func(t *testing.T, text string) {
		l, err := format.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		again, err := format.Read(bytes.NewReader(written(t, l)))
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
		if diff := cmp.Diff(l, again); diff != "" {
			t.Fatal(diff)
		}
		l.Check(ladder.TemplateCatalogue(), nil) // whatever was read, checking it does not fall over
	})
}
