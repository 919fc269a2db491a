package consensus

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/quality"
)

var methods = []Method{Majority, DawidSkene, DawidSkeneMAP, OneCoin}

// anySet draws a small set in which every item has a vote.
func anySet(t *rapid.T) labelled {
	s := labelled{items: rapid.IntRange(1, 8).Draw(t, "items"), workers: rapid.IntRange(1, 5).Draw(t, "workers"), classes: rapid.IntRange(1, 4).Draw(t, "classes")}
	worker, label := rapid.IntRange(0, s.workers-1), rapid.IntRange(0, s.classes-1)
	for i := range s.items {
		for range rapid.IntRange(1, 6).Draw(t, "votes") {
			s.votes = append(s.votes, Vote{i, worker.Draw(t, "worker"), label.Draw(t, "label")})
		}
	}
	return s
}

func (s labelled) checked(t *rapid.T) *Labels {
	l, err := NewLabels(s.items, s.workers, s.classes, s.votes)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func inferred(t *rapid.T, l *Labels, s Settings) *Result {
	r, err := Infer(l, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestNoIterationLowersTheObjective(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySet(t)
		method := rapid.SampledFrom(methods).Draw(t, "method")
		r := inferred(t, s.checked(t), Settings{Method: method})
		for i := 1; i < len(r.Objective); i++ {
			if r.Objective[i] < r.Objective[i-1]-1e-7*math.Abs(r.Objective[i-1])-1e-9 {
				t.Fatalf("%s: iteration %d fell from %v to %v", method, i, r.Objective[i-1], r.Objective[i])
			}
		}
	})
}

func TestProbabilitiesAddUpToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySet(t)
		r := inferred(t, s.checked(t), Settings{Method: rapid.SampledFrom(methods).Draw(t, "method")})
		for _, matrix := range [][]float64{r.Posterior, r.Confusion, r.Frequency} {
			for row := range slices.Chunk(matrix, s.classes) {
				sum := 0.0
				for _, p := range row {
					sum += p
				}
				if math.Abs(sum-1) > 1e-8 {
					t.Fatalf("%v adds up to %v", row, sum)
				}
			}
		}
		met := 0.0
		for _, n := range r.Met {
			met += n
		}
		if math.Abs(met-float64(len(s.votes))) > 1e-8*float64(len(s.votes)) {
			t.Fatalf("%v votes were met, want %d", met, len(s.votes))
		}
	})
}

func TestNamesOfClassesDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySet(t)
		to := rapid.Permutation([]int{0, 1, 2, 3}[:s.classes]).Draw(t, "names")
		other := s
		other.votes = slices.Clone(s.votes)
		for i := range other.votes {
			other.votes[i].Label = to[other.votes[i].Label]
		}
		// Few iterations: sums in another order differ in the last digit, and where
		// the likelihood has a saddle that grows with every iteration.
		settings := Settings{Method: rapid.SampledFrom(methods).Draw(t, "method"), MaxIterations: 8}
		a, b := inferred(t, s.checked(t), settings), inferred(t, other.checked(t), settings)
		for i := range s.items {
			for k := range s.classes {
				if p, q := a.Posterior[i*s.classes+k], b.Posterior[i*s.classes+to[k]]; math.Abs(p-q) > 1e-6 {
					t.Fatalf("item %d class %d: %v, and %v under another name", i, k, p, q)
				}
			}
		}
	})
}

func TestOneWorkerIsTheMajority(t *testing.T) {
	for _, method := range methods {
		s := labelled{items: 4, workers: 1, classes: 3, votes: []Vote{{0, 0, 2}, {1, 0, 0}, {2, 0, 1}, {3, 0, 2}}}
		r := infer(t, s.labels(t), Settings{Method: method})
		for i, v := range s.votes {
			if r.Label(i) != v.Label {
				t.Errorf("%s: item %d is %d, want the only vote %d", method, i, r.Label(i), v.Label)
			}
		}
	}
}

func TestGoldIsHeld(t *testing.T) {
	s := labelled{items: 3, workers: 3, classes: 2, votes: []Vote{{0, 0, 1}, {0, 1, 1}, {0, 2, 0}, {1, 0, 0}, {1, 1, 0}, {2, 0, 1}, {2, 2, 1}}}
	for _, method := range methods {
		r := infer(t, s.labels(t), Settings{Method: method, Gold: []int{0, -1, -1}})
		if r.Posterior[0] != 1 || r.Posterior[1] != 0 {
			t.Errorf("%s: the gold item has probabilities %v, want 1 and 0", method, r.Posterior[:2])
		}
	}
	// Gold that contradicts two workers lowers what is thought of them.
	free, held := infer(t, s.labels(t), Settings{}), infer(t, s.labels(t), Settings{Gold: []int{0, -1, -1}})
	if !(held.Confusion[0] < free.Confusion[0]) {
		t.Errorf("worker 0 is right on class 0 with %v after gold, want less than %v", held.Confusion[0], free.Confusion[0])
	}
}

func TestManyVotesOnOneItemDoNotUnderflow(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	s := labelled{items: 20, workers: 40, classes: 3}
	for i := range s.items {
		for range 5000 {
			label := i % 3
			if random.Float64() > .4 {
				label = random.IntN(3)
			}
			s.votes = append(s.votes, Vote{i, random.IntN(s.workers), label})
		}
	}
	for _, method := range methods {
		r := infer(t, s.labels(t), Settings{Method: method})
		for i := range s.items {
			if r.Label(i) != i%3 {
				t.Errorf("%s: item %d is %d, want %d", method, i, r.Label(i), i%3)
			}
		}
		if method != Majority && !(r.LogLikelihood < -1000 && r.LogLikelihood > -1e6) {
			t.Errorf("%s: log-likelihood %v is out of all bounds", method, r.LogLikelihood)
		}
	}
}

// The product and the logarithms must agree wherever both can be had.
func TestBothWaysToWeighAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySet(t)
		l := s.checked(t)
		m := newModel(l, Settings{Method: DawidSkeneMAP}.withDefaults())
		m.count(l.shares(nil))
		m.maximise()
		fast, slow := make([]float64, s.classes), make([]float64, s.classes)
		m.evidence = logProduct{product: 1}
		m.weigh(fast, l.of(0))
		a := m.evidence.log()
		m.evidence = logProduct{product: 1}
		m.weighInLogs(slow, l.of(0))
		b := m.evidence.log()
		if diff := cmp.Diff(append(fast, a), append(slow, b), cmpopts.EquateApprox(1e-9, 1e-12)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestTiesAreSharedInTheAccuracyAndBrokenByTheOrderOfClasses(t *testing.T) {
	s := labelled{items: 2, workers: 2, classes: 3, votes: []Vote{{0, 0, 2}, {0, 1, 1}, {1, 0, 0}, {1, 1, 0}}}
	r := infer(t, s.labels(t), Settings{Method: Majority})
	if r.Label(0) != 1 {
		t.Errorf("the label of a tie of 1 and 2 is %d, want 1", r.Label(0))
	}
	for _, c := range []struct {
		truth []int
		want  float64
	}{{[]int{1, 0}, .75}, {[]int{2, 0}, .75}, {[]int{0, 0}, .5}, {[]int{-1, 0}, 1}, {[]int{2, -1}, .5}} {
		if got := r.Accuracy(c.truth); got != c.want {
			t.Errorf("accuracy against %v is %v, want %v", c.truth, got, c.want)
		}
	}
	if got := r.Accuracy([]int{-1, -1}); !math.IsNaN(got) {
		t.Errorf("accuracy against nothing is %v, want none", got)
	}
}

func TestVotesThatCannotBeAreRefused(t *testing.T) {
	for want, votes := range map[string][]Vote{
		"votes[0].item is 2; expected an index of an item":                  {{2, 0, 0}},
		"votes[1].worker is -1; expected an index of a worker":              {{0, 0, 0}, {1, -1, 0}},
		"votes[0].label is 3; expected an index of a class":                 {{0, 0, 3}},
		"item 1 is without a vote; expected at least one vote on each item": {{0, 0, 0}},
	} {
		_, err := NewLabels(2, 2, 3, votes)
		if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
			t.Errorf("%v: got %v, want %s", votes, err, want)
		}
	}
}

func TestFreeTextIsNoLabel(t *testing.T) {
	_, err := NewLabels(1, 1000, 5000, []Vote{{0, 0, 0}})
	want := "the number of different labels is 5000; expected at most 259 beside 1000 workers"
	if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestSettingsThatCannotBeAreRefused(t *testing.T) {
	s := labelled{items: 1, workers: 1, classes: 2, votes: []Vote{{0, 0, 0}}}
	for want, settings := range map[string]Settings{
		"method is best; expected mv, ds, ds-map or one-coin":                {Method: "best"},
		"diagonal is -1; expected a finite number above 0":                   {Diagonal: -1, Off: 1},
		"off is 0; expected a finite number above 0":                         {Diagonal: 1},
		"tolerance is -1; expected a number above 0":                         {Tolerance: -1},
		"maxIterations is -2; expected at least 1":                           {MaxIterations: -2},
		"the length of gold is 2; expected one class for each item, or none": {Gold: []int{0, 1}},
		"gold[0] is 2; expected a class, or -1":                              {Gold: []int{2}},
	} {
		_, err := Infer(s.labels(t), settings)
		if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
			t.Errorf("%+v: got %v, want %s", settings, err, want)
		}
	}
}
