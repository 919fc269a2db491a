package accept

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/oracletest"
	"github.com/muster-wfm/muster/vendors/quality"
)

func anyGoal(t *rapid.T) Goal {
	good := rapid.Float64Range(.002, .2).Draw(t, "good")
	return Goal{good, min(.95, good*rapid.Float64Range(2, 8).Draw(t, "factor")), rapid.Float64Range(.01, .2).Draw(t, "producer"), rapid.Float64Range(.01, .2).Draw(t, "consumer")}
}

func TestPlansMeetBothPointsAndNoItemLessDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		goal := anyGoal(t)
		lot := rapid.SampledFrom([]int{0, 2000}).Draw(t, "lot")
		plan, err := Find(goal, lot)
		if err != nil {
			if lot == 0 {
				t.Fatal(err)
			}
			return // a whole lot may be too small
		}
		if plan.Accept(goal.Good) < 1-goal.Producer || plan.Accept(goal.Bad) > goal.Consumer {
			t.Fatalf("%+v for %+v takes the good with %v and the bad with %v", plan, goal, plan.Accept(goal.Good), plan.Accept(goal.Bad))
		}
		less := plan
		if less.Items--; less.Accept(goal.Bad) <= goal.Consumer {
			t.Fatalf("%+v would do for %+v", less, goal)
		}
	})
}

func TestWorseWorkIsTakenLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 200).Draw(t, "items")
		single := Single{n, rapid.IntRange(0, n).Draw(t, "allowed"), 0}
		double := Double{n, 1, 4, n, rapid.IntRange(3, 8).Draw(t, "second")}
		test, err := NewSPRT(Goal{.05, .15, .05, .10})
		if err != nil {
			t.Fatal(err)
		}
		a, b := rapid.Float64Range(0, 1).Draw(t, "rate"), rapid.Float64Range(0, 1).Draw(t, "other rate")
		a, b = min(a, b), max(a, b)
		twiceA, _ := double.Accept(a)
		twiceB, _ := double.Accept(b)
		atA, _ := test.At(a)
		atB, _ := test.At(b)
		if single.Accept(a) < single.Accept(b)-1e-12 || twiceA < twiceB-1e-12 || atA.Take < atB.Take-1e-12 {
			t.Fatalf("at %v and %v: %v %v, %v %v, %v %v", a, b, single.Accept(a), single.Accept(b), twiceA, twiceB, atA.Take, atB.Take)
		}
		if math.Abs(atA.Take+atA.Reject-1) > 1e-9 || atA.Items > float64(test.Most) {
			t.Fatalf("at %v the test ends with %+v", a, atA)
		}
	})
}

// The exact figures must be those that a simulation finds, to three standard errors.
func TestSequentialTestsRunAsWorkedOut(t *testing.T) {
	runs := 4000
	if os.Getenv("MUSTER_SOAK") != "" {
		runs = 400_000
	}
	test, err := NewSPRT(Goal{.05, .15, .05, .10})
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(8, 8))
	for _, rate := range []float64{.03, .05, .10, .15} {
		want, err := test.At(rate)
		if err != nil {
			t.Fatal(err)
		}
		taken, sum, squares := 0.0, 0.0, 0.0
		items := make([]bool, test.Most)
		for range runs {
			for i := range items {
				items[i] = random.Float64() < rate
			}
			verdict, n := test.Judge(items)
			if verdict == Take {
				taken++
			}
			sum, squares = sum+float64(n), squares+float64(n*n)
		}
		of := float64(runs)
		oracletest.Near(t, "share taken", taken/of, want.Take, 3*math.Sqrt(want.Take*(1-want.Take)/of))
		oracletest.Near(t, "items", sum/of, want.Items, 3*math.Sqrt((squares/of-sum/of*sum/of)/of))
	}
}

// 004-19 exams of crowd members: a mean of forty items, not seventy-seven.
func TestSequentialTestsAreShorterThanSinglePlans(t *testing.T) {
	goal := Goal{.05, .15, .05, .10}
	single, _ := Find(goal, 0)
	test, _ := NewSPRT(goal)
	for _, rate := range []float64{.05, .10, .15} {
		if o, _ := test.At(rate); o.Items >= float64(single.Items) {
			t.Errorf("at %v it takes %v items, the single plan %d", rate, o.Items, single.Items)
		}
	}
}

func TestJudgeStopsAtTheVerdict(t *testing.T) {
	test, err := NewSPRT(Goal{.05, .15, .05, .10})
	if err != nil {
		t.Fatal(err)
	}
	if v, n := test.Judge([]bool{true, true, true, false, false}); v != Reject || n != 3 {
		t.Errorf("three failures at once: %s after %d, want reject after 3", v, n)
	}
	passes := make([]bool, 40)
	if v, n := test.Judge(passes); v != Take || n != 21 {
		t.Errorf("passes alone: %s after %d, want accept after 21", v, n)
	}
	if v, n := test.Judge(passes[:5]); v != Continue || n != 5 {
		t.Errorf("five passes: %s after %d, want continue", v, n)
	}
	if test.Verdict(21, test.Most) != Take || test.Verdict(22, test.Most) != Reject {
		t.Errorf("at %d items the test does not end by its slope %v", test.Most, test.Slope)
	}
}

func TestLotsAreLookedAtHarderOrEasier(t *testing.T) {
	for _, c := range []struct {
		name  string
		lots  string // + taken, - refused
		after []Severity
	}{
		{"two refusals within five", "+-++-", []Severity{Normal, Normal, Normal, Normal, Tightened}},
		{"two refusals further apart", "-++++-", []Severity{Normal, Normal, Normal, Normal, Normal, Normal}},
		{"back to normal", "--+++++", []Severity{Normal, Tightened, Tightened, Tightened, Tightened, Tightened, Normal}},
		{"stopped for good", "--+-++++", []Severity{Normal, Tightened, Tightened, Tightened, Tightened, Tightened, Stopped, Stopped}},
		{"reduced and back", "++++++++++-", []Severity{Normal, Normal, Normal, Normal, Normal, Normal, Normal, Normal, Normal, Reduced, Normal}},
	} {
		var s Switching
		var after []Severity
		for _, lot := range c.lots {
			after = append(after, s.Record(lot == '+'))
		}
		if diff := cmp.Diff(c.after, after); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestGoalsThatCannotBeAreRefused(t *testing.T) {
	find := func(g Goal, lot int) error { _, err := Find(g, lot); return err }
	sprt := func(g Goal) error { _, err := NewSPRT(g); return err }
	test, _ := NewSPRT(Goal{.05, .15, .05, .10})
	_, rate := test.At(1.5)
	for want, err := range map[string]error{
		"good is 1; expected a rate of at least 0 and below 1":                                                  find(Goal{1, 1, .05, .1}, 0),
		"bad is 0.05; expected a rate above good, at most 1":                                                    find(Goal{.05, .05, .05, .1}, 0),
		"producer is 0; expected a risk above 0 and below 1":                                                    find(Goal{.01, .05, 0, .1}, 0),
		"consumer is 1; expected a risk above 0 and below 1":                                                    find(Goal{.01, .05, .05, 1}, 0),
		"lot is -1; expected at least 0":                                                                        find(Goal{.01, .05, .05, .1}, -1),
		"the goal is {0.005 0.009 0.05 0.1}; expected points that can be told apart within the items there are": find(Goal{.005, .009, .05, .1}, 50),
		"the goal is {0.4 0.401 0.05 0.1}; expected points that can be told apart within the items there are":   find(Goal{.4, .401, .05, .1}, 0),
		"the goal is {0 0.05 0.05 0.1}; expected rates above 0 and below 1":                                     sprt(Goal{0, .05, .05, .1}),
		"producer and consumer together is 1.1; expected less than 1":                                           sprt(Goal{.01, .05, .6, .5}),
		"rate is 1.5; expected a rate from 0 to 1":                                                              rate,
	} {
		if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// Every outcome of small plans counted one by one.
func TestSmallPlansAreCountedOut(t *testing.T) {
	const n1, n2, rate = 6, 5, .23
	plan := Double{n1, 0, 3, n2, 2}
	taken, items := 0.0, 0.0
	for outcome := range 1 << (n1 + n2) {
		first, all, p := 0, 0, 1.0
		for i := range n1 + n2 {
			if outcome>>i&1 == 1 {
				all++
				if i < n1 {
					first++
				}
				p *= rate
			} else {
				p *= 1 - rate
			}
		}
		switch {
		case first <= 0:
			taken, items = taken+p, items+p*n1
		case first >= 3:
			items += p * n1
		default:
			items += p * (n1 + n2)
			if all <= 2 {
				taken += p
			}
		}
	}
	got, looked := plan.Accept(rate)
	if math.Abs(got-taken) > 1e-12 || math.Abs(looked-items) > 1e-12 {
		t.Errorf("taken with %v after %v items, counted %v and %v", got, looked, taken, items)
	}
}

func TestLotsAreDrawnWithoutReplacement(t *testing.T) {
	// 10 items of which 3 fail, 4 drawn: C(7,4)/C(10,4) none, 3 C(7,3)/C(10,4) one.
	if got, want := (Single{4, 1, 10}).Accept(.3), (35.+3*35)/210; math.Abs(got-want) > 1e-12 {
		t.Errorf("at most one failure with %v, want %v", got, want)
	}
	if got := (Single{10, 2, 10}).Accept(.3); got != 0 {
		t.Errorf("a whole lot with three failures is taken with %v", got)
	}
	huge, endless := Single{80, 5, 10_000_000}, Single{80, 5, 0}
	if a, b := huge.Accept(.06), endless.Accept(.06); math.Abs(a-b) > 1e-5 {
		t.Errorf("a huge lot is taken with %v, endless work with %v", a, b)
	}
}

func TestCertaintiesAreCertain(t *testing.T) {
	p := Single{10, 2, 0}
	if p.Accept(0) != 1 || p.Accept(1) != 0 || (Single{10, 10, 0}).Accept(1) != 1 {
		t.Errorf("perfect work is taken with %v, hopeless with %v", p.Accept(0), p.Accept(1))
	}
	if all, items := (Double{5, 0, 2, 5, 1}).Accept(0); all != 1 || items != 5 {
		t.Errorf("perfect work is taken with %v after %v", all, items)
	}
}
