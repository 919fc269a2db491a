package erlang_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// The reference walks the exact chain of how many agents hold how many chats.
// Where the balanced chain differs, it differs by less than the error that its
// documentation names.
func TestConcurrentChatsAreCloseToTheExactChain(t *testing.T) {
	rows := readOracle(t, "oracle_chat_public.csv")
	if len(rows) == 0 {
		t.Fatal("the reference is empty")
	}
	largest := map[string]float64{}
	for _, row := range rows {
		q := erlang.ChatQueue{
			Arrivals: row.number(t, "lambda_per_s"), Agents: row.number(t, "agents"), Patience: row.number(t, "patience_s"),
		}
		for text := range strings.FieldsSeq(row["aht_s_at_conc_1..k"]) {
			aht, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatalf("row %s: %v", row["id"], err)
			}
			q.AHT = append(q.AHT, aht)
		}
		c := erlang.ConcurrentChats(q, row.number(t, "t_s"))
		for _, f := range []struct {
			column string
			got    float64
			within float64
		}{
			{"p_wait", c.PWait, 0.01},
			{"p_abandon", c.PAbandon, 0.005},
			{"served_le_t", c.AnsweredInTime, 0.01},
			{"mean_chats_in_service", c.InService / c.Slots, 0.02},
			{"mean_busy_agents", c.Occupancy, 0.05},
			{"mean_queue", c.QueueLength / c.Slots, 0.01},
			{"mean_conc_when_busy", c.InService / (c.Occupancy * q.Agents) / float64(len(q.AHT)), 0.05},
		} {
			want := row.number(t, f.column)
			switch f.column {
			case "mean_chats_in_service", "mean_queue":
				want /= c.Slots
			case "mean_conc_when_busy":
				want /= float64(len(q.AHT))
			case "mean_busy_agents":
				want /= q.Agents
			}
			off := math.Abs(f.got - want)
			largest[f.column] = max(largest[f.column], off)
			if off > f.within {
				t.Errorf("row %s, %+v: %s = %g, want %g within %g", row["id"], q, f.column, f.got, want, f.within)
			}
		}
	}
	t.Logf("largest differences over %d rows: %v", len(rows), largest)
}

func TestOneChatAtATimeIsErlangA(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		agents := float64(rapid.IntRange(1, 300).Draw(t, "agents"))
		if rapid.Bool().Draw(t, "a part of one too") {
			agents += rapid.Float64Range(0, 1).Draw(t, "part")
		}
		aht := rapid.Float64Range(10, 900).Draw(t, "aht")
		load := rapid.Float64Range(0.01, 1.5*agents+1).Draw(t, "load")
		patience := rapid.Float64Range(5, 2000).Draw(t, "patience")
		threshold := rapid.Float64Range(0, 300).Draw(t, "threshold")
		want := erlang.A(erlang.Queue{Load: load, Agents: agents, AHT: aht, Patience: patience}, threshold)
		got := erlang.ConcurrentChats(erlang.ChatQueue{Arrivals: load / aht, Agents: agents, AHT: []float64{aht}, Patience: patience}, threshold)
		for name, pair := range map[string][2]float64{
			"share waiting": {got.PWait, want.PWait}, "abandonment": {got.PAbandon, want.PAbandon}, "ASA": {got.ASA, want.ASA},
			"occupancy": {got.Occupancy, want.Occupancy}, "answered in time": {got.AnsweredInTime, want.AnsweredInTime},
			"chats held": {got.InService, want.Occupancy * agents},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-9*math.Abs(pair[1])+1e-13 {
				t.Fatalf("%g agents, %g erlangs of %g s, patience %g s, threshold %g s: %s is %g as chat and %g under Erlang A",
					agents, load, aht, patience, threshold, name, pair[0], pair[1])
			}
		}
	})
}

func TestOnePatientChatAtATimeIsErlangC(t *testing.T) {
	got := erlang.ConcurrentChats(erlang.ChatQueue{Arrivals: 100. / 1800, Agents: 14, AHT: []float64{180}, Patience: math.Inf(1)}, 20)
	want := erlang.C(10, 14, 180)
	if math.Abs(got.PWait-want.PWait) > 1e-13 || math.Abs(got.ASA-want.ASA()) > 1e-11 || math.Abs(got.PLate-want.Late(20)) > 1e-13 {
		t.Errorf("as chat: wait %g, ASA %g, late %g; Erlang C: %g, %g, %g", got.PWait, got.ASA, got.PLate, want.PWait, want.ASA(), want.Late(20))
	}
}

// Two chats at once that take no longer each are as good as twice the agents
// only when every slot is taken; before, they are spread over the agents.
func TestChatsThatDoNotSlowDownAreSlots(t *testing.T) {
	q := erlang.ChatQueue{Arrivals: 0.05, Agents: 6, AHT: []float64{300, 300}, Patience: 120}
	got := erlang.ConcurrentChats(q, 30)
	want := erlang.A(erlang.Queue{Load: 15, Agents: 12, AHT: 300, Patience: 120}, 30)
	if math.Abs(got.PWait-want.PWait) > 1e-12 || math.Abs(got.InService-12*want.Occupancy) > 1e-10 {
		t.Errorf("share waiting %g, chats held %g; as %g slots %g and %g", got.PWait, got.InService, got.Slots, want.PWait, 12*want.Occupancy)
	}
	if got.Concurrency < 1 || got.Concurrency > 2 {
		t.Errorf("an agent with chats holds %g, want between 1 and 2", got.Concurrency)
	}
}

func TestMoreAgentsNeverServeChatsWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.Float64Range(60, 900).Draw(t, "aht")
		slowing := rapid.Float64Range(0, 0.9).Draw(t, "slowing")
		times := make([]float64, rapid.IntRange(1, 4).Draw(t, "concurrency"))
		for j := range times {
			times[j] = first * (1 + slowing*float64(j))
		}
		q := erlang.ChatQueue{
			Arrivals: rapid.Float64Range(0.001, 0.2).Draw(t, "arrivals"), Agents: rapid.Float64Range(1, 60).Draw(t, "agents"),
			AHT: times, Patience: rapid.Float64Range(10, 900).Draw(t, "patience"),
		}
		fewer := erlang.ConcurrentChats(q, 30)
		q.Agents += rapid.Float64Range(0.01, 1).Draw(t, "more")
		more := erlang.ConcurrentChats(q, 30)
		const rounding = 1e-12
		if more.PWait > fewer.PWait+rounding || more.PAbandon > fewer.PAbandon+rounding || more.AnsweredInTime < fewer.AnsweredInTime-rounding {
			t.Fatalf("%+v: with one agent more, waiting %g after %g, abandonment %g after %g, in time %g after %g",
				q, more.PWait, fewer.PWait, more.PAbandon, fewer.PAbandon, more.AnsweredInTime, fewer.AnsweredInTime)
		}
		if total := more.Offered(); math.Abs(total-1) > 1e-9 {
			t.Fatalf("%+v: the shares of chats add up to %g", q, total)
		}
	})
}

func TestAChatTooManyIsNotTaken(t *testing.T) {
	// The third chat makes three take 900 s where two took 400: an agent would
	// finish 12 an hour in place of 18.
	slow := erlang.ChatQueue{Arrivals: 0.02, Agents: 5, AHT: []float64{300, 400, 900}, Patience: 120}
	got := erlang.ConcurrentChats(slow, 30)
	if got.Unproductive != 3 || got.Slots != 10 {
		t.Errorf("unproductive from %d chats, %g slots; want from 3, 10 slots", got.Unproductive, got.Slots)
	}
	slow.AHT = slow.AHT[:2]
	if want := erlang.ConcurrentChats(slow, 30); want.PWait != got.PWait || want.Unproductive != 0 {
		t.Errorf("share waiting %g, want that of two chats at once, %g", got.PWait, want.PWait)
	}
}

func TestChatsAtTheEdges(t *testing.T) {
	base := erlang.ChatQueue{Arrivals: 0.02, Agents: 5, AHT: []float64{300, 360}, Patience: 120}
	change := func(f func(*erlang.ChatQueue)) erlang.ChatQueue { q := base; f(&q); return q }
	if c := erlang.ConcurrentChats(change(func(q *erlang.ChatQueue) { q.Arrivals = 0 }), 30); c.PWait != 0 || c.ServiceLevel(erlang.ExcludeShort) != 1 {
		t.Errorf("without chats: %+v", c)
	}
	if c := erlang.ConcurrentChats(change(func(q *erlang.ChatQueue) { q.Agents = 0 }), 30); c.PAbandon != 1 || c.PWait != 1 {
		t.Errorf("without agents: %+v", c)
	}
	overloaded := change(func(q *erlang.ChatQueue) { q.Arrivals, q.Patience = 1, math.Inf(1) })
	if c := erlang.ConcurrentChats(overloaded, 30); !c.Unstable || !math.IsInf(c.ASA, 1) || c.ServiceLevel(erlang.OfOffered) != 0 {
		t.Errorf("more patient chats than agents can hold: %+v", c)
	}
	for name, q := range map[string]erlang.ChatQueue{
		"no handle time":       change(func(q *erlang.ChatQueue) { q.AHT = nil }),
		"handle time 0":        change(func(q *erlang.ChatQueue) { q.AHT = []float64{300, 0} }),
		"patience 0":           change(func(q *erlang.ChatQueue) { q.Patience = 0 }),
		"fewer than no agents": change(func(q *erlang.ChatQueue) { q.Agents = -1 }),
		"arrivals NaN":         change(func(q *erlang.ChatQueue) { q.Arrivals = math.NaN() }),
	} {
		if c := erlang.ConcurrentChats(q, 30); !math.IsNaN(c.PWait) || !math.IsNaN(c.InService) {
			t.Errorf("%s: share waiting %g, chats held %g, want NaN", name, c.PWait, c.InService)
		}
	}
}
