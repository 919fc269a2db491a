package erlang_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// settled follows a queue until it has settled, and returns a span from then on.
func settled(t interface{ Fatal(...any) }, c erlang.Course, s erlang.Span) erlang.Passage {
	long := s
	long.Seconds = 60 * max(c.AHT, s.AHT, min(c.Patience, 1e4))
	got, err := erlang.Transient(c, []erlang.Span{long, s}, 30)
	if err != nil {
		t.Fatal(err)
	}
	return got[1]
}

func TestFollowedChatsSettleOnTheBalancedChain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := []float64{rapid.Float64Range(200, 600).Draw(t, "alone")}
		for len(times) < rapid.IntRange(1, 4).Draw(t, "at once") {
			times = append(times, times[len(times)-1]*rapid.Float64Range(1, 1.3).Draw(t, "slower"))
		}
		q := erlang.ChatQueue{Agents: float64(rapid.IntRange(1, 15).Draw(t, "agents")), AHT: times, Patience: rapid.Float64Range(60, 600).Draw(t, "patience")}
		kept, _ := erlang.Productive(times)
		q.Arrivals = q.Agents * float64(len(kept)) / kept[len(kept)-1] * rapid.Float64Range(0.3, 1.2).Draw(t, "load")
		want := erlang.ConcurrentChats(q, 30)
		got := settled(t, erlang.Course{AHT: times[0], AHTs: times, Patience: q.Patience}, erlang.Span{Seconds: 900, Arrivals: q.Arrivals, Agents: int(q.Agents)})
		for name, pair := range map[string][2]float64{
			"share waiting": {got.PWait, want.PWait}, "chats held": {got.Busy / q.Agents, want.InService / q.Agents},
			"abandonment": {got.Abandoned / got.Offered, want.PAbandon}, "answered in time": {got.AnsweredInTime, want.AnsweredInTime},
			"virtual in time": {got.VirtualInTime, want.VirtualInTime},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-6 {
				t.Fatalf("%+v: %s settles on %g, the chain says %g", q, name, pair[0], pair[1])
			}
		}
	})
}

func TestASpanHasItsOwnHandleTime(t *testing.T) {
	course := erlang.Course{AHT: 300, Patience: 120}
	got := settled(t, course, erlang.Span{Seconds: 900, Arrivals: 0.1, Agents: 26, AHT: 240})
	want := erlang.A(erlang.Queue{Load: 24, Agents: 26, AHT: 240, Patience: 120}, 30)
	if math.Abs(got.PWait-want.PWait) > 1e-6 || math.Abs(got.AnsweredInTime-want.AnsweredInTime) > 1e-6 {
		t.Errorf("with 240 s in the span %g wait and %g are answered in time; Erlang A says %g and %g", got.PWait, got.AnsweredInTime, want.PWait, want.AnsweredInTime)
	}
	// Chats move in proportion: half the time alone is half the time in company.
	times := []float64{300, 360}
	chats := settled(t, erlang.Course{AHT: 300, AHTs: times, Patience: 120}, erlang.Span{Seconds: 900, Arrivals: 0.1, Agents: 10, AHT: 150})
	halves := erlang.ConcurrentChats(erlang.ChatQueue{Arrivals: 0.1, Agents: 10, AHT: []float64{150, 180}, Patience: 120}, 30)
	if math.Abs(chats.PWait-halves.PWait) > 1e-6 {
		t.Errorf("with half the handle times %g wait; the chain says %g", chats.PWait, halves.PWait)
	}
}

func TestATriedSpanIsPassedAsItWas(t *testing.T) {
	spans := []erlang.Span{{Seconds: 900, Arrivals: 0.1, Agents: 30}, {Seconds: 900, Arrivals: 0.14, Agents: 40}, {Seconds: 900, Arrivals: 0.1, Agents: 28}}
	course := erlang.Course{AHT: 300, Patience: 120}
	want, err := erlang.Transient(course, spans, 20)
	if err != nil {
		t.Fatal(err)
	}
	walk, err := erlang.StartWalk(course, spans, 20)
	if err != nil {
		t.Fatal(err)
	}
	var got []erlang.Passage
	for i, s := range spans {
		other := s
		other.Agents += 5
		walk.Try(other)
		if i > 0 {
			walk.Try(s)
		}
		got = append(got, walk.Pass(s))
	}
	if !slices.Equal(got, want) {
		t.Errorf("tried and passed %+v, straight through %+v", got, want)
	}
}

func TestNobodyIsAnsweredWithinNoTimeWhoHasToWait(t *testing.T) {
	for _, patience := range []float64{90, math.Inf(1)} {
		got, err := erlang.Transient(erlang.Course{AHT: 300, Patience: patience}, []erlang.Span{{Seconds: 3600, Arrivals: 0.1, Agents: 31}}, 0)
		if err != nil {
			t.Fatal(err)
		}
		if p := got[0]; math.Abs(p.AnsweredInTime-(1-p.PWait)) > 1e-12 || math.Abs(p.AnsweredInTime+p.AnsweredLate+p.AbandonedLate-1) > 1e-9 {
			t.Errorf("patience %g: %+v; want those in time to be those who do not wait", patience, p)
		}
	}
}

func TestHandleTimesThatCannotBeAreRefused(t *testing.T) {
	span := erlang.Span{Seconds: 900, Arrivals: 0.05, Agents: 10}
	slow := span
	slow.AHT = math.Inf(1)
	for field, c := range map[string]struct {
		times []float64
		span  erlang.Span
	}{
		"handle times by concurrency": {[]float64{300, -1}, span},
		"span 1, handle time":         {nil, slow},
	} {
		_, err := erlang.Transient(erlang.Course{AHT: 300, AHTs: c.times, Patience: 60}, []erlang.Span{c.span}, 20)
		var refused *erlang.CourseError
		if !errors.As(err, &refused) || refused.Field != field {
			t.Errorf("%s: %v, want a refusal of that field", field, err)
		}
	}
}
