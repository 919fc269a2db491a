package ticket

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/vendors/contract/metric"
)

// Order is what to count.
type Order struct {
	From, To time.Time // tickets created from, and before
	Now      time.Time // as known at
	// Elapsed is how much of a clock runs between two instants; nil: all of it.
	Elapsed func(from, to time.Time) time.Duration
}

// Count counts tickets for the metrics of contracts: answered within half an hour,
// closed within a day and two, called back within three, opened again, raised again by
// the same customer, and what customers said. Only tickets that have had their time
// are in a denominator. Key complaints are counted where the tickets say which they are:
// not to be told is not the same as none.
//
// A ticket that was opened again counts by when it was solved for the last time: an
// early solution that did not hold closes nothing.
func Count(tickets []Ticket, o Order) metric.Counts {
	elapsed := o.Elapsed
	if elapsed == nil {
		elapsed = func(from, to time.Time) time.Duration { return to.Sub(from) }
	}
	c := metric.Counts{"tickets_raised": 0, "tickets_closed": 0, "tickets_reopened": 0, "surveys_sent": 0, "survey_answers": 0, "satisfaction_top": 0}
	clocks := clocksOf(tickets)
	for _, clock := range clocks {
		c[clock.kept], c[clock.aged] = 0, 0
	}
	for _, t := range tickets {
		if t.Void() || t.Created.Before(o.From) || !t.Created.Before(o.To) || t.Created.After(o.Now) {
			continue
		}
		c["tickets_raised"]++
		for _, clock := range clocks {
			if clock.of != nil && !clock.of(t) || elapsed(t.Created, o.Now) < clock.within {
				continue
			}
			c[clock.aged]++
			if done := clock.done(t); !done.Before(t.Created) && !done.After(o.Now) && elapsed(t.Created, done) <= clock.within {
				c[clock.kept]++
			}
		}
		if !t.Solved.IsZero() && !t.Solved.After(o.Now) {
			c["tickets_closed"]++
			if t.Reopens > 0 {
				c["tickets_reopened"]++
			}
		}
		t.surveyed(c)
	}
	o.repeated(tickets, c)
	return c
}

// repeats are the windows in which a customer who comes again was not helped.
var repeats = []struct {
	within         time.Duration
	repeated, aged string
}{
	{2 * time.Hour, "tickets_repeated_2h", "tickets_told_2h"},
	{7 * 24 * time.Hour, "tickets_repeated_7d", "tickets_told_7d"},
}

// repeated counts tickets whose customer raised another within two hours, and within
// seven days, of all whose window has passed. Where no ticket says who asked, nothing
// is counted, which is not the same as none; a ticket that does not say so is in
// neither figure.
func (o Order) repeated(tickets []Ticket, c metric.Counts) {
	raised := map[string][]time.Time{}
	for _, t := range tickets {
		if t.Requester != "" && !t.Void() && !t.Created.After(o.Now) {
			raised[t.Requester] = append(raised[t.Requester], t.Created)
		}
	}
	if len(raised) == 0 {
		return
	}
	for _, times := range raised {
		slices.SortFunc(times, time.Time.Compare)
	}
	for _, r := range repeats {
		c[r.repeated], c[r.aged] = 0, 0
		for _, times := range raised {
			for i, at := range times {
				if at.Before(o.From) || !at.Before(o.To) || o.Now.Sub(at) < r.within {
					continue
				}
				c[r.aged]++
				if i+1 < len(times) && times[i+1].Sub(at) <= r.within {
					c[r.repeated]++
				}
			}
		}
	}
}

// clock is a time that tickets have.
type clock struct {
	within     time.Duration
	kept, aged string
	of         func(Ticket) bool // nil: all
	done       func(Ticket) time.Time
}

func clocksOf(tickets []Ticket) []clock {
	solved := func(t Ticket) time.Time { return t.Solved }
	list := []clock{
		{30 * time.Minute, "tickets_answered_30m", "tickets_aged_30m", nil, func(t Ticket) time.Time { return t.Answered }},
		{24 * time.Hour, "tickets_closed_24h", "tickets_aged_24h", nil, solved},
		{48 * time.Hour, "tickets_closed_48h", "tickets_aged_48h", nil, solved},
	}
	if slices.ContainsFunc(tickets, func(t Ticket) bool { return t.Marked }) {
		list = append(list, clock{72 * time.Hour, "key_complaints_called_back_3d", "key_complaints_aged_3d",
			func(t Ticket) bool { return t.Key }, func(t Ticket) time.Time { return t.CalledBack }})
	}
	return list
}

// surveyed counts what a customer was asked and said.
func (t Ticket) surveyed(c metric.Counts) {
	if t.Survey == NotAsked {
		return
	}
	c["surveys_sent"]++
	if t.Survey == Good || t.Survey == Bad {
		c["survey_answers"]++
	}
	if t.Survey == Good {
		c["satisfaction_top"]++
	}
}
