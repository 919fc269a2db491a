package erlang_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// hundredCalls is 100 calls of three minutes in half an hour: 10 erlangs.
var hundredCalls = erlang.Setting{Volume: 100, Interval: 1800, AHT: 180, Agents: 14, Threshold: 20}

func solve(t testing.TB, p erlang.Problem) erlang.Solution {
	t.Helper()
	s, err := erlang.Solve(p)
	if err != nil {
		t.Fatalf("%+v: %v", p, err)
	}
	return s
}

func TestEveryUnknownOfErlangCIsFound(t *testing.T) {
	level := erlang.C(10, 14, 180).ServiceLevel(20)
	goals := []erlang.Goal{{Measure: erlang.ServiceLevelMeasure, Target: level}}
	for unknown, want := range map[erlang.Unknown]float64{
		erlang.FindAgents: 14, erlang.FindVolume: 100, erlang.FindAHT: 180, erlang.FindThreshold: 20,
	} {
		got := solve(t, erlang.Problem{Setting: hundredCalls, Unknown: unknown, Goals: goals})
		if !near(got.Value, want, 1e-11) || got.Binding != erlang.ServiceLevelMeasure || !near(got.Figures.ServiceLevel, level, 1e-12) {
			t.Errorf("%s = %.17g bound by %s with a service level of %v, want %v and %v", unknown, got.Value, got.Binding, got.Figures.ServiceLevel, want, level)
		}
		if from, to := got.From, got.To; (unknown == erlang.FindVolume || unknown == erlang.FindAHT) != (from == 0 && to == got.Value) {
			t.Errorf("%s holds from %v to %v", unknown, from, to)
		}
	}
}

func TestWholeNumbersStillMeetTheGoals(t *testing.T) {
	goals := []erlang.Goal{{Measure: erlang.ServiceLevelMeasure, Target: 0.8}}
	agents := solve(t, erlang.Problem{Setting: hundredCalls, Unknown: erlang.FindAgents, Goals: goals})
	if agents.Whole != 14 || !near(agents.Value, 13.037206466407655, 1e-9) || !near(agents.AtWhole.ServiceLevel, 0.888350019179466, 1e-12) {
		t.Errorf("agents: %v, whole %v with %v", agents.Value, agents.Whole, agents.AtWhole.ServiceLevel)
	}
	volume := solve(t, erlang.Problem{Setting: hundredCalls, Unknown: erlang.FindVolume, Goals: goals})
	if volume.Whole != math.Floor(volume.Value) || volume.AtWhole.ServiceLevel < 0.8 || volume.Value < 100 {
		t.Errorf("volume: %v, whole %v with %v", volume.Value, volume.Whole, volume.AtWhole.ServiceLevel)
	}
	aht := solve(t, erlang.Problem{Setting: hundredCalls, Unknown: erlang.FindAHT, Goals: goals})
	if aht.Whole != aht.Value {
		t.Errorf("handle time %v was rounded to %v", aht.Value, aht.Whole)
	}
}

func TestTheGoalThatDecidesIsNamed(t *testing.T) {
	goals := []erlang.Goal{{Measure: erlang.ServiceLevelMeasure, Target: 0.8}, {Measure: erlang.OccupancyMeasure, Target: 0.5}, {Measure: erlang.ASAMeasure, Target: 30}}
	got := solve(t, erlang.Problem{Setting: hundredCalls, Unknown: erlang.FindAgents, Goals: goals})
	if got.Binding != erlang.OccupancyMeasure || !near(got.Value, 20, 1e-11) || got.Whole != 20 {
		t.Errorf("%v agents (whole %v) bound by %s, want 20 by occupancy", got.Value, got.Whole, got.Binding)
	}
}

func TestPatienceIsReadFromAbandonment(t *testing.T) {
	s := hundredCalls
	s.Agents, s.Patience = 11, erlang.ExponentialPatience(95)
	f, err := erlang.Evaluate(s)
	if err != nil {
		t.Fatal(err)
	}
	got := solve(t, erlang.Problem{Setting: s, Unknown: erlang.FindPatience, Goals: []erlang.Goal{{Measure: erlang.AbandonmentMeasure, Target: f.PAbandon}}})
	if !near(got.Value, 95, 1e-9) || !math.IsInf(got.To, 1) {
		t.Errorf("patience %v to %v, want from 95 s on", got.Value, got.To)
	}
	// Longer patience lengthens waits, so an ASA holds up to a patience.
	got = solve(t, erlang.Problem{Setting: s, Unknown: erlang.FindPatience, Goals: []erlang.Goal{{Measure: erlang.ASAMeasure, Target: f.ASA}}})
	if !near(got.Value, 95, 1e-9) || got.From != 0 {
		t.Errorf("patience from %v to %v, want up to 95 s", got.From, got.To)
	}
}

func TestLinesForALimitOfBlocking(t *testing.T) {
	s := hundredCalls
	s.Agents, s.Patience = 11, erlang.ExponentialPatience(95)
	got := solve(t, erlang.Problem{Setting: s, Unknown: erlang.FindLines, Goals: []erlang.Goal{{Measure: erlang.BlockingMeasure, Target: 0.01}}})
	s.Lines = got.Whole
	enough, _ := erlang.Evaluate(s)
	s.Lines--
	short, _ := erlang.Evaluate(s)
	if !(enough.PBlock <= 0.01 && short.PBlock > 0.01) || math.Abs(got.Figures.PBlock-0.01) > 1e-12 {
		t.Errorf("%v lines block %v, one fewer %v; %v block %v", got.Whole, enough.PBlock, short.PBlock, got.Value, got.Figures.PBlock)
	}
}

// Impatient contacts free their line sooner than an agent does, so that with
// lines short more agents may block more: the search does not take it for granted.
func TestBlockingMayRiseWithAgents(t *testing.T) {
	s := erlang.Setting{Volume: 100, Interval: 1800, AHT: 180, Lines: 12, Patience: erlang.ExponentialPatience(5)}
	got := solve(t, erlang.Problem{Setting: s, Unknown: erlang.FindAgents, Goals: []erlang.Goal{{Measure: erlang.BlockingMeasure, Target: 0.01}}})
	s.Agents = got.To
	for _, c := range []struct {
		agents float64
		met    bool
	}{{got.To * 0.9, true}, {got.To * 1.1, false}, {11.9, false}} {
		s.Agents = c.agents
		f, err := erlang.Evaluate(s)
		if err != nil || (f.PBlock <= 0.01) != c.met {
			t.Errorf("%v agents of 12 lines block %v, %v; met up to %v agents", c.agents, f.PBlock, err, got.To)
		}
	}
}

func TestAgentsOfALossSystemAreTheHandbooks(t *testing.T) {
	// 12.03 erlangs lose 1 % with 20 lines (see the tables of Erlang B).
	s := erlang.Setting{Volume: 12.03, Interval: 1, AHT: 1, NoQueue: true}
	got := solve(t, erlang.Problem{Setting: s, Unknown: erlang.FindAgents, Goals: []erlang.Goal{{Measure: erlang.BlockingMeasure, Target: 0.01}}})
	if math.Abs(got.Value-20) > 2e-3 || s.Formula() != "Erlang B" {
		t.Errorf("%s: %v lines, want about 20", s.Formula(), got.Value)
	}
}

func TestWhatHasNoSolutionSaysWhy(t *testing.T) {
	level := func(target float64) []erlang.Goal {
		return []erlang.Goal{{Measure: erlang.ServiceLevelMeasure, Target: target}}
	}
	impatient := hundredCalls
	impatient.Agents, impatient.Patience, impatient.Variant = 9, erlang.ExponentialPatience(60), erlang.OfOffered
	enough := impatient
	enough.Agents = 11
	limited := hundredCalls
	limited.Lines = 12
	cases := []struct {
		name   string
		p      erlang.Problem
		reason erlang.Reason
		says   string
	}{
		{"no threshold makes up for those who leave", erlang.Problem{Setting: impatient, Unknown: erlang.FindThreshold, Goals: level(0.95)}, erlang.OutOfReach, "the best is"},
		{"lines are agents at most", erlang.Problem{Setting: limited, Unknown: erlang.FindAgents, Goals: []erlang.Goal{{Measure: erlang.BlockingMeasure, Target: 0.001}}}, erlang.OutOfReach, "no number of agents"},
		{"a threshold has no abandonment", erlang.Problem{Setting: impatient, Unknown: erlang.FindThreshold, Goals: []erlang.Goal{{Measure: erlang.AbandonmentMeasure, Target: 0.01}}}, erlang.NoEffect, "does not depend"},
		{"a queue that only grows", erlang.Problem{Setting: erlang.Setting{Volume: 200, Interval: 1800, AHT: 180, Agents: 15}, Unknown: erlang.FindThreshold, Goals: level(0.1)}, erlang.OutOfReach, "no threshold"},
		{"patience that pleases both", erlang.Problem{Setting: enough, Unknown: erlang.FindPatience, Goals: []erlang.Goal{
			{Measure: erlang.AbandonmentMeasure, Target: 0.05}, {Measure: erlang.ASAMeasure, Target: 10},
		}}, erlang.Conflict, "gives both"},
	}
	for _, c := range cases {
		var none *erlang.NoSolutionError
		if got, err := erlang.Solve(c.p); !errors.As(err, &none) || none.Reason != c.reason || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %+v, %v; want %s", c.name, got, err, c.reason)
		}
	}
}

func TestAProblemThatCannotBeIsRefusedByField(t *testing.T) {
	goals := []erlang.Goal{{Measure: erlang.ServiceLevelMeasure, Target: 0.8}}
	change := func(f func(*erlang.Setting)) erlang.Setting { s := hundredCalls; f(&s); return s }
	cases := map[string]erlang.Problem{
		"handle time":            {Setting: change(func(s *erlang.Setting) { s.AHT = 0 }), Unknown: erlang.FindAgents, Goals: goals},
		"volume":                 {Setting: change(func(s *erlang.Setting) { s.Volume = -1 }), Unknown: erlang.FindAgents, Goals: goals},
		"interval":               {Setting: change(func(s *erlang.Setting) { s.Interval = 0 }), Unknown: erlang.FindAgents, Goals: goals},
		"agents":                 {Setting: change(func(s *erlang.Setting) { s.Agents = 0 }), Unknown: erlang.FindVolume, Goals: goals},
		"lines":                  {Setting: change(func(s *erlang.Setting) { s.Lines = 3 }), Unknown: erlang.FindVolume, Goals: goals},
		"redial":                 {Setting: change(func(s *erlang.Setting) { s.Redial = 1 }), Unknown: erlang.FindAgents, Goals: goals},
		"threshold":              {Setting: change(func(s *erlang.Setting) { s.Threshold = math.NaN() }), Unknown: erlang.FindAgents, Goals: goals},
		"patience":               {Setting: change(func(s *erlang.Setting) { s.Patience = erlang.ExponentialPatience(-1) }), Unknown: erlang.FindAgents, Goals: goals},
		"number of goals":        {Setting: hundredCalls, Unknown: erlang.FindAgents},
		"goal for service_level": {Setting: hundredCalls, Unknown: erlang.FindAgents, Goals: []erlang.Goal{{Measure: erlang.ServiceLevelMeasure, Target: 1}}},
		"goal for asa":           {Setting: hundredCalls, Unknown: erlang.FindAgents, Goals: []erlang.Goal{{Measure: erlang.ASAMeasure}}},
		`goal for "joy"`:         {Setting: hundredCalls, Unknown: erlang.FindAgents, Goals: []erlang.Goal{{Measure: "joy", Target: 1}}},
		`unknown "weather"`:      {Setting: hundredCalls, Unknown: "weather", Goals: goals},
	}
	for field, p := range cases {
		var input *erlang.InputError
		if _, err := erlang.Solve(p); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v, want a refusal of that field", field, err)
		}
	}
	if _, err := erlang.Evaluate(change(func(s *erlang.Setting) { s.NoQueue, s.Lines = true, 20 })); err == nil {
		t.Error("lines to wait on where nobody can wait were accepted")
	}
}

// drawSetting draws a queue of any kind.
func drawSetting(t *rapid.T) erlang.Setting {
	load := math.Exp(rapid.Float64Range(0, 4).Draw(t, "ln load"))
	s := erlang.Setting{
		Volume: load * 10, Interval: 1800, AHT: 180, Agents: load * rapid.Float64Range(0.8, 1.5).Draw(t, "agents per erlang"), Threshold: 20,
		Variant: rapid.SampledFrom(erlang.Variants()).Draw(t, "variant"),
	}
	if rapid.Bool().Draw(t, "impatient") {
		_, s.Patience = drawPatience(t)
	}
	if rapid.Bool().Draw(t, "limited") {
		s.Lines = s.Agents + rapid.Float64Range(1, 40).Draw(t, "places")
	}
	if rapid.IntRange(0, 9).Draw(t, "redials") == 0 {
		s.Redial = rapid.Float64Range(0.1, 0.8).Draw(t, "redial")
	}
	return s
}

func TestASolutionIsWhereItsGoalBeginsToHold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawSetting(rt)
		unknown := rapid.SampledFrom(erlang.Unknowns()).Draw(rt, "unknown")
		f, err := erlang.Evaluate(s)
		if err != nil {
			rt.Fatal(err)
		}
		measure := rapid.SampledFrom(erlang.Measures()).Draw(rt, "measure")
		goal := erlang.Goal{Measure: measure, Target: measure.Of(f)}
		if !(goal.Target > 1e-6) || measure != erlang.ASAMeasure && goal.Target > 1-1e-6 || math.IsInf(goal.Target, 1) {
			rt.Skip("nothing to promise")
		}
		got, err := erlang.Solve(erlang.Problem{Setting: s, Unknown: unknown, Goals: []erlang.Goal{goal}})
		var none *erlang.NoSolutionError
		if errors.As(err, &none) {
			if none.Reason == erlang.OutOfReach && unknown != erlang.FindPatience && unknown != erlang.FindLines {
				rt.Fatalf("%+v, %s for %+v: %v, but the setting itself meets it", s, unknown, goal, err)
			}
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		if at := measure.Of(got.Figures); math.Abs(at-goal.Target) > 1e-7*(1+goal.Target) {
			rt.Fatalf("%+v, %s for %+v: %v gives %v", s, unknown, goal, got.Value, at)
		}
	})
}

// Where agents may help or hurt, as many agents as lines are the last that are tried;
// rounding once put that value above the lines, where no setting is, and a goal that
// only the last agents meet was called out of reach. These lines round so.
func TestAGoalThatOnlyTheLastAgentsMeetIsFound(t *testing.T) {
	s := erlang.Setting{
		Volume: 365.5, Interval: 1800, AHT: 180, Agents: 29.68, Threshold: 20, Variant: erlang.OfAnswered, Redial: 0.774,
		Patience: erlang.WeibullPatience(13.02*math.Gamma(1+1/0.6), 0.6),
	}
	for _, lines := range []float64{30.990199999999998, 30.990399999999998, 30.991699999999998, 30.99, 31} {
		s.Lines = lines
		f, err := erlang.Evaluate(s)
		if err != nil {
			t.Fatal(err)
		}
		goal := erlang.Goal{Measure: erlang.ServiceLevelMeasure, Target: f.ServiceLevel}
		got, err := erlang.Solve(erlang.Problem{Setting: s, Unknown: erlang.FindAgents, Goals: []erlang.Goal{goal}})
		if err != nil || !near(got.Value, s.Agents, 1e-6) {
			t.Errorf("%v lines: %v agents, %v; want %v", lines, got.Value, err, s.Agents)
		}
	}
}

func TestSweepsAreEvaluations(t *testing.T) {
	points, err := erlang.Sweep(hundredCalls, erlang.FindAgents, []float64{9, 11, 14, 20})
	if err != nil {
		t.Fatal(err)
	}
	if len(points) != 4 || !points[0].Figures.Unstable || points[0].Figures.ServiceLevel != 0 || !math.IsInf(points[0].Figures.ASA, 1) {
		t.Errorf("9 agents for 10 erlangs: %+v", points[0])
	}
	if got := points[2]; got.Value != 14 || !near(got.Figures.ASA, 7.83593701177724, 1e-12) || !near(got.Figures.Occupancy, 10./14, 1e-15) {
		t.Errorf("14 agents: %+v", got)
	}
	var input *erlang.InputError
	if _, err := erlang.Sweep(hundredCalls, erlang.FindAHT, []float64{180, 0}); !errors.As(err, &input) || input.Field != "handle time" {
		t.Errorf("a handle time of 0: %v", err)
	}
	if _, err := erlang.Sweep(hundredCalls, "weather", []float64{1}); !errors.As(err, &input) {
		t.Errorf("an unknown that is none: %v", err)
	}
}

func TestFormulasHaveNames(t *testing.T) {
	impatient := erlang.Setting{Patience: erlang.ExponentialPatience(60)}
	general := erlang.Setting{Patience: erlang.FixedPatience(60)}
	for want, s := range map[string]erlang.Setting{
		"Erlang B": {NoQueue: true}, "Erlang C": {}, "Erlang A": impatient, "Erlang X": {Lines: 10}, "M/M/n+G": general,
	} {
		if got := s.Formula(); got != want {
			t.Errorf("%+v is %s, want %s", s, got, want)
		}
	}
}
