package consensus

import (
	"testing"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// labelled is a public set of votes with the truth of its items.
type labelled struct {
	name    string
	items   int
	workers int
	classes int
	votes   []Vote
	truth   []int
}

func (s labelled) labels(t testing.TB) *Labels {
	t.Helper()
	l, err := NewLabels(s.items, s.workers, s.classes, s.votes)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// publicSet reads a set of the shared data.
func publicSet(t testing.TB, name string) labelled {
	t.Helper()
	file := oracletest.CSV(t, "data", "vendors", "labels", name, "label.csv")
	s := labelled{name: name}
	for i := range file.Rows {
		v := Vote{Item: file.Whole(i, "item"), Worker: file.Whole(i, "worker"), Label: file.Whole(i, "label")}
		s.items, s.workers, s.classes = max(s.items, v.Item+1), max(s.workers, v.Worker+1), max(s.classes, v.Label+1)
		s.votes = append(s.votes, v)
	}
	s.truth = make([]int, s.items)
	for i := range s.truth {
		s.truth[i] = -1
	}
	file = oracletest.CSV(t, "data", "vendors", "labels", name, "truth.csv")
	for i := range file.Rows {
		s.truth[file.Whole(i, "item")] = file.Whole(i, "truth")
	}
	return s
}

func infer(t testing.TB, l *Labels, s Settings) *Result {
	t.Helper()
	r, err := Infer(l, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
