package format_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/forecast/simulate/format"
)

// whole uses every field of the format.
const whole = `{
 "format": "muster-scenario/1",
 "start": "2026-03-02T08:00:00+01:00", "zone": "Europe/Berlin",
 "interval_s": 1800, "intervals": 2, "warm_up": 1, "busyness": 50,
 "taking": "oldest_first", "choosing": "most_idle", "leaving": "drop",
 "queues": [
  {"name": "service", "contacts": [60, 80.5], "busyness": 28.7, "priority": -1, "handle_by": [1, 1.2], "patience_by": [0.9, 1], "waiting": 3, "threshold_s": 20,
   "handle": {"shape": "lognormal", "mean_s": 240, "cv": 0.9}, "patience": {"shape": "empirical", "quantiles_s": [5, 60, 400]},
   "overflow": {"after_s": 60, "to": "chat"}, "callback": {"from": 4, "accept": 0.5}, "redial": {"share": 0.25, "after_s": 600}},
  {"name": "chat", "channel": "chat", "contacts": 40, "handle": {"mean_s": 300}, "threshold_s": 0},
  {"name": "surveys", "channel": "outbound", "handle": {"shape": "constant", "mean_s": 90}, "reserve": 2}
 ],
 "groups": [
  {"name": "voice", "agents": 10, "skills": [{"queue": "service"}, {"queue": "surveys", "level": 3, "rank": 1}]},
  {"name": "both", "agents": [2, 3], "chats": [1, 1.2],
   "shifts": [{"from_s": 0, "to_s": 3600, "agents": 4, "breaks": [{"from_s": 600, "to_s": 900}]}, {"from_s": 60, "to_s": 90}],
   "skills": [{"queue": "chat", "handle_mean_s": 200, "chats": [1, 1.4]}, {"queue": "service", "level": 2, "after_s": 30}]},
  {"name": "slow", "agents": 1, "chats": [1], "skills": [{"queue": "chat", "chat": false}]}
 ]
}`

func TestEveryFieldIsRead(t *testing.T) {
	got, err := format.ReadScenario(strings.NewReader("\ufeff" + whole))
	if err != nil {
		t.Fatal(err)
	}
	if at := got.Start.Format(time.RFC3339) + " " + got.Start.Location().String(); at != "2026-03-02T08:00:00+01:00 Europe/Berlin" {
		t.Errorf("starts at %s", at)
	}
	want := &simulate.Scenario{
		Start: got.Start, Interval: 1800, Intervals: 2, WarmUp: 1, Busyness: 50, Taking: simulate.OldestFirst, Choosing: simulate.MostIdle, Leaving: simulate.Drop,
		Queues: []simulate.Queue{
			{
				Name: "service", Contacts: []float64{60, 80.5}, Busyness: 28.7, Priority: -1, HandleBy: []float64{1, 1.2}, PatienceBy: []float64{0.9, 1}, Waiting: 3, Threshold: 20,
				Handle:   simulate.Distribution{Shape: simulate.Lognormal, Mean: 240, CV: 0.9},
				Patience: simulate.Distribution{Shape: simulate.Empirical, Quantiles: []float64{5, 60, 400}},
				Overflow: &simulate.Overflow{After: 60, To: "chat"}, Callback: &simulate.Callback{From: 4, Accept: 0.5},
				Redial: &simulate.Redial{Share: 0.25, After: 600},
			},
			{Name: "chat", Contacts: []float64{40, 40}, Handle: simulate.Distribution{Mean: 300}},
			{Name: "surveys", Outbound: true, Reserve: 2, Handle: simulate.Distribution{Shape: simulate.Constant, Mean: 90}},
		},
		Groups: []simulate.Group{
			{Name: "voice", Agents: []int{10, 10}, Skills: []simulate.Skill{{Queue: "service", Level: 1}, {Queue: "surveys", Level: 3, Rank: 1}}},
			{
				Name: "both", Agents: []int{2, 3}, Chats: []float64{1, 1.2},
				Shifts: []simulate.Shift{{Agents: 4, To: 3600, Breaks: []simulate.Break{{From: 600, To: 900}}}, {Agents: 1, From: 60, To: 90}},
				Skills: []simulate.Skill{{Queue: "chat", Level: 1, HandleMean: 200, Chat: true, Chats: []float64{1, 1.4}}, {Queue: "service", Level: 2, After: 30}},
			},
			{Name: "slow", Agents: []int{1, 1}, Chats: []float64{1}, Skills: []simulate.Skill{{Queue: "chat", Level: 1}}},
		},
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(time.Time.Equal)); diff != "" {
		t.Errorf("scenario (-want +got) %s", diff)
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyScenario(t)
		var text bytes.Buffer
		if err := format.WriteScenario(&text, want); err != nil {
			t.Fatal(err)
		}
		got, err := format.ReadScenario(bytes.NewReader(text.Bytes()))
		if err != nil {
			t.Fatalf("%v\n%s", err, text.String())
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.Comparer(time.Time.Equal)); diff != "" {
			t.Fatalf("(-want +got) %s\n%s", diff, text.String())
		}
	})
}

// anyScenario draws a scenario that can be played.
func anyScenario(t *rapid.T) *simulate.Scenario {
	seconds := rapid.Float64Range(1, 5000)
	intervals := rapid.IntRange(1, 5).Draw(t, "intervals")
	s := &simulate.Scenario{
		Interval: 900, Intervals: intervals, WarmUp: rapid.IntRange(0, intervals-1).Draw(t, "warm up"),
		Taking:   simulate.Taking(rapid.IntRange(0, 1).Draw(t, "taking")),
		Choosing: simulate.Choosing(rapid.IntRange(0, 1).Draw(t, "choosing")),
		Leaving:  simulate.Leaving(rapid.IntRange(0, 1).Draw(t, "leaving")),
	}
	if rapid.Bool().Draw(t, "dated") {
		s.Start = time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC)
	}
	queues := rapid.IntRange(1, 4).Draw(t, "queues")
	for q := range queues {
		s.Queues = append(s.Queues, anyQueue(t, q, queues, intervals))
	}
	for g := range rapid.IntRange(1, 3).Draw(t, "groups") {
		group := simulate.Group{Name: fmt.Sprint("g", g), Agents: rapid.SliceOfN(rapid.IntRange(1, 9), intervals, intervals).Draw(t, "agents")}
		if rapid.Bool().Draw(t, "several") {
			group.Chats = []float64{1, 1.3}
		}
		if rapid.Bool().Draw(t, "shifts") {
			group.Shifts = []simulate.Shift{{Agents: 2, From: 10, To: 700, Breaks: []simulate.Break{{From: 20, To: 30}}}}
		}
		for q := range s.Queues {
			group.Skills = append(group.Skills, simulate.Skill{
				Queue: s.Queues[q].Name, Level: rapid.IntRange(-3, 3).Draw(t, "level"), Rank: rapid.IntRange(0, 3).Draw(t, "rank"), After: seconds.Draw(t, "after"),
				HandleMean: seconds.Draw(t, "mean"), Chat: len(group.Chats) > 0 && !s.Queues[q].Outbound && rapid.Bool().Draw(t, "chat"),
			})
		}
		s.Groups = append(s.Groups, group)
	}
	return s
}

func anyQueue(t *rapid.T, at, of, intervals int) simulate.Queue {
	seconds := rapid.Float64Range(1, 5000)
	q := simulate.Queue{Name: fmt.Sprint("q", at), Handle: anyDistribution(t), Priority: rapid.IntRange(-5, 5).Draw(t, "priority")}
	if q.Outbound = rapid.Bool().Draw(t, "outbound"); q.Outbound {
		q.Reserve = rapid.IntRange(0, 5).Draw(t, "reserve")
		return q
	}
	q.Contacts = rapid.SliceOfN(rapid.Float64Range(0, 500), intervals, intervals).Draw(t, "contacts")
	q.Busyness, q.Threshold, q.Waiting = seconds.Draw(t, "busyness"), seconds.Draw(t, "threshold"), rapid.IntRange(0, 9).Draw(t, "waiting")
	if at+1 < of && rapid.Bool().Draw(t, "overflow") {
		q.Overflow = &simulate.Overflow{After: seconds.Draw(t, "after"), To: fmt.Sprint("q", at+1)}
	}
	if rapid.Bool().Draw(t, "impatient") {
		q.Patience = anyDistribution(t)
		q.HandleBy = rapid.SliceOfN(rapid.Float64Range(0.1, 3), intervals, intervals).Draw(t, "handle by")
		q.PatienceBy = rapid.SliceOfN(rapid.Float64Range(0.1, 3), intervals, intervals).Draw(t, "patience by")
		q.Redial = &simulate.Redial{Share: 0.5, After: seconds.Draw(t, "redial")}
		q.Callback = &simulate.Callback{From: 3, Accept: 0.25}
	}
	return q
}

func anyDistribution(t *rapid.T) simulate.Distribution {
	d := simulate.Distribution{Shape: simulate.Shape(rapid.IntRange(0, 5).Draw(t, "shape"))}
	switch d.Shape {
	case simulate.Empirical:
		d.Quantiles = []float64{1, 2, 3.5}
		return d
	case simulate.Lognormal, simulate.Gamma, simulate.Hyperexponential:
		d.CV = rapid.Float64Range(1, 3).Draw(t, "cv")
	}
	d.Mean = rapid.Float64Range(0.5, 5000).Draw(t, "mean")
	return d
}

// Every fault is found at its line, by its field's path.
func TestWhatIsWrongIsNamedByItsField(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"another format":             {`muster-scenario/1`, `muster-roster/1`, `line 2: format: found "muster-roster/1"; expected muster-scenario/1`},
		"load without agents":        {`"agents": 10,`, `"agents": 0,`, `line 14: groups[0]: found a group without an agent at any time; expected agents in some interval, or a shift with agents`},
		"no agents and no shift":     {`"agents": 10, `, ``, `line 14: groups[0].agents: found no shift; expected agents by interval, or shifts`},
		"no handle time":             {`{"mean_s": 300}`, `{"mean_s": 0}`, `line 10: queues[1].handle.mean_s: found 0; expected a mean of more than 0 seconds`},
		"negative handle time":       {`{"mean_s": 300}`, `{"mean_s": -5}`, `line 10: queues[1].handle.mean_s: found -5; expected a mean of more than 0 seconds`},
		"no patience":                {`{"shape": "empirical", "quantiles_s": [5, 60, 400]}`, `{"mean_s": 0}`, `line 8: queues[0].patience.mean_s: found 0; expected a mean of more than 0 seconds; without patience nobody gives up`},
		"endless patience":           {`{"shape": "empirical", "quantiles_s": [5, 60, 400]}`, `{"mean_s": 1e999}`, `line 8: queues[0].patience.mean_s: found 1e999; expected`},
		"more than all accept":       {`"accept": 0.5`, `"accept": 1.5`, `line 9: queues[0].callback.accept: found 1.5; expected a share from 0 to 1`},
		"a skill for no queue":       {`{"queue": "service", "level": 2`, `{"queue": "servic", "level": 2`, `line 17: groups[1].skills[1].queue: found "servic"; expected the name of a queue, once`},
		"a queue nobody handles":     {`{"name": "surveys", "channel": "outbound", "handle"`, `{"name": "calls", "channel": "outbound", "handle"`, `queues[2]: found "calls", which no group can handle; expected a group with that skill, or an overflow`},
		"a cycle in overflow":        {`"contacts": 40,`, `"contacts": 40, "overflow": {"after_s": 9, "to": "service"},`, `line 9: queues[0].overflow.to: found service → chat → service; expected an overflow that ends`},
		"too few contacts":           {`[60, 80.5]`, `[60]`, `line 7: queues[0].contacts: found 1 numbers; expected 2, one an interval`},
		"half an agent":              {`"agents": [2, 3]`, `"agents": [2, 2.5]`, `line 15: groups[1].agents[1]: found 2.5; expected a whole number from 0 to 1000000`},
		"a break outside its shift":  {`{"from_s": 600, "to_s": 900}`, `{"from_s": 600, "to_s": 9000}`, `line 16: groups[1].shifts[0].breaks[0]: found 600 to 9000; expected a stretch within the shift, after the break before`},
		"a factor too many":          {`"handle_by": [1, 1.2]`, `"handle_by": [1, 1.2, 1]`, `line 7: queues[0].handle_by: found 3 numbers; expected none or 2, one an interval`},
		"a factor of nothing":        {`"patience_by": [0.9, 1]`, `"patience_by": [0.9, 0]`, `line 7: queues[0].patience_by[1]: found 0; expected more than 0, at most 1000`},
		"an unknown shape":           {`"shape": "lognormal"`, `"shape": "normal"`, `line 8: queues[0].handle.shape: found "normal"; expected one of exponential, lognormal, gamma, hyperexponential, constant, empirical`},
		"no spread":                  {`, "cv": 0.9`, ``, `line 8: queues[0].handle: found no field cv; expected cv: coefficient of variation`},
		"an unknown field":           {`"reserve": 2`, `"reserved": 2`, `line 11: queues[2].reserved: found an unknown field; expected one of busyness, channel, handle, name, priority, reserve, waiting`},
		"a threshold that is absent": {`, "threshold_s": 0}`, `}`, `line 10: queues[1]: found no field threshold_s; expected threshold_s: seconds of the service level`},
		"a day that is none":         {`2026-03-02T08:00:00+01:00`, `2026-03-02`, `line 3: start: found "2026-03-02"; expected a time as 2026-03-02T08:00:00+01:00`},
		"a zone that is none":        {`Europe/Berlin`, `Europe/Bonn`, `line 3: zone: found "Europe/Bonn"; expected a time zone such as Europe/London`},
		"a crowd beyond measure":     {`"contacts": 40,`, `"contacts": 1e12,`, `queues: found 2e+12 contacts; expected at most 1000000000 in all`},
		"too many intervals":         {`"intervals": 2,`, `"intervals": 1000000,`, `line 4: intervals: found 1000000; expected a whole number from 1 to 200000`},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(whole, c.old) {
				t.Fatalf("the scenario does not contain %s", c.old)
			}
			_, err := format.ReadScenario(strings.NewReader(strings.Replace(whole, c.old, c.new, 1)))
			var faults *format.Faults
			if !errors.As(err, &faults) {
				t.Fatalf("got %v, want faults", err)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got\n%v\nwant among it\n%s", err, c.want)
			}
		})
	}
}

func FuzzReadScenario(f *testing.F) {
	f.Add(whole)
	f.Add(`{"format": "muster-scenario/1", "interval_s": 1, "intervals": 1, "queues": [{}], "groups": [{}]}`)
	f.Add(`[`)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := format.ReadScenario(strings.NewReader(text))
		var faults *format.Faults
		if err != nil {
			if !errors.As(err, &faults) || len(faults.List) == 0 || s != nil {
				t.Fatalf("%q: %v of type %T", text, err, err)
			}
			return
		}
		if err := s.Check(); err != nil {
			t.Fatalf("%q: read, but %v", text, err)
		}
		var again bytes.Buffer
		if err := format.WriteScenario(&again, s); err != nil {
			t.Fatal(err)
		}
		if _, err := format.ReadScenario(&again); err != nil {
			t.Fatalf("%q: written as what cannot be read: %v", text, err)
		}
	})
}
