package format

import (
	"fmt"
	"io"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/strictjson"
)

// most bounds counts that a document may hold.
const most = 1_000_000

// Read reads a ladder. The error is a [strictjson.Faults] with all that is wrong.
func Read(in io.Reader) (*ladder.Ladder, error) {
	root, faults, err := strictjson.Parse(in)
	if err != nil {
		return nil, err
	}
	if root == nil {
		return nil, faults
	}
	o := root.Object()
	if f := o.Need("format", Version); f != nil && f.Text() != Version {
		f.Wrong(f.Show(), Version)
	}
	l := &ladder.Ladder{Code: o.Text("code", true), Version: o.Whole("version", 1, 0, most), Name: readName(o, "name")}
	for _, n := range o.List("rungs") {
		l.Rungs = append(l.Rungs, readRung(n.Object()))
	}
	for _, n := range o.List("tracks") {
		l.Tracks = append(l.Tracks, readTrack(n.Object()))
	}
	for _, n := range o.List("moves") {
		l.Edges = append(l.Edges, readMove(n.Object()))
	}
	o.Done()
	if err := faults.OrNil(); err != nil {
		return nil, err
	}
	return l, nil
}

func readName(o *strictjson.Object, field string) ladder.Name {
	n := o.Get(field)
	if n == nil {
		return ladder.Name{}
	}
	names := n.Object()
	defer names.Done()
	return ladder.Name{En: names.Text("en", false), Zh: names.Text("zh", false)}
}

func readRung(o *strictjson.Object) ladder.Rung {
	defer o.Done()
	r := ladder.Rung{Code: o.Text("code", true), Name: readName(o, "name"), Band: o.Whole("band", 0, 0, most), Entry: o.Flag("entry"), Dwell: o.Whole("dwell_months", 0, 0, 600)}
	if n := o.Get("headcount"); n != nil {
		r.Headcount = readHeadcount(n.Object())
	}
	return r
}

// readHeadcount reads places, or a share of another rung's holders.
func readHeadcount(o *strictjson.Object) ladder.Headcount {
	defer o.Done()
	places, share, of := o.Get("places"), o.Get("share"), o.Get("of")
	switch {
	case places != nil && share == nil && of == nil:
		return ladder.Headcount{Kind: ladder.Absolute, Places: places.Whole(0, most)}
	case places == nil && share != nil && of != nil:
		return ladder.Headcount{Kind: ladder.ShareOf, Share: share.Number(), Of: of.Text()}
	}
	o.Wrong(o.Show(), "places, or share and of")
	return ladder.Headcount{}
}

func readTrack(o *strictjson.Object) ladder.Track {
	defer o.Done()
	t := ladder.Track{Code: o.Text("code", true), Name: readName(o, "name")}
	kinds := []ladder.TrackKind{ladder.Management, ladder.Tenure, ladder.Specialist}
	t.Kind = choice(o, "kind", kinds)
	for _, n := range o.List("rungs") {
		t.Rungs = append(t.Rungs, n.Text())
	}
	return t
}

func readMove(o *strictjson.Object) ladder.Edge {
	defer o.Done()
	e := ladder.Edge{From: o.Text("from", true), To: o.Text("to", true)}
	e.Kind = choice(o, "kind", []ladder.EdgeKind{ladder.Promote, ladder.Lateral, ladder.Switch, ladder.StepBack})
	if n := o.Get("asks"); n != nil {
		e.Asks = readRequirement(n)
	}
	return e
}

// choice reads one of some words, which must be there.
func choice[T ~string](o *strictjson.Object, field string, words []T) T {
	expected := fmt.Sprintf("one of %q", words)
	n := o.Need(field, expected)
	if n == nil {
		return words[0]
	}
	for _, w := range words {
		if n.Raw() == string(w) {
			return w
		}
	}
	n.Wrong(n.Show(), expected)
	return words[0]
}

// kinds of requirement that a document may have.
func kinds() []ladder.Kind {
	return []ladder.Kind{
		ladder.KindService, ladder.KindDwell, ladder.KindMetric, ladder.KindCertified, ladder.KindStreak, ladder.KindAwardCount,
		ladder.KindTrained, ladder.KindNominated, ladder.KindBoard, ladder.KindNoSanction, ladder.KindAll, ladder.KindAny, ladder.KindAtLeast,
	}
}

func readRequirement(n *strictjson.Node) ladder.Requirement {
	o := n.Object()
	defer o.Done()
	days := func(field string) int { return o.Whole(field, 0, 0, most) }
	switch choice(o, "kind", kinds()) {
	case ladder.KindDwell:
		return ladder.Dwell{Months: days("months")}
	case ladder.KindMetric:
		return ladder.Metric{
			Name: o.Text("metric", true), Aggregate: choice(o, "aggregate", []ladder.Aggregate{ladder.Mean, ladder.Worst, ladder.Latest}), Window: days("window_days"),
			Sense: choice(o, "sense", []ladder.Sense{ladder.NotBelow, ladder.NotAbove}), Threshold: number(o, "threshold"), Observations: days("observations"),
		}
	case ladder.KindCertified:
		return ladder.Certified{Code: o.Text("certificate", true)}
	case ladder.KindStreak:
		return ladder.Streak{Award: o.Text("award", true), Months: days("months"), LeaveBreaks: o.Flag("leave_breaks")}
	case ladder.KindAwardCount:
		return ladder.AwardCount{Award: o.Text("award", true), Times: days("times"), Within: days("within_months")}
	case ladder.KindTrained:
		return ladder.Trained{Course: o.Text("course", false), Hours: o.Number("hours", 0), Within: days("within_days")}
	case ladder.KindNominated:
		return ladder.Nominated{By: days("by"), Within: days("within_days")}
	case ladder.KindBoard:
		return ladder.Board{Score: o.Number("score", 0), Within: days("within_days")}
	case ladder.KindNoSanction:
		return ladder.NoSanction{}
	case ladder.KindAll:
		return ladder.All(readParts(o))
	case ladder.KindAny:
		return ladder.Any(readParts(o))
	case ladder.KindAtLeast:
		return ladder.AtLeast{Count: days("count"), Of: readParts(o)}
	default:
		return ladder.Service{Months: days("months")}
	}
}

func readParts(o *strictjson.Object) []ladder.Requirement {
	var parts []ladder.Requirement
	for _, n := range o.List("of") {
		parts = append(parts, readRequirement(n))
	}
	return parts
}

// number reads any number that must be there.
func number(o *strictjson.Object, field string) float64 {
	n := o.Need(field, "a number")
	if n == nil {
		return 0
	}
	return n.Real()
}
