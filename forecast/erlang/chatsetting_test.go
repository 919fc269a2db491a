package erlang_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// chatting is 100 chats of eight minutes alone in half an hour, three at once.
func chatting() erlang.Setting {
	return erlang.Setting{
		Volume: 100, Interval: 1800, AHT: 480, Agents: 14, Patience: erlang.ExponentialPatience(120), Threshold: 30, Slower: []float64{1, 1.2, 1.5},
	}
}

func evaluated(t rapid.TB, s erlang.Setting) erlang.Figures {
	t.Helper()
	f, err := erlang.Evaluate(s)
	if err != nil {
		t.Fatalf("%+v: %v", s, err)
	}
	return f
}

func TestASettingOfChatsIsTheChainOfChats(t *testing.T) {
	s := chatting()
	f := evaluated(t, s)
	c := erlang.ConcurrentChats(erlang.ChatQueue{Arrivals: 100. / 1800, Agents: 14, AHT: []float64{480, 576, 720}, Patience: 120}, 30)
	if s.Formula() != "Erlang Chat" || f.PWait != c.PWait || f.PAbandon != c.PAbandon || f.ServiceLevel != c.ServiceLevel(s.Variant) || !near(f.Occupancy, c.InService/42, 1e-12) {
		t.Errorf("%s: %+v, the chain %+v", s.Formula(), f, c)
	}
}

func TestOneContactAtATimeIsNoChat(t *testing.T) {
	one := chatting()
	one.Slower = []float64{1}
	plain := one
	plain.Slower = nil
	if got, want := evaluated(t, one), evaluated(t, plain); got != want || one.Formula() != "Erlang A" {
		t.Errorf("%s %+v, want %+v", one.Formula(), got, want)
	}
}

// What is found for an unknown, put into the setting, gives the goal back.
func TestEveryUnknownOfChatsIsFoundAgain(t *testing.T) {
	for unknown, measure := range map[erlang.Unknown]erlang.Measure{
		erlang.FindAgents: erlang.ServiceLevelMeasure, erlang.FindVolume: erlang.ServiceLevelMeasure, erlang.FindAHT: erlang.ServiceLevelMeasure,
		erlang.FindThreshold: erlang.ServiceLevelMeasure, erlang.FindPatience: erlang.AbandonmentMeasure,
	} {
		t.Run(string(unknown), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				s := chatting()
				s.Agents = float64(rapid.IntRange(2, 40).Draw(t, "agents"))
				slowdown := rapid.Float64Range(0, 0.6).Draw(t, "slowdown")
				for j := range s.Slower {
					s.Slower[j] = 1 + slowdown*float64(j)
				}
				s.Volume = s.Agents * 7 * rapid.Float64Range(0.8, 1.3).Draw(t, "load per agent")
				goal := erlang.Goal{Measure: measure, Target: measure.Of(evaluated(t, s))}
				if goal.Target < 1e-4 || goal.Target > 1-1e-4 {
					t.Skip("nothing to promise")
				}
				got, err := erlang.Solve(erlang.Problem{Setting: s, Unknown: unknown, Goals: []erlang.Goal{goal}})
				if err != nil {
					t.Fatalf("%+v for %+v: %v", s, goal, err)
				}
				was := map[erlang.Unknown]float64{
					erlang.FindAgents: s.Agents, erlang.FindVolume: s.Volume, erlang.FindAHT: s.AHT, erlang.FindThreshold: s.Threshold, erlang.FindPatience: s.Patience.Mean(),
				}[unknown]
				if math.Abs(got.Value-was) > 1e-3*was {
					t.Fatalf("%+v for %+v: %s is %v, was %v", s, goal, unknown, got.Value, was)
				}
			})
		})
	}
}

func TestHoldingMoreChatsTakesFewerPeopleUntilItSlowsThemDown(t *testing.T) {
	goals := []erlang.Goal{{Measure: erlang.ServiceLevelMeasure, Target: 0.9}}
	before := math.Inf(1)
	for n := 1; n <= 3; n++ {
		s := chatting()
		s.Slower = s.Slower[:n]
		got := solve(t, erlang.Problem{Setting: s, Unknown: erlang.FindAgents, Goals: goals})
		if got.Value >= before || got.AtWhole.ServiceLevel < 0.9 {
			t.Errorf("%d at once: %v agents, whole %v with %v; one chat fewer took %v", n, got.Value, got.Whole, got.AtWhole.ServiceLevel, before)
		}
		before = got.Value
	}
	worse := chatting()
	worse.Slower = append(worse.Slower, 2.5) // 4/2.5 are fewer than 3/1.5 an hour
	if got := solve(t, erlang.Problem{Setting: worse, Unknown: erlang.FindAgents, Goals: goals}); !near(got.Value, before, 1e-9) {
		t.Errorf("a fourth chat that only slows down changes %v agents to %v", before, got.Value)
	}
}

func TestWaitsOfChatsAddUp(t *testing.T) {
	for name, patience := range map[string]erlang.Patience{"impatient": erlang.ExponentialPatience(120), "patient": {}} {
		s := chatting()
		s.Patience = patience
		f := evaluated(t, s)
		mean, total := 0.0, 0.0
		for n, share := range erlang.QueueLengths(s, 1500) {
			mean, total = mean+float64(n)*share, total+share
		}
		if !near(total, 1, 1e-9) || math.Abs(mean-f.QueueLength) > 1e-6*(1+f.QueueLength) {
			t.Errorf("%s: lengths add up to %v with a mean of %v, want 1 and %v", name, total, mean, f.QueueLength)
		}
		at := erlang.WaitPercentile(s, 0.9)
		s.Threshold = at
		if level := evaluated(t, s).ServiceLevel; at > 0 && !near(level, 0.9, 1e-9) {
			t.Errorf("%s: %v within the percentile of 0.9, %v s", name, level, at)
		}
	}
	grows := chatting()
	grows.Patience, grows.Agents = erlang.Patience{}, 3
	if f := evaluated(t, grows); !f.Unstable || f.Occupancy != 1 || !math.IsInf(erlang.WaitPercentile(grows, 0.5), 1) {
		t.Errorf("a queue that only grows: %+v", f)
	}
}

func TestChatsWithWhatTheChainDoesNotFollowAreRefused(t *testing.T) {
	for field, change := range map[string]func(s *erlang.Setting){
		"lines":        func(s *erlang.Setting) { s.Lines = 60 },
		"redial":       func(s *erlang.Setting) { s.Redial = 0.2 },
		"concurrency":  func(s *erlang.Setting) { s.NoQueue = true },
		"patience":     func(s *erlang.Setting) { s.Patience, _ = erlang.PatienceOf("fixed", 60, 0) },
		"handle times": func(s *erlang.Setting) { s.Slower = []float64{1, 0} },
		"load":         func(s *erlang.Setting) { s.Volume = 1e6 },
		"agents":       func(s *erlang.Setting) { s.Agents = 1e6 },
	} {
		s := chatting()
		change(&s)
		var refused *erlang.InputError
		if _, err := erlang.Evaluate(s); !errors.As(err, &refused) || !strings.HasPrefix(refused.Field, field) {
			t.Errorf("%s: %v", field, err)
		}
	}
	var refused *erlang.InputError
	_, err := erlang.Solve(erlang.Problem{Setting: chatting(), Unknown: erlang.FindLines, Goals: []erlang.Goal{{Measure: erlang.BlockingMeasure, Target: 0.1}}})
	if !errors.As(err, &refused) || refused.Field != "lines" {
		t.Errorf("lines of chats: %v", err)
	}
}
