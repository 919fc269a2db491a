package demo

import (
	"math"
	"math/rand/v2"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// service says what became of the contacts that an interval brought.
type service func(q queueSpec, mean float64, offered int, rnd *rand.Rand) Interval

// served staffs the queue as a centre does, for what it expected give or take a
// planner's error, and lets an impatient queue (Erlang A) decide who waits, who
// gives up and who is answered in time.
func served(q queueSpec, mean float64, offered int, rnd *rand.Rand) Interval {
	const seconds = 1800
	iv := Interval{Offered: offered}
	if offered == 0 {
		return iv
	}
	if q.deferred {
		iv.Answered = offered
		iv.addHandling(q, rnd)
		return iv
	}
	concurrency := 1.0
	if q.channel == "chat" {
		concurrency = 2
	}
	load := mean * q.ahtS / seconds
	planned := (load + math.Sqrt(load)) * math.Exp(0.06*rnd.NormFloat64()) / concurrency
	agents := max(1, math.Round(planned))
	came := erlang.A(erlang.Queue{
		Load: float64(offered) * q.ahtS / seconds, Agents: agents * concurrency, AHT: q.ahtS, Patience: q.patienceS,
	}, q.thresholdS)
	iv.Abandoned = binomial(rnd, offered, came.PAbandon)
	iv.Answered = offered - iv.Abandoned
	iv.AnsweredWithin = min(iv.Answered, int(math.Round(float64(offered)*came.ServiceLevel(erlang.OfOffered))))
	iv.AbandonedWithin = min(iv.Abandoned, int(math.Round(float64(iv.Abandoned)*(1-math.Exp(-q.thresholdS/q.patienceS)))))
	iv.WaitAnsweredS = math.Round(float64(iv.Answered) * came.ASA)
	iv.WaitAbandonedS = math.Round(float64(iv.Abandoned) * q.patienceS * 0.4)
	iv.StaffS = agents * seconds
	iv.addHandling(q, rnd)
	return iv
}

// addHandling draws how long the answered contacts took, in talk, hold and
// after-call work.
func (iv *Interval) addHandling(q queueSpec, rnd *rand.Rand) {
	total := handleTotal(rnd, iv.Answered, q.ahtS, q.ahtCV)
	iv.TalkS = math.Round(0.78 * total)
	iv.HoldS = math.Round(0.07 * total)
	iv.WrapS = math.Round(0.15 * total)
}

// binomial draws how many of n come out with probability p: exactly for few,
// by the rounded normal for many.
func binomial(rnd *rand.Rand, n int, p float64) int {
	if n > 200 {
		mean := float64(n) * p
		return min(n, max(0, int(math.Round(mean+math.Sqrt(mean*(1-p))*rnd.NormFloat64()))))
	}
	count := 0
	for range n {
		if rnd.Float64() < p {
			count++
		}
	}
	return count
}
