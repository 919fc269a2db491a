package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
)

// A stretch of rows that all begin on multiples of a longer interval is taken
// for a record kept in those: where a source changed its interval, or one series
// of a file has longer ones. By chance 30 rows do not line up.
const (
	fewestLongRows = 30
	fewestLongDays = 5
	rowsOfADay     = 3 // a day of fewer says nothing about the interval
)

// evenOut shares the rows of longer intervals out evenly over intervals of own
// minutes, which loses no contact, and says so in the series' notes.
func (s *inputSeries) evenOut(own int, loc *time.Location) {
	slices.SortStableFunc(s.observations, func(a, b model.Observation) int { return a.Start.Compare(b.Start) })
	var out []model.Observation
	done := 0
	for _, run := range s.longRuns(own, loc) {
		out = append(out, s.observations[done:run.from]...)
		for _, o := range s.observations[run.from:run.to] {
			out = appendShares(out, o, run.minutes/own, own)
		}
		done = run.to
		first, last := s.observations[run.from].Start.In(loc), s.observations[run.to-1].Start.In(loc)
		s.notes = append(s.notes, fmt.Sprintf("rows from %s to %s are %d minutes apart, others %d: each was shared out evenly over %d intervals",
			first.Format("2006-01-02 15:04"), last.Format("2006-01-02 15:04"), run.minutes, own, run.minutes/own))
	}
	s.observations = append(out, s.observations[done:]...)
}

// appendShares appends an observation in equal parts.
func appendShares(out []model.Observation, o model.Observation, parts, minutes int) []model.Observation {
	share := 1 / float64(parts)
	for i := range parts {
		out = append(out, model.Observation{
			Start:    o.Start.Add(time.Duration(i*minutes) * time.Minute),
			Contacts: o.Contacts * share, Handled: o.Handled * share, HandleSeconds: o.HandleSeconds * share,
		})
	}
	return out
}

// longRun is a stretch of observations, in order of time, of longer intervals.
type longRun struct{ from, to, minutes int }

// longRuns finds the stretches day by day and carries each on, row by row, into
// the day in which the interval changed.
func (s *inputSeries) longRuns(own int, loc *time.Location) []longRun {
	var runs []longRun
	var now longRun
	days := 0
	end := func() {
		if now.minutes > own && days >= fewestLongDays && now.to-now.from >= fewestLongRows {
			runs = append(runs, s.carriedOn(now, loc))
		}
		days = 0
	}
	for from := 0; from < len(s.observations); {
		to, divisor := s.dayFrom(from, loc)
		switch joint := commonDivisor(now.minutes, divisor); {
		case to-from < rowsOfADay && (days == 0 || joint > own):
		case days > 0 && joint > own:
			now.minutes, now.to = joint, to
			days++
		default:
			end()
			now = longRun{from, to, divisor}
			if divisor > own {
				days = 1
			}
		}
		from = to
	}
	end()
	return runs
}

// dayFrom returns the end of the local day that begins with a row, and the
// longest interval on which all of its rows begin.
func (s *inputSeries) dayFrom(from int, loc *time.Location) (to, divisor int) {
	first := s.observations[from].Start.In(loc)
	divisor = 1440
	for to = from; to < len(s.observations); to++ {
		local := s.observations[to].Start.In(loc)
		if local.YearDay() != first.YearDay() || local.Year() != first.Year() {
			break
		}
		divisor = commonDivisor(divisor, local.Hour()*60+local.Minute())
	}
	return to, divisor
}

// carriedOn takes neighbouring rows in that a longer interval fits: they begin
// on one, and nothing follows before its end.
func (s *inputSeries) carriedOn(run longRun, loc *time.Location) longRun {
	length := time.Duration(run.minutes) * time.Minute
	fits := func(i int) bool {
		local := s.observations[i].Start.In(loc)
		return (local.Hour()*60+local.Minute())%run.minutes == 0 &&
			(i+1 == len(s.observations) || s.observations[i+1].Start.Sub(s.observations[i].Start) >= length)
	}
	for run.from > 0 && fits(run.from-1) {
		run.from--
	}
	for run.to < len(s.observations) && fits(run.to) {
		run.to++
	}
	return run
}
