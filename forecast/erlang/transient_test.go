package erlang_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// transientCase is one course of the reference with what is exact in each span.
type transientCase struct {
	course erlang.Course
	spans  []erlang.Span
	rows   []oracleRow
}

func readTransient(t testing.TB) map[string]*transientCase {
	t.Helper()
	cases := map[string]*transientCase{}
	for _, row := range readOracle(t, "oracle_transient_public.csv") {
		name := row["case"]
		c := cases[name]
		if c == nil {
			c = &transientCase{course: erlang.Course{AHT: row.number(t, "aht_s"), Patience: row.number(t, "patience_s(0=inf)")}}
			if c.course.Patience == 0 {
				c.course.Patience = math.Inf(1)
			}
			if strings.HasSuffix(name, "preempt") {
				c.course.Leaving = erlang.Drop
			}
			cases[name] = c
		}
		c.spans = append(c.spans, erlang.Span{
			Seconds: row.number(t, "interval_s"), Arrivals: row.number(t, "arrivals_per_hour") / 3600, Agents: int(row.number(t, "agents")),
		})
		c.rows = append(c.rows, row)
	}
	return cases
}

func TestTransientFollowsTheExactChain(t *testing.T) {
	for name, c := range readTransient(t) {
		t.Run(name, func(t *testing.T) {
			got, err := erlang.Transient(c.course, c.spans, 20)
			if err != nil {
				t.Fatal(err)
			}
			largest := map[string]float64{}
			for i, row := range c.rows {
				agents := max(1, float64(c.spans[i].Agents))
				offered := got[i].Offered
				for _, f := range []struct {
					column string
					got    float64
					scale  float64 // what turns a difference into a share
				}{
					{"p_all_busy_timeavg", got[i].PWait, 1},
					{"mean_busy_timeavg", got[i].Busy, agents},
					{"mean_queue_timeavg", got[i].QueueLength, agents},
					{"exp_arrivals", offered, offered},
					{"exp_abandons", got[i].Abandoned, offered},
					{"exp_completions", got[i].Answered, offered},
					{"mean_queue_end", got[i].QueueAtEnd, agents},
					{"mean_busy_end", got[i].BusyAtEnd, agents},
				} {
					want := row.number(t, f.column)
					off := math.Abs(f.got-want) / f.scale
					largest[f.column] = max(largest[f.column], off)
					if off > 0.002 {
						t.Errorf("span %d, %+v: %s is %g, exactly %g; differs by %g, want at most 0.002", i+1, c.spans[i], f.column, f.got, want, off)
					}
				}
			}
			t.Logf("largest differences over %d spans: %v", len(c.spans), largest)
		})
	}
}

func TestTransientSettlesOnErlangA(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		agents := rapid.IntRange(1, 60).Draw(t, "agents")
		aht := rapid.Float64Range(30, 600).Draw(t, "aht")
		load := float64(agents) * rapid.Float64Range(0.2, 1.4).Draw(t, "occupancy")
		patience := rapid.Float64Range(20, 600).Draw(t, "patience")
		course := erlang.Course{AHT: aht, Patience: patience}
		long := erlang.Span{Seconds: 40 * max(aht, patience), Arrivals: load / aht, Agents: agents}
		short := erlang.Span{Seconds: aht, Arrivals: load / aht, Agents: agents}
		got, err := erlang.Transient(course, []erlang.Span{long, short}, 20)
		if err != nil {
			t.Fatal(err)
		}
		want := erlang.A(erlang.Queue{Load: load, Agents: float64(agents), AHT: aht, Patience: patience}, 20)
		end := got[1]
		for name, pair := range map[string][2]float64{
			"share waiting":     {end.PWait, want.PWait},
			"busy agents":       {end.Busy / float64(agents), want.Occupancy},
			"abandonment":       {end.Abandoned / end.Offered, want.PAbandon},
			"answered in time":  {end.AnsweredInTime, want.AnsweredInTime},
			"abandoned in time": {end.AbandonedInTime, want.AbandonedInTime},
			"virtual in time":   {end.VirtualInTime, want.VirtualInTime},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-6 {
				t.Fatalf("%d agents, %g erlangs of %g s, patience %g s: %s settles on %g, stationary %g", agents, load, aht, patience, name, pair[0], pair[1])
			}
		}
	})
}

func TestPatientContactsSettleOnErlangC(t *testing.T) {
	course := erlang.Course{AHT: 180, Patience: math.Inf(1)}
	spans := []erlang.Span{{Seconds: 40 * 3600, Arrivals: 100. / 1800, Agents: 14}, {Seconds: 1800, Arrivals: 100. / 1800, Agents: 14}}
	got, err := erlang.Transient(course, spans, 20)
	if err != nil {
		t.Fatal(err)
	}
	want := erlang.C(10, 14, 180)
	if end := got[1]; math.Abs(end.PWait-want.PWait) > 1e-7 || math.Abs(end.ServiceLevel(erlang.OfOffered)-want.ServiceLevel(20)) > 1e-7 {
		t.Errorf("settles on %g waiting and %g within 20 s; Erlang C says %g and %g", end.PWait, end.ServiceLevel(erlang.OfOffered), want.PWait, want.ServiceLevel(20))
	}
}

func TestNoContactIsLostFromSpanToSpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		course := erlang.Course{
			AHT: rapid.Float64Range(60, 900).Draw(t, "aht"), Patience: rapid.Float64Range(30, 900).Draw(t, "patience"),
			Leaving: rapid.SampledFrom([]erlang.Leaving{erlang.Finish, erlang.Drop}).Draw(t, "leaving"),
			Waiting: rapid.IntRange(0, 20).Draw(t, "at the start"),
		}
		spans := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) erlang.Span {
			return erlang.Span{
				Seconds:  rapid.Float64Range(60, 1800).Draw(t, "seconds"),
				Arrivals: rapid.Float64Range(0, 0.1).Draw(t, "arrivals"),
				Agents:   rapid.IntRange(0, 30).Draw(t, "agents"),
			}
		}), 1, 6).Draw(t, "spans")
		got, err := erlang.Transient(course, spans, 20)
		if err != nil {
			t.Fatal(err)
		}
		before := float64(course.Waiting)
		for i, p := range got {
			after := p.QueueAtEnd + p.BusyAtEnd
			// The averages are by quadrature of the same order as the steps.
			if off := before + p.Offered - p.Answered - p.Abandoned - after; math.Abs(off) > 1e-6*(1+p.Offered+before) {
				t.Fatalf("%+v, span %d of %+v: %g there before, %+v: %g contacts are lost", course, i+1, spans, before, p, off)
			}
			for name, v := range map[string]float64{"share waiting": p.PWait, "queue": p.QueueLength, "busy": p.Busy, "abandoned": p.Abandoned} {
				// The error that is stated for probabilities adds up over as many as there
				// are: it is largest where nobody arrives and a long queue only drains.
				if v < -0.01*(1+before) {
					t.Fatalf("%+v, span %d of %+v: %s is %g", course, i+1, spans, name, v)
				}
			}
			before = after
		}
	})
}

// What an overloaded quarter of an hour leaves waiting meets the next, which
// the stationary formula finds comfortable.
func TestAnOverloadIsCarriedOver(t *testing.T) {
	course := erlang.Course{AHT: 300, Patience: math.Inf(1)}
	quiet := erlang.Span{Seconds: 900, Arrivals: 20. / 300, Agents: 26}
	rush := quiet
	rush.Arrivals *= 2
	got, err := erlang.Transient(course, []erlang.Span{quiet, quiet, rush, quiet, quiet}, 20)
	if err != nil {
		t.Fatal(err)
	}
	stationary := erlang.C(20, 26, 300).PWait
	if got[1].PWait > stationary*1.05 {
		t.Errorf("before the rush %g wait, stationary %g", got[1].PWait, stationary)
	}
	if got[3].PWait < 3*stationary || got[3].QueueAtEnd > got[2].QueueAtEnd {
		t.Errorf("after the rush %g wait (stationary %g) and %g are left of %g: a carried-over queue was expected", got[3].PWait, stationary, got[3].QueueAtEnd, got[2].QueueAtEnd)
	}
}

func TestAgentsWhoFinishLeaveFewerWaiting(t *testing.T) {
	spans := []erlang.Span{{Seconds: 3600, Arrivals: 0.08, Agents: 30}, {Seconds: 300, Arrivals: 0.08, Agents: 15}}
	at := map[erlang.Leaving]erlang.Passage{}
	for _, leaving := range []erlang.Leaving{erlang.Finish, erlang.Drop} {
		got, err := erlang.Transient(erlang.Course{AHT: 300, Patience: 120, Leaving: leaving}, spans, 20)
		if err != nil {
			t.Fatal(err)
		}
		at[leaving] = got[1]
	}
	if at[erlang.Finish].Abandoned >= at[erlang.Drop].Abandoned || at[erlang.Finish].Busy <= at[erlang.Drop].Busy {
		t.Errorf("finishing: %+v; dropping: %+v; finishing agents were expected to handle more and lose fewer", at[erlang.Finish], at[erlang.Drop])
	}
}

func TestACourseThatCannotBeIsRefusedByField(t *testing.T) {
	good := erlang.Course{AHT: 300, Patience: 120}
	span := erlang.Span{Seconds: 900, Arrivals: 0.05, Agents: 10}
	for field, c := range map[string]struct {
		course    erlang.Course
		span      erlang.Span
		threshold float64
	}{
		"handle time":           {erlang.Course{Patience: 120}, span, 20},
		"patience":              {erlang.Course{AHT: 300}, span, 20},
		"contacts at the start": {erlang.Course{AHT: 300, Patience: 120, Waiting: -1}, span, 20},
		"threshold":             {good, span, -1},
		"span 1, length":        {good, erlang.Span{Arrivals: 1, Agents: 1}, 20},
		"span 1, arrivals":      {good, erlang.Span{Seconds: 900, Arrivals: math.NaN(), Agents: 1}, 20},
		"span 1, agents":        {good, erlang.Span{Seconds: 900, Agents: -1}, 20},
	} {
		_, err := erlang.Transient(c.course, []erlang.Span{c.span}, c.threshold)
		var refused *erlang.CourseError
		if !errors.As(err, &refused) || refused.Field != field || !strings.Contains(err.Error(), refused.Expected) {
			t.Errorf("%s: got %v, want a refusal of that field", field, err)
		}
	}
}

func BenchmarkTransientQuarterHour(b *testing.B) {
	course := erlang.Course{AHT: 300, Patience: 120}
	spans := make([]erlang.Span, 96)
	for i := range spans {
		spans[i] = erlang.Span{Seconds: 900, Arrivals: (80 + 10*math.Sin(float64(i)/10)) / 300, Agents: 90}
	}
	for b.Loop() {
		if _, err := erlang.Transient(course, spans, 20); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(spans)), "µs/interval")
}
