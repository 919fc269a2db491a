package rank

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Cell is a unit's count in a stratum of the case mix (contact type, channel, hour,
// tenure of the customer); unit and stratum are indices from 0. What a vendor
// controls, such as handle time or transfers, is no stratum.
type Cell struct {
	Unit, Stratum int
	Count         Count
}

// Standard is a unit's rate once its case mix is taken out, both ways.
type Standard struct {
	Crude float64
	// Expected is the rate that the unit's mix would have at everybody's rates.
	Expected float64
	// Ratio is crude over expected, Indirect that times everybody's rate. Ratios of
	// units with very different mixes are not strictly comparable with each other.
	Ratio, Indirect float64
	// Direct is the unit's rates at everybody's mix, NaN where the unit never saw a
	// stratum.
	Direct float64
	// Fewest is the least number of trials in a cell of the unit: under 20 a direct
	// rate stands on chance; prefer the indirect one or a mixed model.
	Fewest int
}

// Standardise takes the case mix out of rates by direct and indirect standardisation
// with everybody together as the standard. It returns a [quality.InputError] for a
// cell out of range or without trials, a cell that comes twice, and a unit without
// cells. Where nobody had an event, ratios are NaN.
func Standardise(units, strata int, cells []Cell) ([]Standard, error) {
	table, err := tabulate(units, strata, cells)
	if err != nil {
		return nil, err
	}
	all, total := make([]Count, strata), Count{}
	for i, c := range table {
		all[i%strata] = all[i%strata].plus(c)
		total = total.plus(c)
	}
	list := make([]Standard, units)
	for v := range list {
		if list[v], err = standardOf(v, table[v*strata:(v+1)*strata], all, total); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (c Count) plus(d Count) Count { return Count{c.Events + d.Events, c.Trials + d.Trials} }

func tabulate(units, strata int, cells []Cell) ([]Count, error) {
	table := make([]Count, units*strata)
	for i, c := range cells {
		switch {
		case c.Unit < 0 || c.Unit >= units:
			return nil, quality.Refuse(c.Unit, "an index of a unit", "cells[%d].unit", i)
		case c.Stratum < 0 || c.Stratum >= strata:
			return nil, quality.Refuse(c.Stratum, "an index of a stratum", "cells[%d].stratum", i)
		case table[c.Unit*strata+c.Stratum].Trials > 0:
			return nil, quality.Refuse("a second cell of its unit and stratum", "one", "cells[%d]", i)
		}
		if err := c.Count.check("cells[%d]", i); err != nil {
			return nil, err
		}
		table[c.Unit*strata+c.Stratum] = c.Count
	}
	return table, nil
}

func standardOf(unit int, row, all []Count, total Count) (Standard, error) {
	own, expected, direct := Count{}, 0.0, 0.0
	s := Standard{Fewest: math.MaxInt}
	for k, c := range row {
		if all[k].Trials == 0 {
			continue
		}
		own = own.plus(c)
		expected += all[k].Rate() * float64(c.Trials)
		direct += c.Rate() * float64(all[k].Trials) / float64(total.Trials)
		s.Fewest = min(s.Fewest, c.Trials)
	}
	if own.Trials == 0 {
		return s, quality.Refuse("without trials", "at least one cell", "unit %d", unit)
	}
	s.Crude, s.Expected, s.Direct = own.Rate(), expected/float64(own.Trials), direct
	s.Ratio = s.Crude / s.Expected
	s.Indirect = s.Ratio * total.Rate()
	return s, nil
}
