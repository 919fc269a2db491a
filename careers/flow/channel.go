package flow

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Channel is a way by which people were hired, with what became of them.
type Channel struct {
	Name         string
	Applied      int     // the funnel: people who applied,
	Hires        int     // of whom were hired
	HireCost     float64 // of one hire
	TrainingCost float64 // of one hire
	// Months is the restricted mean time that its hires stay within their first
	// twelve months, from a survival curve.
	Months float64
	// Quality is their output beside that of all hires, 1 for the same.
	Quality float64
}

// EnoughHires is from how many hires on a channel is ranked.
const EnoughHires = 30

// ChannelCost is what a channel costs for each month of output that stays.
type ChannelCost struct {
	Channel
	PerMonth float64 // cost of a hire and its training over productive months
	Rank     int     // from 1, the cheapest; 0: too few hires to be ranked
}

// firstYear is the time over which what a channel brings is counted, in months.
const firstYear = 12

// RankChannels ranks channels by the cost of a retained productive month, (hire +
// training) / (restricted mean months · quality), the cheapest first; those with too few
// hires come after them, unranked, by name.
func RankChannels(channels []Channel) ([]ChannelCost, error) {
	list := make([]ChannelCost, len(channels))
	for i, c := range channels {
		if err := c.check(); err != nil {
			return nil, err
		}
		list[i] = ChannelCost{Channel: c, PerMonth: (c.HireCost + c.TrainingCost) / (c.Months * c.Quality)}
	}
	few := func(c ChannelCost) int {
		if c.Hires < EnoughHires {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b ChannelCost) int {
		if order := cmp.Compare(few(a), few(b)); order != 0 || few(a) == 1 {
			return cmp.Or(order, cmp.Compare(a.Name, b.Name))
		}
		return cmp.Or(cmp.Compare(a.PerMonth, b.PerMonth), cmp.Compare(a.Name, b.Name))
	})
	for i := range list {
		if few(list[i]) == 0 {
			list[i].Rank = i + 1
		}
	}
	return list, nil
}

func (c Channel) check() error {
	where := "channel " + c.Name
	switch {
	case c.Hires < 0 || c.Applied < c.Hires:
		return wrong(where, fmt.Sprintf("%d hired of %d who applied", c.Hires, c.Applied), "no more hired than applied")
	case !(c.Months > 0 && c.Months <= firstYear):
		return wrong(where+", months of its hires", c.Months, "above 0, at most 12")
	case !(c.Quality > 0) || math.IsInf(c.Quality, 1):
		return wrong(where+", quality", c.Quality, "above 0; 1 is that of all hires")
	}
	if err := within(where+", cost of a hire", c.HireCost, 0, math.MaxFloat64); err != nil {
		return err
	}
	return within(where+", cost of training", c.TrainingCost, 0, math.MaxFloat64)
}
