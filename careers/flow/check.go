package flow

import (
	"fmt"
	"math"
)

// longest bounds what a projection holds in memory: 40 years of months.
const longest = 480

// Check refuses a model that cannot be, with an [InputError].
func (m *Model) Check() error {
	if len(m.Rungs) == 0 {
		return wrong("rungs", "none", "at least one")
	}
	if m.Longest < 1 || m.Longest > longest {
		return wrong("longest tenure", m.Longest, fmt.Sprintf("1 to %d months", longest))
	}
	for _, check := range []func() error{m.checkHazard, m.checkRungs, m.checkRatios, m.checkSources} {
		if err := check(); err != nil {
			return err
		}
	}
	if err := within("learning, start", m.Learning.Start, 0, 1); err != nil {
		return err
	}
	if !(m.Learning.Tau > 0) {
		return wrong("learning, tau", m.Learning.Tau, "months above 0")
	}
	return within("cost of an exit", m.ExitCost, 0, math.MaxFloat64)
}

func (m *Model) checkHazard() error { return checkBands(m.Hazard) }

func checkBands(bands []Band) error {
	if len(bands) == 0 || bands[0].From != 0 {
		return wrong("hazard by tenure", bands, "bands, the first from month 0")
	}
	for i, b := range bands {
		where := fmt.Sprintf("hazard, band %d", i+1)
		if i > 0 && b.From <= bands[i-1].From {
			return wrong(where, fmt.Sprintf("from month %d after month %d", b.From, bands[i-1].From), "rising months")
		}
		if err := within(where, b.Hazard, 0, 50); err != nil {
			return err
		}
		if err := within(where+", standard error", b.LogSE, 0, 10); err != nil {
			return err
		}
	}
	return nil
}

func (m *Model) checkRungs() error {
	for i, r := range m.Rungs {
		where := fmt.Sprintf("rung %d (%s)", i+1, r.Name)
		if err := within(where+", chance of promotion", r.Promote, 0, 1); err != nil {
			return err
		}
		if i == len(m.Rungs)-1 && r.Promote != 0 {
			return wrong(where+", chance of promotion", r.Promote, "0: there is no rung above")
		}
		if r.Dwell < 0 {
			return wrong(where+", months before promotion", r.Dwell, "at least 0")
		}
		if !(r.Cap >= 0) {
			return wrong(where+", cap", r.Cap, "at least 0 people, or no cap")
		}
		if err := within(where+", pay", r.Pay, 0, math.MaxFloat64); err != nil {
			return err
		}
		if !(r.Raise > -1) || math.IsInf(r.Raise, 1) {
			return wrong(where+", raise", r.Raise, "a share above -1, such as 0.05")
		}
		if err := r.checkHolders(where); err != nil {
			return err
		}
	}
	return nil
}

func (r *Rung) checkHolders(where string) error {
	for _, h := range r.Holders {
		if err := within(where+", people", h.Count, 0, 1e9); err != nil {
			return err
		}
		if h.Dwell < 0 || h.Tenure < 0 {
			return wrong(where, fmt.Sprintf("people %d months in it, with %d months of tenure", h.Dwell, h.Tenure), "months of at least 0")
		}
	}
	return nil
}

func (m *Model) checkRatios() error {
	for where, r := range m.ratios() {
		if err := r.check(where + ", hazard ratio"); err != nil {
			return err
		}
	}
	for _, e := range m.Effects {
		if err := within(e.Name+", exposure", e.Exposure, 0, 1); err != nil {
			return err
		}
	}
	if m.Stall.From < 0 || m.Recent.Months < 0 {
		return wrong("months of stalling and after promotion", fmt.Sprint(m.Stall.From, " and ", m.Recent.Months), "at least 0")
	}
	if math.IsNaN(m.Pay.Value) || math.IsInf(m.Pay.Value, 0) || m.Pay.Low > m.Pay.High {
		return wrong("elasticity of leaving to pay", fmt.Sprintf("%g in a range from %g to %g", m.Pay.Value, m.Pay.Low, m.Pay.High), "a number, such as -3, and a rising range")
	}
	return nil
}

func (m *Model) checkSources() error {
	total := 0.0
	for _, s := range m.Sources {
		if err := within("source "+s.Name+", share", s.Share, 0, math.MaxFloat64); err != nil {
			return err
		}
		if err := within("source "+s.Name+", cost", s.Cost, 0, math.MaxFloat64); err != nil {
			return err
		}
		total += s.Share
	}
	if len(m.Sources) > 0 && !(total > 0) {
		return wrong("sources of hires", "shares that sum to 0", "a share above 0")
	}
	switch m.Hiring.Policy {
	case Replace:
		return nil
	case Fixed:
		for _, n := range m.Hiring.PerMonth {
			if err := within("hires a month", n, 0, 1e9); err != nil {
				return err
			}
		}
		return nil
	default:
		return wrong("policy of hiring", fmt.Sprintf("%q", m.Hiring.Policy), "replace or fixed")
	}
}
