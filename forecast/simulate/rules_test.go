package simulate_test

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/problem"
)

// The reference solves the chain of how many agents hold how many chats.
func TestChatsAreAsTheExactChainSays(t *testing.T) {
	lines, err := csv.NewReader(sharedFile(t, "oracle", "queueing", "oracle_chat_public.csv")).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range lines[0] {
		column[name] = i
	}
	for _, line := range lines[1:] {
		number := func(name string) float64 {
			v, err := strconv.ParseFloat(line[column[name]], 64)
			if err != nil {
				t.Fatalf("row %s, %s: %v", line[0], name, err)
			}
			return v
		}
		t.Run(line[0], func(t *testing.T) {
			var speeds []float64
			first := 0.0
			for text := range strings.FieldsSeq(line[column["aht_s_at_conc_1..k"]]) {
				aht, err := strconv.ParseFloat(text, 64)
				if err != nil {
					t.Fatal(err)
				}
				if first == 0 {
					first = aht
				}
				speeds = append(speeds, aht/first)
			}
			s := single(number("lambda_per_s")*first, first, number("patience_s"), number("t_s"), int(number("agents")), 50)
			s.Groups[0].Chats, s.Groups[0].Skills[0].Chat = speeds, true
			r := run(t, s, simulate.Options{Replications: chatReplications(), Seed: 22, Workers: 2})
			near(t, "share waiting", r.Queues[0].PWait, number("p_wait"))
			near(t, "abandonment", r.Queues[0].PAbandon, number("p_abandon"))
			near(t, "answered in time", r.Queues[0].ServiceLevel[1], number("served_le_t"))
			near(t, "busy agents", r.Groups[0].Occupancy, number("mean_busy_agents")/number("agents"))
		})
	}
}

func TestASkillMayHaveAPaceOfItsOwn(t *testing.T) {
	pace := []float64{1, 1.3, 1.9}
	group, skill := single(12, 300, 120, 60, 6, 12), single(12, 300, 120, 60, 6, 12)
	group.Groups[0].Chats, group.Groups[0].Skills[0].Chat = pace, true
	skill.Groups[0].Chats, skill.Groups[0].Skills[0].Chat, skill.Groups[0].Skills[0].Chats = []float64{1, 1, 1}, true, pace
	o := simulate.Options{Replications: 4, Seed: 9}
	if diff := cmp.Diff(run(t, group, o), run(t, skill, o)); diff != "" {
		t.Errorf("the same pace of the group and of its only skill (-group +skill):\n%s", diff)
	}
	for name, spoil := range map[string]func(*simulate.Skill){
		"fewer factors than the group": func(s *simulate.Skill) { s.Chats = pace[:2] },
		"no time at all":               func(s *simulate.Skill) { s.Chats = []float64{1, 0, 1} },
		"one contact at a time":        func(s *simulate.Skill) { s.Chat = false },
	} {
		s := single(12, 300, 120, 60, 6, 12)
		s.Groups[0].Chats, s.Groups[0].Skills[0].Chat, s.Groups[0].Skills[0].Chats = pace, true, pace
		spoil(&s.Groups[0].Skills[0])
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), "groups[0].skills[0].chats") {
			t.Errorf("%s: %v; want a refusal of the skill's chats", name, err)
		}
	}
}

func chatReplications() int {
	if os.Getenv("MUSTER_SOAK") != "" {
		return 400
	}
	return 24
}

// two is a busy queue and one that its contacts may overflow to.
func two() simulate.Scenario {
	s := single(30, 180, 300, 20, 24, 24)
	s.Queues = append(s.Queues, simulate.Queue{
		Name: "spare", Contacts: flat(20.0, 24), Handle: exponential(180), Patience: exponential(300), Threshold: 20,
	})
	s.Groups = append(s.Groups, simulate.Group{Name: "others", Agents: flat(12, 24), Skills: []simulate.Skill{{Queue: "spare", Level: 1}}})
	return s
}

// 004-20: who waits too long is served where there is room.
func TestOverflowHelpsTheBusyQueue(t *testing.T) {
	without := run(t, two(), simulate.Options{Replications: 4, Seed: 2})
	s := two()
	s.Queues[0].Overflow = &simulate.Overflow{After: 30, To: "spare"}
	with := run(t, s, simulate.Options{Replications: 4, Seed: 2})
	if a, b := without.Queues[0].PAbandon.Mean, with.Queues[0].PAbandon.Mean; b > a/2 {
		t.Errorf("the busy queue loses %.3f without overflow and %.3f with it, want less than half", a, b)
	}
	if a, b := without.Groups[1].Occupancy.Mean, with.Groups[1].Occupancy.Mean; b < a+.1 {
		t.Errorf("the others are busy for %.3f without overflow and %.3f with it, want much more", a, b)
	}
	if q := with.Queues[0]; math.Abs(q.Offered.Mean-q.Answered.Mean-q.Abandoned.Mean-q.LeftWaiting.Mean) > 1e-9 {
		t.Errorf("contacts that overflow are lost: %+v", q)
	}
}

func TestASkillOpensAfterAWait(t *testing.T) {
	s := two()
	s.Groups[1].Skills = append(s.Groups[1].Skills, simulate.Skill{Queue: "voice", Level: 2, After: 40})
	r := run(t, s, simulate.Options{Replications: 4, Seed: 2})
	helped := 0.0
	for _, skill := range r.Groups[1].Skills {
		if skill.Queue == "voice" {
			helped = skill.Contacts.Mean
		}
	}
	if helped == 0 {
		t.Fatal("nobody helped after 40 s")
	}
	// Nobody is helped before: without waiting as long the service level stays.
	alone := run(t, two(), simulate.Options{Replications: 4, Seed: 2})
	if a, b := alone.Queues[0].PAbandon.Mean, r.Queues[0].PAbandon.Mean; b >= a {
		t.Errorf("abandonment %.3f alone and %.3f with help after 40 s", a, b)
	}
}

func TestCallbacksKeepTheirTurnAndDoNotGiveUp(t *testing.T) {
	s := single(23, 180, 60, 20, 24, 24)
	s.WarmUp = 0
	before := run(t, s, simulate.Options{Replications: 4, Seed: 4})
	s.Queues[0].Callback = &simulate.Callback{From: 2, Accept: 0.6}
	after := run(t, s, simulate.Options{Replications: 4, Seed: 4}).Queues[0]
	if after.CalledBack.Mean == 0 || after.Abandoned.Mean >= before.Queues[0].Abandoned.Mean {
		t.Errorf("%g accepted a callback; %g gave up with callbacks, %g without", after.CalledBack.Mean, after.Abandoned.Mean, before.Queues[0].Abandoned.Mean)
	}
	if lost := after.Offered.Mean - after.Answered.Mean - after.Abandoned.Mean - after.LeftWaiting.Mean - after.CalledBack.Mean; math.Abs(lost) > 1e-9 {
		t.Errorf("%g contacts are lost: %+v", lost, after)
	}
}

func TestSomeWhoGaveUpTryAgain(t *testing.T) {
	s := single(30, 180, 60, 20, 24, 48)
	s.WarmUp = 0
	once := run(t, s, simulate.Options{Replications: 4, Seed: 4}).Queues[0]
	s.Queues[0].Redial = &simulate.Redial{Share: 0.5, After: 300}
	again := run(t, s, simulate.Options{Replications: 4, Seed: 4}).Queues[0]
	extra := again.Offered.Mean - once.Offered.Mean
	// Those who come back are half of those who gave up the first time.
	first := again.Abandoned.Mean - extra*again.PAbandon.Mean
	if math.Abs(extra-first/2) > 0.1*first {
		t.Errorf("%.0f came again, %.0f gave up: want about half of those who came once", extra, again.Abandoned.Mean)
	}
}

func TestOutboundWorkFillsIdleTimeOnly(t *testing.T) {
	s := single(10, 180, 120, 20, 16, 48)
	alone := run(t, s, simulate.Options{Replications: 4, Seed: 9})
	s.Queues = append(s.Queues, simulate.Queue{Name: "calls", Outbound: true, Reserve: 3, Handle: exponential(120)})
	s.Groups[0].Skills = append(s.Groups[0].Skills, simulate.Skill{Queue: "calls", Level: 2})
	blended := run(t, s, simulate.Options{Replications: 4, Seed: 9})
	if a, b := alone.Groups[0].Occupancy.Mean, blended.Groups[0].Occupancy.Mean; b < a+.1 || b > 1 {
		t.Errorf("agents are busy for %.3f without and %.3f with outbound work", a, b)
	}
	if a, b := alone.Queues[0].PWait.Mean, blended.Queues[0].PWait.Mean; b < a || b > 0.5 {
		t.Errorf("%.3f wait without and %.3f with outbound work; three agents are kept free for them", a, b)
	}
}

// The second hour has a third of the agents.
func TestAgentsFinishOrDropAsToldWhenTheirTimeEnds(t *testing.T) {
	s := single(20, 600, 240, 20, 30, 3)
	s.WarmUp = 0
	s.Groups[0].Agents = []int{30, 10, 10}
	finish := run(t, s, simulate.Options{Replications: 30, Seed: 6})
	s.Leaving = simulate.Drop
	drop := run(t, s, simulate.Options{Replications: 30, Seed: 6})
	if a, b := finish.Groups[0].StaffedHours.Mean, drop.Groups[0].StaffedHours.Mean; b != 50 || a < 50.3 {
		t.Errorf("agents were there for %.2f hours where they finish and %.2f where they drop; want more than 50 and exactly 50", a, b)
	}
	if a, b := finish.Queues[0].PAbandon.Mean, drop.Queues[0].PAbandon.Mean; b <= a {
		t.Errorf("abandonment %.3f where they finish, %.3f where they drop; want more", a, b)
	}
	for name, r := range map[string]*simulate.Report{"finish": finish, "drop": drop} {
		if q := r.Queues[0]; math.Abs(q.Offered.Mean-q.Answered.Mean-q.Abandoned.Mean-q.LeftWaiting.Mean) > 1 {
			t.Errorf("%s: contacts are lost: %+v", name, q)
		}
	}
}

// An empty centre follows the transient solution of the same course.
func TestIntervalsFollowTheTransientSolution(t *testing.T) {
	s := single(12, 240, 180, 20, 14, 6)
	s.Interval, s.WarmUp = 900, 0
	s.Queues[0].Contacts = []float64{30, 60, 90, 60, 30, 20}
	s.Groups[0].Agents = []int{10, 16, 22, 18, 12, 8}
	r := run(t, s, simulate.Options{Replications: 3000, Seed: 8, Workers: 2})
	course := erlang.Course{AHT: 240, Patience: 180}
	var spans []erlang.Span
	for i := range s.Intervals {
		spans = append(spans, erlang.Span{Seconds: 900, Arrivals: s.Queues[0].Contacts[i] / 900, Agents: s.Groups[0].Agents[i]})
	}
	want, err := erlang.Transient(course, spans, 20)
	if err != nil {
		t.Fatal(err)
	}
	for i, interval := range r.Queues[0].Intervals {
		if off := math.Abs(interval.QueueAtEnd - want[i].QueueAtEnd); off > 0.15*want[i].QueueAtEnd+0.05 {
			t.Errorf("interval %d ends with %.3f waiting, the transient solution with %.3f", i+1, interval.QueueAtEnd, want[i].QueueAtEnd)
		}
	}
	// Service levels agree where the agents do not change while contacts wait.
	got, exact := r.Queues[0].Intervals[0].ServiceLevel[1], want[0].ServiceLevel(erlang.OfOffered)
	near(t, "service level of the first interval", got, exact)
}

func TestShiftsAndBreaksAreAgentsByTime(t *testing.T) {
	byInterval := single(8, 180, 120, 20, 12, 8)
	byInterval.WarmUp = 0
	byInterval.Groups[0].Agents = []int{12, 12, 7, 12, 12, 5, 5, 0}
	byShift := byInterval
	byShift.Groups = []simulate.Group{{Name: "agents", Skills: byInterval.Groups[0].Skills, Shifts: []simulate.Shift{
		{Agents: 5, From: 0, To: 7 * 3600, Breaks: []simulate.Break{{From: 2 * 3600, To: 3 * 3600}}},
		{Agents: 7, From: 0, To: 5 * 3600},
	}}}
	a := run(t, byInterval, simulate.Options{Replications: 2, Seed: 1})
	b := run(t, byShift, simulate.Options{Replications: 2, Seed: 1})
	if a.Queues[0].PWait != b.Queues[0].PWait || a.Groups[0].StaffedHours != b.Groups[0].StaffedHours {
		t.Errorf("by interval %+v and %+v; as shifts %+v and %+v", a.Queues[0].PWait, a.Groups[0].StaffedHours, b.Queues[0].PWait, b.Groups[0].StaffedHours)
	}
}

func TestDistributionsHaveTheirMeanAndSpread(t *testing.T) {
	for name, d := range map[string]simulate.Distribution{
		"exponential":      exponential(180),
		"lognormal":        {Shape: simulate.Lognormal, Mean: 180, CV: 1.3},
		"gamma":            {Shape: simulate.Gamma, Mean: 180, CV: 0.5},
		"wide gamma":       {Shape: simulate.Gamma, Mean: 180, CV: 1.6},
		"hyperexponential": {Shape: simulate.Hyperexponential, Mean: 180, CV: 2},
		"constant":         {Shape: simulate.Constant, Mean: 180},
		"empirical":        {Shape: simulate.Empirical, Quantiles: []float64{60, 120, 180, 360}},
	} {
		t.Run(name, func(t *testing.T) {
			s := single(5, 180, 0, 20, 30, 200)
			s.Queues[0].Handle = d
			r := run(t, s, simulate.Options{Replications: 4, Seed: 13})
			mean := 180.0
			if name == "empirical" {
				mean = (90. + 150 + 270) / 3
			}
			if got := r.Groups[0].BusyHours.Mean * 3600 / r.Queues[0].Answered.Mean; math.Abs(got-mean) > 0.02*mean {
				t.Errorf("a contact takes %.1f s in mean, want %.1f", got, mean)
			}
		})
	}
}

func TestAScenarioThatCannotBeIsRefusedByField(t *testing.T) {
	for field, spoil := range map[string]func(*simulate.Scenario){
		"interval_s":                    func(s *simulate.Scenario) { s.Interval = 0 },
		"intervals":                     func(s *simulate.Scenario) { s.Intervals = 0 },
		"warm_up":                       func(s *simulate.Scenario) { s.WarmUp = -1 },
		"queues[0].contacts":            func(s *simulate.Scenario) { s.Queues[0].Contacts = s.Queues[0].Contacts[1:] },
		"queues[0].contacts[2]":         func(s *simulate.Scenario) { s.Queues[0].Contacts[2] = -1 },
		"queues[0].handle":              func(s *simulate.Scenario) { s.Queues[0].Handle.Mean = 0 },
		"queues[0].handle.mean_s":       func(s *simulate.Scenario) { s.Queues[0].Handle.Mean = -5 },
		"queues[0].patience.mean_s":     func(s *simulate.Scenario) { s.Queues[0].Patience.Mean = math.Inf(1) },
		"queues[0].patience.cv":         func(s *simulate.Scenario) { s.Queues[0].Patience.Shape = simulate.Lognormal },
		"queues[0].threshold_s":         func(s *simulate.Scenario) { s.Queues[0].Threshold = math.NaN() },
		"queues[0].callback.accept":     func(s *simulate.Scenario) { s.Queues[0].Callback = &simulate.Callback{Accept: 1.2} },
		"queues[0].redial.share":        func(s *simulate.Scenario) { s.Queues[0].Redial = &simulate.Redial{Share: -0.1} },
		"queues[1].name":                func(s *simulate.Scenario) { s.Queues[1].Name = "voice" },
		"queues[0].overflow.to":         func(s *simulate.Scenario) { cycle(s) },
		"queues[1]":                     func(s *simulate.Scenario) { s.Groups[1].Skills[0].Queue = "voice" },
		"groups[0].skills[0].queue":     func(s *simulate.Scenario) { s.Groups[0].Skills[0].Queue = "nobody's" },
		"groups[0].agents":              func(s *simulate.Scenario) { s.Groups[0].Agents = nil },
		"groups[0].agents[3]":           func(s *simulate.Scenario) { s.Groups[0].Agents[3] = -2 },
		"groups[0].skills":              func(s *simulate.Scenario) { s.Groups[0].Skills = nil },
		"groups[0].skills[0].chat":      func(s *simulate.Scenario) { s.Groups[0].Skills[0].Chat = true },
		"groups[1].shifts[0].breaks[0]": func(s *simulate.Scenario) { s.Groups[1].Shifts = brokenShift() },
	} {
		s := two()
		spoil(&s)
		err := s.Check()
		var problems problem.List
		if !errors.As(err, &problems) {
			t.Errorf("%s: got %v, want problems", field, err)
			continue
		}
		found := false
		for _, p := range problems {
			found = found || p.Field == field && p.Expected != "" && strings.Contains(err.Error(), p.Found)
		}
		if !found {
			t.Errorf("%s: not named in %v", field, err)
		}
	}
}

func cycle(s *simulate.Scenario) {
	s.Queues[0].Overflow = &simulate.Overflow{After: 10, To: "spare"}
	s.Queues[1].Overflow = &simulate.Overflow{After: 10, To: "voice"}
}

func brokenShift() []simulate.Shift {
	return []simulate.Shift{{Agents: 1, From: 0, To: 3600, Breaks: []simulate.Break{{From: 1800, To: 4000}}}}
}
