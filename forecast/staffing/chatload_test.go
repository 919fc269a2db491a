package staffing_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
)

func chatLoad(t testing.TB, contacts float64, aht ...float64) staffing.Load {
	t.Helper()
	l, err := staffing.ChatLoadOf(contacts, aht, 1800)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestOneChatAtATimeIsStaffedAsACall(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		call := drawLoad(rt, rapid.Bool().Draw(rt, "patient"))
		if call.Erlangs > 300 {
			rt.Skip("the chain has a step for every agent")
		}
		call.Concurrency = 0
		g := drawGoals(rt)
		chat := call
		chat.AHTs = []float64{call.AHT}
		want, got := requirementOf(rt, call, g), requirementOf(rt, chat, g)
		if got.Agents != want.Agents || math.Abs(got.Fractional-want.Fractional) > 1e-6 && want.Fractional > 1 || got.Binding != want.Binding {
			rt.Fatalf("%+v with %+v: %d (%v, %v) as a call, %d (%v, %v) as a chat", call, g, want.Agents, want.Fractional, want.Binding, got.Agents, got.Fractional, got.Binding)
		}
	})
}

func TestChatsAreStaffedByTheirChain(t *testing.T) {
	load := chatLoad(t, 200, 480, 560, 660)
	load.Patience = 120
	got := requirement(t, load, staffing.Goals{ServiceLevel: 0.8, Threshold: 30})
	for _, agents := range []int{got.Agents, got.Agents - 1} {
		c := erlang.ConcurrentChats(erlang.ChatQueue{Arrivals: 200. / 1800, Agents: float64(agents), AHT: load.AHTs, Patience: 120}, 30)
		if met := c.ServiceLevel(erlang.ExcludeShort) >= 0.8; met != (agents == got.Agents) {
			t.Errorf("%d agents give %v, %d were required", agents, c.ServiceLevel(erlang.ExcludeShort), got.Agents)
		}
	}
	// 200 chats of 8 to 11 minutes are 53 to 73 chats at once: a third of it in agents.
	if got.Agents < 20 || got.Agents > 27 || got.Fractional > float64(got.Agents) || got.Fractional <= float64(got.Agents-1) {
		t.Errorf("%d agents (%v)", got.Agents, got.Fractional)
	}
	if explain(t, load, eightyTwenty).Formula != "Erlang Chat" {
		t.Error("the formula of chats has another name")
	}
}

// 004-22: one person holds several chats at a time, and is slower for it.
func TestMoreChatsAtOnceNeedFewerAgentsAndSlowerOnesMore(t *testing.T) {
	need := func(aht ...float64) float64 {
		l := chatLoad(t, 200, aht...)
		l.Patience = 120
		return requirement(t, l, eightyTwenty).Fractional
	}
	one, two, three, slow := need(480), need(480, 520), need(480, 520, 560), need(480, 600, 720)
	if !(one > two && two > three && slow > three && slow < one) {
		t.Errorf("one at a time %v, two %v, three %v, three slower ones %v agents", one, two, three, slow)
	}
	// A third chat that stops the other two is not taken.
	if capped := need(480, 520, 2000); capped != two {
		t.Errorf("a third chat that costs more than it brings: %v agents, want %v as with two", capped, two)
	}
}

func TestPatientChatsAreStable(t *testing.T) {
	got := requirement(t, chatLoad(t, 200, 480, 560, 660), staffing.Goals{})
	if want := 200. / 1800 * 660 / 3; got.Binding != staffing.StabilityGoal || math.Abs(got.Fractional-want) > 1e-9 || got.Agents != int(want)+1 {
		t.Errorf("%d agents (%v) bound by %v, want just more than %v", got.Agents, got.Fractional, got.Binding, want)
	}
	busy := requirement(t, chatLoad(t, 200, 480, 560, 660), staffing.Goals{MaxOccupancy: 0.7})
	if busy.Binding != staffing.OccupancyGoal || busy.Performance.Occupancy > 0.7 {
		t.Errorf("at most 70 %% of places taken: %+v", busy)
	}
}

func TestChatCurvesSlowDownInEveryInterval(t *testing.T) {
	contacts, aht := curve(t, 30, 200, 100), level(t, 30, 480)
	got, err := staffing.RequirementCurve(contacts, aht, nil, staffing.Behaviour{Patience: 120, Slower: []float64{1, 560. / 480, 660. / 480}}, eightyTwenty)
	if err != nil {
		t.Fatal(err)
	}
	load := chatLoad(t, 200, 480, 560, 660)
	load.Patience = 120
	if want := requirement(t, load, eightyTwenty); got.Whole.Values[0] != float64(want.Agents) || got.Whole.Values[1] >= got.Whole.Values[0] || got.Whole.Values[2] != 0 {
		t.Errorf("agents %v, want %d in the first interval", got.Whole.Values[:3], want.Agents)
	}
}

func TestChatsThatCannotBeAreRefused(t *testing.T) {
	for field, l := range map[string]staffing.Load{
		"AHT":  {Erlangs: 5, AHT: 300, AHTs: []float64{300, 0}},
		"load": {Erlangs: 1e5, AHT: 300, AHTs: []float64{300}},
	} {
		var input *staffing.InputError
		if _, err := staffing.Requirement(l, eightyTwenty); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%+v: %v, want a refusal of %s", l, err, field)
		}
	}
	var input *staffing.InputError
	if _, err := staffing.Requirement(staffing.Load{Erlangs: 5, AHT: 200, AHTs: []float64{300}}, eightyTwenty); !errors.As(err, &input) {
		t.Error("a handle time other than the first by concurrency was accepted")
	}
	if _, err := staffing.ChatLoadOf(10, nil, 1800); err == nil {
		t.Error("chats without a handle time were accepted")
	}
}

func TestTheSlowdownIsLearntFromHandleTimes(t *testing.T) {
	// On the line 400 s, and 60 s more for each further chat.
	seen := []staffing.Served{
		{Concurrency: 1, Contacts: 50, Seconds: 50 * 400}, {Concurrency: 1.5, Contacts: 80, Seconds: 80 * 430},
		{Concurrency: 3, Contacts: 20, Seconds: 20 * 520},
	}
	got, err := staffing.LearnConcurrency(seen, 4)
	if err != nil {
		t.Fatal(err)
	}
	want := staffing.ConcurrencyCurve{AHT: []float64{400, 460, 520, 580}, Slowdown: 0.15, Contacts: 150}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-9, 1e-6)); diff != "" {
		t.Errorf("curve (-want +got):\n%s", diff)
	}
}

func TestNobodyIsFasterForBeingInterrupted(t *testing.T) {
	got, err := staffing.LearnConcurrency([]staffing.Served{{Concurrency: 1, Contacts: 10, Seconds: 5000}, {Concurrency: 2, Contacts: 10, Seconds: 4000}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	if got.Slowdown != 0 || got.AHT[0] != 450 || got.AHT[1] != 450 || got.Spread != 50 {
		t.Errorf("handle times that fall with concurrency gave %+v, want the mean", got)
	}
}

func TestALearntCurveSaysWhereItIsUnproductive(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		level, slope := rapid.Float64Range(60, 900).Draw(rt, "level"), rapid.Float64Range(0, 3).Draw(rt, "slowdown")
		var seen []staffing.Served
		for range 12 {
			x := rapid.Float64Range(1, 4).Draw(rt, "concurrency")
			seen = append(seen, staffing.Served{Concurrency: x, Contacts: 10, Seconds: 10 * level * (1 + slope*(x-1))})
		}
		got, err := staffing.LearnConcurrency(seen, 4)
		var input *staffing.InputError
		if errors.As(err, &input) {
			rt.Skip("all at one concurrency")
		}
		// On a line, j contacts in 1+γ(j-1) are more than one fewer exactly for γ < 1.
		if math.Abs(slope-1) > 1e-6 && (got.Unproductive == 2) != (slope > 1) {
			rt.Fatalf("a slowdown of %v is unproductive from %d: %+v", slope, got.Unproductive, got)
		}
	})
}

func TestConcurrencyThatTellsNothingIsRefused(t *testing.T) {
	good := staffing.Served{Concurrency: 2, Contacts: 10, Seconds: 4000}
	for field, c := range map[string]struct {
		seen []staffing.Served
		most int
	}{
		"different concurrencies": {[]staffing.Served{good, good}, 3},
		"contacts":                {nil, 3},
		"most contacts at once":   {[]staffing.Served{good}, 0},
		"concurrency":             {[]staffing.Served{{Concurrency: 0.5, Contacts: 1, Seconds: 1}}, 2},
		"handle time in all":      {[]staffing.Served{{Concurrency: 1, Contacts: 1, Seconds: math.NaN()}}, 2},
	} {
		var input *staffing.InputError
		if _, err := staffing.LearnConcurrency(c.seen, c.most); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v, want a refusal of that field", field, err)
		}
	}
	if got, err := staffing.LearnConcurrency([]staffing.Served{good}, 1); err != nil || got.AHT[0] != 400 {
		t.Errorf("one at a time at the most: %+v, %v", got, err)
	}
}
