package erlang

import (
	"fmt"
	"math"
)

// Bounds of a setting whose agents hold several contacts at once: every place of
// every agent is a step of the chain, and a search walks it many times.
const (
	mostAtOnce      = 100
	mostChatErlangs = 1e4
	mostChatAgents  = 1e5
)

// chats reports whether agents hold several contacts at once.
func (s Setting) chats() bool { return len(s.Slower) > 1 }

// chatQueue is the setting as the chain of chats takes it. The patience is
// exponential, by [Setting.Check].
func (s Setting) chatQueue() ChatQueue {
	q := ChatQueue{Arrivals: s.Volume / s.Interval, Agents: s.Agents, Patience: math.Inf(1)}
	for _, factor := range s.Slower {
		q.AHT = append(q.AHT, factor*s.AHT)
	}
	if mean, exponential := s.Patience.exponential(); exponential {
		q.Patience = mean
	}
	return q
}

// checkChats refuses what the chain does not follow.
func (s Setting) checkChats() error {
	if !s.chats() {
		return nil
	}
	_, exponential := s.Patience.exponential()
	switch {
	case len(s.Slower) > mostAtOnce:
		return &InputError{"concurrency", float64(len(s.Slower)), "1 to 100 contacts at once"}
	case s.Slower[0] != 1:
		return &InputError{"handle times", s.Slower[0], "1 for a contact alone, which the others are compared with"}
	case s.NoQueue:
		return &InputError{"concurrency", float64(len(s.Slower)), "one contact at a time where nobody can wait"}
	case s.Lines != 0:
		return &InputError{"lines", s.Lines, "no limit beside several contacts at once"}
	case s.Redial != 0:
		return &InputError{"redial", s.Redial, "none beside several contacts at once"}
	case !exponential && !s.Patience.Endless():
		return &InputError{"patience", s.Patience.Mean(), "an exponential one beside several contacts at once"}
	case exponential && s.Patience.Mean() == 0:
		return &InputError{"patience", 0, "seconds above 0 beside several contacts at once"}
	case s.Load() > mostChatErlangs:
		return &InputError{"load", s.Load(), "at most ten thousand erlangs of contacts of which an agent holds several"}
	case s.Agents > mostChatAgents:
		return &InputError{"agents", s.Agents, "at most a hundred thousand who hold several contacts"}
	}
	for j, factor := range s.Slower {
		if !(factor > 0) || math.IsInf(factor, 1) {
			return &InputError{"handle times", factor, fmt.Sprintf("seconds above 0 with %d contacts at once", j+1)}
		}
	}
	return nil
}

// chatFigures are those of the chain. Occupancy is the share of the places that
// agents have for contacts.
func (s Setting) chatFigures(c Chat) Figures {
	f := Figures{
		Load: s.Load(), ServiceLevel: c.ServiceLevel(s.Variant), Levels: c.Shares, PWait: c.PWait, ASA: c.ASA, MeanWait: c.MeanWait,
		PAbandon: c.PAbandon, Occupancy: c.InService / c.Slots, QueueLength: c.QueueLength, Attempts: 1, PLost: c.PAbandon, Unstable: c.Unstable,
	}
	switch {
	case s.Volume == 0:
		f.Occupancy = 0
	case c.Unstable || s.Agents == 0:
		f.Occupancy = 1
	}
	if math.IsNaN(f.ASA) { // nobody is answered
		f.ASA = math.Inf(1)
	}
	return f
}

// chatLengths are the queue lengths of chats: above the state in which every place
// is taken the queue is that of single servers at the deepest concurrency.
func (q ExtendedQueue) chatLengths(shares []float64, chats ChatQueue) []float64 {
	if chats.Agents == 0 {
		return unattendedLengths(shares, q.Arrivals*q.Patience.Mean(), q.Lines)
	}
	times, _ := Productive(chats.AHT)
	q.AHT, q.Agents = times[len(times)-1], chats.Agents*float64(len(times))
	return newLineWaits(q, q.Arrivals).lengths(shares, q.Arrivals/chats.below(times).weight)
}
