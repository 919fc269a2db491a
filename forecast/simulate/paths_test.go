package simulate_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/simulate"
)

// plainCentre draws queues and groups without anything special, of which there
// are quicker ways to find who is next, and enough contacts to be drawn in
// pieces.
func plainCentre(t *rapid.T) simulate.Scenario {
	s := anyCentre(t)
	for q := range s.Queues {
		s.Queues[q].Callback, s.Queues[q].Redial, s.Queues[q].Overflow = nil, nil, nil
		for i := range s.Queues[q].Contacts {
			s.Queues[q].Contacts[i] *= 20
		}
	}
	for g := range s.Groups {
		s.Groups[g].Chats = nil
		for i := range s.Groups[g].Agents {
			s.Groups[g].Agents[i] *= 10
		}
		for i := range s.Groups[g].Skills {
			s.Groups[g].Skills[i].After, s.Groups[g].Skills[i].Chat = 0, false
		}
	}
	s.Leaving = simulate.Finish
	return s
}

// withoutShortcuts is the same centre with rules that never come to bear: a
// callback for the millionth who waits, and a queue without contacts that groups
// take from after a minute.
func withoutShortcuts(s simulate.Scenario) simulate.Scenario {
	out := s
	out.Queues, out.Groups = nil, nil
	for _, q := range s.Queues {
		q.Callback = &simulate.Callback{From: 1_000_000, Accept: 0.5}
		out.Queues = append(out.Queues, q)
	}
	out.Queues = append(out.Queues, simulate.Queue{Name: "silence", Handle: exponential(60), Threshold: 20, Contacts: make([]float64, s.Intervals)})
	for _, g := range s.Groups {
		g.Skills = append(append([]simulate.Skill(nil), g.Skills...), simulate.Skill{Queue: "silence", Level: 9, After: 60})
		out.Groups = append(out.Groups, g)
	}
	return out
}

func TestShortcutsGiveWhatTheRulesGive(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := plainCentre(rt)
		o := simulate.Options{Replications: 2, Seed: 3}
		got, want := run(t, s, o), run(t, withoutShortcuts(s), o)
		want.Queues = want.Queues[:len(s.Queues)]
		for g := range want.Groups {
			want.Groups[g].Skills = want.Groups[g].Skills[:len(s.Groups[g].Skills)]
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
			rt.Fatalf("plain against with rules that never bear (-want +got):\n%s\n%+v", diff, s)
		}
	})
}

// A group that comes in the last interval and holds chats makes every choice of
// an idle agent one that looks at chats, and changes nothing before.
func TestWhoIsNotThereYetChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := plainCentre(rt)
		late := simulate.Group{Name: "late", Agents: make([]int, s.Intervals), Chats: []float64{1, 1.5}}
		late.Agents[s.Intervals-1] = 1
		for _, q := range s.Queues {
			late.Skills = append(late.Skills, simulate.Skill{Queue: q.Name, Level: 1})
		}
		later := s
		later.Groups = append(append([]simulate.Group(nil), s.Groups...), late)
		o := simulate.Options{Replications: 1, Seed: 5, Step: 60}
		got, want := run(t, s, o).Course, run(t, later, o).Course
		before := int(s.Interval/o.Step) * (s.Intervals - 1)
		for q := range s.Queues {
			if diff := cmp.Diff(want.Queues[q].First[:before-1], got.Queues[q].First[:before-1]); diff != "" {
				rt.Fatalf("who waits in %s (-with the late group +without):\n%s\n%+v", s.Queues[q].Name, diff, s)
			}
		}
		for g := range s.Groups {
			if diff := cmp.Diff(want.Groups[g].Busy.First[:before-1], got.Groups[g].Busy.First[:before-1]); diff != "" {
				rt.Fatalf("who is busy in %s (-with the late group +without):\n%s\n%+v", s.Groups[g].Name, diff, s)
			}
		}
	})
}

// The first hour is calm and full of contacts; of those of the second, which
// count, nearly all wait.
func TestPercentilesLeaveTheWarmUpOut(t *testing.T) {
	s := single(20, 180, 0, 20, 30, 2)
	s.WarmUp = 1
	s.Queues[0].Contacts = []float64{400, 100}
	s.Groups[0].Agents = []int{60, 2}
	q := run(t, s, simulate.Options{Replications: 2, Seed: 3}).Queues[0]
	if median := q.Percentiles[0].Wait; median < 60 {
		t.Errorf("half of the contacts that count waited no more than %g s: %+v; want a minute and more with 2 agents for 5 erlangs", median, q)
	}
}
