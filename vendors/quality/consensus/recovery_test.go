package consensus

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// 004-19 a crowd of mixed skill: the models know it better than the majority does, and
// know who is good.
func TestModelsBeatTheMajorityWhereSkillDiffers(t *testing.T) {
	set := crowd(3000, 60, 4, 4, 3)
	l := set.labels(t)
	majority := infer(t, l, Settings{Method: Majority}).Accuracy(set.truth)
	for _, method := range []Method{DawidSkene, DawidSkeneMAP, OneCoin} {
		r := infer(t, l, Settings{Method: method})
		if got := r.Accuracy(set.truth); got < majority+.003 {
			t.Errorf("%s is right on %.4f, the majority on %.4f", method, got, majority)
		}
	}
}

func TestConfusionIsRecovered(t *testing.T) {
	set := crowd(6000, 20, 3, 6, 4)
	r := infer(t, set.labels(t), Settings{})
	right, met := make([]float64, set.workers), make([]float64, set.workers)
	for _, v := range set.votes {
		met[v.Worker]++
		if v.Label == set.truth[v.Item] {
			right[v.Worker]++
		}
	}
	for w := range set.workers {
		mean := 0.0
		for k := range 3 {
			mean += r.Confusion[(w*3+k)*3+k] / 3
		}
		oracletest.Near(t, "share of right votes", mean, right[w]/met[w], .03)
	}
	for k := range 3 {
		oracletest.Near(t, "frequency", r.Frequency[k], 1./3, .02)
	}
}

// A worker who always answers wrongly in two classes tells as much as one who is
// always right.
func TestContrariansAreUnderstood(t *testing.T) {
	s := labelled{items: 60, workers: 5, classes: 2}
	for i := range s.items {
		truth := i % 2
		for w := range 3 {
			label := truth
			if (i+w)%7 == 0 {
				label = 1 - truth
			}
			s.votes = append(s.votes, Vote{i, w, label})
		}
		s.votes = append(s.votes, Vote{i, 3, 1 - truth}, Vote{i, 4, 1 - truth})
	}
	r := infer(t, s.labels(t), Settings{Method: DawidSkene})
	for w := 3; w < 5; w++ {
		if agree := r.Confusion[w*4]; agree > .2 && agree < .8 {
			t.Errorf("worker %d agrees with %v, want hardly ever or nearly always", w, agree)
		}
	}
}

func TestStrongPriorsKeepToTheMajority(t *testing.T) {
	set := crowd(200, 30, 3, 3, 5)
	l := set.labels(t)
	r, majority := infer(t, l, Settings{Diagonal: 4e6, Off: 1e6}), infer(t, l, Settings{Method: Majority})
	for i := range set.items {
		row := majority.Posterior[i*3 : i*3+3]
		if row[majority.Label(i)] > .6 && r.Label(i) != majority.Label(i) {
			t.Errorf("item %d is %d, the majority of %v says %d", i, r.Label(i), row, majority.Label(i))
		}
	}
}

func TestTheOrderOfVotesDoesNotMatter(t *testing.T) {
	set := crowd(80, 12, 3, 5, 6)
	turned := set
	turned.votes = slices.Clone(set.votes)
	slices.Reverse(turned.votes)
	for _, method := range methods {
		a, b := infer(t, set.labels(t), Settings{Method: method}), infer(t, turned.labels(t), Settings{Method: method})
		if diff := cmp.Diff(a.Posterior, b.Posterior, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
			t.Errorf("%s: %s", method, diff)
		}
	}
}

func TestTheSameVotesGiveTheSameBytes(t *testing.T) {
	set := crowd(300, 25, 4, 4, 8)
	a, b := infer(t, set.labels(t), Settings{}), infer(t, set.labels(t), Settings{})
	if diff := cmp.Diff(a, b, cmp.AllowUnexported(Result{})); diff != "" {
		t.Error(diff)
	}
}

func TestIterationsEndWhereTheyAreTold(t *testing.T) {
	set := crowd(300, 25, 4, 4, 8)
	l := set.labels(t)
	r := infer(t, l, Settings{Method: DawidSkene, MaxIterations: 3})
	if r.Iterations != 3 || r.Converged || len(r.Objective) != 3 {
		t.Errorf("%d iterations, converged %v, want 3 and no end", r.Iterations, r.Converged)
	}
	loose, tight := infer(t, l, Settings{Tolerance: 1e-4}), infer(t, l, Settings{Tolerance: 1e-12})
	if loose.Iterations >= tight.Iterations || loose.LogPosterior > tight.LogPosterior {
		t.Errorf("%d iterations to %v, %d to %v", loose.Iterations, loose.LogPosterior, tight.Iterations, tight.LogPosterior)
	}
}

// The written-out loops of two and four classes must do what the general one does: a
// class that nobody votes for and that never occurs changes nothing but the layout.
func TestWrittenOutLoopsAreTheGeneralOne(t *testing.T) {
	for classes := 2; classes <= 4; classes += 2 {
		set := crowd(200, 15, classes, 4, 9)
		l := set.labels(t)
		m := newModel(l, Settings{Method: DawidSkeneMAP}.withDefaults())
		m.count(l.shares(nil))
		m.maximise()
		joint, plain := slices.Repeat([]float64{.3}, classes), slices.Repeat([]float64{.3}, classes)
		multiply(joint, m.chances, l.of(0))
		for _, cell := range l.of(0) {
			for c := range plain {
				plain[c] *= m.chances[int(cell)*classes+c]
			}
		}
		counts := make([]float64, len(m.counts))
		accumulate(counts, plain, l.of(0))
		want := make([]float64, len(m.counts))
		for _, cell := range l.of(0) {
			for c := range plain {
				want[int(cell)*classes+c] += plain[c]
			}
		}
		if diff := cmp.Diff([][]float64{plain, want}, [][]float64{joint, counts}); diff != "" {
			t.Errorf("%d classes: %s", classes, diff)
		}
	}
}

func TestLogarithmsOfLongProducts(t *testing.T) {
	l, want := logProduct{product: 1}, 0.0
	for i := range 5000 {
		p := 1e-3 * float64(1+i%7)
		l.times(p)
		want += math.Log(p)
	}
	oracletest.Near(t, "logarithm", l.log(), want, 1e-8)
}
