package hiring

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/careers/fairness"
)

// Step is what became of those who reached a stage.
type Step struct {
	Stage                         Stage
	Reached, Passed, Out, Waiting int
	// Rate is passed over passed and out, with its 95 % interval (Jeffreys). Who still
	// waits is in neither. NaN: nobody has been decided about yet.
	Rate, Lower, Upper float64
	Days               float64 // median to the next stage; NaN: of nobody known
}

// Funnel counts candidates stage by stage, with the chance of getting on to the next. The
// last stage has no next.
func Funnel(list []Candidate) []Step {
	stages := Stages()
	steps := make([]Step, len(stages))
	for i, s := range stages {
		steps[i] = Step{Stage: s, Rate: math.NaN(), Lower: math.NaN(), Upper: math.NaN(), Days: math.NaN()}
	}
	for _, c := range list {
		at := slices.Index(stages, c.Stage)
		for i := range at + 1 {
			steps[i].Reached++
			if i < at {
				steps[i].Passed++
			}
		}
		switch {
		case at < 0 || c.Stage == Hired:
		case c.Ending != "":
			steps[at].Out++
		default:
			steps[at].Waiting++
		}
	}
	for i := range steps[:len(steps)-1] {
		s := &steps[i]
		s.Days = daysTo(list, stages[i], stages[i+1])
		if n := s.Passed + s.Out; n > 0 {
			s.Rate = float64(s.Passed) / float64(n)
			s.Lower, s.Upper = fairness.Jeffreys(s.Passed, n)
		}
	}
	return steps
}

// Stay is how long the hires of a channel stay, over the whole centre.
type Stay struct {
	Hires    int
	Months   float64 // mean of the first twelve
	Quality  float64 // of their output beside that of all
	Training int64   // cost of one, in minor units
}

// ChannelLine is what a channel brought and cost in a requisition.
type ChannelLine struct {
	Name           string
	Hidden         bool // too few applied by it, or by one that could be worked out from it
	Applied, Hired int
	SpendMinor     int64
	Rate           float64 // hired of those about whom it is decided, NaN: of none
	Lower, Upper   float64
	PerHire        float64 // minor units; NaN: nobody was hired
	// Months is how long hires of the channel stay, and PerMonth what a month of their
	// output costs: (spend of a hire + training) / (months · quality), as in package
	// careers/flow. NaN: fewer hires than may be told of.
	Months, PerMonth float64
}

// Channels are the lines of a requisition, in order of name and not of cost. Lines of
// fewer than [fairness.Smallest] candidates are hidden; where that would leave a single
// one to be worked out from the total, the smallest of the others is hidden with it.
func Channels(r Requisition, list []Candidate, stays map[string]Stay) []ChannelLine {
	by := map[string][]Candidate{}
	for name := range r.Spend {
		by[name] = nil
	}
	for _, c := range list {
		by[c.Channel] = append(by[c.Channel], c)
	}
	out := make([]ChannelLine, 0, len(by))
	for name, of := range by {
		out = append(out, lineOf(name, of, r.Spend[name], stays[name]))
	}
	slices.SortFunc(out, func(a, b ChannelLine) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	hide(out)
	return out
}

func lineOf(name string, of []Candidate, spend int64, stay Stay) ChannelLine {
	nan := math.NaN()
	l := ChannelLine{Name: name, Applied: len(of), SpendMinor: spend, Rate: nan, Lower: nan, Upper: nan, PerHire: nan, Months: nan, PerMonth: nan}
	decided := 0
	for _, c := range of {
		if c.Stage == Hired {
			l.Hired++
		}
		if c.Stage == Hired || c.Ending != "" {
			decided++
		}
	}
	if decided > 0 {
		l.Rate = float64(l.Hired) / float64(decided)
		l.Lower, l.Upper = fairness.Jeffreys(l.Hired, decided)
	}
	if l.Hired > 0 {
		l.PerHire = float64(spend) / float64(l.Hired)
	}
	if stay.Hires >= fairness.Smallest && stay.Months > 0 && stay.Quality > 0 {
		l.Months = stay.Months
		l.PerMonth = (l.PerHire + float64(stay.Training)) / (stay.Months * stay.Quality)
	}
	return l
}

func hide(lines []ChannelLine) {
	hidden, next := 0, -1
	for i, l := range lines {
		if l.Applied == 0 {
			continue
		}
		if l.Applied < fairness.Smallest {
			lines[i].Hidden = true
			hidden++
		} else if next < 0 || l.Applied < lines[next].Applied {
			next = i
		}
	}
	if hidden == 1 && next >= 0 {
		lines[next].Hidden = true
	}
	for i, l := range lines {
		if l.Hidden {
			nan := math.NaN()
			lines[i] = ChannelLine{Name: l.Name, Hidden: true, SpendMinor: l.SpendMinor, Rate: nan, Lower: nan, Upper: nan, PerHire: nan, Months: nan, PerMonth: nan}
		}
	}
}
