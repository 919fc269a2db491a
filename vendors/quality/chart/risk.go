package chart

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// RiskCUSUM watches failures of contacts whose chance to fail differs, for a rise of
// their odds by a factor: S = max(0, S + W), alarm at H, with
//
//	W = failure ln R - ln(1 - p + R p)
//
// for a contact that would fail with chance p in control (Steiner et al. 2000). After
// an alarm it starts from 0.
type RiskCUSUM struct {
	Odds float64 // R, such as 2; below 1 looks for an improvement
	H    float64
}

// Weight is what a contact adds.
func (c RiskCUSUM) Weight(failed bool, risk float64) float64 {
	w := -math.Log(1 - risk + c.Odds*risk)
	if failed {
		w += math.Log(c.Odds)
	}
	return w
}

// Run charts contacts from the oldest, with the risk of each; the statistic starts
// from 0 again after each alarm. It returns a [quality.InputError] for a chart or a
// risk that cannot be.
func (c RiskCUSUM) Run(failures []bool, risks []float64) (*Path, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if len(failures) != len(risks) {
		return nil, quality.Refuse(len(risks), "one for each contact", "the length of risks")
	}
	p, s := &Path{}, 0.0
	for i, failed := range failures {
		if !(risks[i] > 0 && risks[i] < 1) {
			return nil, quality.Refuse(risks[i], "a chance above 0 and below 1", "risks[%d]", i)
		}
		s = max(0, s+c.Weight(failed, risks[i]))
		alarm := s >= c.H
		p.add(s, 0, c.H, alarm)
		if alarm {
			s = 0
		}
	}
	return p, nil
}

func (c RiskCUSUM) check() error {
	if !(c.Odds > 0) || c.Odds == 1 || math.IsInf(c.Odds, 1) {
		return quality.Refuse(c.Odds, "a finite number above 0 that is not 1", "odds")
	}
	if !(c.H > 0) || math.IsInf(c.H, 1) {
		return quality.Refuse(c.H, "a finite number above 0", "H")
	}
	return nil
}

// Mix is a kind of contact: its share among contacts and its chance to fail in
// control.
type Mix struct{ Share, Risk float64 }

// riskStates is the number of places to which the statistic is rounded.
const riskStates = 300

// ARL is how many contacts of a mix it takes to an alarm on average when the odds of
// failure are so many times those in control, by a chain over a fine grid: a step
// between two places goes to both with chances that keep its mean.
func (c RiskCUSUM) ARL(mix []Mix, odds float64) (float64, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	if !(odds > 0) || math.IsInf(odds, 1) {
		return 0, quality.Refuse(odds, "a finite number above 0", "the true odds")
	}
	total := 0.0
	for i, m := range mix {
		if !(m.Share > 0) || math.IsInf(m.Share, 1) {
			return 0, quality.Refuse(m.Share, "a finite number above 0", "mix[%d].share", i)
		}
		if !(m.Risk > 0 && m.Risk < 1) {
			return 0, quality.Refuse(m.Risk, "a chance above 0 and below 1", "mix[%d].risk", i)
		}
		total += m.Share
	}
	if total == 0 {
		return 0, quality.Refuse(0, "at least one kind of contact", "the length of mix")
	}
	width := c.H / riskStates
	chain := make([][]float64, riskStates)
	for i := range chain {
		chain[i] = make([]float64, riskStates)
		for _, m := range mix {
			failure := odds * m.Risk / (1 - m.Risk + odds*m.Risk)
			spreadStep(chain[i], float64(i)+c.Weight(true, m.Risk)/width, failure*m.Share/total)
			spreadStep(chain[i], float64(i)+c.Weight(false, m.Risk)/width, (1-failure)*m.Share/total)
		}
	}
	return solveRunLength(riskStates, func(i, j int) float64 { return chain[i][j] })[0], nil
}

// spreadStep adds a step to a place between two states to the chances of both; what
// is below 0 stays at 0, what is at the limit or above is an alarm.
func spreadStep(row []float64, to, chance float64) {
	if to <= 0 {
		row[0] += chance
		return
	}
	if to >= float64(len(row)) {
		return
	}
	i := int(to)
	part := to - float64(i)
	row[i] += chance * (1 - part)
	if i+1 < len(row) {
		row[i+1] += chance * part
	}
}

// RiskCUSUMFor is the chart for a rise of the odds whose run length in control is as
// asked for a mix of contacts.
func RiskCUSUMFor(odds float64, mix []Mix, arl float64) (RiskCUSUM, error) {
	h, err := limitFor(arl, .05, 30, func(h float64) (float64, error) { return RiskCUSUM{odds, h}.ARL(mix, 1) })
	return RiskCUSUM{odds, h}, err
}
