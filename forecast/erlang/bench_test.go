package erlang_test

import (
	"math/rand/v2"
	"testing"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// benchQueues draws queues of 0.2 to 500 erlangs, staffed around the square
// root rule, with ordinary handle times and patience.
func benchQueues(n int) []erlang.Queue {
	random := rand.New(rand.NewPCG(1, 2))
	queues := make([]erlang.Queue, n)
	for i := range queues {
		load := 0.2 + 499.8*random.Float64()*random.Float64()
		queues[i] = erlang.Queue{
			Load: load, Agents: float64(int(load*(0.9+0.2*random.Float64())) + 1),
			AHT: 120 + 480*random.Float64(), Patience: 30 + 270*random.Float64(),
		}
	}
	return queues
}

func BenchmarkErlangAEvaluation(b *testing.B) {
	queues := benchQueues(1024)
	b.ReportAllocs()
	total := 0.0
	for i := range b.N {
		total += erlang.A(queues[i%len(queues)], 20).PAbandon
	}
	if total < 0 {
		b.Fatal("abandonment below 0")
	}
}

func BenchmarkErlangBEvaluation(b *testing.B) {
	queues := benchQueues(1024)
	b.ReportAllocs()
	total := 0.0
	for i := range b.N {
		q := queues[i%len(queues)]
		total += erlang.B(q.Load, q.Agents).PBlock
	}
	if total < 0 {
		b.Fatal("blocking below 0")
	}
}
