package survival_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"github.com/muster-wfm/muster/careers/survival"
)

// staff makes up spells of n people with ten facts each: an exit hazard that the
// facts move, whole days, and somebody watched for up to two years. With late
// entries, people have been there for a while when the watch begins.
func staff(n int, late bool) (*survival.Observations, *survival.Covariates) {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	o := &survival.Observations{Stop: make([]float64, n), Event: make([]bool, n)}
	x := &survival.Covariates{Names: make([]string, 10), Values: make([]float64, n*10)}
	for j := range x.Names {
		x.Names[j] = fmt.Sprintf("fact %d", j)
	}
	if late {
		o.Start = make([]float64, n)
	}
	for i := range n {
		eta := 0.0
		for j := range 10 {
			v := r.NormFloat64()
			if j%2 == 0 {
				v = math.Round(r.Float64())
			}
			x.Values[i*10+j] = v
			eta += v * 0.1 * float64(j%4-1)
		}
		exit := math.Ceil(r.ExpFloat64() * 700 / math.Exp(eta))
		watched := math.Ceil(r.Float64() * 730)
		o.Stop[i], o.Event[i] = min(exit, watched), exit <= watched
		if late {
			o.Start[i] = math.Floor(o.Stop[i] * r.Float64() * 0.9)
		}
	}
	return o, x
}

// cpu is the processor time of this process so far.
func cpu(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func reportCPU(b *testing.B, unit string, work func()) {
	b.Helper()
	before := cpu(b)
	for b.Loop() {
		work()
	}
	b.ReportMetric((cpu(b)-before).Seconds()/float64(b.N), unit)
}

func BenchmarkCox(b *testing.B) {
	for _, c := range []struct {
		name string
		rows int
		late bool
	}{{"10k", 10_000, false}, {"100k", 100_000, false}, {"1M", 1_000_000, false}, {"1M-late-entry", 1_000_000, true}} {
		b.Run(c.name, func(b *testing.B) {
			o, x := staff(c.rows, c.late)
			reportCPU(b, "cpu-s/fit", func() {
				if _, err := survival.FitCox(o, x, survival.CoxSettings{}); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

func BenchmarkCoxRobust10k(b *testing.B) {
	o, x := staff(10_000, false)
	f, err := survival.FitCox(o, x, survival.CoxSettings{})
	if err != nil {
		b.Fatal(err)
	}
	team := make([]int, len(o.Stop))
	for i := range team {
		team[i] = i % 500
	}
	reportCPU(b, "cpu-s/answer", func() { f.Robust(team) })
}

func BenchmarkConcordance1M(b *testing.B) {
	o, x := staff(1_000_000, false)
	risk := make([]float64, len(o.Stop))
	for i := range risk {
		risk[i] = x.Row(i)[1] + 0.3*x.Row(i)[3]
	}
	reportCPU(b, "cpu-s/answer", func() {
		if _, err := survival.HarrellC(o, risk, nil); err != nil {
			b.Fatal(err)
		}
	})
}
