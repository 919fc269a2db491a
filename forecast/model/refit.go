package model

import "context"

// Refit makes the forecast of an earlier run's plan anew from the given input,
// without any back-test: a few milliseconds where [Run] takes hundreds. The
// calibration, if any, gives it the bands that the earlier run earned; without
// one it has none. The result names no candidates and no scores.
//
// It returns what [Run] returns, and a *[PlanError] where the plan or the
// calibration cannot be followed on this history.
func Refit(ctx context.Context, in Input, plan Plan, bands *Calibration) (*Result, error) {
	combination, err := plan.blend()
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, err := prepare(in)
	if err != nil {
		return nil, err
	}
	r.followDrivers(plan)
	if bands != nil {
		if r.bands, err = bands.after(r.gap, r.training.Slots()); err != nil {
			return nil, err
		}
	}
	r.handleLife = plan.HandleLife
	out, err := r.forecast(combination)
	if err != nil {
		return nil, err
	}
	out.Plan = plan
	return out, nil
}

// after returns the calibration for a forecast that begins so many days after
// the end of its history.
func (c *Calibration) after(gap, slots int) (*Calibration, error) {
	if err := c.check(slots); err != nil {
		return nil, err
	}
	moved := *c
	moved.Gap = gap
	return &moved, nil
}

// check refuses a calibration that does not fit days of so many slots.
func (c *Calibration) check(slots int) error {
	fits := c.Slots == slots && len(c.Excess) == len(buckets) && len(c.Scores) == len(buckets) && len(c.Days) == len(buckets)
	for _, excess := range c.Excess {
		fits = fits && len(excess) == slots
	}
	for _, day := range c.Errors {
		fits = fits && len(day.Forecast) == slots && len(day.Actual) == slots
	}
	if !fits {
		return &PlanError{"its bands are for days cut otherwise; run the forecast anew"}
	}
	return nil
}
