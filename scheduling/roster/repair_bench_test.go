package roster

import (
	"context"
	"math"
	"testing"
)

// BenchmarkRepair1000x28x15 repairs the absence of one of 1,000 people whose four
// weeks around the clock are published, and reports the people asked beyond the
// proven minimum.
func BenchmarkRepair1000x28x15(b *testing.B) {
	p := centreProblem(b, centre{people: 1000, days: 28, minutes: 15, groups: 3, nights: true, load: 0.97, seed: 1})
	r := published(b, p)
	order := RepairOrder{Absent: []Away{missedOn(b, p, r, 10)}, Frozen: p.minuteOfDay(8)}
	var err error
	begin := processorTime(b)
	var plan RepairPlan
	for b.Loop() {
		if plan, err = Repair(context.Background(), p, r, order, RepairSettings{Seed: 1, Weights: DefaultRepairWeights()}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((processorTime(b)-begin).Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(plan.Minimum), "min-people")
	b.ReportMetric(float64(len(plan.Alternatives)), "alternatives")
	for _, alt := range plan.Alternatives {
		b.Logf("people %d coverage %.1f (left %.1f, published %.1f) disruption %.1f restores %t", alt.People(), alt.Cost.coverage(), plan.Left.coverage(), plan.Published.coverage(), alt.Disruption, alt.Restores)
	}
	for _, alt := range plan.Alternatives {
		if alt.Restores {
			b.ReportMetric(float64(alt.People()-plan.Minimum), "people-beyond-min")
			return
		}
	}
	if !plan.Unreachable {
		b.Errorf("no alternative restores the coverage, though %d people might", plan.Minimum)
	}
}

// published is the roster in which everybody in turn has answered all others twice.
func published(tb testing.TB, p *Problem) Roster {
	tb.Helper()
	m := newModel(p)
	rows, stuck, err := m.build(context.Background(), 1, Roster{})
	if err != nil || len(stuck) > 0 {
		tb.Fatal(err, stuck)
	}
	c := newChain(m, 1, 1, rows)
	c.polish(2, func() bool { return false })
	return m.roster(c.rows)
}

// awayOn is the absence on a day of the first person who works then.
func awayOn(p *Problem, r Roster, day int) Away {
	for i, row := range r.Days {
		if _, fixed := p.People[i].fixedOn(day); !row[day].Off() && !fixed {
			return Away{Person: i, First: day, Last: day, Paid: -1}
		}
	}
	return Away{}
}

// missedOn is the absence on a day of the one among a hundred people whose
// coverage is missed most.
func missedOn(tb testing.TB, p *Problem, r Roster, day int) Away {
	tb.Helper()
	d, err := NewDesk(p, r)
	if err != nil {
		tb.Fatal(err)
	}
	away, most := Away{First: day, Last: day, Paid: -1}, math.Inf(-1)
	for i := range 100 {
		if loss := d.Try(Move{Person: i, Day: day}).Cost.coverage(); loss > most {
			away.Person, most = i, loss
		}
	}
	tb.Logf("without %s coverage costs %.1f more", p.People[away.Person].Code, most)
	return away
}
