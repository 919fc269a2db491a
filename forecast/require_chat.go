package forecast

import (
	"fmt"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/workforce"
)

// settleConcurrency decides how many contacts one agent has at once: as many as
// the channel allows and the goal has handle times for.
func (r *Requirement) settleConcurrency(channel workforce.Channel) error {
	times := r.Goal.Concurrency
	if times.IsZero() {
		return nil
	}
	if channel.Concurrency < 2 {
		return &OrderError{"goal.concurrencyAhtS", fmt.Sprintf("handle times by concurrency on channel %s, where people handle one contact at a time", channel.Code),
			"a channel whose people handle several at once, or a goal without"}
	}
	if n := len(times.AHTS); n > 0 {
		r.Concurrency = min(r.Concurrency, float64(n))
	}
	return nil
}

// ByConcurrency reports whether handle times depend on how many contacts an agent
// has at once, so that the exact chain of chats applies.
func (r *Requirement) ByConcurrency() bool { return !r.Goal.Concurrency.IsZero() && r.Concurrency > 1 }

// HandleTimes are the mean handle times of a contact whose agent has 1, 2, … at
// once, given that of one alone, in seconds; of one alone only where nothing is
// known of more.
func (r *Requirement) HandleTimes(alone float64) []float64 {
	if !r.ByConcurrency() {
		return []float64{alone}
	}
	given, most := r.Goal.Concurrency.AHTS, int(r.Concurrency)
	if len(given) > 0 {
		most = min(most, len(given))
	}
	times := make([]float64, most)
	for j := range times {
		times[j] = alone * (1 + r.Goal.Concurrency.Growth*float64(j))
		if len(given) > 0 {
			times[j] = alone * (given[j] / given[0]) // an adjustment may have changed that of one alone
		}
	}
	return times
}

// Unproductive is the number of contacts at once from which one more makes an
// agent finish fewer of them per hour, so that nobody is planned to have as many
// (Tezcan and Zhang 2014); 0 where there is none.
func (r *Requirement) Unproductive() int {
	_, from := erlang.Productive(r.HandleTimes(1))
	return from
}

// effort is the time that one contact takes of an agent who has as many as can be,
// given its handle time alone (or, where nothing is known of more, at that
// concurrency).
func (r *Requirement) effort(aht float64) float64 {
	if !r.ByConcurrency() {
		return aht / r.Concurrency
	}
	times, _ := erlang.Productive(r.HandleTimes(aht))
	return times[len(times)-1] / float64(len(times))
}

// paces are how much longer a contact takes when its agent has 1, 2, … at once
// than alone, as long as more are of use; one pace a contact at a time.
func (r *Requirement) paces() []float64 {
	if !r.ByConcurrency() {
		paces := make([]float64, int(max(1, r.Concurrency)))
		for j := range paces {
			paces[j] = 1 // the handle time is measured with as many
		}
		return paces
	}
	times, _ := erlang.Productive(r.HandleTimes(1))
	paces := make([]float64, len(times))
	for j := range times {
		paces[j] = times[j] / times[0]
	}
	return paces
}
