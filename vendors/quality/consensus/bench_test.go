package consensus

import (
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

// crowd draws votes as a crowd of mixed skill casts them.
func crowd(items, workers, classes, votesEach int, seed uint64) labelled {
	random := rand.New(rand.NewPCG(seed, 1))
	s := labelled{items: items, workers: workers, classes: classes, truth: make([]int, items)}
	skill := make([]float64, workers)
	for w := range skill {
		skill[w] = .4 + .6*random.Float64()
	}
	for i := range items {
		s.truth[i] = random.IntN(classes)
		for range votesEach {
			v := Vote{Item: i, Worker: random.IntN(workers), Label: s.truth[i]}
			if random.Float64() > skill[v.Worker] {
				v.Label = random.IntN(classes)
			}
			s.votes = append(s.votes, v)
		}
	}
	return s
}

// BenchmarkConsensus90000 infers 30,000 items with 3 votes each in 4 classes.
func BenchmarkConsensus90000(b *testing.B) {
	set := crowd(30_000, 500, 4, 3, 7)
	for _, method := range []Method{DawidSkeneMAP, DawidSkene} {
		b.Run(string(method), func(b *testing.B) {
			start, iterations := processorTime(b), 0
			for b.Loop() {
				iterations = infer(b, set.labels(b), Settings{Method: method}).Iterations
			}
			b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/set")
			b.ReportMetric(float64(iterations), "iterations")
		})
	}
}

// BenchmarkConsensusProduct infers a public set of 24,945 votes, which takes 422
// iterations by maximum likelihood; crowd-kit 1.4.1 took 13.7 s for 80 of them.
func BenchmarkConsensusProduct(b *testing.B) {
	set := publicSet(b, "product")
	start, iterations := processorTime(b), 0
	for b.Loop() {
		iterations = infer(b, set.labels(b), Settings{Method: DawidSkene}).Iterations
	}
	b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/set")
	b.ReportMetric(float64(iterations), "iterations")
}

func processorTime(b *testing.B) float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return (time.Duration(used.Utime.Nano()) + time.Duration(used.Stime.Nano())).Seconds()
}
