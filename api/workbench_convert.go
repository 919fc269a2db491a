package api

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

func (c *ErlangCurves) add(p erlang.Point) {
	f := p.Figures
	c.Value = append(c.Value, p.Value)
	c.ServiceLevel = append(c.ServiceLevel, f.ServiceLevel)
	levels := levelsOf(f.Levels)
	c.ExcludeShort = append(c.ExcludeShort, levels.ExcludeShort)
	c.OfOffered = append(c.OfOffered, levels.OfOffered)
	c.AbandonsAsAnswered = append(c.AbandonsAsAnswered, levels.AbandonsAsAnswered)
	c.OfAnswered = append(c.OfAnswered, levels.OfAnswered)
	c.Virtual = append(c.Virtual, levels.Virtual)
	c.ASAS = append(c.ASAS, f.ASA)
	c.PAbandon = append(c.PAbandon, f.PAbandon)
	c.PBlock = append(c.PBlock, f.PBlock)
	c.Occupancy = append(c.Occupancy, f.Occupancy)
	c.QueueLength = append(c.QueueLength, f.QueueLength)
}

// usualPoints is how many points a curve has where no number is asked for.
const usualPoints = 100

// values are the places of a curve: whole numbers of what is counted, where the
// stretch holds few of them, else evenly apart.
func (r ErlangRange) values() ([]float64, error) {
	if !(r.To >= r.From) || math.IsInf(r.To, 1) {
		return nil, &erlang.InputError{Field: "to", Got: r.To, Expected: fmt.Sprintf("at least from, %v", r.From)}
	}
	points := r.Points
	if points == 0 {
		points = usualPoints
		if low, high := math.Ceil(r.From), math.Floor(r.To); (r.Varied == "agents" || r.Varied == "lines") && high-low < usualPoints {
			var whole []float64
			for v := low; v <= high; v++ {
				whole = append(whole, v)
			}
			return whole, nil
		}
	}
	values := make([]float64, points)
	for i := range values {
		values[i] = r.From + (r.To-r.From)*float64(i)/float64(points-1)
	}
	return values, nil
}

func (e ErlangSetting) toDomain() (erlang.Setting, error) {
	variant, err := erlang.ParseVariant(e.SLVariant)
	return erlang.Setting{
		Slower: each(e.AtOnceAHTS, func(aht float64) float64 { return aht / e.AtOnceAHTS[0] }),
		Volume: e.Contacts, Interval: e.IntervalS, AHT: e.AHTS, Agents: e.Agents, Patience: e.patience(), NoQueue: e.NoQueue,
		Lines: e.Lines, Redial: e.Redial, Threshold: e.ThresholdS, Variant: variant,
	}, err
}

// patience has one of the kinds that the request's schema lists.
func (e ErlangSetting) patience() erlang.Patience {
	if e.PatienceS == nil {
		return erlang.Patience{}
	}
	patience, _ := erlang.PatienceOf(e.PatienceKind, *e.PatienceS, e.PatienceShape)
	return patience
}

// solved is the setting as sent with the value found in it.
func (e ErlangSetting) solved(unknown string, s erlang.Setting) ErlangSetting {
	if unknown == "" {
		return e
	}
	e.AtOnceAHTS = each(e.AtOnceAHTS, func(aht float64) float64 { return aht * (s.AHT / e.AtOnceAHTS[0]) })
	e.Contacts, e.AHTS, e.Agents, e.Lines, e.ThresholdS = s.Volume, s.AHT, s.Agents, s.Lines, s.Threshold
	if unknown == string(erlang.FindPatience) {
		e.PatienceS = figure(s.Patience.Mean())
	}
	return e
}

func foundOf(s erlang.Solution) *ErlangFound {
	return &ErlangFound{
		Value: s.Value, From: s.From, To: figure(s.To), Binding: string(s.Binding), Whole: s.Whole, AtWhole: figuresOf(s.AtWhole),
	}
}

func figuresOf(f erlang.Figures) ErlangFigures {
	return ErlangFigures{
		Erlangs: f.Load, ServiceLevel: f.ServiceLevel, Levels: levelsOf(f.Levels), PWait: f.PWait, ASAS: figure(f.ASA),
		MeanWaitS: figure(f.MeanWait), PAbandon: f.PAbandon, PBlock: f.PBlock, Occupancy: f.Occupancy,
		QueueLength: figure(f.QueueLength), Attempts: f.Attempts, PLost: f.PLost, Unstable: f.Unstable,
	}
}

func levelsOf(s erlang.Shares) ErlangLevels {
	return ErlangLevels{
		ExcludeShort: s.ServiceLevel(erlang.ExcludeShort), OfOffered: s.ServiceLevel(erlang.OfOffered),
		AbandonsAsAnswered: s.ServiceLevel(erlang.AbandonsAsAnswered), OfAnswered: s.ServiceLevel(erlang.OfAnswered),
		Virtual: s.ServiceLevel(erlang.Virtual),
	}
}

// percentileShares are the percentiles that a report shows.
var percentileShares = [...]float64{0.5, 0.8, 0.9, 0.95, 0.99}

// percentilesOf are waits of all contacts, whether answered in the end or not.
func percentilesOf(s erlang.Setting) []ErlangPercentile {
	s.Variant = erlang.AbandonsAsAnswered
	return each(percentileShares[:], func(share float64) ErlangPercentile {
		return ErlangPercentile{Share: share, WaitS: figure(erlang.WaitPercentile(s, share))}
	})
}
